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


def pairs(report: Report) -> Iterator[Finding]:
    lines = list(report.text_lines)
    for at, line in enumerate(lines):
        for pattern, partner, name in ((_FIRST, _AFTER_FIRST, "其次"), (_ONE, _OTHER, "另一方面")):
            for found in pattern.finditer(line.view):
                rest = line.view[found.end() :]
                if not partner.search(rest) and not any(
                    partner.search(other.view) for other in _after(lines, at)
                ):
                    if _cut_out(line, found.start("word"), lines, rest):
                        continue
                    yield RULE.at(line, found.span("word"), missing=name)
                break
        for found in _NEXT.finditer(line.view):
            head = line.view[: found.start("word")]
            cut_out = not (head.strip() or at or report.title)
            above = [head, *(other.view for other in _before(lines, at))]
            if not cut_out and not any(_BEFORE_NEXT.search(text) for text in above):
                yield RULE.at(line, found.span("word"), missing="首先")
            break


def _cut_out(line: Line, start: int, lines: list[Line], rest: str) -> bool:
    """Whether the text is one sentence that begins with the word: its partner may stand where it was cut from."""
    return (
        len(lines) == 1
        and not line.view[:start].strip()
        and len(re.findall(r"[。！？]", rest)) <= 1
    )


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
    source="practice: 机关公文校核",
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
