"""Faults of an endpoint, some 300 of them: what becomes of the draft, and what it cost.

    python bench/http_faults.py

Every faulty manner of the tests' own endpoint, at the first, the second and the last section, once
and for good, with one request at a time and with four. Right is: a whole draft that names what the
rules wrote, or one sentence and no draft; few calls; the key nowhere. Pauses are not waited for.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from drafter.documents.draft_lines import plain_text
from drafter.documents.notes import parse_notes
from drafter.errors import WriterError
from drafter.settings import shipped
from drafter.writing.journal import SqliteJournal
from drafter.writing.limits import Limits
from drafter.writing.openai import OpenAIWriter
from drafter.writing.pipeline import Tools, draft
from drafter.writing.prompts import Prompts
from tests.writing.fake_openai import Act, FakeOpenAI

KEY = "sk-abcdefgh-12345678"
FRONT = "---\norganization: 云岭县教育局\nkind: summary\nperiod: 2026年上半年\n---\n"
HEADINGS = "春训 夏播 秋收 冬藏 普法".split()
SOUND = {Act.GOOD, Act.OTHER, Act.PLAIN, Act.JOINED, Act.GULLIBLE, Act.OBJECTS, Act.CONTENT}
LIMITS = Limits(seconds=1e9, bytes=1_000_000)
TRIES = 3
MOST = 2 * len(HEADINGS) * TRIES  # calls: each section is asked for, and once asked to mend


def cases() -> Iterator[tuple[Act, int, bool, int]]:
    """The fault, at which request, whether for good, and how many requests at once."""
    acts = [act for act in Act if act not in SOUND | {Act.HANG}]
    yield from product(acts, (0, 1, len(HEADINGS) - 1), (False, True), (1, 4))


def fault(act: Act, at: int, for_good: bool, parallel: int) -> str:
    """What is wrong with how a run ended; "" for nothing."""
    lines = (
        f"# {h}\n- 举办{h}培训{n + 12}场次\n- 排查隐患{n + 30}处\n" for n, h in enumerate(HEADINGS)
    )
    brief = parse_notes(FRONT + "".join(lines), Path("notes.md"))
    acts = [Act.GOOD] * at + ([] if for_good else [act])
    minutes = count()
    with (
        tempfile.TemporaryDirectory() as folder,
        FakeOpenAI(*acts, always=act if for_good else Act.GOOD) as server,
    ):
        journal = SqliteJournal(Path(folder) / "journal.sqlite")
        writer = OpenAIWriter(
            api_key=KEY,
            base_url=server.base_url,
            model="fake",
            prompts=Prompts([shipped("prompts")]),
            journal=journal,
            timeout=5.0,
            max_retries=TRIES - 1,
            parallel=parallel,
            sleep=lambda seconds: None,
            clock=lambda: float(next(minutes)),
            limits=LIMITS,
        )
        said, text = "", ""
        try:
            made = draft(brief, Tools(writer))
            text, said = plain_text(made), "\n".join(made.run.notices)
        except WriterError as error:
            said = str(error)
        journal.close()
        kept = b"".join(file.read_bytes() for file in Path(folder).iterdir())
        calls = len(server.requests)
    whole = all(f"{n + 12}场次" in text and f"{n + 30}处" in text for n in range(len(HEADINGS)))
    faults = {
        "neither a whole draft nor a sentence": not (whole or (not text and said)),
        f"{calls} calls": calls > MOST,
        "the key is told": KEY in said + text or KEY.encode() in kept,
    }
    return "; ".join(name for name, is_so in faults.items() if is_so)


def main() -> None:
    found: Counter[str] = Counter()
    for case in cases():
        try:
            wrong = fault(*case)
        except Exception as error:  # noqa: BLE001  that is what is counted
            wrong = f"{type(error).__name__}: {error}"
        found["wrong" if wrong else "right"] += 1
        if wrong:
            print(*case, wrong, sep=" | ")
    print(f"{found['right']} of {found.total()} ended right")
    sys.exit(bool(found["wrong"]))


if __name__ == "__main__":
    main()
