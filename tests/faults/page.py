"""The page that one reviewer has open, spoken to as his browser does."""

from pathlib import Path

from fastapi.testclient import TestClient
from httpx import Response

from drafter.documents.draft_store import DraftStore
from drafter.records import Draft
from drafter.review.access import Pass
from drafter.review.app import review_app
from drafter.review.decisions import By
from drafter.review.session import Sitting
from drafter.writing.redraft import Redrafted

_PORT = 8000
_WHEN = "2026-07-10T09:00:00+08:00"


class Page:
    def __init__(self, draft: Path, who: str) -> None:
        given = Pass.fresh(_PORT)
        sitting = Sitting(DraftStore(draft), (), lambda: By(who, _WHEN), _nobody)
        host = f"127.0.0.1:{_PORT}"
        cookie = f"{given.cookie_name}={given.cookie}"
        headers = {"host": host, "origin": f"http://{host}", "cookie": cookie}
        self._client = TestClient(
            review_app(sitting, given), base_url=f"http://{host}", headers=headers
        )

    def does(self, deed: str, **fields: str) -> Response:
        """Do a deed to the draft as it stands now."""
        stamp = self._client.get("/since/0").headers["x-stamp"]
        return self._client.post(f"/do/{deed}", data={**fields, "stamp": stamp})


def _nobody(draft: Draft, section: str, remark: str) -> Redrafted:
    raise AssertionError
