import re
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.errors import ModelMissing, ReplayMissing
from drafter.ports import Reply, Request, Task, TaskBullet, Token
from drafter.records import FactKind, Part
from drafter.writing.journal import SqliteJournal
from drafter.writing.local import LocalWriter, MannerName
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


def _task(
    *bullets: TaskBullet,
    part: Part = Part.DONE,
    heading: str = "农村公路建设",
    lead: str = "抓好农村公路工作。",
    **changes: object,
) -> Task:
    worded = {bullet.id: bullet.masked for bullet in bullets}
    return replace(Task(("教育", heading), part, bullets, worded=worded, lead=lead), **changes)  # type: ignore[arg-type]


def _write(
    manner: MannerName, task: Task, *replies: str
) -> tuple[list[tuple[str, str, str]], list[Request]]:
    """Bullets, texts and writers of the answers, and what was asked."""
    journal = Scripted(*replies)
    writer = LocalWriter(ABSENT, manner=manner, prompts=PROMPTS, journal=journal)
    answers = list(writer.write(task))
    return [(a.bullet, a.text, a.author.writer) for a in answers], journal.asked


LINKED = "新改建农村公路【F1】公里，并改造危桥【F2】座。"
GOOD = "围绕方便出行，抓好农村公路、危桥改造和园长培训。"
OTHER = "聚焦农村公路，统筹园长培训。"
STANDS = [("B2", f"{ROADS.masked}。", "rules"), ("B1", f"{TRAINING.masked}。", "rules")]


@pytest.mark.parametrize("part", [Part.DONE, Part.PLANNED])
def test_the_plain_manner_writes_the_lead_and_leaves_the_sentences_to_the_rules(part: Part) -> None:
    made, asked = _write("plain", _task(ROADS, TRAINING, part=part), GOOD)
    assert made == [("", GOOD, "local"), *STANDS]
    assert len(asked) == 1


@pytest.mark.parametrize(
    "task",
    [
        _task(ROADS, TRAINING, part=Part.PROBLEMS),  # led by what they are
        _task(ROADS, TRAINING, part=Part.OTHER),
        _task(ROADS, TRAINING, lead=""),  # none is wanted
        _task(ROADS, TRAINING, lead="产值、税收等指标完成情况如下。"),  # no work to tell of
        _task(ROADS, TRAINING, attempt=1),
    ],
)
def test_no_lead_is_asked_for_where_the_rules_know_better(task: Task) -> None:
    assert _write("plain", task) == (STANDS, [])


@pytest.mark.parametrize(
    "reply",
    [
        "围绕方便出行，抓好农村公路、危桥改造和园长培训",  # cut off at its limit
        "围绕农村公路，抓好园长培、训。",  # within a word
        "围绕农村公路，提升园长培训水平。",  # a result that no note has
        "围绕方便出行，抓好交通工作。",  # names no work of the notes
        "坚持制度先行、检查跟进，抓好道路。",  # an example's words
        "统筹做好农村公路建设和管护各项工作。",  # is the heading again
    ],
)
def test_a_lead_of_no_use_is_left_to_the_rules(reply: str) -> None:
    heading = "农村公路建设和管护"
    made, _ = _write("plain", _task(ROADS, TRAINING, heading=heading), reply)
    assert made == [("", "", "local"), *STANDS]


def test_the_leads_of_a_document_open_differently() -> None:
    journal = Scripted(GOOD, OTHER, GOOD)
    writer = LocalWriter(ABSENT, manner="plain", prompts=PROMPTS, journal=journal)
    tasks = [_task(ROADS, TRAINING, heading=f"工作{n}") for n in range(3)]
    leads = [next(answer.text for answer in writer.write(task)) for task in tasks]
    assert leads == [GOOD, OTHER, ""]  # the third says again what the first said
    grammars = [str(dict(request.params)["grammar"]) for request in journal.asked]
    assert ["围绕" in grammar for grammar in grammars] == [True, False, False]


def test_another_document_may_open_alike() -> None:
    journal = Scripted(GOOD, GOOD)
    writer = LocalWriter(ABSENT, manner="plain", prompts=PROMPTS, journal=journal)
    first = list(writer.write(_task(ROADS, TRAINING)))
    writer.forget()
    assert list(writer.write(_task(ROADS, TRAINING))) == first
    assert journal.asked[0] == journal.asked[1]


@pytest.mark.parametrize(
    ("bullet", "replies", "text"),
    [
        (ROADS, [LINKED], LINKED),
        (ROADS, ["为方便出行，" + ROADS.masked + "。"], ""),  # a purpose that nobody noted
        (ROADS, [ROADS.masked + "，提升通行能力。"], ""),  # a result that nobody noted
        (ROADS, ["建设农村公路【F1】公里，改造危桥【F2】座。"], ""),  # 新改建 is gone
        (SCHOOL, ["投入【F1】万元改扩建成【F2】个。"], ""),  # a measure word after a name
        (ROADS, [ROADS.masked + "。"], ""),  # no word of the model's
        (TITLE, [], ""),  # nothing there to go by
        (DENSE, [], ""),  # reworded, it only loses figures
    ],
)  # fmt: skip
def test_the_rich_manner_words_anew_what_the_rules_left_as_it_stands(
    bullet: TaskBullet, replies: list[str], text: str
) -> None:
    author = "local" if text else "rules"
    made, _ = _write("rich", _task(bullet, lead=""), *replies)
    assert made == [(bullet.id, text or f"{bullet.masked}。", author)]


