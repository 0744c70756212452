"""The writer behind any OpenAI-compatible endpoint."""

import time
from collections.abc import Callable

from drafter.errors import WriterRefused
from drafter.messages import t
from drafter.ports import Journal, OpenJournal, Reply, Request
from drafter.retrieval.opening import URL
from drafter.settings import Settings
from drafter.writing.chat_endpoint import ChatEndpoint, Price
from drafter.writing.prompts import Prompts
from drafter.writing.section_writer import SectionWriter


class OpenAIWriter(SectionWriter):
    """A remote model as a writer.

    timeout      seconds of silence after which a try is given up
    max_retries  further tries after rate limits, server errors, time-outs and lost connections

    Bullets of a prompt that the endpoint's filter refuses stay without an answer. Whole lines of
    an answer cut short are kept. `write` raises WriterRefused where key, model or quota are
    refused, WriterError where the endpoint cannot be reached or rejects the request; neither
    message ever holds the key.
    Nothing is imported from the client or sent before the first request that the journal does not
    answer.
    """

    name = "openai"

    def __init__(
        self,
        *,
        api_key: str,
        base_url: str,
        model: str,
        prompts: Prompts,
        journal: Journal,
        timeout: float = 120.0,
        max_retries: int = 3,
        parallel: int = 4,
        price: Price | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(model, prompts=prompts, journal=journal)
        self.parallel = parallel
        self._endpoint = ChatEndpoint(
            api_key,
            base_url,
            model,
            timeout=timeout,
            max_retries=max_retries,
            price=price,
            sleep=sleep,
        )

    def reply(self, request: Request) -> Reply:
        return self._endpoint.reply(request)


def auto(settings: Settings) -> str:
    """Taken where key and model are set."""
    return "take" if settings.openai_api_key and settings.openai_model else "skip"


def make(settings: Settings, journal: OpenJournal, *, replay: bool) -> OpenAIWriter:
    """The writer that the settings describe. Raises WriterRefused naming what is missing."""
    if not settings.openai_api_key or not settings.openai_model:
        raise WriterRefused(t("writer.openai.settings"))
    if not URL.match(settings.openai_base_url):
        raise WriterRefused(t("writer.openai.url", url=settings.openai_base_url))
    prompt, completion = settings.openai_price_prompt, settings.openai_price_completion
    return OpenAIWriter(
        api_key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        model=settings.openai_model,
        prompts=Prompts(settings.prompt_folders),
        journal=journal(),
        timeout=settings.openai_timeout,
        max_retries=settings.openai_retries,
        parallel=settings.openai_parallel,
        price=None if prompt is None or completion is None else Price(prompt, completion),
    )
