"""What a review hands on: the report itself, a working copy, what was changed, who decided what."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from drafter.checks.draft import open_errors
from drafter.documents.draft_reviewed import drafted
from drafter.errors import InputError
from drafter.filling.rows import gap_rows
from drafter.messages import t
from drafter.records import Draft
from drafter.review.record import (
    record_about,
    record_json,
    record_markdown,
    record_of,
    record_rows,
    record_title,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WIDTHS = (13, 32, 17, 20, 45, 53, 53, 24)  # millimetres of the columns of the record


def export(draft: Draft, path: Path, kind: str) -> tuple[str, bytes, str]:
    """Name of the file, its content and media type; path is that of the draft, kind one of KINDS.

    clean    the report itself, without a mark. Raises InputError while a gap is open or an error
             unanswered
    working  as it reads now, gaps and fills marked, with the comments for colleagues
    redline  the first draft with all that was changed as tracked changes, and the comments
    record, record.md, record.json   who decided what, when
    """
    write, suffix, media = KINDS[kind]
    name = path.name.removesuffix(".json").removesuffix(".draft")
    return t(f"export.{kind.partition('.')[0]}", name=name) + suffix, write(draft, path), media


def refuse_open(draft: Draft, path: Path) -> None:
    """Raise InputError where the report is not ready to go out, naming what is open."""
    gaps = [row for row in gap_rows(draft) if row.value is None]
    errors = open_errors(draft)
    if gaps or errors:
        first = gaps[0].marked if gaps else errors[0].message
        remedy = t("export.open.remedy")
        raise InputError(
            t("export.open", gaps=len(gaps), errors=len(errors)), path, value=first, remedy=remedy
        )


def _clean(draft: Draft, path: Path) -> bytes:
    from drafter.word.render import word_bytes

    refuse_open(draft, path)
    return word_bytes(draft, path, clean=True)


def _working(draft: Draft, path: Path) -> bytes:
    from drafter.word.render import word_bytes

    return word_bytes(draft, path)


def _redline(draft: Draft, path: Path) -> bytes:
    from drafter.compare.comparison import compare
    from drafter.compare.files import Compared, draft_version, redline

    first = draft_version(drafted(draft), path)
    now = draft_version(draft, path)
    decisions = draft.review.decisions
    names = list(dict.fromkeys(one.who for one in decisions if one.who))
    whens = [datetime.fromisoformat(one.when) for one in decisions if one.when]
    compared = Compared(first, now, compare(first.side, now.side))
    return redline(
        compared,
        author="、".join(names) or "drafter",
        date=max(whens).astimezone(UTC) if whens else None,
    )


def _record(draft: Draft, path: Path) -> bytes:
    from drafter.word.table import table_docx

    record = record_of(draft)
    whens = [one.when for one in record.entries if one.when] or [draft.run.created]
    created = datetime.fromisoformat(max(whens)) if max(whens) else datetime.now(UTC)
    return table_docx(
        record_title(record), record_about(record), _WIDTHS, list(record_rows(record)), created
    )


KINDS: Mapping[str, tuple[Callable[[Draft, Path], bytes], str, str]] = {
    "clean": (_clean, ".docx", WORD),
    "working": (_working, ".docx", WORD),
    "redline": (_redline, ".docx", WORD),
    "record": (_record, ".docx", WORD),
    "record.md": (
        lambda draft, path: record_markdown(record_of(draft)).encode(),
        ".md",
        "text/markdown",
    ),
    "record.json": (
        lambda draft, path: record_json(record_of(draft)).encode(),
        ".json",
        "application/json",
    ),
}
