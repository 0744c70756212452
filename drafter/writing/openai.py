"""The writer behind any OpenAI-compatible endpoint: one request for the bullets of a task, a line for each.

Bullets are relabelled 【B1】… and their tokens renumbered over the request, so equal tasks make equal requests and no
two bullets share a token. Whatever goes wrong with the text is left to the proof; here only whole lines are told from
broken ones, and faults that pass from faults that stay.
"""

import random
import re
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from drafter.errors import WriterError, WriterRefused
from drafter.facts.personal_data import find_personal
from drafter.messages import t
from drafter.ports import Answer, Journal, Reply, Request, Task, TaskBullet
from drafter.records import Author
from drafter.writing.journal import ask
from drafter.writing.prompts import Prompt, Prompts

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk
    from langchain_openai import ChatOpenAI

TEMPERATURES = (0.3, 0.6)  # first attempt, and repairs: a repair that repeats itself is useless
CONNECT_SECONDS = 10.0
LONGEST_PAUSE = 60.0  # seconds; a longer Retry-After is cut to this
RUNAWAY = 30_000  # characters, thinking aloud included: a stream that goes on longer is closed

_TOKEN = re.compile(r"【\s*[FfＦ]\s*(\d+)\s*】")
_LABEL = re.compile(r"【\s*[BbＢ]\s*(\d+)\s*】")
_BRACKETED = re.compile(r"【[^】\n]*】")
_FENCE = re.compile(r"<<<|>>>")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FOREIGN = "【F0】"  # bullets number their tokens from 1, so this is never one of theirs

_OPTIONS = (
    "temperature",
    "stream_options",
)  # reasoning models take no temperature, old servers no stream_options

