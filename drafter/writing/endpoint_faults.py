"""What the errors of a chat endpoint mean: which pass, which stay, how long to wait.

Each provider's client has classes of its own: they are read by what they carry, not by name.
"""

import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import islice
from urllib.parse import urlsplit

from drafter.errors import RequestRefused, WriterError, WriterRefused
from drafter.messages import t
from drafter.writing.bounded_client import Endless

LONGEST_PAUSE = 60.0  # seconds; a longer Retry-After is cut to this

# Where clients put the HTTP status, on the error or on its response.
_STATUS = ("status_code", "http_status", "code", "status")
_CAUSES = 5  # errors behind an error that are looked at

# Reasoning models take no temperature, old servers no stream_options.
_OPTIONS = ("temperature", "stream_options")

# How endpoints say that a filter stopped the question: OpenAI and Azure, Alibaba, DeepSeek, Zhipu,
# Baidu.
_FILTERED = re.compile(
    r"content[_ ]?(?:filter|policy)|ResponsibleAI|data_?inspection|Content Exists Risk|\b1301\b"
    r"|敏感|不安全",
    re.IGNORECASE,
)
_FILTER_STATUS = (None, 400, 403, 422, 451)
_UNPAID = re.compile(
    r"insufficient_quota|insufficient balance|credit balance|Arrearage|exceeded your current quota"
    r"|欠费|余额不足",
    re.IGNORECASE,
)
# What a 403 says where the key is good: Alibaba's free quota, Volcengine's limits.
_NO_MORE = re.compile(
    r"quota|billing|balance|overdue|allocat|free tier|额度|余额|限额", re.IGNORECASE
)
_OF_THIS_REQUEST = frozenset({400, 413, 422})
_LIKE_A_KEY = re.compile(
    r"\b(?:sk|ak|key|pk)-[\w-]{6,}|(?<=Bearer )\S+|(?<=Basic )\S+", re.IGNORECASE
)
_PART = 8  # characters of a secret that tell it
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


@dataclass(frozen=True, slots=True)
class Fault:
    """One failed try.

    status       HTTP status, None where no answer came
    words        all the endpoint said, to be searched; may hold the key
    message      what to show of it, without the key
    retry_after  seconds the endpoint asks to wait, None where it asks nothing
    from_api     the endpoint or its client said it, not our own reading of a stream
    endless      its answer went on longer than one may: asked again it would too
    """

    status: int | None
    words: str
    message: str
    retry_after: float | None
    from_api: bool
    endless: bool = False

    @classmethod
    def of(cls, error: Exception, secrets: Sequence[str]) -> "Fault":
        """Read an exception of the client or of a broken stream."""
        body = getattr(error, "body", None)
        status = _status(error)
        return cls(
            status,
            f"{error} {body}" if body else str(error),
            without_secrets(_said(error, body), secrets)[:300] or type(error).__name__,
            _retry_after(error),
            hasattr(error, "body") or status is not None,
            any(isinstance(cause, Endless) for cause in islice(_causes(error), _CAUSES)),
        )

    @property
    def is_filtered(self) -> bool:
        """Whether a filter of the endpoint stopped the question."""
        return (
            self.from_api and self.status in _FILTER_STATUS and bool(_FILTERED.search(self.words))
        )

    def refused_option(self, unwanted: frozenset[str]) -> str:
        """The optional parameter the endpoint newly says it does not take, or ""."""
        if self.status not in (400, 422):
            return ""
        new = (option for option in _OPTIONS if option not in unwanted)
        return next((option for option in new if option in self.words), "")

    def final(self, place: str, model: str) -> WriterError | None:
        """The error to raise where another try cannot help, else None."""
        status = self.status
        said = {"place": place, "said": self.message}
        if status is None:
            return WriterError(t("writer.endless", place=place)) if self.endless else None
        if status == 402 or _UNPAID.search(self.words) or self._is_used_up:
            return WriterRefused(t("writer.quota", **said))
        if status in (401, 403):
            return WriterRefused(t("writer.key", status=status, **said))
        if status == 404:
            return WriterRefused(t("writer.model", model=model, **said))
        if 300 <= status < 400:
            return WriterRefused(t("writer.redirect", place=place, status=status))
        if status in _OF_THIS_REQUEST:
            return RequestRefused(t("writer.rejected", status=status, **said))
        if status < 500 and status not in _PASSING:
            return WriterError(t("writer.rejected", status=status, **said))
        return None

    @property
    def _is_used_up(self) -> bool:
        return self.status == 403 and bool(_NO_MORE.search(self.words))

    def pause(self, failures: int) -> float:
        """Seconds to wait: what the endpoint asks for, else doubling from 1.

        The doubling is jittered so that threads part.
        """
        if self.retry_after is not None:
            return min(max(self.retry_after, 0.0), LONGEST_PAUSE)
        return min(2.0 ** (failures - 1), LONGEST_PAUSE) * random.uniform(0.75, 1.25)


def place_of(base_url: str) -> str:
    """Host and port of an endpoint; a base URL may hold credentials."""
    return urlsplit(base_url).netloc.rpartition("@")[2]


def without_secrets(text: str, secrets: Sequence[str]) -> str:
    """A text in one line of what can be seen, with asterisks for each secret that stands in it.

    So it is for what looks like a key, and for a word that is a good part of a secret: some
    endpoints echo the head and the tail of a key.
    """
    for secret in secrets:
        text = text.replace(secret, "***")
    text = _LIKE_A_KEY.sub("***", text)
    words = {word for word in re.findall(r"[\w-]+", text) if len(word) >= _PART}
    for word in words:
        if any(word in secret for secret in secrets):
            text = text.replace(word, "***")
    seen = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(seen.split())


def _said(error: Exception, body: object) -> str:
    """What an error says, as near to plain words as its body has it."""
    while isinstance(body, Mapping):
        if message := body.get("message"):
            return str(message)
        body = body.get("error")
    return str(error)


def _status(error: BaseException) -> int | None:
    """The HTTP status of an error, or of one that caused it; None where no answer came."""
    for cause in islice(_causes(error), _CAUSES):
        for value in _numbers(cause):
            if isinstance(value, int) and 100 <= value < 600:
                return int(value)
    return None


def _numbers(error: BaseException) -> Iterator[object]:
    """What may be an error's status."""
    response = getattr(error, "response", None)
    for holder in (error, response):
        for name in _STATUS:
            yield getattr(holder, name, None)
    if isinstance(response, Mapping):  # AWS
        metadata = response.get("ResponseMetadata")
        yield metadata.get("HTTPStatusCode") if isinstance(metadata, Mapping) else None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _retry_after(error: Exception) -> float | None:
    # RFC 9110 section 10.2.3: seconds, or an HTTP date.
    response = getattr(error, "response", None)
    headers = getattr(response, "headers", None)
    value = headers.get("retry-after") if isinstance(headers, Mapping) else None
    if not value:
        return None
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", value.strip()):
        return float(value)
    try:
        return parsedate_to_datetime(value).timestamp() - time.time()
    except ValueError:
        return None
