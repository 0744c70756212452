"""The empty official document: python-docx's own with page, styles and footers of GB/T 9704."""

from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.section import Section
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph

from drafter.documents.draft_lines import Role
from drafter.word import spec
from drafter.word.ooxml import add_field, add_text, append, put, set_fonts, set_indent
from drafter.word.spec import TextStyle

_ALIGN = {
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
# The parts of python-docx's blank document that are kept: no theme fonts, thumbnail, numbering or
# second set of styles.
_KEPT_PARTS = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
}
_WORD = "http://schemas.microsoft.com/office/word"


def blank_document() -> Document:
    """A document without a paragraph; its styles are those of spec.ALL_STYLES and of comments."""
    document = docx.Document()
    _drop_parts(document)
    _add_font_table(document)
    _set_settings(document)
    _set_defaults(document)
    _set_normal(document)
    for style in spec.ALL_STYLES:
        _add_style(document, style)
    _add_comment_styles(document)
    (section,) = document.sections
    _set_page(section)
    _set_page_number(section.footer.paragraphs[0], spec.ODD_PAGE)
    _set_page_number(section.even_page_footer.paragraphs[0], spec.EVEN_PAGE)
    return document


def character_style(style: TextStyle) -> str:
    """Name of the style for a few characters of a paragraph, linked to the paragraph style."""
    return style.name + "字"


def _drop_parts(document: Document) -> None:
    for relations in (document.part.rels, document.part.package.rels):
        for id in [id for id, relation in relations.items() if relation.reltype not in _KEPT_PARTS]:
            del relations[id]


def _add_font_table(document: Document) -> None:
    table: Any = OxmlElement("w:fonts")
    for font in spec.FONTS:
        entry = append(table, "font", name=font.name)
        if font.other_name:
            append(entry, "altName", val=font.other_name)
        append(entry, "charset", val="86" if font.chinese else "00")
        append(entry, "family", val=font.family)
        append(entry, "pitch", val="default" if font.chinese else "variable")
    name = PackURI("/word/fontTable.xml")
    part = XmlPart(name, CONTENT_TYPE.WML_FONT_TABLE, table, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _set_settings(document: Document) -> None:
    """Odd and even footers; no squeezing of punctuation, for the sake of 28 characters a line."""
    settings: Any = document.settings.element
    settings.clear()
    append(settings, "zoom", percent=100)
    append(settings, "defaultTabStop", val=420)
    append(settings, "characterSpacingControl", val="doNotCompress")
    compatible = append(settings, "compat")
    append(compatible, "doNotExpandShiftReturn")
    append(compatible, "useFELayout")
    append(compatible, "compatSetting", name="compatibilityMode", uri=_WORD, val=15)
    append(settings, "themeFontLang", val="en-US", eastAsia="zh-CN")
    document.settings.odd_and_even_pages_header_footer = True


def _set_defaults(document: Document) -> None:
    """Keep only the four default styles that Word expects; below them, fonts and language."""
    styles: Any = document.styles.element
    styles.remove_all("w:latentStyles")
    for style in styles.style_lst:
        style.remove_all("w:rsid")
        if not style.default:
            style.delete()
    (characters,) = styles.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    characters.clear()
    set_fonts(characters, spec.FONT_BODY, spec.FONT_LATIN)
    append(characters, "lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    (paragraphs,) = styles.xpath("w:docDefaults/w:pPrDefault")
    paragraphs.clear()


def _set_normal(document: Document) -> None:
    """Normal (正文) carries what every line of the document has in common."""
    style: Any = document.styles["Normal"]
    _set_characters(style, spec.STYLES[Role.BODY])
    put(style.element.rPr, "kern", val=0)
    lines = style.paragraph_format
    lines.space_before = lines.space_after = Twips(0)
    lines.line_spacing = Twips(spec.LINE)
    lines.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    lines.widow_control = False  # it would cost a line of the 22
    properties = style.element.pPr
    put(properties, "kinsoku")
    put(properties, "overflowPunct")
    # Word's space between hanzi and digits would cost characters of the 28
    for name in ("autoSpaceDE", "autoSpaceDN", "adjustRightInd"):
        put(properties, name, val=0)


def _add_style(document: Document, style: TextStyle) -> None:
    added: Any = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    added.style_id = style.id
    added.base_style = document.styles["Normal"]
    added.quick_style = True
    _set_characters(added, style)
    lines = added.paragraph_format
    lines.line_spacing = Twips(style.line)
    lines.alignment = _ALIGN[style.align]
    lines.keep_with_next = style.keep_next or None
    properties = added.element.pPr
    for side, chars in (
        ("left", style.left),
        ("right", style.right),
        ("firstLine", style.first_line),
    ):
        if chars:
            set_indent(properties, side, chars, style.char)
    if not style.grid:
        put(properties, "snapToGrid", val=0)
    if style.outline is not None:
        properties.get_or_add_outlineLvl().val = style.outline
        _add_heading_characters(document, added, style)


def _add_heading_characters(document: Document, heading: Any, style: TextStyle) -> None:
    """Add the character style for a heading that opens a "
    "paragraph, where only its words are marked."""
    added: Any = document.styles.add_style(character_style(style), WD_STYLE_TYPE.CHARACTER)
    added.style_id = style.id + "Char"
    added.quick_style = True
    _set_characters(added, style)
    put(added.element, "link", val=heading.style_id)
    put(heading.element, "link", val=added.style_id)
    heading.next_paragraph_style = document.styles[spec.STYLES[Role.BODY].name]


def _set_characters(added: Any, style: TextStyle) -> None:
    added.font.size = Pt(style.size / 2)
    set_fonts(added.element.rPr, style.font, style.latin)
    put(added.element.rPr, "spacing", val=style.tighten)


def _add_comment_styles(document: Document) -> None:
    """The styles that python-docx gives a comment by their ids, but does not define."""
    text: Any = document.styles.add_style("annotation text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.style_id = "CommentText"
    text.base_style = document.styles["Normal"]
    text.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    put(text.element.pPr, "snapToGrid", val=0)
    reference: Any = document.styles.add_style(
        "annotation reference", WD_STYLE_TYPE.CHARACTER, builtin=True
    )
    reference.style_id = "CommentReference"
    for style in (text, reference):
        style.font.size = Pt(spec.SIZE_COMMENT / 2)
    put(text.element.rPr, "spacing", val=0)


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Twips(spec.PAGE_WIDTH), Twips(spec.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Twips(spec.MARGIN_TOP), Twips(spec.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Twips(spec.MARGIN_LEFT), Twips(spec.MARGIN_RIGHT)
    section.header_distance, section.footer_distance = (
        Twips(spec.HEADER_DISTANCE),
        Twips(spec.FOOTER_DISTANCE),
    )
    properties: Any = section._sectPr
    properties.attrib.clear()  # the template's revision marks
    put(properties, "docGrid", type="lines", linePitch=spec.LINE)


def _set_page_number(paragraph: Paragraph, style: TextStyle) -> None:
    """— 1 —: a 一字线 on each side (7.5)."""
    paragraph.style = style.name
    add_text(paragraph, "— ")
    add_field(paragraph, "PAGE", "1")
    add_text(paragraph, " —")
