"""What the page proves itself by in the office network, or that it is not served there at all."""

import re
import shutil
import signal
import socket
import ssl
import stat
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import httpx2
import pytest
import typer

from drafter.cli.review_listen import Asked, office_for
from drafter.documents.draft_file import read_draft, write_draft
from drafter.errors import EnvironmentFault, InputError
from drafter.review import certificate as made
from drafter.review.certificate import given_certificate, made_certificate
from drafter.review.office_address import OfficeAddress
from drafter.review.passes import passes_of
from drafter.review.serving import serve_office
from drafter.system import WINDOWS
from tests.review.drafts import small
from tests.review.test_command import environment

HERE = OfficeAddress("localhost", "127.0.0.1", 8765)
needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="NO OPENSSL")


def files(home: Path) -> tuple[Path, Path]:
    (certificate,) = (home / "certificates").glob("*.pem")
    return certificate, certificate.with_suffix(".key")


@needs_openssl
def test_a_certificate_is_made_once(tmp_path: Path) -> None:
    first = made_certificate(tmp_path, HERE)
    assert re.fullmatch(r"([0-9A-F]{2}:){31}[0-9A-F]{2}", first.fingerprint)
    assert made_certificate(tmp_path, HERE).fingerprint == first.fingerprint
    assert first.context.minimum_version >= ssl.TLSVersion.TLSv1_2
    certificate, key = files(tmp_path)
    if not WINDOWS:  # where rights are no modes
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert sorted(one.name for one in key.parent.iterdir()) == sorted((certificate.name, key.name))
    shown = subprocess.run(
        ["openssl", "x509", "-noout", "-text", "-in", str(certificate)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "CA:FALSE" in shown
    assert "CA:TRUE" not in shown  # nobody who trusts it trusts others by it
    assert "DNS:localhost, IP Address:127.0.0.1" in shown


@needs_openssl
def test_a_certificate_that_ends_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(made, "_DAYS", 1)
        old = made_certificate(tmp_path, HERE).fingerprint
    assert made_certificate(tmp_path, HERE).fingerprint != old


def test_without_a_certificate_nothing_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / "甲.draft.json"
    write_draft(small(), draft)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EnvironmentFault, match="不在网络上开放稿子"):
        office_for(draft, tmp_path, Asked("127.0.0.1:8765", ["张科长"]))
    assert not passes_of(tmp_path, draft).holders  # and nobody has a link to it


@needs_openssl
def test_a_certificate_of_the_office(tmp_path: Path) -> None:
    ours = made_certificate(tmp_path / "a", HERE)
    made_certificate(tmp_path / "b", HERE)
    certificate, key = files(tmp_path / "a")
    assert given_certificate(certificate, key).fingerprint == ours.fingerprint
    locked, no = tmp_path / "locked.key", tmp_path / "none.pem"
    words = ["openssl", "pkcs8", "-topk8", "-in", str(key), "-out", str(locked), "-passout"]
    subprocess.run([*words, "pass:word"], check=True, capture_output=True)
    text = tmp_path / "text.pem"
    text.write_text("证书", encoding="utf-8")
    _, other = files(tmp_path / "b")
    for pair in ((certificate, other), (certificate, locked), (no, key), (text, key), (key, key)):
        with pytest.raises(InputError, match="证书和私钥用不了"):
            given_certificate(*pair)


@needs_openssl
def test_an_address_of_another_machine(tmp_path: Path) -> None:
    elsewhere = OfficeAddress("192.0.2.1", "192.0.2.1", 8765)  # nobody's
    tls = made_certificate(tmp_path, elsewhere)

    async def app(*_: object) -> None:
        raise AssertionError

    with pytest.raises(EnvironmentFault, match="不是本机的地址"):
        serve_office(app, elsewhere, tls, lambda: pytest.fail("nobody is given a link"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(reviewers=["张科长"]), "--reviewer"),
        (Asked(certificate=Path("a"), key=Path("b")), "--certificate"),
        (Asked("127.0.0.1:1", ["张科长"], certificate=Path("a")), "--key"),
        (Asked("127.0.0.1:1", ["张科长"], port=8000), "--port"),
        (Asked("127.0.0.1:1"), "--reviewer"),
    ],
)
def test_options_that_do_not_go_together(tmp_path: Path, asked: Asked, said: str) -> None:
    with pytest.raises(typer.BadParameter, match=said):
        office_for(tmp_path / "甲.draft.json", tmp_path, asked)


def test_links_are_taken_back_without_serving(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "甲.draft.json"
    passes_of(tmp_path, draft).give("李主任")
    assert office_for(draft, tmp_path, Asked(revoked=["李主任"])) is None
    assert "李主任" in capsys.readouterr().err
    assert not passes_of(tmp_path, draft).holders


@needs_openssl
def test_a_review_over_tls_from_the_command_line(tmp_path: Path) -> None:
    write_draft(small(), tmp_path / "甲.draft.json")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ["review", "甲.draft.json", "--listen", f"127.0.0.1:{port}"]
    running = Popen(
        [sys.executable, "-m", "drafter", *words, "--reviewer", "张科长", "--reviewer", "李主任"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=PIPE,
        stderr=PIPE,
        text=True,
    )
    try:
        assert running.stdout
        assert running.stderr
        links = dict(running.stdout.readline().strip().split("\t") for _ in range(2))
        assert list(links) == ["张科长", "李主任"]
        address, _, secret = links["张科长"].partition("/enter#")
        assert address == f"https://127.0.0.1:{port}"
        told = running.stderr.readline() + running.stderr.readline()
        certificate, _ = files(tmp_path / "home")
        trusted = ssl.create_default_context(cafile=certificate)
        assert given_certificate(*files(tmp_path / "home")).fingerprint in told
        origin = {"origin": address}
        with httpx2.Client(base_url=address, verify=trusted, headers=origin) as client:
            entered = client.post("/enter", data={"pass": secret}, follow_redirects=True)
            stamp = re.search(r'data-stamp="(\w+)"', entered.text)
            assert stamp
            fields = {"names": "TB1", "stamp": stamp[1]}
            assert client.post("/do/accept", data=fields).status_code == 200
        with pytest.raises(httpx2.HTTPError):
            httpx2.get(f"http://127.0.0.1:{port}/enter")  # nothing without TLS
        (decided,) = read_draft(tmp_path / "甲.draft.json").review.decisions
        assert (decided.deed, decided.who) == ("accept", "张科长")
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0
        said = running.stderr.read()
        assert "张科长 进入" in said
        assert "Traceback" not in said
        assert secret not in told + said
    finally:
        running.kill()
        running.wait()
