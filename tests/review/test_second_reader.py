"""The page tells who refused an answer."""

from collections.abc import Iterator, Mapping

import pytest

from drafter.messages import t
from drafter.ports import Answer, Objections, Task
from drafter.records import Author
from drafter.review import rendering
from drafter.review.view import sources_of
from drafter.writing.pipeline import Tools, draft
from tests.notes import brief

NOTES = "# 一、安全\n- 排查隐患152处,整改149处\n"


class Reworded:
    """A remote model that says each note with a lead first, and asked again as it stands."""

    name, model, parallel = "openai", "m", 1
    wants_passages: Mapping[str, int] = {}

    def __init__(self, lead: str) -> None:
        self.lead = lead

    def write(self, task: Task) -> Iterator[Answer]:
        for bullet in task.bullets:
            lead = "" if task.attempt else self.lead
            yield Answer(bullet.id, lead + bullet.masked, Author("openai", model="m"))


class Reader:
    """Objects to a lead."""

    def read(self, task: Task, answers: Mapping[str, str]) -> Objections:
        return Objections(dict.fromkeys(answers, ("抓好任务落实",)))


def side(lead: str) -> str:
    """What stands beside a sentence whose first wording had this lead."""
    made = draft(brief(NOTES), Tools(Reworded(lead), second_reader=Reader()))
    one = next(one for one in made.all_sentences() if one.repairs)
    return rendering.sentence_side(sources_of(made, one.id, made.findings), [], "")


@pytest.mark.parametrize(
    ("lead", "who", "other"),
    [
        ("抓好任务落实，", "reader", "proof"),
        ("成效显著，", "proof", "reader"),
    ],
)
def test_beside_an_answer_stands_who_refused_it(lead: str, who: str, other: str) -> None:
    words = {"proof": t("page.repairs.proof"), "reader": t("page.repairs.second_reader")}
    assert f"{words[who]}：“{lead[:-1]}”" in side(lead)
    assert words[other] not in side(lead)
