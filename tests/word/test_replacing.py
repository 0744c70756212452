"""Words of a Word file replaced in place, judged by opening it again."""

import json
import re
import zipfile
from pathlib import Path

import docx
import pytest

from drafter.documents.house_words import House
from drafter.errors import InputError
from drafter.filling.template_files import fill_template, mask_file, own_names
from drafter.records import Edit
from drafter.word.reading import read_word
from drafter.word.replacing import WordText
from tests.word.wordfiles import deleted, ins, p, r, word

_OWN = own_names(House())
_BOLD = "<w:b/>"
_TITLE = p(r("云岭县教育局2026年上半年工作总结", _BOLD))
_BODY = (
    _TITLE
    + p("一、上半年工作情况")
    + p(
        r("落实资金1,2") + r("34.5万元", _BOLD) + r("，占") + r("98.5%") + r("，培训教师三百余人。")
    )
    + f"<w:tbl><w:tr><w:tc>{p('参训人次')}</w:tc><w:tc>{p('480人次')}</w:tc></w:tr></w:tbl>"
)


def texts(path: Path) -> list[str]:
    return [source.text for source in read_word(path).sources]


def raw(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return "\n".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return word(tmp_path / "report.docx", _BODY)


def masked(report: Path) -> Path:
    template = report.with_name("template.docx")
    mask_file(report, template, _OWN, map_file=report.with_name("map.json"))
    return template


def test_every_run_keeps_its_type(report: Path) -> None:
    template = masked(report)
    assert texts(template) == [
        "xx县教育局20xx年上半年工作总结",
        "一、上半年工作情况",
        "落实资金xxxx.x万元，占xx.x%，培训教师xxx余人。",
        "参训人次",
        "xxx人次",
    ]
    runs = docx.Document(str(template)).paragraphs[2].runs
    assert [(run.text, bool(run.bold)) for run in runs] == [
        ("落实资金xxx", False), ("x.x万元", True), ("，占", False), ("xx.x%", False),
        ("，培训教师xxx余人。", False),
    ]  # fmt: skip


def test_it_comes_back_with_its_runs(report: Path) -> None:
    template, back = masked(report), report.with_name("back.docx")
    fill_template(template, report.with_name("map.json"), back)
    assert texts(back) == texts(report)
    assert [run.bold for run in docx.Document(str(back)).paragraphs[2].runs] == [
        run.bold for run in docx.Document(str(report)).paragraphs[2].runs
    ]


def test_headers_footers_notes_and_boxes_are_masked_too(tmp_path: Path) -> None:
    box = (
        '<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>'
        f"{p('云岭县内部资料12份')}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    note = f'<w:footnote w:id="2">{p("云岭县2026年统计")}</w:footnote>'
    path = word(
        tmp_path / "report.docx",
        _BODY + p(box),
        footers={"f1": p("云岭县教育局印发300份")},
        footnotes=note,
    )
    template = masked(path)
    assert "云岭" not in re.sub(r"<[^>]*>", "", raw(template))
    given = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    assert {entry["original"] for entry in given.values()} >= {"12份", "300份", "2026年"}
    fill_template(template, tmp_path / "map.json", tmp_path / "back.docx")
    assert {"云岭县内部资料12份", "云岭县教育局印发300份", "云岭县2026年统计"} <= set(
        WordText(tmp_path / "back.docx").paragraphs.values()
    )


def test_changes_are_accepted_and_comments_removed(tmp_path: Path) -> None:
    comments = f'<w:comment w:id="5" w:author="王芳">{p("请云岭县核实")}</w:comment>'
    marked = (
        '<w:commentRangeStart w:id="5"/>' + r("检查12次") + '<w:commentRangeEnd w:id="5"/>'
        '<w:r><w:commentReference w:id="5"/></w:r>'
    )
    path = word(
        tmp_path / "report.docx",
        _TITLE + p(r("走访") + deleted("30") + ins(r("45")) + r("户。")) + p(marked),
        comments=comments,
    )
    result = mask_file(path, tmp_path / "template.docx", _OWN)
    assert texts(tmp_path / "template.docx")[1:] == ["走访xx户。", "检查xx次"]
    inside = raw(tmp_path / "template.docx")
    assert not re.search("王芳|甲|w:ins |w:del |commentRange|请云岭县", inside)
    assert any("修订" in notice for notice in result.notices)
    assert any("批注" in notice for notice in result.notices)


def test_properties_and_links_tell_nobody(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    document = docx.Document()
    document.core_properties.author = "云岭县教育局王芳"
    document.core_properties.title = "云岭县总结"
    paragraph = document.add_paragraph("云岭县教育局检查12次，网址")
    paragraph.part.relate_to(
        "http://www.yunling.gov.cn/",
        docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK,
        is_external=True,
    )
    document.save(str(path))
    template = masked(path)
    assert not re.search("云岭|王芳|yunling", raw(template))


def test_what_is_left_within_the_file_is_told(tmp_path: Path) -> None:
    marked = p(
        '<w:bookmarkStart w:id="1" w:name="云岭县附表"/><w:bookmarkEnd w:id="1"/>'
        + r("云岭县检查12次")
    )
    path = word(tmp_path / "report.docx", _TITLE + marked)
    result = mask_file(path, tmp_path / "template.docx", _OWN)
    assert any("云岭" in notice and "document.xml" in notice for notice in result.notices)


def test_edits_longer_and_shorter_than_what_was_there(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", p(r("甲乙") + r("丙", _BOLD) + r("丁")))
    file = WordText(path)
    file.replace([Edit(1, (1, 3), "乙丙", "一二三四"), Edit(1, (3, 4), "丁", "")])
    (tmp_path / "b.docx").write_bytes(file.content())
    runs = docx.Document(str(tmp_path / "b.docx")).paragraphs[0].runs
    assert [(run.text, bool(run.bold)) for run in runs] == [
        ("甲一", False),
        ("二三四", True),
        ("", False),
    ]


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("no", encoding="utf-8")
    with pytest.raises(InputError):
        mask_file(tmp_path / "a.docx", tmp_path / "b.docx", _OWN)
    assert not (tmp_path / "b.docx").exists()


def test_word_and_markdown_templates_have_the_same_names_for_their_gaps(
    report: Path, tmp_path: Path
) -> None:
    masked(report)
    mask_file(report, tmp_path / "template.md", _OWN, map_file=tmp_path / "md.json")
    one = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    other = json.loads((tmp_path / "md.json").read_text(encoding="utf-8"))
    assert {id: entry["original"] for id, entry in one.items()} == {
        id: entry["original"] for id, entry in other.items()
    }
    fill_template(tmp_path / "template.md", tmp_path / "map.json", tmp_path / "back.md")
    assert "落实资金1,234.5万元" in (tmp_path / "back.md").read_text(encoding="utf-8")
