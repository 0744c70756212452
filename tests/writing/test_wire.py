"""No value of a fact stands in a request, whatever is asked and however badly the model answers.

Into each case canaries are planted: figures, titles and quoted names that stand nowhere else.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

from drafter.documents.notes import parse_notes
from drafter.evaluation.cases import Case, read_cases
from drafter.ports import ANY, Filter, Reply, Request
from drafter.records import Brief, Passage
from drafter.retrieval.endpoint import Endpoint
from drafter.retrieval.index import Index
from drafter.settings import shipped
from drafter.writing.journal import SqliteJournal, canonical
from drafter.writing.openai import OpenAIWriter
from drafter.writing.pipeline import Tools, draft
from drafter.writing.prompts import Prompts
from drafter.writing.redraft import redraft
from drafter.writing.rules import RuleWriter
from eval.case_list import CASES
from tests.retrieval.fake_embeddings import FakeEmbeddings
from tests.writing.fake_openai import Act, FakeOpenAI

SHIPPED = {case.name: case for case in read_cases(CASES)}
SAMPLE = ("08-health-personal", "27-culture-names", "48-health-headings")
PROMPTS = Prompts([shipped("prompts")])
FIXED = {
    row
    for name in ("section", "repair", "second_reader")
    for _, text in PROMPTS.load(name).parts
    for row in text.split("\n")
}
FILE = Path("/机密/鹮湖县79991人名单.md")
RARE = "鹮"
HEADINGS = f"""
# {RARE}湖县2037年三百七十二项民生实事
## （一）{RARE}湖县第三小学七千余户9月1日搬迁
- 完成搬迁79992户，投入四千三百余万元
"""
IN_HEADINGS = ("2037", "三百七十二", "七千余", "第三小学", "9月1日", "79992", "四千三百")

_PLAIN_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?=[^\d年月日号时点:：〔〕\-—～~/]*$)")
_TOKEN = re.compile(r"【[BF]\d+(?:\|[^】]*)?】")
_BULLET = re.compile(r"^【(B\d+)】(.*)$", re.MULTILINE)
_READ = re.compile(r"^【(B\d+)】要点：.*\n句子：(.*)$", re.MULTILINE)
LEADS = ("抓好任务落实", "坚持问题导向", "强化服务保障")


def planted(case: Case) -> Brief:
    """The case with a canary in each figure, title and quoted name that can hold one."""
    lines = case.notes.split("\n")
    numbers = count(71001)
    for row in (*case.headings, *case.bullets):
        for fact in row.facts:
            canary = fact.quote.replace("《", f"《{RARE}").replace("“", f"“{RARE}")
            if _PLAIN_FIGURE.match(fact.quote):
                canary = _PLAIN_FIGURE.sub(f"{next(numbers)}", fact.quote)
            lines[row.line - 1] = lines[row.line - 1].replace(fact.quote, canary, 1)
    return parse_notes("\n".join(lines) + HEADINGS, FILE)


def secrets(brief: Brief, case: Case) -> set[str]:
    """What no request may hold: values as they are read, and figures and titles as marked."""
    facts = [fact for bullet in brief.all_bullets() for fact in bullet.facts]
    facts += (fact for section in brief.all_sections() for fact in section.facts)
    read = {text.removesuffix(fact.tail) for fact in facts for text in (fact.text, fact.quote)}
    marked = {fact.quote for fact in case.facts if re.search(r"[\d《]", fact.quote)}
    values = {value.strip("“”《》\"'") for value in (*read, *marked, brief.organization)}
    values = {_TOKEN.sub("", value) for value in values}  # one case has tokens in its notes
    return {value for value in values if len(value) > 1} | {RARE, *IN_HEADINGS, FILE.stem}


def told(request: Request) -> str:
    """What a request says beside the words of the prompt itself."""
    (_, system), (_, user) = request.messages
    rows = [row for row in (system + "\n" + user).split("\n") if row not in FIXED]
    return _TOKEN.sub("", "\n".join(rows))


def bad(masked: str, turn: int) -> str:
    """A sentence that is wrong in another way at each turn."""
    tokens = _TOKEN.findall(masked)
    first, last = (tokens[0], tokens[-1]) if tokens else ("", "")
    ways = (
        masked.replace(last, f"其中{last}", 1) if last else f"拟{masked}",
        masked.replace(first, "", 1) if first else f"{masked}，覆盖三百余所",
        masked.replace(first, f"约{first}", 1) if first else f"{masked}，成效显著",
        masked.replace(first, last, 1),
        masked.replace(first, f"两{first}", 1) if first else f"{masked}88.8877%",
        f"会同平川县雅集中学，{masked}",
        f"{masked}，同比下降",
        f"{masked}个百分点",
        masked[: len(masked) // 2],
    )
    return ways[turn % len(ways)]


class BadModel:
    """A journal that has an answer to every request, none of them good; it keeps the requests."""

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def recall(self, request: Request) -> Reply:
        self.requests.append(request)
        turn = len(self.requests)
        bullets = _BULLET.findall(request.messages[-1][1])
        said = [(label, bad(masked, turn + at)) for at, (label, masked) in enumerate(bullets)]
        match turn % 7:
            case 0:
                return Reply(json.dumps(dict(said), ensure_ascii=False))
            case 1:
                return Reply("好的，以下是为您撰写的内容，请查收。")
            case 2:
                return Reply("\n".join(f"{text}。" for _, text in said[1:]))
            case _:
                return Reply("\n".join(f"【{label}】{text}。" for label, text in said))

    def keep(self, request: Request, reply: Reply) -> None: ...


class Objecting(BadModel):
    """Answers that the proof lets pass; as a second reader it quotes the whole of each of them."""

    def recall(self, request: Request) -> Reply:
        self.requests.append(request)
        asked = request.messages[-1][1]
        if read := _READ.findall(asked):
            return Reply("\n".join(f"【{label}】“{sentence}”" for label, sentence in read))
        lead = LEADS[int(dict(request.params)["attempt"])]
        said = (f"【{label}】{lead}，{masked}。" for label, masked in _BULLET.findall(asked))
        return Reply("\n".join(said))


class OwnNotes:
    """A retriever that finds the notes themselves: the values of a report not yet masked."""

    def __init__(self, brief: Brief) -> None:
        self._texts = [bullet.text for bullet in brief.all_bullets()]
        self._at = 0

    def prepare(self, queries: Sequence[str]) -> None: ...

    def search(self, query: str, *, limit: int = 5, only: Filter = ANY) -> Sequence[Passage]:
        self._at += 1
        some = self._texts[self._at % len(self._texts) :][:6]
        text = "。".join(some)
        return [Passage(f"{only.shelf}{self._at}", FILE.stem, (some[0],), text, shelf=only.shelf)]


def writer(journal: BadModel | SqliteJournal, url: str = "http://127.0.0.1:9/v1") -> OpenAIWriter:
    return OpenAIWriter(api_key="k", base_url=url, model="m", prompts=PROMPTS, journal=journal)


def remark_with_values(brief: Brief, section: str) -> str:
    texts = [
        bullet.text for one in brief.all_sections() if one.id == section for bullet in one.bullets
    ]
    return ("写上" + "，".join((HEADINGS.replace("#", ""), *texts)))[:400]


def sections_with_bullets(brief: Brief) -> Iterator[str]:
    return (
        section.id
        for section in brief.all_sections()
        if any(not bullet.children for bullet in section.bullets)
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_no_chat_request_holds_a_value(name: str) -> None:
    brief = planted(SHIPPED[name])
    model = BadModel()
    found = OwnNotes(brief)
    draft(brief, Tools(writer(model), found))
    made = draft(brief, Tools(RuleWriter()))
    section, *_ = sections_with_bullets(brief)
    redraft(made, section, remark_with_values(brief, section), [writer(model)] * 2, found)
    assert {dict(request.params)["attempt"] for request in model.requests} == {0, 1, 2}
    assert any("上次写的" in request.messages[-1][1] for request in model.requests)
    secret = secrets(brief, SHIPPED[name])
    for request in model.requests:
        text = told(request)
        assert [value for value in secret if value in text] == [], text


@pytest.mark.parametrize("name", SHIPPED)
def test_no_request_of_a_second_reader_or_after_it_holds_a_value(name: str) -> None:
    brief = planted(SHIPPED[name])
    model = Objecting()
    mine = writer(model)
    made = draft(brief, Tools(mine, second_reader=mine.second_reader()))
    refused = [one for sentence in made.all_sentences() for one in sentence.repairs]
    assert {one.attempt for one in refused if one.by_second_reader} == {0, 1, 2}
    secret = secrets(brief, SHIPPED[name])
    for request in model.requests:
        text = told(request)
        assert [value for value in secret if value in text] == [], text


@pytest.mark.parametrize("name", SAMPLE)
def test_what_goes_over_the_wire_is_the_request_and_no_more(name: str, tmp_path: Path) -> None:
    brief = planted(SHIPPED[name])
    acts = (Act.NO_TOKENS, Act.PROSE, Act.WRONG_TOKENS, Act.INVENTED, Act.MISSING)
    with FakeOpenAI(*acts * 4) as server:
        journal = SqliteJournal(tmp_path / "journal.db")
        draft(brief, Tools(writer(journal, server.base_url), OwnNotes(brief)))
        journal.close()
    secret = secrets(brief, SHIPPED[name])
    assert len(server.requests) > 4
    for seen in server.requests:
        sent = [(one["role"], one["content"]) for one in seen.body.pop("messages")]
        text = told(Request("openai", "m", tuple(sent)))
        assert [value for value in secret if value in text] == []
        assert set(seen.body) <= {"model", "stream", "stream_options", "temperature"}
        headers = f"{seen.path} {seen.headers}"
        assert [value for value in secret if len(value) > 4 and value in headers] == []


@pytest.mark.parametrize("name", SAMPLE)
def test_no_text_to_be_embedded_holds_a_value(name: str, tmp_path: Path) -> None:
    """Neither of passages that are added nor of questions, of a draft or of a person."""
    brief = planted(SHIPPED[name])
    report = tmp_path / FILE.name
    rows = [
        f"{section.heading}\n" + "".join(f"{bullet.text}。\n" for bullet in section.bullets)
        for section in brief.all_sections()
    ]
    report.write_text("工作总结\n" + "".join(rows), encoding="utf-8")
    model = BadModel()
    with FakeEmbeddings() as server:
        embedder = Endpoint(base_url=server.base_url, model="bge", max_retries=0)
        with Index.open(tmp_path / "index", model=embedder) as index:
            assert [event.status for event in index.add([report])][-1] == "added"
            added = len(server.texts)
            draft(brief, Tools(writer(model), index))
            index.search(HEADINGS)
    assert 0 < added < len(server.texts)
    secret = secrets(brief, SHIPPED[name])
    for text in server.texts:
        assert [value for value in secret if value in text] == [], text
    for request in model.requests:
        assert [value for value in secret if value in told(request)] == []


def test_a_request_is_kept_whole_in_the_journal_only() -> None:
    """What `told` looks at is all there is: two messages, and parameters that are numbers."""
    model = BadModel()
    draft(planted(SHIPPED[SAMPLE[0]]), Tools(writer(model)))
    for request in model.requests:
        assert [role for role, _ in request.messages] == ["system", "user"]
        assert all(isinstance(value, int | float) for _, value in request.params)
        assert json.loads(canonical(request)).keys() == {"writer", "model", "messages", "params"}
