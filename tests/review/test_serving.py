"""Connections of the office network that ask for nothing keep nobody out."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.server import ServerState

from drafter.review import serving

Open = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]
ASKED = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


def over(visit: Callable[[Open], Awaitable[None]]) -> None:
    """Let somebody visit a server on loopback."""

    async def run() -> None:
        config = uvicorn.Config(PlainTextResponse("页"), lifespan="off", ws="none")
        config.load()
        state, loop = ServerState(), asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: serving.Impatient(config, state, {}), "127.0.0.1", 0
        )
        port = server.sockets[0].getsockname()[1]
        async with asyncio.timeout(30):
            await visit(lambda: asyncio.open_connection("127.0.0.1", port))
        server.close()

    with ThreadPoolExecutor() as apart:  # a browser of other tests keeps a loop in this thread
        apart.submit(lambda: asyncio.run(run())).result()


async def ended(reader: asyncio.StreamReader) -> bytes:
    """What comes until the other side closes."""
    try:
        return await reader.read()
    except ConnectionError:
        return b""


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost:"])
def test_who_asks_for_nothing_is_sent_away(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_PATIENCE", 0.05)

    async def visit(connect: Open) -> None:
        reader, writer = await connect()
        writer.write(said)
        assert await ended(reader) == b""
        writer.close()

    over(visit)


def test_who_begins_to_ask_again_and_says_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_PATIENCE", 0.2)

    async def visit(connect: Open) -> None:
        reader, writer = await connect()
        writer.write(ASKED)
        assert (await reader.readuntil("页".encode())).startswith(b"HTTP/1.1 200")
        writer.write(ASKED[:9])
        assert await ended(reader) == b""
        writer.close()

    over(visit)


def test_one_address_holds_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_EACH", 2)

    async def visit(connect: Open) -> None:
        held = [await connect() for _ in range(2)]
        for reader, writer in held:
            writer.write(ASKED)
            assert (await reader.readuntil("页".encode())).startswith(b"HTTP/1.1 200")
        more, writer = await connect()
        assert await ended(more) == b""
        for _, one in (*held, (more, writer)):
            one.close()

    over(visit)
