"""Whether a verb governs each figure of a sentence: what tells a sentence from notes with stops.

A verb governs a figure as its object or complement (受理来信63件, 达到91%), as its subject
(18个村完成改造), or from before a 、 or 其中. One inside a noun (办结率, 培训经费), one before
的 (受理的来信63件), or one in another clause does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, pairwise, takewhile

from drafter.evaluation.prose.sentences import DAY, FIGURE, NAME, Clause, Sentence
from drafter.evaluation.prose.word_lists import segmenter, words

_COPULAS = frozenset("占 为 是 达 完成 相当于 高于 低于 达到".split())
_ANYWHERE = frozenset("有 占 达 获 设 是".split())  # of one character, yet a verb behind a noun
_NEVER_FIRST = frozenset("到 至".split())  # at the head of a clause they say where
_ONLY_FIRST = frozenset("上 讲 听 开 下".split())
_PLACES = frozenset("内 中 里 上 下 外 间 等 以来".split())
_INSIDE = frozenset("内 间".split())  # 集团内交流教师73名
_SHARES = ("率", "满意度", "知晓度", "参与度")
_AFTER = frozenset("前 后 时 期间 以来".split())
_FROM = frozenset("由 从 自".split())
_NO_VERBS = frozenset("figure adverb manner preposition of joint noun".split())
_JOINTS = frozenset("、 和 与 及 以及".split())


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a clause.

    kind  figure, noun, verb, deed (a verb that is a noun elsewhere), short (a verb of one
          character), other (a verb of the dictionary's), state, adverb, manner, preposition,
          of (的), joint (、 和)
    """

    text: str
    kind: str


def is_telegraphic(sentence: Sentence) -> bool:
    """Whether some clause has a figure that no verb governs."""
    return any(not governed for _, governed in governed_clauses(sentence))


def governed_clauses(sentence: Sentence) -> list[tuple[Clause, bool]]:
    """The clauses that have a figure, and whether each of its figures is governed."""
    judged = []
    before = in_parts = False  # the last figure was governed; what follows states its parts
    for clause in sentence.clauses:
        starts_parts = clause.text.startswith("其中") or clause.aside
        in_parts = before and (in_parts or starts_parts)
        if clause.has_figure:
            own = figures_governed(clause.text)
            governed = own is True or (own is None and in_parts)
            judged.append((clause, governed))
            before, in_parts = governed, in_parts and (starts_parts or own is not True)
        in_parts = before and (in_parts or clause.mark == "：") and clause.mark != "；"
    return judged


@lru_cache(maxsize=20000)
def figures_governed(text: str) -> bool | None:
    """Whether verbs govern all figures of a clause; None where there is no verb for any."""
    parsed = _parsed(text)
    answers, carried = [], False
    for at, word in enumerate(parsed):
        if word.kind == "figure":
            carried = carried or _verb_before(parsed, at) or _verb_behind(parsed, at)
            answers.append(carried)
    says_where = parsed[0].kind == "preposition" or parsed[-1].text in _PLACES
    if says_where and parsed[-1].kind != "figure":
        return True  # 针对12类风险, 40所学校中: it belongs to the next clause
    return all(answers) or (False if any(answers) else None)


def has_verb(clause: Clause) -> bool:
    """Whether any word of a clause is a verb or says what something is like."""
    return any(word.kind not in _NO_VERBS for word in _parsed(clause.text))


def opening_word(clause: Clause) -> tuple[str, bool]:
    """The word a clause opens with, adverbs and dates apart, and whether it is a verb."""
    for word in _parsed(clause.text):
        if word.kind not in ("adverb", "manner"):
            return word.text, word.kind in ("verb", "deed", "other", "short")
    return "", False


# --- before the figure ---


def _verb_before(parsed: Sequence[_Word], figure: int) -> bool:
    return any(_governs(parsed, at, figure) for at in range(figure - 1, -1, -1))


def _governs(parsed: Sequence[_Word], at: int, figure: int) -> bool:
    """Whether the word at a place governs a figure behind it."""
    word, between = parsed[at], parsed[at + 1 : figure]
    if word.text == "为":
        return _is_copula(parsed, at, figure)
    if not _is_verb(parsed, at) or _cannot_take(word, between) or _in_relative(word, between):
        return False
    if word.kind == "short":
        return _short_governs(parsed, at, _has_noun(between))
    return word.kind == "verb" or (_opens(parsed, at) and not _makes_noun(word, between))


def _is_verb(parsed: Sequence[_Word], at: int) -> bool:
    """Whether a word is a verb here: neither 的 nor a noun that it is part of stands behind it."""
    bare = parsed[at].kind not in _NO_VERBS and parsed[at].kind != "state"
    return bare and parsed[at + 1].kind != "of" and not _is_noun(parsed, at)


