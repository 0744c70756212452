"""Chat models of LangChain that answer from this process, each in the manner of its provider.

They lie in packages of the names that LangChain looks for, and are made as any other.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from tests.writing.fake_openai import Act, answer
from tests.writing.gullible import Gullible

PIECE = 7  # characters of a chunk


class FakeChat(BaseChatModel):
    """Answers as `acts` say, an act or an error a question, then always well.

    asked  the messages of every question, of all models of the class
    made   the models of the class, in the order in which they were made
    """

    model: str
    temperature: float | None = None
    end: ClassVar[dict[str, str]] = {}

    acts: ClassVar[list[Act | Exception]] = []
    asked: ClassVar[list[list[BaseMessage]]] = []
    made: ClassVar[list["FakeChat"]] = []

    def model_post_init(self, context: Any) -> None:
        super().model_post_init(context)
        FakeChat.made.append(self)

    @property
    def _llm_type(self) -> str:
        return "fake"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: Any = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: Any = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        if stop or kwargs:  # not every class takes more with a question
            raise TypeError(f"unexpected keyword arguments: {stop} {kwargs}")
        self.asked.append(messages)
        act = self.acts.pop(0) if self.acts else Act.GOOD
        if isinstance(act, Exception):
            raise act
        roles = {"system": "system", "human": "user"}
        told = [{"role": roles[one.type], "content": str(one.content)} for one in messages]
        text = answer(act, told, Gullible())
        cut = act is Act.CUT
        text = text[:-3] if cut else text
        for at in range(0, len(text), PIECE):
            yield self._chunk(text[at : at + PIECE])
        if cut:
            raise ConnectionError("the peer closed the connection")
        yield from self._last(sum(len(str(one.content)) for one in messages), len(text))

    def _chunk(self, text: str) -> ChatGenerationChunk:
        return ChatGenerationChunk(message=AIMessageChunk(content=text))

    def _last(self, prompt: int, completion: int) -> Iterator[ChatGenerationChunk]:
        """The chunk that tells the end and the counts."""
        usage = {
            "input_tokens": prompt,
            "output_tokens": completion,
            "total_tokens": prompt + completion,
        }
        message = AIMessageChunk(
            content="",
            response_metadata=self.end,
            usage_metadata=usage,  # type: ignore[arg-type]
        )
        yield ChatGenerationChunk(message=message)
