"""The page on this machine's loopback, for as long as the command runs."""

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from drafter.errors import EnvironmentFault
from drafter.messages import t
from drafter.review.access import Pass

HOST = "127.0.0.1"


def serve(app: Callable[[Pass], ASGIApp], port: int, ready: Callable[[Pass], None]) -> None:
    """Serve an application until interrupted; `ready` is told what lets a browser in.

    app makes it, behind the guard of that pass. Port 0 takes one that is free.

    Raises EnvironmentFault where the port is taken.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise EnvironmentFault(t("page.port", port=port, reason=error)) from error
        given = Pass.fresh(listening.getsockname()[1])
        config = uvicorn.Config(
            app(given),
            log_level="error",
            access_log=False,  # addresses hold the token
            lifespan="off",
            http="h11",
            ws="none",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
        server = uvicorn.Server(config)
        listening.listen(64)
        ready(given)
        with suppress(KeyboardInterrupt):  # the way to end it
            server.run(sockets=[listening])
