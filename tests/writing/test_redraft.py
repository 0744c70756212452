"""One section written again with a remark: proved like any draft, and two ways that differ."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.checks.draft import open_errors
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_reviewed import reviewed
from drafter.errors import InputError, WriterError, WriterRefused
from drafter.ports import ANY, Filter, Reply, Request, Task, TaskBullet
from drafter.records import Draft, Passage
from drafter.review.decisions import take
from drafter.settings import shipped
from drafter.writing.journal import SqliteJournal
from drafter.writing.local import LocalWriter
from drafter.writing.openai import OpenAIWriter
from drafter.writing.prompts import Prompts
from drafter.writing.redraft import Redrafted, redraft
from drafter.writing.rules import RuleWriter
from tests.reviewing import BY, drafted, section_id, sentence
from tests.writing.test_pipeline import Scripted

PROMPTS = Prompts([shipped("prompts")])
WORDS = ("", "压实安全责任", "坚持问题导向", "突出工作重点")


def by_turn(task: Task, bullet: TaskBullet) -> str:
    """Another lead at each turn."""
    return f"{WORDS[task.turn]}，{bullet.masked}"


def anew(
    made: Draft,
    answer: Callable[[Task, TaskBullet], str | None],
    remark: str = "",
    name: str = "安全",
) -> Redrafted:
    writer = Scripted(answer)
    return redraft(made, section_id(made, name), remark, [writer, writer])


def texts(made: Redrafted) -> list[str]:
    return [
        "\n".join(paragraph.text for paragraph in one.taken.paragraphs) for one in made.alternatives
    ]


def test_two_ways_to_choose_from_and_the_one_taken_stands() -> None:
    made = drafted()
    found = anew(made, by_turn)
    assert texts(found) == [
        "压实安全责任，排查隐患152处，整改149处。压实安全责任，完成投资3.2亿元。压实安全责任，培训xx人次。",
        "坚持问题导向，排查隐患152处，整改149处。坚持问题导向，完成投资3.2亿元。坚持问题导向，培训xx人次。",
    ]
    assert found.notices == ()
    one = found.alternatives[1]
    after = take(made, [one.taken], BY, passages=one.passages, origin="重写", remark="具体些")
    assert plain_text(after).count("坚持问题导向") == 3
    assert open_errors(after) == ()
    (decision,) = after.review.decisions
    assert (decision.deed, decision.origin, decision.text) == ("take", "重写", "具体些")
    first = sentence(after, "149处")
    assert [first.text[slice(*span)] for span in first.own] == ["坚持问题导向"]


def test_only_the_own_bullets_of_a_section_are_asked_for() -> None:
    made = drafted("# 一、工作\n- 排查隐患152处\n## （一）队伍\n- 招聘教师118名\n")
    writer = Scripted(by_turn)
    redraft(made, section_id(made, "工作"), "", [writer])
    assert [bullet.masked for task in writer.tasks for bullet in task.bullets] == [
        "排查隐患【F1】处"
    ]


def test_numbers_labels_and_lead_ins_are_as_they_were() -> None:
    made = drafted()
    found = anew(made, by_turn, name="队伍")
    assert texts(found)[0] == (
        "压实安全责任，招聘教师118名，其中研究生31名。\n在教师培训方面，压实安全责任，线上12期；压实安全责任，线下3期。"
    )
    listed = anew(made, by_turn, name="下半年打算")
    assert texts(listed)[0].startswith(
        "下半年，重点抓好以下工作。一是压实安全责任，拟新建学校2所。二是"
    )


@pytest.mark.parametrize(
    ("remark", "answer", "refused"),
    [
        ("写上增长20%", lambda bullet: bullet + "，增长20%", "不得出现：20%"),
        ("突出成效", lambda bullet: bullet + "，成效显著", "显著"),
        ("突出成效", lambda bullet: bullet + "，突出成效", "照写了审稿人要求里的话：“突出成效”"),
        ("写上获评先进集体", lambda bullet: bullet + "，获评先进", "获评先进"),
        (
            "提一下云岭县应急管理局",
            lambda bullet: "会同云岭县应急管理局，" + bullet,
            "云岭县应急管理局",
        ),
        ("说是7月完成的", lambda bullet: "7月，" + bullet, "7"),
        ("不要写数", lambda bullet: bullet.replace("【F1】", "若干"), "“152处”应出现一次"),
    ],
)
def test_a_remark_is_no_source_of_facts(
    remark: str, answer: Callable[[str], str], refused: str
) -> None:
    """Whatever a writer makes of it, the bullets are written by the rules, and that is said."""
    made = drafted()
    made = take_changed(made)
    found = anew(made, lambda task, bullet: answer(bullet.masked), remark)
    assert texts(found) == ["排查隐患152处，已整改149处。完成投资3.2亿元。培训xx人次。"]
    (one,) = found.alternatives
    assert len(one.fallbacks) == 3
    assert any(refused in finding.message for finding in one.fallbacks), [
        f.message for f in one.fallbacks
    ]
    assert "没有写出通过核对的新句子" in found.notices[0]
    assert "相同" in found.notices[1]


def take_changed(made: Draft) -> Draft:
    """The draft with words in its section that the rules would not have written."""
    one = anew(made, by_turn).alternatives[0]
    return take(made, [one.taken], BY, passages=one.passages)


@pytest.mark.parametrize(
    ("remark", "seen"),
    [
        ("短一点", "短一点"),
        ("压缩到100字以内，不提2025年", "压缩到xx字以内，不提xx年"),
        ("联系人13800138000", "联系人xx"),
        ("短一点\n\u202e突出成效", "短一点突出成效"),
    ],
)
def test_what_a_writer_sees_of_a_remark(remark: str, seen: str) -> None:
    writer = Scripted(by_turn)
    made = drafted()
    redraft(made, section_id(made, "安全"), remark, [writer])
    (task,) = writer.tasks
    assert (task.remark, task.turn) == (seen, 1)


def test_a_refused_answer_is_asked_again_with_the_remark() -> None:
    writer = Scripted(lambda task, bullet: by_turn(task, bullet) if task.attempt else "")
    made = drafted()
    found = redraft(made, section_id(made, "安全"), "短一点", [writer])
    assert [(task.attempt, task.remark) for task in writer.tasks] == [(0, "短一点"), (1, "短一点")]
    assert "压实安全责任" in texts(found)[0]
    assert found.alternatives[0].fallbacks == ()


def test_ways_that_do_not_differ_are_not_offered_twice() -> None:
    made = drafted()
    same = anew(made, lambda task, bullet: "压实安全责任，" + bullet.masked)
    assert len(same.alternatives) == 1
    assert "相同" in same.notices[0]
    none = anew(made, lambda task, bullet: bullet.masked.replace("整改", "已整改"))
    assert none.alternatives == ()


def test_the_rules_say_that_they_follow_no_remark() -> None:
    made = drafted()
    plain = redraft(made, section_id(made, "安全"), "短一点", [RuleWriter()])
    assert plain.alternatives == ()
    assert "不能照要求改写" in plain.notices[0]
    changed = redraft(take_changed(made), section_id(made, "安全"), "短一点", [RuleWriter()])
    assert texts(changed) == [
        "排查隐患152处，已整改149处。完成投资3.2亿元。培训xx人次。"
    ]  # shorter than a model's


def test_asked_again_it_goes_on_to_other_turns() -> None:
    made = drafted()
    writer = Scripted(by_turn)
    (one,) = redraft(made, section_id(made, "安全"), "", [writer], before=2).alternatives
    assert "突出工作重点" in one.taken.paragraphs[0].text


@pytest.mark.parametrize("name", ["上半年工作", "没有"])
def test_a_section_without_bullets_is_refused(name: str) -> None:
    made = drafted()
    with pytest.raises(InputError, match="没有自己的要点"):
        redraft(made, section_id(made, name) if name != "没有" else "S99", "", [Scripted(by_turn)])


def test_a_remark_is_short() -> None:
    made = drafted()
    with pytest.raises(InputError, match="400个字"):
        redraft(made, section_id(made, "安全"), "短" * 401, [Scripted(by_turn)])


def test_a_writer_that_says_nothing_is_an_error() -> None:
    def silent(task: Task, bullet: TaskBullet) -> str:
        raise WriterError("连接断开")

    with pytest.raises(WriterRefused, match="连接断开"):
        anew(drafted(), silent)


# --- passages ---


class Finds:
    """A retriever with one passage."""

    def prepare(self, queries: Sequence[str]) -> None: ...

    def search(self, query: str, *, limit: int = 5, only: Filter = ANY) -> Sequence[Passage]:
        return (
            [Passage("x", "2025年总结", ("一、安全",), "加强排查123次")]
            if only.shelf == "report"
            else []
        )


def test_passages_are_found_and_named_apart_from_those_of_the_draft() -> None:
    made = replace(drafted(), passages=(Passage("P1", "别的", (), "别的文字"),))
    writer = Scripted(by_turn, {"report": 2})
    (one,) = redraft(made, section_id(made, "安全"), "", [writer], Finds()).alternatives
    assert [
        (passage.id, passage.document, "123" in passage.masked) for passage in one.passages
    ] == [("P2", "2025年总结", False)]
    after = take(made, [one.taken], BY, passages=one.passages)
    assert {passage.id for passage in reviewed(after).passages} == {"P1", "P2"}
    again = redraft(after, section_id(made, "安全"), "", [writer], Finds(), before=1)
    assert again.alternatives[0].passages == ()  # the draft has it by now


# --- the real writers ---


class Listening:
    """A journal that answers from a function of the request."""

    def __init__(self, answer: Callable[[Request], str]) -> None:
        self.answer = answer
        self.requests: list[Request] = []

    def recall(self, request: Request) -> Reply:
        self.requests.append(request)
        return Reply(self.answer(request))

    def keep(self, request: Request, reply: object) -> None: ...


def test_a_remote_model_is_told_the_remark_and_to_write_otherwise() -> None:
    def answer(request: Request) -> str:
        turn = dict(request.params)["turn"]
        first = f"【B1】{WORDS[int(turn)]}，排查隐患【F1】处，整改【F2】处。"
        return f"{first}\n【B2】完成投资【F3】亿元。\n【B3】培训【F4】人次。"

    journal = Listening(answer)
    writer = OpenAIWriter(
        api_key="k", base_url="http://127.0.0.1:9/v1", model="m", prompts=PROMPTS, journal=journal
    )
    made = drafted()
    found = redraft(made, section_id(made, "安全"), "短一点", [writer, writer])
    assert len(found.alternatives) == 2
    asked = [request.messages[-1][1] for request in journal.requests]
    assert all("审稿人对写法的要求：短一点" in text for text in asked)
    assert asked[0] != asked[1]
    assert len(set(journal.requests)) == len(journal.requests)


def test_the_local_model_writes_in_both_its_manners(local_model: Path, tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.sqlite")
    writer = LocalWriter(local_model, manner="plain", prompts=PROMPTS, journal=journal)
    made = drafted(
        "# 一、安全\n- 新建学校党支部3个、调整设置党总支2个,选派民办学校党建指导员12名\n"
        "- 免除学前一年保育教育费,惠及大班幼儿3120人,落实补助资金156万元\n"
        "- 新建录播教室12间,组织“云岭好课”展示12节,同步到12所乡村学校\n"
    )
    try:
        found = redraft(
            made, section_id(made, "安全"), "突出成效", [writer, writer.in_manner("rich")]
        )
    finally:
        writer.close()
        journal.close()
    assert found.alternatives
    for one in found.alternatives:
        after = take(made, [one.taken], BY, passages=one.passages)
        assert open_errors(after) == ()
        assert plain_text(after) != plain_text(made)
    assert "不一定照要求写" in found.notices[0]
