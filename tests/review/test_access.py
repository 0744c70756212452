"""Who may speak to the page, and what harm a draft can do to it: none."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from drafter.documents.draft_file import read_draft, write_draft
from drafter.review.access import Pass
from drafter.review.app import LARGEST, review_app
from drafter.review.rendering import visible
from tests.review.conftest import Desk, Open, Serve, sitting_over
from tests.review.drafts import harmful, small

PORT = 8000
HOST = f"127.0.0.1:{PORT}"
GIVEN = Pass.fresh(PORT)
COOKIE = {"cookie": f"{GIVEN.cookie_name}={GIVEN.cookie}"}
OWN = {"host": HOST, "origin": f"http://{HOST}", **COOKIE}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A draft that none of these tests may change: who changes it has one of its own."""
    file = tmp_path_factory.mktemp("desk") / "总结.draft.json"
    write_draft(small(), file)
    return Desk(file, GIVEN, sitting_over(file))


@pytest.fixture(scope="module")
def shared(desk: Desk) -> Iterator[TestClient]:
    with TestClient(
        review_app(desk.sitting, GIVEN), base_url=f"http://{HOST}", follow_redirects=False
    ) as made:
        yield made


@pytest.fixture
def client(desk: Desk, shared: TestClient) -> Iterator[TestClient]:
    before = desk.file.read_bytes()
    shared.cookies.clear()
    yield shared
    assert desk.file.read_bytes() == before


