"""Bullets as a request has them, and answers as the proof reads them."""

from pathlib import Path

import pytest

from drafter.facts.figures import read_slots
from drafter.ports import Refusal, Task, TaskBullet, Token
from drafter.proof.tokens import TOKEN, mask_bullet
from drafter.proof.untold import READ, untold
from drafter.records import Bullet, Fact, FactKind, Gap, Part
from drafter.writing.bullet_lines import BulletLine, bullet_lines

CASES = Path(__file__).parents[2] / "eval" / "cases"

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


@pytest.mark.parametrize(
    ("note", "masked", "names"),
    [
        (
            "慰问老党员王建国、李秀英、买买提·艾合买提，王建国致谢",
            "慰问老党员【F1|名称】、【F2|名称】、【F3|名称】，【F1|名称】致谢",
            ["王建国", "李秀英", "买买提·艾合买提"],
        ),
        (
            "何木生同志带头，何木生被评为先进，群众生活改善",
            "【F1|人名】同志带头，【F2|名称】被评为先进，群众生活改善",
            ["【F1】", "何木生"],
        ),
    ],
)
def test_a_name_is_hidden_whole(note: str, masked: str, names: list[str]) -> None:
    line = _line(note)
    assert (line.masked, list(line.meant.values())) == (masked, names)


def test_of_no_case_a_name_is_cut_or_one_character_hidden() -> None:
    notes = {line.strip(" -") for file in CASES.glob("*.md") for line in _lines_of(file)}
    for note in sorted(notes):
        line = _line(note)
        hidden = [word for word in line.meant.values() if not TOKEN.match(word)]
        assert all(len(word) > 1 for word in hidden), line.masked
        text = line.bullet.masked
        spans = untold(TOKEN.sub(lambda token: READ * len(token[0]), text))
        names = [text[start:end] for (start, end), _ in spans]
        assert not [word for word in hidden for name in names if word in name and word != name]


def _lines_of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def _line(note: str) -> BulletLine:
    slots = read_slots(note)
    facts = tuple(slot for slot in slots if isinstance(slot, Fact))
    gaps = tuple(slot for slot in slots if isinstance(slot, Gap))
    bullet = mask_bullet(Bullet("N1", note, note, 1, facts, gaps))
    [line] = bullet_lines(Task((), Part.DONE, (bullet,)))
    return line
