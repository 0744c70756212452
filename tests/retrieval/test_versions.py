"""Copies and versions of one document."""

import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from drafter.reading.blocks import Block
from drafter.reading.document import Document, read_document
from drafter.retrieval.versions import (
    COPY,
    VERSION,
    Known,
    Place,
    likeness,
    place,
    plain_title,
    sketch,
)

_ROOT = Path(__file__).parents[2]
_SHARED = _ROOT.parent / "shared" / "data"

WORDS = "组织开展教师培训校园安全检查推进项目建设落实资金监管完善制度责任清单督导评估整改问题隐患服务群众"


def text(seed: int, length: int = 3000) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(WORDS) for _ in range(length))


def document(said: str, title: str = "云岭县教育局2024年工作总结", **fields: str) -> Document:
    whole = {
        "unit": "云岭县教育局",
        "period": "2024年",
        "kind": "总结",
        "shelf": "report",
        "date": "",
    } | fields
    return Document(title=title, blocks=(Block(said),), **whole)


def known(held: Document, identity: str = "D1", file: str = "总结.docx") -> Known:
    return Known(
        identity,
        held.title,
        held.unit,
        held.period,
        held.kind,
        held.shelf,
        held.date,
        held.number,
        file,
        sketch(held),
    )


def figured(seed: int, year: int = 0, length: int = 60) -> str:
    """A text with figures: its words by the seed, its figures by seed and year."""
    chance = random.Random(seed * 1000 + year)
    return "".join(
        f"{text(seed * 100 + n, 40)}{chance.randrange(100, 99999)}场次，" for n in range(length)
    )


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 1.0])
def test_a_sketch_tells_what_share_is_common(share: float) -> None:
    same = int(3000 * share)
    one, other = text(1), text(1)[:same] + text(2)[same:]
    common = share / (2 - share)  # of the pieces of both
    assert likeness(sketch(document(one)), sketch(document(other))) == pytest.approx(
        common, abs=0.13
    )


def test_a_draft_with_holes_is_a_copy_of_what_filled_them() -> None:
    filled = "".join(f"{text(n, 40)}{n * 37}场次，" for n in range(60))
    holes = "".join(f"{text(n, 40)}xx场次，" for n in range(60))
    assert likeness(sketch(document(filled)), sketch(document(holes))) >= COPY


@pytest.mark.parametrize(
    ("new", "held", "expected"),
    [
        (document(text(1)), document(text(1)), Place(leads=("D1",))),
        (document(text(1)[:1800] + text(2)[:1200]), document(text(1)), Place(leads=("D1",))),
        (
            document(text(1), date="2024年6月1日"),
            document(text(1), date="2024年7月5日"),
            Place("D1"),
        ),
        (
            document(text(1), date="2024年7月5日"),
            document(text(1), date="2024年6月1日"),
            Place(leads=("D1",)),
        ),
        (
            document(text(1)),
            document(text(1), title="云岭县教育局2023年工作总结", period="2023年"),
            Place(),
        ),
        (document(text(1)), document(text(1), unit="山门县教育局"), Place()),
        (document(text(1)), document(text(2)), Place()),
        (document("短文"), document("短文"), Place()),
        (
            document(text(1)[:1800] + text(2)[:1200], title="云岭县教育局2024年工作总结（送审稿）"),
            document(text(1)),
            Place("D1"),
        ),
        (
            document(text(1)[:1800] + text(2)[:1200], title="云岭县教育局党建工作总结"),
            document(text(1)),
            Place(),
        ),
    ],
)
def test_where_a_document_belongs(new: Document, held: Document, expected: Place) -> None:
    found = place(new, sketch(new), [known(held)])
    assert (found.led_by, found.leads) == (expected.led_by, expected.leads)


POLICY = {"shelf": "policy", "period": ""}


def nameless(said: str) -> Document:
    return document(said, "工作总结", period="")


def rules(said: str, title: str = "校车管理办法", **fields: str) -> Document:
    return document(said, title, **(POLICY | {"kind": "办法"} | fields))


def notice(said: str, year: int) -> Document:
    fields = {"kind": "通知", "date": f"{year}年2月1日", "number": f"云教发〔{year}〕3号"}
    return document(said, "关于做好开学工作的通知", **(POLICY | fields))


LEADS, LED, APART = ("D1",), "D1", None


