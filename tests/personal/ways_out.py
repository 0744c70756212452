"""The ways by which a text can leave this machine, each walked by the real commands.

Servers on loopback stand where the remote ones would, and keep what they are sent.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx2

from tests.cli.started import started
from tests.personal.items import Item, plain
from tests.retrieval.fake_embeddings import FakeEmbeddings
from tests.writing.fake_openai import Act, FakeOpenAI

ROOT = Path(__file__).parents[2]
FRONT = "---\norganization: 云岭县教育局\nkind: summary\nperiod: 2026年上半年\n---\n"
KEYS = ("sk-canary-7f3a91c2e4", "emb-canary-c2e47f3a91")
A_SECTION = 10  # items
TOPICS = (
    "校园安全 队伍建设 困难帮扶 环境整治 信访办理 食堂管理 健康服务 就业服务 社区治理 志愿服务"
).split()


class Machine:
    """A working folder with a home, and the servers that its commands are sent to.

    told  what the commands said, on either stream
    """

    def __init__(self, folder: Path, model: FakeOpenAI, embeddings: FakeEmbeddings) -> None:
        self.folder = folder
        self._model = model
        self._embeddings = embeddings
        self.told: list[str] = []
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "DRAFTER_HOME": str(folder / "home"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "OPENAI_API_KEY": KEYS[0],
            "OPENAI_MODEL": "fake",
            "OPENAI_BASE_URL": model.base_url,
            "DRAFTER_EMBEDDER": "openai",
            "DRAFTER_EMBEDDINGS_API_KEY": KEYS[1],
            "DRAFTER_EMBEDDINGS_BASE_URL": embeddings.base_url,
            "DRAFTER_EMBEDDINGS_MODEL": "fake",
        }

    def run(self, *words: object, code: Sequence[int] = (0,)) -> None:
        """Run a command; RuntimeError where it ends otherwise than it should."""
        done = started([*map(str, words)], self.folder, self.environment, 600)
        self.told += [done.stdout, done.stderr]
        if done.returncode not in code:
            raise RuntimeError(f"{words}: {done.returncode}: {done.stderr[-2000:]}")

    def said(self) -> str:
        """All that was sent so far, as `plain` makes it."""
        texts = [*(seen.text for seen in self._model.requests), *self._embeddings.texts]
        return "\n".join(map(plain, texts))

    @property
    def counts(self) -> tuple[int, int]:
        """Requests to the model, and texts to the embedder."""
        return len(self._model.requests), len(self._embeddings.texts)


# What a model says that is now and then refused: the repair shows its answer again.
_ACTS = (Act.GOOD, Act.GOOD, Act.NO_TOKENS, Act.GOOD, Act.INVENTED, Act.GOOD, Act.PROSE)


@contextmanager
def machine(folder: Path) -> Iterator[Machine]:
    """A machine with servers that answer."""
    with FakeOpenAI(*_ACTS * 40) as model, FakeEmbeddings() as embeddings:
        yield Machine(folder, model, embeddings)


def leaks(here: Machine, items: Sequence[Item]) -> list[Item]:
    """The items that were told to a server."""
    said = here.said()
    times = Counter(secret for item in items for secret in set(item.secrets))
    return [item for item in items if item.only(times).leaks_in(said)]


def _sections(lines: Sequence[str]) -> str:
    rows = []
    for at in range(0, len(lines), A_SECTION):
        topic = TOPICS[at // A_SECTION % len(TOPICS)]
        rows += [f"# {topic}", *(f"- {line}" for line in lines[at : at + A_SECTION])]
    return FRONT + "\n".join(rows) + "\n"


def _report(lines: Sequence[str]) -> str:
    """A past report that says them, on the topics of the notes."""
    rows = ["# 云岭县教育局2025年工作总结"]
    for at in range(0, len(lines), A_SECTION):
        topic = TOPICS[at // A_SECTION % len(TOPICS)]
        rows += [f"\n## {topic}\n", *(f"{line}。\n" for line in lines[at : at + A_SECTION])]
    return "\n".join(rows)


def notes(here: Machine, items: Sequence[Item]) -> None:
    """A draft from notes that state them, with a second reader, all kept in the draft."""
    (here.folder / "要点.md").write_text(_sections([item.line for item in items]), "utf-8")
    here.run("draft", "要点.md", "-o", "稿.docx", "--writer", "openai", "--second-reader",
             "--keep-personal", "--no-index", "-q", code=(0, 1))  # fmt: skip


def headings(here: Machine, items: Sequence[Item]) -> None:
    """A draft from notes with headings that state them."""
    rows = (f"## {item.line}\n- 培训{n + 12}人次\n" for n, item in enumerate(items))
    (here.folder / "标题.md").write_text(FRONT + "# 一、工作\n" + "".join(rows), "utf-8")
    here.run("draft", "标题.md", "-o", "标题.docx", "--writer", "openai", "--keep-personal",
             "--no-index", "-q", code=(0, 1))  # fmt: skip


def archive(here: Machine, items: Sequence[Item]) -> None:
    """An index of documents that state them, vectors by a remote embedder; and questions."""
    (here.folder / "往年.md").write_text(_report([item.line for item in items]), "utf-8")
    here.run("index", "add", "往年.md", "-q")
    for item in items[:: max(1, len(items) // 40)]:
        here.run("index", "search", item.line)


def passages(here: Machine, items: Sequence[Item]) -> None:
    """A draft with passages and the manner of an earlier report that states them."""
    archive(here, items)
    lines = [f"开展{topic}检查{n + 12}次" for n in range(9) for topic in TOPICS]
    (here.folder / "今年.md").write_text(_sections(sorted(lines, key=lambda x: x[2:6])), "utf-8")
    here.run("draft", "今年.md", "-o", "今年.docx", "--writer", "openai", "--style-from", "往年.md",
             "-q", code=(0, 1))  # fmt: skip


def remarks(here: Machine, items: Sequence[Item]) -> None:
    """Sections written again in the review, with a remark that states them."""
    (here.folder / "审.md").write_text(
        FRONT + "# 一、工作\n- 培训12人次\n- 检查食堂15个\n", "utf-8"
    )
    here.run(
        "draft", "审.md", "-o", "审.docx", "--writer", "rules", "--no-index", "-q", code=(0, 1)
    )
    with _reviewing(here, "审.draft.json") as page:
        for item in items:
            page.post("/redraft", data={"section": "S1", "remark": f"写明：{item.line}"})


@contextmanager
def _reviewing(here: Machine, file: str) -> Iterator[httpx2.Client]:
    """A client at the review page of a draft, served by the command."""
    words = [sys.executable, "-m", "drafter", "review", file, "--as", "审稿人", "--no-index"]
    with (here.folder / "review.log").open("w") as log:
        running = subprocess.Popen(
            words,
            cwd=here.folder,
            env={**here.environment, "DRAFTER_WRITER": "openai", "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        assert running.stdout
        address = running.stdout.readline().strip()
        origin = re.sub(r"/\?token.*", "", address)
        headers = {"origin": origin}
        with httpx2.Client(
            base_url=origin, headers=headers, follow_redirects=True, timeout=60
        ) as client:
            here.told.append(client.get(address).raise_for_status().text)
            yield client
    finally:
        running.kill()
        running.wait()


WAYS: dict[str, Callable[[Machine, Sequence[Item]], None]] = {
    "notes": notes,
    "headings": headings,
    "archive": archive,
    "passages": passages,
    "remarks": remarks,
}
