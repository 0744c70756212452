"""Mends written into a Word file as tracked changes, each finding's reason beside them as a comment.

A person decides in Word: to accept all gives the mended text, to reject all the text as it was. Nothing else changes.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from drafter.files import write_whole
from drafter.messages import t
from drafter.records import Edit, Finding
from drafter.word.accepted_text import Final, Paragraph
from drafter.word.ooxml import package_bytes
from drafter.word.tracked import Changes, Mend, apply, cut, flagged, opened


def write_mended(path: Path, output: Path, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Write a copy of a Word file with every edit of the findings' fixes as a tracked change.

    Each finding gets a comment at the first place it changes, one without a fix at the place it flags. Returns the
    findings of which an edit could not be made: its text is not there, or another edit overlaps it.
    Raises InputError where the file cannot be read or the copy not be written.
    """
    final, document = opened(path)
    changes = Changes(document)
    made, places = _make(final, {edit for finding in findings for edit in finding.fix}, changes)
    for finding in findings:
        edits = [edit for edit in finding.fix if edit in made]
        if edits:
            changes.comment(made[edits[0]].shown, _said(finding, len(edits)))
        elif not finding.fix and (runs := flagged(places.get(finding.line or 0), finding.span)):
            changes.comment(runs, _said(finding, 1))
    write_whole(output, package_bytes(document))
    return tuple(finding for finding in findings if any(edit not in made for edit in finding.fix))


def _make(
    final: Final, edits: set[Edit], changes: Changes
) -> tuple[dict[Edit, Mend], dict[int, Paragraph]]:
    """Make the edits; what was made of each, and the paragraphs by number as they are now."""
    made: dict[Edit, Mend] = {}
    places = {paragraph.number: paragraph for paragraph in final.paragraphs}
    for number in sorted({edit.line for edit in edits} & set(places)):
        paragraph = places[number]
        mine = {
            edit: _difference(edit)
            for edit in _possible(paragraph.text, (e for e in edits if e.line == number))
        }
        mends = [mend for mend in mine.values() if mend.span[0] < mend.span[1] or mend.new]
        cut(paragraph, mends)
        for mend in reversed(mends):
            apply(paragraph, mend, changes)
        made |= {edit: mend for edit, mend in mine.items() if mend.shown}
    return made, places


def _possible(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits whose text is there, in order, without those that overlap one before."""
    end = 0
    for edit in sorted(edits, key=lambda edit: (edit.span, edit.new)):
        if text[slice(*edit.span)] == edit.old and end <= edit.span[0] <= edit.span[1] <= len(text):
            end = edit.span[1]
            yield edit


def _difference(edit: Edit) -> Mend:
    """The edit without what old and new have in common at both ends."""
    old, new, (start, end) = edit.old, edit.new, edit.span
    while old and new and old[0] == new[0]:
        old, new, start = old[1:], new[1:], start + 1
    while old and new and old[-1] == new[-1]:
        old, new, end = old[:-1], new[:-1], end - 1
    return Mend((start, end), new)


def _said(finding: Finding, count: int) -> str:
    more = t("word.comment.more", count=count) if count > 1 else ""
    return f"{finding.code} {t(f'severity.{finding.severity}')} {finding.message}{more}"
