"""Whatever somebody does to a report: all that was written comes home or is told in full."""

import random
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from drafter.documents.draft_lines import lines, plain_text
from drafter.documents.notes import parse_notes
from drafter.records import Change, Draft
from drafter.review.clauses import clauses_of
from drafter.review.returned_file import ReturnedFile, Row
from drafter.review.taking import Wanted, taken_in
from drafter.word.hands import Hand
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.reviewing import BY

EXAMPLE = Path(__file__).parents[2] / "examples" / "教育体育局半年总结.md"
NEW = ("工作成效持续显现。", "群众反映良好。", "各科室分工负责，按月调度。")


@cache
def report() -> Draft:
    notes = parse_notes(EXAMPLE.read_text(encoding="utf-8"), EXAMPLE)
    return draft(notes, Tools(RuleWriter()))


# --- what people do to a paragraph: its text → the paragraphs that stand there then ---


def _sentences(text: str) -> list[str]:
    return re.findall(r"[^。]+。?", text)


def reworded(some: random.Random, text: str) -> list[str]:
    at = some.randrange(len(text) // 2, len(text))
    return [text[:at] + "切实" + text[at + some.randrange(3) :]]


def cut(some: random.Random, text: str) -> list[str]:
    clauses = re.findall(r"[^，；。：]+[，；。：]?", text)
    clauses.pop(some.randrange(len(clauses)))
    return ["".join(clauses)]


def went_on(some: random.Random, text: str) -> list[str]:
    return [text + some.choice(NEW)]


def followed(some: random.Random, text: str) -> list[str]:
    return [text, some.choice(NEW)]


def joined(some: random.Random, text: str) -> list[str]:
    return [text[:-1].replace("。", "，", 1) + text[-1]]


def parted(some: random.Random, text: str) -> list[str]:
    parts = _sentences(text)
    at = some.randrange(len(parts))
    return ["".join(parts[:at]), "".join(parts[at:])]


def reckoned(some: random.Random, text: str) -> list[str]:
    return [re.sub(r"(?<=[\u4e00-\u9fff])\d+", lambda found: found[0] + "1", text, count=1)]


def filled_in(some: random.Random, text: str) -> list[str]:
    return [re.sub(r"x+(\.x+)?", "7", text, count=1)]


def shuffled(some: random.Random, text: str) -> list[str]:
    heading, *parts = _sentences(text)
    some.shuffle(parts)
    return ["".join([heading, *parts])]


DEEDS: Sequence[Callable[[random.Random, str], list[str]]] = (
    reworded,
    cut,
    went_on,
    followed,
    joined,
    parted,
    reckoned,
    filled_in,
    shuffled,
)


def edited(some: random.Random) -> ReturnedFile:
    texts = [line.text for line in lines(report())]
    for _ in range(some.randrange(1, 12)):
        at = some.randrange(3, len(texts) - 2)
        if some.random() < 0.1:
            texts.insert(some.randrange(3, len(texts) - 2), texts.pop(at))
        else:
            done = some.choice(DEEDS)(some, texts[at])
            texts[at : at + 1] = list(filter(None, done))
    rows = tuple(Row(number, text) for number, text in enumerate(texts, 1))
    return ReturnedFile("领导改.docx", rows, (), (), Hand("王科"))


def keys(texts: Sequence[str]) -> list[str]:
    return [clause.key for text in texts for clause in clauses_of(text, 0)]


@pytest.mark.parametrize("seed", range(24))
def test_every_clause_of_the_file_is_in_the_draft_or_told(seed: int) -> None:
    file = edited(random.Random(seed))
    taking = taken_in(report(), file, BY, author="", wanted=Wanted(accept=None))
    told = [text for one in taking.homeless for text in one.text.split("\n")]
    home = "|".join(keys([*plain_text(taking.draft).split("\n"), *told]))
    assert [key for key in keys([row.text for row in file.rows]) if key not in home] == []
    assert taking.taken.refused == ()
    assert taking.open == taking.homeless
    undone = taken_in(report(), file, BY, author="", wanted=Wanted(decline=None))
    assert plain_text(undone.draft) == plain_text(report())


def test_what_was_taken_up_is_no_change_when_the_file_comes_again() -> None:
    file = edited(random.Random(7))
    once = taken_in(report(), file, BY, author="", wanted=Wanted(accept=None)).draft
    again = taken_in(once, file, BY, author="", wanted=Wanted())
    assert {one.change for one in again.open} <= {Change.HOMELESS}
