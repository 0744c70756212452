"""The file of the local model, and what there is of it on this machine; only its hash counts."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from drafter.errors import ModelMissing
from drafter.messages import t


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A model file, and where it is to be had.

    name     by which people know it
    urls       of the file itself
    package    distribution that holds part n, as a format string with {n}; "" for none
    version    of every such distribution; part_size bytes in each but the last of `parts`
    """

    file: str
    size: int
    sha256: str
    licence: str
    urls: tuple[str, ...] = ()
    package: str = ""
    version: str = ""
    parts: int = 0
    part_size: int = 0
    name: str = ""


class State(StrEnum):
    """What there is of a model in a folder."""

    READY = "ready"
    PARTIAL = "partial"  # some bytes fetched; `pull` goes on from there
    WRONG = "wrong"  # a whole file with another hash
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A model in a folder.

    present  bytes that are there, of spec.size
    sha256   of the file as it is; "" unless READY or WRONG
    """

    state: State
    path: Path
    spec: ModelSpec
    present: int = 0
    sha256: str = ""


def status(folder: Path, *, spec: ModelSpec) -> ModelStatus:
    """What there is of the model in `folder`.

    The file is hashed the first time it is seen, and after it changed.
    """
    path, part = folder / spec.file, part_file(folder, spec)
    if path.is_file():
        sha256 = _remembered(path) or remember(path, sha256_of(path))
        state = State.READY if sha256 == spec.sha256 else State.WRONG
        return ModelStatus(state, path, spec, path.stat().st_size, sha256)
    present = part.stat().st_size if part.is_file() else 0
    return ModelStatus(State.PARTIAL if present else State.MISSING, path, spec, present)


def usable(folder: Path, *, spec: ModelSpec) -> Path:
    """The model in `folder`. Raises ModelMissing where it is not there or has another hash."""
    model = status(folder, spec=spec)
    if model.state is State.READY:
        return model.path
    reason = t("model.missing", file=model.path)
    if model.sha256:
        reason = wrong_hash(model.path, spec, model.sha256)
    raise ModelMissing(f"{reason}\n  → {t('model.remedy', name=spec.name)}")


def part_file(folder: Path, spec: ModelSpec) -> Path:
    """Where the bytes lie that have been fetched so far."""
    return folder / f"{spec.file}.part"


def wrong_hash(path: Path, spec: ModelSpec, sha256: str) -> str:
    """Says that the file has another hash than it should."""
    return t("model.wrong", file=path, expected=spec.sha256, found=sha256)


def sha256_of(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remembered(path: Path) -> str:
    """The hash found when this very file, by size and time of change, was last read; else ""."""
    try:
        kept = json.loads(_sidecar(path).read_text(encoding="utf-8"))
        now = path.stat()
        unchanged = (kept["size"], kept["mtime_ns"]) == (now.st_size, now.st_mtime_ns)
        return str(kept["sha256"]) if unchanged else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def remember(path: Path, sha256: str) -> str:
    """Keep the hash of a file beside it; returns the hash."""
    now = path.stat()
    text = json.dumps({"sha256": sha256, "size": now.st_size, "mtime_ns": now.st_mtime_ns})
    with suppress(OSError):  # a folder that is only to be read: hashed anew each time
        _sidecar(path).write_bytes(text.encode())
    return sha256


def _sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".json")
