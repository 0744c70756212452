"""What drafter wrote is remembered, so that nothing else is ever written over.

The memory is a small file for each file written, in the folder `written` of DRAFTER_HOME: reports,
forms and pages have no place of their own for it, and a mark inside them would be copied with what
somebody made of them. A draft keeps the digest of its report in its own file as well, so that both
can be moved to another machine. The digest of what was there before is kept beside the new one: a
program that was killed leaves either.
"""

import hashlib
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from drafter.errors import InputError, InTheWay
from drafter.files import (
    Publication,
    digest_of,
    prepare_folder,
    private_folder,
    publication,
    unwritable,
    write_whole,
)
from drafter.messages import t
from drafter.settings import load_settings


@dataclass(frozen=True, slots=True)
class Outputs:
    """What a command writes together.

    copies  what was left beside
    behind  files that the last run did not come to: it was cut short
    """

    files: Publication
    copies: list[Path]
    behind: list[Path]


@contextmanager
def outputs(
    *paths: Path | None,
    force: bool = False,
    known: Collection[str] = (),
    held: Collection[Path] = (),
) -> Iterator[Outputs]:
    """Refuse at once to write over what drafter did not write; publish at the end, and remember.

    force  such a file may be replaced: it is left beside under a numbered name
    known  digests of contents that drafter is known to have written
    held   files that hold people's work, whoever wrote them last
    Raises InTheWay for a file that cannot be replaced, InputError for one that cannot be written;
    then none of them is.
    """
    targets = list(dict.fromkeys(filter(None, paths)))
    for path in targets:
        prepare_folder(path)
    memory = load_settings().home / "written"
    strange = [path for path in targets if path in held or not _is_own(path, memory, known)]
    if strange and not force:
        raise InTheWay(t("file.strange"), strange[0], remedy=_remedy(strange[0]))
    copies = [left_beside(path) for path in strange]
    behind = [path for path in targets if _is_behind(path, memory)]
    with publication(targets, partial(_remember, memory)) as files:
        yield Outputs(files, copies, behind)


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
    return digest in known or digest in _remembered(path, memory)


def _is_behind(path: Path, memory: Path) -> bool:
    """Whether it is not what was to be written there last, but what stood there before."""
    digests = _remembered(path, memory)
    return len(digests) > 1 and path.is_file() and digest_of(path) == digests[1]


def _remember(memory: Path, path: Path, digest: str) -> None:
    before = [known for known in _remembered(path, memory) if known != digest]
    text = "".join(f"{known}  {path}\n" for known in (digest, *before[:1]))
    with suppress(OSError, InputError):  # what is not remembered is not written over
        private_folder(memory)
        write_whole(_note(path, memory), text.encode(errors="surrogateescape"))


def _remembered(path: Path, memory: Path) -> list[str]:
    """The digests of what drafter wrote at a path, the last first."""
    try:
        lines = _note(path, memory).read_bytes().splitlines()
    except OSError:  # nothing was remembered
        return []
    return [line.split()[0].decode("ascii", "replace") for line in lines if line.strip()]


def _note(path: Path, memory: Path) -> Path:
    return memory / hashlib.sha256(str(path.resolve()).encode(errors="surrogatepass")).hexdigest()


def left_beside(path: Path) -> Path:
    """Copy a file to a numbered name beside it; returns the copy."""
    copy = _numbered(path)
    try:
        write_whole(copy, path.read_bytes(), durable=True)
        shutil.copystat(path, copy)
    except OSError as error:
        raise unwritable(copy, error) from error
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
