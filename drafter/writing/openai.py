"""The writer behind any OpenAI-compatible endpoint."""

from typing import Any

from drafter.choices import is_here, provider_and_model, without_credentials
from drafter.errors import InputError, WriterRefused
from drafter.extras import need
from drafter.messages import t
from drafter.ports import Journal, OpenJournal
from drafter.retrieval.opening import URL
from drafter.settings import Settings
from drafter.writing.chat_models import OPENAI, ChatAddress
from drafter.writing.endpoint_faults import place_of
from drafter.writing.prompts import Prompts
from drafter.writing.remote_writer import RemoteWriter, options_of


class OpenAIWriter(RemoteWriter):
    """A model of one OpenAI-compatible endpoint; further options are those of RemoteWriter."""

    name = "openai"

    def __init__(
        self,
        *,
        api_key: str,
        base_url: str,
        model: str,
        prompts: Prompts,
        journal: Journal,
        **options: Any,
    ) -> None:
        address = ChatAddress(
            OPENAI,
            model,
            place_of(base_url),
            # The key is never empty: the client would then take OPENAI_API_KEY from the
            # environment, which is meant for another endpoint.
            {"base_url": base_url, "api_key": api_key or "-", "use_responses_api": False},
            (api_key,) if api_key else (),
        )
        super().__init__(address, model, prompts=prompts, journal=journal, **options)


def auto(settings: Settings) -> str:
    """Taken where key and model are set, and no other model is named."""
    return "take" if settings.openai_api_key and _model(settings) else "skip"


def ready(settings: Settings) -> bool:
    """Whether the settings name a model of its kind and its key."""
    return auto(settings) == "take"


def make(settings: Settings, journal: OpenJournal, *, replay: bool) -> OpenAIWriter:
    """The writer that the settings describe.

    Raises WriterRefused naming what is missing, InputError where another provider's model is named,
    ExtraMissing where the client is not installed.
    """
    provider, _ = provider_and_model(settings.model)
    if provider not in ("", OPENAI):
        remedy = t("writer.remote.remedy")
        raise InputError(t("writer.openai.other"), "model", value=settings.model, remedy=remedy)
    model = _model(settings) or settings.openai_model
    if not settings.openai_api_key or not model:
        raise WriterRefused(t("writer.openai.settings"))
    if not URL.match(settings.openai_base_url):
        url = without_credentials(settings.openai_base_url)
        raise WriterRefused(t("writer.openai.url", url=url))
    if not replay:
        if refused := unagreed(settings):
            raise WriterRefused(refused)
        need("remote")
    return OpenAIWriter(
        api_key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        model=model,
        journal=journal(),
        **options_of(settings),
    )


def unagreed(settings: Settings) -> str:
    """Why nothing may be sent to the endpoint; "" where it may."""
    elsewhere = () if is_here(settings.openai_base_url) else ("model", "openai_model", "writer")
    return settings.refused("openai_base_url", *elsewhere)


def _model(settings: Settings) -> str:
    """The model of openai:MODEL; without a `model`, the endpoint's own setting; else ""."""
    if not settings.model:
        return settings.openai_model
    provider, model = provider_and_model(settings.model)
    return model if provider == OPENAI else ""
