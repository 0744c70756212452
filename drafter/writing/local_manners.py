"""The two manners of the local model: what it is asked, and which answers are of use."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from drafter.facts.units import COUNTERS
from drafter.ports import Task, TaskBullet
from drafter.records import FactKind, Part
from drafter.writing.local_grammar import (
    OPENINGS,
    PHRASE,
    SENTENCE,
    mark,
    phrase_grammar,
    sentence_grammar,
)

MannerName = Literal["plain", "rich"]

# So many phrases in a row open differently.
_VARIED = 3
# More tokens than this and a rewriting loses one more often than not: it stands as it is.
_DENSE = 4
# Characters of a bullet that is a paragraph already; it would not fit the context either.
_LONGEST = 300
# So long a run of characters is a repetition: of how an earlier sentence closes, at its start; of
# an example, anywhere; of the bullet.
_SAME_RUN = 6

# Words that fit any bullet, and so say nothing of this one.
_GENERIC = frozenset("教育 学校 工作 建设 管理 水平 质量 发展 事业 单位 部门 实施 进行".split())
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
_CLOSED = re.compile(
    r"，(?:有力|有效|切实|不断|进一步|着力|全力|持续)?"
    r"(?:推动|促进|提升|提高|确保|保障|助力|增强|夯实|营造|改善|方便|满足|防止|为)[^，【】]*$"
)
# A remark that asks for less: of the plain manner the bullets as they stand are the shortest.
_SHORTER = re.compile(r"短|简|精炼|压缩|删|少写")
_STATISTIC = re.compile(r"同比|环比|较上年|比上年|占|增长|下降|率【")


class Plain:
    """The bullet as it stands, to which the model adds a closing phrase of purpose.

    prompt  name of its template
    limit   tokens of an answer
    asked   attempts at which the model is asked; after the last of them the note stands as it is
    """

    name: MannerName = "plain"
    prompt = "closing"
    limit = 32
    asked = 2

    def speaks(self, task: Task, from_end: int) -> bool:
        """Whether the bullet that is `from_end` before the last one is the model's to write."""
        # Where every sentence closes with its purpose none is read: every other one does, the last
        # among them; of a section that is written again, the others.
        if _SHORTER.search(task.remark):
            return False
        return task.attempt > 0 or (from_end + task.turn) % 2 == 0

    def fits(self, part: Part, bullet: TaskBullet) -> bool:
        """Whether the model can add anything to this bullet."""
        # A problem serves no purpose, a rate is no work that could have one, and a bullet may name
        # its own.
        return (
            part in (Part.DONE, Part.PLANNED)
            and is_clear(bullet)
            and not _CLOSED.search(bullet.masked)
            and not _STATISTIC.search(bullet.masked)
        )

    def values(self, task: Task, bullet: TaskBullet) -> Mapping[str, object]:
        return {"planned": task.part is Part.PLANNED, "bullet": _worded(bullet)}

    def grammar(self, part: Part, bullet: TaskBullet, earlier: Sequence[str]) -> str:
        """What the model may write; `earlier` is how the sentences before this one close."""
        used = {closing[:2] for closing in earlier[-_VARIED:]}
        return phrase_grammar([opening for opening in OPENINGS if opening not in used], part)

    def sentence(self, bullet: TaskBullet, words: str) -> tuple[str, str]:
        """The sentence that the model's words make, and how it closes; ("", "") for no use."""
        cut_off = len(words) >= 2 + PHRASE[1]
        if cut_off or not _is_about(words, bullet.masked):
            return "", ""
        return f"{bullet.masked}，{words}。", words


class Rich:
    """The model words the bullet anew around its tokens; members as in Plain."""

    name: MannerName = "rich"
    prompt = "rewrite"
    limit = 160
    # Of rewritings that were refused one in eight was proved at a second try, at the price of all.
    asked = 1

    def speaks(self, task: Task, from_end: int) -> bool:
        return True

    def fits(self, part: Part, bullet: TaskBullet) -> bool:
        # A bullet that is figures more than words only loses some when it is reworded.
        return is_clear(bullet) and len(bullet.tokens) <= _DENSE

    def values(self, task: Task, bullet: TaskBullet) -> Mapping[str, object]:
        return {"part": task.part.value, "bullet": bullet.masked, "remark": task.remark}

    def grammar(self, part: Part, bullet: TaskBullet, earlier: Sequence[str]) -> str:
        return sentence_grammar(bullet, part)

    def sentence(self, bullet: TaskBullet, words: str) -> tuple[str, str]:
        if not _is_whole(words) or _measured_names(bullet, words) or _lost_verbs(bullet, words):
            return "", ""
        return words, closing_of(words, bullet)


MANNERS: Mapping[MannerName, Plain | Rich] = {"plain": Plain(), "rich": Rich()}


def is_clear(bullet: TaskBullet) -> bool:
    """Whether a bullet is short, and has words enough beside its tokens to go by."""
    if len(bullet.masked) > _LONGEST:
        return False
    known = bullet.masked
    for token in bullet.tokens:
        known = known.replace(mark(token), "")
    words = re.findall(r"[一-鿿]", known)
    return len(words) >= _WORDS_TO_GO_BY or all(token.kind not in _BLIND for token in bullet.tokens)


def closing_of(text: str, bullet: TaskBullet) -> str:
    """The last clause of a text, "" where it holds a token or is the bullet's own."""
    clause = re.split("[，。]", text.rstrip("。"))[-1]
    return "" if "【" in clause or clause in bullet.masked else clause


def repeats(
    closing: str, bullet: TaskBullet, earlier: Sequence[str], examples: Sequence[str]
) -> bool:
    """Whether a sentence closes like an earlier one, or with words of its bullet or an example."""
    if not closing:
        return False
    head = closing[:_SAME_RUN]
    if any(other.startswith(head) for other in earlier):
        return True
    return any(_shared_run(closing, text) >= _SAME_RUN for text in (bullet.masked, *examples))


def _is_about(phrase: str, bullet: str) -> bool:
    """Whether a phrase, past its opening verb, has words of the bullet without repeating it."""
    words = phrase[2:]
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    shared = {pair for pair in pairs if pair in bullet}
    return bool(shared - _GENERIC) and words not in bullet


def _worded(bullet: TaskBullet) -> str:
    """The bullet with a word in place of each token."""
    text = bullet.masked
    for token in bullet.tokens:
        text = text.replace(token.name, _STAND_IN.get(token.kind, "若干"), 1)
    return text


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


def _shared_run(a: str, b: str) -> int:
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
