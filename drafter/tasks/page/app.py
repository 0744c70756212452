"""What the page of `drafter start` is told: reading by GET, doing by POST, nothing else.

Every answer to a deed holds the parts of the page as they are now.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from starlette.datastructures import UploadFile
from starlette.types import Receive, Scope, Send

from drafter.errors import DrafterError
from drafter.files import said_by_system
from drafter.messages import spoken_on_page, t
from drafter.review.access import Door, Guard
from drafter.review.app import review_pages
from drafter.review.exporting import WORD
from drafter.review.quiet import SILENT, STATIC
from drafter.review.refusals import UnknownPlace
from drafter.tasks.page import views
from drafter.tasks.page.desk import Came, Desk
from drafter.tasks.page.report import Report
from drafter.tasks.page.shelf import mark_of

LARGEST = 64 * 1024 * 1024  # bytes of all that is sent at once
MOST_FILES = 100
_FIELDS = {"max_files": 0, "max_fields": 20, "max_part_size": 64 * 1024}
_UPLOADS = {"max_files": MOST_FILES, "max_fields": 5, "max_part_size": 64 * 1024}
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HERE = Path(__file__).parent / "static"
_STATIC = {
    "review.css": (STATIC / "review.css", "text/css"),
    "icon.svg": (STATIC / "icon.svg", "image/svg+xml"),
    "start.css": (_HERE / "start.css", "text/css"),
    "start.js": (_HERE / "start.js", "text/javascript"),
}


def start_app(desk: Desk, door: Door) -> Guard:
    """The page as an application, behind its guard."""
    pages = _pages(desk)

    async def in_its_words(scope: Scope, receive: Receive, send: Send) -> None:
        with spoken_on_page():
            await pages(scope, receive, send)

    return Guard(in_its_words, door)


def _pages(desk: Desk) -> FastAPI:
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry=SILENT,  # type: ignore[arg-type]
        max_body_size=LARGEST,
    )
    _read(app, desk)
    _do(app, desk)

    @app.exception_handler(UnknownPlace)
    def unknown(request: Request, error: Exception) -> Response:
        return _missing()

    @app.exception_handler(DrafterError)
    def refused(request: Request, error: Exception) -> Response:
        return PlainTextResponse(str(error), status_code=422)

    @app.exception_handler(OSError)
    def failed(request: Request, error: Exception) -> Response:
        assert isinstance(error, OSError)
        return PlainTextResponse(said_by_system(error), status_code=422)

    return app


def _read(app: FastAPI, desk: Desk) -> None:
    """What changes nothing."""
    files = {name: (path.read_bytes(), media) for name, (path, media) in _STATIC.items()}

    @app.get("/")
    def home() -> Response:
        with desk.lock:
            return HTMLResponse(views.home(desk))

    @app.get("/static/{name}")
    def static(name: str) -> Response:
        if name not in files:
            return _missing()
        content, media = files[name]
        return Response(content, media_type=media)

    @app.get("/report/{mark}")
    def whole(mark: str) -> Response:
        with desk.lock:
            return HTMLResponse(views.whole(desk, desk.report(mark)))

    @app.get("/report/{mark}/now")
    def now(mark: str) -> Response:
        with desk.lock:
            return _parts(desk, desk.report(mark))

    @app.get("/report/{mark}/get/{kind}")
    def get(mark: str, kind: str) -> Response:
        with desk.lock:
            return _file(desk.report(mark), kind)


def _do(app: FastAPI, desk: Desk) -> None:
    """Files that come, deeds, and the page of a review."""
    reviewed: set[str] = set()

    @app.post("/add/{kind}")
    async def add_new(kind: str, request: Request) -> Response:
        return await run_in_threadpool(_added, desk, "", kind, await _came(request))

    @app.post("/report/{mark}/add/{kind}")
    async def add(mark: str, kind: str, request: Request) -> Response:
        return await run_in_threadpool(_added, desk, mark, kind, await _came(request))

    @app.post("/report/{mark}/do/{deed}")
    async def do(mark: str, deed: str, request: Request) -> Response:
        form = await request.form(**_FIELDS)
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(_did, desk, mark, deed, fields)

    @app.post("/report/{mark}/review")
    def reviewing(mark: str) -> Response:
        with desk.lock:
            sitting = desk.sitting(desk.report(mark))
            if mark not in reviewed:
                app.mount(f"/review/{mark}", review_pages(sitting))
                reviewed.add(mark)
        return HTMLResponse("", headers={"x-where": f"/review/{mark}/"})


async def _came(request: Request) -> Came:
    """The files of a form: the name that the browser gives, the content."""
    async with request.form(**_UPLOADS) as form:
        sent = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        return [(each.filename or "", await each.read()) for each in sent if each.filename]


def _added(desk: Desk, mark: str, kind: str, came: Came) -> Response:
    with desk.lock:
        report = desk.add(mark, kind, came)
        return _parts(desk, report, "" if mark else f"/report/{report.shelf.mark}")


def _did(desk: Desk, mark: str, deed: str, fields: dict[str, str]) -> Response:
    with desk.lock:
        report = desk.report(mark)
        if deed not in _DEEDS:
            raise UnknownPlace(t("page.refused.missing"))
        _DEEDS[deed](desk, report, fields)
        return _parts(desk, report)


def _say(desk: Desk, report: Report, fields: dict[str, str]) -> None:
    report.say(fields)


def _aside(desk: Desk, report: Report, fields: dict[str, str]) -> None:
    desk.put_aside(report, fields.get("kind", ""), fields.get("file", ""))


def _move(desk: Desk, report: Report, fields: dict[str, str]) -> None:
    up = fields.get("way") == "up"
    desk.move(report, fields.get("kind", ""), fields.get("file", ""), up=up)


def _draft(desk: Desk, report: Report, fields: dict[str, str]) -> None:
    desk.start(report, force=bool(fields.get("force")))


def _forms(desk: Desk, report: Report, fields: dict[str, str]) -> None:
    desk.needs_draft(report)
    due = " ".join(fields.get("due", "").split())
    report.make_forms(due, by_division=bool(fields.get("divided")))


def _again(desk: Desk, report: Report, fields: dict[str, str]) -> None:
    """Go on although something is in the way: it is left beside."""
    desk.needs_draft(report)
    told = report.forms if fields.get("what") == "forms" else report.returned
    if told.again is not None:
        told.again()


def _supplement(desk: Desk, report: Report, fields: dict[str, str]) -> None:
    desk.needs_draft(report)
    report.take_supplement()


def _take(desk: Desk, report: Report, fields: dict[str, str]) -> None:
    """The report that somebody edited where it stands."""
    desk.needs_draft(report)
    report.take([report.shelf.output], desk.by())


_DEEDS: dict[str, Callable[[Desk, Report, dict[str, str]], None]] = {
    "say": _say,
    "aside": _aside,
    "move": _move,
    "draft": _draft,
    "forms": _forms,
    "again": _again,
    "supplement": _supplement,
    "take": _take,
}


def _file(report: Report, kind: str) -> Response:
    """The report as a Word file, or a form, by its mark. Raises UnknownPlace."""
    forms = {mark_of(path): path for path in report.shelf.made_forms()}
    path = report.shelf.output if kind == "word" else forms.get(kind)
    if path is None or not path.is_file():
        raise UnknownPlace(t("page.refused.missing"))
    name = f"attachment; filename*=UTF-8''{quote(path.name)}"
    media = WORD if kind == "word" else _SHEET
    return Response(path.read_bytes(), media_type=media, headers={"content-disposition": name})


def _parts(desk: Desk, report: Report, where: str = "") -> Response:
    return HTMLResponse(views.parts(desk, report), headers={"x-where": where})


def _missing() -> Response:
    return PlainTextResponse(t("page.refused.missing"), status_code=404)
