"""ProvFill: sentences of published reports become notes, and masked notes.

(a) filled back, each value in its hole, or reported; (b) one figure altered in eight ways, seven of them lies that the
rules beside the notes have to find; (c) untouched, where they have to be silent. Made at run time from a folder of
reports: nothing of them is kept. The notes of a check are the sentences around it too, so that a figure which is right
elsewhere is no excuse.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from drafter.checks.against_notes import check_beside
from drafter.checks.beside import Beside
from drafter.checks.indicators import MEASURED
from drafter.documents.draft_lines import plain_text
from drafter.documents.note_text import compose
from drafter.documents.notes import parse_notes
from drafter.documents.report import read_text
from drafter.evaluation.stats import Interval, share
from drafter.facts.figures import read_facts
from drafter.facts.numbering import chinese
from drafter.facts.placeholders import masked_digits
from drafter.filling.filling import Given, fill
from drafter.filling.rows import gap_rows
from drafter.records import Fact, FactKind, Finding, Severity
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter

_LEAST = 3  # figures in a sentence
_LONGEST = 400  # characters
_PLACES = 4  # in a sentence, of each kind
_TOGETHER = 8  # sentences that are notes of one another
_FRONT = "---\norganization: 某县人民政府\nkind: summary\nperiod: 2026年\ndate: xxxx年x月x日\n---\n# 一、工作情况\n"
ESCAPES, ALARMS = 0.0, 0.005  # of lies, and of untouched sentences, at most

Altered = Callable[[str, Fact, Sequence[Fact], Random], str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a thing was tried, and where it failed.

    failed  the altered or filled sentences that went wrong
    """

    tried: int
    failed: tuple[str, ...]

    @property
    def rate(self) -> Interval:
        """The share that went wrong, with its bounds."""
        return share(len(self.failed), self.tried)


@dataclass(frozen=True, slots=True)
class Result:
    """escapes: kind of alteration → lies that nothing found; kept: rewritings that keep the value and were refused.

    filled    sentences whose values came back to the letter; reported counts those that were refused by name
    untouched sentences on which something was found though nothing had changed
    """

    sentences: int
    escapes: dict[str, Tally]
    kept: Tally
    untouched: Tally
    filled: Tally
    reported: int = 0
    reports: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """No lie escapes, few alarms, and nothing is filled wrongly."""
        lies = sum(len(one.failed) for one in self.escapes.values())
        alarms = len(self.untouched.failed) / max(1, self.untouched.tried)
        return lies == 0 and alarms <= ALARMS and not self.filled.failed


def measure(reports: Sequence[Path], *, seed: int = 7) -> Result:
    """Measure on all sentences with enough figures in a folder of published reports."""
    escapes: dict[str, list[tuple[str, bool]]] = {name: [] for name in LIES}
    kept: list[tuple[str, bool]] = []
    untouched: list[tuple[str, bool]] = []
    filled: list[tuple[str, bool]] = []
    reported = 0
    count = 0
    for path in reports:
        chance = Random(f"{seed} {path.name}")
        sentences = list(_sentences(path))
        count += len(sentences)
        for at in range(0, len(sentences), _TOGETHER):
            notes = _Notes(sentences[at : at + _TOGETHER])
            untouched += ((text, not notes.found(text, text)) for text in notes.sentences)
            for text in notes.sentences:
                for name, altered in LIES.items():
                    escapes[name] += (
                        (lie, notes.found(text, lie)) for lie in _altered(text, altered, chance)
                    )
                kept += (
                    (same, not notes.found(text, same))
                    for same in _altered(text, in_chinese, chance)
                )
        for text in sentences:
            exact, refused = _filled(text)
            reported += refused
            filled.append((text, exact or bool(refused)))
    return Result(
        count,
        {name: _tally(tries) for name, tries in escapes.items()},
        _tally(kept),
        _tally(untouched),
        _tally(filled),
        reported,
        tuple(path.name for path in reports),
    )


def _tally(tries: Sequence[tuple[str, bool]]) -> Tally:
    return Tally(len(tries), tuple(text for text, right in tries if not right))


def _sentences(path: Path) -> Iterator[str]:
    report = read_text(path.read_text(encoding="utf-8"))
    for line in report.text_lines:
        for span in line.sentences:
            text = compose(line.view[slice(*span)].strip())[0]
            if len(text) <= _LONGEST and len(_figures(text)) >= _LEAST and "\n" not in text:
                yield text


def _figures(text: str) -> list[Fact]:
    """The figures of a sentence that are written in digits."""
    return [
        f
        for f in read_facts(text)
        if f.kind in {*MEASURED, FactKind.DATE} and re.search(r"\d", f.text)
    ]


