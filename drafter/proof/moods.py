"""What a word of mood governs: 拟, 未 and 正在 reach as far in an answer as in its note.

拟招聘【F1】名，培训【F2】名 has trained; 拟招聘【F1】名、培训【F2】名 is going to.
"""

import re
from collections.abc import Iterator, Sequence

from drafter.messages import t
from drafter.proof.clauses import HAN, Clause
from drafter.proof.word_reading import WordReading, tagged, words_of
from drafter.records import Part

_PENDING = re.compile("(?:拟|待(?!遇)|计划(?!生育|单列)|预计|准备(?!金)|打算)")
_GOING_ON = re.compile("正在")
_DENIED = re.compile(
    "(?:尚未|未(?!成年|来|婚)|没(?!收)|无(?!证|照|障碍|人|害|偿|烟|线|纸|缝|土|主))"
)
_PUSHING = "推动|推进|促进|统筹|着力|抓好|做好|加强|强化|保持|落实"
_ENDS = "建成|办结|完成|拨付|破获|追回|竣工|完工|交付|审结|执结|结案|销号|入住|获评|获得|发放|查处"
_PUSHED = re.compile(f"(?:{_PUSHING})(?:{_ENDS})")
_HEAD = 2  # words
_MOODS = (_PENDING, _GOING_ON, _DENIED)
_GOES_ON = ("并", "和", "及", "以及", "同时")
_COMING = re.compile("(?:^|并)将([\u4e00-\u9fff]+)")
_DEEDS = frozenset({"v", "vn", "vd"})
# What has its object behind it, and is none itself: 将开展理论学习检查 is to come.
_BEGINNING = frozenset("开展 举办 举行 召开 组织 进行 实施 启动 承办 筹办".split())
_ANEW = re.compile("[新续扩改重][建办增开设修购]")


def moods_that_reach_further(reading: WordReading) -> Iterator[str]:
    """The words of mood under which a figure stands in the answer alone, or in the note alone."""
    moods = _MOODS[1:] if reading.part is Part.PLANNED else _MOODS
    noted = _reaches(reading.note_clauses, whole=True)
    said = _reaches(reading.answer_clauses, whole=False, through="、")
    heads = _reaches(reading.note_clauses, whole=False)
    kept = _reaches(reading.answer_clauses, whole=True)
    for token in said:
        for mood in moods:
            added = _governing(mood, said[token]) and not _governing(mood, noted[token])
            lost = _opening(mood, heads[token]) and not _governing(mood, kept[token])
            if added or lost:
                words = _governing(mood, said[token]) or _governing(mood, heads[token])
                yield t("proof.word.moved", words=words)


def pushed_ends(reading: WordReading) -> Iterator[str]:
    """推动办结【F1】件 of what was settled: an end that is told as still being worked at."""
    if reading.part is not Part.PLANNED:
        pushed = _PUSHED.findall(reading.answer)
        yield from (t("proof.word.added", words=two) for two in pushed if two not in reading.note)


def _reaches(pieces: Sequence[Clause], *, whole: bool, through: str = "、：") -> dict[str, str]:
    """Token → the text from the head of its list to it, or to the end of its clause.

    through  the marks that do not end a list: 待解决：一是… is a heading of what follows
    """
    reaches: dict[str, str] = {}
    before = ""
    for at, piece in enumerate(pieces):
        goes_on = at and (pieces[at - 1].mark in through or piece.text.startswith(_GOES_ON))
        before = before if goes_on else ""
        for token in piece.tokens:
            end = len(piece.text) if whole else piece.text.index(token)
            reaches[token] = before + piece.text[:end]
        before += piece.text
    return reaches


def _governing(mood: re.Pattern[str], text: str) -> str:
    """The first word of a mood in a text; "" for none."""
    words = (word for run in HAN.findall(text) for word in words_of(run))
    return next((found[0] for word in words if (found := mood.match(word))), "")


def _opening(mood: re.Pattern[str], text: str) -> bool:
    """Whether a text opens with a mood, or has it behind its first word."""
    run = HAN.match(text)
    return run is not None and bool(_governing(mood, "".join(words_of(run[0])[:_HEAD])))


def is_open(text: str) -> bool:
    """Whether a text tells of what is to be done, is going on or was not done."""
    return any(_governing(mood, text) for mood in _MOODS)


def is_coming(piece: Clause) -> bool:
    """Whether 将 at the head of a clause tells what is to come: 将培训【F1】人.

    Before an object with its verb behind it, it tells nothing: 将责任分解到科室.
    """
    found = _COMING.search(piece.words)
    words = tagged(found[1]) if found else ()
    tags = [tag for _, tag in words]
    if not words or not (tags[0] in _DEEDS or _ANEW.match(words[0][0])):
        return False
    has_object = bool(tags[1:2]) and tags[1][0] == "n" and "v" in tags[2:]
    return words[0][0] in _BEGINNING or not has_object
