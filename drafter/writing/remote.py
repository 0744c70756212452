"""The writer behind any chat model of LangChain, named PROVIDER:MODEL."""

from drafter.choices import provider_and_model
from drafter.errors import WriterRefused
from drafter.extras import need
from drafter.messages import t
from drafter.ports import OpenJournal
from drafter.settings import Settings
from drafter.writing import openai
from drafter.writing.chat_models import OPENAI, ChatAddress
from drafter.writing.providers import fault_of, secrets_of
from drafter.writing.remote_writer import RemoteWriter, options_of


def auto(settings: Settings) -> str:
    """Taken where the model that is named is a provider's."""
    return "take" if provider_and_model(settings.model)[0] else "skip"


def ready(settings: Settings) -> bool:
    """Whether the settings name a provider's model, and its package and key are there."""
    provider = provider_and_model(settings.model)[0]
    return bool(provider) and fault_of(provider) is None


def make(settings: Settings, journal: OpenJournal, *, replay: bool) -> RemoteWriter:
    """The writer that the settings describe; of openai:MODEL, that of the endpoint.

    Raises InputError on a provider nobody knows, EnvironmentFault where its package is not
    installed, WriterRefused where no model is named or its key is not set.
    """
    provider, model = provider_and_model(settings.model)
    if not provider:
        raise WriterRefused(t("writer.remote.settings"))
    if provider == OPENAI:
        return openai.make(settings, journal, replay=replay)
    if not replay:
        need("remote", "langchain", "langchain_core")
        if fault := fault_of(provider):
            raise fault
        if refused := settings.refused("model", "writer"):
            raise WriterRefused(refused)
    return RemoteWriter(
        ChatAddress(provider, model, settings.model, secrets=secrets_of()),
        settings.model,
        journal=journal(),
        **options_of(settings),
    )
