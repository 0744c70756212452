"""Prompt templates: files with a declared version, purpose and variables, rendered to messages.

A file is YAML front matter (`version`, `purpose`, `variables`), then Jinja text parted into
messages by lines `[system]`, `[user]`, `[assistant]`. What prompts share stands in files of its
own: a line {% include "parts/author.md" %} is as if their text stood there. Folders are searched in
order, so a user's own folder comes before ours.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import StrictUndefined, TemplateError, meta
from jinja2.sandbox import SandboxedEnvironment

from drafter.errors import InputError
from drafter.messages import t

_HEADER = re.compile(r"\A---\n(.*?\n)---\n(.*)\Z", re.DOTALL)
_FIELDS = {"version", "purpose", "variables"}
_INCLUDE = re.compile(r"^\{% include \"(parts/[\w-]+\.md)\" %\}[ \t]*\n?", re.MULTILINE)
_ROLE = re.compile(r"^\[(system|user|assistant)\][ \t]*$", re.MULTILINE)
_ENVIRONMENT = SandboxedEnvironment(
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
    autoescape=False,
)

Messages = tuple[tuple[str, str], ...]
"""(role, text) of each message."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One template. parts are (role, Jinja text); variables is exactly what `render` takes."""

    name: str
    version: str
    purpose: str
    variables: frozenset[str]
    parts: tuple[tuple[str, str], ...]
    file: Path

    def render_from(self, values: Mapping[str, object]) -> Messages:
        """The messages with those of `values` that this prompt declares; raises like `render`."""
        return self.render(**{name: values[name] for name in self.variables & values.keys()})

    def render(self, **values: object) -> Messages:
        """The messages. Raises InputError on a missing, unknown or undefined variable."""
        if set(values) != self.variables:
            odd = ", ".join(sorted(self.variables ^ set(values)))
            raise InputError(t("prompt.render"), self.file, value=odd)
        try:
            return tuple(
                (role, _ENVIRONMENT.from_string(text).render(values).strip())
                for role, text in self.parts
            )
        except TemplateError as error:
            raise InputError(t("prompt.render"), self.file, value=str(error)) from error


class Prompts:
    """The templates of some folders; the first folder that has a name wins."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)

    def load(self, name: str) -> Prompt:
        """Read `name`.md. Raises InputError where it is missing or unlike its declaration."""
        for folder in self.folders:
            file = folder / f"{name}.md"
            if file.is_file():
                return _parse(name, file, self._whole(file))
        known = "、".join(
            sorted({file.stem for folder in self.folders for file in folder.glob("*.md")})
        )
        raise InputError(
            t("prompt.missing", name=name),
            self.folders[0],
            remedy=t("prompt.missing.remedy", known=known),
        )

    def _whole(self, file: Path) -> str:
        """The text of a prompt with its shared parts in it."""
        text = file.read_text(encoding="utf-8")
        return _INCLUDE.sub(lambda line: self._part(line[1], file), text)

    def _part(self, name: str, of: Path) -> str:
        """The text of a shared part. Raises InputError naming the prompt that wants it."""
        for folder in self.folders:
            if (file := folder / name).is_file():
                return file.read_text(encoding="utf-8")
        raise InputError(t("prompt.part", name=name), of)


def _parse(name: str, file: Path, text: str) -> Prompt:
    parted = _HEADER.match(text)
    if not parted:
        raise InputError(t("prompt.header"), file, 1)
    header = _header(parted[1], file)
    pieces = _ROLE.split(parted[2])
    if pieces[0].strip() or len(pieces) < 3:
        raise InputError(t("prompt.roles"), file, parted[1].count("\n") + 3)
    parts = tuple(zip(pieces[1::2], pieces[2::2], strict=True))
    declared = frozenset(header["variables"] or ())
    _need_all_used(declared, _used(parts, file), file)
    return Prompt(name, str(header["version"]), str(header["purpose"]), declared, parts, file)


def _header(text: str, file: Path) -> dict[str, Any]:
    try:
        header = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(t("prompt.header"), file, mark.line + 2 if mark else 1) from error
    if not isinstance(header, dict) or set(header) != _FIELDS:
        raise InputError(t("prompt.header"), file, 1)
    return header


def _need_all_used(declared: frozenset[str], used: frozenset[str], file: Path) -> None:
    if used == declared:
        return
    remedy = t(
        "prompt.variables.remedy",
        unused="、".join(sorted(declared - used)) or "-",
        undeclared="、".join(sorted(used - declared)) or "-",
    )
    raise InputError(t("prompt.variables"), file, remedy=remedy)


def _used(parts: Sequence[tuple[str, str]], file: Path) -> frozenset[str]:
    try:
        return frozenset().union(
            *(meta.find_undeclared_variables(_ENVIRONMENT.parse(text)) for _, text in parts)
        )
    except TemplateError as error:
        raise InputError(t("prompt.render"), file, value=str(error)) from error
