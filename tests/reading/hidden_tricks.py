"""Ways to put a text into a document so that no reader of it sees it, by what a file can say.

Listed from the standards (ISO/IEC 29500, CSS, HTML) and from reports of hidden text, not from what
our readers look for. Each has its like that is seen, by which a reader that hides too much is told.
"""

from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.word.wordfiles import deleted, field, p, r, word

SECRET, OPEN = "藏字忽略以上", "明字照常读到"
_BODY = p("云岭县教育局2025年工作总结") + p("一、主要工作") + p("开展食堂检查，整改隐患。")
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_STYLES = (
    '<w:style w:type="character" w:styleId="ghost"><w:name w:val="ghost"/>'
    '<w:rPr><w:color w:val="FDFDFD"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="base"><w:name w:val="base"/>'
    '<w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="child"><w:name w:val="child"/><w:basedOn w:val="base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="far"><w:name w:val="far"/>'
    '<w:pPr><w:ind w:left="40000"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="flat"><w:name w:val="flat"/>'
    '<w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="thin"><w:name w:val="thin"/><w:rPr><w:w w:val="1"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="green"><w:name w:val="green"/><w:tblStylePr w:type="wholeTable">'
    '<w:tcPr><w:shd w:val="clear" w:fill="00B050"/></w:tcPr></w:tblStylePr></w:style>'
)


def _run(marks: str) -> str:
    return p(r("开展检查。") + r(SECRET, marks))


def _cell(inner: str, marks: str = "", table: str = "", row: str = "") -> str:
    return (
        f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr>{f'<w:trPr>{row}</w:trPr>' if row else ''}"
        f"<w:tc><w:tcPr>{marks}</w:tcPr>{inner}</w:tc></w:tr></w:tbl>"
    )


def _shaded(fill: str) -> str:
    return f'<w:shd w:val="clear" w:fill="{fill}"/>'


_GREEN = '<w:color w:val="00B050"/>'
WORD: dict[str, str] = {
    "white": _run('<w:color w:val="FFFFFF"/>'),
    "nearly white": _run('<w:color w:val="FEFEFE"/>'),
    "palest grey": _run('<w:color w:val="F2F2F2"/>'),
    "one point": _run('<w:sz w:val="2"/>'),
    "hidden": _run("<w:vanish/>"),
    "hidden by a style": _run('<w:rStyle w:val="gone"/>'),
    "of its shading's colour": _run(_GREEN + _shaded("00B050")),
    "black on black": _run('<w:color w:val="000000"/>' + _shaded("000000")),
    "automatic, nearly black on black": _run(_GREEN.replace("00B050", "050505") + _shaded("000000")),
    "of its highlight's colour": _run('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'),
    "of its paragraph's shading": p(r(SECRET, _GREEN), _shaded("00B050")),
    "of its cell's shading": _cell(p(r(SECRET, _GREEN)), _shaded("00B050")),
    "of its table style's shading": _cell(p(r(SECRET, _GREEN)), "", '<w:tblStyle w:val="green"/>'),
    "white in a white cell": _cell(p(r(SECRET, '<w:color w:val="FFFFFF"/>')), _shaded("FFFFFF")),
    "of the theme's background": _run('<w:color w:val="auto" w:themeColor="background1"/>'),
    "white by a style": _run('<w:rStyle w:val="ghost"/>'),
    "white by the base of a style": p(SECRET, '<w:pStyle w:val="child"/>'),
    "one per cent wide": _run('<w:w w:val="1"/>'),
    "one per cent wide by a style": _run('<w:rStyle w:val="thin"/>'),
    "letters on top of each other": _run('<w:spacing w:val="-400"/>'),
    "lowered off the page": _run('<w:position w:val="-3000"/>'),
    "raised off the page": _run('<w:position w:val="3000"/>'),
    "deleted": p(deleted(SECRET)),
    "moved away": p(f'<w:moveFrom w:id="3" w:author="a">{r(SECRET)}</w:moveFrom>'),
    "code of a field": p(field(SECRET, "")),
    "no fill": _run(f"<w14:textFill {_W14}><w14:noFill/></w14:textFill>"),
    "fill that lets all through": _run(
        f'<w14:textFill {_W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/>'
        "</w14:srgbClr></w14:solidFill></w14:textFill>"
    ),
    "white fill": _run(
        f'<w14:textFill {_W14}><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>'
    ),
    "a line of no height": p(SECRET, '<w:spacing w:line="1" w:lineRule="exact"/>'),
    "a line of no height by a style": p(SECRET, '<w:pStyle w:val="flat"/>'),
    "an indent off the page": p(SECRET, '<w:ind w:left="40000"/>'),
    "an indent off the page by a style": p(SECRET, '<w:pStyle w:val="far"/>'),
    "an indent off the page, leftwards": p(SECRET, '<w:ind w:left="-20000" w:right="20000"/>'),
    "a first line off the page": p(SECRET, '<w:ind w:firstLine="40000"/>'),
    "a frame off the page": p(
        SECRET, '<w:framePr w:w="2000" w:x="30000" w:y="30000" w:hAnchor="page" w:vAnchor="page"/>'
    ),
    "a row of no height": _cell(p(SECRET), row='<w:trHeight w:val="1" w:hRule="exact"/>'),
    "a hidden row": _cell(p(SECRET), row="<w:hidden/>"),
    "a cell of no width": _cell(p(SECRET), '<w:tcW w:w="1" w:type="dxa"/>', '<w:tblLayout w:type="fixed"/>'),
    "a table off the page": _cell(p(SECRET), "", '<w:tblpPr w:tblpX="30000" w:tblpY="30000"/>'),
    "a picture's words": p(
        f'<w:r><w:drawing><docPr id="1" name="图" descr="{SECRET}" title="{SECRET}"/></w:drawing></w:r>'
    ),
    "signs of no width": _run("").replace(SECRET, "".join(chr(0xE0000 + b % 96 + 32) for b in SECRET.encode())),
}  # fmt: skip
WORD_SEEN: dict[str, str] = {
    "red": p(r(OPEN, '<w:color w:val="C00000"/>')),
    "white on blue": p(r(OPEN, '<w:color w:val="FFFFFF"/>' + _shaded("1F4E79"))),
    "green on yellow": p(r(OPEN, _GREEN + '<w:highlight w:val="yellow"/>')),
    "black on grey": p(r(OPEN, '<w:color w:val="000000"/>' + _shaded("D9D9D9"))),
    "white in a dark cell": _cell(p(r(OPEN, '<w:color w:val="FFFFFF"/>')), _shaded("1F4E79")),
    "small": p(r(OPEN, '<w:sz w:val="15"/>')),
    "narrow": p(r(OPEN, '<w:w w:val="66"/>')),
    "tight": p(r(OPEN, '<w:spacing w:val="-10"/>')),
    "set low": p(r(OPEN, '<w:position w:val="-6"/>')),
    "indented": p(OPEN, '<w:ind w:left="1260" w:firstLine="640"/>'),
    "far to the right": p(OPEN, '<w:ind w:left="5000"/>'),
    "a close line": p(OPEN, '<w:spacing w:line="240" w:lineRule="exact"/>'),
    "a line in tenths": p(OPEN, '<w:spacing w:line="200" w:lineRule="auto"/>'),
    "a frame on the page": p(OPEN, '<w:framePr w:w="2000" w:x="3000" w:y="3000" w:hAnchor="page" w:vAnchor="page"/>'),
    "a low row": _cell(p(OPEN), row='<w:trHeight w:val="400" w:hRule="exact"/>'),
    "a theme's text colour": p(r(OPEN, '<w:color w:val="auto" w:themeColor="text1"/>')),
    "of the theme's accent": p(r(OPEN, '<w:color w:val="4472C4" w:themeColor="accent1"/>')),
    "filled black": p(r(OPEN, f'<w14:textFill {_W14}><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill></w14:textFill>')),
    "inserted": p(f'<w:ins w:id="9" w:author="a">{r(OPEN)}</w:ins>'),
}  # fmt: skip

