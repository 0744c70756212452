"""One change planted at a time at many places of whole reports, and exactly that found."""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from drafter.checks.indicators import MEASURED
from drafter.compare.comparison import Comparison, Fate, compare
from drafter.compare.version import Mention, Side, Statement
from drafter.documents.draft_lines import plain_text
from drafter.reading.notes import read_notes
from drafter.records import Fact
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.compare.reports import side

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.md"))
REAL = sorted((ROOT.parent / "shared" / "data" / "reports").glob("*.txt"))[:2]
SEEDS = range(5)


@cache
def report(file: Path) -> Side:
    """The draft of an example, or a report as it stands."""
    if file.suffix == ".md":
        return side(plain_text(draft(read_notes(file), Tools(RuleWriter()))))
    return side(file.read_text(encoding="utf-8"))


def figures(found: Side) -> list[Mention]:
    """Figures of the text with digits and one exact value."""
    return [
        mention
        for one in body(found)
        for mention in one.mentions
        if isinstance(mention.slot, Fact)
        and mention.slot.kind in MEASURED
        and mention.slot.value is not None
        and mention.slot.upper is None
        and re.search(r"\d", mention.slot.quote)
        and not one.text[: mention.slot.span[0]][
            -1:
        ].isascii()  # CT1台: CTxx台 is no gap to the reader of notes
    ]


def body(found: Side) -> list[Statement]:
    return [
        one for one in found.statements if not one.heading and not found.sections[one.section].kind
    ]


def with_edits(found: Side, edits: list[tuple[int, int, int, str]]) -> Comparison:
    """The report beside itself with (line, start, end, new) put in."""
    lines = [line.text for line in found.report.lines]
    for line, start, end, new in sorted(edits, reverse=True):
        lines[line] = lines[line][:start] + new + lines[line][end:]
    return compare(found, side("\n".join(line for line in lines if line.strip())))


def place(found: Side, mention: Mention) -> tuple[int, int, int]:
    one = found.statements[mention.statement]
    return one.line, one.span[0] + mention.slot.span[0], one.span[0] + mention.slot.span[1]


def counts(one: Comparison) -> dict[str, int]:
    found = {
        name: len(getattr(one.facts, name)) for name in ("added", "removed", "changed", "moved")
    }
    found |= {name: len(getattr(one.gaps, name)) for name in ("opened", "closed")}
    return {name: count for name, count in found.items() if count}


def other_digits(text: str, dice: random.Random) -> str:
    """The figure with other digits, as many."""
    while True:
        made = re.sub(r"\d", lambda _: str(dice.randrange(1, 10)), text)
        if made != text:
            return made


@pytest.fixture(params=[*EXAMPLES, *REAL], ids=lambda file: file.stem)
def found(request: pytest.FixtureRequest) -> Side:
    return report(request.param)


def dices(found: Side) -> Iterator[random.Random]:
    return (random.Random(seed) for seed in SEEDS)


def test_no_fact_is_lost_between_statements(found: Side) -> None:
    held = {place(found, mention)[:2] for mention in found.mentions}
    for number, line in enumerate(found.report.lines):
        for slot in line.slots:
            counts_items = (
                line.view[slot.span[1] : slot.span[1] + 1] == "）" and slot.text.isdigit()
            )
            assert (
                (number, slot.span[0]) in held or counts_items or slot.span[1] <= len(line.mark)
            ), line.text


def test_a_figure_changed(found: Side) -> None:
    for dice in dices(found):
        mention = dice.choice(figures(found))
        number = re.search(r"\d[\d,.]*", mention.slot.quote)
        assert number
        new = mention.slot.quote.replace(number[0], other_digits(number[0], dice), 1)
        one = with_edits(found, [(*place(found, mention), new)])
        assert counts(one) == {"changed": 1}, (mention.slot.quote, new)
        ((before, after),) = one.facts.changed
        assert (before.fact.quote, after.fact.quote) == (mention.slot.quote, new)


def test_a_figure_taken_out(found: Side) -> None:
    for dice in dices(found):
        mention = dice.choice(figures(found))
        new = re.sub(r"\d[\d,.]*", "xx", mention.slot.quote, count=1)
        one = with_edits(found, [(*place(found, mention), new)])
        assert counts(one) == {"opened": 1}, (mention.slot.quote, new)
        back = compare(one.b, one.a)
        assert counts(back) == {"closed": 1}
        ((_, fact),) = back.gaps.closed
        assert fact
        assert fact.slot.text == mention.slot.text


def test_two_figures_of_a_unit_exchanged(found: Side) -> None:
    for dice in dices(found):
        first = dice.choice(figures(found))
        others = [
            each
            for each in figures(found)
            if (each.slot.unit, each.fact.qualifiers) == (first.slot.unit, first.fact.qualifiers)
            and each.slot.quote != first.slot.quote
        ]
        if others:
            second = dice.choice(others)
            edits = [
                (*place(found, first), second.slot.quote),
                (*place(found, second), first.slot.quote),
            ]
            assert counts(with_edits(found, edits)) == {"moved": 2}, (
                first.slot.quote,
                second.slot.quote,
            )


def test_a_sentence_gone(found: Side) -> None:
    for dice in dices(found):
        gone = dice.choice(body(found))
        one = with_edits(found, [(gone.line, *gone.whole, "")])
        assert counts(one).keys() <= {"removed", "closed"}, gone.text
        assert (one.counts[Fate.REMOVED], one.counts[Fate.EDITED], one.counts[Fate.ADDED]) == (
            1,
            0,
            0,
        ), gone.text


def test_a_sentence_elsewhere(found: Side) -> None:
    """In its own part: what was done stays done. Words enough to say what it is about."""
    whole = [one for one in body(found) if one.text.endswith("。")]
    for dice in dices(found):
        moved = dice.choice(
            [one for one in whole if len(re.findall("[\u4e00-\u9fff]", one.template)) > 9]
        )
        part = found.line_of(moved.at).part
        places = [
            one for one in whole if one.line != moved.line and found.line_of(one.at).part is part
        ]
        if places:
            at = dice.choice(places)
            edits = [(moved.line, *moved.whole, ""), (at.line, at.span[1], at.span[1], moved.text)]
            assert counts(with_edits(found, edits)) == {}, (moved.text, at.text)


def test_two_sentences_joined(found: Side) -> None:
    pairs = [
        (a, b)
        for a, b in zip(body(found), body(found)[1:], strict=False)
        if a.line == b.line and a.text.endswith("。")
    ]
    for dice in dices(found):
        first, _ = dice.choice(pairs)
        one = with_edits(found, [(first.line, first.span[1] - 1, first.span[1], "，")])
        assert counts(one) == {}
        assert (one.counts[Fate.EDITED], one.counts[Fate.ADDED], one.counts[Fate.REMOVED]) == (
            1,
            0,
            0,
        )


def test_many_changes_at_once(found: Side) -> None:
    """A tenth of all figures changed: each is found, as a change or, by chance, an exchange."""
    for dice in dices(found):
        chosen = dice.sample(figures(found), max(3, len(figures(found)) // 10))
        edits = [
            (
                *place(found, each),
                each.slot.quote.replace(number[0], other_digits(number[0], dice), 1),
            )
            for each in chosen
            if (number := re.search(r"\d+", each.slot.quote))
        ]
        one = with_edits(found, edits)
        told = {
            (m.statement, m.slot.span)
            for both in (*one.facts.changed, *one.facts.moved)
            for m in both[:1]
        }
        assert told == {(each.statement, each.slot.span) for each in chosen}
        assert counts(one).keys() <= {"changed", "moved"}
