"""How a fault gets into a tree: each patch fits in one place, or it is an error and no fault."""

import ast
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from drafter.errors import InputError


class Patch(Protocol):
    """A change to one file of a tree."""

    @property
    def file(self) -> str:
        """The file, from the root of the tree."""
        ...

    def apply(self, root: Path) -> None:
        """Change the file. Raises InputError where it does not fit exactly once."""
        ...


@dataclass(frozen=True, slots=True)
class Replaced:
    """One piece of text stands for another."""

    file: str
    old: str
    new: str

    def apply(self, root: Path) -> None:
        path = root / self.file
        text = path.read_text("utf-8")
        if text.count(self.old) != 1:
            raise InputError(f"fits {text.count(self.old)} times", path, value=self.old)
        path.write_text(text.replace(self.old, self.new), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file says something else, whatever it said."""

    file: str
    text: str

    def apply(self, root: Path) -> None:
        path = root / self.file
        if not path.is_file() or path.read_text("utf-8") == self.text:
            raise InputError("nothing to rewrite", path)
        path.write_text(self.text, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Opened:
    """A function, or a method named Class.method, begins with another statement."""

    file: str
    function: str
    statement: str

    def apply(self, root: Path) -> None:
        path = root / self.file
        text = path.read_text("utf-8")
        found = [node for name, node in _functions(ast.parse(text)) if name == self.function]
        if len(found) != 1:
            raise InputError(f"fits {len(found)} times", path, value=self.function)
        body = found[0].body
        first = body[1] if ast.get_docstring(found[0]) and len(body) > 1 else body[0]
        rows = text.split("\n")
        indent = " " * first.col_offset
        rows[first.lineno - 1 : first.lineno - 1] = [
            indent + row for row in self.statement.split("\n")
        ]
        path.write_text("\n".join(rows), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Gone:
    """A file or folder is not there."""

    file: str

    def apply(self, root: Path) -> None:
        path = root / self.file
        if path.is_dir():
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
        else:
            raise InputError("not there", path)


def _functions(tree: ast.Module) -> list[tuple[str, ast.FunctionDef]]:
    """The functions of a module and the methods of its classes, by name."""
    found: list[tuple[str, ast.FunctionDef]] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found.append((node.name, node))
        elif isinstance(node, ast.ClassDef):
            found += [
                (f"{node.name}.{one.name}", one)
                for one in node.body
                if isinstance(one, ast.FunctionDef)
            ]
    return found
