"""GB/T 9704-2012 in numbers, with the clause each comes from; lengths in twips (1/20 pt).

The standard fixes kinds of type and results of layout. Where it is silent (line spacing in points,
font products, Latin type) the value is practice, and says so. Other units are named.
"""

from dataclasses import dataclass

from drafter.documents.draft_lines import Role

# 5.1, 5.2.1: A4; top margin (天头) 37 mm, binding margin (订口) 28 mm, type area 156 × 225 mm; the
# rest follows.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 2098, 1984, 1588, 1474
HEADER_DISTANCE = 851

# 5.2.3: 22 lines of 28 characters. 22 × 579 fills 225 mm; 580 would leave 21 lines.
LINES_PER_PAGE, CHARS_PER_LINE = 22, 28
LINE = 579
# 28 × 16 pt is wider than 156 mm, so every character gives up a quarter of a point. docGrid's own
# charSpace would be the other way, but LibreOffice then gives each character two cells.
TIGHTEN = -5

# 5.2.2: 三号 throughout; 7.3.1: 二号 for the title; 7.5: 四号 for page numbers. In half-points, as
# w:sz counts.
SIZE_BODY, SIZE_TITLE, SIZE_PAGE_NUMBER, SIZE_COMMENT = 32, 44, 28, 21
# One 字 of indent (3.1) at 三号 and at 四号.
CHAR, PAGE_NUMBER_CHAR = 320, 280

TITLE_CHARS = 20  # 442 pt / 22 pt: what one line of the title holds
FIRST_LINE_CHARS = 2  # 7.3.3: each paragraph opens two characters in
SIGNATURE_RIGHT_CHARS = 2  # 7.3.5.2: the unsealed signature ends two characters before the edge
# 7.3.5.5: the signature shares its page with text. Word needs only the last line of a paragraph for
# that; LibreOffice takes the whole paragraph over to the next page, so one longer than this many
# lines does not hold on to it.
HOLDING_LINES = 6
DATE_AFTER_ISSUER_CHARS = 2  # 7.3.5.2: the date begins two characters right of the issuer's first

# 7.5: the dash of the page number stands 7 mm below the type area, as measured with this distance
# and line.
FOOTER_DISTANCE, FOOTER_LINE = 1430, 360
PAGE_NUMBER_INDENT_CHARS = 1

# Fonts by product are practice; the standard names kinds of type.
FONT_TITLE, FONT_BODY, FONT_H1, FONT_H2 = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
FONT_PAGE_NUMBER, FONT_LATIN = "宋体", "Times New Roman"

# Behind a placeholder, and behind what was filled in; ours, by the names that w:highlight knows.
OPEN_COLOUR, FILLED_COLOUR = "yellow", "cyan"


@dataclass(frozen=True, slots=True)
class Font:
    """What the font table says of a font, so that Word finds a like one where it is missing."""

    name: str
    other_name: str
    family: str
    chinese: bool = True


FONTS = (
    Font(FONT_TITLE, "FZXiaoBiaoSong-B05S", "script"),
    Font(FONT_BODY, "仿宋", "modern"),
    Font(FONT_H1, "SimHei", "modern"),
    Font(FONT_H2, "楷体", "modern"),
    Font(FONT_PAGE_NUMBER, "SimSun", "auto"),
    Font(FONT_LATIN, "", "roman", chinese=False),
)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A named paragraph style.

    font         of the hanzi; latin for letters and digits
    size         half-points; line is the exact line height
    tighten      added to each character's width
    first_line   indent of the first line; left and right those of the whole paragraph, in
                 characters of char each
    outline      0 to 3 for headings, as Word's navigation pane counts; None for what is no heading
    keep_next    stay on the page of what follows
    grid         sit on the page's line grid
    """

    id: str
    name: str
    font: str = FONT_BODY
    latin: str = FONT_LATIN
    size: int = SIZE_BODY
    line: int = LINE
    tighten: int = TIGHTEN
    align: str = "both"
    char: int = CHAR
    first_line: int = 0
    left: int = 0
    right: int = 0
    outline: int | None = None
    keep_next: bool = False
    grid: bool = True


def _heading(level: int, name: str, font: str) -> TextStyle:
    return TextStyle(
        f"GwHeading{level}",
        name,
        font,
        first_line=FIRST_LINE_CHARS,
        outline=level - 1,
        keep_next=True,
    )


STYLES: dict[Role, TextStyle] = {
    # 7.3.1. The title keeps to the body's line, so that the page keeps its 22; off the grid, or a
    # 二号 line takes two.
    Role.TITLE: TextStyle(
        "GwTitle",
        "公文标题",
        FONT_TITLE,
        size=SIZE_TITLE,
        tighten=0,
        align="center",
        keep_next=True,
        grid=False,
    ),
    Role.RECIPIENT: TextStyle("GwRecipient", "主送机关"),  # 7.3.2: flush left, wrapped lines too
    Role.BODY: TextStyle("GwBody", "公文正文", first_line=FIRST_LINE_CHARS),
    # 7.3.3: 黑体, 楷体, 仿宋, 仿宋; none of them bold
    Role.H1: _heading(1, "一级标题", FONT_H1),
    Role.H2: _heading(2, "二级标题", FONT_H2),
    Role.H3: _heading(3, "三级标题", FONT_BODY),
    Role.H4: _heading(4, "四级标题", FONT_BODY),
    Role.ISSUER: TextStyle("GwIssuer", "发文机关署名", align="right", keep_next=True),
    Role.DATE: TextStyle("GwDate", "成文日期", align="right"),
}
# 7.3.2, 7.3.5.2: the empty line below the title and above the signature
BLANK = TextStyle("GwBlank", "空行", keep_next=True)


def _page_number(id: str, name: str, align: str, *, left: int = 0, right: int = 0) -> TextStyle:
    return TextStyle(
        id,
        name,
        FONT_PAGE_NUMBER,
        FONT_PAGE_NUMBER,  # half-width digits, but of 宋体
        SIZE_PAGE_NUMBER,
        FOOTER_LINE,
        tighten=0,
        align=align,
        char=PAGE_NUMBER_CHAR,
        left=left,
        right=right,
        grid=False,
    )


# 7.5: one character in from the outer edge, right on odd pages and left on even ones
ODD_PAGE = _page_number("GwPageOdd", "页码", "right", right=PAGE_NUMBER_INDENT_CHARS)
EVEN_PAGE = _page_number("GwPageEven", "双页页码", "left", left=PAGE_NUMBER_INDENT_CHARS)

ALL_STYLES = (*STYLES.values(), BLANK, ODD_PAGE, EVEN_PAGE)


def signature_indents(issuer: float, date: float) -> tuple[float, float]:
    """Right indents of issuer and date for their widths, all in characters (7.3.5.2, no seal)."""
    issuer_right = date_right = float(SIGNATURE_RIGHT_CHARS)
    if date <= issuer:
        date_right = issuer_right + issuer - date - DATE_AFTER_ISSUER_CHARS
    else:
        issuer_right = date_right + date + DATE_AFTER_ISSUER_CHARS - issuer
    return issuer_right, date_right
