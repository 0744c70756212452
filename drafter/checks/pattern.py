"""What rules on lines share, and rules that are one expression: what it matches is the finding."""

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding

Mend = Callable[[re.Match[str]], str]

_QUOTED = re.compile(r"“[^”]{0,80}”|《[^》]{0,60}》")


def own_lines(report: Report) -> Iterator[Line]:
    """The lines that are the report's own, without those of a web page around it."""
    return (line for line in report.lines if line.place is not Place.FURNITURE)


def unquoted(text: str) -> str:
    """The text, as long as before, with all that stands in quotes or title marks blanked."""
    return _QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), text)


def common_start(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginnings."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def matches(
    rule: Callable[[], Rule[Report]],
    pattern: re.Pattern[str],
    mend: Mend | None = None,
    *,
    raw: bool = False,
    group: int = 0,
    furniture: bool = False,
) -> Callable[[Report], Iterator[Finding]]:
    """A rule's check: every match of `pattern` on the view (with `raw` on the text as it stands) of
    a line.

    rule       gives the rule itself, which is made after its check
    mend       what to put in the place of the group flagged
    furniture  look above the title and below the signature too
    """

    def check(report: Report) -> Iterator[Finding]:
        for line in report.lines if furniture else own_lines(report):
            for match in pattern.finditer(line.text if raw else line.view):
                new = mend(match) if mend else None
                if new is not None and line.leaves_open(match.span(group)):
                    continue  # a placeholder is written as people like, and filled, not mended
                yield rule().at(line, match.span(group), new=new, right=new or "")

    return check
