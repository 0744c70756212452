"""Small briefs for tests, read by the real reader."""

from pathlib import Path

from drafter.documents.notes import parse_notes
from drafter.records import Brief

FRONT = (
    "---\norganization: 云岭县教育局\nkind: {kind}\nperiod: 2026年上半年\ndate: 2026-07-05\n---\n"
)


def brief(body: str, kind: str = "summary") -> Brief:
    """A brief of these notes."""
    return parse_notes(FRONT.format(kind=kind) + body, Path("notes.md"))
