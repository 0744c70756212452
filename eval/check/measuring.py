"""How good the rules are: recall on planted defects, alarms on clean text; per kind of defect and per rule."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from drafter.checks.text import check_report
from drafter.documents.report import read_text
from drafter.records import Finding, Severity
from eval.check.planting import KINDS, Kind

_PLACES = 20  # of each kind at most, chosen by chance with a fixed seed
RECALL = PRECISION = 0.95
ERRORS = 1.0  # false errors in 10,000 characters of published text


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of defect: at how many places it was planted and found, and what was found beside it.

    missed  texts in which nothing was found; beside counts errors and warnings of other rules that the planting raised
    """

    kind: Kind
    planted: int
    found: int
    beside: Counter[str] = field(default_factory=Counter)
    missed: tuple[str, ...] = ()

    @property
    def recall(self) -> float | None:
        return self.found / self.planted if self.planted else None


@dataclass(frozen=True, slots=True)
class Result:
    """alarms: errors and warnings on untouched clean text; published: errors on a folder of published reports."""

    kinds: tuple[Measured, ...]
    characters: int
    alarms: tuple[Finding, ...]
    published_characters: int = 0
    published: tuple[tuple[str, Finding], ...] = ()

    @property
    def recall(self) -> float:
        """Of all defects planted, the share found."""
        return sum(one.found for one in self.kinds) / max(sum(one.planted for one in self.kinds), 1)

    @property
    def precision(self) -> float:
        """Of all that was raised on planted and clean text, the share that was planted."""
        found = sum(one.found for one in self.kinds)
        return found / max(
            found + len(self.alarms) + sum(sum(one.beside.values()) for one in self.kinds), 1
        )

    @property
    def error_rate(self) -> float:
        """Errors in 10,000 characters of published text, false or not: a person reads them."""
        return len(self.published) * 10_000 / max(self.published_characters, 1)

    @property
    def passed(self) -> bool:
        planted = [one for one in self.kinds if one.recall is not None]
        return (
            all((one.recall or 0) >= RECALL for one in planted)
            and self.precision >= PRECISION
            and not any(finding.severity is Severity.ERROR for finding in self.alarms)
            and self.error_rate <= ERRORS
        )


def measure(
    clean: Sequence[Path], published: Sequence[Path] = (), *, kinds: Sequence[Kind] = KINDS
) -> Result:
    """Plant every kind in the paragraphs of the clean files, one defect at a time, and check each alone.

    Deterministic: the same files give the same result.
    """
    paragraphs = [row for file in clean for row in _paragraphs(file)]
    before = {row: _grave(row) for row in paragraphs}
    alarms = [
        finding
        for file in clean
        for finding in _grave(file.read_text(encoding="utf-8"), file.suffix == ".md")
    ]
    found = [
        (file.name, one) for file in published for one in _grave(file.read_text(encoding="utf-8"))
    ]
    return Result(
        tuple(_measured(kind, paragraphs, before) for kind in kinds),
        sum(map(len, paragraphs)),
        tuple(alarms),
        sum(len(file.read_text(encoding="utf-8")) for file in published),
        tuple(
            (name, one)
            for name, one in found
            if one.severity is Severity.ERROR and not one.code.startswith("LFT104")
        ),
    )


def _measured(kind: Kind, paragraphs: Iterable[str], before: dict[str, list[Finding]]) -> Measured:
    places = [(row, text) for row in paragraphs for text in kind.planted(row)]
    chosen = Random(kind.name).sample(places, min(_PLACES, len(places)))
    hits, beside, missed = 0, Counter[str](), []
    for row, text in chosen:
        new = Counter(one.code for one in _grave(text, infos=True)) - Counter(
            one.code for one in before[row]
        )
        mine = [code for code in new if code.startswith(kind.codes)]
        hits += bool(mine)
        if not mine:
            missed.append(text)
        grave = Counter(one.code for one in _grave(text)) - Counter(one.code for one in before[row])
        beside.update(
            {code: count for code, count in grave.items() if not code.startswith(kind.codes)}
        )
    return Measured(kind, len(chosen), hits, beside, tuple(missed))


def _grave(text: str, markdown: bool = False, *, infos: bool = False) -> list[Finding]:
    return [
        finding
        for finding in check_report(read_text(text, markdown=markdown))
        if infos or finding.severity is not Severity.INFO
    ]


def _paragraphs(file: Path) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    report = read_text(text, markdown=file.suffix == ".md")
    return (line.text for line in report.text_lines)