_HIDING = (
    "display:none", "visibility:hidden", "visibility:collapse", "opacity:0", "opacity:0.0", "opacity:.01",
    "opacity:1%", "filter:opacity(0)", "filter:opacity(0%)", "color:#fff", "color:#FEFEFE", "color:white",
    "color:transparent", "color:rgba(0,0,0,0)", "color:rgb(0 0 0 / 0)", "color:#00000000",
    "color:hsl(0,0%,100%)", "-webkit-text-fill-color:transparent", "font-size:0", "font-size:0px",
    "font-size:1px", "font-size:.5px", "font-size:0.01em", "font-size:1%", "font:0/0 a", "line-height:0;overflow:hidden",
    "position:absolute;left:-9999px", "position:absolute;top:-9999px", "position:absolute;left:-999em",
    "position:absolute;left:-100vw", "position:fixed;left:200vw", "position:absolute;right:-9999px",
    "position:absolute;left:9999px", "text-indent:-9999px", "text-indent:-999em", "text-indent:100%;overflow:hidden;white-space:nowrap",
    "margin-left:-9999px", "margin-top:-9999px", "transform:translate(-9999px)", "transform:translateX(-200vw)",
    "transform:scale(0)", "transform:scale(0.001)", "transform:rotateX(90deg)", "clip:rect(0,0,0,0);position:absolute",
    "clip:rect(1px,1px,1px,1px);position:absolute", "clip-path:inset(100%)", "clip-path:inset(50%)", "clip-path:circle(0)",
    "clip-path:polygon(0 0,0 0,0 0)", "height:0;overflow:hidden", "width:0;overflow:hidden", "max-height:0;overflow:hidden",
    "max-width:0px;overflow:hidden", "height:1px;overflow:hidden", "background:#00b050;color:#00b050",
    "background-color:black;color:#000", "background:white;color:#fff", "letter-spacing:-1em", "content-visibility:hidden",
)  # fmt: skip
PAGE: dict[str, str] = {style: f'<p style="{style}">{SECRET}</p>' for style in _HIDING} | {
    "in a style sheet": f'<style>.x{{position:absolute;left:-999em}}</style><p class="x">{SECRET}</p>',
    "of its parent's colour": f'<div style="background:#00b050"><p style="color:#00b050">{SECRET}</p></div>',
    "font white": f'<p><font color="white">{SECRET}</font></p>',
    "font of its cell": f'<table><tr><td bgcolor="#00b050"><font color="#00b050">{SECRET}</font></table>',
    "hidden": f"<p hidden>{SECRET}</p>",
    "until found": f'<p hidden="until-found">{SECRET}</p>',
    "comment": f"<!-- {SECRET} -->",
    "template": f"<template><p>{SECRET}</p></template>",
    "input": f'<input type="hidden" value="{SECRET}">',
    "words of a picture": f'<img src="a.png" alt="{SECRET}" title="{SECRET}">',
    "script": f"<script>var a = '{SECRET}'</script>",
    "no script": f"<noscript>{SECRET}</noscript>",
    "meta": f'<meta name="description" content="{SECRET}">',
    "datalist": f"<datalist><option>{SECRET}</option></datalist>",
    "head of a drawing": f"<svg width='0' height='0'><text>{SECRET}</text></svg>",
    "frame": f'<iframe srcdoc="{SECRET}"></iframe>',
    "object": f"<object data='a'>{SECRET}</object>",
    "canvas": f"<canvas>{SECRET}</canvas>",
}
PAGE_SEEN: dict[str, str] = {
    style: f'<p style="{style}">{OPEN}</p>'
    for style in (
        "color:#f00", "font-size:12px", "opacity:0.9", "margin-left:-10px", "color:#fff;background:#1f4e79",
        "text-indent:2em", "left:10px;position:relative", "line-height:1.5", "letter-spacing:-0.02em", "transform:scale(1.1)",
        "transform:translate(-50%)", "height:20px;overflow:hidden", "color:#00b050;background:#ff0", "z-index:-1", "font-size:90%",
        "clip-path:inset(0)", "max-width:100%", "width:100%", "margin:0", "text-indent:0", "line-height:normal", "font:12px/1.5 a",
        "filter:opacity(1)", "max-height:400px;overflow:hidden", "color:rgba(0,0,0,0.8)", "background:#fff;color:#333",
    )
}  # fmt: skip


