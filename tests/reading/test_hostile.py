"""A file that is not what its name says, or cut short, is an InputError with a reason, whatever library read it."""

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.reading.document import SUFFIXES, read_document
from drafter.retrieval.passages import passages
from drafter.retrieval.versions import sketch
from tests.reading.pdffiles import paragraphs, pdf
from tests.word.wordfiles import p, word

_OURS = sorted(SUFFIXES)


@pytest.mark.parametrize("suffix", _OURS)
def test_noise(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"噪声{suffix}"
    path.write_bytes(random.Random(4).randbytes(20_000))
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.message


@pytest.mark.parametrize("suffix", _OURS)
def test_nothing_at_all(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"空{suffix}"
    path.write_bytes(b"")
    with pytest.raises(InputError):
        read_document(path)


@pytest.mark.parametrize("name", ["要点.docx", "台账.xlsx"])
def test_cut_short(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name.endswith("docx"):
        import docx

        document = docx.Document()
        document.add_paragraph("一、工作开展情况")
        document.save(str(path))
    else:
        import openpyxl

        book = openpyxl.Workbook()
        book.active.append(["学校", "人数"])
        book.save(path)
    whole = path.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(InputError):
            read_document(path)


def test_a_page_deeper_than_any_parser_likes(tmp_path: Path) -> None:
    path = tmp_path / "深.html"
    path.write_text(
        "<html><body>" + "<div>" * 20_000 + "工作总结" + "</div>" * 20_000, encoding="utf-8"
    )
    with pytest.raises(InputError, match="已损坏"):
        read_document(path)


def _page(inner: str) -> str:
    return f"<html><body><p>今年以来，举办培训12场次，参训300人次。</p>{inner}</body></html>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("点.txt", "工作总结\n" + "." * 300_000 + "\n" + "…" * 300_000 + "\n今年举办培训。"),
        ("括号.txt", "工作总结\n" + "（" * 200_000 + "\n" + "第" + "一" * 200_000 + "条\n" + "1." * 200_000),
        ("一行.txt", "工作总结\n" + "任务，" * 600_000),
        ("标记.md", "# 工作总结\n" + "|" * 300_000 + "\n" + "[" * 200_000 + "\n" + "> " * 200_000 + "x\n"),
        ("井号.md", "# 工作总结\n# " + "#" * 99_999 + "x"),
        ("题名.html", _page("").replace("<body>", "<head><title>" + "(" * 500_000 + "</title></head><body>")),
        ("图片.html", _page("<img src='data:image/png;base64," + "A" * 9_000_000 + "'>")),
    ],
)  # fmt: skip
def test_no_line_takes_long(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    start = time.process_time()
    document = read_document(path)
    pieces = list(passages(document))
    sketch(document)
    assert pieces
    assert (
        time.process_time() - start < 10
    )  # a second or two; what grows with the square would take hours


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("段.txt", "工作总结\n" + "一\n" * 300_000, "段，上限"),
        ("表.csv", "1,2,3\n" * 100_000, "表格太大"),
        ("链接.html", _page("<div><a>甲</a></div>" * 60_000), "已损坏"),
        ("长页.html", _page("<p>今年以来，各项工作进展顺利。</p>" * 120_000), "已损坏|文件太大"),
        (
            "别名.md",
            "---\na: &a [x, x, x]\n"
            + "".join(
                f"k{n}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
            )
            + "title: *m\n---\n正文。\n",
            "文件头",
        ),
    ],
)
def test_too_much_is_told_before_it_is_read(
    name: str, content: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    start = time.process_time()
    with pytest.raises(InputError, match=said):
        read_document(path)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("seed", range(40))
def test_whatever_byte_is_wrong(seed: int, tmp_path: Path) -> None:
    """A few of the mutations that were tried by the thousand: what comes out is a document or an InputError."""
    chance = random.Random(seed)
    made = [
        word(
            tmp_path / "a.docx",
            p("云岭县教育局工作总结") + p("一、工作情况") + p("举办培训12场次。"),
        ),
        pdf(tmp_path / "b.pdf", [paragraphs(["举办培训，参训人员，问题整改到位。" * 4])]),
    ]
    (tmp_path / "c.html").write_text(
        _page("<table><tr><td rowspan=2>甲<td>1</tr></table>"), encoding="gb18030"
    )
    for path in [*made, tmp_path / "c.html"]:
        content = bytearray(path.read_bytes())
        for _ in range(chance.choice((1, 5, 50))):
            at = chance.randrange(len(content) + 1)
            content[at : at + chance.choice((0, 1, 40))] = chance.randbytes(
                chance.choice((0, 1, 8))
            )
        path.write_bytes(content)
        with suppress(InputError):
            assert read_document(path).title


@pytest.mark.parametrize(
    "hostile",
    [
        "<b hidden>" * 50_000,
        "<b hidden>a</b>" * 30_000,
        "<!--" * 50_000,
        '<i style="' + "x" * 400_000,
        "![" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_markup_that_does_not_end_costs_no_more_than_its_length(
    hostile: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# 工作总结\n\n{hostile}\n", encoding="utf-8")
    start = time.process_time()
    with suppress(InputError):  # nothing may be left to read
        read_document(path)
    assert time.process_time() - start < 5


def test_a_page_of_many_rules_and_elements(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    rules = "".join(f".c{at} p{{display:none}}" for at in range(5000))
    path.write_text(
        f"<html><style>{rules}</style><body><h1>工作总结</h1>{'<p>开展检查。</p>' * 10_000}",
        encoding="utf-8",
    )
    start = time.process_time()
    read_document(path)
    assert time.process_time() - start < 20
