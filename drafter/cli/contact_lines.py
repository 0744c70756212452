"""Contact lines that may be published: asked about once, remembered in drafter.toml."""

import json
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from drafter.cli.output import warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.records import Brief
    from drafter.settings import Settings

_HEAD = re.compile(r"(?m)^[ \t]*\[personal\][ \t]*(?:#.*)?$")
_NEXT_HEAD = re.compile(r"(?m)^[ \t]*\[")
_BOM = "\ufeff"


def with_contact_lines(brief: "Brief", settings: "Settings", *, silent: bool) -> "Settings":
    """The settings with what a person says of the contact lines that they do not know yet.

    Where nobody can be asked they stay withheld, and how to let them in is told unless `silent`.
    """
    from drafter.tasks.contacts import unasked, unsettled_lines

    if silent:
        return settings
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return unasked(brief, settings, warn)
    public = settings.personal_public
    for one in unsettled_lines(brief, settings):
        question = t("cli.contact.ask", words=one.words, row=one.line)
        if typer.confirm(question, default=False, err=True):
            remember("public", one.number)
            public = (*public, one.number)
        else:
            remember("private", one.number)
    return replace(settings, personal_public=public)


def remember(key: str, number: str) -> None:
    """Add a number to the list `key` of [personal] in the nearest drafter.toml, or a new one here.

    All else in the file stays as it is. Where the table is written in a way that no line can be
    added to, the line to add is told.
    """
    from drafter.files import write_whole

    folder = Path.cwd()
    files = (up / "drafter.toml" for up in (folder, *folder.parents))
    file = next((path for path in files if path.is_file()), folder / "drafter.toml")
    text = file.read_bytes().decode() if file.is_file() else ""
    added = with_number(text, key, number)
    if added is None:
        line = f"{key} = [{json.dumps(number, ensure_ascii=False)}]"
        warn(t("cli.contact.by_hand", file=file, line=line))
        return
    write_whole(file, added.encode())
    warn(t("cli.contact.remembered", file=file))


def with_number(text: str, key: str, number: str) -> str | None:
    """The text of a drafter.toml with a number more in a list of [personal]; None where it cannot.

    What comes out is read, and is what was read before with that number, or None is returned.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    given = json.dumps(number, ensure_ascii=False)
    head = _HEAD.search(text)
    if head:
        below = _NEXT_HEAD.search(text, head.end())
        stop = below.start() if below else len(text)
        opened = re.compile(rf"(?m)^[ \t]*{key}[ \t]*=[ \t]*\[").search(text, head.end(), stop)
        at, piece = (
            (opened.end(), f"{given}, ") if opened else (head.end(), f"{end}{key} = [{given}]")
        )
    else:
        blank = "" if not text.strip(_BOM) else end if text.endswith("\n") else end * 2
        at, piece = len(text), f"{blank}[personal]{end}{key} = [{given}]{end}"
    added = text[:at] + piece + text[at:]
    return added if _reads(added) == _expected(_reads(text), key, [number]) else None


def _expected(content: dict[str, Any] | None, key: str, numbers: Iterable[str]) -> Any:
    """What a file should hold with these numbers first in a list of [personal]."""
    table = (content or {}).get("personal", {})
    before = table.get(key, []) if isinstance(table, dict) else None
    if content is None or not isinstance(before, list):
        return {}
    return content | {"personal": table | {key: [*numbers, *before]}}


def _reads(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.removeprefix(_BOM).replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return None
