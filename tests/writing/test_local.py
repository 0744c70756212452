import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.errors import ModelMissing, ReplayMissing
from drafter.ports import Reply, Request, Task, TaskBullet, Token
from drafter.records import FactKind, Part
from drafter.writing.journal import SqliteJournal
from drafter.writing.local import LocalWriter
from drafter.writing.local_manners import MannerName
from drafter.writing.prompts import Prompts

PROMPTS = Prompts([Path(__file__).parents[2] / "prompts"])
ABSENT = Path("nowhere") / "absent.gguf"

TRAINING = TaskBullet(
    "B1",
    "举办园长培训【F1】期，参训园长【F2】人",
    (Token("【F1】", FactKind.QUANTITY, "期"), Token("【F2】", FactKind.QUANTITY, "人")),
)
ROADS = TaskBullet(
    "B2",
    "新改建农村公路【F1】公里，改造危桥【F2】座",
    (Token("【F1】", FactKind.QUANTITY, "公里"), Token("【F2】", FactKind.QUANTITY, "座")),
)
TITLE = TaskBullet(
    "B3",
    "【F1】起全面实行【F2】",
    (Token("【F1】", FactKind.DATE), Token("【F2】", FactKind.TITLE)),
)
PURPOSE = TaskBullet(
    "B4", "更换校车【F1】辆，保障学生上下学安全", (Token("【F1】", FactKind.QUANTITY, "辆"),)
)
DENSE = TaskBullet(
    "B7",
    "金牌【F1】枚、银牌【F2】枚、铜牌【F3】枚，共【F4】枚，列第【F5】",
    tuple(Token(f"【F{n}】", FactKind.QUANTITY) for n in range(1, 6)),
)
SCHOOL = TaskBullet(
    "B5",
    "投入【F1】万元改扩建成【F2】",
    (Token("【F1】", FactKind.MONEY, "万元"), Token("【F2】", FactKind.NAME)),
)


class Scripted:
    """A journal that has the reply to every question: each is asked for once, in turn."""

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)
        self.asked: list[Request] = []

    def recall(self, request: Request) -> Reply | None:
        self.asked.append(request)
        return Reply(self.replies.pop(0), 100, 8, 1.0)

    def keep(self, request: Request, reply: Reply) -> None:
        raise AssertionError("nothing new to keep")


def _write(
    manner: MannerName,
    bullets: Sequence[TaskBullet],
    *replies: str,
    part: Part = Part.DONE,
    attempt: int = 0,
) -> tuple[list[tuple[str, str]], list[Request]]:
    """Texts and writers of the answers, and what was asked."""
    journal = Scripted(*replies)
    writer = LocalWriter(ABSENT, manner=manner, prompts=PROMPTS, journal=journal)
    answers = list(writer.write(Task(("教育",), part, tuple(bullets), attempt=attempt)))
    return [(answer.text, answer.author.writer) for answer in answers], journal.asked


GOOD = "改善农村公路通行条件"


@pytest.mark.parametrize(
    ("bullet", "part", "replies", "closing"),
    [
        (TRAINING, Part.DONE, ["提升园长办园能力"], "提升园长办园能力"),
        (TRAINING, Part.PLANNED, ["提升园长办园能力"], "提升园长办园能力"),
        (TRAINING, Part.OTHER, [], ""),
        (TRAINING, Part.PROBLEMS, [], ""),  # a problem serves no purpose
        (TITLE, Part.DONE, [], ""),  # nothing there to go by
        (PURPOSE, Part.DONE, [], ""),  # names its purpose itself
        (
            replace(ROADS, masked=ROADS.masked + "，同比增长较快"),
            Part.DONE,
            [],
            "",
        ),  # a rate is no work
        (ROADS, Part.DONE, [GOOD], GOOD),
    ],
)
def test_the_plain_manner_adds_a_closing_phrase(
    bullet: TaskBullet, part: Part, replies: list[str], closing: str
) -> None:
    text = f"{bullet.masked}，{closing}。" if closing else f"{bullet.masked}。"
    assert _write("plain", [bullet], *replies, part=part)[0] == [
        (text, "local" if closing else "rules")
    ]


