"""FIG108: a number that was not read."""

from collections.abc import Iterator

from drafter.checks.beside import Beside
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place
from drafter.facts.unread import Unread, have_likes, unread_numbers
from drafter.records import Finding, Severity


def unread(beside: Beside) -> Iterator[Finding]:
    numbers = stated(beside)
    brief = beside.brief
    texts = (
        *(bullet.text for bullet in brief.all_bullets()),
        *(section.heading for section in brief.all_sections()),
        *(brief.title, brief.organization, brief.recipient, brief.opening),
    )
    noted = [number for text in texts for number in unread_numbers(text)]
    likes = have_likes((number for _, number in numbers), noted)
    for (line, number), is_noted in zip(numbers, likes, strict=True):
        if not is_noted:
            yield RULE.at(line, number.span)
        elif not number.base:
            yield RULE.at(line, number.span, severity=Severity.INFO, message=_AS_NOTED)


def stated(beside: Beside) -> list[tuple[Line, Unread]]:
    """The numbers of the report that were not read, each with its line."""
    lines = (line for line in beside.report.lines if line.place is not Place.FURNITURE)
    return [(line, number) for line in lines for number in unread_numbers(line.view)]


_AS_NOTED = (
    "“{text}”没有读出来，只是字面与要点一致，请人工核对",
    "“{text}” was not read; the notes have it in the same letters, and that is all that is known",
)

RULE: Rule[Beside] = Rule(
    code="FIG108",
    severity=Severity.ERROR,
    name=("没有读出的数", "a number that was not read"),
    why=(
        "写法读不出来的数没法与要点逐项核对：要点里没有同样写法的，是没有依据；有的，只是字面一致，由人核对，或换成阿拉伯数字再查。",
        "What cannot be read cannot be proved: without its like in the notes it has no source; with it, a person looks, or it is written in Arabic digits.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=(
        "“{text}”没有读出来，要点中也没有这样写的数",
        "“{text}” was not read, and no note has it in these letters",
    ),
    wrong=("要点：培训⑨⑨期；成稿：培训⑧⑧期",),
    right=("要点：培训99期；成稿：培训99期",),
    check=unread,
)
