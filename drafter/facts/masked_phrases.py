"""Fixed phrases (提法) that a mask hides part of.

They are restored, never asked for as if they were figures.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from drafter.facts.later import Later
from drafter.facts.placeholders import HAN
from drafter.facts.units import MID, MULTIPLIER, UNIT
from drafter.records import GapKind, Span

X = r"(?:[xX×＊*○]{1,4})"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed phrase (提法) that is masked in part, or a mask where nothing can stand.

    name    what to restore, in the words of a message: (Chinese, English)
    rights  what can stand in the place of the text matched
    kind    PHRASE to be restored, TOPIC for the subject of a speech, STRAY to be deleted
    """

    name: tuple[str, str]
    rights: tuple[str, ...] = ()
    kind: GapKind = GapKind.PHRASE


def _phrase(*rights: str, name: str = "", kind: GapKind = GapKind.PHRASE) -> Phrase:
    words = name or "、".join(rights)
    return Phrase((words, words), rights, kind)


_FIVE_YEARS = _phrase(name="“十四五”“十五五”一类")
_STRAY = Phrase(("删去，或补上谁做的", "delete it, or say who did it"), ("",), GapKind.STRAY)
# fmt: off
_PHRASES: tuple[tuple[Later, Phrase], ...] = tuple(
    (Later(pattern), phrase)
    for pattern, phrase in (
        (
            rf"(?<=[“‘\"]){X}\+{X}(?=[”’\"])|(?<![A-Za-z\d]){X}\+{X}(?=(?:课后|延时|托管))",
            _phrase("5+2"),
        ),
        (
            rf"(?<=[程动划统台版网略])(?:{X}\.{X})(?=[，。；、”）版]|$"
            rf"|[{HAN}])(?!{MID}?{MULTIPLIER}(?!版){UNIT}|[万亿])",
            _phrase("2.0"),
        ),
        (rf"“{X}”(?=规划|时期|期间|末|收官|开局|发展|目标|以来)", _FIVE_YEARS),
        (rf"“{X}[四五]五”|“十{X}五”|“{X}五”(?=规划|时期|期间)", _FIVE_YEARS),
        (rf"(?<=[“‘]){X}个(?=维护|确立)|(?<=做到){X}个(?=维护)", _phrase("两个")),
        (
            rf"(?<=[“‘]){X}个(?=意识|自信)|(?<=增强){X}个(?=意识)|(?<=坚定){X}个(?=自信)",
            _phrase("四个"),
        ),
        (rf"(?<=中央){X}项(?=规定)", _phrase("八项")),
        (rf"“{X}减”|(?<=落实){X}减(?=政策|工作|要求)", _phrase("“双减”")),
        (rf"“?{X}个课堂”?", _phrase("“三个课堂”")),
        (rf"“{X}项管理”|(?<=[强实进好]){X}项管理", _phrase("“五项管理”")),
        (rf"“{X}育”(?:并举)?|(?<![A-Za-z]){X}育(?=并举|融合)", _phrase("“五育”")),
        (rf"“{X}管{X}必须”|{X}管{X}必须", _phrase("“三管三必须”")),
        (rf"(?<![A-Za-z])一岗{X}责|党政{X}责", _phrase("一岗双责", "党政同责")),
        (rf"“{X}会一课”|“三会{X}课”|(?<=落实)(?:{X}会一课|三会{X}课)", _phrase("“三会一课”")),
        (rf"“{X}好农村路”", _phrase("“四好农村路”")),
        (rf"“{X}不愁{X}保障”|两不愁{X}保障", _phrase("“两不愁三保障”")),
        (rf"“{X}重一大”|“三重{X}大”", _phrase("“三重一大”")),
        (rf"“{X}防”(?=建设|达标|设施|体系|措施)", _phrase("“三防”")),
        (rf"“{X}全育人”|(?<=推进){X}全育人", _phrase("“三全育人”")),
        (rf"“{X}有”(?=好老师|好教师)", _phrase("“四有”")),
        (rf"“放管{X}”|放管{X}(?=改革)", _phrase("“放管服”")),
        (rf"立{X}树人|立德树{X}|(?<![A-Za-z]){X}德树人", _phrase("立德树人", "德树人")),
        (rf"德智体{X}(?=全面|，|、)", _phrase("德智体美劳")),
        (rf"(?<=五位){X}体|(?<=“){X}位一体", _phrase("一体", "五位一体")),
        (
            rf"(?<=关于){X}(?=重要(?:讲话|指示|论述|批示))",
            _phrase(name="讲话、指示的主题", kind=GapKind.TOPIC),
        ),
        (
            rf"(?<=习近平){X}(?=中国特色)|新时代{X}社会主义思想",
            _phrase("新时代", "新时代中国特色社会主义思想"),
        ),
        (
            r"(?:(?<=^)|(?<=[，。；：、,]))[xX×＊*○](?=充分|认真|积极|进一步|全面|深入|切实"
            r"|组织(?!部)|开展|不断|持续|着力|扎实|有效|大力"
            r"|坚决|严格|加大|加强|加快|推进|推动|有序|努力|及时|广泛|主动)", _STRAY,
        ),
    )
)
# fmt: on
_MASK = re.compile(r"[xX×＊○]+")
_SOME_MASK = re.compile(r"[xX×＊*○]")


@lru_cache(maxsize=4096)
def phrases(text: str) -> tuple[tuple[Span, Phrase], ...]:
    """The spans of masked phrases, in order, none overlapping another."""
    if not _SOME_MASK.search(text):
        return ()
    hits: list[tuple[Span, Phrase]] = []
    for pattern, phrase in _PHRASES:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for (start, end), _ in hits):
                hits.append((match.span(), phrase))
    return tuple(sorted(hits, key=lambda hit: hit[0]))


def restored(text: str, span: Span, place: Span, phrase: Phrase) -> str:
    """What stands in the place of the mask at `span` in the right phrase.

    "" where it is not certain.
    """
    quote = text[slice(*place)]
    at = span[0] - place[0]
    before, after = (
        _MASK.sub(".+?", re.escape(piece))
        for piece in (quote[:at], quote[at + span[1] - span[0] :])
    )
    pattern = re.compile(f"{before}(.*){after}")
    rights = {right if quote.startswith("“") else right.strip("“”") for right in phrase.rights}
    wordings = {match[1] for right in rights if (match := pattern.fullmatch(right))}
    return wordings.pop() if len(wordings) == 1 else ""
