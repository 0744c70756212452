"""Prompts of the user's own: which stand before ours, how they differ, whether they will do.

The tone of a prompt may be anybody's. What keeps facts out of an answer, and the form in which an
answer can be read, are parts of their own (FENCES): a prompt that lacks them is told. Nothing rests
on them, since every answer is proved; but more of the answers would be refused.
"""

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from drafter.errors import DrafterError
from drafter.messages import t
from drafter.settings import shipped
from drafter.writing.prompts import Messages, Prompt, Prompts

FENCES = ("parts/fences.md", "parts/lines.md")
_MATTER = {"bullet", "bullets"}  # the variables without which there is nothing to write of


@dataclass(frozen=True, slots=True)
class PromptInUse:
    """A prompt as a run with these folders takes it, and as it comes with drafter.

    ours  None where drafter has no prompt of this name
    own   the files of it that are not ours
    """

    prompt: Prompt
    ours: Prompt | None
    own: tuple[Path, ...]


def in_use(prompts: Prompts, name: str) -> PromptInUse:
    """Raises InputError where the prompt cannot be read."""
    prompt = prompts.load(name)
    ours = _ours().load(name) if name in _ours().names() else None
    own = tuple(file for file in prompt.files if shipped("prompts") not in file.parents)
    return PromptInUse(prompt, ours, own)


def difference(used: PromptInUse) -> list[str]:
    """The lines of a unified difference from ours to it, shared parts included; [] for none."""
    before = used.ours.text.splitlines() if used.ours else []
    name = used.prompt.name
    lines = difflib.unified_diff(
        before,
        used.prompt.text.splitlines(),
        t("prompt.ours", name=name),
        t("prompt.own", name=name),
        lineterm="",
    )
    return list(lines)


def renders(prompt: Prompt) -> Mapping[str, Messages]:
    """The prompt as a model reads it, for each sample of ours, which have every branch once.

    {} for a prompt of a name that drafter does not know. Raises InputError where it cannot be.
    """
    return {
        case: prompt.render(**{name: values.get(name) for name in prompt.variables})
        for case, values in _samples().get(prompt.name, {}).items()
    }


def faults(prompts: Prompts, name: str) -> list[str]:
    """What is wrong with a prompt in use, each in one sentence."""
    try:
        used = in_use(prompts, name)
        if used.ours is None:
            return [t("prompt.unasked", known="、".join(_ours().names()))]
        return [*_variables(used.prompt, used.ours), *_fences(renders(used.prompt), used.ours)]
    except DrafterError as error:
        return [str(error)]


def _variables(prompt: Prompt, ours: Prompt) -> Iterator[str]:
    if beyond := prompt.variables - ours.variables:
        yield t("prompt.variables.beyond", names="、".join(sorted(beyond)))
    if lost := ours.variables & _MATTER - prompt.variables:
        yield t("prompt.variables.lost", names="、".join(sorted(lost)))


def _fences(read: Mapping[str, Messages], ours: Prompt) -> Iterator[str]:
    """The fences of ours that a model does not come to read with every sample.

    read  as `renders` gives it: what stands in a comment of a template, nobody reads
    """
    for part in FENCES:
        fence = (shipped("prompts") / part).read_text(encoding="utf-8").strip()
        missed = (not any(fence in text for _, text in messages) for messages in read.values())
        if fence in ours.text and any(missed):
            yield t("prompt.unfenced", part=part)


@cache
def _samples() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    with (shipped("prompts") / "samples.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _ours() -> Prompts:
    return Prompts([shipped("prompts")])
