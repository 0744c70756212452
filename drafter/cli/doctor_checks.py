"""Looks at this machine: what works, what does not, and what would mend it."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.choices import is_model_path, provider_and_model, without_credentials
from drafter.errors import DrafterError, ExtraMissing, InputError
from drafter.extras import lacking, missing
from drafter.files import private_folder
from drafter.messages import t
from drafter.settings import Settings
from drafter.system import remove


@dataclass(frozen=True, slots=True)
class Result:
    """One thing looked at.

    needed  nothing can be drafted without it
    """

    name: str
    ok: bool
    detail: str
    remedy: str = ""
    needed: bool = False


def examine(settings: Settings) -> Iterator[Result]:
    """Look at everything a run can need, the indispensable first."""
    version = ".".join(map(str, sys.version_info[:3]))
    new_enough = sys.version_info >= (3, 11)
    yield Result("python", new_enough, version, t("doctor.python.remedy"), needed=True)
    yield _home(settings)
    yield _prompts(settings)
    yield _model(settings)
    yield _remote(settings)
    yield _index(settings)
    yield _fonts()


def _not_installed(name: str, fault: ExtraMissing) -> Result:
    """That a part is not installed; drafting works without."""
    reason, remedy = str(fault).split("\n  → ")
    return Result(name, False, reason, t("doctor.without", remedy=remedy))


def _home(settings: Settings) -> Result:
    try:
        private_folder(settings.home)
        probe = settings.home / ".probe"
        probe.write_bytes(b"")
        remove(probe)
    except OSError as error:
        detail = f"{settings.home}: {error.strerror}"
        return Result("home", False, detail, t("doctor.home.remedy"), needed=True)
    free = f"{shutil.disk_usage(settings.home).free / 1e9:.1f}"
    detail = t("doctor.home.free", path=settings.home, free=free)
    return Result("home", True, detail, needed=True)


def _prompts(settings: Settings) -> Result:
    from drafter.writing.own_prompts import faults
    from drafter.writing.prompts import Prompts

    prompts = Prompts(settings.prompt_folders)
    names = prompts.names()
    wrong = next((f"{name}: {fault}" for name in names for fault in faults(prompts, name)), "")
    detail = wrong or "、".join(f"{name} {prompts.load(name).version}" for name in names)
    return Result("prompts", not wrong, detail, t("doctor.prompts.remedy"))


def _model(settings: Settings) -> Result:
    """The local model that is named, or the default one where a remote one is."""
    if absent := lacking("local"):
        return _not_installed("model", missing("local", *absent))
    if is_model_path(settings.model):
        gguf = Path(settings.model)
        if not gguf.is_file():
            return Result("model", False, str(gguf), t("doctor.model.path.remedy"))
        return _that_fits(gguf, gguf.stat().st_size)
    name = "" if provider_and_model(settings.model)[0] else settings.model
    return _named_model(name, settings)


def _named_model(name: str, settings: Settings) -> Result:
    from drafter.writing.model_catalogue import model_named
    from drafter.writing.model_file import State, status

    try:
        spec = model_named(name, settings.home)
    except InputError as error:
        return Result("model", False, f"{error.message}：{error.value}", error.remedy)
    model = status(settings.models, spec=spec)
    if model.state is State.READY:
        return _that_fits(model.path, spec.size)
    share = f"{model.present * 100 // spec.size}%"
    detail = t(f"cli.model.{model.state}", path=model.path, share=share)
    return Result("model", False, detail, t("doctor.model.pull", name=spec.name))


def _that_fits(path: Path, size: int) -> Result:
    from drafter.writing.model_memory import too_large

    warning = too_large(path.name, size)
    return Result("model", not warning, warning or str(path), t("doctor.model.tight"))


def _remote(settings: Settings) -> Result:
    """The remote model that is named, else the endpoint of OPENAI_*."""
    provider, _ = provider_and_model(settings.model)
    if provider in ("", "openai"):
        return _openai(settings)
    from drafter.writing.providers import fault_of, package_of

    if fault := str(fault_of(provider) or settings.refused("model", "writer")):
        reason, *remedy = fault.split("\n  → ")
        return Result("remote", False, f"{settings.model}：{reason}", "".join(remedy))
    detail = t("doctor.remote.ready", model=settings.model, package=package_of(provider))
    return Result("remote", True, detail)


def _openai(settings: Settings) -> Result:
    model = provider_and_model(settings.model)[1] or settings.openai_model
    ok = bool(settings.openai_api_key and model)
    if ok:
        from drafter.writing.openai import unagreed

        if refused := unagreed(settings):
            reason, *remedy = refused.split("\n  → ")
            return Result("openai", False, reason, "".join(remedy))
    place = without_credentials(settings.openai_base_url)
    detail = f"{model} @ {place}" if ok else t("doctor.openai.none")
    return Result("openai", ok, detail, t("doctor.openai.remedy"))


def _index(settings: Settings) -> Result:
    if absent := lacking("index"):
        return _not_installed("index", missing("index", *absent))
    if not settings.index.is_dir():
        return Result("index", False, t("doctor.index.none"), t("doctor.index.remedy"))
    from drafter.retrieval.opening import open_index

    try:
        with open_index(settings) as index:
            documents = list(index.documents())
            index.check()
    except DrafterError as error:
        return Result("index", False, str(error), t("doctor.index.remedy"))
    detail = t("cli.index.total", documents=len(documents))
    return Result("index", bool(documents), detail, t("doctor.index.remedy"))


def _fonts() -> Result:
    """Whether Word files can be looked at here.

    They name the standard's fonts, whatever fonts this machine has.
    """
    from drafter.reading.office import office_program

    soffice = office_program()
    detail = soffice or t("doctor.preview.none")
    return Result("preview", bool(soffice), detail, t("doctor.preview.remedy"))
