"""Notes far larger than any report: CPU seconds of a draft by the rules, and what one unit costs.

    python bench/sizes.py [SHARE]

10,000 notes of one section, 1,000 sections, one note of 1 MB; each at a half of that size too, so
that the ratio shows whether the cost grows as the notes do (2.0 is linear). SHARE makes all of
them smaller (0.1: a tenth).
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from drafter.documents.notes import parse_notes
from drafter.writing.outputs import write_outputs
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter

FRONT = "---\norganization: 云岭县教育局\nkind: summary\nperiod: 2026年上半年\n---\n"


def note(at: int) -> str:
    return f"组织开展校园安全检查{at + 100}次，发现隐患{at + 30}处，整改{at + 20}处，覆盖{at + 3}所"


def notes(count: int) -> str:
    return "# 一、校园安全\n" + "".join(f"- {note(at)}\n" for at in range(count))


def sections(count: int) -> str:
    return "".join(f"# 校园安全{at}\n- {note(at)}\n" for at in range(count))


def one_note(megabytes_by_1000: int) -> str:
    clauses, size = [], 0
    while size < megabytes_by_1000 * 1000:
        clauses.append(note(len(clauses)))
        size += len(clauses[-1].encode())
    return "# 一、校园安全\n- " + "，".join(clauses) + "\n"


def seconds(text: str) -> tuple[float, float]:
    """CPU seconds to read and write a draft, and to make its Word file."""
    start = process_time()
    made = draft(parse_notes(text, Path("notes.md")), Tools(RuleWriter()))
    drafted = process_time()
    with tempfile.TemporaryDirectory() as folder:
        write_outputs(made, Path(folder) / "draft.docx")
    return drafted - start, process_time() - drafted


KINDS: tuple[tuple[str, Callable[[int], str], int], ...] = (
    ("notes of one section", notes, 10_000),
    ("sections", sections, 1_000),
    ("kB in one note", one_note, 1_000),
)


def main(share: float) -> None:
    seconds(FRONT + notes(3))  # lists are read, patterns compiled
    for name, make, whole in KINDS:
        size = round(whole * share)
        half = seconds(FRONT + make(size // 2))
        full = seconds(FRONT + make(size))
        ratios = " ".join(f"{b / max(a, 0.01):.1f}" for a, b in zip(half, full, strict=True))
        print(f"{size} {name}: draft {full[0]:.1f} s, Word {full[1]:.1f} s; ratio {ratios}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
