"""Prompt templates: files with a declared purpose and variables, rendered to messages.

A file is YAML front matter (`purpose`, `variables`), then Jinja text parted into messages by lines
`[system]`, `[user]`, `[assistant]`. What prompts share stands in files of its own: a line
{% include "parts/tone.md" %} is as if their text stood there. Folders are searched in order, so a
user's own folder comes before ours, for whole prompts and for parts alike. The version of a prompt
is a digest of all that a model can come to read of it, so nobody keeps a number by hand.
"""

import hashlib
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
_FIELDS = {"purpose", "variables"}
_DIGITS = 8  # of a version
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
    """One template.

    variables  exactly what `render` takes
    parts      (role, Jinja text) of each message
    files      that it was read from: its own, then those of the parts it shares
    """

    name: str
    purpose: str
    variables: frozenset[str]
    parts: tuple[tuple[str, str], ...]
    files: tuple[Path, ...]

    @property
    def file(self) -> Path:
        """The file of the prompt itself."""
        return self.files[0]

    @property
    def text(self) -> str:
        """The template as a file without front matter would hold it, shared parts included."""
        return "".join(f"[{role}]{text}" for role, text in self.parts)

    @property
    def version(self) -> str:
        """The first digits of the SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:_DIGITS]

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

    def names(self) -> list[str]:
        """The names of all there are, sorted."""
        return sorted({file.stem for folder in self.folders for file in folder.glob("*.md")})

    def load(self, name: str) -> Prompt:
        """Read `name`.md. Raises InputError where it is missing or unlike its declaration."""
        file = self.find(f"{name}.md")
        if file is None:
            raise InputError(
                t("prompt.missing", name=name),
                self.folders[0],
                remedy=t("prompt.missing.remedy", known="、".join(self.names())),
            )
        text = _read(file)
        parts = {part: self._part(part, file) for part in _INCLUDE.findall(text)}
        shared = {part: _read(path) for part, path in parts.items()}
        whole = _INCLUDE.sub(lambda line: shared[line[1]], text)
        used = {
            parts[part]: _used([("", of_part)], parts[part]) for part, of_part in shared.items()
        }
        return _parse(name, (file, *parts.values()), whole, used)

    def find(self, name: str) -> Path | None:
        """The file of that name (`section.md`, `parts/tone.md`) in the first folder with it."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)

    def part(self, name: str) -> str:
        """The text of a shared part, as parts/tone. Raises InputError where there is none."""
        return _read(self._part(f"{name}.md", self.folders[0]))

    def _part(self, name: str, of: Path) -> Path:
        """The file of a shared part. Raises InputError naming the prompt that wants it."""
        file = self.find(name)
        if file is None:
            raise InputError(t("prompt.part", name=name), of)
        return file


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(t("prompt.encoding"), file) from error


def _parse(
    name: str, files: tuple[Path, ...], text: str, used: Mapping[Path, frozenset[str]]
) -> Prompt:
    """The prompt of this text; `used` are the variables of each part that it shares."""
    file = files[0]
    parted = _HEADER.match(text)
    if not parted:
        raise InputError(t("prompt.header"), file, 1)
    header = _header(parted[1], file)
    pieces = _ROLE.split(parted[2])
    if pieces[0].strip() or len(pieces) < 3:
        raise InputError(t("prompt.roles"), file, parted[1].count("\n") + 3)
    parts = tuple(zip(pieces[1::2], pieces[2::2], strict=True))
    declared = frozenset(header["variables"] or ())
    for part, variables in used.items():
        _need_all_used(declared & variables, variables, part)
    _need_all_used(declared, _used(parts, file), file)
    return Prompt(name, str(header["purpose"]), declared, parts, files)


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
        raise InputError(t("prompt.template"), file, value=str(error)) from error
