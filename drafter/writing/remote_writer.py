"""A remote chat model as a writer, whoever provides it."""

import time
from collections.abc import Callable
from typing import TypedDict

from drafter.ports import Journal, Reply, Request
from drafter.settings import Settings
from drafter.writing.chat_endpoint import ChatEndpoint, Price
from drafter.writing.chat_models import ChatAddress
from drafter.writing.limits import Limits
from drafter.writing.prompts import Prompts
from drafter.writing.section_writer import SectionWriter


class RemoteWriter(SectionWriter):
    """A remote model as a writer.

    timeout      seconds of silence after which a try is given up
    max_retries  further tries after rate limits, server errors, time-outs and lost connections
    limits       of a run, which begins with `begin`, and of one answer

    Bullets of a prompt that the endpoint's filter refuses stay without an answer. Whole lines of
    an answer cut short are kept. `write` raises EnvironmentFault where the provider's package is
    not installed, WriterRefused where key, model or quota are refused, WriterError where the
    endpoint cannot be reached or rejects the request; no message ever holds a key.
    Nothing is imported from the client or sent before the first request that the journal does not
    answer.
    """

    name = "remote"
    place: str
    """What messages call the address that texts go to."""

    def __init__(
        self,
        address: ChatAddress,
        model: str,
        *,
        prompts: Prompts,
        journal: Journal,
        timeout: float = 120.0,
        max_retries: int = 3,
        parallel: int = 4,
        price: Price | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        limits: Limits = Limits(),  # noqa: B008  frozen
    ) -> None:
        """`model` is what journal and draft call it."""
        super().__init__(model, prompts=prompts, journal=journal)
        self.parallel = parallel
        self.place = address.place
        self._endpoint = ChatEndpoint(
            address,
            timeout=timeout,
            max_retries=max_retries,
            parallel=parallel,
            price=price,
            sleep=sleep,
            clock=clock,
            limits=limits,
        )

    def begin(self) -> None:
        """A new run begins: its calls and seconds are counted from here."""
        self._endpoint.budget.begin()

    def reply(self, request: Request) -> Reply:
        return self._endpoint.reply(request)


class Options(TypedDict):
    """What the settings say of a remote writer, whichever model it asks."""

    prompts: Prompts
    timeout: float
    max_retries: int
    parallel: int
    price: Price | None


def options_of(settings: Settings) -> Options:
    """The options of a remote writer; the price is None where the settings do not say both."""
    prompt, completion = settings.openai_price_prompt, settings.openai_price_completion
    return Options(
        prompts=Prompts(settings.prompt_folders),
        timeout=settings.openai_timeout,
        max_retries=settings.openai_retries,
        parallel=settings.openai_parallel,
        price=None if prompt is None or completion is None else Price(prompt, completion),
    )
