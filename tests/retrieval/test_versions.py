"""Copies and versions of one document."""

import random

import pytest

from drafter.reading.blocks import Block
from drafter.reading.document import Document
from drafter.retrieval.versions import COPY, Known, Place, likeness, place, plain_title, sketch

WORDS = "组织开展教师培训校园安全检查推进项目建设落实资金监管完善制度责任清单督导评估整改问题隐患服务群众"


def text(seed: int, length: int = 3000) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(WORDS) for _ in range(length))


def document(said: str, title: str = "云岭县教育局2024年工作总结", **fields: str) -> Document:
    whole = {"unit": "云岭县教育局", "period": "2024年", "shelf": "report", "date": ""} | fields
    return Document(title=title, blocks=(Block(said),), **whole)


def known(held: Document, identity: str = "D1") -> Known:
    return Known(identity, held.title, held.unit, held.period, held.shelf, held.date, sketch(held))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 1.0])
def test_a_sketch_tells_what_share_is_common(share: float) -> None:
    same = int(3000 * share)
    one, other = text(1), text(1)[:same] + text(2)[same:]
    common = share / (2 - share)  # of the pieces of both
    assert likeness(sketch(document(one)), sketch(document(other))) == pytest.approx(common, abs=0.13)


def test_a_draft_with_holes_is_a_copy_of_what_filled_them() -> None:
    filled = "".join(f"{text(n, 40)}{n * 37}场次，" for n in range(60))
    holes = "".join(f"{text(n, 40)}xx场次，" for n in range(60))
    assert likeness(sketch(document(filled)), sketch(document(holes))) >= COPY


@pytest.mark.parametrize(
    ("new", "held", "expected"),
    [
        (document(text(1)), document(text(1)), Place(leads=("D1",))),
        (document(text(1)[:1800] + text(2)[:1200]), document(text(1)), Place(leads=("D1",))),
        (document(text(1), date="2024年6月1日"), document(text(1), date="2024年7月5日"), Place("D1")),
        (
            document(text(1), date="2024年7月5日"),
            document(text(1), date="2024年6月1日"),
            Place(leads=("D1",)),
        ),
        (document(text(1)), document(text(1), title="云岭县教育局2023年工作总结", period="2023年"), Place()),
        (document(text(1)), document(text(1), unit="山门县教育局"), Place()),
        (document(text(1)), document(text(2)), Place()),
        (document("短文"), document("短文"), Place()),
        (
            document(text(1)[:1800] + text(2)[:1200], title="云岭县教育局2024年工作总结（送审稿）"),
            document(text(1)),
            Place(leads=("D1",)),
        ),
        (document(text(1)[:1800] + text(2)[:1200], title="云岭县教育局党建工作总结"), document(text(1)), Place()),
    ],
)
def test_where_a_document_belongs(new: Document, held: Document, expected: Place) -> None:
    assert place(new, sketch(new), [known(held)]) == expected


@pytest.mark.parametrize("added", ["（征求意见稿）", "修订版", "_副本", " 第二稿", "（2）", "v3", "-定稿"])
def test_what_a_version_adds_to_a_title(added: str) -> None:
    assert plain_title("云岭县校车管理办法" + added) == "云岭县校车管理办法"
