"""What the errors of a chat endpoint mean: which pass, which stay, how long to wait."""

import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from drafter.errors import WriterError, WriterRefused
from drafter.messages import t

LONGEST_PAUSE = 60.0  # seconds; a longer Retry-After is cut to this

# What a malformed stream raises in the client, and what a broken one raises here.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)

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
_UNPAID = re.compile(r"insufficient_quota|insufficient balance|Arrearage", re.IGNORECASE)
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


@dataclass(frozen=True, slots=True)
class Fault:
    """One failed try.

    status       HTTP status, None where no answer came
    words        all the endpoint said, to be searched; may hold the key
    message      what to show of it, without the key
    retry_after  seconds the endpoint asks to wait, None where it asks nothing
    from_api     the endpoint or its client said it, not our own reading of a stream
    """

    status: int | None
    words: str
    message: str
    retry_after: float | None
    from_api: bool

    @classmethod
    def of(cls, error: Exception, api_key: str) -> "Fault":
        """Read an exception of the client or of a broken stream."""
        body = getattr(error, "body", None)
        return cls(
            getattr(error, "status_code", None),
            f"{error} {body}" if body else str(error),
            _message(error, body, api_key),
            _retry_after(error),
            hasattr(error, "body"),
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
        if status is None:
            return None
        if status in (401, 403):
            return WriterRefused(t("writer.key", place=place, status=status, said=self.message))
        if status == 404:
            return WriterRefused(t("writer.model", place=place, model=model, said=self.message))
        if status == 402 or _UNPAID.search(self.words):
            return WriterRefused(t("writer.quota", place=place, said=self.message))
        if status < 500 and status not in _PASSING:
            return WriterError(t("writer.rejected", place=place, status=status, said=self.message))
        return None

    def pause(self, failures: int) -> float:
        """Seconds to wait: what the endpoint asks for, else doubling from 1.

        The doubling is jittered so that threads part.
        """
        if self.retry_after is not None:
            return min(max(self.retry_after, 0.0), LONGEST_PAUSE)
        return min(2.0 ** (failures - 1), LONGEST_PAUSE) * random.uniform(0.75, 1.25)


def place_of(base_url: str) -> str:
    """Host and port of an endpoint; a base URL may hold credentials."""
    parts = urlsplit(base_url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def _message(error: Exception, body: object, api_key: str) -> str:
    text = str(body.get("message") or error) if isinstance(body, Mapping) else str(error)
    if api_key:
        text = text.replace(api_key, "***")
    return " ".join(text.split())[:300] or type(error).__name__


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
