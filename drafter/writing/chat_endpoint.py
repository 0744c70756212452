"""A chat endpoint of whatever provider: a request → what the model says, retries included.

Here whole lines are told from broken ones, and faults that pass from faults that stay.
"""

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from threading import Lock
from typing import TYPE_CHECKING, cast

from drafter.errors import WriterError
from drafter.messages import t
from drafter.ports import FILTERED, LENGTH, THOUGHT, Reply, Request
from drafter.writing.answer_forms import has_whole_line, whole_lines
from drafter.writing.bounded_client import Endless
from drafter.writing.chat_models import ChatAddress, connect
from drafter.writing.endpoint_faults import Fault
from drafter.writing.limits import Budget, Limits

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

RUNAWAY = 30_000  # characters, thinking aloud included: a stream that goes on longer is closed

# Where providers say why an answer ended, and how: in their own case.
_ENDS = ("finish_reason", "stop_reason", "stopReason", "done_reason")
_FINISHED = frozenset({"stop", "eos", "eos_token", "end_turn", "stop_sequence", "complete"})
# Asked again, the answer would end there too.
_TOO_LONG = frozenset({"length", "max_tokens", "model_length"})
_CUT_FOR_GOOD = _TOO_LONG | frozenset(
    """content_filter content_filtered sensitive safety refusal
    recitation blocklist prohibited_content spii guardrail_intervened error_toxic""".split()
)


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in whatever currency the user reckons."""

    prompt: Decimal
    completion: Decimal

    def of(self, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """The cost of one exchange."""
        return (self.prompt * prompt_tokens + self.completion * completion_tokens) / 1_000_000


class _TryFailed(Exception):
    """One try brought nothing."""

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


class ChatEndpoint:
    """One model at one address; safe for threads. The options are those of RemoteWriter."""

    def __init__(
        self,
        address: ChatAddress,
        *,
        timeout: float,
        max_retries: int,
        parallel: int,
        price: Price | None,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
        limits: Limits,
    ) -> None:
        self.budget = Budget(limits, clock, parallel)
        self._clock = clock
        self._address = address
        self._timeout = timeout
        self._max_retries = max_retries
        self._price = price
        self._sleep = sleep
        self._lock = Lock()
        self._chats: dict[tuple[float | None, bool], BaseChatModel] = {}
        self._unwanted: set[str] = set()  # optional parameters this endpoint has refused

    def reply(self, request: Request) -> Reply:
        """Ask until there is an answer. The reply is empty where a filter stopped the question.

        Raises WriterRefused, WriterError or EnvironmentFault where another try cannot help, or none
        is left to the request or to the run.
        """
        place = self._address.place
        failures = 0
        while True:
            unwanted = frozenset(self._unwanted)
            self.budget.spend(place)
            try:
                reply = self._stream(request, unwanted)
                self.budget.answered()
                return reply
            except _TryFailed as failed:
                fault = failed.fault
            if option := fault.refused_option(unwanted):
                self._unwanted.add(option)
                continue
            if fault.is_filtered:
                self.budget.answered()
                return Reply("", ended=FILTERED)
            failures += 1
            if end := self._end(fault, failures):
                self.budget.failed(fault.message)
                # `from None`: what the endpoint said may hold the key, and a traceback would
                # print it.
                raise end from None
            self._sleep(fault.pause(failures))

    def _end(self, fault: Fault, failures: int) -> WriterError | None:
        """The error that ends a request after so many failed tries, None where it has one more."""
        place = self._address.place
        if final := fault.final(place, self._address.model):
            return final
        if failures <= self._max_retries:
            return None
        return WriterError(t("writer.failed", place=place, tries=failures, reason=fault.message))

    def _stream(self, request: Request, unwanted: frozenset[str]) -> Reply:
        """One try. An answer cut short after its first whole line counts: the rest is left out."""
        from langsmith import tracing_context

        asked = float(dict(request.params)["temperature"])
        temperature = None if "temperature" in unwanted else asked
        chat = self._chat(temperature, usage="stream_options" not in unwanted)
        started = self._clock()
        ends = started + self.budget.limits.stream
        received = _Received(
            tells_end=self._address.tells_end, is_over=lambda: self._clock() > ends
        )
        # Tracing set up for other programs by environment variables would copy the prompt to a
        # third party.
        with tracing_context(enabled=False):
            try:
                stream = chat.stream(list(request.messages))
                received.take(cast("Generator[AIMessageChunk]", stream))
            except Exception as error:  # a class of whichever client it is, or of a broken stream
                if not received.has_line():
                    raise _TryFailed(Fault.of(error, self._address.secrets)) from error
        return self._reply(received, self._clock() - started)

    def _reply(self, received: "_Received", seconds: float) -> Reply:
        text = received.text if received.is_whole() else whole_lines(received.text)
        prompt, completion = received.usage
        cost = self._price.of(prompt, completion) if self._price and prompt + completion else None
        ended = "" if text.strip() else received.why_silent()
        return Reply(text, prompt, completion, round(seconds, 3), cost, ended)

    def _chat(self, temperature: float | None, *, usage: bool) -> "BaseChatModel":
        """The model for that temperature. Not every class takes one with a question."""
        with self._lock:
            key = (temperature, usage)
            if key not in self._chats:
                self._chats[key] = connect(
                    self._address,
                    timeout=self._timeout,
                    temperature=temperature,
                    usage=usage,
                    limits=self.budget.limits,
                    clock=self._clock,
                )
            return self._chats[key]


class _Received:
    """What a stream has brought so far.

    end    why it ended; "" while it has not
    usage  tokens of prompt and answer
    """

    def __init__(self, *, tells_end: bool, is_over: Callable[[], bool]) -> None:
        """tells_end: a stream that ends without a reason was broken off.

        is_over: whether it has taken as long as it may
        """
        self._tells_end = tells_end
        self._is_over = is_over
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
                if self._is_over():
                    raise Endless
        known = self.is_whole() or self.end in _CUT_FOR_GOOD
        if not known and not self.has_line():
            raise ValueError(self.end or "the stream ended early")

    def has_line(self) -> bool:
        return has_whole_line(self.text)

    def is_whole(self) -> bool:
        """Whether the model said all it wanted to say."""
        silent = not self.end and not self._tells_end
        return self.end in _FINISHED or (silent and self.text.rstrip().endswith("。"))

    def why_silent(self) -> str:
        """Why there is no text."""
        if self.end in _TOO_LONG:
            return LENGTH
        if self.end in _CUT_FOR_GOOD:
            return FILTERED
        return THOUGHT if self.usage[1] else ""

    def _add(self, chunk: "AIMessageChunk") -> None:
        self.text += chunk.text
        reasons = (chunk.response_metadata.get(name) for name in _ENDS)
        self.end = next((str(reason).lower() for reason in reasons if reason), self.end)
        usage = chunk.usage_metadata
        if usage:  # some endpoints repeat it, growing, in every chunk; others tell half in each
            prompt, completion = self.usage
            self.usage = (
                max(prompt, usage["input_tokens"]),
                max(completion, usage["output_tokens"]),
            )
