"""Fetches the local model, from whichever source this network lets through."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from drafter.errors import EnvironmentFault, ModelMissing
from drafter.files import private_folder
from drafter.messages import t
from drafter.system import put, remove, to_disk
from drafter.writing.model_file import (
    ModelSpec,
    State,
    part_file,
    remember,
    sha256_of,
    status,
    wrong_hash,
)
from drafter.writing.model_sources import (
    DOWNLOADS_AT_ONCE,
    Progress,
    Source,
    SourceFailed,
    file_size,
    sources_of,
)

_MEGABYTE = 1_000_000


def pull(folder: Path, *, progress: Progress, spec: ModelSpec) -> Path:
    """Fetch the model into `folder`, where it is not there yet.

    progress  is told bytes done, bytes in all and the source
    Interrupted, it leaves a .part file, from which the next pull goes on. Raises ModelMissing,
    naming what each source said, and EnvironmentFault on a full disk or a second pull.
    """
    private_folder(folder)
    with _alone(folder, spec):
        if status(folder, spec=spec).state is State.READY:
            return folder / spec.file
        _need_room(folder, spec)
        reasons: list[str] = []
        for source in sources_of(spec, folder):
            reason = _try(source, folder, spec, progress)
            if not reason:
                return folder / spec.file
            reasons.append(f"{source.name}: {reason}")
        raise ModelMissing("\n  ".join([t("model.pull", file=spec.file), *reasons]))


def _try(source: Source, folder: Path, spec: ModelSpec, progress: Progress) -> str:
    """Why this source failed, "" where the model is in place.

    A wrong file is thrown away. If an earlier run or another source began it, it is fetched once
    more from its start.
    """
    part = part_file(folder, spec)
    while True:
        begun = file_size(part) > 0
        try:
            source.fetch(part, progress)
        except SourceFailed as failure:
            return str(failure)
        to_disk(part)
        sha256 = sha256_of(part)
        if sha256 == spec.sha256:
            path = folder / spec.file
            put(part, path)
            remember(path, sha256)
            return ""
        remove(part)
        if not begun:
            return wrong_hash(part, spec, sha256)


def _need_room(folder: Path, spec: ModelSpec) -> None:
    missing = spec.size - file_size(part_file(folder, spec))
    needed = missing + (DOWNLOADS_AT_ONCE + 1) * spec.part_size
    if shutil.disk_usage(folder).free < needed:
        raise EnvironmentFault(t("model.disk", folder=folder, needed=needed // _MEGABYTE))


@contextmanager
def _alone(folder: Path, spec: ModelSpec) -> Iterator[None]:
    try:
        with FileLock(folder / f"{spec.file}.lock", timeout=0):
            yield
    except Timeout as error:
        raise EnvironmentFault(t("model.busy", file=spec.file)) from error
