"""As most: everything is told with names of OpenAI's, errors carry status, body and response."""

from typing import Any, ClassVar

from tests.writing.fake_providers.chat import FakeChat


class ChatDeepSeek(FakeChat):
    timeout: float | None = None
    max_retries: int = 2
    stream_usage: bool = False
    end: ClassVar[dict[str, str]] = {"finish_reason": "stop"}


class StatusError(Exception):
    """An error with a status and a body."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(f"Error code: {status}")
        self.status_code = status
        self.body: dict[str, Any] = {"error": {"message": message}}
        self.response = Response(status, headers)


class Response:
    """What a client keeps of an answer."""

    def __init__(self, status: int, headers: dict[str, str]) -> None:
        self.status_code = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
