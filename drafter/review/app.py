"""What the page is told: reading by GET, deciding by POST, nothing else.

Its state is the draft's own file.

Every answer to a deed holds the parts of the page that it changed, and no other; a deed that comes
from an older revision is not done but answered with what was decided meanwhile.
"""

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import FastAPI, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from drafter.errors import DrafterError, InputError
from drafter.messages import t
from drafter.review import network_pages
from drafter.review.access import Door, Guard, reviewer
from drafter.review.presence import Presence
from drafter.review.quiet import LARGEST, MOST_FIELDS, missing, quiet_app, static_file
from drafter.review.refusals import Stale, UnknownPlace, Unsure
from drafter.review.session import Sitting

_LONGEST_ID = 40
_EDITION = re.compile(r"[0-9]{1,9}")


def review_app(sitting: Sitting, door: Door, presence: Presence | None = None) -> Guard:
    """The page as an application, behind its guard."""
    return Guard(review_pages(sitting, presence), door)


def review_pages(sitting: Sitting, presence: Presence | None = None) -> FastAPI:
    """The page as an application that a guard has to stand before.

    presence  who else is there, where the door lets in several

    Its addresses are relative, so that it can be a part of another.
    """
    app = quiet_app()

    @app.get("/")
    def whole() -> Response:
        return HTMLResponse(sitting.whole())

    @app.get("/static/{name}")
    def static(name: str) -> Response:
        return static_file(name)

    @app.get("/side/{at}")
    def side(at: str) -> Response:
        with sitting.still:
            return _parts(sitting, sitting.side(at))

    @app.get("/since/{edition}")
    def since(edition: int, settled: bool = False) -> Response:
        if settled:
            sitting.settle()
        with sitting.still:
            return _parts(sitting, sitting.since(edition))

    @app.post("/do/{deed}")
    async def do(deed: str, request: Request) -> Response:
        return await run_in_threadpool(_done, sitting, deed, await _fields(request))

    @app.post("/try/{deed}")
    async def attempt(deed: str, request: Request) -> Response:
        fields = await _fields(request)
        return HTMLResponse(await run_in_threadpool(sitting.trial, deed, fields))

    @app.post("/redraft")
    def redraft(section: Annotated[str, Form()], remark: Annotated[str, Form()] = "") -> Response:
        sitting.redraft(section, remark)
        return _parts(sitting, "")

    @app.get("/export/{kind}")
    def export(kind: str) -> Response:
        name, content, media = sitting.export(kind)
        return Response(
            content,
            media_type=media,
            headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
        )

    if presence:
        _tell_who_is_there(app, sitting, presence)
    _tell_refusals(app)
    return app


def _tell_who_is_there(app: FastAPI, sitting: Sitting, presence: Presence) -> None:
    @app.post("/present")
    def present(at: Annotated[str, Form()] = "", editing: Annotated[str, Form()] = "") -> Response:
        who = reviewer()
        others = presence.say(who, at[:_LONGEST_ID], editing=bool(editing))
        with sitting.still:
            sitting.look()
            return _parts(sitting, network_pages.present(sitting.page, who, others))


def _tell_refusals(app: FastAPI) -> None:
    """Have what is refused answered with the reason."""

    @app.exception_handler(UnknownPlace)
    def unknown(request: Request, error: Exception) -> Response:
        return missing()

    @app.exception_handler(Unsure)
    def unsure(request: Request, error: Exception) -> Response:
        return _refused(
            str(error), {"x-sure": "1"} if isinstance(error, Unsure) and error.sure else {}
        )

    @app.exception_handler(DrafterError)
    def refused(request: Request, error: Exception) -> Response:
        return _refused(_reason(error))


async def _fields(request: Request) -> dict[str, str]:
    form = await request.form(max_fields=MOST_FIELDS, max_files=0, max_part_size=LARGEST)
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _done(sitting: Sitting, deed: str, fields: dict[str, str]) -> Response:
    given = fields.get("edition", "")
    edition = int(given) if _EDITION.fullmatch(given) else 0
    at = fields.get("at", "")
    with sitting.still:
        where = sitting.place_next(deed, at)
        try:
            said = sitting.do(deed, fields.get("stamp", ""), fields)
        except Stale as error:
            sentence = fields.get("sentence") or fields.get("names", "")
            parts = sitting.stale(error, sentence) + sitting.since(edition)
            return _parts(sitting, parts, status=409)
        where = where or sitting.place_left(at)
        return _parts(
            sitting,
            sitting.since(edition) + sitting.side(where or at, strict=False),
            said=said,
            where=where,
        )


def _parts(
    sitting: Sitting, html: str, *, said: str = "", where: str = "", status: int = 200
) -> Response:
    headers = {
        "x-stamp": sitting.stamp,
        "x-edition": str(sitting.edition),
        "x-said": quote(said),
        "x-where": quote(where),
    }
    return HTMLResponse(html, status_code=status, headers=headers)


def _reason(error: Exception) -> str:
    if not isinstance(error, InputError):
        return str(error)
    what = "：".join(filter(None, (error.message, error.value)))
    return t("page.refused.remedy", what=what, remedy=error.remedy) if error.remedy else what


def _refused(reason: str, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(reason, status_code=422, headers=headers)
