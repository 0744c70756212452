"""The tree, the import contract and docs/architecture.md agree; the code keeps to its sizes."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "drafter"
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WHERE = (ROOT / "docs" / "where.md").read_text(encoding="utf-8")
MOST_LINES, MOST_BRANCHES = 350, 15
MOST_LINES_OF_COMMAND = 25
LONGER = {"records.py": 680, "compare/redline.py": 360}  # records alone; one object, one file
MODULES = sorted(PACKAGE.rglob("*.py"))
_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.match_case)


def packages() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def root_files() -> set[str]:
    own = {"__init__.py", "__main__.py"}
    return {path.name for path in PACKAGE.iterdir() if path.is_file()} - own


def drawn() -> list[str]:
    """The packages and root files of the page, top to bottom."""
    tree = ARCHITECTURE.split("```text\ndrafter/\n")[1].split("```")[0]
    return re.findall(r"^  ([a-z_.]+)/?(?:\s|$)", tree, re.MULTILINE)


def layers() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    return [name.strip().removeprefix("drafter.") for line in named for name in line.split("|")]


def test_the_root_is_small() -> None:
    assert len(packages()) <= 15
    assert len(root_files()) <= 10


def test_the_page_draws_the_tree() -> None:
    assert set(drawn()) == packages() | root_files()
    assert len(drawn()) == len(set(drawn()))


def test_the_contract_names_every_package_and_module() -> None:
    modules = {name.removesuffix(".py") for name in root_files() if name.endswith(".py")}
    assert set(layers()) == packages() | modules


def test_the_page_is_in_the_order_of_the_contract() -> None:
    order = [name for name in layers() if name in packages()]
    height = {name: at for at, name in enumerate(order)}
    assert [name for name in drawn() if name in packages()] == sorted(
        packages(), key=lambda name: height[name]
    )


@pytest.mark.parametrize("page", ["architecture.md", "where.md"])
def test_what_a_page_names_exists(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for name in re.findall(r"`((?:drafter|eval|prompts|tests|docs)?[a-z_]+/[a-z_./]*)`", text):
        assert (ROOT / name).exists() or (PACKAGE / name).exists(), name
    for package, module in re.findall(r"`([a-z]+)\.([a-z_]+)(?:\.[a-z_]+)*`", text):
        if package in packages():
            folder = PACKAGE / package
            assert (folder / f"{module}.py").exists() or (folder / module).is_dir(), module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_can_be_read_at_one_sitting(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGER.get(str(path.relative_to(PACKAGE)), MOST_LINES), f"{lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_function_has_few_branches(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    dense = {name: count for name, count in branches(tree) if count > MOST_BRANCHES}
    assert not dense


def test_a_command_parses_calls_and_prints() -> None:
    long = {
        f"{path.stem}.{node.name}": lines
        for path in (PACKAGE / "cli").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and is_command(node, path.stem)
        if (lines := (node.end_lineno or 0) - node.body[0].lineno + 1) > MOST_LINES_OF_COMMAND
    }
    assert not long


def is_command(node: ast.FunctionDef, module: str) -> bool:
    decorated = any("command" in ast.unparse(decorator) for decorator in node.decorator_list)
    return decorated or node.name == module


def branches(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each function with its branches; and/or, ternaries and comprehensions count too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.name, 1 + sum(map(weight, inside(node)))


def inside(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions within it."""
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, ast.FunctionDef):
            stack += ast.iter_child_nodes(node)


def weight(node: ast.AST) -> int:
    match node:
        case ast.BoolOp():
            return len(node.values) - 1
        case ast.comprehension():
            return 1 + len(node.ifs)
        case _:
            return int(isinstance(node, _BRANCHES))
