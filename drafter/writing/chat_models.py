"""Chat models of LangChain, whoever provides them: a name and a place → a model to be asked."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any

from drafter.errors import WriterRefused
from drafter.messages import t
from drafter.writing.bounded_client import bounded_client
from drafter.writing.endpoint_faults import without_secrets
from drafter.writing.limits import Limits
from drafter.writing.providers import missing_package

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

CONNECT_SECONDS = 10.0
OPENAI = "openai"


@dataclass(frozen=True, slots=True)
class ChatAddress:
    """One model of one provider.

    provider, model  as init_chat_model takes them
    place            what messages call it
    options          what its class is given beside what every model is given
    secrets          texts that no message may hold
    """

    provider: str
    model: str
    place: str
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def tells_end(self) -> bool:
        """Whether a stream that does not say why it ended is known to be broken."""
        return self.provider == OPENAI


def connect(
    address: ChatAddress,
    *,
    timeout: float,
    temperature: float | None,
    usage: bool,
    limits: Limits = Limits(),  # noqa: B008  frozen
    clock: Callable[[], float] = time.monotonic,
) -> "BaseChatModel":
    """The model, told what its class can be told; nothing is sent.

    temperature  None for the model's own
    usage        ask for token counts while the answer streams
    limits       of one answer, where the client is ours: of an OpenAI-compatible endpoint
    Raises EnvironmentFault where its package is not installed, WriterRefused where it cannot be
    made: a key is missing, an option is wrong.
    """
    from langchain.chat_models import init_chat_model

    def made(**options: Any) -> "BaseChatModel":
        given = {**address.options, **options}
        model: BaseChatModel = init_chat_model(
            address.model, model_provider=address.provider, **given
        )
        return model

    try:
        takes = _options_of(type(made()))
        wanted: dict[str, Any] = {"max_retries": 0, "cache": False, "stream_usage": usage}
        if temperature is not None:
            wanted["temperature"] = temperature
        wanted |= _timeouts(address.provider, timeout, takes)
        if address.provider == OPENAI:
            wanted["http_client"] = bounded_client(limits, clock, wanted["timeout"])
        return made(**{name: value for name, value in wanted.items() if name in takes})
    except ImportError as error:
        package = _package(error)
        raise missing_package(address.provider, package) from None
    except Exception as error:  # noqa: BLE001  whatever its class raises, it cannot be made
        said = without_secrets(str(error), address.secrets) or type(error).__name__
        # `from None`: what the class said may hold the key, and a traceback would print it.
        raise WriterRefused(t("writer.provider.setup", place=address.place, said=said)) from None


def _options_of(kind: "type[BaseChatModel]") -> frozenset[str]:
    """What a class can be told, by field or by alias; an unknown option some would pass on."""
    aliases = {info.alias for info in kind.model_fields.values() if info.alias}
    return frozenset(kind.model_fields) | aliases


def _timeouts(provider: str, seconds: float, takes: frozenset[str]) -> dict[str, Any]:
    if provider == OPENAI:
        import httpx2

        return {"timeout": httpx2.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds))}
    if "timeout" not in takes:  # Ollama's class hands this to its client
        return {"client_kwargs": {"timeout": seconds}}
    return {"timeout": ceil(seconds)}  # some classes take whole seconds only


def _package(error: ImportError) -> str:
    """The package that lacks; LangChain hides the name of the module in the cause."""
    cause = error.__cause__ if isinstance(error.__cause__, ImportError) else error
    return (cause.name or str(error)).split(".")[0].replace("_", "-")
