"""The parts of a .docx as strings of WordprocessingML, and the zip that holds them; knows no draft.

Child elements stand in the schema's order: Word calls a file corrupt where they do not.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from drafter.gongwen import spec
from drafter.gongwen.spec import Font, TextStyle
from drafter.layout import Role

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOT = f'xmlns:w="{W}" xmlns:r="{_R}"'
_ODD, _EVEN = "oddFooter", "evenFooter"  # ids of relationships

# Word sets these (“ ” — … · ①) in the Latin font, narrow, unless the run says otherwise.
_SHARED_WITH_LATIN = re.compile("[\u00a1-\u2e7f]")


@dataclass(frozen=True, slots=True)
class Note:
    """A comment in the margin: id counts from 0."""

    id: int
    author: str
    text: str


def character_style(style: TextStyle) -> str:
    """Id of the style for a few characters of a paragraph, linked to the paragraph style."""
    return style.id + "Char"


def run(text: str, *, style: str = "", highlight: bool = False, breaks: Iterable[int] = ()) -> str:
    """A w:r; `breaks` are offsets at which the text goes on in a new line."""
    hint = '<w:rFonts w:hint="eastAsia"/>' if _SHARED_WITH_LATIN.search(text) else ""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    lit = '<w:highlight w:val="yellow"/>' if highlight else ""
    cuts = sorted(breaks)
    pieces = (text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True))
    texts = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in pieces)
    properties = named + hint + lit
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{texts}</w:r>"


def commented(runs: str, note: int) -> str:
    """Some runs with the anchor of comment number `note` around them."""
    mark = f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{note}"/></w:r>'
    return f'<w:commentRangeStart w:id="{note}"/>{runs}<w:commentRangeEnd w:id="{note}"/>{mark}'


def paragraph(runs: str, style: TextStyle, *, keep_next: bool = False, right: float = 0) -> str:
    """A w:p; `right` is its own right indent in characters."""
    kept = "<w:keepNext/>" if keep_next and not style.keep_next else ""
    indent = f'<w:ind w:rightChars="{round(right * 100)}" w:right="{round(right * style.char)}"/>' if right else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/>{kept}{indent}</w:pPr>{runs}</w:p>'


def package(paragraphs: Iterable[str], notes: Iterable[Note], title: str, author: str, created: datetime) -> bytes:
    """The whole .docx; equal input gives equal bytes. `created` is in UTC."""
    moment = f"{created:%Y-%m-%dT%H:%M:%SZ}"
    return _zipped(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relationships(
                ("document", f"{_R}/officeDocument", "word/document.xml"),
                ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ),
            "docProps/core.xml": _core(title, author, moment),
            "word/document.xml": _document(paragraphs),
            "word/_rels/document.xml.rels": _relationships(
                ("styles", f"{_R}/styles", "styles.xml"),
                ("settings", f"{_R}/settings", "settings.xml"),
                ("fonts", f"{_R}/fontTable", "fontTable.xml"),
                ("comments", f"{_R}/comments", "comments.xml"),
                (_ODD, f"{_R}/footer", "footer1.xml"),
                (_EVEN, f"{_R}/footer", "footer2.xml"),
            ),
            "word/styles.xml": _styles(),
            "word/settings.xml": _settings(),
            "word/fontTable.xml": _part("fonts", "".join(map(_font, spec.FONTS))),
            "word/comments.xml": _part("comments", "".join(_comment(note, moment) for note in notes)),
            "word/footer1.xml": _part("ftr", _page_number(spec.ODD_PAGE)),
            "word/footer2.xml": _part("ftr", _page_number(spec.EVEN_PAGE)),
        }
    )


def _part(root: str, content: str) -> str:
    return f"{_HEAD}<w:{root} {_ROOT}>{content}</w:{root}>"


def _zipped(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name)  # its date is fixed at 1980: the same draft is the same file
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode())
    return out.getvalue()


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_WORD_TYPE}.styles+xml",
        "/word/settings.xml": f"{_WORD_TYPE}.settings+xml",
        "/word/fontTable.xml": f"{_WORD_TYPE}.fontTable+xml",
        "/word/comments.xml": f"{_WORD_TYPE}.comments+xml",
        "/word/footer1.xml": f"{_WORD_TYPE}.footer+xml",
        "/word/footer2.xml": f"{_WORD_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(*targets: tuple[str, str, str]) -> str:
    entries = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{part}"/>' for id, kind, part in targets)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _core(title: str, author: str, moment: str) -> str:
    stamp = 'xsi:type="dcterms:W3CDTF"'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {stamp}>{moment}</dcterms:created><dcterms:modified {stamp}>{moment}</dcterms:modified>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _document(paragraphs: Iterable[str]) -> str:
    section = (
        "<w:sectPr>"
        f'<w:footerReference w:type="default" r:id="{_ODD}"/><w:footerReference w:type="even" r:id="{_EVEN}"/>'
        f'<w:pgSz w:w="{spec.PAGE_WIDTH}" w:h="{spec.PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{spec.MARGIN_TOP}" w:right="{spec.MARGIN_RIGHT}" w:bottom="{spec.MARGIN_BOTTOM}"'
        f' w:left="{spec.MARGIN_LEFT}" w:header="{spec.HEADER_DISTANCE}" w:footer="{spec.FOOTER_DISTANCE}"'
        ' w:gutter="0"/><w:cols w:space="720"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{spec.LINE}"/></w:sectPr>'
    )
    return _part("document", f"<w:body>{''.join(paragraphs)}{section}</w:body>")


def _comment(note: Note, moment: str) -> str:
    reference = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    return (
        f'<w:comment w:id="{note.id}" w:author={quoteattr(note.author)} w:date="{moment}" w:initials="D">'
        f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{reference}{run(note.text)}</w:p></w:comment>'
    )


def _page_number(style: TextStyle) -> str:
    """— 1 —: a 一字线 on each side (7.5)."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return paragraph(run("— ") + field + run(" —"), style)


