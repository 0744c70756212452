"""Packages that Word opens and python-docx does not: repaired, or refused with a reason."""

import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import docx
import pytest

from drafter.documents.house_words import House
from drafter.errors import InputError
from drafter.filling.template_files import mask_file, own_names
from drafter.records import Edit, Finding, Severity
from drafter.word.mending import write_mended
from drafter.word.reading import read_word

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
PACKAGE, DOCUMENT, TYPES = "_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml"
TEXT = "开展培训12场，培训教师300人。"
COMMENTS = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
Entries = dict[str, bytes]
Change = Callable[[Entries], object]


def related(entry: str, type: str, target: str, id: str = "rId99") -> Change:
    element = f'<Relationship Id="{id}" Type="{type}" Target="{target}"/></Relationships>'
    return replaced(entry, "</Relationships>", element)


def replaced(entry: str, old: str, new: str) -> Change:
    def change(entries: Entries) -> None:
        assert re.search(old.encode(), entries[entry])
        entries[entry] = re.sub(old.encode(), new.encode(), entries[entry])

    return change


def untyped(part: str) -> Change:
    return replaced(TYPES, f'<Override PartName="/{part}"[^>]*/>', "")


def copied(entry: str, name: str) -> Change:
    return lambda entries: entries.update({name: entries[entry]})


def put(name: str, content: str) -> Change:
    return lambda entries: entries.update({name: content.encode()})


def dropped(name: str) -> Change:
    return lambda entries: entries.pop(name)


def renamed(entry: str, name: str) -> Change:
    return lambda entries: entries.update({name: entries.pop(entry)})


REPAIRED = {
    "two core properties": [
        copied("docProps/core.xml", "docProps/core2.xml"), related(PACKAGE, CORE, "docProps/core2.xml"),
    ],
    "one core properties part, related twice": [related(PACKAGE, CORE, "docProps/core.xml")],
    "core properties gone": [dropped("docProps/core.xml")],
    "core properties empty": [put("docProps/core.xml", "")],
    "core properties of another kind": [put("docProps/core.xml", "<a/>")],
    "two styles": [copied("word/styles.xml", "word/s2.xml"), related(DOCUMENT, OFFICE + "styles", "s2.xml")],
    "styles gone": [dropped("word/styles.xml")],
    "styles without a type": [untyped("word/styles.xml")],
    "settings twice": [related(DOCUMENT, OFFICE + "settings", "settings.xml")],
    "settings without a type": [untyped("word/settings.xml")],
    "comments gone": [related(DOCUMENT, OFFICE + "comments", "comments.xml")],
    "comments without a type": [
        put("word/comments.xml", COMMENTS), related(DOCUMENT, OFFICE + "comments", "comments.xml"),
    ],
    "document twice": [related(PACKAGE, OFFICE + "officeDocument", "word/document.xml")],
    "document without a type": [untyped("word/document.xml")],
    "document of a template": [replaced(TYPES, "document.main", "template.main")],
    "document of another case": [renamed("word/document.xml", "word/Document.xml")],
    "no types": [dropped(TYPES)],
    "no relationships": [dropped(PACKAGE)],
    "a picture that is nowhere": [related(DOCUMENT, OFFICE + "image", "../NULL")],
    "a link within the file": [related(DOCUMENT, OFFICE + "hyperlink", "#_top")],
    "a target with the slashes of Windows": [replaced(DOCUMENT, "theme/theme1", r"theme\\\\theme1")],
    "header gone": [dropped("word/header1.xml")],
    "header without a type": [untyped("word/header1.xml")],
    "a relationship without an id": [replaced(PACKAGE, 'Id="[^"]*"(?=[^>]*app.xml)', "")],
    "a relationship without a target": [replaced(PACKAGE, 'Target="docProps/app.xml"', "")],
    "an id twice": [related(DOCUMENT, OFFICE + "image", "../docProps/thumbnail.jpeg", "rId3")],
    "a part without an ending": [put("word/media/a", "x"), related(DOCUMENT, OFFICE + "image", "media/a")],
    "a part of an unknown ending": [put("word/o.bin", "x"), related(DOCUMENT, OFFICE + "oleObject", "o.bin")],
}  # fmt: skip

