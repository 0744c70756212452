"""The record of a unit that is drafted: what it was made from, and what was told of it.

It is published with the draft, as its last file: a unit that has one is whole.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.files import digest_of
from drafter.tasks.batch.units import Places
from drafter.writing.outputs import draft_beside

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """inputs: digest of what it was made from; report: what was told of it; form: its digest."""

    inputs: str
    report: Mapping[str, Any]
    form: str


def record_of(inputs: str, report: Mapping[str, Any], form: bytes) -> bytes:
    """What the file of a record holds."""
    digest = hashlib.sha256(form).hexdigest()
    record = {"record": _FORMAT, "inputs": inputs, "report": report, "form": digest}
    return json.dumps(record, ensure_ascii=False, default=str).encode()


def read_record(places: Places) -> Record | None:
    """The record of a unit; None where none of ours stands there."""
    try:
        found = json.loads(places.record.read_bytes())
        if found["record"] != _FORMAT:
            return None
        return Record(found["inputs"], dict(found["report"]), str(found["form"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def still_made(places: Places, inputs: str) -> Mapping[str, Any] | None:
    """What is told of a unit that was drafted from the same, and whose files all stand."""
    record = read_record(places)
    if record is None or record.inputs != inputs:
        return None
    files = (places.report, draft_beside(places.report), places.form)
    if not all(file.is_file() for file in files):
        return None
    return {**record.report, "files": list(map(str, files))}  # wherever the folder was moved to


def known_of(places: Places) -> Collection[str]:
    """Digests of files of a unit that drafter wrote, on whichever machine."""
    record = read_record(places)
    return {record.form, digest_of(places.record)} if record else ()


def record_of_tables(contents: Iterable[bytes]) -> bytes:
    """What tells the tables that drafter wrote from what a person made of them."""
    return "\n".join(hashlib.sha256(content).hexdigest() for content in contents).encode()


def known_tables(record: Path) -> set[str]:
    """Digests of the tables that drafter wrote, on whichever machine, and of their record."""
    try:
        return {*record.read_text(encoding="ascii").split(), digest_of(record)}
    except (OSError, UnicodeDecodeError):
        return set()
