"""Answers that people judged, put before the proof: how many good and how many bad ones pass.

A row has `notes` (a file beside the answers), `section`, `part`, `note`, `masked` (the same with
its tokens), `answer`, `verdict` (good, bad, or another word: not counted) and `kind`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from drafter.documents.notes import parse_notes
from drafter.errors import InputError
from drafter.facts.figures import read_slots
from drafter.facts.punctuation import without_end
from drafter.messages import t
from drafter.ports import TaskBullet, Token
from drafter.proof.proof import complaints
from drafter.proof.tokens import TOKEN
from drafter.records import Brief, Bullet, Fact, FactKind, Gap, Part, Section
from drafter.writing.answer_cleaning import cleaned

_FIELDS = ("note", "masked", "answer", "verdict", "kind", "section", "part", "notes")

# Faults of form: bad only where they reach the draft, so that mending them is catching them.
_FORM = frozenset({"punct", "markdown", "preamble"})


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer, what a person said of it, and why the proof refuses it; no reasons: it passes."""

    row: dict[str, str]
    reasons: tuple[str, ...]

    @property
    def accepted(self) -> bool:
        """Whether the proof lets it pass."""
        return not self.reasons


def judge_answers(file: Path) -> list[Judged]:
    """Every good and bad row of a file, judged against its note. Raises InputError."""
    return [
        Judged(row, _reasons(file, number, row))
        for number, row in _rows(file)
        if row["verdict"] in ("good", "bad")
    ]


def tally(judged: Sequence[Judged]) -> dict[str, Any]:
    """{good: {accepted, of}, bad: {refused, of}, by_kind: {verdict: {kind: {accepted, of}}}}."""
    good = [one.accepted for one in judged if one.row["verdict"] == "good"]
    bad = [not one.accepted for one in judged if one.row["verdict"] == "bad"]
    kinds: dict[str, dict[str, dict[str, int]]] = {"good": {}, "bad": {}}
    for one in judged:
        of_kind = kinds[one.row["verdict"]].setdefault(one.row["kind"], {"accepted": 0, "of": 0})
        of_kind["accepted"] += one.accepted
        of_kind["of"] += 1
    return {
        "good": {"accepted": sum(good), "of": len(good)},
        "bad": {"refused": sum(bad), "of": len(bad)},
        "by_kind": kinds,
    }


def table(judged: Sequence[Judged]) -> str:
    """The tally for a screen: each verdict, its kinds, and every answer that is judged wrongly."""
    rows: list[str] = []
    for verdict, told in (("good", "judged.accepted"), ("bad", "judged.refused")):
        ours = [one for one in judged if one.row["verdict"] == verdict]
        right = [one for one in ours if one.accepted is (verdict == "good")]
        kinds = Counter(one.row["kind"] for one in ours)
        found = Counter(one.row["kind"] for one in right)
        share = f"{len(right) / len(ours):.1%}" if ours else "-"
        said = t(told, count=len(right), of=len(ours), share=share)
        rows.append(f"{t(f'judged.{verdict}')}  {said}")
        rows += (f"  {kind:<14} {found[kind]}/{kinds[kind]}" for kind in sorted(kinds))
        rows += (f"    ✗ {_shown(one)}" for one in ours if one not in right)
    return "\n".join(rows)


def _shown(one: Judged) -> str:
    reasons = f" ｜ {'；'.join(one.reasons)}" if one.reasons else ""
    return f"{one.row['kind']}：{one.row['answer']}{reasons}"


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(t("judged.json"), file, number, str(error)) from error
        if missing := [name for name in _FIELDS if not isinstance(row.get(name), str)]:
            raise InputError(t("judged.fields", names="、".join(missing)), file, number)
        if row["part"] not in list(Part):
            raise InputError(t("judged.part"), file, number, row["part"])
        yield number, row


def _reasons(file: Path, number: int, row: dict[str, str]) -> tuple[str, ...]:
    bullet, base = _as_read(file, number, row)
    known = _known(file.parent / row["notes"], row["section"])
    text = without_end(cleaned(row["answer"]))
    if row["kind"] in _FORM and text != row["answer"].removesuffix("。"):
        return (t("judged.mended"),)
    found = complaints(bullet, base, text, Part(row["part"]), known)
    return tuple(complaint.for_model() for complaint in found)


# --- the note as the row masks it ---


def _as_read(file: Path, number: int, row: dict[str, str]) -> tuple[Bullet, TaskBullet]:
    """The bullet with the row's own tokens, whatever the reader would make of the note today."""
    note, masked = row["note"], row["masked"]
    places = _pattern(masked).fullmatch(note)
    if not places:
        raise InputError(t("judged.masked"), file, number, masked)
    read = {slot.span[0]: slot for slot in read_slots(note)}
    facts = [_slot(name, places.span(name), note, read) for name in places.groupdict()]
    tokens = [Token(f"【F{slot.id[1:]}】", slot.fact_kind, _unit(slot, masked)) for slot in facts]
    stated = tuple(slot for slot in facts if isinstance(slot, Fact))
    gaps = tuple(slot for slot in facts if isinstance(slot, Gap))
    return Bullet("B1", note, note, 1, stated, gaps), TaskBullet("B1", masked, tuple(tokens))


def _pattern(masked: str) -> re.Pattern[str]:
    """What finds the tokens' places in the note: a colon may have become another mark or 方面."""
    pieces = []
    for piece in re.split(r"(【F\d+】)", masked):
        if TOKEN.fullmatch(piece):
            pieces.append(f"(?P<F{piece[2:-1]}>.+?)")
        else:
            words = piece.replace("方面", "\0")
            pieces += [
                "[，：:,]?" if s in "，：" else "(?:方面)?" if s == "\0" else re.escape(s) + r"\s*"
                for s in words
            ]
    return re.compile(rf"\s*{''.join(pieces)}[。；]?\s*")


def _slot(name: str, span: tuple[int, int], note: str, read: dict[int, Fact | Gap]) -> Fact | Gap:
    """What the reader read there, its tail as the row has it; else a name."""
    slot = read.get(span[0])
    text = note[slice(*span)]
    if slot is None or slot.span[1] < span[1]:
        return Fact(name, FactKind.NAME, f"name:{text}", text, text, span)
    if isinstance(slot, Gap):
        return replace(slot, id=name)
    return replace(slot, id=name, text=note[slice(*slot.span)], tail=note[span[1] : slot.span[1]])


def _unit(slot: Fact | Gap, masked: str) -> str:
    unit = slot.tail if isinstance(slot, Fact) else slot.unit
    return unit if f"【F{slot.id[1:]}】{unit}" in masked else ""


# --- what is no news ---


def _known(notes: Path, section: str) -> str:
    """The headings above the bullet, and who reports on which time; the row's heading alone
    where its notes are not at hand."""
    brief = _brief(notes) if notes.is_file() else None
    if brief is None:
        return section
    above = next((path for path in _paths(brief.sections) if path[-1] == section), (section,))
    return " ".join((*above, brief.organization, brief.title))


@lru_cache(maxsize=16)
def _brief(notes: Path) -> Brief:
    return parse_notes(notes.read_text(encoding="utf-8"), notes)


def _paths(sections: Iterable[Section], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for section in sections:
        path = (*above, section.heading)
        yield path
        yield from _paths(section.sections, path)