REFUSED = {
    "relationships that are no XML": [put(DOCUMENT, "<Relationships>")],
    "relationships of a part that are no XML": [put("word/_rels/header1.xml.rels", "<x")],
    "header that is no XML": [put("word/header1.xml", "<x")],
    "styles that are no XML": [put("word/styles.xml", "")],
}


def made(tmp_path: Path, changes: list[Change]) -> Path:
    path = tmp_path / "报告.docx"
    document = docx.Document()
    document.core_properties.author = "王五"
    document.add_paragraph("云岭县教育局2026年上半年工作总结")
    document.add_paragraph(TEXT)
    document.sections[0].header.paragraphs[0].text = "内部"
    document.save(str(path))
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    for change in changes:
        change(entries)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def masked(path: Path) -> Path:
    template = path.with_name("模板.docx")
    mask_file(path, template, own_names(House()), map_file=path.with_name("map.json"))
    return template


def mended(path: Path) -> Path:
    edit = Edit(2, (4, 6), "12", "13")
    finding = Finding("FIG201", Severity.ERROR, "不一致", "", edit.old, edit.span, 2, (edit,))
    assert write_mended(path, path.with_name("改.docx"), [finding]) == ()
    return path.with_name("改.docx")


def texts(path: Path) -> list[str]:
    docx.Document(str(path))  # as python-docx has it, with nothing to repair
    return [source.text for source in read_word(path).sources]


@pytest.mark.parametrize("changes", REPAIRED.values(), ids=REPAIRED)
def test_what_word_opens_is_repaired(tmp_path: Path, changes: list[Change]) -> None:
    path = made(tmp_path, changes)
    before = path.read_bytes()
    title = "云岭县教育局2026年上半年工作总结"
    assert texts(mended(path)) == [title, TEXT.replace("12", "13")]
    template = masked(path)
    assert texts(template) == ["xx县教育局20xx年上半年工作总结", "开展培训xx场，培训教师xxx人。"]
    with zipfile.ZipFile(template) as archive:
        assert not any("王五".encode() in archive.read(name) for name in archive.namelist())
    assert path.read_bytes() == before


@pytest.mark.parametrize("changes", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_repaired_is_refused(tmp_path: Path, changes: list[Change]) -> None:
    path = made(tmp_path, changes)
    for work in (masked, mended):
        with pytest.raises(InputError) as refusal:
            work(path)
        assert refusal.value.remedy


@pytest.mark.parametrize(
    "part", [PACKAGE, DOCUMENT, TYPES, "docProps/core.xml", "word/settings.xml"]
)
@pytest.mark.parametrize("seed", [1, 3])
def test_whatever_part_is_cut_short(tmp_path: Path, part: str, seed: int) -> None:
    def cut(entries: Entries) -> None:
        entries[part] = entries[part][: len(entries[part]) * seed // 4]

    path = made(tmp_path, [cut])
    for work in (masked, mended):
        with suppress(InputError):
            assert texts(work(path))


def test_the_company_of_a_second_part_is_gone(tmp_path: Path) -> None:
    secret = replaced(
        "docProps/app2.xml", "<Application>", "<Company>甲公司</Company><Application>"
    )
    changes = [
        copied("docProps/app.xml", "docProps/app2.xml"),
        secret,
        replaced(PACKAGE, "docProps/app.xml", "docProps/app2.xml"),
        untyped("docProps/app.xml"),
    ]
    with zipfile.ZipFile(masked(made(tmp_path, changes))) as archive:
        assert not any("甲公司".encode() in archive.read(name) for name in archive.namelist())


def test_a_whole_file_is_left_as_it_is(tmp_path: Path) -> None:
    from drafter.word.repaired_package import repaired

    assert repaired(made(tmp_path, [])) is None
