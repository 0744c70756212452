"""Answers recorded by hand: what is asked, what is taken in, and what is answered as before."""

import json
from pathlib import Path

import pytest

from drafter.evaluation.run import Plan, run_cases
from drafter.evaluation.thresholds import Outcome, judge
from drafter.evaluation.variants import RECORDED, variants
from drafter.ports import Request
from eval.answer_book import AnswerBook
from eval.asking import Order, ask

CASE = """<!-- case: {groups: [remote], about: "small"} -->
---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026年7月5日
---
# 一、校园安全
- 排查隐患⟦152处｜｜排查⟧，整改⟦149处｜｜整改⟧
- 应急演练⟦12场次⟧
"""
FIRST = """【首】坚持预防为主，抓好隐患排查和应急演练。
【B1】排查隐患【F1|数量】处，整改【F2|数量】处，成效显著。
【B2】组织应急演练【F3|数量】场次。"""
AGAIN = "【B1】排查隐患【F1|数量】处，整改【F2|数量】处。"


@pytest.fixture
def order(tmp_path: Path) -> Order:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "01-small.md").write_text(CASE, encoding="utf-8")
    return Order(
        tmp_path / "cases",
        tmp_path / "recordings",
        tmp_path / "questions.md",
        tmp_path / "answers.md",
    )


def answer(order: Order, text: str) -> int:
    """Answer the one open question; how many are open then."""
    (name,) = (
        line[3:] for line in order.questions.read_text("utf-8").splitlines() if line[:3] == "## "
    )
    with order.answers.open("a", encoding="utf-8") as file:
        file.write(f"## {name}\n{text}\n\n")
    return ask(order)


def plan(order: Order) -> Plan:
    asked = variants(("openai",), (), replay=True)
    return Plan(order.cases, asked, recordings=order.recordings, replay=True)


def test_questions_are_asked_until_the_run_needs_no_more(order: Order, tmp_path: Path) -> None:
    stale = run_cases(plan(order), tmp_path / "stale", progress=lambda *_: None)
    assert judge(stale, (), None).outcome is Outcome.STOPPED
    assert ask(order) == 1
    assert "152" not in order.questions.read_text("utf-8")
    assert answer(order, FIRST) == 1
    assert "“成效显著”" in order.questions.read_text("utf-8")
    assert answer(order, AGAIN) == 0
    run = run_cases(plan(order), tmp_path / "run", progress=lambda *_: None)
    (result,) = run.results
    assert result.variant == f"openai:{RECORDED}"
    assert (result.asked, result.value("first_try"), result.value("fallback")) == (2, 0.5, 0.0)
    assert "组织应急演练12场次。" in result.text


def test_what_was_answered_before_is_not_asked_again(order: Order) -> None:
    ask(order)
    answer(order, FIRST)
    answer(order, AGAIN)
    order.answers.unlink()
    (order.recordings / f"openai-{RECORDED}.jsonl").unlink()
    assert ask(order) == 1  # the prompt may have changed: only an author can tell
    anew = Order(order.cases, order.recordings, order.questions, order.answers, again=True)
    assert ask(anew) == 0


def request(notes: str) -> Request:
    said = f"所在章节：一\n要点：\n{notes}"
    return Request("openai", "m", (("system", "s"), ("user", said)), (("attempt", 1),))


def test_a_note_is_answered_wherever_it_is_asked_again(tmp_path: Path) -> None:
    book = AnswerBook(tmp_path / "book.jsonl")
    notes = "【B1】演练【F1|数量】场\n上次写的：好\n【B2】整改【F2|数量】处，占【F3|比例】%"
    book.add(request(notes), "【B1】开展演练【F1|数量】场。\n【条】【B2】整改【F2】处，占【F3】%。")
    read = AnswerBook(tmp_path / "book.jsonl")
    alone = request("【B1】整改【F1|数量】处，占【F2|比例】%")
    assert read.answer(alone, first=False) == "【B1】整改【F1】处，占【F2】%。"
    assert read.answer(request(f"{notes}\n【B3】防火"), first=True) == ""
    lead = request(
        "【首】\n上次写的：成效显著\n问题：“成效显著”是要点没有说到的\n【B1】演练【F1|数量】场"
    )
    assert read.answer(lead, first=False) == ""
    read.add(lead, "【首】抓好演练。\n【B1】组织演练【F1】场。")
    assert read.answer(lead, first=False).splitlines()[0] == "【首】抓好演练。"
    row, _ = map(json.loads, (tmp_path / "book.jsonl").read_text("utf-8").splitlines())
    assert "上次" not in row["notes"]
