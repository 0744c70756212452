"""The page in the office network: who comes shows a pass with his name, over TLS.

A link holds the secret behind its #, which no browser sends to anybody: the page of entry takes it
out of the address and posts it, and gets a cookie in its place.
"""

import time
from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Scope

from drafter.errors import DrafterError
from drafter.messages import t
from drafter.review.access import refused
from drafter.review.network_pages import entry
from drafter.review.office_address import OfficeAddress, is_near
from drafter.review.passes import Passes
from drafter.review.quiet import quiet_app, static_file
from drafter.review.visits import WINDOW, Clock, Tries, Visits

_STATIC = ("enter.js", "review.css", "icon.svg")
_ENTRY = frozenset({"/enter", "/leave", *(f"/static/{name}" for name in _STATIC)})
_QUIET = "x-quiet"  # the header of what a page asks for while nobody does anything
Log = Callable[[str], None]


class OfficeDoor:
    """Lets in who holds a pass; log is told who came, and that somebody tried."""

    scheme = "https"
    linked = frozenset({"/enter"})  # from a mail or a chat

    def __init__(
        self, address: OfficeAddress, passes: Passes, log: Log, clock: Clock = time.monotonic
    ) -> None:
        self._address, self._passes, self._log = address, passes, log
        self._visits, self._tries = Visits(passes, clock), Tries(clock)
        self._entry = self._entry_app()

    @property
    def hosts(self) -> tuple[str, ...]:
        return self._address.hosts

    @property
    def cookie_name(self) -> str:
        """Kept to this host, this scheme and all paths by its beginning; ports share cookies."""
        return f"__Host-drafter_review_{self._address.port}"

    def link(self, secret: str) -> str:
        """What a reviewer is given."""
        return f"{self._address.url}/enter#{secret}"

    def meets(self, scope: Scope, headers: Headers) -> str | ASGIApp:
        try:
            return self._meets(scope, headers)
        except DrafterError as error:  # the passes cannot be read: nobody has one
            self._log(str(error))
            return refused(403, "pass")

    def _meets(self, scope: Scope, headers: Headers) -> str | ASGIApp:
        if not is_near(_address_of(scope)):
            return refused(403, "far")
        path = scope["path"]
        if path in _ENTRY:
            return self._entry
        if name := self._visits.who(self._token(headers), active=_QUIET not in headers):
            return name
        if path == "/" and scope["method"] == "GET":
            return RedirectResponse("/enter", status_code=303)
        return refused(403, "pass")

    def _token(self, headers: Headers) -> str:
        return cookie_parser(headers.get("cookie", "")).get(self.cookie_name, "")

    def _entry_app(self) -> FastAPI:
        app = quiet_app()

        @app.get("/enter")
        async def enter() -> Response:
            return HTMLResponse(entry())

        @app.post("/enter")
        async def entered(request: Request) -> Response:
            form = await request.form()
            secret = form.get("pass")
            return self._entered(
                _address_of(request.scope), secret if isinstance(secret, str) else ""
            )

        @app.post("/leave")
        async def leave(request: Request) -> Response:
            self._visits.end(self._token(request.headers))
            answer = RedirectResponse("/enter", status_code=303)
            answer.headers["clear-site-data"] = '"cache", "storage"'
            answer.delete_cookie(self.cookie_name, path="/", secure=True, httponly=True)
            return answer

        @app.get("/static/{name}")
        async def static(name: str) -> Response:
            return static_file(name)

        @app.exception_handler(DrafterError)
        async def unreadable(request: Request, error: Exception) -> Response:
            self._log(str(error))
            return HTMLResponse(entry("wrong"), status_code=403)

        return app

    def _entered(self, address: str, secret: str) -> Response:
        if self._tries.too_many(address):
            wait = {"retry-after": str(int(WINDOW))}
            return HTMLResponse(entry("tries"), status_code=429, headers=wait)
        holder = self._passes.holder_of(secret.strip())
        if holder is None:
            self._tries.wrong(address)
            self._log(t("listen.log.wrong", address=address))
            return HTMLResponse(entry("wrong"), status_code=403)
        self._log(t("listen.log.entered", who=holder.name, address=address))
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(
            self.cookie_name,
            self._visits.begin(holder),
            httponly=True,
            secure=True,
            samesite="strict",
            path="/",
        )
        return answer


def _address_of(scope: Scope) -> str:
    return str((scope.get("client") or ("",))[0])