@pytest.mark.parametrize(
    ("bullet", "reply"),
    [
        (TRAINING, "提升职工技能水平"),  # an example's words
        (ROADS, "提升新改建农村公路质量"),  # the bullet's own words
        (ROADS, "改善农村公路通行条件改善农村公路"),  # cut off at the limit
        (ROADS, "提升教育质量"),  # speaks of something else
        (ROADS, "改造危桥"),  # says the bullet again
    ],
)
def test_a_phrase_of_no_use_is_asked_for_once_more_then_the_bullet_stands_alone(
    bullet: TaskBullet, reply: str
) -> None:
    assert [_write("plain", [bullet], reply, attempt=attempt)[0] for attempt in (0, 1)] == [[], []]
    assert _write("plain", [bullet], attempt=2)[0] == [(f"{bullet.masked}。", "rules")]


def test_every_other_bullet_of_a_section_closes_the_last_among_them() -> None:
    bullets = [replace(ROADS, id=f"B{n}") for n in range(4)]
    made, asked = _write("plain", bullets, "改善农村公路通行条件", "保障危桥通行安全")
    assert [writer for _, writer in made] == ["rules", "local", "rules", "local"]
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("bullet", "replies", "text"),
    [
        (ROADS, ["为方便出行，" + ROADS.masked + "。"], "为方便出行，" + ROADS.masked + "。"),
        (ROADS, ["建设农村公路【F1】公里，改造危桥【F2】座。"], None),  # 新改建 is gone
        (SCHOOL, ["投入【F1】万元改扩建成【F2】个。"], None),  # a measure word after a name
        (ROADS, [ROADS.masked + "，提升新改建农村公路质量。"], None),  # the bullet's own words
        (ROADS, [ROADS.masked + "。"], ""),  # no word of the model's
        (TITLE, [], ""),
        (DENSE, [], ""),  # reworded, it only loses figures
    ],
)  # fmt: skip
def test_the_rich_manner_words_the_bullet_anew(
    bullet: TaskBullet, replies: list[str], text: str | None
) -> None:
    expected = (
        [] if text is None else [(text, "local") if text else (f"{bullet.masked}。", "rules")]
    )
    assert _write("rich", [bullet], *replies)[0] == expected


def test_sentences_of_a_document_close_differently() -> None:
    writer = LocalWriter(
        ABSENT, manner="plain", prompts=PROMPTS, journal=(journal := Scripted(GOOD, GOOD))
    )
    first, second = (Task(("教育",), Part.DONE, (replace(ROADS, id=f"B{n}"),)) for n in range(2))
    assert [len(list(writer.write(task))) for task in (first, second)] == [1, 0]
    grammars = [str(dict(request.params)["grammar"]) for request in journal.asked]
    assert ["改善" in grammar for grammar in grammars] == [True, False]


def test_another_document_may_close_alike() -> None:
    journal = Scripted(GOOD, GOOD)
    writer = LocalWriter(ABSENT, manner="plain", prompts=PROMPTS, journal=journal)
    task = Task((), Part.DONE, (ROADS,))
    first = list(writer.write(task))
    writer.forget()
    assert list(writer.write(task)) == first
    assert journal.asked[0] == journal.asked[1]


def test_what_a_useless_phrase_cost_is_told_with_the_answer() -> None:
    writer = LocalWriter(
        ABSENT, manner="plain", prompts=PROMPTS, journal=Scripted("提升教育质量", GOOD)
    )
    assert list(writer.write(Task((), Part.DONE, (ROADS,)))) == []
    (answer,) = writer.write(Task((), Part.DONE, (ROADS,), attempt=1))
    assert answer.completion_tokens == 16


