"""A GGUF model in this process."""

import os
import secrets
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any

from drafter.errors import ModelMissing, WriterError
from drafter.messages import t
from drafter.ports import Reply, Request

_CONTEXT = 2048


class LocalModel:
    """One GGUF file, loaded at the first question; safe for threads, which it serves in turn."""

    def __init__(self, gguf: Path, *, threads: int) -> None:
        self.gguf = gguf
        self.threads = threads
        self._server: Any = None
        self._lock = Lock()

    def reply(self, request: Request) -> Reply:
        """Ask the model.

        Raises ModelMissing where it cannot be loaded, WriterError where it fails.
        """
        question = {
            "messages": [{"role": role, "content": text} for role, text in request.messages],
            **dict(request.params),
            # A model that thinks first would do so within the grammar of the answer.
            "chat_template_kwargs": {"enable_thinking": False},
        }
        with self._lock:
            start = perf_counter()
            server = self._loaded()
            try:
                answer = server.handle_chat_completions(question)
                text = answer["choices"][0]["message"]["content"]
                usage = answer["usage"]
            except (ValueError, KeyError, RuntimeError) as error:
                raise WriterError(t("writer.local", error=error)) from error
            seconds = perf_counter() - start
            return Reply(text, usage["prompt_tokens"], usage["completion_tokens"], seconds)

    def close(self) -> None:
        """Free the model; a later question loads it again."""
        with self._lock:
            self._server = None

    def _loaded(self) -> Any:
        if self._server is None:
            if not self.gguf.is_file():
                missing = t("model.missing", file=self.gguf)
                raise ModelMissing(f"{missing}\n  → {t('model.path.remedy')}")
            self._server = _server(self.gguf, self.threads)
        return self._server


def _server(gguf: Path, threads: int) -> Any:
    # libgomp reads this once, at load: idle threads that spin longer starve a busy neighbour, and
    # themselves.
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    import xllamacpp  # type: ignore[import-untyped]

    params = xllamacpp.CommonParams()
    params.model.path = str(gguf)
    params.n_ctx = _CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.verbosity = 0
    params.warmup = False
    # A rewriting says much of its bullet again: runs are proposed from the prompt and only
    # confirmed, a fifth faster.
    params.speculative.types = [
        xllamacpp.common_speculative_type.COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE
    ]
    params.speculative.ngram_simple.size_n, params.speculative.ngram_simple.size_m = 2, 6
    # The library always listens on a loopback port; nobody else has the key.
    params.port = 0
    params.api_keys = [secrets.token_hex(16)]
    try:
        return xllamacpp.Server(params)
    except RuntimeError as error:
        raise ModelMissing(t("model.load", file=gguf, error=error)) from error
