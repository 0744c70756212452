"""HED116: 首先 is followed by 其次, 一方面 by 另一方面."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Finding, Severity

_AT = r"(?:^\s*|(?<=[。；：！？，]))"
_FIRST = re.compile(r"(?:^\s*|(?<=[。；：！？]))(?P<word>首先)，")
_AFTER_FIRST = re.compile(
    r"其次|再次|再者|然后|随后|接着|最后|第二|二是|此外|另外|同时|之后|其后|而后|进而|也"
)
_NEXT = re.compile(r"(?:^\s*|(?<=[。；：！？]))(?P<word>其次|再次)[，、]")
_BEFORE_NEXT = re.compile(r"首先|第一|一是|先是|首要|最重要|最主要|首位|其一|一则|首选|先")
_ONE = re.compile(_AT + r"(?P<word>一方面)")
_OTHER = re.compile(r"方面|另外|同时|此外|二是")
# Word, what can answer it, and what is missing where nothing does.
_OPENED = ((_FIRST, _AFTER_FIRST, "其次"), (_ONE, _OTHER, "另一方面"))


def pairs(report: Report) -> Iterator[Finding]:
    lines = list(report.text_lines)
    for at, line in enumerate(lines):
        for pattern, partner, missing in _OPENED:
            if match := _unanswered(pattern, partner, lines, at):
                yield RULE.at(line, match.span("word"), missing=missing)
        match = _NEXT.search(line.view)
        if match and not _is_led(lines, at, match.start("word"), titled=bool(report.title)):
            yield RULE.at(line, match.span("word"), missing="首先")


def _unanswered(
    pattern: re.Pattern[str], partner: re.Pattern[str], lines: list[Line], at: int
) -> re.Match[str] | None:
    """The first opening word of a line, where nothing answers it."""
    line = lines[at]
    for match in pattern.finditer(line.view):
        rest = line.view[match.end() :]
        if any(map(partner.search, (rest, *(other.view for other in _after(lines, at))))):
            return None
        if not _cut_out(line, match.start("word"), lines, rest):
            return match
    return None


def _is_led(lines: list[Line], at: int, start: int, *, titled: bool) -> bool:
    """Whether something before 其次 opens its list.

    A text that begins with 其次 counts as cut out of one.
    """
    head = lines[at].view[:start]
    if not titled and at == 0 and not head.strip():
        return True
    return any(map(_BEFORE_NEXT.search, (head, *(other.view for other in _before(lines, at)))))


def _cut_out(line: Line, start: int, lines: list[Line], rest: str) -> bool:
    """Whether the text is one sentence that begins with the word.

    Its partner may stand where it was cut from.
    """
    alone = len(lines) == 1 and not line.view[:start].strip()
    return alone and len(re.findall(r"[。！？]", rest)) <= 1


def _after(lines: list[Line], at: int) -> Iterator[Line]:
    for line in lines[at + 1 : at + 8]:
        if line.level:
            return
        yield line


def _before(lines: list[Line], at: int) -> Iterator[Line]:
    for line in reversed(lines[max(0, at - 8) : at]):
        yield line
        if line.level:
            return


RULE: Rule[Report] = Rule(
    code="HED116",
    severity=Severity.INFO,
    name=("首先、一方面没有下文", "首先 or 一方面 left alone"),
    why=(
        "“首先”与“其次”、“一方面”与“另一方面”前后呼应，缺一处即不成列举。",
        "首先 calls for 其次, 一方面 for 另一方面; one alone lists nothing.",
    ),
    source=("机关公文校核惯例", "practice: proofreading in offices"),
    message=("“{text}”没有与之呼应的“{missing}”", "{text} has no {missing} to go with it"),
    wrong=(
        "工作中有两点体会：首先，领导重视是关键。各单位都成立了专班。",
        "项目推进较慢，一方面资金到位不及时，影响了开工。",
        "今年做了大量工作。其次，完善了管理制度。",
    ),
    right=(
        "首先，领导重视是关键。其次，制度健全是保障。",
        "一方面加大投入，另一方面严格管理。",
        "首先，领导重视是关键，各单位都成立了专班。",
        "项目推进较慢，一方面资金到位不及时，同时征地受阻。",
        "首先要提高认识，压实责任。",
    ),
    check=pairs,
)
