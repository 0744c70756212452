"""Opens the index that the settings name, without loading what a draft takes (`assembly`)."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from drafter.choices import AUTO, OWN_EMBEDDERS, is_here, without_credentials
from drafter.errors import EnvironmentFault
from drafter.extras import need
from drafter.files import private_folder
from drafter.messages import t
from drafter.settings import Settings

if TYPE_CHECKING:
    from drafter.ports import Embedder
    from drafter.retrieval.index import Index

URL = re.compile(r"https?://[^/]")


def open_index(settings: Settings) -> "Index":
    """The retrieval index, to be used as a context manager.

    Raises ExtraMissing where the part that has it is not installed, EnvironmentFault.
    """
    need("index")
    from drafter.retrieval.index import Index

    _refuse_unknown_store(settings.index_chroma)
    if settings.index_chroma:
        need("index", "chromadb")
    if refused := settings.refused("index_chroma"):
        raise EnvironmentFault(refused)
    make_folder(settings.home)
    return Index.open(
        settings.index,
        model=_embedder(settings),
        server=settings.index_chroma,
        processes=settings.index_processes,
    )


def _refuse_unknown_store(address: str) -> None:
    if not address:
        return
    from drafter.retrieval.vector_store import is_address  # loads numpy

    if not is_address(address):
        raise EnvironmentFault(t("index.url", url=without_credentials(address)))


def make_folder(path: Path) -> None:
    """Have a folder. Raises EnvironmentFault where it cannot be made."""
    try:
        private_folder(path)
    except OSError as error:
        raise EnvironmentFault(
            t("home.unwritable", path=path, reason=error.strerror or error)
        ) from error


def _embedder(settings: Settings) -> "Embedder | None":
    """The embedder that the settings name; None for one of this process, chosen when needed."""
    if settings.embedder == AUTO:
        return None
    if settings.embedder in OWN_EMBEDDERS:
        from drafter.retrieval.embedder import own_embedder

        return own_embedder(settings.embedder)
    url = settings.embeddings_base_url or settings.openai_base_url
    if not settings.embeddings_model or not URL.match(url):
        raise EnvironmentFault(t("embeddings.settings", url=without_credentials(url)))
    source = "embeddings_base_url" if settings.embeddings_base_url else "openai_base_url"
    if refused := settings.refused(source, *(() if is_here(url) else ("embedder",))):
        raise EnvironmentFault(refused)
    need("remote", "openai", "httpx2")
    from drafter.retrieval.endpoint import Endpoint

    # A key is sent only where it is meant to go.
    same = urlsplit(url).netloc == urlsplit(settings.openai_base_url).netloc
    return Endpoint(
        base_url=url,
        model=settings.embeddings_model,
        api_key=settings.embeddings_api_key or (settings.openai_api_key if same else ""),
        dimensions=settings.embeddings_dimensions,
        timeout=settings.openai_timeout,
        max_retries=settings.openai_retries,
    )
