"""The earlier documents of an office, after whose words the rules write."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.records import Brief, Passage

if TYPE_CHECKING:
    from drafter.reading.document import Document
    from drafter.retrieval.catalogue_reader import IndexedDocument
    from drafter.retrieval.index import Index

_NEWEST = 8  # documents of the office: what it said before that it hardly says now


def earlier_passages(index: "Index | None", brief: Brief) -> list[Passage]:
    """The passages of the office's own earlier reports, the newest first; none without an index."""
    if index is None or brief.issuer_gaps:
        return []
    return [
        passage
        for document in earlier_reports(index, brief)[:_NEWEST]
        for passage in index.passages_of(document.id)[1]
    ]


def earlier_reports(index: "Index", brief: Brief) -> "list[IndexedDocument]":
    """The unit's reports on other periods, the newest first and each in its newest version."""
    reports = [
        document
        for document in index.documents()
        if document.shelf == "report"
        and document.unit == brief.organization
        and not document.led_by
        and (document.period != brief.period or not document.period)
    ]
    return sorted(reports, key=lambda report: (report.period, report.date), reverse=True)


def passages_of_files(paths: Sequence[Path]) -> list[Passage]:
    """The passages of documents that are named as the models of how to write, the newest first.

    Raises InputError, with the reason in the user's language, on anything that is no document.
    """
    from drafter.reading.document import read_document

    read = [(path, read_document(path)) for path in paths]
    read.sort(key=lambda one: (one[1].period, one[1].date), reverse=True)
    return [passage for path, document in read for passage in _passages(path, document)]


def _passages(path: Path, document: "Document") -> Iterator[Passage]:
    from drafter.retrieval.passages import passages

    for piece in passages(document):
        yield Passage(
            f"{path.name}-{piece.order}",
            document.title or path.stem,
            piece.heading_path,
            piece.text,
            unit=document.unit,
            period=document.period,
        )
