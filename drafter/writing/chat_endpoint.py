"""An OpenAI-compatible chat endpoint: a request → what the model says, retries included.

Here whole lines are told from broken ones, and faults that pass from faults that stay.
"""

import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from threading import Lock
from typing import TYPE_CHECKING, cast

from drafter.errors import WriterError
from drafter.messages import t
from drafter.ports import Reply, Request
from drafter.writing.answer_forms import has_whole_line, whole_lines
from drafter.writing.endpoint_faults import UNREADABLE, Fault, place_of

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk
    from langchain_openai import ChatOpenAI

CONNECT_SECONDS = 10.0
RUNAWAY = 30_000  # characters, thinking aloud included: a stream that goes on longer is closed

_FINISHED = frozenset({"stop", "eos", "eos_token", "end_turn", "stop_sequence"})
# Asked again, the answer would end there too.
_CUT_FOR_GOOD = frozenset({"length", "max_tokens", "content_filter", "sensitive"})


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in whatever currency the user reckons."""

    prompt: Decimal
    completion: Decimal

    def of(self, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """The cost of one exchange."""
        return (self.prompt * prompt_tokens + self.completion * completion_tokens) / 1_000_000


class ChatEndpoint:
    """One model at one address; safe for threads. The options are those of OpenAIWriter."""

    def __init__(
        self,
        api_key: str,
        base_url: str,
        model: str,
        *,
        timeout: float,
        max_retries: int,
        price: Price | None,
        sleep: Callable[[float], None],
    ) -> None:
        self.model = model
        self._api_key = api_key
        self._base_url = base_url
        self._timeout = timeout
        self._max_retries = max_retries
        self._price = price
        self._sleep = sleep
        self._lock = Lock()
        self._chat: ChatOpenAI | None = None
        self._unwanted: set[str] = set()  # optional parameters this endpoint has refused

    def reply(self, request: Request) -> Reply:
        """Ask until there is an answer. The reply is empty where a filter stopped the question.

        Raises WriterRefused or WriterError where another try cannot help, or none is left.
        """
        import openai

        failures = 0
        while True:
            unwanted = frozenset(self._unwanted)
            try:
                return self._stream(request, unwanted)
            except (openai.APIError, *UNREADABLE) as error:
                fault = Fault.of(error, self._api_key)
            if option := fault.refused_option(unwanted):
                self._unwanted.add(option)
                continue
            if fault.is_filtered:
                return Reply("")
            place = place_of(self._base_url)
            # `from None`: what the endpoint said may hold the key, and a traceback would print it.
            if final := fault.final(place, self.model):
                raise final from None
            failures += 1
            if failures > self._max_retries:
                message = t("writer.failed", place=place, tries=failures, reason=fault.message)
                raise WriterError(message) from None
            self._sleep(fault.pause(failures))

    def _stream(self, request: Request, unwanted: frozenset[str]) -> Reply:
        """One try. An answer cut short after its first whole line counts: the rest is left out."""
        import openai
        from langsmith import tracing_context

        options: dict[str, object] = {"stream_usage": "stream_options" not in unwanted}
        if "temperature" not in unwanted:
            options["temperature"] = dict(request.params)["temperature"]
        started = time.monotonic()
        received = _Received()
        # Tracing set up for other programs by environment variables would copy the prompt to a
        # third party.
        with tracing_context(enabled=False):
            messages = list(request.messages)
            stream = self._client().stream(messages, **options)  # type: ignore[arg-type]
            try:
                received.take(cast("Generator[AIMessageChunk]", stream))
            except (openai.APIError, *UNREADABLE):
                if not received.has_line():
                    raise
        return self._reply(received, time.monotonic() - started)

    def _reply(self, received: "_Received", seconds: float) -> Reply:
        text = received.text if received.end in _FINISHED else whole_lines(received.text)
        prompt, completion = received.usage
        cost = self._price.of(prompt, completion) if self._price and prompt + completion else None
        return Reply(text, prompt, completion, round(seconds, 3), cost)

    def _client(self) -> "ChatOpenAI":
        with self._lock:
            if self._chat is None:
                self._chat = self._connect()
            return self._chat

    def _connect(self) -> "ChatOpenAI":
        import httpx2
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        return ChatOpenAI(
            model=self.model,
            base_url=self._base_url,
            # Never empty: the client would then take OPENAI_API_KEY from the environment, which is
            # meant for another endpoint.
            api_key=SecretStr(self._api_key or "-"),
            timeout=httpx2.Timeout(self._timeout, connect=min(CONNECT_SECONDS, self._timeout)),
            max_retries=0,
            use_responses_api=False,
            cache=False,
        )


class _Received:
    """What a stream has brought so far.

    end    why it ended; "" while it has not
    usage  tokens of prompt and answer
    """

    def __init__(self) -> None:
        self.text = ""
        self.end = ""
        self.usage = (0, 0)

    def take(self, stream: "Generator[AIMessageChunk]") -> None:
        """Read a stream to its end. Raises ValueError where it ended early without a whole line."""
        with closing(stream) as chunks:
            for chunk in chunks:
                self._add(chunk)
                if len(self.text) > RUNAWAY:
                    self.end = "length"
                    break
        if self.end not in _FINISHED | _CUT_FOR_GOOD and not self.has_line():
            raise ValueError(self.end or "the stream ended early")

    def has_line(self) -> bool:
        return has_whole_line(self.text)

    def _add(self, chunk: "AIMessageChunk") -> None:
        self.text += chunk.text
        self.end = chunk.response_metadata.get("finish_reason") or self.end
        usage = chunk.usage_metadata
        if usage:  # some endpoints repeat it, growing, in every chunk: the last one counts
            self.usage = (usage["input_tokens"], usage["output_tokens"])