def test_each_attempt_has_its_own_seed() -> None:
    requests = [_write("plain", [ROADS], GOOD, attempt=n)[1][0] for n in range(2)]
    assert [dict(request.params)["temperature"] for request in requests] == [0.2, 0.6]
    assert len({dict(request.params)["seed"] for request in requests}) == 2


@pytest.mark.parametrize("manner", ["plain", "rich"])
@pytest.mark.parametrize("part", list(Part))
def test_the_fixed_words_of_a_prompt_come_first(manner: MannerName, part: Part) -> None:
    replies = [GOOD, "保障培训质量"] * 3
    asked = [_write(manner, [bullet], *replies, part=part)[1] for bullet in (ROADS, TRAINING)]
    one, other = ([request.messages for request in requests[:1]] for requests in asked)
    assert [messages[:-1] for messages in one] == [messages[:-1] for messages in other]


def test_a_journal_answers_without_the_model(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.db", replay_only=True)
    task = Task((), Part.DONE, (ROADS,))
    (request,) = _write("plain", [ROADS], GOOD)[1]
    SqliteJournal(tmp_path / "journal.db").keep(request, Reply(GOOD, 100, 5, 1.5))
    (answer,) = LocalWriter(ABSENT, manner="plain", prompts=PROMPTS, journal=journal).write(task)
    assert (answer.text, answer.replayed, answer.seconds) == (
        f"新改建农村公路【F1】公里，改造危桥【F2】座，{GOOD}。",
        True,
        0,
    )
    with pytest.raises(ReplayMissing):
        list(LocalWriter(ABSENT, manner="rich", prompts=PROMPTS, journal=journal).write(task))


def test_an_absent_model_is_named(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.db")
    with pytest.raises(ModelMissing, match="absent"):
        list(
            LocalWriter(ABSENT, manner="plain", prompts=PROMPTS, journal=journal).write(
                Task((), Part.DONE, (ROADS,))
            )
        )


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.gguf").write_bytes(b"no model")
    writer = LocalWriter(
        tmp_path / "odd.gguf",
        manner="plain",
        prompts=PROMPTS,
        journal=SqliteJournal(tmp_path / "journal.db"),
    )
    with pytest.raises(ModelMissing, match="odd"):
        list(writer.write(Task((), Part.DONE, (ROADS,))))


NOTED = TaskBullet(
    "B6",
    "新建CT室【F1】间（含乡镇）、配电房【F2】间",
    (Token("【F1】", FactKind.QUANTITY, "间"), Token("【F2】", FactKind.QUANTITY, "间")),
)


@pytest.mark.parametrize("manner", ["plain", "rich"])
@pytest.mark.parametrize("part", [Part.DONE, Part.PLANNED])
def test_the_model_writes_no_figure_and_no_foreign_token(
    manner: MannerName, part: Part, local_model: Path, tmp_path: Path
) -> None:
    journal = SqliteJournal(tmp_path / "journal.db")
    task = Task((), part, (TRAINING, ROADS, NOTED))
    writer = LocalWriter(local_model, manner=manner, prompts=PROMPTS, journal=journal)
    answers = list(writer.write(task))
    writer.close()
    assert answers
    for answer in answers:
        words = answer.text
        for token in next(bullet for bullet in task.bullets if bullet.id == answer.bullet).tokens:
            words = words.replace(token.name + token.unit, "")
        assert not re.search("[0-9０-９【】]", words), answer.text
        assert answer.text.endswith("。")
    # Fresh, and with no model at hand: the journal has it all.
    again = LocalWriter(
        ABSENT.with_name(local_model.name), manner=manner, prompts=PROMPTS, journal=journal
    )
    replayed = list(again.write(task))
    assert [(a.text, a.author) for a in replayed] == [(a.text, a.author) for a in answers]
    assert all(a.replayed or a.author.writer == "rules" for a in replayed)
