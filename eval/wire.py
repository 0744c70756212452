"""The suite `wire`: what a model is sent holds nothing that was marked in the notes, and no figure,
title or office of an earlier document.

The model answers badly on purpose, so that the questions that ask again are seen, too. What was
sent is compared, as text, with the marks of the case; no reader of drafter has a hand in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import cycle
from time import perf_counter

from drafter.evaluation.cases import Case, read_cases
from drafter.evaluation.results import Result, Status, append, finish
from drafter.evaluation.run import brief_of
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.suites import Order
from drafter.ports import ANY, Filter, Reply, Request
from drafter.records import Brief, Passage
from drafter.settings import shipped
from drafter.writing.archive import passages_of_files
from drafter.writing.openai import OpenAIWriter
from drafter.writing.pipeline import Progress, Tools, draft
from drafter.writing.prompts import Prompts
from drafter.writing.redraft import redraft
from drafter.writing.rules import RuleWriter

MEASURES = ("leaked", "lent", "asked again")
_GIANT = 100  # bullets; what is asked of so many is asked of the others, too
_EACH = 3  # case that is taken where none is asked for by its group
_SHOWN = 6  # passages for one section
_TOKEN = re.compile(r"【(?:[BFG]\d+[^】]*|首)】")
_VALUE = re.compile(r"\d[\d,.]*[\d%‰]|《[^》]+》|〔\d{4}〕\d+号")
_MARK = re.compile("⟦[^⟧]*⟧")
_BULLET = re.compile(r"^【(B\d+)】(.*)$", re.MULTILINE)
_BAD = ("{}，成效显著", "拟{}", "{}，同比增长三成", "按照上级部署，{}个百分点")


class Overhearing:
    """A journal that keeps what it is asked, and answers each bullet with words nobody noted."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._ways = cycle(_BAD)

    def recall(self, request: Request) -> Reply:
        self.requests.append(request)
        rows = _BULLET.findall(request.messages[-1][1])
        return Reply("\n".join(f"【{id}】{next(self._ways).format(text)}。" for id, text in rows))

    def keep(self, request: Request, reply: Reply) -> None:
        return


class Earlier:
    """A retriever that shows reports of the corpus in turn, unmasked, whatever is looked for."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = cycle(passages)
        self.shown: list[Passage] = []

    def prepare(self, queries: Sequence[str]) -> None:
        return

    def search(self, query: str, *, limit: int = 5, only: Filter = ANY) -> Sequence[Passage]:
        some = [next(self._passages) for _ in range(_SHOWN)]
        self.shown += some
        return some


def run_wire(order: Order, progress: Progress) -> None:
    """Have cases written by a model that is overheard: those asked for, else a part of all."""
    order.output.mkdir(parents=True, exist_ok=True)
    wanted = set(order.groups)
    every = [case for case in read_cases(order.cases) if len(case.bullets) < _GIANT]
    cases = [case for case in every if wanted & set(case.named)] if wanted else every[::_EACH]
    for done, case in enumerate(cases, 1):
        append(order.output, _overheard(case))
        progress(done, len(cases), case.name)
    finish(order.output, "wire", {"groups": list(order.groups)})


def _overheard(case: Case) -> Result:
    start = perf_counter()
    bare = Result("wire", case.name, "openai", 1, (*case.groups, "wire"), Status.FAILED)
    try:
        scores = _scores(case)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what became of this case
        return replace(bare, error=f"{type(error).__name__}: {error}")
    seconds = round(perf_counter() - start, 2)
    return replace(bare, status=Status.SCORED, scores=scores, seconds=seconds)


def _scores(case: Case) -> dict[str, Score]:
    brief, model, earlier = brief_of(case), Overhearing(), Earlier(_reports())
    prompts = Prompts([shipped("prompts")])
    writer = OpenAIWriter(
        api_key="k", base_url="http://127.0.0.1:9/v1", model="m", prompts=prompts, journal=model
    )
    draft(brief, Tools(writer, earlier))
    _ask_for_another_tone(case, brief, [writer] * 2, earlier)
    said = [_told(request) for request in model.requests]
    again = sum(dict(request.params).get("attempt", 0) != 0 for request in model.requests)
    return {
        "leaked": _found(_of_notes(case), said),
        "lent": _found(_of_passages(earlier.shown) - _of_notes(case, every=True), said),
        "asked again": Score(float(again)),
    }


def _ask_for_another_tone(
    case: Case, brief: Brief, writers: Sequence[OpenAIWriter], earlier: Earlier
) -> None:
    """Ask for the first section with notes once more, with a remark that quotes its values."""
    made = draft(brief, Tools(RuleWriter()))
    for section in brief.all_sections():
        if any(not bullet.children for bullet in section.bullets):
            remark = "写上" + "，".join(bullet.text for bullet in section.bullets)
            redraft(made, section.id, remark[:400], writers, earlier)
            return


@cache
def _reports() -> tuple[Passage, ...]:
    files = sorted(shipped("corpus").glob("reports/*.md"))
    return tuple(passage for file in files for passage in passages_of_files([file]))


@cache
def _fixed() -> frozenset[str]:
    """The lines of the prompts themselves."""
    files = shipped("prompts").rglob("*.md")
    return frozenset(row for file in files for row in file.read_text("utf-8").split("\n"))


def _told(request: Request) -> str:
    """What a request says beside the words of its prompt and the names of its slots."""
    rows = [row for _, text in request.messages for row in text.split("\n")]
    return _TOKEN.sub("\n", "\n".join(row for row in rows if row not in _fixed()))


def _of_notes(case: Case, *, every: bool = False) -> set[str]:
    """The marked facts as noted and as printed, but for what the notes say unmarked, too.

    every  names without a digit or quotes, too
    """
    said = {words for fact in case.facts for words in (fact.quote, fact.printed)}
    bare = {words.strip("《》“”") for words in said if every or _is_told(words)}
    unmarked = _MARK.sub("\n", case.marks)
    return {words for words in bare if every or words not in unmarked}


def _is_told(words: str) -> bool:
    return len(words) > 1 and bool(re.search("[0-9０-９《“]", words))


def _of_passages(passages: Iterable[Passage]) -> set[str]:
    """Figures, titles and numbers of documents, and the office itself."""
    values = {one[0].strip("《》") for passage in passages for one in _VALUE.finditer(passage.text)}
    return values | {passage.unit for passage in passages if passage.unit}


def _found(secrets: Iterable[str], said: Sequence[str]) -> Score:
    places = tuple(_places(sorted(secrets), said))
    return Score(float(len(places)), places)


def _places(secrets: Sequence[str], said: Sequence[str]) -> Iterator[Evidence]:
    for words in secrets:
        text = next((text for text in said if words in text), "")
        if text:
            at = text.find(words)
            yield Evidence(words, text[max(0, at - 15) : at + 25].replace("\n", " "))
