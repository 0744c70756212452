"""Who may speak to the page: this browser, from this page, with the token.

Everything else is turned away unread.

A page on loopback is reached by every program of the machine and, through the user's browser, by
every site the user visits. Against the first stands the token; against the second Host (DNS
rebinding), Origin (forged requests) and a cookie that no other site's request carries.
"""

import secrets
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from drafter.messages import t

_READING = {"GET", "HEAD"}
_REVIEWER: ContextVar[str] = ContextVar("reviewer", default="")
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "require-trusted-types-for 'script'; trusted-types drafter"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
    "cache-control": "no-store",
}


def reviewer() -> str:
    """Who asks, by the pass that let in this request; "" where one pass lets in everybody."""
    return _REVIEWER.get()


class Door(Protocol):
    """Who may come in.

    scheme  http or https, of its address; hosts are what its address may be called
    linked  paths that a link on another site may lead to
    """

    @property
    def scheme(self) -> str: ...
    @property
    def hosts(self) -> tuple[str, ...]: ...
    @property
    def linked(self) -> frozenset[str]: ...

    def meets(self, scope: Scope, headers: Headers) -> str | ASGIApp:
        """The name of who comes in, or what is said to him instead of the page."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What lets a browser in: the token of the address, then that of the cookie.

    `once` is the token of the address that a browser is started with, where others of the machine
    may see it among the running programs: it lets in the first who comes, and nobody after.

    Cookies are shared by all ports of a host, so the name has the port, and the value is not the
    address's.
    """

    port: int
    token: str
    cookie: str
    once: str
    unused: set[str] = field(default_factory=set, compare=False)

    @classmethod
    def fresh(cls, port: int) -> "Pass":
        token, cookie, once = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(port, token, cookie, once, {once})

    @property
    def scheme(self) -> str:
        return "http"

    @property
    def linked(self) -> frozenset[str]:
        return frozenset()

    @property
    def cookie_name(self) -> str:
        return f"drafter_review_{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    @property
    def address(self) -> str:
        """Where the page is; holds the token."""
        return self._address(self.token)

    @property
    def opening(self) -> str:
        """The same, with the token that is good once."""
        return self._address(self.once)

    def _address(self, token: str) -> str:
        return f"http://{self.hosts[0]}/?{urlencode({'token': token})}"

    def meets(self, scope: Scope, headers: Headers) -> str | ASGIApp:
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if token and scope["method"] == "GET" and self._opens(token):
            return self._let_in()
        cookie = cookie_parser(headers.get("cookie", "")).get(self.cookie_name, "")
        return "" if _equal(cookie, self.cookie) else refused(403, "token")

    def _opens(self, token: str) -> bool:
        if any(_equal(token, known) for known in self.unused):
            self.unused.clear()
            return True
        return _equal(token, self.token)

    def _let_in(self) -> Response:
        """To the page without the token, which would otherwise stay in the address bar."""
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(self.cookie_name, self.cookie, httponly=True, samesite="strict", path="/")
        return answer


class Guard:
    """Turns away what may not pass; gives every answer the headers that keep the page to itself."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return None  # there is no other way in

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                del headers["server"]
            await send(message)

        headers = Headers(scope=scope)
        met = self._refused(scope, headers) or self.door.meets(scope, headers)
        if not isinstance(met, str):
            return await met(scope, receive, guarded)
        before = _REVIEWER.set(met)
        try:
            return await self.app(scope, receive, guarded)
        finally:
            _REVIEWER.reset(before)

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        """What is said to a request that does not come from the page; None where it may."""
        host = headers.get("host", "")
        if host not in self.door.hosts or len(headers.getlist("host")) != 1:
            return refused(421, "host")
        reading = scope["method"] in _READING
        if not reading and scope["method"] != "POST":
            return refused(405, "method")
        origin, own = headers.get("origin"), f"{self.door.scheme}://{host}"
        if origin != own and not (origin is None and reading):
            return refused(403, "origin")
        # Another port is "same-site".
        from_elsewhere = headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}
        if from_elsewhere and not (reading and scope["path"] in self.door.linked):
            return refused(403, "origin")
        return None


def _equal(given: str, known: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), known.encode())


def refused(status: int, why: str) -> Response:
    """One sentence on why nothing else is said."""
    return PlainTextResponse(t(f"page.refused.{why}"), status_code=status)
