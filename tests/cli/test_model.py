"""drafter model list and pull; draft and doctor with a model that is named."""

import json
import os
import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from drafter.documents.draft_file import read_draft
from tests.cli.conftest import ROOT, Drafter
from tests.writing.fake_openai import FakeOpenAI

GGUF = b"GGUF" * 1000
FAKES = ROOT / "tests" / "writing" / "fake_providers"


@pytest.fixture
def hub() -> Iterator[str]:
    """A server that has one file."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(GGUF)))
            self.end_headers()
            self.wfile.write(GGUF)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/small.gguf"
        server.shutdown()


def listing(home: Path, url: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "models.toml").write_text(
        f'[[model]]\nname = "small"\nfile = "small.gguf"\nsize = {len(GGUF)}\n'
        f'sha256 = "{sha256(GGUF).hexdigest()}"\nlicence = "MIT"\nurls = ["{url}"]\n'
        f'[[model]]\nname = "huge"\nfile = "huge.gguf"\nsize = {10**13}\n'
        f'sha256 = "{"0" * 64}"\nlicence = "MIT"\nurls = ["{url}"]\n',
        encoding="utf-8",
    )


def test_the_list_says_what_there_is_and_what_fits(
    drafter: Drafter, tmp_path: Path, hub: str
) -> None:
    listing(tmp_path / "home", hub)
    (tmp_path / "mine.gguf").write_bytes(GGUF)
    rows = {
        row["name"]: row
        for row in json.loads(drafter("model", "list", "mine.gguf", "--json").stdout)
    }
    assert {"qwen2.5-coder-1.5b", "qwen3-8b", "small", "huge", "mine.gguf"} <= set(rows)
    assert [name for name, row in rows.items() if row["default"]] == ["qwen2.5-coder-1.5b"]
    assert (rows["small"]["state"], rows["small"]["fits"]) == ("missing", True)
    assert not rows["huge"]["fits"]
    assert rows["mine.gguf"]["state"] == "own"
    assert drafter("model", "pull", "small", "-q").returncode == 0
    shown = drafter("model", "list", "mine.gguf")
    lines = {line.split()[0]: line for line in shown.stdout.splitlines() if line.strip()}
    assert "已下载" in lines["small"]
    assert "内存不足" in lines["huge"]
    assert "默认" in lines["qwen2.5-coder-1.5b"]
    assert all(word in lines["qwen3-8b"] for word in ("5.0 GB", "8.6 GB", "Apache-2.0", "d98cdcbd"))
    assert "自备" in lines["mine.gguf"]
    assert drafter("model", "list", "none.gguf").returncode == 4


def test_a_model_is_fetched_by_its_name(drafter: Drafter, tmp_path: Path, hub: str) -> None:
    listing(tmp_path / "home", hub)
    assert drafter("model", "status", "small").returncode == 3
    done = drafter("model", "pull", "small", "-q")
    assert (done.returncode, Path(done.stdout.strip()).read_bytes()) == (0, GGUF)
    assert drafter("model", "status", "small").returncode == 0
    unknown = drafter("model", "pull", "gpt-4")
    assert unknown.returncode == 4
    assert "qwen2.5-coder-1.5b" in unknown.stderr
    huge = drafter("model", "pull", "huge", "-q")
    assert huge.returncode == 3
    assert "内存" in huge.stderr


def test_a_draft_by_a_model_that_is_named(drafter: Drafter, notes: Path) -> None:
    """A provider's by init_chat_model, from the command line or drafter.toml."""
    environment = {
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(FAKES)]),
        "DEEPSEEK_API_KEY": "sk-test-4711",
    }
    words = ("draft", notes, "-o", "out.md", "--no-index")
    done = drafter(*words, "--model", "deepseek:deepseek-chat", **environment)
    assert done.returncode == 0, done.stderr
    draft = read_draft(notes.with_name("out.draft.json"))
    assert (draft.run.writer, draft.run.model) == ("remote", "deepseek:deepseek-chat")
    assert "remote" in {sentence.author.writer for sentence in draft.all_sentences()}
    assert "sk-test" not in done.stderr + notes.with_name("out.draft.json").read_text("utf-8")
    notes.with_name("drafter.toml").write_text('model = "deepseek:deepseek-chat"\n', "utf-8")
    again = drafter(*words, "--replay")  # the journal has it all: neither package nor key is needed
    assert again.returncode == 0, again.stderr
    doctor = {row["name"]: row for row in json.loads(drafter("doctor", "--json").stdout)}
    assert not doctor["remote"]["ok"]
    assert doctor["remote"]["remedy"] == "pip install langchain-deepseek"
    asked = drafter(*words, **environment)
    assert (asked.returncode, "--agree" in asked.stderr) == (3, True)
    healthy = json.loads(drafter("doctor", "--agree", "--json", **environment).stdout)
    assert ("remote", True) in {(row["name"], row["ok"]) for row in healthy}


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--model", "groq:llama"), 3, "pip install langchain-groq"),
        (("--model", "openai:gpt"), 3, "OPENAI_API_KEY"),
        (("--model", "nobody:m"), 4, "deepseek"),
        (("--model", "qwen9"), 4, "qwen3-8b"),
        (("--model", "qwen3-8b"), 3, "drafter model pull qwen3-8b"),
        (("--model", "./none.gguf"), 3, "none.gguf"),
        (("--writer", "remote"), 3, "deepseek:deepseek-chat"),
    ],
)
def test_what_lacks_is_told_before_anything_is_written(
    drafter: Drafter, notes: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    done = drafter("draft", notes, "--no-index", *words)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not notes.with_suffix(".docx").exists()


def test_openai_by_name_asks_the_endpoint(drafter: Drafter, notes: Path) -> None:
    with FakeOpenAI() as server:
        endpoint = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": server.base_url}
        done = drafter(
            "draft", notes, "-o", "o.md", "--no-index", "--model", "openai:m", **endpoint
        )
    assert done.returncode == 0, done.stderr
    assert {seen.body["model"] for seen in server.requests} == {"m"}
