"""The record of a review: who decided what, when, and how the sentence read before and after."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from drafter.checks.draft import open_errors
from drafter.documents.draft_filled import filled
from drafter.documents.draft_headings import FRONT_NAMES, headings_now
from drafter.documents.draft_reviewed import OPENING, changed_sentences, reviewed, standing
from drafter.filling.rows import gap_rows
from drafter.messages import t, worded
from drafter.records import Decision, Deed, Draft, DraftSection, Paragraph

FORMAT, VERSION = "drafter.review", 1
_HEAD = ("number", "when", "who", "deed", "where", "before", "after", "said")
_EXCERPT = 30  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as the record has it.

    id         R1, R2 …, in order; when in ISO 8601
    where      the headings and beginnings of what it is about; ids are theirs in the draft
    before, after  how it read; both "" where nothing reads otherwise for it
    said       the reason, the comment, what was asked of the writer, or where a section comes from
    undone     it was undone later
    """

    id: str
    when: str
    who: str
    deed: Deed
    where: tuple[str, ...]
    ids: tuple[str, ...]
    before: str = ""
    after: str = ""
    said: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """The whole of it, and how the draft stands now."""

    title: str
    notes: str
    drafted: str
    writer: str
    reviewers: tuple[str, ...]
    entries: tuple[Entry, ...]
    sentences: int
    accepted: int
    changed: int
    gaps: int
    errors: int
    comments: int


def record_of(draft: Draft) -> Record:
    """The record of everything decided, what was undone included."""
    stand = standing(draft.review)
    decisions = draft.review.decisions
    run = draft.run
    return Record(
        title=filled(draft).brief.title,
        notes=draft.brief.file,
        drafted=run.created,
        writer=" ".join(
            word
            for word in (worded("writer.name", run.writer) if run.writer else "", run.model)
            if word
        ),
        reviewers=tuple(dict.fromkeys(one.who for one in decisions if one.who)),
        entries=tuple(_entries(draft)),
        sentences=sum(1 for _ in reviewed(draft, gone_too=True).all_sentences()),
        accepted=len(stand.accepted),
        changed=len(changed_sentences(draft)),
        gaps=sum(1 for row in gap_rows(draft) if row.value is None),
        errors=len(open_errors(draft)),
        comments=len(stand.open_comments),
    )


def record_json(record: Record) -> str:
    """The record for other programs."""
    entries = [
        {name: getattr(one, name) for name in Entry.__dataclass_fields__} for one in record.entries
    ]
    head = {
        name: getattr(record, name) for name in Record.__dataclass_fields__ if name != "entries"
    }
    whole: dict[str, Any] = {"format": FORMAT, "version": VERSION, **head, "entries": entries}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def record_markdown(record: Record) -> str:
    """The record to be read."""
    rows = list(record_rows(record))
    rule = ["---"] * len(_HEAD)
    table = ["| " + " | ".join(map(_cell, row)) + " |" for row in (rows[0], rule, *rows[1:])]
    return "\n".join(
        [
            f"# {record_title(record)}",
            "",
            *(f"- {line}" for line in record_about(record)),
            "",
            *table,
            "",
        ]
    )


def record_title(record: Record) -> str:
    return t("record.title", title=record.title)


def record_about(record: Record) -> list[str]:
    """What is said above the table."""
    return [
        t(
            "record.drafted",
            notes=record.notes,
            writer=record.writer,
            when=told_time(record.drafted),
        ),
        t("record.reviewers", who="、".join(record.reviewers) or "—"),
        t(
            "record.state",
            sentences=record.sentences,
            accepted=record.accepted,
            changed=record.changed,
            gaps=record.gaps,
            errors=record.errors,
            comments=record.comments,
        ),
    ]


def record_rows(record: Record) -> Iterator[tuple[str, ...]]:
    """The table: its head, then a row a decision."""
    yield tuple(t(f"record.{name}") for name in _HEAD)
    for one in record.entries:
        deed = t(f"record.deed.{one.deed}") + (t("record.undone") if one.undone else "")
        where = "\n".join(one.where)
        yield (one.id, told_time(one.when), one.who, deed, where, one.before, one.after, one.said)


