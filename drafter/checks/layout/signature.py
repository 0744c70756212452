"""DOC113: issuer and date stand on the right."""

import re
from collections.abc import Iterator

from drafter.checks.layout.page import Page
from drafter.checks.rule import Rule
from drafter.documents.draft_lines import Role
from drafter.records import Finding, Severity

_SPACES = (
    "署名“{text}”用空格推到右边，请改用右缩进",
    "“{text}” is pushed to the right with spaces: use an indent",
)


def misplaced(page: Page) -> Iterator[Finding]:
    for line, setting, setup in page.lines(Role.ISSUER, Role.DATE):
        words = line.text.strip()
        start = line.text.index(words)
        span = (start, start + len(words))
        if len(re.match(r"[ \u3000\xa0\t]*", line.text)[0]) >= 2:  # type: ignore[index]  # it always matches
            yield RULE.at(line, span, message=_SPACES)
            return
        width = setup.width - setup.left - setup.right
        if (
            setting.align not in {"right", "center"}
            and setting.left + max(setting.first_line, 0) < width / 4
        ):
            chars = (setting.left_chars or 0) + (setting.first_line_chars or 0)
            if chars < 700:
                yield RULE.at(line, span)
                return


RULE: Rule[Page] = Rule(
    code="DOC113",
    severity=Severity.INFO,
    name=("署名和成文日期的位置", "place of the signature"),
    why=(
        "不盖章时署名右空二字，日期首字比署名首字右移二字；盖章时日期右空四字，署名居中于日期之上。",
        "Without a seal the issuer ends two characters from the right edge and the date begins two further right; with "
        "one the date ends four from the edge.",
    ),
    source="GB/T 9704-2012 7.3.5",
    message=("“{text}”没有排在右边", "“{text}” does not stand on the right"),
    wrong=("署名居左", "署名用空格定位", "日期缩进两字"),
    right=("署名右缩进", "日期右对齐", "署名左缩进过半"),
    check=misplaced,
)
