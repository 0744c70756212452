"""The writers to be compared: how a report calls each, and the settings that make it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.choices import is_model_path
from drafter.settings import Settings, load_settings

RECORDED = "recorded-author"
"""What the strong author is called whose answers eval/recordings has; it is no model."""


@dataclass(frozen=True, slots=True)
class Variant:
    """name is what a report calls it: rules, local/plain, local/plain:MODEL, openai:MODEL."""

    name: str
    settings: Settings


def variants(
    writers: Iterable[str],
    models: Sequence[str] = (),
    prompts: Sequence[Path] = (),
    *,
    replay: bool = False,
) -> tuple[Variant, ...]:
    """A variant for each writer (WRITER or WRITER/MANNER), model and folder of prompts.

    The rules have neither models nor prompts. A folder of prompts is named behind the model:
    openai:qwen3-32b@prompts-b.

    replay  nobody is asked, so that an endpoint needs no key, and without a model it is RECORDED
    """
    plain = [
        _variant(writer, model, replay=replay)
        for writer in writers
        for model in (models if models and writer != "rules" else (None,))
    ]
    return tuple(
        one if folder is None else _with_prompts(one, folder)
        for one in plain
        for folder in (prompts if prompts and one.name != "rules" else (None,))
    )


def _with_prompts(one: Variant, folder: Path) -> Variant:
    settings = replace(one.settings, prompts=folder)
    return Variant(f"{one.name}@{folder.name}", settings)


def _variant(asked: str, model: str | None, *, replay: bool) -> Variant:
    writer, _, manner = asked.partition("/")
    chosen: dict[str, object] = {"writer": writer, "manner": manner or None}
    if writer == "openai":
        key = "replay" if replay else None
        settings = load_settings({**chosen, "openai_model": model, "openai_api_key": key})
        if replay and not settings.openai_model:
            settings = replace(settings, openai_model=RECORDED)
        return Variant(f"openai:{settings.openai_model}", settings)
    settings = load_settings({**chosen, "model": model})
    if writer == "rules":
        return Variant("rules", settings)
    if writer == "remote":
        return Variant(settings.model, settings)
    name = Path(model).stem if model and is_model_path(model) else model
    file = f":{name}" if name else ""
    return Variant(f"{writer}/{manner or 'plain'}{file}", settings)