def accept(desk: Desk) -> dict[str, str]:
    """The fields of a deed that would be done."""
    name = next(one.id for one in desk.draft.all_sentences())
    return {"names": name, "stamp": desk.sitting.stamp}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": HOST}, 403),  # no cookie
        ({"host": HOST, "cookie": f"{GIVEN.cookie_name}=x"}, 403),
        (
            {"host": HOST, "cookie": f"{GIVEN.cookie_name}={GIVEN.token}"},
            403,
        ),  # the address's is not the cookie's
        ({"host": HOST, "cookie": f"drafter_review_{PORT + 1}={GIVEN.cookie}"}, 403),
        ({"host": "evil.example", **COOKIE}, 421),  # DNS rebinding
        ({"host": f"evil.example:{PORT}", **COOKIE}, 421),
        ({"host": f"127.0.0.1.evil.example:{PORT}", **COOKIE}, 421),
        ({"host": f"127.0.0.1:{PORT + 1}", **COOKIE}, 421),
        ({"host": "", **COOKIE}, 421),
        ({"host": HOST, "origin": "http://evil.example", **COOKIE}, 403),
        ({"host": HOST, "origin": "null", **COOKIE}, 403),
        ({"host": HOST, "sec-fetch-site": "cross-site", **COOKIE}, 403),
        (
            {"host": HOST, "sec-fetch-site": "same-site", **COOKIE},
            403,
        ),  # another port of this machine
        ({"host": HOST, **COOKIE}, 200),
        ({"host": f"localhost:{PORT}", **COOKIE}, 200),
    ],
)
def test_who_may_read(client: TestClient, headers: dict[str, str], status: int) -> None:
    for path in ("/", "/side/front", "/static/review.js", "/since/0", "/export/record.md"):
        answer = client.get(path, headers=headers)
        assert answer.status_code == status
        assert status == 200 or "云岭县" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": HOST, **COOKIE}, 403),  # a browser always says where a form comes from
        ({**OWN, "origin": "http://evil.example"}, 403),
        ({**OWN, "origin": "null"}, 403),
        ({**OWN, "origin": f"http://127.0.0.1:{PORT + 1}"}, 403),
        ({**OWN, "origin": f"http://localhost:{PORT}"}, 403),  # not the host it is said to
        ({**OWN, "origin": f"https://{HOST}"}, 403),
        ({**OWN, "sec-fetch-site": "same-site"}, 403),
        ({**OWN, "cookie": ""}, 403),
        ({**OWN, "host": "evil.example", "origin": "http://evil.example"}, 421),
    ],
)
def test_who_may_decide(
    client: TestClient, desk: Desk, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/do/accept", data=accept(desk), headers=headers)
    assert answer.status_code == status
    assert not desk.draft.review.decisions


def test_the_page_itself_may_decide(tmp_path: Path) -> None:
    file = tmp_path / "总结.draft.json"
    write_draft(small(), file)
    desk = Desk(file, GIVEN, sitting_over(file))
    with TestClient(review_app(desk.sitting, GIVEN), base_url=f"http://{HOST}") as client:
        assert client.post("/do/accept", data=accept(desk), headers=OWN).status_code == 200
    assert len(desk.draft.review.decisions) == 1


def test_the_address_lets_in_once_and_is_gone(client: TestClient) -> None:
    token = parse_qs(urlsplit(GIVEN.address).query)["token"][0]
    answer = client.get("/", params={"token": token}, headers={"host": HOST})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert token.lower() not in cookie
    client.cookies.clear()
    assert client.get("/", params={"token": token[:-1]}, headers={"host": HOST}).status_code == 403
    assert len(token) >= 43  # 256 bits
    no_cookie = {"host": HOST, "origin": f"http://{HOST}"}
    assert client.post("/do/undo", params={"token": token}, headers=no_cookie).status_code == 403


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_changes_but_by_post(client: TestClient, desk: Desk, method: str) -> None:
    for deed in ("accept", "undo", "edit"):
        assert (
            client.request(method, f"/do/{deed}", params=accept(desk), headers=OWN).status_code
            == 405
        )


@pytest.mark.parametrize(
    "path", ["/", "/side/front", "/static/review.css", "/nowhere", "/export/clean"]
)
def test_every_answer_keeps_to_itself(client: TestClient, path: str) -> None:
    for headers in (OWN, {"host": HOST}, {"host": "evil.example"}):
        said = client.get(path, headers=headers).headers
        policy = said["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert said["x-content-type-options"] == "nosniff"
        assert said["x-frame-options"] == "DENY"
        assert said["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in said


def test_no_inline_script_or_style(client: TestClient) -> None:
    page = client.get("/", headers=OWN).text
    assert page.count("<script") == 1
    assert '<script type="module" src="static/review.js"></script>' in page
    assert " style=" not in page
    assert " onclick" not in page
    assert "https://" not in page
    assert page.count("http://") == 0


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2fsettings.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/review.js%00.css",
        "/side/..%2f..%2fetc%2fpasswd",
        "/export/..%2fclean",
        "/export/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/docs",
        "/openapi.json",
        "/templates/page.html.j2",
    ],
)
def test_no_way_to_other_files(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=OWN)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "import" not in answer.text


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"text=" + b"x" * LARGEST, "application/x-www-form-urlencoded", 413),
        (b"&".join(b"a%d=1" % n for n in range(500)), "application/x-www-form-urlencoded", 400),
        (
            b'{"names": "TB1"}',
            "application/json",
            409,
        ),  # no form, no field, so no state that it saw
        (b"\xff\xfe%zz", "application/x-www-form-urlencoded", 409),
        (b"", "application/x-www-form-urlencoded", 409),
    ],
)
def test_odd_bodies(client: TestClient, desk: Desk, content: bytes, kind: str, status: int) -> None:
    answer = client.post("/do/edit", content=content, headers={**OWN, "content-type": kind})
    assert answer.status_code == status
    assert not desk.draft.review.decisions


def test_a_body_that_does_not_say_how_long_it_is(client: TestClient, desk: Desk) -> None:
    pieces = (b"text=" + b"x" * 8192 for _ in range(20))
    headers = {**OWN, "content-type": "application/x-www-form-urlencoded"}
    answer = client.post("/do/edit", content=pieces, headers=headers)
    assert answer.status_code == 413


DEEDS = (
    "edit",
    "accept",
    "reopen",
    "fill",
    "intend",
    "comment",
    "resolve",
    "choose",
    "pick",
    "restore",
)


@pytest.mark.parametrize("deed", DEEDS)
def test_places_that_are_none(client: TestClient, desk: Desk, deed: str) -> None:
    for name in ("", "../x", "S999", "<script>", "\u202e", "x" * 5000):
        fields = dict.fromkeys(
            ("sentence", "names", "gap", "where", "section", "comment", "number", "code"), name
        )
        said = {"text": "x", "reason": "x", "stamp": desk.sitting.stamp}
        answer = client.post("/do/" + deed, data={**fields, **said}, headers=OWN)
        assert answer.status_code in {200, 404, 422}
        assert "<script>" not in answer.text or answer.headers["content-type"].startswith(
            "text/plain"
        )
        assert not desk.draft.review.decisions


