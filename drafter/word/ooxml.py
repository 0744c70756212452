"""What python-docx has no words for, in the words of WordprocessingML."""

import io
import re
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from drafter.errors import InputError
from drafter.messages import t
from drafter.word.archive import packed, refuse_more
from drafter.word.package import open_parts
from drafter.word.repaired_package import repaired

_OF_LIBRARIES = (
    OpcError,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    RecursionError,
    zipfile.BadZipFile,
    etree.LxmlError,
)
_MAX_UNPACKED = 64 * 2**20  # of what a file is written anew from: all of it is in memory
# What the schema lets stand behind each element that is put here: Word calls a file corrupt where
# the order is wrong.
_ORDER = {
    "pPr": (
        "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
        "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath rPrChange"
    ),
    "sectPr": "docGrid printerSettings sectPrChange",
    "style": (
        "link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
        "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
}

# Word sets these (“ ” — … · ①) in the Latin font, narrow, unless the run says otherwise.
_SHARED_WITH_LATIN = re.compile("[\u00a1-\u2e7f]")


def put(parent: Any, name: str, /, **attributes: object) -> None:
    """Give `parent` the child w:`name` at its place in the schema's order, for one it has."""
    order = _ORDER[parent.tag.rpartition("}")[2]].split()
    parent.remove_all(f"w:{name}")
    following = order[order.index(name) + 1 :]
    parent.insert_element_before(_element(name, attributes), *(f"w:{tag}" for tag in following))


def append(parent: Any, name: str, text: str | None = None, /, **attributes: object) -> Any:
    """Give `parent` a new last child w:`name`, and return it."""
    element = _element(name, attributes)
    element.text = text
    parent.append(element)
    return element


def _element(name: str, attributes: dict[str, object]) -> Any:
    return OxmlElement(
        f"w:{name}", {qn(f"w:{key}"): str(value) for key, value in attributes.items()}
    )


def set_fonts(properties: Any, chinese: str, latin: str) -> None:
    """Set the fonts of a w:rPr: one for hanzi, one for letters and digits."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()  # a font of the theme would win
    for script, font in (("ascii", latin), ("hAnsi", latin), ("eastAsia", chinese)):
        fonts.set(qn(f"w:{script}"), font)


def set_indent(properties: Any, side: str, chars: float, char: int) -> None:
    """Indent a w:pPr on a side (left, right, firstLine) by characters of `char` twips each.

    Written twice, in characters and in twips: older LibreOffice reads only the second.
    """
    indent = properties.get_or_add_ind()
    indent.set(qn(f"w:{side}Chars"), str(round(chars * 100)))
    setattr(indent, side, Twips(round(chars * char)))


def add_text(paragraph: Paragraph, text: str) -> Run:
    """Add a run in which quotation marks and dashes are Chinese ones; \\n breaks the line."""
    run = paragraph.add_run(text)
    set_hint(run._r, text)
    return run


def set_hint(run: Any, text: str) -> None:
    """Have Word set the quotation marks and dashes of a w:r with this text in its Chinese font."""
    if _SHARED_WITH_LATIN.search(text):
        run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field that Word computes; `shown` stands there until it does."""
    append(paragraph.add_run()._r, "fldChar", fldCharType="begin")
    append(paragraph.add_run()._r, "instrText", f" {code} ").set(qn("xml:space"), "preserve")
    append(paragraph.add_run()._r, "fldChar", fldCharType="separate")
    paragraph.add_run(shown)
    append(paragraph.add_run()._r, "fldChar", fldCharType="end")


def open_document(path: Path) -> Document:
    """A Word file to be changed; one that `open_parts` has let pass.

    Raises InputError on a package that cannot be repaired, or unpacks to far more than it is.
    """
    try:
        with packed(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        refuse_more(path, "bytes", size, _MAX_UNPACKED + 2 * path.stat().st_size)
        document = docx.Document(repaired(path) or str(path))
    except _OF_LIBRARIES as error:
        raise InputError(t("word.broken"), path, remedy=t("word.broken.remedy")) from error
    _drop_dangling(document)
    return document


def try_opening(path: Path) -> None:
    """Open a Word file in both ways, for nothing but to see what it does to its readers.

    Raises InputError on what `open_parts` does not take; the other reader may say so itself later.
    """
    open_parts(path)
    with suppress(InputError):
        open_document(path)


def _drop_dangling(document: Document) -> None:
    """Take away the references to headers and footers that the file does not have."""
    for reference in list(document.element.iter(qn("w:headerReference"), qn("w:footerReference"))):
        if reference.get(qn("r:id")) not in document.part.rels:
            reference.getparent().remove(reference)


def package_bytes(document: Document) -> bytes:
    """The document as a .docx; equal documents give equal bytes."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(out, "w") as package:
        for name in sorted(parts.namelist()):
            entry = zipfile.ZipInfo(name)  # its date is fixed at 1980
            package.writestr(entry, parts.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