def _cannot_take(word: _Word, between: Sequence[_Word]) -> bool:
    """Whether a verb does not take what stands between it and a figure: 参赛选手, 加强管理."""
    if not between:
        return False
    if between[0].text in _AFTER:  # 返岗后回访93%: it says when
        return True
    if word.text in words("attributives") or _states_amount(word, between):
        return True
    adjacent = word.text in words("only_adjacent") and between[-1].kind != "of"
    return adjacent and _has_noun(between)


def _has_noun(between: Sequence[_Word]) -> bool:
    return any(other.kind not in ("adverb", "manner", "of") for other in between)


def _makes_noun(deed: _Word, between: Sequence[_Word]) -> bool:
    """Whether what stands behind a deed makes a noun of it: 培训经费, 管理人员; not 签约项目."""
    *others, last = between or [_Word("", "noun")]
    if deed.text in words("dealing") and last.text in words("dealt_with"):
        return False
    return last.text in words("heads") and all(word.kind in ("deed", "other") for word in others)


def _short_governs(parsed: Sequence[_Word], at: int, takes_noun: bool) -> bool:
    """Whether a verb of one character governs a figure behind it."""
    text = parsed[at].text
    if text in _ANYWHERE or _opens(parsed, at):
        return at > 0 or text not in _NEVER_FIRST
    return not takes_noun and text not in _ONLY_FIRST


def _states_amount(word: _Word, between: Sequence[_Word]) -> bool:
    """Whether a verb only says of what the amount is: 追回金额, 覆盖面积, 办理事项办结率."""
    is_amount = len(between) == 1 and between[0].text in words("amounts")
    is_share = between[-1].text.endswith(_SHARES)
    return (is_amount or is_share) and word.text not in words("changes")


def _is_copula(parsed: Sequence[_Word], at: int, figure: int) -> bool:
    """为 before a figure: it is (率为100%, 为年度任务的61%), or it is for (为85户残疾人…)."""
    between = parsed[at + 1 : figure]
    if between and not _is_rate(between):
        behind = parsed[figure + 1 : figure + 2]
        return between[-1].kind == "of" or any(word.kind == "of" for word in behind)
    ends = figure + 1 == len(parsed) or parsed[figure + 1].kind == "joint"
    return ends or any(word.kind == "noun" for word in parsed[:at])


def _is_rate(between: Sequence[_Word]) -> bool:
    """Whether a verb and a figure have only what it is for each of between them: 每人每月."""
    behind = list(dropwhile(lambda word: not word.text.startswith("每"), between))
    return bool(behind) and all(word.kind == "manner" for word in behind)


def _is_noun(parsed: Sequence[_Word], at: int) -> bool:
    """Whether the next word makes a noun of a verb: 办结率, and of a deed: 检查组."""
    suffix, *behind = parsed[at + 1 :]
    if suffix.text in words("suffixes"):
        return not behind or behind[0].kind not in ("noun", "deed", "other")
    return parsed[at].kind in ("deed", "other") and suffix.text in words("suffixes_of_deeds")


def _in_relative(word: _Word, between: Sequence[_Word]) -> bool:
    """Whether what a verb takes ends before 的 and a noun: 参加培训的教师."""
    kinds = [other.kind for other in between]
    if "of" not in kinds:
        return False
    of = kinds.index("of")
    of_place = of > 1 and between[of - 1].text in _PLACES
    if of_place or (of == len(kinds) - 1 and word.text in _COPULAS):
        return False
    return all(kind in ("noun", "deed", "other", "joint", "manner") for kind in kinds[:of])


def _opens(parsed: Sequence[_Word], at: int) -> bool:
    """Whether a word stands where its clause has its verb: no noun before it, or an adverb."""
    before = [word for word in parsed[:at] if word.kind != "manner"]
    if not before or before[-1].kind == "adverb" or parsed[at - 1].text in _INSIDE:
        return True
    if before[0].kind == "preposition":
        return parsed[at].kind == "deed"
    if parsed[at].text in words("trades") and before[-1].text.endswith(tuple(words("doers"))):
        return True
    return all(
        word.kind not in ("noun", "state", "of", "figure")
        and word.text not in words("only_adjacent")
        for word in before
    )


# --- behind the figure ---


def _verb_behind(parsed: Sequence[_Word], figure: int) -> bool:
    """Whether a verb behind a figure has it in its subject: 18个村完成改造."""
    return any(_predicates(parsed, at, figure) for at in range(figure + 1, len(parsed)))