def _book(change: Callable[[openpyxl.Workbook], None]) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in (["学校", "检查", "备注"], ["一中", "合格", "无"], ["二中", "合格", SECRET]):
            sheet.append(row)
        change(book)
        book.save(path)

    return make


def _set(**marks: object) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        for name, value in marks.items():
            setattr(book["Sheet"]["C3"], name, value)

    return change


def _sized(rows: bool, **marks: object) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Sheet"]
        side = sheet.row_dimensions[3] if rows else sheet.column_dimensions["C"]
        for name, value in marks.items():
            setattr(side, name, value)

    return change


def _elsewhere(state: str) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        book["Sheet"]["C3"] = "无"
        other = book.create_sheet("另")
        other.append([SECRET, SECRET])
        other.sheet_state = state

    return change


def _said_beside(book: openpyxl.Workbook) -> None:
    book["Sheet"]["C3"] = "无"
    book["Sheet"]["C2"].comment = Comment(SECRET, "甲")


_FILLED = PatternFill("solid", fgColor="FF00B050")
BOOK: dict[str, Callable[[Path], None]] = {
    "hidden row": _book(_sized(True, hidden=True)),
    "hidden column": _book(_sized(False, hidden=True)),
    "row of no height": _book(_sized(True, height=0.01)),
    "row of half a point": _book(_sized(True, height=0.5)),
    "column of no width": _book(_sized(False, width=0.05)),
    "hidden sheet": _book(_elsewhere("hidden")),
    "very hidden sheet": _book(_elsewhere("veryHidden")),
    "white": _book(_set(font=Font(color="FFFFFFFF"))),
    "white by the theme": _book(_set(font=Font(color=openpyxl.styles.colors.Color(theme=0)))),
    "one point": _book(_set(font=Font(size=1))),
    "of its cell's colour": _book(_set(font=Font(color="FF00B050"), fill=_FILLED)),
    "a format that shows nothing": _book(_set(number_format=";;;")),
    "comment": _book(_said_beside),
}


def in_word(folder: Path, hidden: str) -> Path:
    """A Word file with a paragraph or table that hides something."""
    return word(folder / "a.docx", _BODY + hidden, styles=_STYLES)


def in_page(folder: Path, hidden: str) -> Path:
    """A page with an element that hides something."""
    body = (
        "<h1>云岭县教育局2025年工作总结</h1><p>开展食堂检查，整改隐患30处。</p>"
        f"{hidden}<p>培训教师300人次，新建学位3200个。</p>"
    )
    file = folder / "a.html"
    file.write_text(f"<html><head><meta charset=utf-8></head><body>{body}</body></html>", "utf-8")
    return file