@pytest.mark.parametrize(
    ("new", "file", "held", "held_file", "expected"),
    [
        # of the same words without a year, figures tell one year from another
        (nameless(figured(1, 2024)), "b.docx", nameless(figured(1, 2023)), "a.docx", APART),
        (nameless(figured(1, 1) + "新增一段"), "b.docx", nameless(figured(1, 1)), "a.docx", LEADS),
        # of one year they are versions whatever the figures
        (document(figured(1, 2)), "b.docx", document(figured(1, 1)), "a.docx", LEADS),
        # one figure corrected
        (
            document(figured(1).replace("场次", "场", 1)),
            "b.docx",
            document(figured(1)),
            "a.docx",
            LEADS,
        ),
        # the stage, by title or by file, comes before the order of files
        (rules(text(1), "校车管理办法（征求意见稿）"), "b.docx", rules(text(1)), "a.docx", LED),
        (rules(text(1)), "a.docx", rules(text(1), "校车管理办法（征求意见稿）"), "b.docx", LEADS),
        (document(text(1)), "总结v1.docx", document(text(1) + "新"), "总结v2.docx", LED),
        (document(text(1)), "总结第三稿.docx", document(text(1) + "新"), "总结第二稿.docx", LEADS),
        (document(text(1)), "总结初稿.docx", document(text(1) + "新"), "总结.docx", LED),
        (document(text(1)), "总结.docx", document(text(1) + "新"), "总结-定稿.docx", LED),
        # a date comes before a stage; one without a date is the draft of one with
        (
            document(text(1), date="2024年7月5日"),
            "v1.docx",
            document(text(1), date="2024年6月5日"),
            "v2.docx",
            LEADS,
        ),
        (document(text(1)), "b.docx", document(text(1), date="2024年6月5日"), "a.docx", LED),
        # of one text in two files, the one that says how it is set
        (document(figured(1)), "总结.pdf", document(figured(1)), "总结.docx", LED),
        (document(figured(1)), "总结.docx", document(figured(1)), "总结.pdf", LEADS),
        (document(figured(1)), "总结.html", document(figured(1)), "总结.doc", LED),
        # every notice is one of its own; of rules the new take the place of the old
        (notice(text(1), 2024), "b.docx", notice(text(1), 2023), "a.docx", APART),
        (
            rules(text(1), date="2024年2月1日", number="云政发〔2024〕3号"),
            "b.docx",
            rules(text(1)[:2000], date="2019年2月1日", number="云政发〔2019〕5号"),
            "a.docx",
            LEADS,
        ),
    ],
)
def test_which_version_leads(
    new: Document, file: str, held: Document, held_file: str, expected: tuple[str] | str | None
) -> None:
    found = place(new, sketch(new), [known(held, file=held_file)], file)
    assert (found.led_by or found.leads or None) == expected


def test_a_copy_is_told_from_a_version() -> None:
    held = known(document(figured(1)))
    assert place(document(figured(1)), sketch(document(figured(1))), [held]).copies == {"D1"}
    corrected = document(figured(1).replace("场次", "场", 1).replace("1", "7", 1))
    assert place(corrected, sketch(corrected), [held]).copies == frozenset()


def _real() -> list[Document]:
    files = [
        *_ROOT.glob("corpus/*/*.md"),
        *_SHARED.glob("reports/*.txt"),
        *_SHARED.glob("laws/*.md"),
    ]
    return [read_document(file) for file in sorted(files)]


def test_no_two_different_documents_are_taken_for_one() -> None:
    drawn = [sketch(document) for document in _real()]
    assert len(drawn) >= 16
    assert max(likeness(one, other) for one, other in combinations(drawn, 2)) < VERSION / 2


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_a_report_is_known_again_with_many_paragraphs_exchanged(share: float) -> None:
    documents = [
        document for document in _real() if sum(len(block.text) for block in document.blocks) > 4000
    ]
    others = [block for document in documents for block in document.blocks]
    chance = random.Random(4)

    def exchanged(block: Block) -> Block:  # by one about as long
        return min(
            chance.sample(others, 40), key=lambda other: abs(len(other.text) - len(block.text))
        )

    for report in documents:
        blocks = tuple(
            exchanged(block) if chance.random() < share else block for block in report.blocks
        )
        new = replace(report, blocks=blocks)
        found = place(new, sketch(new), [known(report)], "总结.docx")
        assert found.leads == ("D1",), report.title


@pytest.mark.parametrize(
    "added", ["（征求意见稿）", "修订版", "_副本", " 第二稿", "（2）", "v3", "-定稿"]
)
def test_what_a_version_adds_to_a_title(added: str) -> None:
    assert plain_title("云岭县校车管理办法" + added) == "云岭县校车管理办法"
