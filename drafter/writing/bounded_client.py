"""The HTTP client of OpenAI-compatible endpoints: it follows nobody, and no answer is endless.

A redirect would take prompt and key to an address that nobody named. Lines that only show a sign of
life reach no reader of events, and a packed answer can be a bomb: both are bounded here, where the
bytes come in.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from drafter.writing.limits import Limits

if TYPE_CHECKING:
    import httpx2


class Endless(Exception):
    """An answer went on longer than one may."""


def bounded_client(
    limits: Limits, clock: Callable[[], float], timeout: "httpx2.Timeout"
) -> "httpx2.Client":
    """A client as the library's own, its proxies from the environment, but bounded."""
    import httpx2
    from openai import DefaultHttpxClient

    class Stream(httpx2.SyncByteStream):
        def __init__(self, stream: Any) -> None:
            self._stream = stream
            self._ends = clock() + limits.stream

        def __iter__(self) -> Iterator[bytes]:
            size = 0
            for piece in self._stream:
                size += len(piece)
                if size > limits.bytes or clock() > self._ends:
                    raise Endless
                yield piece

        def close(self) -> None:
            self._stream.close()

    def bound(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise Endless  # what it unpacks to has no bound
        response.stream = Stream(response.stream)

    client: httpx2.Client = DefaultHttpxClient(
        timeout=timeout,
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [bound]},
    )
    return client