# How endpoints say that a filter stopped the question: OpenAI and Azure, Alibaba, DeepSeek, Zhipu, Baidu.
_FILTERED = re.compile(
    r"content[_ ]?(?:filter|policy)|ResponsibleAI|data_?inspection|Content Exists Risk|\b1301\b|敏感|不安全",
    re.IGNORECASE,
)
_FINISHED = frozenset({"stop", "eos", "eos_token", "end_turn", "stop_sequence"})
_CUT_FOR_GOOD = frozenset(
    {"length", "max_tokens", "content_filter", "sensitive"}
)  # asked again, it would end there too
_UNPAID = re.compile(r"insufficient_quota|insufficient balance|Arrearage", re.IGNORECASE)
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
# What a malformed stream raises in the client, and what a broken one raises here.
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in whatever currency the user reckons."""

    prompt: Decimal
    completion: Decimal

    def of(self, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """The cost of one exchange."""
        return (self.prompt * prompt_tokens + self.completion * completion_tokens) / 1_000_000


class OpenAIWriter:
    """A remote model as a writer.

    timeout      seconds of silence after which a try is given up
    max_retries  further tries after rate limits, server errors, time-outs and lost connections
    notices      what staff should know though the run goes on, e.g. a section the endpoint would not take

    A prompt with a phone or ID-card number is not sent: its bullets stay without an answer. So do those of a prompt the
    endpoint's filter refuses. Whole lines of an answer cut short are kept. A request's cost is on its first answer.
    Nothing is imported from the client or sent before the first request that the journal does not answer.
    """

    name = "openai"
    wants_passages: Mapping[str, int] = {"report": 3, "policy": 2}

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
        self.model = model
        self.parallel = parallel
        self.notices: list[str] = []
        self._api_key = api_key
        self._base_url = base_url
        self._first = prompts.load("section")
        self._repair = prompts.load("repair")
        self._journal = journal
        self._timeout = timeout
        self._max_retries = max_retries
        self._price = price
        self._sleep = sleep
        self._lock = Lock()
        self._chat: ChatOpenAI | None = None
        self._unwanted: set[str] = set()  # optional parameters this endpoint has refused

    def write(self, task: Task) -> Iterator[Answer]:
        """Yield an answer for each bullet the model answered on a line of its own.

        Raises WriterRefused where key, model or quota are refused, WriterError where the endpoint cannot be reached or
        rejects the request; neither message ever holds the key.
        """
        lines = _lines(task)
        prompt = self._repair if task.attempt else self._first
        request = self._request(task, _messages(prompt, task, lines))
        if any(find_personal(text) for _, text in request.messages):
            self.notices.append(t("writer.personal", section=_section(task)))
            return
        reply, replayed = ask(self._journal, request, self.reply)
        answers = list(_answers(lines, reply, self._author(prompt), replayed))
        if not answers:
            name = "writer.silent" if reply.text.strip() == "" else "writer.unreadable"
            self.notices.append(t(name, section=_section(task), model=self.model))
        yield from answers

    def _author(self, prompt: Prompt) -> Author:
        return Author(
            self.name, model=self.model, prompt=prompt.name, prompt_version=prompt.version
        )

    def _request(self, task: Task, messages: tuple[tuple[str, str], ...]) -> Request:
        # The attempt is no parameter of the endpoint; it keeps a second repair apart from an equal first one.
        again = task.attempt > 0 or task.turn > 0
        params: tuple[tuple[str, str | int | float], ...] = (
            ("temperature", TEMPERATURES[again]),
            ("attempt", task.attempt),
        )
        if task.turn:
            params += (("turn", task.turn),)
        return Request(self.name, self.model, messages, params)

    def reply(self, request: Request) -> Reply:
        import openai

        failures = 0
        while True:
            unwanted = frozenset(self._unwanted)
            try:
                return self._stream(request, unwanted)
            except (openai.APIError, *_UNREADABLE) as error:
                option = _refused_option(error, unwanted)
                if option:
                    self._unwanted.add(option)
                    continue
                if _is_filtered(error):
                    return Reply("")
                # `from None`: what the endpoint said may hold the key, and a traceback would print it.
                final = self._final(error)
                if final:
                    raise final from None
                failures += 1
                if failures > self._max_retries:
                    place, reason = self._place(), self._said(error)
                    raise WriterError(
                        t("writer.failed", place=place, tries=failures, reason=reason)
                    ) from None
                pause = _pause(error, failures)
            self._sleep(pause)

    def _stream(self, request: Request, unwanted: frozenset[str]) -> Reply:
        """One try. An answer cut short after its first whole line counts: what follows is left out."""
        import openai
        from langsmith import tracing_context

        options: dict[str, object] = {"stream_usage": "stream_options" not in unwanted}
        if "temperature" not in unwanted:
            options["temperature"] = dict(request.params)["temperature"]
        started = time.monotonic()
        so_far = _SoFar()
        # Tracing set up for other programs by environment variables would copy the prompt to a third party.
        with tracing_context(enabled=False):
            stream = self._client().stream(list(request.messages), **options)  # type: ignore[arg-type]
            try:
                with closing(cast("Generator[AIMessageChunk]", stream)) as chunks:
                    for chunk in chunks:
                        so_far.add(chunk)
                        if len(so_far.text) > RUNAWAY:
                            so_far.end = "length"
                            break
                if so_far.end not in _FINISHED | _CUT_FOR_GOOD and not so_far.has_line():
                    raise ValueError(so_far.end or "the stream ended early")
            except (openai.APIError, *_UNREADABLE):
                if not so_far.has_line():
                    raise
        return self._reply(so_far, time.monotonic() - started)

    def _reply(self, so_far: "_SoFar", seconds: float) -> Reply:
        text = so_far.text if so_far.end in _FINISHED else _whole_lines(so_far.text)
        prompt, completion = so_far.usage
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
            # Never empty: the client would then take OPENAI_API_KEY from the environment, meant for another endpoint.
            api_key=SecretStr(self._api_key or "-"),
            timeout=httpx2.Timeout(self._timeout, connect=min(CONNECT_SECONDS, self._timeout)),
            max_retries=0,
            use_responses_api=False,
            cache=False,
        )

    def _final(self, error: Exception) -> WriterError | None:
        """The error to raise where another try cannot help, else None."""
        status = getattr(error, "status_code", None)
        place, said = self._place(), self._said(error)
        if status in (401, 403):
            return WriterRefused(t("writer.key", place=place, status=status, said=said))
        if status == 404:
            return WriterRefused(t("writer.model", place=place, model=self.model, said=said))
        if status == 402 or (status is not None and _UNPAID.search(_words(error))):
            return WriterRefused(t("writer.quota", place=place, said=said))
        if status is not None and status not in _PASSING and status < 500:
            return WriterError(t("writer.rejected", place=place, status=status, said=said))
        return None

    def _place(self) -> str:
        """Host and port of the endpoint; a base_url may hold credentials."""
        parts = urlsplit(self._base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    def _said(self, error: Exception) -> str:
        body = getattr(error, "body", None)
        text = str(body.get("message") or error) if isinstance(body, Mapping) else str(error)
        if self._api_key:
            text = text.replace(self._api_key, "***")
        return " ".join(text.split())[:300] or type(error).__name__


class _SoFar:
    """What a stream has brought: text, why it ended ("" while it has not), tokens of prompt and answer."""

    def __init__(self) -> None:
        self.text = ""
        self.end = ""
        self.usage = (0, 0)

    def add(self, chunk: "AIMessageChunk") -> None:
        self.text += chunk.text
        self.end = chunk.response_metadata.get("finish_reason") or self.end
        if (
            chunk.usage_metadata
        ):  # some endpoints repeat it, growing, in every chunk: the last one counts
            self.usage = (
                chunk.usage_metadata["input_tokens"],
                chunk.usage_metadata["output_tokens"],
            )

    def has_line(self) -> bool:
        """Whether at least one bullet's line is whole."""
        return bool(_LABEL.search(_THOUGHT.sub("", _whole_lines(self.text))))


