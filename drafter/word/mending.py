"""Mends written into a Word file as tracked changes, each with its reason as a comment.

A person decides in Word: to accept all gives the mended text, to reject all the text as it was.
Nothing else changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from drafter.documents.text_file import agreeing
from drafter.files import write_whole
from drafter.messages import t
from drafter.records import Edit, Finding
from drafter.word.accepted_text import Paragraph
from drafter.word.ooxml import package_bytes
from drafter.word.tracked import Changes, Mend, apply, cut, flagged, opened


def write_mended(path: Path, output: Path, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Write a copy of a Word file with every edit of the findings' fixes as a tracked change.

    Each finding gets a comment at the first place it changes, one without a fix at the place it
    flags. Returns the findings of which an edit could not be made: its text is not there, or
    another edit overlaps it. Raises InputError where the file cannot be read or the copy not be
    written.
    """
    final, document = opened(path)
    changes = Changes(document)
    places = {paragraph.number: paragraph for paragraph in final.paragraphs}
    made = _make(places, agreeing(finding.fix for finding in findings), changes)
    for finding in findings:
        mends = [made[edit] for edit in finding.fix if edit in made]
        if shown := _shown(finding, mends, places):
            changes.comment(shown, _remark(finding, len(mends)))
    write_whole(output, package_bytes(document))
    return tuple(finding for finding in findings if not made.keys() >= set(finding.fix))


def _shown(finding: Finding, mends: Sequence[Mend], places: Mapping[int, Paragraph]) -> list[Any]:
    """The elements that a finding's comment stands at; [] where none of its mends was made."""
    if not finding.fix:
        return flagged(places.get(finding.line or 0), finding.span)
    return mends[0].shown if mends else []


def _make(
    places: dict[int, Paragraph], edits: Iterable[Edit], changes: Changes
) -> dict[Edit, Mend]:
    """Make the edits in the paragraphs, given by number; what was made of each."""
    made: dict[Edit, Mend] = {}
    by_number: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_number[edit.line].append(edit)
    for number in sorted(by_number.keys() & places.keys()):
        paragraph = places[number]
        mends = {
            edit: _difference(edit) for edit in _possible(paragraph.printed, by_number[number])
        }
        changing = [mend for mend in mends.values() if mend.span[0] < mend.span[1] or mend.new]
        cut(paragraph, changing)
        for mend in reversed(changing):
            apply(paragraph, mend, changes)
        made |= {edit: mend for edit, mend in mends.items() if mend.shown}
    return made


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


def _remark(finding: Finding, count: int) -> str:
    more = t("word.comment.more", count=count) if count > 1 else ""
    return f"{finding.code} {t(f'severity.{finding.severity}')} {finding.message}{more}"
