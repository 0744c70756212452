"""An embeddings endpoint on loopback that behaves as told: real HTTP; texts that share pairs of characters are near."""

import json
import math
import zlib
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self


class Act(StrEnum):
    """What the endpoint does with one request."""

    GOOD = "a vector for each text, the last first"
    RATE_LIMIT = "429, Retry-After: 0"
    UNAVAILABLE = "503"
    HANG = "no answer until the server is closed"
    BAD_KEY = "401, the key echoed in the message"
    NO_MODEL = "404"
    HTML = "200, a web page"
    FEWER = "one vector too few"
    UNEVEN = "vectors of different lengths"


_STATUS = {Act.RATE_LIMIT: 429, Act.UNAVAILABLE: 503, Act.BAD_KEY: 401, Act.NO_MODEL: 404}


class FakeEmbeddings:
    """The endpoint: `acts` are used up one a request, then `always`. Use it as a context manager.

    limit       texts that it takes at once, 400 for more
    dimensions  of its vectors, where the request does not say; may be changed
    requests    the bodies received, raw the very bytes, keys the keys
    """

    def __init__(
        self, *acts: Act, always: Act = Act.GOOD, limit: int = 2048, dimensions: int = 256
    ) -> None:
        self.limit = limit
        self.dimensions = dimensions
        self.requests: list[dict[str, Any]] = []
        self.raw = b""
        self.keys: list[str] = []
        self.always = always
        self._acts = list(acts)
        self._closing = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def texts(self) -> list[str]:
        return [text for request in self.requests for text in request["input"]]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, raw: bytes, key: str) -> tuple[int, bytes]:
        """Status and body for a request."""
        body = json.loads(raw)
        act = self._acts.pop(0) if self._acts else self.always
        self.raw += raw
        self.keys.append(key)
        self.requests.append(body)
        if act is Act.HANG:
            self._closing.wait(30)
        if act is Act.HTML:
            return 200, b"<html>Welcome</html>"
        if act in _STATUS:
            return _STATUS[act], _error(f"{act} {key}")
        texts = body["input"]
        if len(texts) > self.limit or not all(texts):
            return 400, _error("batch size is invalid")
        rows = [vector(text, body.get("dimensions", self.dimensions)) for text in texts]
        if act is Act.UNEVEN:
            rows[0].append(0.0)
        data = [
            {"object": "embedding", "index": at, "embedding": row} for at, row in enumerate(rows)
        ]
        answer = {"object": "list", "model": body["model"], "data": data[::-1][act is Act.FEWER :]}
        return 200, json.dumps(answer | {"usage": {"prompt_tokens": 1, "total_tokens": 1}}).encode()


def vector(text: str, dimensions: int) -> list[float]:
    """Counts of the text's pairs of characters, folded to so many dimensions; twice as long as 1."""
    row = [0.0] * dimensions
    for pair in pairwise(text):
        row[zlib.crc32("".join(pair).encode()) % dimensions] += 1.0
    length = math.hypot(*row) or 1.0
    return [2 * value / length for value in row]


def _error(message: str) -> bytes:
    return json.dumps(
        {"error": {"message": message, "type": "error", "code": None, "param": None}}
    ).encode()


def _handler(server: FakeEmbeddings) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(
            self, format: str, *args: object
        ) -> None:  # the test's output is not an access log
            del format, args

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"] or 0))
            if self.path != "/v1/embeddings":
                status, content = 404, _error(f"no route {self.path}")
            else:
                status, content = server.answer(raw, self.headers["Authorization"])
            self.send_response(status)
            self.send_header(
                "Content-Type", "application/json" if content[:1] == b"{" else "text/html"
            )
            self.send_header("Content-Length", str(len(content)))
            if status == 429:
                self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(content)

    return Handler
