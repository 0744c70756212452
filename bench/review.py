"""Times of the review page in a real Chromium: until it can be used, and from a key to its change.

    python bench/review.py [SECTIONS]

The draft has 60 sections and some 180 sentences unless another number is given, its notes taken in
order from the examples. The times of a key are from the press to the first frame that shows what it
did, the median and the worst of 15.
"""

import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import uvicorn
from playwright.sync_api import Page, sync_playwright

from bench.draft import FRONT
from drafter.documents.draft_file import write_draft
from drafter.documents.draft_store import DraftStore
from drafter.documents.notes import parse_notes
from drafter.reading.notes import read_notes
from drafter.records import Draft
from drafter.review.access import Pass
from drafter.review.app import review_app
from drafter.review.decisions import By
from drafter.review.session import Sitting
from drafter.writing.pipeline import Tools, draft
from drafter.writing.redraft import Redrafted
from drafter.writing.rules import RuleWriter

ROOT = Path(__file__).parents[1]
SECTIONS, BULLETS, TURNS = 60, 3, 15
# Resolves with the milliseconds from a key to the first frame after a change that `watch` finds.
_TIMED = """([key, watch]) => new Promise((done) => {
  const changed = () => document.querySelector(watch.query)?.[watch.property] ?? "";
  const before = changed(), start = performance.now();
  const spent = () => performance.now() - start;
  const look = () => {
    if (changed() !== before) requestAnimationFrame(() => done(spent()));
    else if (spent() > 5000) done(5000);
    else setTimeout(look, 1);
  };
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  look();
})"""


def long_draft(sections: int = SECTIONS) -> Draft:
    """A draft of so many sections, by the rules."""
    sources = [
        bullet.source
        for file in sorted((ROOT / "examples").glob("*.md"))
        for bullet in read_notes(file).all_bullets()
        if not bullet.children
    ]
    lines = [FRONT, "# 工作情况"]
    for n in range(sections - 1):
        lines += [f"## 第{n + 1}方面工作"]
        lines += (f"- {sources[(n * BULLETS + at) % len(sources)]}" for at in range(BULLETS))
    return draft(parse_notes("\n".join(lines) + "\n", Path("notes.md")), Tools(RuleWriter()))


def timed(page: Page, key: str, query: str, property: str = "textContent") -> float:
    """Milliseconds from a key to what it changes."""
    return float(page.evaluate(_TIMED, [key, {"query": query, "property": property}]))


def served(made: Draft, folder: Path) -> tuple[uvicorn.Server, Pass]:
    file = folder / "报告.draft.json"
    write_draft(made, file)
    by = By("审稿人", "2026-07-06T09:00:00+08:00")
    sitting = Sitting(
        DraftStore(file), [], lambda: by, lambda draft, section, remark: Redrafted(())
    )
    listening = socket.create_server(("127.0.0.1", 0))
    given = Pass.fresh(listening.getsockname()[1])
    server = uvicorn.Server(
        uvicorn.Config(review_app(sitting, given), log_level="error", lifespan="off", http="h11")
    )
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return server, given


def measured(page: Page, address: str) -> dict[str, list[float]]:
    """What is waited for → milliseconds, each time."""
    times: dict[str, list[float]] = {}
    for _ in range(3):
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_selector("#text [aria-current]")
        times.setdefault("load, until a key works", []).append((time.perf_counter() - start) * 1000)
    for _ in range(TURNS):
        times.setdefault("j: next sentence, its sources", []).append(
            timed(page, "j", "#side [data-panel]", "outerHTML")
        )
    for name, key in (("a: accept", "a"), ("u: undo", "u")):
        for _ in range(TURNS):
            if key == "a":
                page.keyboard.press("n")
            times.setdefault(name, []).append(timed(page, key, ".count.accepted b"))
            page.wait_for_timeout(450)  # the rules on the whole text come after
    for turn in range(TURNS):
        page.keyboard.press("n")
        page.keyboard.press("j")
        page.keyboard.press("n")
        page.keyboard.press("e")
        page.keyboard.press("End")
        page.keyboard.insert_text(f"（改{turn}）")
        times.setdefault("Enter: edit, proved", []).append(timed(page, "Enter", "#said"))
        page.wait_for_timeout(450)
    return times


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("chromium is not installed", file=sys.stderr)
        return 3
    made = long_draft(int(sys.argv[1]) if len(sys.argv) > 1 else SECTIONS)
    sentences = list(made.all_sentences())
    sections, length = len(list(made.all_sections())), sum(len(s.text) for s in sentences)
    print(f"{sections} sections, {len(sentences)} sentences, {length:,} characters")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        server, given = served(made, Path(folder))
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        for name, values in measured(page, given.address).items():
            print(f"{name:<32} {statistics.median(values):6.0f} ms   worst {max(values):6.0f} ms")
        browser.close()
        server.should_exit = True
    return 0


if __name__ == "__main__":
    sys.exit(main())