@dataclass(frozen=True, slots=True)
class _Line:
    """A bullet as the request has it: its label, its note with the request's tokens, and token numbers here → there."""

    label: str
    bullet: TaskBullet
    masked: str
    complaint: str
    own: Mapping[int, int]

    def restored(self, text: str) -> str:
        """`text` with the bullet's own token numbers; a token of another bullet stays visibly foreign."""
        return _renumbered(text, {there: here for here, there in self.own.items()})


def _lines(task: Task) -> list[_Line]:
    lines: list[_Line] = []
    used = 0
    for place, bullet in enumerate(task.bullets, 1):
        numbers = sorted({int(token[1]) for token in _TOKEN.finditer(bullet.masked)})
        own = {number: used + at for at, number in enumerate(numbers, 1)}
        used += len(own)
        masked = _renumbered(bullet.masked, own)
        complaint = _renumbered(task.complaints.get(bullet.id, ""), own)
        lines.append(_Line(f"B{place}", bullet, masked, complaint, own))
    return lines


def _renumbered(text: str, numbers: Mapping[int, int]) -> str:
    def renumber(token: re.Match[str]) -> str:
        number = numbers.get(int(token[1]))
        return _FOREIGN if number is None else f"【F{number}】"

    return _TOKEN.sub(renumber, text)


def _messages(prompt: Prompt, task: Task, lines: Sequence[_Line]) -> tuple[tuple[str, str], ...]:
    values: dict[str, object] = {
        "headings": [_plain(heading) for heading in task.headings],
        "part": task.part.value,
        "passages": _shown(task, "report"),
        "policies": _shown(task, "policy"),
        "bullets": lines,
        "remark": _plain(task.remark),
        "turn": task.turn,
    }
    return prompt.render(**{name: values[name] for name in prompt.variables & values.keys()})


def _shown(task: Task, shelf: str) -> list[str]:
    return [
        _plain(passage.masked)
        for passage in task.passages
        if passage.shelf == shelf and passage.masked.strip()
    ]


def _plain(text: str) -> str:
    """Text beside the bullets: no token that could be taken for one of theirs, no fence that could close ours."""
    return _FENCE.sub("", _BRACKETED.sub("××", text)).strip()


def _section(task: Task) -> str:
    return _plain(task.headings[-1]) if task.headings else "-"


def _answers(
    lines: Sequence[_Line], reply: Reply, author: Author, replayed: bool
) -> Iterator[Answer]:
    said = _by_label(reply.text)
    first = True
    for line in lines:
        text = line.restored(said.get(line.label, ""))
        if not text:
            continue
        if first:
            cost = (reply.seconds, reply.prompt_tokens, reply.completion_tokens, reply.cost)
            yield Answer(line.bullet.id, text, author, replayed, *cost)
            first = False
        else:
            yield Answer(line.bullet.id, text, author, replayed)


def _by_label(text: str) -> dict[str, str]:
    """Label → text of its line; of a label used twice the last line counts, as models correct themselves."""
    pieces = _LABEL.split(_THOUGHT.sub("", text))
    said = {}
    for number, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        line = rest.split("\n", 1)[0].strip(" \t\r\u3000：:*`")
        if line:
            said[f"B{int(number)}"] = line
    return said


def _whole_lines(text: str) -> str:
    return text[: text.rfind("\n") + 1]


def _words(error: Exception) -> str:
    body = getattr(error, "body", None)
    return f"{error} {body}" if body else str(error)


def _is_filtered(error: Exception) -> bool:
    status = getattr(error, "status_code", None)
    return (
        status in (None, 400, 403, 422, 451)
        and hasattr(error, "body")
        and bool(_FILTERED.search(_words(error)))
    )


def _refused_option(error: Exception, unwanted: frozenset[str]) -> str:
    """The optional parameter an endpoint newly says it does not take, or ""."""
    if getattr(error, "status_code", None) not in (400, 422):
        return ""
    words = _words(error)
    return next((option for option in _OPTIONS if option in words and option not in unwanted), "")


def _pause(error: Exception, failures: int) -> float:
    """Seconds to wait: what the endpoint asks for, else doubling from 1, jittered so that threads part."""
    asked = _retry_after(error)
    if asked is not None:
        return min(max(asked, 0.0), LONGEST_PAUSE)
    return min(2.0 ** (failures - 1), LONGEST_PAUSE) * random.uniform(0.75, 1.25)


def _retry_after(error: Exception) -> float | None:
    # RFC 9110 section 10.2.3: seconds, or an HTTP date.
    response = getattr(error, "response", None)
    value = response.headers.get("retry-after") if response is not None else None
    if not value:
        return None
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", value.strip()):
        return float(value)
    try:
        return parsedate_to_datetime(value).timestamp() - time.time()
    except ValueError:
        return None
