"""Every prompt as a model reads it, word for word: whoever changes one sees here what changed.

The renders lie in tests/data/prompts, one file a sample of prompts/samples.toml. After a change
that is meant, `python -m tests.writing.test_prompt_renders` writes them anew; then the difference
is read.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from drafter.settings import shipped
from drafter.writing.own_prompts import renders
from drafter.writing.prompts import Messages, Prompts

GOLDEN = Path(__file__).parents[1] / "data" / "prompts"
PROMPTS = Prompts([shipped("prompts")])
RENDERS = {name: renders(PROMPTS.load(name)) for name in PROMPTS.names()}
CASES = [(name, case) for name, cases in RENDERS.items() for case in cases]


def as_text(messages: Messages) -> str:
    return "".join(f"[{role}]\n{text}\n" for role, text in messages)


def golden(name: str, case: str) -> Path:
    return GOLDEN / f"{name}.{case}.txt"


@pytest.mark.parametrize(("name", "case"), CASES, ids=lambda value: value)
def test_a_prompt_reads_as_it_did(name: str, case: str) -> None:
    assert as_text(RENDERS[name][case]) == golden(name, case).read_text(encoding="utf-8")


def test_no_render_is_left_over() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == {golden(*case).name for case in CASES}


@pytest.mark.parametrize("name", PROMPTS.names())
def test_every_branch_of_a_prompt_is_in_some_render(name: str) -> None:
    shown = "".join(map(as_text, RENDERS[name].values()))
    for piece in pieces(name):
        assert piece in shown


def pieces(name: str) -> Iterator[str]:
    """The text between the marks of a template, line by line."""
    for _, text in PROMPTS.load(name).parts:
        tree = SandboxedEnvironment(trim_blocks=True, lstrip_blocks=True).parse(text)
        for data in tree.find_all(nodes.TemplateData):
            yield from (line.strip() for line in data.data.splitlines() if line.strip())


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.iterdir():
        old.unlink()
    for name, case in CASES:
        golden(name, case).write_text(as_text(RENDERS[name][case]), encoding="utf-8")
    sys.stdout.write(f"{len(CASES)} {GOLDEN}\n")
