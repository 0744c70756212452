"""The earlier documents of an office, after whose words the rules write."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.records import Brief, Passage

if TYPE_CHECKING:
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


def passages_of_file(path: Path) -> list[Passage]:
    """The passages of a document that is named as the model of how to write.

    Raises InputError, with the reason in the user's language, on anything that is no document.
    """
    return list(_passages(path))


def _passages(path: Path) -> Iterator[Passage]:
    from drafter.reading.document import read_document
    from drafter.retrieval.passages import passages

    document = read_document(path)
    for piece in passages(document):
        yield Passage(
            f"{path.name}-{piece.order}",
            document.title or path.stem,
            piece.heading_path,
            piece.text,
            unit=document.unit,
            period=document.period,
        )
