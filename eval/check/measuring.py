"""How good the rules are: recall on planted defects by their kinds, alarms on clean text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from drafter.checks.text import check_report
from drafter.documents.report_text import read_text
from drafter.records import Finding, Severity
from drafter.settings import shipped
from eval.check.planting import KINDS, Kind

_PLACES = 20  # of each kind at most, chosen by chance with a fixed seed
RECALL = PRECISION = 0.95
ERRORS = 1.0  # false errors in 10,000 characters of published text


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of defect: at how many places it was planted, and at how many it was found.

    beside  errors and warnings of other rules that the planting raised
    missed  texts in which nothing was found
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
    """What was found of all kinds, and on text that nobody harmed.

    alarms     errors and warnings on clean text
    published  errors on published reports, each with its file
    """

    kinds: tuple[Measured, ...]
    characters: int
    alarms: tuple[Finding, ...]
    published_characters: int = 0
    published: tuple[tuple[str, Finding], ...] = ()

    @property
    def recall(self) -> float:
        """Of all defects planted, the share found."""
        return self._found / max(sum(kind.planted for kind in self.kinds), 1)

    @property
    def precision(self) -> float:
        """Of all that was raised on planted and clean text, the share that was planted."""
        beside = sum(sum(kind.beside.values()) for kind in self.kinds)
        return self._found / max(self._found + len(self.alarms) + beside, 1)

    @property
    def error_rate(self) -> float:
        """Errors in 10,000 characters of published text, false or not: a person reads them."""
        return len(self.published) * 10_000 / max(self.published_characters, 1)

    @property
    def passed(self) -> bool:
        recalls = [kind.recall for kind in self.kinds if kind.recall is not None]
        return (
            all(recall >= RECALL for recall in recalls)
            and self.precision >= PRECISION
            and not any(alarm.severity is Severity.ERROR for alarm in self.alarms)
            and self.error_rate <= ERRORS
        )

    @property
    def _found(self) -> int:
        return sum(kind.found for kind in self.kinds)


def clean_files() -> list[Path]:
    """The clean text that comes with drafter: its corpus, and look-alikes of defects."""
    look_alikes = Path(__file__).parent.glob("*.txt")
    return [*sorted(shipped("corpus").glob("*/*.md")), *sorted(look_alikes)]


def measure(
    clean: Sequence[Path], published: Sequence[Path] = (), *, kinds: Sequence[Kind] = KINDS
) -> Result:
    """Plant every kind in the paragraphs of the clean files, one defect at a time.

    A paragraph is checked alone, with its defect and without.

    Deterministic: the same files give the same result.
    """
    paragraphs = [row for file in clean for row in _paragraphs(file)]
    before = {row: _codes(_grave(row)) for row in paragraphs}
    texts = {file: file.read_text(encoding="utf-8") for file in (*clean, *published)}
    alarms = [alarm for file in clean for alarm in _grave(texts[file], file.suffix == ".md")]
    errors = [
        (file.name, row) for file in published for row in _grave(texts[file]) if _is_error(row)
    ]
    return Result(
        tuple(_measured(kind, paragraphs, before) for kind in kinds),
        sum(map(len, paragraphs)),
        tuple(alarms),
        sum(len(texts[file]) for file in published),
        tuple(errors),
    )


def _measured(kind: Kind, paragraphs: Iterable[str], before: dict[str, Counter[str]]) -> Measured:
    places = [(row, text) for row in paragraphs for text in kind.planted(row)]
    chosen = Random(kind.name).sample(places, min(_PLACES, len(places)))
    beside, missed = Counter[str](), []
    for row, text in chosen:
        raised = _raised(text)
        if not any(code.startswith(kind.codes) for code in _codes(raised) - before[row]):
            missed.append(text)
        new = _codes(filter(_is_grave, raised)) - before[row]
        beside += Counter(
            {code: count for code, count in new.items() if not code.startswith(kind.codes)}
        )
    return Measured(kind, len(chosen), len(chosen) - len(missed), beside, tuple(missed))


def _raised(text: str, markdown: bool = False) -> list[Finding]:
    return list(check_report(read_text(text, markdown=markdown)))


def _grave(text: str, markdown: bool = False) -> list[Finding]:
    return list(filter(_is_grave, _raised(text, markdown)))


def _is_grave(finding: Finding) -> bool:
    """An error or a warning."""
    return finding.severity is not Severity.INFO


def _is_error(finding: Finding) -> bool:
    """An error; what web pages leave in published files (LFT104) is not the reports' own."""
    return finding.severity is Severity.ERROR and not finding.code.startswith("LFT104")


def _codes(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.code for finding in findings)


def _paragraphs(file: Path) -> Iterator[str]:
    report = read_text(file.read_text(encoding="utf-8"), markdown=file.suffix == ".md")
    return (line.text for line in report.text_lines)