def told_time(when: str) -> str:
    """2026-07-06T09:00:00+08:00 → 2026-07-06 09:00."""
    return when[:16].replace("T", " ")


def _cell(text: str) -> str:
    """Text that no Markdown reader takes for more than text."""
    escaped = "".join(f"\\{char}" if char in "\\|`*_<>[]#~" else char for char in text)
    return escaped.replace("\n", "<br>")


def _entries(draft: Draft) -> Iterator[Entry]:
    names = _names(draft)
    kept: list[
        Decision
    ] = []  # those of the earlier ones that stand now: what was undone since is told beside them
    state = _with(draft, kept)
    for one in draft.review.decisions:
        ids = one.where or tuple(part.id for part in one.taken)
        before = after = ""
        if one.deed in {Deed.EDIT, Deed.RESTORE, Deed.TAKE, Deed.ADD}:
            made = _with(draft, [*kept, replace(one, undone=0)])
            before, after = (_text(each, ids, one.deed) for each in (state, made))
            state = state if one.undone else made
        elif one.deed is Deed.FILL:
            after = "、".join(fill.text for fill in one.fills)
        if not one.undone:
            kept.append(one)
        where = tuple(names.get(name, name) for name in ids)
        yield Entry(
            one.id,
            one.when,
            one.who,
            one.deed,
            where,
            ids,
            before,
            after,
            _said(one),
            bool(one.undone),
        )


def _with(draft: Draft, decisions: Iterable[Decision]) -> Draft:
    """The draft as reviewed by some decisions only."""
    return reviewed(replace(draft, review=replace(draft.review, decisions=tuple(decisions))))


def _text(draft: Draft, ids: Iterable[str], deed: Deed) -> str:
    """How what is named reads, a line each; sections whole, of an edit their headings."""
    headings = {name: one.text for name, one in headings_now(draft).items()}
    if deed is Deed.EDIT and headings.keys() & set(ids):
        return "\n".join(headings[name] for name in ids if name in headings)
    sections = {section.id: section.paragraphs for section in draft.all_sections()} | {
        OPENING: draft.opening
    }
    sentences = {sentence.id: sentence.text for sentence in draft.all_sentences()}
    sentences |= {name: headings[name] for name in FRONT_NAMES}
    texts = (
        _section_text(sections[name]) if name in sections else sentences.get(name, "")
        for name in ids
    )
    return "\n".join(text for text in texts if text)


def _section_text(paragraphs: Iterable[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs)


def _said(one: Decision) -> str:
    code, text = one.finding
    finding = f"{code} “{text}”" if code else ""
    said = one.text if one.deed not in {Deed.EDIT, Deed.ADD} else ""
    return "：".join(part for part in (finding or one.origin, said) if part)


def _names(draft: Draft) -> dict[str, str]:
    """Whatever a decision can be about → how the record names it."""
    found = {OPENING: t("record.opening")}
    found |= {name: t(f"take.about.{name}") for name in FRONT_NAMES}

    def inside(heading: str, paragraphs: Iterable[Paragraph]) -> None:
        for paragraph in paragraphs:
            for sentence in paragraph.sentences:
                cut = _cut(sentence.text)
                found[sentence.id] = f"{heading}：{cut}" if heading else cut

    inside("", draft.opening)
    for one in draft.review.decisions:
        found |= {one.where[0]: _cut(one.text)} if one.deed in {Deed.ADD, Deed.DISMISS} else {}
    for section in draft.all_sections():
        found[section.id] = _heading(section)
        inside(_heading(section), section.paragraphs)
    found |= {
        row.gap.id: f"{row.gap.id} {row.marked}" for row in gap_rows(replace(draft, fills=()))
    }
    return found | {one.id: one.text for one in draft.review.decisions if one.deed is Deed.COMMENT}


def _cut(text: str) -> str:
    return text[:_EXCERPT] + ("…" if len(text) > _EXCERPT else "")


def _heading(section: DraftSection) -> str:
    return section.number + section.heading
