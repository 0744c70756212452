"""The suite `filling`: forms out of drafts, answers written into them as an office would, and back.

The form is opened with a library for workbooks, each row answered by what it shows, and the filled
Word file compared with the one before: every answer stands where its row's mask stood, and not a
character else has changed.
"""

import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import openpyxl

from drafter.evaluation.cases import Case, read_cases
from drafter.evaluation.results import Result, Status, append, finish
from drafter.evaluation.run import brief_of
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.suites import Order
from drafter.files import publication
from drafter.tasks.fill import FillWish, filled
from drafter.tasks.gaps import lacks_of, write_forms
from drafter.writing.outputs import write_outputs
from drafter.writing.pipeline import Progress, Tools, draft
from drafter.writing.rules import RuleWriter
from eval.apart.wordfile import WordFile, read_word_file

MEASURES = ("filled", "spoilt", "coloured", "refused")
_FILLED = "cyan"
_SENTENCE = "原句（【】处待填）"
_OF_DATES = {"年": "2026", "月": "8", "日": "17", "号": "17"}
_BY_KIND = {"时间": "9", "序数": "3", "发文字号": "47", "整节内容": "各项工作有序推进。"}
_GIANT = 100  # bullets; their gaps are like others
_NUMBERS = ("数量", "金额", "百分比", "百分点", "时长")


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of the workbook and what was answered: the sentence and its mask, as they are shown."""

    gap: str
    shown: str
    answer: str


@dataclass(frozen=True, slots=True)
class Form:
    """The Word files before and after; what was answered; the gaps whose answers were refused."""

    before: WordFile
    after: WordFile
    asked: list[Asked]
    refused: set[str]


def run_filling(order: Order, progress: Progress) -> None:
    """Fill the drafts that the rules make of the cases with gaps."""
    order.output.mkdir(parents=True, exist_ok=True)
    wanted = set(order.groups)
    every = [case for case in read_cases(order.cases) if case.gaps and len(case.bullets) < _GIANT]
    cases = [case for case in every if not wanted or wanted & set(case.named)]
    for done, case in enumerate(cases, 1):
        append(order.output, _result(case))
        progress(done, len(cases), case.name)
    finish(order.output, "filling", {"groups": list(order.groups)})


def _result(case: Case) -> Result:
    start = perf_counter()
    bare = Result("filling", case.name, "rules", 1, (*case.groups, "filling"), Status.FAILED)
    try:
        with tempfile.TemporaryDirectory() as scratch, _in_chinese():
            form = filled_in(case, Path(scratch))
        scores = scores_of(form)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what became of this case
        return replace(bare, error=f"{type(error).__name__}: {error}")
    seconds = round(perf_counter() - start, 2)
    return replace(bare, status=Status.SCORED, scores=scores, seconds=seconds)


@contextmanager
def _in_chinese() -> Iterator[None]:
    """Forms are in the language of those who fill them in, whoever runs this."""
    before = os.environ.get("DRAFTER_LANG", "")
    os.environ["DRAFTER_LANG"] = "zh"
    try:
        yield
    finally:
        os.environ["DRAFTER_LANG"] = before


def filled_in(case: Case, folder: Path) -> Form:
    """Draft a case, write its form, answer it and fill it in; all of it files, as for a person."""
    report, form = folder / "报告.docx", folder / "缺项.xlsx"
    with publication(()):  # written now, not when the run's own files are
        _, own = write_outputs(draft(brief_of(case), Tools(RuleWriter())), report)
    lacks = lacks_of(own, _unheard, indexed=False)
    write_forms(form, lacks, False, _unheard, by_division=False, force=False)
    before, asked = read_word_file(report), _answered(form)
    outcome = filled(own, report, FillWish((form,), force=True), _unheard)
    refused = {remark.gap for remark in outcome.filling.refused}
    return Form(before, read_word_file(report), asked, refused)


def _unheard(line: str) -> None:
    """What is told beside: nobody reads it here."""


def _answered(form: Path) -> list[Asked]:
    """Answer the rows of the workbook by what they show, and save it."""
    book = openpyxl.load_workbook(form)
    asked: list[Asked] = []
    for sheet in (sheet for sheet in book.worksheets if sheet.sheet_state == "visible"):
        heads: dict[str, int] = {}
        for row in sheet.iter_rows():
            shown = {str(cell.value): cell.column for cell in row if cell.value is not None}
            heads = heads or (shown if "编号" in shown else {})
            texts = {name: str(row[at - 1].value or "") for name, at in heads.items()}
            if re.fullmatch(r"G\d+", texts.get("编号", "")):
                answer = _answer(texts, len(asked))
                row[heads["填写"] - 1].value = answer
                asked.append(Asked(texts["编号"], texts[_SENTENCE], answer))
    book.save(form)
    return asked


def _answer(row: Mapping[str, str], number: int) -> str:
    """What an office could write there: as wide as the row says, no two alike where it can be."""
    kind, unit = row["要填的是"], row["单位"]
    if kind == "日期":
        return _OF_DATES.get(unit, "2026")
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if width := re.match(r"(\d)位(?:，小数(\d)位)?", row["位数"]):
        digits = "".join(str((number * 7 + at * 3) % 8 + 2) for at in range(8))
        whole, behind = int(width[1]), int(width[2] or 0)
        return digits[:whole] + (f".{digits[whole : whole + behind]}" if behind else "")
    return str(number + 11) if kind in _NUMBERS else "长宁"


def scores_of(form: Form) -> dict[str, Score]:
    """How the filled file compares with what was to come of the one before."""
    taken = [one for one in form.asked if one.gap not in form.refused]
    before, after = form.before.text.split("\n"), form.after.text.split("\n")
    places = list(_places(before, taken))
    wanted = list(before)
    for line, at, size, one in sorted(places, key=lambda place: place[:2], reverse=True):
        wanted[line] = wanted[line][:at] + one.answer + wanted[line][at + size :]
    same = [a == b for a, b in zip(wanted, after, strict=False)] + [False] * abs(
        len(wanted) - len(after)
    )
    wrong = [one for line, _, _, one in places if not same[line]]
    answered = {line for line, *_ in places}
    spoilt = [at for at, equal in enumerate(same) if not equal and at not in answered]
    gone = [(*after, *wanted[len(after) :])[at] for at in spoilt]
    colours = Counter(piece.text for piece in form.after.marked if piece.colour == _FILLED)
    plain = list((Counter(one.answer for *_, one in places) - colours).elements())
    count = len(places)
    return {
        "filled": _share(count, [Evidence(one.answer, one.shown) for one in wrong]),
        "spoilt": Score(float(len(spoilt)), tuple(Evidence(said, "") for said in gone[:5])),
        "coloured": _share(count, [Evidence(answer, "not marked as filled") for answer in plain]),
        "refused": Score(len(form.refused) / max(1, len(form.asked)), of=len(form.asked)),
    }


def _places(lines: Sequence[str], asked: Iterable[Asked]) -> Iterator[tuple[int, int, int, Asked]]:
    """Where the mask of each row stands: line, character, how wide; a sentence twice, twice."""
    used: set[tuple[int, int]] = set()
    for one in asked:
        place = next((at for at in _candidates(lines, one.shown) if at[:2] not in used), None)
        if place:
            used.add(place[:2])
            yield (*place, one)


def _candidates(lines: Sequence[str], shown: str) -> Iterator[tuple[int, int, int]]:
    """Where a sentence stands, one of its 【…】 being the hole, with these brackets or without."""
    for hole in re.finditer("【([^】]*)】", shown):
        for mask in (hole[0], hole[1]):
            sentence = shown[: hole.start()] + mask + shown[hole.end() :]
            for number, line in enumerate(lines):
                for found in re.finditer(re.escape(sentence), line):
                    yield number, found.start() + hole.start(), len(mask)


def _share(count: int, lost: Sequence[Evidence]) -> Score:
    if not count:
        return Score(None, reason="nothing was filled in")
    return Score(1 - len(lost) / count, tuple(lost[:8]), of=count)