def _predicates(parsed: Sequence[_Word], at: int, figure: int) -> bool:
    """Whether the word at a place is a verb whose subject holds a figure before it."""
    word, behind = parsed[at], parsed[at + 1 :]
    if word.text == "通过":  # 12个模型通过备案
        return parsed[at - 1].kind in ("noun", "figure")
    if word.text == "为":  # 其余5项为跨年事项
        return bool(behind)
    if word.kind in _NO_VERBS or _is_no_predicate(parsed, at):
        return False
    last = max(place for place in range(figure, at) if parsed[place].kind == "figure")
    subject = any(w.kind not in ("adverb", "joint") for w in parsed[last + 1 : at])
    if not subject and _has_another(parsed, at, figure):
        return False
    said = parsed[at - 1].kind == "adverb" or parsed[0].kind == "preposition"
    return {
        "verb": True,
        "other": subject and bool(behind),
        "state": said and not behind,
        "deed": said,
        "short": said or bool(behind),
    }[word.kind]


def _has_another(parsed: Sequence[_Word], at: int, figure: int) -> bool:
    """Whether a verb right behind a figure only says which (3个在建项目) or has another figure."""
    behind = parsed[at + 1 :]
    if _is_within(parsed, figure, at):
        return False
    if behind and parsed[at].text in words("behind_figures") | words("attributives"):
        return True
    first = all(other.kind in ("adverb", "manner") for other in parsed[:figure])
    first = first or parsed[0].kind == "preposition"  # 为儿童254人发放生活费219万元
    taken = takewhile(lambda other: other.kind != "joint", behind)
    return not first and any(other.kind == "figure" for other in taken)


def _is_no_predicate(parsed: Sequence[_Word], at: int) -> bool:
    """Whether 的 or a noun takes the verb: 完成改造的村, 办结率."""
    word, behind = parsed[at], parsed[at + 1 :]
    if behind and _is_noun(parsed, at):
        return True
    before_noun = any(of.kind == "of" and by.kind != "figure" for of, by in pairwise(behind))
    return before_noun and word.text not in _COPULAS | _ANYWHERE


def _is_within(parsed: Sequence[_Word], figure: int, verb: int) -> bool:
    """Whether a figure is what another one is of, or starts from: 40所中有38所, 由13提高到14."""
    if any(word.text in _FROM for word in parsed[max(0, figure - 3) : figure]):
        return True
    return any(word.text in ("中", "里") for word in parsed[figure:verb])


# --- words ---


@lru_cache(maxsize=20000)
def _parsed(text: str) -> tuple[_Word, ...]:
    tagged = [
        (part, _kind(part, tag))
        for word, tag in segmenter().tag(text, False)
        for part in _parts_of(word)
    ]
    around = zip([_NONE, *tagged], tagged, [*tagged[1:], _NONE], strict=False)
    return tuple(_Word(word, _kind_here(*three)) for three in around for word in [three[1][0]])


def _kind_here(before: tuple[str, str], word: tuple[str, str], behind: tuple[str, str]) -> str:
    """The kind of a word between two: 提前30天, 统筹床位 have a verb, 每棚 says for what."""
    text, kind = word
    if kind == "adverb" and behind[1] in ("figure", "noun") and text in words("verbs"):
        return "verb"
    return "manner" if before[0] == "每" and kind == "noun" else kind


def _parts_of(word: str) -> tuple[str, ...]:
    """A word that is none of ours, cut where a word of ours is in it: 妥善处置, 未达标."""
    cut = {3: 1, 4: 2}.get(len(word), 0)
    halves = word[:cut], word[cut:]
    ours = _is_listed(word) or word in words("nouns")
    return halves if cut and not ours and any(map(_is_listed, halves)) else (word,)


@lru_cache(maxsize=20000)
def _is_listed(word: str) -> bool:
    return any(word in words(name) for name in ("verbs", "deeds"))


def _kind(word: str, tag: str) -> str:
    if word in _SIGNS:
        return _SIGNS[word]
    for kind, lists in _LISTS:
        if any(word in words(name) for name in lists):
            return "short" if kind == "verb" and len(word) == 1 else kind
    if word.startswith("每"):
        return "manner"
    if tag == "v" and len(word) > 1:
        return "other"
    if tag.startswith(("a", "z")):
        return "state"
    return "manner" if tag.startswith(("t", "u", "q", "m", "x", "r")) else "noun"


_NONE = ("", "")
_SIGNS = {FIGURE: "figure", DAY: "manner", NAME: "noun", "的": "of"} | dict.fromkeys(
    _JOINTS, "joint"
)
_LISTS = (
    ("adverb", ("adverbs",)),
    ("manner", ("manners",)),
    ("preposition", ("prepositions",)),
    ("verb", ("verbs",)),
    ("deed", ("deeds",)),
    ("noun", ("nouns",)),
)
