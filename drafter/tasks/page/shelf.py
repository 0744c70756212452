"""The working folder: a folder for each report, and in it what came and what was made.

No path comes from a browser: it names a report or a file by a mark that is looked for among what
stands in the folder, and a name that it proposes is made harmless first.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, count
from pathlib import Path

from drafter.documents.kept import outputs
from drafter.files import prepare_folder, private_folder, unwritable, write_whole
from drafter.messages import t
from drafter.system import harmless, is_device, put

_LONGEST = 60  # characters of a name; a Chinese one is three bytes
_HEAD, _TAIL, _MARK = 30, 20, 8  # of a longer one, with a sign between each: _LONGEST together
_LONGEST_SUFFIX = 10
_DRAFT = ".draft.json"
_ORDER = ".order.json"  # kind → names of its files, in their order
KINDS = ("notes", "style", "assigned", "returned", "edited")
"""What files come for: notes, earlier reports, a form that says who answers what, returned forms,
the report as somebody edited it."""


def mark_of(path: Path) -> str:
    """What a browser calls a file or folder."""
    return _mark_of(path.name, 16)


def safe_name(given: str) -> str:
    """A file's name without a folder, and without what any system takes for something else.

    One that is too long keeps its head and its tail; a mark tells it from others that do.
    """
    name = harmless(re.split(r"[/\\]", given)[-1])
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = name, "", ""
    stem = stem.rstrip(" .")
    if len(stem) > _LONGEST:
        stem = f"{stem[:_HEAD]}…{stem[-_TAIL:]}_{_mark_of(stem, _MARK)}"
    if not stem or is_device(stem):
        stem = t("start.file") + stem
    return stem + dot + suffix


def named_apart(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Files that come together, each with a safe name that no other content among them has.

    Of several with one name, from folders of their own, all after the first are numbered.
    """
    taken: dict[str, bytes] = {}
    for given, content in files:
        first = safe_name(given)
        path = Path(first)
        more = (safe_name(f"{path.stem}（{number}）{path.suffix}") for number in count(2))
        names = chain([first], more)
        yield (
            next(each for each in names if taken.setdefault(each.casefold(), content) == content),
            content,
        )


class Shelf:
    """The folder of one report, below the working folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def mark(self) -> str:
        return mark_of(self.folder)

    @property
    def output(self) -> Path:
        """The report as a Word file."""
        return self.folder / f"{self.name}.docx"

    @property
    def draft(self) -> Path:
        return self.folder / f"{self.name}{_DRAFT}"

    @property
    def forms(self) -> Path:
        """Where the forms are; with .xlsx, the one that asks for all."""
        return self.folder / t("start.folder.forms")

    def files(self, kind: str) -> list[Path]:
        """What came for one of KINDS, in the order of adding unless it was moved; else by name."""
        order = {name: at for at, name in enumerate(self._order().get(kind, ()))}
        return sorted(_files_in(self._of(kind)), key=lambda path: order.get(path.name, len(order)))

    def file(self, kind: str, mark: str) -> Path | None:
        """The file that is called so; None where there is none."""
        return next((path for path in self.files(kind) if mark_of(path) == mark), None)

    def made_forms(self) -> list[Path]:
        """The forms that were made: the one for all, then those of the divisions."""
        whole = self.forms.with_suffix(".xlsx")
        return [*([whole] if whole.is_file() else []), *_files_in(self.forms)]

    def put(self, kind: str, name: str, content: bytes) -> Path:
        """Keep what came; another file of that name is moved aside, the same one stays.

        Raises InputError where it cannot be written.
        """
        path = self._of(kind) / safe_name(name)
        if path.is_file() and path.read_bytes() == content:
            return path
        names = [each.name for each in self.files(kind)]
        _make_room(path)
        with ExitStack() as undoing:
            if path.is_file():
                undoing.callback(put, self.put_aside(path), path)
            with outputs(path):
                write_whole(path, content, private=True)
            undoing.pop_all()
        self._put_in_order(kind, [*names, *([path.name] if path.name not in names else [])])
        return path

    def move(self, kind: str, path: Path, *, up: bool) -> None:
        """Let a file change places with the one before it, or the one after; the first stays first.

        Raises InputError where that cannot be written.
        """
        names = [each.name for each in self.files(kind)]
        at = names.index(path.name)
        to = min(max(at + (-1 if up else 1), 0), len(names) - 1)
        names.insert(to, names.pop(at))
        self._put_in_order(kind, names)

    def leave_out(self, kind: str, path: Path) -> None:
        """Move a file aside; were it added again, it would be the last."""
        names = [each.name for each in self.files(kind) if each != path]
        self.put_aside(path)
        self._put_in_order(kind, names)

    def put_others_aside(self, kind: str, kept: Collection[Path]) -> None:
        """Let the files that are kept take the place of all others of their kind."""
        for path in self.files(kind):
            if path not in kept:
                self.leave_out(kind, path)

    def put_aside(self, path: Path) -> Path:
        """Move a file that is not to count any more to where nothing reads it."""
        folder = self.folder / t("start.folder.aside")
        place = folder / path.name
        _make_room(place)
        names = (f"{path.stem}（{number}）{path.suffix}" for number in count(2))
        while place.exists():
            place = folder / next(names)
        put(path, place)
        return place

    def _order(self) -> dict[str, list[str]]:
        """Kind → names in their order; empty where none is kept, or it cannot be read."""
        try:
            kept = json.loads((self.folder / _ORDER).read_bytes())
        except (OSError, ValueError):
            return {}
        given = kept.items() if isinstance(kept, dict) else ()
        return {
            kind: [name for name in names if isinstance(name, str)]
            for kind, names in given
            if isinstance(names, list)
        }

    def _put_in_order(self, kind: str, names: list[str]) -> None:
        text = json.dumps({**self._order(), kind: names}, ensure_ascii=False, indent=1)
        kept = (text + "\n").encode(errors="surrogatepass")
        write_whole(self.folder / _ORDER, kept, private=True)

    def _of(self, kind: str) -> Path:
        return self.folder / t(f"start.folder.{kind}")


def shelves(folder: Path) -> Iterator[Shelf]:
    """The reports of a working folder, the one that was worked on last first."""
    inside = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    known = [Shelf(path) for path in inside if not path.name.startswith(".")]
    ours = [each for each in known if each.draft.is_file() or each.files("notes")]
    yield from sorted(ours, key=lambda each: each.folder.stat().st_mtime, reverse=True)


def new_shelf(folder: Path, name: str) -> Shelf:
    """A folder for another report, called as its first file is; numbered where there is one."""
    stem = Path(safe_name(name)).stem
    names = (stem if number == 1 else f"{stem}（{number}）" for number in count(1))
    path = next(folder / each for each in names if not (folder / each).exists())
    private_folder(path)
    return Shelf(path)


def _mark_of(name: str, length: int) -> str:
    return hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:length]


def _make_room(path: Path) -> None:
    """Make the folder for a copy, which nobody but its owner may enter. Raises InputError."""
    try:
        private_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    prepare_folder(path)


def _files_in(folder: Path) -> list[Path]:
    """The files of a folder by name, without those of programs (~$ and hidden ones)."""
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in inside if path.is_file() and not path.name.startswith((".", "~"))]
