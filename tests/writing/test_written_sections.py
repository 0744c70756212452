"""A remote writer writes sections: it opens, joins and orders; what is refused falls back alone."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from drafter.documents.outline import lead_id
from drafter.ports import Answer, Task
from drafter.records import Author, Draft, PlanItem
from drafter.settings import shipped
from drafter.writing.answer_forms import understood
from drafter.writing.bullet_lines import bullet_lines
from drafter.writing.journal import SqliteJournal
from drafter.writing.openai import OpenAIWriter
from drafter.writing.pipeline import Tools, draft
from drafter.writing.prompts import Prompts
from drafter.writing.rules import RuleWriter
from tests.notes import brief
from tests.writing.answer_formats import TASK
from tests.writing.fake_openai import BOAST, GOOD_LEAD, Act, FakeOpenAI

NOTES = "# 一、安全\n- 排查隐患152处,整改149处\n- 开展演练12场次\n- 印发《安全工作方案》\n"
MODEL = Author("scripted")
ONE = "举办培训【F1】场次，参训【F2】人，并排查隐患【F3】处，整改率【F4】%。"
LAST = "召开安全生产工作会议。"


class Says:
    """Answers the first task with what it is given; every later one with the notes."""

    name, model, parallel = "scripted", "m", 1
    wants_passages: Mapping[str, int] = {}

    def __init__(self, *answers: Answer) -> None:
        self.answers = answers
        self.tasks: list[Task] = []

    def write(self, task: Task) -> Iterator[Answer]:
        self.tasks.append(task)
        again = (Answer(bullet.id, bullet.masked, MODEL) for bullet in task.bullets)
        return iter(self.answers if len(self.tasks) == 1 else again)


def joined(ids: tuple[str, ...], text: str) -> Answer:
    return Answer("+".join(ids), text, MODEL, item=PlanItem(ids))


def texts(result: Draft) -> list[tuple[tuple[str, ...], str]]:
    return [(s.bullets, s.text) for section in result.sections for p in section.paragraphs
            for s in p.sentences if s.bullets]  # fmt: skip


def test_a_section_is_written_joined_and_in_the_order_of_the_model(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.db")
    with FakeOpenAI(Act.JOINED) as server:
        writer = OpenAIWriter(
            api_key="k", base_url=server.base_url, model="fake", journal=journal,
            prompts=Prompts([shipped("prompts")]),
        )  # fmt: skip
        result = draft(brief(NOTES), Tools(writer))
    journal.close()
    assert texts(result) == [
        (("B3",), "抓好任务落实，印发《安全工作方案》。"),
        (("B1", "B2"), "抓好任务落实，排查隐患152处，整改149处，并开展演练12场次。"),
    ]
    assert [len(paragraph.sentences) for paragraph in result.sections[0].paragraphs][-1] == 1
    (plan,) = (plan for plan in result.plans if plan.section == "S1")
    assert (plan.author, plan.items) == (
        "openai",
        (PlanItem(("B3",)), PlanItem(("B1", "B2"), paragraph=True)),
    )
    assert len(server.requests) == 1


class Boasts(Says):
    """Answers note by note, each time with what no note states."""

    def write(self, task: Task) -> Iterator[Answer]:
        for bullet in reversed(task.bullets):
            text = f"{bullet.masked}，{BOAST}"
            yield Answer(bullet.id, text, MODEL, item=PlanItem((bullet.id,)))


def test_what_the_rules_state_together_stands_once_wherever_the_writer_had_it() -> None:
    notes = "# 一、安全\n- 充电车棚214处\n- 补建消防栓107个\n- 校车司机45名,全部持证\n"
    by_rules = texts(draft(brief(notes), Tools(RuleWriter())))
    assert max(len(ids) for ids, _ in by_rules) > 1  # else nothing is tried here
    assert sorted(texts(draft(brief(notes), Tools(Boasts())))) == sorted(by_rules)


def test_a_lead_of_the_model_stands_where_the_rules_have_none(tmp_path: Path) -> None:
    notes = brief("# 一、安全\n- 值班\n- 巡查\n- 防火\n")
    by_rules = draft(notes, Tools(RuleWriter()))
    assert lead_id("S1") not in {one.id for one in by_rules.all_sentences()}
    journal = SqliteJournal(tmp_path / "journal.db")
    with FakeOpenAI(Act.JOINED) as server:
        writer = OpenAIWriter(
            api_key="k", base_url=server.base_url, model="fake", journal=journal,
            prompts=Prompts([shipped("prompts")]),
        )  # fmt: skip
        result = draft(notes, Tools(writer))
    journal.close()
    (lead,) = (one for one in result.all_sentences() if one.id == lead_id("S1"))
    assert lead.author.writer == "openai"


def drafted_by(server: FakeOpenAI, folder: Path) -> Draft:
    journal = SqliteJournal(folder / "journal.db")
    writer = OpenAIWriter(
        api_key="k", base_url=server.base_url, model="fake", journal=journal,
        prompts=Prompts([shipped("prompts")]),
    )  # fmt: skip
    result = draft(brief(NOTES), Tools(writer))
    journal.close()
    return result


def lead_of(result: Draft) -> tuple[str, str]:
    """Who wrote the lead of the first section, and how it opens."""
    leads = (one for one in result.all_sentences() if one.id == lead_id("S1"))
    return next(((one.author.writer, one.text) for one in leads), ("", ""))


def test_a_refused_lead_is_asked_for_again_with_the_reason(tmp_path: Path) -> None:
    with FakeOpenAI(always=Act.BOASTS) as server:
        result = drafted_by(server, tmp_path)
    assert lead_of(result) == ("openai", f"{GOOD_LEAD}。")
    _, again = server.requests
    assert f"【首】\n上次写的：{BOAST}\n问题：“任务落实成效显著”是要点没有说到的" in again.text
    assert "其余各句已经通过" in again.text
    assert "【B1】" not in again.body["messages"][-1]["content"]


def test_it_is_asked_for_together_with_refused_bullets() -> None:
    boast = Answer("", BOAST, MODEL)
    writer = Says(boast, joined(("B1",), "排查隐患【F1】处"), joined(("B2",), "开展演练【F1】场次"))
    draft(brief(NOTES), Tools(writer))
    _, again = writer.tasks
    assert again.unled is not None
    assert again.unled.text == BOAST
    assert [bullet.id for bullet in again.bullets] == ["B1", "B3"]


@pytest.mark.parametrize("said", ["【首】围绕能力提升，抓好培训。", "围绕能力提升，抓好培训。"])
def test_a_lead_alone_needs_no_label(said: str) -> None:
    assert understood(said, []).lead == "围绕能力提升，抓好培训。"


def test_a_lead_that_stays_refused_is_asked_for_twice_and_left_to_the_rules(
    tmp_path: Path,
) -> None:
    with FakeOpenAI(always=Act.INSISTS) as server:
        result = drafted_by(server, tmp_path)
    assert len(server.requests) == 3
    assert lead_of(result)[0] in ("", "rules")
    assert [bullets for bullets, _ in texts(result)] == [("B1",), ("B2",), ("B3",)]


def test_a_swap_across_joined_bullets_is_refused_and_each_is_asked_for_alone() -> None:
    swapped = "排查隐患【F1】处，整改【F3】处，开展演练【F2】场次"
    writer = Says(joined(("B1", "B2"), swapped), joined(("B3",), "印发【F1】"))
    result = draft(brief(NOTES), Tools(writer))
    assert [bullet.id for bullet in writer.tasks[1].bullets] == ["B1", "B2"]
    assert {refusal.text for refusal in writer.tasks[1].refused.values()} == {""}
    assert [bullets for bullets, _ in texts(result)] == [("B1",), ("B2",), ("B3",)]
    repaired = next(s for s in result.all_sentences() if s.bullets == ("B1",))
    assert repaired.repairs[0].answer == swapped


def test_bullets_of_two_parents_are_never_joined() -> None:
    notes = "# 一、安全\n- 排查隐患152处\n- 重点项目:\n  - 建成校舍3栋\n"
    writer = Says(joined(("B1", "B3"), "排查隐患【F1】处，建成校舍【F2】栋"))
    result = draft(brief(notes), Tools(writer))
    assert [bullets for bullets, _ in texts(result)] == [("B1",), ("B2",), ("B3",)]


@pytest.mark.parametrize(
    "lead",
    ["上半年整改149处", "取得显著成效", "全市领先", "印发《新方案》", "【F1】", "", "坚决。彻底"],
)
def test_a_lead_that_states_anything_is_left_out(lead: str) -> None:
    writer = Says(Answer("", lead, MODEL), *(joined((id,), "x") for id in ("B1", "B2", "B3")))
    result = draft(brief(NOTES), Tools(writer))
    sentences = {sentence.id: sentence for sentence in result.all_sentences()}
    assert lead_id("S1") not in sentences or sentences[lead_id("S1")].author.writer == "rules"


@pytest.mark.parametrize(
    "form",
    [
        "【首】围绕能力提升，抓好培训。\n【段】【B1+B2】{one}\n【条】【B3】{last}",
        "首：围绕能力提升，抓好培训。\n[B1, B2]{one}\nB3: {last}",
        "**【B1】【B2】** {one}\n【领起句】围绕能力提升，抓好培训。\n【B3】【条】{last}",
        "【首】围绕能力提升，抓好培训。\n【B1、B2】{one}\n【B3】{last}\n【B1】说明：已合写",
        '{{"首": "围绕能力提升，抓好培训。", "B1+B2": "{one}", "B3": "{last}"}}',
        "【首】 围绕能力提升，抓好培训。\n- B1+B2：{one}\n- B3：{last}",
    ],
)
def test_joined_lines_and_leads_are_understood_in_any_form(form: str) -> None:
    found = understood(form.format(one=ONE, last=LAST), bullet_lines(TASK))
    assert dict(found.texts) == {"B1+B2": ONE, "B3": LAST}
    assert found.lead == "围绕能力提升，抓好培训。"
    assert found.fault == ""


@pytest.mark.parametrize("bound", [8, 16])
def test_as_many_sections_are_asked_for_at_once_as_the_writer_may(
    bound: int, tmp_path: Path
) -> None:
    places = (
        "学校 医院 车站 工地 商场 市场 矿山 桥梁 水库 景区 影院 酒店 餐馆 工厂 仓库 码头".split()
    )
    notes = "".join(f"# {place}安全\n- 排查{place}隐患{n}处\n" for n, place in enumerate(places, 3))
    journal = SqliteJournal(tmp_path / "journal.db")
    with FakeOpenAI(gather=bound) as server:
        writer = OpenAIWriter(
            api_key="k", base_url=server.base_url, model="fake", journal=journal,
            prompts=Prompts([shipped("prompts")]), parallel=bound,
        )  # fmt: skip
        draft(brief(notes), Tools(writer))
    journal.close()
    assert server.most == bound
    assert len(server.requests) == len(places)
