"""What drafter wrote is remembered, so that nothing else is ever written over.

The memory is a small file for each file written, in the folder `written` of DRAFTER_HOME: reports,
forms and pages have no place of their own for it, and a mark inside them would be copied with what
somebody made of them. A draft keeps the digest of its report in its own file as well, so that both
can be moved to another machine.
"""

import hashlib
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from drafter.errors import InputError
from drafter.files import digest_of, prepare_folder, watched
from drafter.messages import t
from drafter.settings import load_settings


@contextmanager
def outputs(
    *paths: Path | None,
    force: bool = False,
    known: Collection[str] = (),
    held: Collection[Path] = (),
) -> Iterator[list[Path]]:
    """Refuse at once to write over what drafter did not write; remember what is written inside.

    force  such a file may be replaced: it is left beside under a numbered name
    known  digests of contents that drafter is known to have written
    held   files that hold people's work, whoever wrote them last
    Yields the copies that were left. Raises InputError for a file that cannot be replaced.
    """
    targets = list(dict.fromkeys(filter(None, paths)))
    for path in targets:
        prepare_folder(path)
    memory = load_settings().home / "written"
    strange = [path for path in targets if path in held or not _is_own(path, memory, known)]
    if strange and not force:
        raise InputError(t("file.strange"), strange[0], remedy=_remedy(strange[0]))
    copies = [left_beside(path) for path in strange]
    with watched(targets) as digests:
        before = dict(digests)
        try:
            yield copies
        finally:
            for path, digest in digests.items():
                if digest != before[path]:
                    _remember(path, digest, memory)


def _remedy(path: Path) -> str:
    """What to do about a file in the way; one edited in Word may come home into its draft first."""
    values = {"copy": _numbered(path).name, "file": path.name}
    has_draft = path.with_suffix(".draft.json").is_file()
    is_report = path.suffix.lower() == ".docx" and has_draft
    return t("file.strange.take" if is_report else "file.strange.remedy", **values)


def _is_own(path: Path, memory: Path, known: Collection[str]) -> bool:
    """Whether nothing is lost when it goes: no file, an empty one, or one as drafter wrote it."""
    if not path.is_file() or not path.stat().st_size:
        return True
    digest = digest_of(path)
    if digest in known:
        return True
    try:
        return _note(path, memory).read_text(encoding="utf-8").split()[:1] == [digest]
    except OSError:  # nothing was remembered
        return False


def _remember(path: Path, digest: str, memory: Path) -> None:
    try:
        memory.mkdir(parents=True, exist_ok=True)
        _note(path, memory).write_text(f"{digest}  {path}\n", encoding="utf-8")
    except OSError:
        return  # what is not remembered is not written over: nothing is lost


def _note(path: Path, memory: Path) -> Path:
    return memory / hashlib.sha256(str(path.resolve()).encode(errors="surrogatepass")).hexdigest()


def left_beside(path: Path) -> Path:
    """Copy a file to a numbered name beside it; returns the copy."""
    copy = _numbered(path)
    try:
        with copy.open("xb") as made, path.open("rb") as file:
            shutil.copyfileobj(file, made)
        shutil.copystat(path, copy)
    except OSError as error:
        raise InputError(t("file.unwritable"), copy, value=error.strerror or str(error)) from error
    return copy


def _numbered(path: Path) -> Path:
    """The first free name for the file that was there: 稿.docx → 稿（旧1）.docx."""
    stem, suffix = path.name.removesuffix(path.suffix), path.suffix
    if stem.endswith(".draft"):
        stem, suffix = stem.removesuffix(".draft"), ".draft" + suffix
    for number in count(1):
        name = path.with_name(t("file.numbered", stem=stem, number=number) + suffix)
        if not name.exists():
            return name
    raise AssertionError
