"""The page on which a person says of each row of a new case whether it is marked right.

It needs no script: a row is a form, and what was said is on disk before the page is shown again.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from threading import Lock

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from drafter.errors import DrafterError
from drafter.evaluation.new_case import PendingCase, read_pending
from drafter.messages import language, t
from drafter.review.access import Door, Guard
from drafter.review.quiet import SILENT, STATIC
from drafter.review.rendering import visible

_MARK = re.compile("⟦([^⟦⟧]*)⟧")
_FIELDS = {"max_files": 0, "max_fields": 10_000, "max_part_size": 64 * 1024}
_HERE = Path(__file__).parent
_STYLES = {
    "review.css": STATIC / "review.css",
    "case.css": _HERE / "page" / "static" / "case.css",
}

Piece = tuple[str, str, tuple[str, ...]]
"""Text, what it is ("", "fact" or "gap"), and what else its mark says: printed, anchor."""


def case_app(file: Path, door: Door) -> Guard:
    """The page of a pending case as an application, behind its guard."""
    app = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None,
        telemetry=SILENT,  # type: ignore[arg-type]
        max_body_size=1 << 24,
    )  # fmt: skip
    _read(app, file)
    _do(app, file)

    @app.exception_handler(DrafterError)
    def refused(request: Request, error: Exception) -> Response:
        return HTMLResponse(_page(file, str(error)), status_code=422)

    return Guard(app, door)


def _read(app: FastAPI, file: Path) -> None:
    @app.get("/")
    def page() -> Response:
        return HTMLResponse(_page(file))

    @app.get("/static/{name}")
    def static(name: str) -> Response:
        if name not in _STYLES:
            return PlainTextResponse(t("page.refused.missing"), status_code=404)
        return Response(_STYLES[name].read_bytes(), media_type="text/css")


def _do(app: FastAPI, file: Path) -> None:
    """What a person says; what is typed anywhere on the page is kept with it."""
    lock = Lock()

    @app.post("/row/{number}")
    async def row(number: int, request: Request) -> Response:
        return await run_in_threadpool(_said, file, await _typed(request), lock, number)

    @app.post("/keep")
    async def keep(request: Request) -> Response:
        return await run_in_threadpool(_said, file, await _typed(request), lock)

    @app.post("/plain")
    async def plain(request: Request) -> Response:
        typed = await _typed(request)
        return await run_in_threadpool(_said, file, typed, lock, and_then=_plain)

    @app.post("/confirm")
    async def confirm(request: Request) -> Response:
        typed = await _typed(request)
        return await run_in_threadpool(_said, file, typed, lock, and_then=PendingCase.confirm)


async def _typed(request: Request) -> dict[str, str]:
    form = await request.form(**_FIELDS)
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _plain(case: PendingCase) -> None:
    case.without_facts_seen().save()


def _said(
    file: Path,
    typed: Mapping[str, str],
    lock: Lock,
    number: int = 0,
    and_then: Callable[[PendingCase], object] = PendingCase.save,
) -> Response:
    """Row `number` is right, 0 for none; other rows that were typed in are kept, not yet right.

    and_then  what else is done, once all that was typed is well formed
    """
    with lock:
        if not file.is_file():
            return RedirectResponse("/", status_code=303)
        case = read_pending(file)
        rows = {one.number: one.text for one in case.to_see()}
        if number and number not in rows:
            return PlainTextResponse(t("page.refused.missing"), status_code=404)
        texts = {at: typed.get(f"row{at}", text) for at, text in rows.items()}
        wrong = ""
        refused: dict[int, str] = {}
        for at, text in texts.items():
            if at == number or text != rows[at]:
                try:
                    case = case.with_row(at, text, seen=at == number)
                except DrafterError as error:
                    wrong = str(error)
                    refused[at] = text
        case.save()
        if refused:
            return HTMLResponse(_page(file, wrong, refused), status_code=422)
        and_then(case)
    return RedirectResponse(f"/#row{_next(case, number)}", status_code=303)


def _next(case: PendingCase, number: int) -> int:
    """The first row after this one that was not seen; this one where all were."""
    left = (one.number for one in case.to_see() if one.number > number and not one.seen)
    return next(left, number)


def _page(file: Path, wrong: str = "", typed: Mapping[int, str] | None = None) -> str:
    """The page; `typed` is what was typed in a row and refused, which is not lost."""
    case = read_pending(file) if file.is_file() else None
    done = file.parent.parent / file.name
    template = _templates().get_template("case.html.j2")
    return template.render(case=case, done=done, file=file, wrong=wrong, typed=typed or {})


def _pieces(text: str) -> Iterator[Piece]:
    """A row in pieces, as a person looks at it."""
    at = 0
    for mark in _MARK.finditer(text):
        if mark.start() > at:
            yield text[at : mark.start()], "", ()
        quote, *more = mark[1].split("｜")
        kind = "gap" if quote.startswith("?") else "fact"
        yield quote.removeprefix("?"), kind, tuple(more)
        at = mark.end()
    if at < len(text):
        yield text[at:], "", ()


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "page" / "templates"),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {"t": t, "language": language, "pieces": _pieces}
    environment.filters["visible"] = visible
    return environment