class _Notes:
    """Some sentences as notes, and what is found on a report in which one of them reads otherwise."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = sentences
        body = "".join(f"- {text}\n" for text in sentences)
        self.brief = parse_notes(_FRONT + body, Path("provfill.md"))

    def found(self, text: str, altered: str) -> bool:
        """Whether anything grave is found on a report of these sentences with `altered` in the place of `text`."""
        said = "\n".join(altered if one == text else one for one in self.sentences)
        report = read_text(f"{self.brief.title}\n一、工作情况\n{said}\n")
        return any(_grave(one) for one in check_beside(Beside(report, self.brief)))


def _grave(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO and finding.code.startswith(
        ("FIG", "GAP", "BUL", "LEK")
    )


def _altered(text: str, alter: Altered, chance: Random) -> Iterator[str]:
    """Yield the sentence with one figure altered, for each figure that can be, a few at most."""
    figures = _figures(text)
    known = {fact.key for fact in read_facts(text)}
    made = 0
    for fact in chance.sample(figures, len(figures)):
        if made == _PLACES:
            return
        said = alter(text, fact, figures, chance)
        if said and said != text:
            same = {one.key for one in read_facts(said)} == known and len(read_facts(said)) == len(
                read_facts(text)
            )
            if same == (alter is in_chinese):  # what reads the same is no lie
                made += 1
                yield said


# --- the eight ways ---


def _number(fact: Fact) -> re.Match[str] | None:
    return re.search(r"\d+(?:\.\d+)?", fact.text)


def _with(text: str, fact: Fact, at: int, old: str, new: str) -> str:
    start = fact.span[0] + at
    assert text[start : start + len(old)] == old
    return text[:start] + new + text[start + len(old) :]


def digits_swapped(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    found = _number(fact)
    places = (
        [
            i
            for i in range(len(found[0]) - 1)
            if found[0][i : i + 2].isdigit() and found[0][i] != found[0][i + 1]
        ]
        if found
        else []
    )
    if not found or not places:
        return ""
    at = chance.choice(places)
    new = found[0][:at] + found[0][at + 1] + found[0][at] + found[0][at + 2 :]
    return (
        ""
        if new.startswith("0") and not new.startswith("0.")
        else _with(text, fact, found.start(), found[0], new)
    )


def off_by_one(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    found = _number(fact)
    if not found:
        return ""
    last = int(found[0][-1])
    step = chance.choice([-1, 1])
    new = last + step if 0 < last + step <= 9 else last - step
    return (
        _with(text, fact, found.start(), found[0], found[0][:-1] + str(new)) if 0 < new <= 9 else ""
    )


def point_moved(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    found = _number(fact)
    if not found or fact.kind is FactKind.DATE:
        return ""
    whole, point, part = found[0].partition(".")
    new = f"{whole}{part[0]}.{part[1:]}".rstrip(".") if point else f"{whole}0"
    return _with(text, fact, found.start(), found[0], new)


def scale_changed(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    found = re.search("[万亿]", fact.text)
    return (
        _with(text, fact, found.start(), found[0], "亿" if found[0] == "万" else "万")
        if found
        else ""
    )


def percent_and_points(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    found = re.search(r"%|个百分点", fact.text)
    return (
        _with(text, fact, found.start(), found[0], "个百分点" if found[0] == "%" else "%")
        if found
        else ""
    )


def another_year(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    found = re.search(r"(?:19|20)\d\d(?=年)", fact.text)
    return _with(text, fact, found.start(), found[0], str(int(found[0]) - 1)) if found else ""


def of_another(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    """The figure of another fact of the same unit in the place of this one."""
    found = _number(fact)
    rivals = [
        f
        for f in figures
        if (f.kind, f.unit, f.tail) == (fact.kind, fact.unit, fact.tail) and f.text != fact.text
    ]
    other = _number(chance.choice(rivals)) if rivals else None
    return _with(text, fact, found.start(), found[0], other[0]) if found and other else ""


def in_chinese(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    """The same value in Chinese numerals: no lie."""
    found = _number(fact)
    if not found or not re.fullmatch(r"[1-9]\d?", found[0]) or fact.kind is not FactKind.QUANTITY:
        return ""
    return _with(text, fact, found.start(), found[0], chinese(int(found[0])))


LIES: dict[str, Altered] = {
    "digits swapped": digits_swapped,
    "off by one": off_by_one,
    "point moved": point_moved,
    "万 and 亿": scale_changed,
    "% and 百分点": percent_and_points,
    "another year": another_year,
    "another's figure": of_another,
}


# --- filling ---


def _filled(text: str) -> tuple[bool, int]:
    """Mask the figures of a sentence, draft it by the rules, fill the values in: whether the sentence is back to the
    letter, and how many values were refused by name."""
    masked, values = _masked(text)
    notes = _FRONT + f"- {masked}\n"
    made = draft(parse_notes(notes, Path("provfill.md")), Tools(RuleWriter()))
    rows = [row for row in gap_rows(made) if row.section == "工作情况"]
    if [row.gap.text for row in rows] != [mask for mask, _ in values]:
        return False, 0
    given = [
        Given(row.gap.id, value, "provfill") for row, (_, value) in zip(rows, values, strict=True)
    ]
    done = fill(made, given, "provfill", accepted={row.gap.id for row in rows})
    whole = text if text.endswith(("。", "！", "？")) else text + "。"
    return whole in plain_text(done.draft), len(done.refused)


def _masked(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The sentence with the numbers of its figures masked, and (mask, number) of each."""
    pieces: list[str] = []
    values: list[tuple[str, str]] = []
    at = 0
    for fact in _figures(text):
        if fact.kind not in MEASURED or not (
            found := re.search(r"\d+(?:\.\d+)?", text[slice(*fact.span)])
        ):
            continue
        start = fact.span[0] + found.start()
        pieces += [text[at:start], masked_digits(found[0])]
        values.append((masked_digits(found[0]), found[0]))
        at = start + len(found[0])
    return "".join(pieces) + text[at:], values


def table(result: Result) -> Iterator[tuple[str, int, int, Interval]]:
    """(what, tried, wrong, share with bounds) of everything measured."""
    for name, tally in result.escapes.items():
        yield name, tally.tried, len(tally.failed), tally.rate
    for name, tally in (
        ("in Chinese", result.kept),
        ("untouched", result.untouched),
        ("filled", result.filled),
    ):
        yield name, tally.tried, len(tally.failed), tally.rate


def worst(result: Result) -> Counter[str]:
    return Counter({name: len(one.failed) for name, one in result.escapes.items()})
