"""The local models that are known by name: ours in models.toml, an office's own beside them."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any

from drafter.choices import is_model_path
from drafter.errors import EnvironmentFault, InputError
from drafter.messages import t
from drafter.settings import Settings
from drafter.writing.model_file import ModelSpec, usable

_OURS = Path(__file__).with_name("models.toml")
_OWN = "models.toml"  # in `home`
_FILE = re.compile(r"[^/\\:]+\.gguf", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")


def known_models(home: Path) -> dict[str, ModelSpec]:
    """Name → model, the default first; those of `home`/models.toml last, where they are new.

    Raises InputError on a file of models that cannot be used.
    """
    own = home / _OWN
    return _ours() | (dict(_read(own)) if own.is_file() else {})


def model_named(name: str, home: Path) -> ModelSpec:
    """The model of that name; of no name, the default one, which comes first.

    Raises InputError where there is none.
    """
    known = known_models(home)
    if name and name not in known:
        remedy = t("model.names", names="、".join(known))
        raise InputError(t("model.unknown"), "model", value=name, remedy=remedy)
    return known[name or next(iter(known))]


def local_gguf(settings: Settings, *, replay: bool = False) -> Path:
    """The file of the local model that the settings name.

    replay  it need not be there
    Raises InputError on a name nobody knows, EnvironmentFault where the file cannot be used.
    """
    if not is_model_path(settings.model):
        spec = model_named(settings.model, settings.home)
        return settings.models / spec.file if replay else usable(settings.models, spec=spec)
    gguf = Path(settings.model)
    if not gguf.is_file() and not replay:
        missing = t("model.missing", file=gguf)
        raise EnvironmentFault(f"{missing}\n  → {t('model.path.remedy')}")
    return gguf


@cache
def _ours() -> dict[str, ModelSpec]:
    return dict(_read(_OURS))


def _read(file: Path) -> Iterator[tuple[str, ModelSpec]]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8-sig")).get("model")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        remedy = t("settings.toml.remedy")
        raise InputError(t("settings.toml"), file, value=str(error), remedy=remedy) from error
    if not isinstance(tables, list):
        raise InputError(t("model.catalogue"), file, remedy=t("model.catalogue.remedy"))
    for table in tables:
        spec = _spec(table, file)
        yield spec.name, spec


def _spec(table: object, file: Path) -> ModelSpec:
    """A model as its table describes it. Raises InputError naming the value at fault."""
    values: dict[str, Any] = dict(table) if isinstance(table, dict) else {}
    name = values.get("name", "")
    for field in fields(ModelSpec):
        required = field.default is MISSING or field.name == "name"
        if required and field.name not in values:
            raise _fault(file, f"{name} {field.name}")
    for key, value in values.items():
        if not _fits(key, value):
            raise _fault(file, f"{name} {key} = {value!r}")
    return ModelSpec(**values | {"urls": tuple(values.get("urls", ()))})


def _fits(key: str, value: object) -> bool:
    """Whether a value of a model's table is of its kind, and safe to use."""
    match key, value:
        case "size" | "parts" | "part_size", int():
            return value > 0 and not isinstance(value, bool)
        case "urls", list():
            return all(
                isinstance(url, str) and url.startswith(("https:", "http:")) for url in value
            )
        case "file", str():
            return bool(_FILE.fullmatch(value))
        case "sha256", str():
            return bool(_SHA256.fullmatch(value))
        case "name" | "licence" | "package" | "version", str():
            return bool(value)
    return False


def _fault(file: Path, value: str) -> InputError:
    remedy = t("model.catalogue.remedy")
    return InputError(t("model.catalogue"), file, value=value.strip(), remedy=remedy)
