"""FIG109: a number of the notes that was not read and is missing."""

from collections.abc import Iterator

from drafter.checks.against_notes.unread import stated
from drafter.checks.beside import Beside
from drafter.checks.rule import Rule
from drafter.facts.unread import have_likes, unread_numbers
from drafter.records import Finding, Severity


def missing(beside: Beside) -> Iterator[Finding]:
    noted = [
        (bullet, number)
        for bullet in beside.brief.all_bullets()
        for number in unread_numbers(bullet.text)
    ]
    likes = have_likes((number for _, number in noted), (number for _, number in stated(beside)))
    for (bullet, number), is_stated in zip(noted, likes, strict=True):
        if not is_stated:
            line, _ = beside.home(bullet)
            yield RULE.at(line, (0, 0), value=number.words, row=bullet.line)


RULE: Rule[Beside] = Rule(
    code="FIG109",
    severity=Severity.ERROR,
    name=("要点里没有读出的数没有写进成稿", "an unread number of the notes is missing"),
    why=(
        "要点里写法读不出来的数，成稿要照原样写；换了写法的，由人核对两处是不是同一个数，再改要点。",
        "A number of the notes that cannot be read is kept letter by letter; where it is spelt otherwise, a person compares the two and mends the notes.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=(
        "要点第{row}行的“{value}”没有读出来，成稿里也没有同样写法的数",
        "“{value}” (line {row} of the notes) was not read, and is not in the report in these letters",
    ),
    wrong=("要点：培训⑨⑨期；成稿：培训多期",),
    right=("要点：培训⑨⑨期；成稿：培训⑨⑨期",),
    check=missing,
)
