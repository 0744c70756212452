"""The page on loopback or in the network of an office, for as long as the command runs."""

import asyncio
import errno
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from drafter.errors import EnvironmentFault
from drafter.messages import t
from drafter.review.access import Pass
from drafter.review.certificate import Certificate
from drafter.review.office_address import OfficeAddress
from drafter.system import alone_at_its_address

HOST = "127.0.0.1"
_MOST, _EACH = 100, 24  # connections at a time from the network, and from one address of it
_PATIENCE = 10.0  # seconds in which a connection has to say what it asks for


def serve(app: Callable[[Pass], ASGIApp], port: int, ready: Callable[[Pass], None]) -> None:
    """Serve an application until interrupted; `ready` is told what lets a browser in.

    app makes it, behind the guard of that pass. Port 0 takes one that is free.

    Raises EnvironmentFault where the port is taken.
    """
    with _bound(HOST, port) as listening:
        given = Pass.fresh(listening.getsockname()[1])
        _run(app(given), listening, lambda: ready(given))


def serve_office(
    app: ASGIApp, address: OfficeAddress, certificate: Certificate, ready: Callable[[], None]
) -> None:
    """Serve an application over TLS in the network of the office until interrupted.

    app  stands behind a guard. Raises EnvironmentFault where the address cannot be listened on
    """
    with _bound(address.number, address.port) as listening:
        _run(app, listening, ready, certificate.context)


class Impatient(H11Protocol):
    """A connection that is closed where it asks for nothing, so that it keeps nobody out.

    It is closed at once where its address holds as many as one may.
    """

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        here = [_address(one) for one in self.connections].count(_address(self))
        if here > _EACH:
            transport.abort()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._heard()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        super().handle_events()
        if self.conn.their_state is not h11.IDLE:
            self._heard()
        elif self._waiting is None:
            self._wait()

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(_PATIENCE, self.transport.abort)

    def _heard(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


def _address(one: object) -> str:
    client = one.client if isinstance(one, H11Protocol) else None
    return client[0] if client else ""


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        alone_at_its_address(listening)
        try:
            listening.bind((host, port))
        except (OSError, OverflowError) as error:
            if getattr(error, "errno", None) == errno.EADDRNOTAVAIL:
                raise EnvironmentFault(t("listen.elsewhere", host=host)) from error
            raise EnvironmentFault(t("page.port", port=port, reason=error)) from error
        yield listening


def _run(
    app: ASGIApp,
    listening: socket.socket,
    ready: Callable[[], None],
    tls: ssl.SSLContext | None = None,
) -> None:
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,  # addresses hold the token
        lifespan="off",
        http=Impatient if tls else "h11",
        ws="none",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
        limit_concurrency=_MOST if tls else None,
        ssl_context_factory=(lambda config, usual: tls) if tls else None,
    )
    server = uvicorn.Server(config)
    listening.listen(64)
    ready()
    with suppress(KeyboardInterrupt):  # the way to end it
        server.run(sockets=[listening])
