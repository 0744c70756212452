"""PDF files: what stands on a page becomes paragraphs again, and figures stay where they belong."""

from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.reading.document import Document, read_document
from tests.reading.pdffiles import Picture, Put, Rule, paragraphs, pdf

TITLE = "云岭县教育局二〇二四年工作总结"
TEXT = [
    "今年以来，在县委、县政府的坚强领导下，全县教育系统紧盯年初确立的目标任务，各项工作取得了新的进展和成效。",
    "一、主要工作",
    "新建学校，改扩建校舍，学位供给明显增加，群众满意度稳步提升，办学条件得到了进一步改善，形成了可推广的经验。",
]
HEAD = [Put(120, 770, TITLE[:7], 22), Put(274, 770, TITLE[7:], 22)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_paragraphs_are_made_whole_again(tmp_path: Path) -> None:
    document = read_document(pdf(tmp_path / "a.pdf", [[*HEAD, *paragraphs(TEXT)]]))
    assert (document.title, texts(document)) == (TITLE, TEXT)


def test_running_heads_page_numbers_and_what_a_browser_prints_are_left_out(tmp_path: Path) -> None:
    pages = [
        [Put(60, 815, "2026/1/5 10:09"), Put(300, 815, "云岭年鉴"), *paragraphs([TEXT[0]]), Put(280, 30, f"— {n} —"),
         Put(60, 15, "https://www.example.gov.cn/art/1.html")]
        for n in (1, 2, 3)
    ]  # fmt: skip
    assert texts(read_document(pdf(tmp_path / "a.pdf", pages))) == [TEXT[0]] * 3


def test_figures_on_another_baseline_stay_in_their_line(tmp_path: Path) -> None:
    line = [
        Put(112, 700, "浓度"), Put(144, 700.8, "25", 14), Put(160, 700, "微克，面积"), Put(240, 700, "3"),
        Put(248, 700, "m"), Put(256, 705, "2", 9), Put(262, 700, "。"),
    ]  # fmt: skip
    assert texts(
        read_document(pdf(tmp_path / "a.pdf", [[*HEAD, *line, *paragraphs(TEXT, top=640)]]))
    )[0] == ("浓度25微克，面积3m2。")


def test_a_wide_space_after_a_number_stays(tmp_path: Path) -> None:
    page = [
        Put(160, 770, "云岭县校车管理办法", 22),
        Put(112, 700, "第一条"),
        Put(176, 700, "为了加强管理，制定本办法。"),
    ]
    assert texts(read_document(pdf(tmp_path / "a.pdf", [[*page, *paragraphs(TEXT, top=660)]])))[
        0
    ] == ("第一条 为了加强管理，制定本办法。")


def test_what_is_printed_across_or_twice_is_no_text(tmp_path: Path) -> None:
    across = Put(150, 300, "内部资料注意保存", 40, angle=45)
    twice = [Put(put.x + 0.4, put.y, put.text, put.size) for put in HEAD]
    document = read_document(pdf(tmp_path / "a.pdf", [[*HEAD, *twice, across, *paragraphs(TEXT)]]))
    assert (document.title, texts(document)) == (TITLE, TEXT)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_lies_as_its_text_does(tmp_path: Path, angle: int) -> None:
    def turned(put: Put) -> Put:
        x, y = {
            90: (842 - put.y, put.x),
            180: (595 - put.x, 842 - put.y),
            270: (put.y, 595 - put.x),
        }[angle]
        return Put(x, y, put.text, put.size, angle)

    size = (842.0, 595.0) if angle != 180 else (595.0, 842.0)
    page = [turned(put) for put in [*HEAD, *paragraphs(TEXT)]]
    assert texts(read_document(pdf(tmp_path / "a.pdf", [page], size=size))) == TEXT


def _ruled(top: float, bottom: float) -> list[Rule]:
    """A table of three columns, its first cell two rows high, its second two columns wide."""
    rows = [top, top - 30, top - 60, top - 120, bottom]
    level = [Rule(80 if y != rows[1] else 200, y, 500, y) for y in rows]
    upright = [Rule(x, top if x != 350 else rows[1], x, bottom) for x in (80, 200, 350, 500)]
    return [*level, *upright]


def test_a_ruled_table_keeps_its_cells(tmp_path: Path) -> None:
    table = [
        *_ruled(600, 440), Put(100, 560, "学校"), Put(300, 578, "学位"), Put(220, 548, "小学"), Put(370, 548, "初中"),
        Put(90, 520, "第二中学（城"), Put(90, 500, "南校区）"), Put(220, 510, "1200"), Put(370, 510, "800"),
        Put(90, 455, "三中"), Put(370, 455, "300"),
    ]  # fmt: skip
    page = [*HEAD, *paragraphs([TEXT[0]]), *table, *paragraphs([TEXT[2]], top=400)]
    assert texts(read_document(pdf(tmp_path / "a.pdf", [page]))) == [
        TEXT[0],
        "学校｜学位\n学校｜小学｜初中\n第二中学（城南校区）｜1200｜800\n三中｜｜300",
        TEXT[2],
    ]


def test_a_table_goes_on_over_the_page_under_its_head(tmp_path: Path) -> None:
    def part(*rows: tuple[str, str]) -> list[Put | Rule]:
        ys = [700 - 30 * n for n in range(len(rows) + 1)]
        rules = [
            *(Rule(80, y, 500, y) for y in ys),
            *(Rule(x, ys[0], x, ys[-1]) for x in (80, 300, 500)),
        ]
        cells = [
            Put(90 + 220 * at, y - 20, text)
            for y, row in zip(ys, rows, strict=False)
            for at, text in enumerate(row)
        ]
        return [*rules, *cells]

    pages = [part(("学校", "人数"), ("一中", "300")), part(("学校", "人数"), ("二中", "280"))]
    assert texts(read_document(pdf(tmp_path / "a.pdf", pages))) == [
        "学校｜人数\n一中｜300\n二中｜280"
    ]


def test_contents_are_left_out(tmp_path: Path) -> None:
    page = [
        Put(250, 780, "目 录", 22),
        Put(80, 740, "一、主要工作" + "." * 40 + "3"),
        Put(80, 715, "二、打算" + "…" * 20 + "9"),
    ]
    document = read_document(pdf(tmp_path / "a.pdf", [page, [*HEAD, *paragraphs(TEXT)]]))
    assert (document.title, texts(document)) == (TITLE, TEXT)


def test_pages_that_are_pictures_are_named(tmp_path: Path) -> None:
    some = read_document(
        pdf(tmp_path / "a.pdf", [[*HEAD, *paragraphs(TEXT)], [Picture()], [Picture()]])
    )
    assert "第 2、3 页是图片" in some.notice
    assert texts(some) == TEXT
    with pytest.raises(InputError, match="扫描件：2 页都是图片"):
        read_document(pdf(tmp_path / "b.pdf", [[Picture()], [Picture()]]))
