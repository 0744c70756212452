"""A chat-completions endpoint on loopback that behaves as told: real HTTP, real events."""

import gzip
import json
import re
import socket
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from tests.writing.gullible import Gullible


class Act(StrEnum):
    """What the endpoint does with one request."""

    GOOD = "each bullet echoed in a sentence"
    OTHER = "each bullet echoed in another sentence"
    PLAIN = "each bullet as it stands"
    JOINED = "joined"  # a lead, then the first two bullets in one sentence, the last one first
    BOASTS = "a lead that claims a result, and none where it is asked for again"
    INSISTS = "a lead that claims a result, however often it is asked for"
    RATE_LIMIT = "429, Retry-After: 7"
    RATE_LIMIT_LONG = "429, Retry-After: 86400"
    QUOTA = "429, insufficient_quota"
    SERVER_ERROR = "500"
    UNAVAILABLE = "503"
    HANG = "no answer until the server is closed"
    RESET = "connection reset before any answer"
    CUT = "connection dropped in the middle of the last line"
    CUT_AT_ONCE = "connection dropped in the first line"
    CUT_QUIET = "the stream ends in the last line as if it were whole, without a finish_reason"
    LENGTH = "finish_reason length in the middle of the last line"
    SSE_ERROR = "an error event instead of chunks"
    WRONG_TOKENS = "each bullet with the first token of the request"
    NO_TOKENS = "each bullet without its tokens"
    INVENTED = "each bullet with a figure of the model's own"
    GULLIBLE = "whatever the prompt tells it to, its passages, headings and bullets included"
    MISSING = "the last bullet left out"
    CHATTY = "thinking aloud, preamble, bold labels, closing remark"
    PROSE = "text without any label"
    EMPTY = "no text at all"
    OBJECTS = "as a second reader: the opening of each sentence quoted"
    CONTENT = "as a second reader: nothing to say"
    FILTERED = "finish_reason content_filter, no text"
    REFUSED = "400, content_filter"
    BAD_KEY = "401, the key echoed in the message"
    FORBIDDEN = "403"
    NO_MODEL = "404, model_not_found"
    BAD_REQUEST = "400, no known reason"
    NO_TEMPERATURE = "400 where temperature is given, else good"
    NO_USAGE = "400 where stream_options is given, else good"
    HTML = "200, a web page"
    FORBIDDEN_QUOTA = "403, the free quota is used up"
    TOO_LARGE = "413"
    UNPROCESSABLE = "422, no known reason"
    GATEWAY_PAGE = "502, a web page of a proxy"
    THOUGHT_ONLY = "tokens counted, no text at all"
    NOTHING_BUT_LENGTH = "finish_reason length, no text"
    KEEP_ALIVE = "signs of life until the client leaves"
    EMPTY_CHUNKS = "chunks without text until the client leaves"
    THINKS_ON = "reasoning without end, until the client leaves"
    TALKS_ON = "text without end, until the client leaves"
    LONG_LINE = "one line of an event that never ends"
    REDIRECT = "307 to another path"
    REDIRECT_AWAY = "308 to another host"
    REDIRECT_LOOP = "307 to itself"
    PACKED = "a small packed answer that unpacks to a great one"
    BROKEN_JSON = "an event cut in the middle of its JSON"
    NO_CHOICES = "events without choices"
    ODD_TYPES = "events whose fields have other types"
    BROKEN_PAIR = "half a surrogate pair in the first sentence"
    CONTROLS = "control characters in every sentence"


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as received. body is the JSON, raw the very bytes."""

    path: str
    headers: Message
    body: dict[str, Any]
    raw: bytes

    @property
    def text(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"])


class FakeOpenAI:
    """The endpoint: `acts` are used up one a request, then `always`. Use it as a context manager.

    base_url  for OpenAIWriter; requests  everything received so far, in order
    visits    how often anything at all was asked for, whatever the path
    most      the greatest number of requests that were open at once
    gullible  the model behind Act.GULLIBLE
    key       where given, any other key gets a 401
    gather    each request waits (at most 5 s) until so many are open
    """

    def __init__(
        self, *acts: Act, always: Act = Act.GOOD, key: str | None = None, gather: int = 1
    ) -> None:
        self.requests: list[Seen] = []
        self.visits = 0
        self.most = 0
        self.gullible = Gullible()
        self._acts = list(acts)
        self._always = always
        self._key = key
        self._gather = gather
        self._open = 0
        self._gathered = Event()
        self._lock = Lock()
        self._closing = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

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

    def enter(self, seen: Seen) -> Act:
        """Record a request and say what is done with it."""
        with self._lock:
            self.requests.append(seen)
            self._open += 1
            self.most = max(self.most, self._open)
            if self._open >= self._gather:
                self._gathered.set()
            act = self._acts.pop(0) if self._acts else self._always
            if self._key is not None and seen.headers["Authorization"] != f"Bearer {self._key}":
                act = Act.BAD_KEY
        self._gathered.wait(5)
        return act

    def leave(self) -> None:
        """A request has ended."""
        with self._lock:
            self._open -= 1

    @property
    def closing(self) -> bool:
        return self._closing.is_set()

    def hang(self) -> None:
        """Wait for the end of the server."""
        self._closing.wait(30)


GOOD_LEAD = "坚持问题导向，抓好任务落实"
BOAST = "坚持问题导向，任务落实成效显著"
_REDIRECTS = {
    Act.REDIRECT: (307, "/v1/elsewhere"),
    Act.REDIRECT_AWAY: (308, "http://elsewhere.invalid/v1/chat/completions"),
    Act.REDIRECT_LOOP: (307, "/v1/chat/completions"),
}
_ENDLESS = {
    Act.KEEP_ALIVE: b": keep-alive\n\n",
    Act.EMPTY_CHUNKS: b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",'
    b'"choices":[{"index":0,"delta":{"content":""},"finish_reason":null}]}\n\n',
    Act.THINKS_ON: b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",'
    b'"choices":[{"index":0,"delta":{"content":null,"reasoning_content":"hm"},'
    b'"finish_reason":null}]}\n\n',
    Act.TALKS_ON: b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",'
    b'"choices":[{"index":0,"delta":{"content":"' + b"hm " * 400 + b'"},'
    b'"finish_reason":null}]}\n\n',
    Act.LONG_LINE: b"x" * 200_000,
}
_ODD = {
    Act.BROKEN_JSON: b'data: {"id":"c","object":"chat.completion.ch\n\n',
    Act.NO_CHOICES: b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",'
    b'"choices":[]}\n\ndata: [DONE]\n\n',
    Act.ODD_TYPES: b'data: {"id":1,"object":null,"created":"x","model":null,"choices":[{"index":"0"'
    b',"delta":{"content":["a"],"tool_calls":"x"},"finish_reason":7}]}\n\n',
}
_ODD_ANSWERS = {*_REDIRECTS, *_ENDLESS, *_ODD, Act.PACKED, Act.GATEWAY_PAGE}
_SAYS_NOTHING = (Act.EMPTY, Act.FILTERED, Act.THOUGHT_ONLY, Act.NOTHING_BUT_LENGTH)
_BULLET = re.compile(r"^【(B\d+)】(.*)$", re.MULTILINE)
_READ = re.compile(r"^【(B\d+)】要点：.*\n句子：(.*?)，", re.MULTILINE)
_TOKEN = re.compile(r"【F\d+(?:\|[^】]*)?】")

_ERRORS: dict[Act, tuple[int, dict[str, str], str, str]] = {
    Act.RATE_LIMIT: (429, {"Retry-After": "7"}, "rate_limit_exceeded", "Rate limit reached"),
    Act.RATE_LIMIT_LONG: (
        429,
        {"Retry-After": "86400"},
        "rate_limit_exceeded",
        "Rate limit reached",
    ),
    Act.QUOTA: (429, {}, "insufficient_quota", "You exceeded your current quota"),
    Act.SERVER_ERROR: (500, {}, "server_error", "The server had an error"),
    Act.UNAVAILABLE: (503, {}, "overloaded", "The engine is overloaded"),
    Act.REFUSED: (400, {}, "content_filter", "The prompt triggered the content management policy"),
    Act.FORBIDDEN: (403, {}, "forbidden", "Not allowed in this project"),
    Act.FORBIDDEN_QUOTA: (
        403,
        {},
        "AllocationQuota.FreeTierOnly",
        "The free tier of the model has been exhausted",
    ),
    Act.TOO_LARGE: (413, {}, "too_large", "Request entity too large"),
    Act.UNPROCESSABLE: (422, {}, "invalid_request_error", "Unprocessable"),
    Act.NO_MODEL: (404, {}, "model_not_found", "The model does not exist"),
    Act.BAD_REQUEST: (400, {}, "invalid_request_error", "Something is wrong"),
    Act.NO_TEMPERATURE: (400, {}, "unsupported_value", "Unsupported value: 'temperature'"),
    Act.NO_USAGE: (400, {}, "unsupported_parameter", "Unknown parameter: stream_options"),
}


def answer(act: Act, messages: Iterable[dict[str, str]], gullible: Gullible) -> str:
    """What the model says to the bullets of the last message."""
    system, *_, asked = (message["content"] for message in messages)
    bullets = _BULLET.findall(asked)
    if act is Act.GULLIBLE:
        said = gullible.answer(_told(asked), system, dict(bullets))
        return "\n".join(f"【{label}】{text}。" for label, text in said.items() if text)
    if act is Act.PROSE:
        return "好的，以下是为您撰写的内容，请查收。"
    if act in _SAYS_NOTHING:
        return ""
    if act is Act.OBJECTS:
        return "\n".join(f"【{label}】“{lead}”" for label, lead in _READ.findall(asked))
    if act is Act.CONTENT:
        return "无"
    if act is Act.JOINED and len(bullets) > 2:
        return _joined(bullets)
    if act is Act.MISSING:
        bullets = bullets[:-1]
    lines = [f"【{label}】{_sentence(act, masked)}" for label, masked in bullets]
    if act in (Act.BOASTS, Act.INSISTS):
        mended = act is Act.BOASTS and "【首】\n上次写的：" in asked
        lines.insert(0, f"【首】{GOOD_LEAD if mended else BOAST}。")
    if act is Act.CHATTY:
        bold = [line.replace("【B", "- **【B").replace("】", "】**", 1) for line in lines]
        return (
            "<think>\n【B1】先想一想\n</think>\n好的：\n\n"
            + "\n\n".join(bold)
            + "\n\n以上内容供参考。"
        )
    return "\n".join(lines)


def _joined(bullets: list[tuple[str, str]]) -> str:
    (first, one), (second, two), *rest = bullets
    last = [f"【{label}】抓好任务落实，{text}。" for label, text in reversed(rest)]
    both = f"【段】【{first}+{second}】抓好任务落实，{one}，并{two}。"
    return "\n".join(("【首】坚持问题导向，抓好任务落实。", *last, both))


def _told(asked: str) -> str:
    """What of a prompt is not ours: passages, headings, bullets."""
    passages = re.search(r"<<<资料开始>>>(.*)<<<资料结束>>>", asked, re.DOTALL)
    headings = re.findall(r"^所在章节：(.*)$", asked, re.MULTILINE)
    return "\n".join(
        [passages[1] if passages else "", *headings, *(text for _, text in _BULLET.findall(asked))]
    )


def _sentence(act: Act, masked: str) -> str:
    if act is Act.WRONG_TOKENS:
        return f"抓好任务落实，{_TOKEN.sub('【F1】', masked)}。"
    if act is Act.NO_TOKENS:
        return f"抓好任务落实，{_TOKEN.sub('', masked)}。"
    if act is Act.INVENTED:
        return f"抓好任务落实，{masked}，覆盖率达到95%。"
    if act is Act.BROKEN_PAIR:
        masked = f"{masked[:1]}\ud800{masked[1:]}"
    if act is Act.CONTROLS:
        masked = f"{masked[:1]}\x00\x0b\x85\ufffe{masked[1:]}"
    lead = {Act.PLAIN: "", Act.OTHER: "坚持问题导向，"}.get(act, "抓好任务落实，")
    return f"{lead}{masked}。"


# ruff adds up the branches of all methods of the class within
def _handler(server: FakeOpenAI) -> type[BaseHTTPRequestHandler]:  # noqa: C901
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(
            self, format: str, *args: object
        ) -> None:  # the test's output is not an access log
            del format, args

        def do_GET(self) -> None:
            server.visits += 1
            self._json(200, {"object": "list", "data": [{"id": "fake", "object": "model"}]})

        def do_POST(self) -> None:
            server.visits += 1
            raw = self.rfile.read(int(self.headers["Content-Length"] or 0))
            is_json = self.headers.get_content_type() == "application/json"
            seen = Seen(self.path, self.headers, json.loads(raw) if is_json else {}, raw)
            act = server.enter(seen)
            try:
                self._perform(act, seen)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                server.leave()

        def _perform(self, act: Act, seen: Seen) -> None:
            body = seen.body
            if (
                urlsplit(seen.path).path != "/v1/chat/completions"
            ):  # asked as a proxy, the path is a whole URL
                self._error(404, {}, "not_found", f"no route {seen.path}")
            elif act is Act.BAD_KEY:
                self._error(
                    401,
                    {},
                    "invalid_api_key",
                    f"Incorrect API key: {seen.headers['Authorization']}",
                )
            elif (act is Act.NO_TEMPERATURE and "temperature" not in body) or (
                act is Act.NO_USAGE and "stream_options" not in body
            ):
                self._stream(Act.GOOD, body)
            elif act in _ERRORS:
                self._error(*_ERRORS[act])
            elif act is Act.HANG:
                server.hang()
                self.close_connection = True
            elif act is Act.RESET:
                self._reset()
            elif act in _ODD_ANSWERS:
                self._odd(act)
            elif act is Act.HTML:
                self._send(200, "text/html", b"<html><body>Welcome</body></html>")
            else:
                self._stream(act, body)

        def _stream(self, act: Act, body: dict[str, Any]) -> None:
            text = answer(act, body["messages"], server.gullible)
            keep = {
                Act.CUT: len(text) - 3,
                Act.CUT_QUIET: len(text) - 3,
                Act.LENGTH: len(text) - 3,
                Act.CUT_AT_ONCE: 6,
            }
            text = text[: keep.get(act, len(text))]
            if not body.get("stream"):
                self._json(200, _whole(act, body, text))
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for event in _events(act, body, text):
                self._chunk(f"data: {event}\n\n".encode())
            if act in (Act.CUT, Act.CUT_AT_ONCE):
                self._reset()
            else:
                self._chunk(b"")

        def _odd(self, act: Act) -> None:
            if act in _REDIRECTS:
                status, place = _REDIRECTS[act]
                self._send(status, "text/plain", b"", {"Location": place})
            elif act in _ENDLESS:
                self._go_on(_ENDLESS[act])
            elif act in _ODD:
                self._send(200, "text/event-stream", _ODD[act])
            elif act is Act.PACKED:
                data = gzip.compress(b"data: " + b"a" * 20_000_000 + b"\n\n", 1)
                self._send(200, "text/event-stream", data, {"Content-Encoding": "gzip"})
            elif act is Act.GATEWAY_PAGE:
                self._send(502, "text/html", b"<html><body>Bad Gateway</body></html>")

        def _go_on(self, data: bytes) -> None:
            """The same again and again, until the client has enough or the server is closed."""
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            while not server.closing:
                self._chunk(data)

        def _chunk(self, data: bytes) -> None:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
            self.wfile.flush()

        def _error(self, status: int, headers: dict[str, str], code: str, message: str) -> None:
            self._json(
                status,
                {"error": {"message": message, "type": code, "code": code, "param": None}},
                headers,
            )

        def _json(self, status: int, value: object, headers: dict[str, str] | None = None) -> None:
            self._send(
                status, "application/json", json.dumps(value, ensure_ascii=False).encode(), headers
            )

        def _send(
            self, status: int, kind: str, data: bytes, headers: dict[str, str] | None = None
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def _reset(self) -> None:
            # A linger of 0 seconds makes close() send RST instead of FIN.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True

    return Handler


def _events(act: Act, body: dict[str, Any], text: str) -> Iterator[str]:
    if act is Act.SSE_ERROR:
        yield json.dumps({"error": {"message": "worker lost", "code": "server_error"}})
        return
    yield _event(body, {"role": "assistant", "content": ""})
    for at in range(0, len(text), 7):
        yield _event(body, {"content": text[at : at + 7]})
    if act not in (Act.CUT, Act.CUT_AT_ONCE, Act.CUT_QUIET):
        yield _event(body, {}, _end(act))
        if (body.get("stream_options") or {}).get("include_usage"):
            yield json.dumps(
                {
                    **_head(body, "chat.completion.chunk"),
                    "choices": [],
                    "usage": _usage(act, body, text),
                }
            )
        yield "[DONE]"


def _event(body: dict[str, Any], delta: dict[str, str], end: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": end}
    return json.dumps({**_head(body, "chat.completion.chunk"), "choices": [choice]})


def _whole(act: Act, body: dict[str, Any], text: str) -> dict[str, Any]:
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": text},
        "finish_reason": _end(act),
    }
    return {**_head(body, "chat.completion"), "choices": [choice], "usage": _usage(act, body, text)}


def _head(body: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": body["model"]}


def _end(act: Act) -> str:
    ends = {
        Act.LENGTH: "length",
        Act.NOTHING_BUT_LENGTH: "length",
        Act.FILTERED: "content_filter",
    }
    return ends.get(act, "stop")


def _usage(act: Act, body: dict[str, Any], text: str) -> dict[str, int]:
    asked = sum(len(message["content"]) for message in body["messages"])
    return {
        "prompt_tokens": asked,
        "completion_tokens": 900 if act is Act.THOUGHT_ONLY else len(text),
        "total_tokens": asked + len(text),
    }
