"""The draft on disk: versioned JSON, enough to render, check, compare and fill without a model.

The schema is published in docs/draft.schema.json; `python -m drafter.documents.draft_file` prints
it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from drafter.documents.draft_reviewed import in_force
from drafter.documents.draft_work import with_ids
from drafter.documents.gaps import with_gaps
from drafter.errors import InputError
from drafter.facts.figures import read_gaps
from drafter.files import write_whole
from drafter.messages import t
from drafter.records import Draft, Gap, GapKind, Sentence

FORMAT = "drafter.draft"
VERSION = 2
_OLD_KINDS = {"quantity": "count", "name": "text", "code": "text", "personal": "text"}
_CHANGING = ("fills", "review")  # the last fields of a draft
_MOST_VALUES = 4_000_000  # commas and brackets: what parsing costs memory for
_PROPOSAL = re.compile(r"Q[0-9]{1,9}")  # the id of one
_ADAPTER: TypeAdapter[Draft] = TypeAdapter(Draft)


def to_json(draft: Draft) -> str:
    """The draft as JSON text with its format and version in front."""
    return with_changes(unchanging(draft), draft)


def unchanging(draft: Draft) -> str:
    """The beginning of the draft's JSON: all that neither filling nor reviewing changes."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        **_ADAPTER.dump_python(draft, mode="json", exclude=set(_CHANGING)),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).removesuffix("\n}")


def with_changes(beginning: str, draft: Draft) -> str:
    """The draft's JSON, given what `unchanging` said of it; only the rest is written anew."""
    content = _ADAPTER.dump_python(draft, mode="json", include=set(_CHANGING))
    rest = json.dumps({name: content[name] for name in _CHANGING}, ensure_ascii=False, indent=1)
    return beginning + "," + rest.removeprefix("{") + "\n"


def write_draft(draft: Draft, path: Path) -> None:
    """Write the draft's JSON, whole or not at all; a new one only its owner may read."""
    write_whole(path, to_json(draft).encode(), private=True)


def read_draft(path: Path) -> Draft:
    """Read a draft's JSON.

    Raises InputError where it is none, or of a version this drafter does not know.
    """
    content = _content(path)
    version = content.pop("version", None)
    if version not in (1, VERSION):
        value, remedy = str(version), t("draft.version.remedy")
        raise InputError(t("draft.version"), path, value=value, remedy=remedy)
    older = version == 1
    try:
        draft = _ADAPTER.validate_json(json.dumps(_with_new_kinds(content) if older else content))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise InputError(t("draft.not"), path, value=f"{place}: {first['msg']}") from error
    if strange := next(_strange(draft), ""):
        raise InputError(t("draft.not"), path, value=strange, remedy=t("draft.not.remedy"))
    draft = replace(draft, unplaced=with_ids(draft.unplaced)) if draft.unplaced else draft
    return replace(draft, brief=with_gaps(draft.brief, _sorted_anew)) if older else draft


def _strange(draft: Draft) -> Iterator[str]:
    """What does not fit together, as in no draft of ours: notes that are not there, odd times."""
    known = {bullet.id for bullet in draft.brief.all_bullets()}
    for sentence in chain(draft.all_sentences(), _taken(draft)):
        yield from (f"{sentence.id}: {name}" for name in sentence.bullets if name not in known)
    review = draft.review
    yield from (one.id for one in review.proposals if not _PROPOSAL.fullmatch(one.id))
    whens = [one.when for one in review.decisions] + [one.when for one in review.proposals]
    yield from (when for when in (draft.run.created, *whens) if not _is_time(when))


def _taken(draft: Draft) -> Iterator[Sentence]:
    sections = (section for one in in_force(draft.review) for section in one.taken)
    paragraphs = (paragraph for section in sections for paragraph in section.paragraphs)
    return (sentence for paragraph in paragraphs for sentence in paragraph.sentences)


def _is_time(when: str) -> bool:
    """Whether it is a time in ISO 8601, or none is known."""
    try:
        return not when or bool(datetime.fromisoformat(when))
    except ValueError:
        return False


def _content(path: Path) -> dict[str, Any]:
    """What stands in a draft's file, but for its format."""
    try:
        written = path.read_bytes()
        _refuse_large(written, path)
        content = json.loads(written.decode())
    except OSError as error:
        raise InputError(t("draft.unreadable"), path, value=error.strerror or str(error)) from error
    except RecursionError as error:
        raise InputError(t("cli.nested"), path) from error
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise InputError(t("draft.not"), path, line, remedy=t("draft.not.remedy")) from error
    if not isinstance(content, dict) or content.pop("format", None) != FORMAT:
        raise InputError(t("draft.not"), path, remedy=t("draft.not.remedy"))
    return content


def _refuse_large(written: bytes, path: Path) -> None:
    """Raise InputError on a file of far more values than a draft of 10,000 notes has."""
    count = sum(written.count(mark) for mark in (b",", b"[", b"{"))
    if count > _MOST_VALUES:
        problem = t("draft.large", count=count, limit=_MOST_VALUES)
        raise InputError(problem, path, remedy=t("draft.not.remedy"))


def _with_new_kinds(content: Any) -> Any:
    """What version 1 calls the kinds of gaps in the words of version 2; its gaps keep their ids."""
    if isinstance(content, list):
        return [_with_new_kinds(item) for item in content]
    if not isinstance(content, dict):
        return content
    made = {name: _with_new_kinds(value) for name, value in content.items()}
    if str(made.get("id", "")).startswith("G") and "about" in made:
        made["kind"] = _OLD_KINDS.get(made["kind"], made["kind"])
    return made


def _sorted_anew(gap: Gap, text: str) -> Gap:
    if gap.text == text:
        return replace(gap, kind=GapKind.SECTION)
    read_anew = next((other for other in read_gaps(text) if other.span == gap.span), gap)
    return replace(read_anew, id=gap.id)


def schema() -> dict[str, Any]:
    """The JSON Schema of what `to_json` writes."""
    made = _ADAPTER.json_schema(mode="serialization")
    head = {"format": {"const": FORMAT}, "version": {"const": VERSION}}
    made["properties"] = {**head, **made["properties"]}
    made["required"] = ["format", "version", *made["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": "drafter draft",
    }


if __name__ == "__main__":
    print(json.dumps(schema(), ensure_ascii=False, indent=1))
