"""What a snapshot says of itself; read without loading what it takes to search one."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

SHELVES = ("report", "policy")
# what opening a damaged snapshot raises, and asking it
DAMAGED = (OSError, ValueError, RuntimeError, KeyError, TypeError, EOFError)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is.

    covered    the generation of the catalogue it was made from
    base       number of the snapshot it stands on; 0 for none
    counts     shelf → passages, without those of the base
    server     address of the store that has its vectors; "" where its own folder does
    exact      its vectors are in one file (file_vectors), and not in the store
    sums       of its own files that never change: path in its folder → CRC-32 of what is in it
    """

    number: int
    covered: int
    base: int
    counts: Mapping[str, int]
    dimension: int
    server: str = ""
    exact: bool = False
    sums: Mapping[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many passages it has, without those of the base."""
        return sum(self.counts.values())


def place_of(folder: Path, number: int) -> Path:
    """Where a snapshot lies."""
    return folder / f"snapshot-{number}"


def read_manifest(folder: Path, number: int) -> Manifest:
    """What a snapshot says it is. Raises one of DAMAGED where it does not say."""
    held = json.loads((place_of(folder, number) / "manifest.json").read_text(encoding="utf-8"))
    counts = {shelf: int(held["counts"][shelf]) for shelf in SHELVES}
    return Manifest(**{**held, "counts": counts})


def sums_of(place: Path) -> dict[str, int]:
    """The sums of a snapshot's files of words, and of vectors where they are in a file.

    A store of vectors writes to its own files when it opens them: it has no sums.
    """
    files = (*(place / "words").iterdir(), *place.glob("*.npy"))
    return {file.relative_to(place).as_posix(): _sum(file) for file in sorted(files)}


def prove_sums(place: Path, manifest: Manifest) -> None:
    """Raises ValueError or OSError where a file is no longer what was published."""
    for name, wanted in manifest.sums.items():
        if _sum(place / name) != wanted:
            raise ValueError(f"{name} has changed")


def _sum(file: Path) -> int:
    found = 0
    with file.open("rb") as content:
        while piece := content.read(1 << 20):
            found = zlib.crc32(piece, found)
    return found


def manifests(folder: Path, number: int) -> list[Manifest]:
    """What a snapshot and those it stands on say they are; [] where one of them does not."""
    levels: list[Manifest] = []
    try:
        while number:
            levels.append(read_manifest(folder, number))
            number = levels[-1].base
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return levels


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Let a snapshot say what it is."""
    text = json.dumps(asdict(manifest))
    (place_of(folder, manifest.number) / "manifest.json").write_bytes(text.encode())
