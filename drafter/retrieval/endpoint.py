"""An OpenAI-compatible embeddings endpoint as the embedder.

No figure, date, title, name or personal number is sent: every text is masked before, and its masks
are left out as they are of any text that is embedded. Batches shrink where an endpoint says that
they are too large. The client tries again after 429, 5xx and time-outs; it waits
as long as the endpoint says.
"""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from drafter.errors import EnvironmentFault, IndexUnreachable
from drafter.facts.personal_data import find_personal
from drafter.messages import t
from drafter.proof.masked_passages import mask_text
from drafter.retrieval.embedder import embeddable

if TYPE_CHECKING:
    import openai
    from openai import OpenAI

CONNECT_SECONDS = 10.0
_TOO_MANY = frozenset({400, 413, 422})  # what endpoints say of a batch that is too large


class Endpoint:
    """The embedder behind an endpoint; the client is imported at the first text.

    name        the model, its dimensions and its server, since another's may differ under that
                name; and that texts are masked: vectors of whole texts are of another space
    dimensions  asked of models that can shorten their vectors; 0 for what the model gives
    batch       texts sent at once, at most
    """

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        api_key: str = "",
        dimensions: int = 0,
        timeout: float = 60.0,
        max_retries: int = 3,
        batch: int = 16,
    ) -> None:
        self._base_url = base_url
        self._model = model
        self._api_key = api_key
        self._dimensions = dimensions
        self._timeout = timeout
        self._max_retries = max_retries
        self._batch = batch
        self._client: OpenAI | None = None
        size = f"/{dimensions}" if dimensions else ""
        self.name = f"{model}{size}@{self._place()}+masked"

    def __getstate__(self) -> dict[str, object]:
        return self.__dict__ | {"_client": None}  # another process makes its own

    def passages(self, texts: list[str]) -> np.ndarray:
        """Vectors of passages as rows, each of length 1.

        Raises IndexUnreachable where the endpoint does not answer, EnvironmentFault where it
        refuses; neither message ever holds the key.
        """
        rows: list[list[float]] = []
        while len(rows) < len(texts):
            rows += self._some(
                [sendable(text) for text in texts[len(rows) : len(rows) + self._batch]]
            )
        vectors = np.array(rows, dtype=np.float32)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors

    def queries(self, texts: list[str]) -> np.ndarray:
        """Vectors of questions as rows; endpoints set them like passages."""
        return self.passages(texts)

    def _some(self, texts: list[str]) -> list[list[float]]:
        """The vectors of the first of some texts: of as many as the endpoint takes at once."""
        import openai

        while True:
            try:
                return self._asked(texts)
            except openai.APIStatusError as error:
                if error.status_code not in _TOO_MANY or len(texts) == 1:
                    raise self._refused(error) from None  # what the endpoint said may hold the key
                self._batch = max(1, len(texts) // 2)
                texts = texts[: self._batch]
            except openai.APIConnectionError as error:
                raise IndexUnreachable(
                    t("embeddings.silent", place=self._place(), reason=self._reason(error))
                ) from None
            except (openai.APIError, ValueError, TypeError, AttributeError) as error:
                raise EnvironmentFault(
                    t("embeddings.odd", place=self._place(), reason=self._reason(error))
                ) from None

    def _asked(self, texts: list[str]) -> list[list[float]]:
        from openai import omit

        # No base64, which old servers do not know; an empty text is refused by most.
        answer = self._connected().embeddings.create(
            model=self._model, input=[text or " " for text in texts], encoding_format="float",
            dimensions=self._dimensions or omit,
        )  # fmt: skip
        rows = [item.embedding for item in sorted(answer.data, key=lambda item: item.index)]
        if len(rows) != len(texts) or len({len(row) for row in rows}) != 1 or not rows[0]:
            raise ValueError(f"{len(rows)} / {len(texts)}")
        return rows

    def _connected(self) -> "OpenAI":
        if self._client is None:
            import httpx2
            from openai import OpenAI

            self._client = OpenAI(
                base_url=self._base_url,
                # If empty, the client would take OPENAI_API_KEY, which may be of another endpoint.
                api_key=self._api_key or "-",
                timeout=httpx2.Timeout(self._timeout, connect=min(CONNECT_SECONDS, self._timeout)),
                max_retries=self._max_retries,
            )
        return self._client

    def _refused(self, error: "openai.APIStatusError") -> EnvironmentFault:
        """What a status that stays means to a user."""
        status, reason = error.status_code, self._reason(error)
        if status in (401, 403):
            return EnvironmentFault(
                t("embeddings.key", place=self._place(), status=status, reason=reason)
            )
        if status == 404:
            return EnvironmentFault(
                t("embeddings.model", place=self._place(), model=self._model, reason=reason)
            )
        if status == 429 or status >= 500:
            return IndexUnreachable(
                t("embeddings.silent", place=self._place(), reason=f"{status} {reason}")
            )
        return EnvironmentFault(
            t("embeddings.odd", place=self._place(), reason=f"{status} {reason}")
        )

    def _place(self) -> str:
        """Host and port of the endpoint; a base_url may hold credentials."""
        parts = urlsplit(self._base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    def _reason(self, error: Exception) -> str:
        """What an error says, in one line and without the key."""
        reason = re.sub(r"\s+", " ", str(error)).strip()
        if self._api_key:
            reason = reason.replace(self._api_key, "***")
        return reason[:300] or type(error).__name__


def sendable(text: str) -> str:
    """What of a text may be sent: the manner of saying, no value of any fact."""
    for (start, end), _ in reversed(find_personal(text)):
        text = text[:start] + text[end:]
    return embeddable(mask_text(text))
