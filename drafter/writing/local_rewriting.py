"""A note that a small model words anew: which notes it is asked for, what is of use."""

import re
from collections.abc import Mapping

from drafter.facts.units import COUNTERS
from drafter.ports import Task, TaskBullet
from drafter.records import FactKind
from drafter.writing.local_grammar import SENTENCE, mark

PROMPT = "rewrite"
LIMIT = 160  # tokens of an answer

# More tokens than this and a rewriting loses one more often than not: it stands as it is.
_DENSE = 4
# Characters of a bullet that is a paragraph already; it would not fit the context either.
_LONGEST = 300
_LINK = 2  # characters that link a clause of the note

# A clause that opens with one of these has its verb elsewhere.
_NO_VERB = "为对与和及以在于从向由把将被按经同比其并"
# A note of a title or name and hardly a word more says nothing a model could go by: 9月起实行《…》.
_BLIND = {FactKind.TITLE, FactKind.DOCUMENT, FactKind.NAME}
_WORDS_TO_GO_BY = 6
# What stands for a token where the model need not repeat it: fewer tokens to read, and words it
# knows.
_STAND_IN = {
    FactKind.DATE: "某时",
    FactKind.ORDINAL: "某",
    FactKind.DOCUMENT: "有关文件",
    FactKind.TITLE: "有关制度",
    FactKind.NAME: "有关单位",
    FactKind.CODE: "某",
}


def wants_rewriting(bullet: TaskBullet, worded: str) -> bool:
    """Whether the model is asked for a note: the rules left it as it stands, and it is a clear one.

    A bullet that is figures more than words only loses some when it is reworded.
    """
    return worded == bullet.masked and is_clear(bullet) and len(bullet.tokens) <= _DENSE


def rewriting_values(task: Task, bullet: TaskBullet) -> Mapping[str, object]:
    """What the prompt is rendered with."""
    return {"part": task.part.value, "bullet": bullet.masked, "remark": task.remark}


def is_kept(words: str, bullet: TaskBullet) -> bool:
    """Whether an answer is whole, and has the verbs of its note and no further clause."""
    return (
        _is_whole(words)
        and not _further_clauses(words, bullet)
        and not _measured_names(bullet, words)
        and not _lost_verbs(bullet, words)
    )


def is_clear(bullet: TaskBullet) -> bool:
    """Whether a bullet is short, and has words enough beside its tokens to go by."""
    if len(bullet.masked) > _LONGEST:
        return False
    known = bullet.masked
    for token in bullet.tokens:
        known = known.replace(mark(token), "")
    words = re.findall(r"[一-鿿]", known)
    return len(words) >= _WORDS_TO_GO_BY or all(token.kind not in _BLIND for token in bullet.tokens)


def in_words(bullet: TaskBullet) -> str:
    """The bullet with a word in place of each token."""
    text = bullet.masked
    for token in bullet.tokens:
        text = text.replace(token.name, _STAND_IN.get(token.kind, "若干"), 1)
    return text


def _further_clauses(text: str, bullet: TaskBullet) -> list[str]:
    """The clauses that say what no figure and no word of the note does: ，提升居民健康水平."""
    bare = (clause for clause in re.split("[，；。]", text) if clause and "【" not in clause)
    return [c for c in bare if shared_run(c, bullet.masked) < len(c) - _LINK]


def _measured_names(bullet: TaskBullet, text: str) -> bool:
    """Whether a measure word follows a token that has none in the bullet."""
    names = [mark(token) for token in bullet.tokens if not token.unit]
    measured = [name + word for name in names for word in COUNTERS]
    return any(words in text and words not in bullet.masked for words in measured)


def _lost_verbs(bullet: TaskBullet, text: str) -> list[str]:
    """Words that open a clause of the bullet and are gone.

    受理投诉【F1】件 is not 投诉【F1】件, 建成 is not 建设.
    """
    openings = re.findall(rf"(?:^|(?<=[，；。]))(?![{_NO_VERB}])[一-鿿]{{2}}", bullet.masked)
    return [word for word in openings if word not in text]


def shared_run(a: str, b: str) -> int:
    """Length of the longest run of characters that both texts hold."""
    longest = 0
    for start in range(len(a)):
        while a[start : start + longest + 1] in b and start + longest < len(a):
            longest += 1
    return longest


def _is_whole(text: str) -> bool:
    """Whether no sentence ran into its limit, where the grammar ends it in the middle of a word."""
    counted = re.sub(r"【[^】]*】", "字", text)
    sentences = counted.split("。")
    return text.endswith("。") and all(len(sentence) < SENTENCE[1] for sentence in sentences)
