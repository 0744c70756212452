"""A report beside the notes it was made of: what the rules on figures and bullets compare."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from drafter.figures import read_facts
from drafter.records import Brief, Bullet, Fact, FactKind, Span
from drafter.report import Line, Place, Report

_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as the report states it: its line, and the span of the clause or sentence around it."""

    line: Line
    fact: Fact
    sentence: Span


@dataclass(frozen=True)
class Beside:
    """The subject of these rules. earlier are the texts of older documents, whose figures must not come back."""

    report: Report
    brief: Brief
    earlier: tuple[str, ...] = ()

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The facts of the report in reading order; names are cut too loosely to be judged."""
        return tuple(
            Stated(line, fact, _around(line, fact))
            for line in self.report.lines
            if line.place is not Place.FURNITURE
            for fact in line.facts
            if fact.kind is not FactKind.NAME
        )

    @cached_property
    def noted(self) -> dict[str, list[tuple[Bullet, Fact]]]:
        """The facts of the bullets by key."""
        found: dict[str, list[tuple[Bullet, Fact]]] = {}
        for bullet in self.brief.all_bullets():
            for fact in bullet.facts:
                if fact.kind is not FactKind.NAME:
                    found.setdefault(fact.key, []).append((bullet, fact))
        return found

    @cached_property
    def front(self) -> frozenset[str]:
        """Keys of what front matter and headings state: these may be said as often as need be."""
        brief = self.brief
        texts = [brief.title, brief.organization, brief.period, brief.next_period, brief.date, brief.opening]
        texts += [section.heading for section in brief.all_sections()]
        return frozenset(fact.key for fact in read_facts("，".join(texts)))

    @cached_property
    def old(self) -> frozenset[str]:
        return frozenset(fact.key for text in self.earlier for fact in read_facts(text))

    @cached_property
    def grams(self) -> dict[str, frozenset[str]]:
        """Pairs of characters of each bullet, by its id."""
        return {bullet.id: pairs(bullet.text) for bullet in self.brief.all_bullets()}

    @cached_property
    def sentences(self) -> tuple[tuple[Line, Span, frozenset[str]], ...]:
        """Every sentence of the report with its pairs of characters."""
        return tuple(
            (line, span, pairs(line.view[slice(*span)])) for line in self.report.text_lines for span in line.sentences
        )

    def home(self, bullet: Bullet) -> tuple[Line, float]:
        """The line that says most of what a bullet says, and what share of its pairs that is."""
        own = self.grams[bullet.id]
        best, share = self.report.lines[0], 0.0
        for line, _, grams in self.sentences:
            if own and len(own & grams) / len(own) > share:
                best, share = line, len(own & grams) / len(own)
        return best, share

    def unsupported(self) -> Iterator[Stated]:
        for one in self.stated:
            if one.fact.key not in self.noted and one.fact.key not in self.front:
                yield one


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters of a text."""
    return frozenset(run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1))


def _around(line: Line, fact: Fact) -> Span:
    return next((span for span in line.sentences if span[0] <= fact.span[0] < span[1]), (0, len(line.text)))


def digits(fact: Fact) -> str:
    found = re.search(r"\d[\d,]*(?:\.\d+)?", fact.text)
    return found[0].replace(",", "") if found else ""
