"""A redline judged by an engine of other hands: to accept all is B, to reject all is A.

Docxodus, by way of python-redlines, takes the tracked changes of a file as accepted and compares
what is left. What a redline rejects is what its mirror accepts: insertions are deletions there.
"""

import io
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from lxml import etree

from drafter.reading.notes import read_notes
from drafter.word.render import write_docx
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.compare.test_redline import EXAMPLES, redlined
from tests.word.settling import W

engines = pytest.importorskip("python_redlines.engines", reason="python-redlines is not installed")
Revisions = Callable[[bytes, bytes], list[str]]
_MIRROR = {
    "ins": "del",
    "moveFrom": "moveTo",
    "moveFromRangeStart": "moveToRangeStart",
    "moveFromRangeEnd": "moveToRangeEnd",
}
_MIRROR |= {other: one for one, other in _MIRROR.items()}


@pytest.fixture(scope="module")
def revisions(tmp_path_factory: pytest.TempPathFactory) -> Revisions:
    """What makes one file, its changes accepted, the other; formats are no text."""
    engine = engines.DocxodusEngine(target_path=str(tmp_path_factory.mktemp("engine")))
    changes = [f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")]

    def found(a: bytes, b: bytes) -> list[str]:
        content, _, _ = engine.run_redline("x", a, b)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        return ["".join(one.itertext(f"{W}t", f"{W}delText")) for one in root.iter(*changes)]

    return found


def text_of(path: Path, *, mirrored: bool = False) -> bytes:
    """A Word file without its comments, which are no text; its redline turned round."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(made, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                _leave_out_comments(root)
                if mirrored:
                    _turn_round(root)
                content = etree.tostring(root)
            copy.writestr(name, content)
    return made.getvalue()


def _leave_out_comments(root: etree._Element) -> None:
    for name in ("commentRangeStart", "commentRangeEnd"):
        for element in list(root.iter(f"{W}{name}")):
            element.getparent().remove(element)
    for reference in list(root.iter(f"{W}commentReference")):
        run = reference.getparent()
        run.getparent().remove(run)


def _turn_round(root: etree._Element) -> None:
    """What was inserted is deleted, and the other way round."""
    for element in list(root.iter(f"{W}t", f"{W}delText")):
        comes = any(each.tag in {f"{W}ins", f"{W}moveTo"} for each in element.iterancestors())
        if element.tag == f"{W}delText":
            element.tag = f"{W}t"
        elif comes:
            element.tag = f"{W}delText"
    for element in root.iter(*(f"{W}{name}" for name in _MIRROR)):
        element.tag = f"{W}{_MIRROR[etree.QName(element).localname]}"


def edited(a: Path, b: Path, dice: random.Random) -> None:
    """A Word file as a colleague leaves it: words, a paragraph gone, one moved, one new."""
    page = docx.Document(str(a))
    texts = [paragraph for paragraph in page.paragraphs if paragraph.text.strip()][1:-2]
    words, gone, moved, model = (dice.sample(texts, 5)[:2], *dice.sample(texts, 3))
    for paragraph in words:
        run = paragraph.runs[-1]
        run.text = dice.choice([f"{run.text}另有3项。", run.text[:-2], f"今年，{run.text}"])
    fresh = deepcopy(model._p)
    model._p.addnext(fresh)
    for run in fresh.findall(f"{W}r")[1:]:
        fresh.remove(run)
    fresh.find(f"{W}r/{W}t").text = "新增一段，完成投资12万元。"
    moved._p.addnext(deepcopy(texts[0]._p))
    gone._p.getparent().remove(gone._p)
    page.save(str(b))


@pytest.mark.parametrize("name", [file.stem for file in EXAMPLES])
def test_another_engine_accepts_it_as_b_and_rejects_it_as_a(
    name: str, revisions: Revisions, tmp_path: Path
) -> None:
    file = next(each for each in EXAMPLES if each.stem == name)
    write_docx(draft(read_notes(file), Tools(RuleWriter())), tmp_path / "a.docx")
    a, b, r = (tmp_path / f"{one}.docx" for one in "abr")
    edited(a, b, random.Random(name))
    redlined(a, b, r)
    assert revisions(text_of(b), text_of(r)) == []
    assert revisions(text_of(a), text_of(r, mirrored=True)) == []


def test_the_engine_sees_what_differs(revisions: Revisions, tmp_path: Path) -> None:
    for name, words in (("a", "完成投资12万元。"), ("b", "完成投资13万元。")):
        page = docx.Document()
        page.add_paragraph(words)
        page.save(str(tmp_path / f"{name}.docx"))
    assert revisions(text_of(tmp_path / "a.docx"), text_of(tmp_path / "b.docx"))