def test_what_the_rules_have_worded_is_not_worded_again() -> None:
    worded = {"B2": "新改建农村公路【F1】公里，并改造危桥【F2】座"}
    made, asked = _write("rich", _task(ROADS, lead="", worded=worded))
    assert made == [("B2", worded["B2"] + "。", "rules")]
    assert asked == []


def test_bullets_that_the_rules_joined_stay_joined() -> None:
    worded = {"B2+B1": "新改建农村公路【F1】公里，改造危桥【F2】座，举办园长培训【F3】期"}
    made, _ = _write("rich", _task(ROADS, TRAINING, lead="", worded=worded))
    assert made == [("B2+B1", worded["B2+B1"] + "。", "rules")]


def test_what_a_useless_answer_cost_is_told() -> None:
    writer = LocalWriter(ABSENT, manner="plain", prompts=PROMPTS, journal=Scripted("围绕"))
    lead, *_ = writer.write(_task(ROADS, TRAINING))
    assert (lead.text, lead.completion_tokens) == ("", 8)


def test_each_turn_has_its_own_seed() -> None:
    requests = [_write("plain", _task(ROADS, TRAINING, turn=n), GOOD)[1][0] for n in range(2)]
    assert [dict(request.params)["temperature"] for request in requests] == [0.2, 0.6]
    assert len({dict(request.params)["seed"] for request in requests}) == 2


@pytest.mark.parametrize("manner", ["plain", "rich"])
@pytest.mark.parametrize("part", list(Part))
def test_the_fixed_words_of_a_prompt_come_first(manner: MannerName, part: Part) -> None:
    tasks = [_task(*pair, part=part) for pair in ((ROADS, TRAINING), (TRAINING, ROADS))]
    one, other = (_write(manner, task, *[GOOD] * 3)[1][:1] for task in tasks)
    assert [request.messages[:-1] for request in one] == [
        request.messages[:-1] for request in other
    ]


def test_a_journal_answers_without_the_model(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.db", replay_only=True)
    task = _task(ROADS, TRAINING)
    (request,) = _write("plain", task, GOOD)[1]
    SqliteJournal(tmp_path / "journal.db").keep(request, Reply(GOOD, 100, 5, 1.5))
    answer, *_ = LocalWriter(ABSENT, manner="plain", prompts=PROMPTS, journal=journal).write(task)
    assert (answer.text, answer.replayed, answer.seconds) == (GOOD, True, 0)
    with pytest.raises(ReplayMissing):
        list(LocalWriter(ABSENT, manner="rich", prompts=PROMPTS, journal=journal).write(task))


def test_an_absent_model_is_named(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.db")
    with pytest.raises(ModelMissing, match="absent"):
        list(
            LocalWriter(ABSENT, manner="plain", prompts=PROMPTS, journal=journal).write(
                _task(ROADS, TRAINING)
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
        list(writer.write(_task(ROADS, TRAINING)))


NOTED = TaskBullet(
    "B6",
    "新建CT室【F1】间（含乡镇）、配电房【F2】间",
    (Token("【F1】", FactKind.QUANTITY, "间"), Token("【F2】", FactKind.QUANTITY, "间")),
)


# Half of the four: rich on what was done, plain on plans are asked in test_redraft and test_draft.
@pytest.mark.parametrize(("manner", "part"), [("plain", Part.DONE), ("rich", Part.PLANNED)])
def test_the_model_writes_no_figure_and_no_foreign_token(
    manner: MannerName, part: Part, local_model: Path, tmp_path: Path
) -> None:
    journal = SqliteJournal(tmp_path / "journal.db")
    task = _task(TRAINING, ROADS, NOTED, part=part)
    writer = LocalWriter(local_model, manner=manner, prompts=PROMPTS, journal=journal)
    answers = list(writer.write(task))
    writer.close()
    assert answers
    for answer in answers:
        words = answer.text
        bullets = (bullet for bullet in task.bullets if bullet.id == answer.bullet)
        for token in next((bullet.tokens for bullet in bullets), ()):
            words = words.replace(token.name + token.unit, "")
        assert not re.search("[0-9０-９【】]", words), answer.text
        assert answer.text.endswith("。") or not answer.bullet
    # Fresh, and with no model at hand: the journal has it all.
    again = LocalWriter(
        ABSENT.with_name(local_model.name), manner=manner, prompts=PROMPTS, journal=journal
    )
    replayed = list(again.write(task))
    assert [(a.text, a.author) for a in replayed] == [(a.text, a.author) for a in answers]
    assert all(a.replayed or a.author.writer == "rules" for a in replayed)
