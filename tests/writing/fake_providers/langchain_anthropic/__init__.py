"""Text in blocks; tokens of the prompt told first, of the answer last; another word for the end."""

from collections.abc import Iterator
from typing import Any, ClassVar

from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk
from pydantic import Field

from tests.writing.fake_providers.chat import FakeChat


class ChatAnthropic(FakeChat):
    default_request_timeout: float | None = Field(None, alias="timeout")
    max_retries: int = 2
    stream_usage: bool = True
    end: ClassVar[dict[str, str]] = {"stop_reason": "end_turn"}

    def _chunk(self, text: str) -> ChatGenerationChunk:
        block: dict[str, Any] = {"type": "text", "text": text, "index": 0}
        return ChatGenerationChunk(message=AIMessageChunk(content=[block]))

    def _last(self, prompt: int, completion: int) -> Iterator[ChatGenerationChunk]:
        yield from super()._last(prompt, 1)
        yield from super()._last(0, completion)
