"""The page as its server answers, without a server: one draft, one reviewer, a client."""

from dataclasses import dataclass
from pathlib import Path

from fastapi.testclient import TestClient
from httpx2 import Response

from drafter.documents.draft_file import read_draft, write_draft
from drafter.records import Draft
from drafter.review.access import Pass
from drafter.review.app import review_app
from drafter.review.session import Sitting
from tests.review.conftest import sitting_over

_PORT = 8000
_HOST = f"127.0.0.1:{_PORT}"


@dataclass
class Desk:
    """A draft's file, and the page over it."""

    file: Path
    sitting: Sitting
    client: TestClient

    @property
    def draft(self) -> Draft:
        return read_draft(self.file)

    def do(self, deed: str, fields: dict[str, str], at: str = "") -> Response:
        """What the page does at a button, in the state that the file has now."""
        self.client.get("/since/0")
        sent = {**fields, "stamp": self.sitting.stamp, "edition": "0", "at": at}
        return self.client.post(f"/do/{deed}", data=sent)

    def trial(self, deed: str, fields: dict[str, str]) -> Response:
        return self.client.post(f"/try/{deed}", data=fields)

    def side(self, at: str) -> str:
        return self.client.get(f"/side/{at}").text

    def whole(self) -> str:
        return self.client.get("/").text


def desk_over(draft: Draft, folder: Path, *others: Draft) -> Desk:
    file = folder / "总结.draft.json"
    write_draft(draft, file)
    sitting, given = sitting_over(file, *others), Pass.fresh(_PORT)
    own = {
        "host": _HOST,
        "origin": f"http://{_HOST}",
        "cookie": f"{given.cookie_name}={given.cookie}",
    }
    client = TestClient(review_app(sitting, given), base_url=f"http://{_HOST}", headers=own)
    return Desk(file, sitting, client)
