"""What every application of the page has in common: it says nothing to anybody who did not ask."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response

from drafter.messages import t

LARGEST = 64 * 1024  # bytes of a request
MOST_FIELDS = 20
SILENT = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,  # else an environment variable could send what is typed elsewhere
}
STATIC = Path(__file__).parent / "static"
_STATIC = {
    "review.css": "text/css",
    "review.js": "text/javascript",
    "enter.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


def quiet_app() -> FastAPI:
    """An application without pages on itself, without telemetry, that reads small forms alone."""
    return FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry=SILENT,  # type: ignore[arg-type]
        max_body_size=LARGEST,
        form_limits={"max_fields": MOST_FIELDS, "max_files": 0, "max_part_size": LARGEST},
    )


def static_file(name: str) -> Response:
    """A file from the list of those that are served."""
    if name not in _STATIC:
        return missing()
    content = (STATIC / name).read_bytes()
    return Response(content, media_type=_STATIC[name])


def missing() -> Response:
    """There is nothing at this address."""
    return PlainTextResponse(t("page.refused.missing"), status_code=404)