def _font(font: Font) -> str:
    other = f'<w:altName w:val="{font.other_name}"/>' if font.other_name else ""
    charset, pitch = ("86", "default") if font.chinese else ("00", "variable")
    return (
        f'<w:font w:name="{font.name}">{other}<w:charset w:val="{charset}"/>'
        f'<w:family w:val="{font.family}"/><w:pitch w:val="{pitch}"/></w:font>'
    )


def _settings() -> str:
    """Odd and even footers; no squeezing of punctuation, which would break the count of 28 characters a line."""
    word = "http://schemas.microsoft.com/office/word"
    return _part(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>"
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{word}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
    )


def _styles() -> str:
    every = [
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"{_fonts(spec.FONT_BODY, spec.FONT_LATIN)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        _normal(),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        *map(_paragraph_style, spec.ALL_STYLES),
        *(_heading_characters(style) for style in spec.ALL_STYLES if style.outline is not None),
        _comment_styles(),
    ]
    return _part("styles", "".join(every))


def _normal() -> str:
    """Normal (正文) carries what every line of the document has in common."""
    common = (
        '<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/>'  # widow control would cost a line of the 22
        # Word's space between hanzi and digits would cost characters of the 28
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{spec.LINE}" w:lineRule="exact"/><w:jc w:val="both"/>'
    )
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{common}</w:pPr><w:rPr>{_fonts(spec.FONT_BODY, spec.FONT_LATIN)}"
        f'<w:spacing w:val="{spec.TIGHTEN}"/><w:kern w:val="0"/>{_size(spec.SIZE_BODY)}</w:rPr></w:style>'
    )


def _paragraph_style(style: TextStyle) -> str:
    heading = style.outline is not None
    after = spec.STYLES[Role.BODY].id if heading else ""
    link = f'<w:link w:val="{character_style(style)}"/>' if heading else ""
    following = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/>{following}{link}<w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(style)}</w:pPr><w:rPr>{_run_properties(style)}</w:rPr></w:style>"
    )


def _heading_characters(style: TextStyle) -> str:
    """For a heading that opens a paragraph: the paragraph as a whole is no heading, so only its words are marked."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{character_style(style)}">'
        f'<w:name w:val="{style.name}字"/><w:link w:val="{style.id}"/><w:qFormat/>'
        f"<w:rPr>{_run_properties(style)}</w:rPr></w:style>"
    )


def _comment_styles() -> str:
    return (
        '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'
        f'<w:jc w:val="left"/></w:pPr><w:rPr><w:spacing w:val="0"/>{_size(spec.SIZE_COMMENT)}</w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        f"<w:rPr>{_size(spec.SIZE_COMMENT)}</w:rPr></w:style>"
    )


def _paragraph_properties(style: TextStyle) -> str:
    kept = "<w:keepNext/>" if style.keep_next else ""
    grid = "" if style.grid else '<w:snapToGrid w:val="0"/>'
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    return (
        f'{kept}{grid}<w:spacing w:line="{style.line}" w:lineRule="exact"/>{_indents(style)}'
        f'<w:jc w:val="{style.align}"/>{outline}'
    )


def _indents(style: TextStyle) -> str:
    """Each indent twice, in characters and in twips: older LibreOffice reads only the second."""
    sides = {"left": style.left, "right": style.right, "firstLine": style.first_line}
    given = "".join(f' w:{side}Chars="{n * 100}" w:{side}="{n * style.char}"' for side, n in sides.items() if n)
    return f"<w:ind{given}/>" if given else ""


def _run_properties(style: TextStyle) -> str:
    return f'{_fonts(style.font, style.latin)}<w:spacing w:val="{style.tighten}"/>{_size(style.size)}'


def _fonts(chinese: str, latin: str) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
