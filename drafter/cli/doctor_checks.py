"""Looks at this machine: what works, what does not, and what would mend it."""

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.errors import DrafterError
from drafter.messages import t
from drafter.settings import Settings, shipped


@dataclass(frozen=True, slots=True)
class Result:
    """One thing looked at; needed where nothing can be drafted without it."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""
    needed: bool = False


def examine(settings: Settings) -> Iterator[Result]:
    """Look at everything a run can need, the indispensable first."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Result(
        "python", sys.version_info >= (3, 11), version, t("doctor.python.remedy"), needed=True
    )
    yield _home(settings)
    yield _prompts(settings)
    yield _model(settings)
    yield _openai(settings)
    yield _index(settings)
    yield _fonts()


def _home(settings: Settings) -> Result:
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        probe = settings.home / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Result(
            "home",
            False,
            f"{settings.home}: {error.strerror}",
            t("doctor.home.remedy"),
            needed=True,
        )
    free = shutil.disk_usage(settings.home).free
    return Result(
        "home",
        True,
        t("doctor.home.free", path=settings.home, free=f"{free / 1e9:.1f}"),
        needed=True,
    )


def _prompts(settings: Settings) -> Result:
    from drafter.writing.prompts import Prompts

    prompts = Prompts(settings.prompt_folders)
    try:
        names = [prompts.load(file.stem).name for file in sorted(shipped("prompts").glob("*.md"))]
    except DrafterError as error:
        return Result("prompts", False, str(error), needed=True)
    return Result("prompts", bool(names), "、".join(names), needed=True)


def _model(settings: Settings) -> Result:
    from drafter.writing.model_file import State, status

    if importlib.util.find_spec("xllamacpp") is None:
        return Result("model", False, t("doctor.model.engine"), t("doctor.model.engine.remedy"))
    if settings.model:
        return Result(
            "model", settings.model.is_file(), str(settings.model), t("doctor.model.path.remedy")
        )
    found = status(settings.models)
    share = f"{found.present * 100 // found.spec.size}%"
    return Result(
        "model",
        found.state is State.READY,
        t(f"cli.model.{found.state}", path=found.path, share=share),
        t("doctor.model.remedy"),
    )


def _openai(settings: Settings) -> Result:
    ok = bool(settings.openai_api_key and settings.openai_model)
    detail = (
        f"{settings.openai_model} @ {settings.openai_base_url}" if ok else t("doctor.openai.none")
    )
    return Result("openai", ok, detail, t("doctor.openai.remedy"))


def _index(settings: Settings) -> Result:
    if not settings.index.is_dir():
        return Result("index", False, t("doctor.index.none"), t("doctor.index.remedy"))
    from drafter.retrieval.opening import open_index

    try:
        with open_index(settings) as index:
            documents = list(index.documents())
            index.check()
    except DrafterError as error:
        return Result("index", False, str(error), t("doctor.index.remedy"))
    return Result(
        "index",
        bool(documents),
        t("cli.index.total", documents=len(documents)),
        t("doctor.index.remedy"),
    )


def _fonts() -> Result:
    """Fonts matter to whoever opens the file here; the file names the standard's fonts whatever this machine has."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    return Result(
        "preview", bool(soffice), soffice or t("doctor.preview.none"), t("doctor.preview.remedy")
    )
