"""Which packages and keys the remote models need that are named PROVIDER:MODEL."""

import importlib.util
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from drafter.errors import DrafterError, EnvironmentFault, InputError, WriterRefused
from drafter.messages import t

_TABLE = Path(__file__).with_name("providers.toml")
# A variable of such a name holds what no message may repeat.
_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
# Set for other programs, it would send every prompt through a third party.
_GATEWAY, _OFF = "LANGSMITH_GATEWAY", ("", "false", "0", "no")
_SHORTEST = 6  # characters of a secret; shorter texts would stand in messages by chance


def fault_of(provider: str, environment: Mapping[str, str] = os.environ) -> DrafterError | None:
    """What a provider lacks here, ready to be raised; None where nothing is known to lack.

    Nothing of LangChain is imported for it.
    """
    known = _providers().get(provider)
    if known is None:
        remedy = t("writer.provider.known", names="、".join(_providers()))
        return InputError(t("writer.provider.unknown"), "model", value=provider, remedy=remedy)
    package, keys = known
    if importlib.util.find_spec(package.replace("-", "_")) is None:
        return missing_package(provider, package)
    if provider != "langsmith" and environment.get(_GATEWAY, "").lower() not in _OFF:
        return WriterRefused(t("writer.provider.gateway", provider=provider, variable=_GATEWAY))
    if keys and not any(environment.get(variable) for variable in keys):
        names = t("writer.provider.or").join(keys)
        return WriterRefused(t("writer.provider.key", provider=provider, variable=names))
    return None


def missing_package(provider: str, package: str) -> EnvironmentFault:
    """Says which package is to be installed, and how."""
    return EnvironmentFault(t("writer.provider.package", provider=provider, package=package))


def secrets_of(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The values of all variables that look like keys, the longest first."""
    values = {text for name, text in environment.items() if _SECRET.search(name)}
    return tuple(sorted((text for text in values if len(text) >= _SHORTEST), key=len, reverse=True))


def package_of(provider: str) -> str:
    """The distribution that adds a provider; "" for one that is not known."""
    return _providers().get(provider, ("", ()))[0]


@cache
def _providers() -> dict[str, tuple[str, tuple[str, ...]]]:
    return dict(_read(_TABLE))


def _read(file: Path) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
        yield name, (table["package"], tuple(table.get("key", ())))
