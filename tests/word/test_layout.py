"""How the file looks on paper, as LibreOffice sets it with free fonts for the named ones."""

import importlib.util
import itertools
import shutil
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest

from drafter.records import Draft, DraftSection
from drafter.word.render import write_docx
from tests.word import drafts

pytestmark = pytest.mark.skipif(
    not shutil.which("soffice"), reason="soffice is not installed: how pages look was NOT checked"
)

MM = 72 / 25.4
PREVIEW = Path(__file__).parents[2] / "bench" / "preview.py"
HANZI = "坚持以人民为中心的发展思想推动教育高质量发展取得新的明显成效"
Row = tuple[float, str, float, float]  # height above the page's foot, text, left, right


@pytest.fixture(scope="module")
def preview() -> ModuleType:
    spec = importlib.util.spec_from_file_location("preview", PREVIEW)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages(draft: Draft, folder: Path, preview: ModuleType) -> list[list[Row]]:
    """The rows of each page from top to bottom, page number included."""
    write_docx(draft, folder / "page.docx")
    document = pypdfium2.PdfDocument(preview.pdf_of(folder / "page.docx", folder))
    return [rows(page.get_textpage()) for page in document]


def rows(page: pypdfium2.PdfTextPage) -> list[Row]:
    """Characters whose boxes stand on one line; gaps of more than a quarter line part them."""
    boxes = []
    for at in range(page.count_chars()):
        char = page.get_text_range(at, 1)
        if char.strip():
            left, bottom, right, top = page.get_charbox(at, loose=True)
            boxes.append(((bottom + top) / 2, left, right, char))
    found: dict[float, list[tuple[float, float, str]]] = defaultdict(list)
    for middle, left, right, char in sorted(boxes, reverse=True):
        row = next((height for height in found if abs(height - middle) < 8), middle)
        found[row].append((left, right, char))
    return [
        (
            height,
            "".join(char for *_, char in sorted(row)),
            min(row)[0],
            max(right for _, right, _ in row),
        )
        for height, row in found.items()
    ]


def plain(paragraphs: int, hanzi: int) -> Draft:
    text = "".join(itertools.islice(itertools.cycle(HANZI), hanzi))
    body = [drafts.paragraph(drafts.sentence(f"s{n}", text)) for n in range(paragraphs)]
    section = DraftSection("S1", 1, "一、", "总体情况", False, paragraphs=tuple(body))
    return drafts.draft([section], title="工作总结")


@pytest.fixture(scope="module")
def long_text(tmp_path_factory: pytest.TempPathFactory, preview: ModuleType) -> list[list[Row]]:
    """Three pages and more of hanzi without marks: a paragraph of 26 + 61 × 28 characters."""
    return pages(plain(1, 26 + 61 * 28), tmp_path_factory.mktemp("long"), preview)


def test_a_page_holds_22_lines(long_text: list[list[Row]]) -> None:
    first, second, *_ = long_text
    assert len(first) == 22 - 1 + 1  # a blank line below the title, and the page number
    assert len(second) == 22 + 1


def test_a_line_holds_28_characters(long_text: list[list[Row]]) -> None:
    *lines, _ = long_text[1]
    assert {len(text) for _, text, _, _ in lines} == {28}


def test_a_paragraph_opens_two_characters_in(long_text: list[list[Row]]) -> None:
    _, recipient, heading, opening, following, *_ = long_text[0]
    edge = 28 * MM
    assert recipient[2] == pytest.approx(edge, abs=1.5)
    assert [heading[2], opening[2]] == pytest.approx([edge + 32, edge + 32], abs=3)
    assert following[2] == pytest.approx(edge, abs=1.5)
    assert (len(opening[1]), len(following[1])) == (26, 28)


def test_lines_fill_the_type_area(long_text: list[list[Row]]) -> None:
    lines = long_text[1][:-1]
    assert (297 - lines[0][0] / MM) == pytest.approx(37 + 5, abs=1.5)
    assert lines[-1][0] / MM == pytest.approx(35 + 5, abs=1.5)
    assert all(right <= (210 - 26) * MM + 1 for *_, right in lines)


def test_page_numbers_stand_below_the_type_area_at_the_outer_edge(
    long_text: list[list[Row]],
) -> None:
    odd, even = long_text[0][-1], long_text[1][-1]
    assert (odd[1], even[1]) == ("—1—", "—2—")
    assert [row[0] / MM for row in (odd, even)] == pytest.approx(
        [28, 28], abs=1
    )  # 7 mm below 35 mm
    assert odd[3] == pytest.approx((210 - 26) * MM - 14, abs=2)
    assert even[2] == pytest.approx(28 * MM + 14, abs=2)


@pytest.mark.parametrize("lines", [14, 16, 17, 18])
def test_the_signature_never_stands_alone(lines: int, tmp_path: Path, preview: ModuleType) -> None:
    """17 lines fill the first page.

    Whatever room is left, issuer and date stand together with some text (7.3.5).
    """
    *_, last = pages(plain(lines, 20), tmp_path, preview)
    texts = [text for _, text, _, _ in last]
    assert texts[-3:-1] == [drafts.ORGANIZATION, "2026年1月8日"]
    assert len(texts) >= 4


def test_the_date_begins_two_characters_right_of_the_issuer(
    tmp_path: Path, preview: ModuleType
) -> None:
    """Measured on hanzi: LibreOffice 7.4 puts space between hanzi and digits, though autoSpaceDN
    forbids it.
    """
    draft = drafts.draft(organization="云岭县教育体育和科学技术局", date="二〇二六年一月八日")
    (page,) = pages(draft, tmp_path, preview)
    issuer, date, _ = page[-3:]
    assert date[2] - issuer[2] == pytest.approx(32, abs=4)
    assert issuer[3] == pytest.approx((210 - 26) * MM - 32, abs=2)


def test_a_heading_is_never_the_last_line_of_a_page(tmp_path: Path, preview: ModuleType) -> None:
    body = [drafts.paragraph(drafts.sentence(f"s{n}", "坚持以人民为中心。")) for n in range(17)]
    more = tuple(drafts.paragraph(drafts.sentence(f"t{n}", "持续改进工作作风。")) for n in range(3))
    sections = [
        DraftSection("S1", 1, "一、", "总体情况", False, paragraphs=tuple(body)),
        DraftSection("S2", 1, "二、", "存在问题", False, paragraphs=more),
    ]
    first, second = pages(drafts.draft(sections, title="工作总结"), tmp_path, preview)
    assert "二、存在问题" in [second[0][1], first[-3][1]]
    assert first[-2][1] != "二、存在问题"
