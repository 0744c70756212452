"""Prompt templates: files with a declared version, purpose and variables, rendered to messages.

A file is YAML front matter (`version`, `purpose`, `variables`), then Jinja text parted into messages by lines
`[system]`, `[user]`, `[assistant]`. Folders are searched in order, so a user's own folder comes before ours.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from jinja2 import StrictUndefined, TemplateError, meta
from jinja2.sandbox import SandboxedEnvironment

from drafter.errors import InputError
from drafter.messages import t

_HEADER = re.compile(r"\A---\n(.*?\n)---\n(.*)\Z", re.DOTALL)
_ROLE = re.compile(r"^\[(system|user|assistant)\][ \t]*$", re.MULTILINE)
_ENVIRONMENT = SandboxedEnvironment(
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
    autoescape=False,
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One template. parts are (role, Jinja text); variables is exactly what `render` takes."""

    name: str
    version: str
    purpose: str
    variables: frozenset[str]
    parts: tuple[tuple[str, str], ...]
    file: Path

    def render(self, **values: object) -> tuple[tuple[str, str], ...]:
        """The messages as (role, text). Raises InputError on a missing, unknown or undefined variable."""
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
        """Read `name`.md. Raises InputError where it is missing or does not hold to its own declaration."""
        for folder in self.folders:
            file = folder / f"{name}.md"
            if file.is_file():
                return _parse(name, file)
        known = "、".join(
            sorted({file.stem for folder in self.folders for file in folder.glob("*.md")})
        )
        raise InputError(
            t("prompt.missing", name=name),
            self.folders[0],
            remedy=t("prompt.missing.remedy", known=known),
        )


def _parse(name: str, file: Path) -> Prompt:
    found = _HEADER.match(file.read_text(encoding="utf-8"))
    header = _header(found[1], file) if found else None
    if (
        not found
        or not isinstance(header, dict)
        or set(header) != {"version", "purpose", "variables"}
    ):
        raise InputError(t("prompt.header"), file, 1)
    pieces = _ROLE.split(found[2])
    if pieces[0].strip() or len(pieces) < 3:
        raise InputError(t("prompt.roles"), file, found[1].count("\n") + 3)
    parts = tuple(zip(pieces[1::2], pieces[2::2], strict=True))
    declared = frozenset(header["variables"] or ())
    used = _used(parts, file)
    if used != declared:
        remedy = t(
            "prompt.variables.remedy",
            unused="、".join(sorted(declared - used)) or "-",
            undeclared="、".join(sorted(used - declared)) or "-",
        )
        raise InputError(t("prompt.variables"), file, remedy=remedy)
    return Prompt(name, str(header["version"]), str(header["purpose"]), declared, parts, file)


def _header(text: str, file: Path) -> object:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(t("prompt.header"), file, mark.line + 2 if mark else 1) from error


def _used(parts: Sequence[tuple[str, str]], file: Path) -> frozenset[str]:
    try:
        return frozenset().union(
            *(meta.find_undeclared_variables(_ENVIRONMENT.parse(text)) for _, text in parts)
        )
    except TemplateError as error:
        raise InputError(t("prompt.render"), file, value=str(error)) from error