def test_only_loopback_is_listened_on() -> None:
    from drafter.review.serving import HOST as HERE

    assert HERE == "127.0.0.1"


def test_nothing_is_sent_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    made = review_app(desk.sitting, GIVEN)
    with TestClient(made, base_url=f"http://{HOST}") as client:
        assert client.get("/", headers=OWN).status_code == 200


# --- drafts that mean harm ---


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a<b>&\"'", "a&lt;b&gt;&amp;&#34;&#39;"),
        ("a\u202eb", "U+202E"),
        ("a\u200bb", "U+200B"),
        ("a\u2066b", "U+2066"),
        ("a\ufeffb", "U+FEFF"),
        ("a\x00b", "U+0000"),
        ("a\U000e0041b", "U+E0041"),
    ],
)
def test_what_nobody_sees_is_seen(text: str, shown: str) -> None:
    html = str(visible(text))
    assert shown in html
    assert not set("\u202e\u200b\u2066\ufeff\x00\U000e0041") & set(html)


def test_a_harmful_draft_is_only_text(serve: Serve, visit: Open) -> None:
    desk = serve(harmful())
    page = visit(desk)
    page.on("dialog", lambda box: pytest.fail(f"a script ran: {box.message}"))
    text = page.locator(".sheet").inner_text()
    assert "<script>alert(1)</script>" in text
    assert "<img src=x onerror=alert(2)>" in text
    assert (
        page.locator(
            "#text script, #text img, #text iframe, #text form, #side script, #side img"
        ).count()
        == 0
    )
    while page.locator("#text [aria-current]").get_attribute("data-at") != "TB1":
        page.keyboard.press("j")
    for _ in range(page.locator("#text [data-at]").count()):
        page.keyboard.press("j")
        page.wait_for_timeout(20)
        assert page.locator("#side script, #side img").count() == 0
        assert not set("\u202e\u200b\u2066") & set(page.locator("body").inner_text())
    expect(page.locator(".unseen").first).to_be_visible()
    assert page.evaluate("window.harmed") is None


def test_typed_markup_stays_text(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    one = page.locator(".s", has_text="开展督导").first
    one.click()
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("<img src=x onerror=window.harmed=1>开展督导4次。")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("核对")
    page.keyboard.press("c")
    expect(
        page.locator("#side form[data-deed=comment] :is(input[type=text], textarea)").first
    ).to_be_focused()
    page.keyboard.insert_text("<script>window.harmed=1</script>")
    page.keyboard.press("Enter")
    expect(page.locator("#side .thread")).to_contain_text("<script>window.harmed=1</script>")
    assert page.locator("#text img, #side img, #side script").count() == 0
    assert page.evaluate("window.harmed") is None
    assert "<img" in "".join(one.text for one in read_draft(Path(desk.file)).review.decisions)


EVIL = """<!doctype html><title>evil</title><iframe src="{to}/"></iframe>
<form method="post" action="{to}/do/accept" enctype="application/x-www-form-urlencoded">
<input name="names" value="{name}"><input name="stamp" value="{stamp}">
<button>x</button></form>"""


def test_another_port_can_neither_frame_nor_post(serve: Serve, visit: Open) -> None:
    """To a browser another port of this machine is the same site: cookies go along."""
    desk = serve()
    page = visit(desk)
    fields = accept(desk)
    html = EVIL.format(
        to=f"http://127.0.0.1:{desk.given.port}", name=fields["names"], stamp=fields["stamp"]
    ).encode()

    class Evil(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(html)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    other = page.context.new_page()
    other.goto(f"http://127.0.0.1:{server.server_port}/")
    assert "云岭县" not in "".join(frame.content() for frame in other.frames[1:])
    with other.expect_navigation() as done:
        other.get_by_role("button").click()
    server.shutdown()
    answer = done.value
    assert answer is not None
    assert f"{desk.given.cookie_name}=" in answer.request.all_headers().get(
        "cookie", ""
    )  # it did go along
    assert answer.status == 403
    assert not desk.draft.review.decisions


def test_why_no_final_file_is_given_is_said_with_one_full_stop(client: TestClient) -> None:
    answer = client.get("/export/clean", headers=OWN)
    assert (answer.status_code, "不能出定稿：" in answer.text) == (422, True)
    assert "【" in answer.text
    assert "。。" not in answer.text
