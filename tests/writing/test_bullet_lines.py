"""Bullets as a request has them, and answers as the proof reads them."""

from drafter.ports import Refusal, Task, TaskBullet, Token
from drafter.records import FactKind, Part
from drafter.writing.bullet_lines import bullet_lines

COUNT = Token("【F1】", FactKind.QUANTITY, "台次", "数量")
FIRST = TaskBullet("N1", "检修车辆【F1】台次", (COUNT,))
NAMED = TaskBullet(
    "N2",
    "【F1】沈若兰获表演奖【F2】次，云岭皮影展出",
    (Token("【F1】", FactKind.DATE, word="时间"), Token("【F2】", FactKind.QUANTITY, "次", "数量")),
)


def test_tokens_are_numbered_over_the_request_and_tell_their_kind() -> None:
    first, second = bullet_lines(Task((), Part.DONE, (FIRST, NAMED)))
    assert first.masked == "检修车辆【F1|数量】台次"
    assert second.masked == ("【F2|时间】【F3|名称】获表演奖【F4|数量】次，【F5|名称】皮影展出")
    assert second.tokens == ["【F2】", "【F3】", "【F4】", "【F5】"]


def test_a_name_that_no_reader_found_comes_back_with_the_answer() -> None:
    _, line = bullet_lines(Task((), Part.DONE, (FIRST, NAMED)))
    assert line.restored("【F2】，【F3】获奖【F4】次，【F5】皮影展出，【F1】【F9】") == (
        "【F1】，沈若兰获奖【F2】次，云岭皮影展出，【F0】【F0】"
    )


def test_a_refusal_is_told_in_the_same_tokens() -> None:
    reasons = ("【F2】前面应有“若兰”", "【F1】应出现一次，没有出现", "没有写沈若兰")
    refusal = Refusal("沈若兰获奖【F2】次【F0】", reasons)
    _, line = bullet_lines(Task((), Part.DONE, (FIRST, NAMED), refused={"N2": refusal}))
    assert line.refused == "【F3|名称】获奖【F4|数量】次【F0】"
    assert line.reasons == (
        "【F4|数量】前面应有【F3|名称】",
        "【F2|时间】应出现一次，没有出现",
        "没有写【F3|名称】",
    )
