"""No field for a time-out or for retries, no key; its errors carry a number that is no status."""

from typing import Any, ClassVar

from tests.writing.fake_providers.chat import FakeChat


class ChatOllama(FakeChat):
    client_kwargs: dict[str, Any] | None = None
    end: ClassVar[dict[str, str]] = {"done_reason": "stop"}


class ResponseError(Exception):
    """What the client raises for an answer that is no answer."""

    def __init__(self, error: str, status: int = -1) -> None:
        super().__init__(error)
        self.error = error
        self.status_code = status
