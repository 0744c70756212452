"""Mutation testing of the modules that keep the promise: one small change each, and their tests.

A mutant is killed where a test of its module fails. Who survives is listed with its line: a test is
missing there, or the change makes no difference.
"""

import ast
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.sabotage.running import ROOT, copy_tree, restore

_LIMIT = 600  # seconds for the tests of one mutant; a mutant that hangs is killed
# Modules and the tests that are theirs, the quickest first: the first that fails ends it.
MODULES: dict[str, tuple[str, ...]] = {
    "drafter/filling/values.py": ("tests/filling/test_values.py", "tests/filling/test_filling.py"),
    "drafter/filling/likelihood.py": ("tests/filling/test_values.py", "tests/filling"),
    "drafter/filling/filling.py": ("tests/filling/test_filling.py", "tests/cli/test_gaps.py"),
    "drafter/facts/figures.py": ("tests/facts",),
    "drafter/facts/patterns.py": ("tests/facts",),
    "drafter/facts/unread.py": ("tests/facts",),
    "drafter/proof/proof.py": ("tests/proof", "tests/test_planted.py"),
    "drafter/proof/facts_read.py": ("tests/proof", "tests/test_planted.py"),
    "drafter/proof/kept_words.py": ("tests/proof",),
    "drafter/proof/added_words.py": ("tests/proof",),
    "drafter/proof/part_of_whole.py": ("tests/proof",),
    "drafter/checks/against_notes/unit.py": ("tests/checks/test_notes.py",),
    "drafter/checks/against_notes/moved.py": ("tests/checks/test_notes.py",),
    "drafter/checks/against_notes/repeated.py": ("tests/checks/test_notes.py",),
    "drafter/checks/against_notes/missing.py": ("tests/checks/test_notes.py",),
    "drafter/compare/redline.py": ("tests/compare/test_redline.py", "tests/compare"),
    "drafter/compare/redline_xml.py": ("tests/compare/test_redline.py", "tests/compare"),
}
_TREE = ("tests", "examples", "docs", "README.md", "bench")

_OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the module, its line, and the line as it was and is now."""

    module: str
    line: int
    before: str
    after: str
    text: str


def mutants(module: str, text: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    lines = text.split("\n")
    made: dict[str, Mutant] = {}
    for node in ast.walk(ast.parse(text)):
        for start, end, new in _changes(node, text):
            whole = text[:start] + new + text[end:]
            line = text.count("\n", 0, start)
            after = whole.split("\n")[line]
            made.setdefault(whole, Mutant(module, line + 1, lines[line], after, whole))
    return sorted(made.values(), key=lambda mutant: mutant.line)


def _changes(node: ast.AST, text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what stands there instead) of each change of a node."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _OTHER:
            other = ast.Compare(node.left, [_OTHER[type(operator)]()], node.comparators)
            yield (*_span(node, text), f"({ast.unparse(other)})")
        case ast.BoolOp(op=operator, values=values):
            joint = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield (*_span(node, text), f"({ast.unparse(ast.BoolOp(joint, values))})")
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield (*_span(node, text), f"({ast.unparse(operand)})")
        case ast.If(test=test) | ast.IfExp(test=test):
            yield (*_span(test, text), f"(not ({ast.unparse(test)}))")
        case ast.Constant(value=bool(value)):
            yield (*_span(node, text), str(not value))
        case ast.Constant(value=int(value)):
            yield (*_span(node, text), str(value + 1))
        case ast.Constant(value=str(value)) if "|" in value and "(" not in value:
            alternatives = value.split("|")
            for at in range(len(alternatives)):
                left = "|".join(alternatives[:at] + alternatives[at + 1 :])
                yield (*_span(node, text), repr(left))


def _span(node: ast.expr, text: str) -> tuple[int, int]:
    """Where a node stands in the text; its columns count bytes."""
    rows = text.split("\n")
    ends = []
    for line, column in (
        (node.lineno, node.col_offset),
        (node.end_lineno or 0, node.end_col_offset or 0),
    ):
        before = len(rows[line - 1].encode()[:column].decode())
        ends.append(sum(len(row) + 1 for row in rows[: line - 1]) + before)
    return ends[0], ends[1]


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant and whether the tests killed it."""

    mutant: Mutant
    killed: bool


def judged(
    modules: Sequence[str], each: int, seed: str, told: Callable[[Judged], None]
) -> list[Judged]:
    """So many mutants of each module, drawn, and what their tests say of them."""
    made: list[Judged] = []
    chance = random.Random(seed)
    with TemporaryDirectory() as scratch:
        tree = copy_tree(Path(scratch, "tree"), _TREE)
        for module in modules:
            every = mutants(module, (ROOT / module).read_text("utf-8"))
            for mutant in chance.sample(every, min(each, len(every))):
                one = Judged(mutant, _is_killed(tree, mutant))
                told(one)
                made.append(one)
    return made


def _is_killed(tree: Path, mutant: Mutant) -> bool:
    (tree / mutant.module).write_text(mutant.text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
    ]
    try:
        done = subprocess.run(
            [*command, *MODULES[mutant.module]],
            cwd=tree,
            env=os.environ | {"PYTHONPATH": str(tree)},
            capture_output=True,
            timeout=_LIMIT,
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        restore(tree, mutant.module)
    return done.returncode != 0


def line_of(one: Judged) -> str:
    """A mutant in a line: killed, or where it survived and what it changed."""
    place = f"{one.mutant.module}:{one.mutant.line}"
    if one.killed:
        return f"✓ {place}"
    return f"✗ {place}\n    - {one.mutant.before.strip()}\n    + {one.mutant.after.strip()}"


def rates(made: Sequence[Judged]) -> str:
    """Killed of tried by module, and of all."""
    rows = []
    for module in dict.fromkeys(one.mutant.module for one in made):
        ours = [one for one in made if one.mutant.module == module]
        rows.append(f"{module}: {sum(one.killed for one in ours)} of {len(ours)} killed")
    killed = sum(one.killed for one in made)
    return "\n".join([*rows, f"all: {killed} of {len(made)} killed"])
