"""Every layout rule on the pages its captions describe, built here from a page that is right."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafter.checks.layout import LAYOUT_RULES, Page, check_page
from drafter.checks.rule import Rule
from drafter.documents.draft_lines import Role
from drafter.documents.fonts import kind_of
from drafter.documents.house_style import GB9704, Profile, TypeWanted
from drafter.documents.house_style_file import profile_toml, read_profile
from drafter.documents.house_style_measured import measure_profile
from drafter.documents.report import Line, Report
from drafter.documents.report_reading import parse_report
from drafter.documents.source_lines import Cell, SourceLine
from drafter.documents.typesetting import set_lines
from drafter.documents.word_page import Footer, PageSetup, Setting, Sheet, Stretch, Type
from drafter.errors import InputError
from drafter.reading.notes import read_notes
from drafter.records import Finding
from drafter.word.reading import read_word
from drafter.word.render import write_docx
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
MM = 1440 / 25.4
LONG = (
    "今年以来，全县教育系统坚持稳中求进，统筹推进各项重点工作，“双减”落地见效，校园安全持续稳定，群众满意度不断提高。"
    * 4
)
TEXTS = (
    "云岭县教育体育局2025年工作总结",
    "县人民政府：",
    LONG,
    "一、主要工作",
    "（一）抓好“校园安全”",
    "1.排查隐患。全年排查隐患12处，整改12处。",
    LONG,
    "二、存在问题",
    "教师数量仍然不足。",
    "云岭县教育体育局",
    "2026年1月8日",
)
SETUP = PageSetup(1, 11906, 16838, 2098, 1984, 1588, 1474, 851, 1430, "lines", 579)
PLAIN = Type("仿宋_GB2312", "Times New Roman", "Times New Roman", 32, chinese=True, spacing=-5)
NUMBER = Type("宋体", "宋体", "宋体", 28)
TYPES = {
    Role.TITLE: replace(PLAIN, east_asia="方正小标宋简体", size=44, spacing=0),
    Role.H1: replace(PLAIN, east_asia="黑体"),
    Role.H2: replace(PLAIN, east_asia="楷体_GB2312"),
}
FLUSH = {Role.TITLE: "center", Role.ISSUER: "right", Role.DATE: "right"}
HEADINGS = (Role.H1, Role.H2)
Changes = Mapping[str, object]


NOTHING: Mapping[Any, Any] = {}


def page(
    *,
    setup: Changes = NOTHING,
    setting: Mapping[Role, Changes] = NOTHING,
    type: Mapping[Role, Changes] = NOTHING,
    texts: Mapping[int, str] = NOTHING,
    number: Changes = NOTHING,
    even: Changes = NOTHING,
    sheet: Changes = NOTHING,
    stretch: tuple[int, int, Changes] | None = None,
    table: bool = False,
    sources: tuple[str, ...] = TEXTS,
    profile: Profile = GB9704,
) -> Page:
    """A page that is right but for the changes.

    setup          of the page
    setting, type  of lines and their characters, by role
    texts          by index
    number, even   of the footers; number is that of both
    stretch        of the type of a stretch of the seventh paragraph
    """
    rows = [texts.get(at, text) for at, text in enumerate(sources)]
    given = [SourceLine(n, row) for n, row in enumerate(rows, 1)]
    given += [SourceLine(len(given) + 1, "　　小四号的表格", cell=Cell(1, 1, 1))] if table else []
    report = parse_report(given)
    odd = replace(Footer(0, "default", True, "— {} —", "right", 280, 360, NUMBER), **number)
    footers = (odd, replace(odd, **{"kind": "even", "align": "left", **even}))
    numbers = range(1, len(rows) + 2)
    bare = Sheet((replace(SETUP, **setup),), footers, True, 32, {n: Setting(n) for n in numbers})
    small = Stretch((0, 99), replace(PLAIN, size=24))
    settings = {n: Setting(n, stretches=(small,)) for n in numbers}
    for line, _, role in set_lines(report, bare):
        look = replace(TYPES.get(role, PLAIN), **type.get(role, {}))
        stretches = stretched(line, look, stretch if line.number == 7 else None)
        indent = 640 if role in {Role.BODY, *HEADINGS, Role.H3, Role.H4} else 0
        align = FLUSH.get(role, "both")
        wanted = Setting(line.number, align, indent, line=579, rule="exact", stretches=stretches)
        settings[line.number] = replace(wanted, **setting.get(role, {}))
    return Page(report, replace(bare, settings=settings, **sheet), profile)


def stretched(
    line: Line, look: Type, change: tuple[int, int, Changes] | None
) -> tuple[Stretch, ...]:
    """A line set in one type, but for the change of a stretch of it."""
    start, end, changes = change or (0, 0, NOTHING)
    stretches = (
        Stretch((0, start), look),
        Stretch((start, end), replace(look, **changes)),
        Stretch((end, len(line.text)), look),
    )
    return tuple(stretch for stretch in stretches if stretch.span[0] < stretch.span[1])


def body(**changes: object) -> dict[Role, Changes]:
    return {Role.BODY: changes}


def everywhere(
    roles: tuple[Role, ...] = (Role.BODY, *HEADINGS), **changes: object
) -> dict[Role, Changes]:
    return dict.fromkeys(roles, changes)


def mm(**sides: float) -> Changes:
    return {side: round(value * MM) for side, value in sides.items()}


SPACED = {2: "　　" + LONG, 6: "　　" + LONG}
NO_QUOTES = {at: text.replace("“", "").replace("”", "") for at, text in enumerate(TEXTS)}
PAGES: dict[str, Callable[[], Page]] = {
    # paper
    "Letter": lambda: page(setup={"width": 12240, "height": 15840}),
    "16开": lambda: page(setup=mm(width=184, height=260)),
    "A3": lambda: page(setup=mm(width=297, height=420)),
    "A4": page,
    "A4横排": lambda: page(setup={"width": 16838, "height": 11906}),
    "A4差半毫米": lambda: page(setup=mm(width=210.5, height=296.5)),
    # margins
    "Word默认页边距": lambda: page(setup=mm(top=25.4, bottom=25.4, left=31.8, right=31.8)),
    "左右都是28毫米": lambda: page(setup=mm(right=28)),
    "下边距25毫米": lambda: page(setup=mm(bottom=25)),
    "37、35、28、26毫米": page,
    "34、32、28、26毫米": lambda: page(setup=mm(top=34, bottom=32)),
    "各差0.9毫米": lambda: page(setup=mm(top=37.9, bottom=34.1, left=27.1, right=26.9)),
    "横排页": lambda: page(setup={"width": 16838, "height": 11906, "top": 1000}),
    # lines
    "固定值30磅": lambda: page(setting=body(line=600)),
    "1.5倍行距": lambda: page(setup={"grid": ""}, setting=body(line=360, rule="auto")),
    "固定值20磅": lambda: page(setting=body(line=400)),
    "宽边距配29.75磅": lambda: page(setting=body(line=595)),
    "固定值28磅": lambda: page(setting=body(line=560)),
    "固定值28.95磅": page,
    "窄边距配29.75磅": lambda: page(setup=mm(top=34, bottom=32), setting=body(line=595)),
    "单倍行距加网格": lambda: page(setting=body(line=240, rule="auto")),
    # characters
    "三号字不紧缩": lambda: page(type=body(spacing=0)),
    "紧缩0.2磅": lambda: page(type=body(spacing=-4)),
    "加宽1磅": lambda: page(type=body(spacing=20)),
    "紧缩0.25磅": page,
    "文档网格每行28字": lambda: page(
        setup={"grid": "linesAndChars", "char_space": -848}, type=body(spacing=0)
    ),
    "字号不对另有说法": lambda: page(type=body(size=28)),
    "页边距不对另有说法": lambda: page(setup=mm(left=40, right=40)),
    # fonts
    "正文宋体": lambda: page(type=body(east_asia="SimSun")),
    "标题黑体": lambda: page(type={Role.TITLE: {"east_asia": "黑体"}}),
    "一级标题仿宋": lambda: page(type={Role.H1: {"east_asia": "仿宋"}}),
    "二级标题黑体": lambda: page(type={Role.H2: {"east_asia": "SimHei"}}),
    "方正仿宋_GBK": lambda: page(type=body(east_asia="方正仿宋_GBK")),
    "仿宋": lambda: page(type=body(east_asia="FangSong")),
    "SimHei和KaiTi": lambda: page(
        type={Role.H1: {"east_asia": "SimHei"}, Role.H2: {"east_asia": "KaiTi"}}
    ),
    "段首小标题用楷体": lambda: page(
        texts={6: "一是强化领导。" + LONG},
        stretch=(0, 7, {"east_asia": "楷体_GB2312", "bold": True}),
    ),
    # sizes
    "正文四号": lambda: page(type=body(size=28)),
    "标题小二": lambda: page(type={Role.TITLE: {"size": 36}}),
    "一级标题小三": lambda: page(type={Role.H1: {"size": 30}}),
    "标题二号正文三号": page,
    "表格里小四": lambda: page(table=True),
    "本单位标准正文小三": lambda: page(
        type=body(size=30),
        profile=replace(GB9704, types={**GB9704.types, Role.BODY: TypeWanted(("仿宋",), 15.0)}),
    ),
    # title
    "标题居左": lambda: page(setting={Role.TITLE: {"align": "left"}}),
    "标题用空格居中": lambda: page(
        setting={Role.TITLE: {"align": "both"}}, texts={0: "　　　" + TEXTS[0]}
    ),
    "标题居中又缩进两字": lambda: page(setting={Role.TITLE: {"first_line": 880}}),
    "标题居中": page,
    "标题居中分两段": lambda: page(sources=("云岭县教育体育局", "2025年工作总结", *TEXTS[1:])),
    "标题居中分两行": lambda: page(texts={0: "云岭县教育体育局\n2025年工作总结"}),
    # indents
    "正文不缩进": lambda: page(setting=body(first_line=0)),
    "缩进420缇": lambda: page(setting=everywhere(first_line=420)),
    "标题缩进四字": lambda: page(setting=everywhere(HEADINGS, first_line=0, first_line_chars=400)),
    "缩进2字符": lambda: page(setting=everywhere(first_line=420, first_line_chars=200)),
    "缩进640缇": page,
    "缩进630缇": lambda: page(setting=everywhere(first_line=630)),
    "附件说明另有位置": lambda: page(
        texts={8: "附件：任务清单"}, setting=body(first_line=0, left=640)
    ),
    "图题居中": lambda: page(setting=body(first_line=0, align="center")),
    # spaces
    "段首两个全角空格": lambda: page(texts=SPACED, setting=body(first_line=0)),
    "段首制表符": lambda: page(texts={2: "\t" + LONG}),
    "缩进又加空格": lambda: page(texts=SPACED),
    "缩进2字符没有空格": page,
    "署名前的空格另有说法": lambda: page(texts={9: "　　　　云岭县教育体育局"}),
    "表格里的空格": lambda: page(table=True),
    # colours
    "正文有红字": lambda: page(stretch=(5, 11, {"color": "FF0000"})),
    "标题蓝色": lambda: page(type={Role.TITLE: {"color": "0070C0"}}),
    "灰色小标题": lambda: page(type={Role.H2: {"color": "7F7F7F"}}),
    "全黑": lambda: page(type=everywhere(color="000000")),
    "自动颜色": page,
    "近黑色0D0D0D": lambda: page(type=everywhere(color="0D0D0D")),
    "版头红字": lambda: page(sources=("云岭县教育体育局文件。", *TEXTS)),
    # quotes
    "引号没有中文标记": lambda: page(type=body(chinese=False)),
    "破折号没有中文标记": lambda: page(
        texts={**NO_QUOTES, 8: "一个目标——办好每所学校。"}, type=body(chinese=False)
    ),
    "标题里的引号没有中文标记": lambda: page(type={Role.H2: {"chinese": False}}),
    "引号标为中文": page,
    "西文字体也是仿宋": lambda: page(type=body(chinese=False, h_ansi="FangSong_GB2312")),
    "没有这些标点": lambda: page(texts=NO_QUOTES, type=body(chinese=False)),
    # bold
    "黑体加粗": lambda: page(type={Role.H1: {"bold": True}}),
    "楷体加粗": lambda: page(type={Role.H2: {"bold": True}}),
    "小标宋加粗": lambda: page(type={Role.TITLE: {"bold": True}}),
    "都不加粗": page,
    "三级标题仿宋加粗": lambda: page(texts={5: "1.排查隐患"}, type={Role.H3: {"bold": True}}),
    "正文关键词加粗": lambda: page(stretch=(5, 11, {"bold": True})),
    # signature
    "署名居左": lambda: page(setting={Role.ISSUER: {"align": "left"}}),
    "署名用空格定位": lambda: page(
        texts={9: "　" * 18 + TEXTS[9]}, setting={Role.ISSUER: {"align": "both"}}
    ),
    "日期缩进两字": lambda: page(setting={Role.DATE: {"align": "both", "first_line_chars": 200}}),
    "署名右缩进": lambda: page(setting={Role.ISSUER: {"right": 640}}),
    "日期右对齐": page,
    "署名左缩进过半": lambda: page(setting={Role.ISSUER: {"align": "both", "left": 5000}}),
    # page numbers
    "没有页脚": lambda: page(sheet={"footers": ()}),
    "页脚没有页码": lambda: page(number={"page": False}),
    "双页页脚没有页码": lambda: page(even={"page": False}),
    "有页码": page,
    "不足一页": lambda: page(sheet={"footers": ()}, sources=TEXTS[:1] + TEXTS[3:6] + TEXTS[7:]),
    "文本框里的页码": lambda: page(
        number={"align": "", "indent": 0, "line": 0}, even={"align": ""}
    ),
    "全部居右": lambda: page(sheet={"odd_even": False}),
    "页码居中": lambda: page(number={"align": "center"}, even={"align": "center"}),
    "单左双右": lambda: page(number={"align": "left"}, even={"align": "right"}),
    "没有空一字": lambda: page(number={"indent": 0}),
    "单右双左空一字": page,
    "外侧的图文框": lambda: page(number={"align": "outside"}, even={"align": "outside"}),
    "- 1 -": lambda: page(number={"text": "- {} -"}),
    "第1页": lambda: page(number={"text": "第{}页"}),
    "页码五号": lambda: page(number={"type": replace(NUMBER, size=21)}),
    "页码Times New Roman": lambda: page(number={"type": replace(NUMBER, ascii="Times New Roman")}),
    "— 1 —": page,
    "一字线不带空格": lambda: page(number={"text": "—{}—"}),
    "页码SimSun": lambda: page(number={"type": replace(NUMBER, ascii="SimSun")}),
    "页脚距边界17.5毫米": lambda: page(setup={"footer": 992}),
    "页脚距边界30毫米": lambda: page(setup=mm(footer=30)),
    "页脚距边界10毫米": lambda: page(setup=mm(footer=10)),
    "页脚距边界25毫米": page,
    "页脚距边界26毫米": lambda: page(setup=mm(footer=26)),
}
WRONG = [
    pytest.param(rule, name, id=f"{rule.code}-{name}")
    for rule in LAYOUT_RULES
    for name in rule.wrong
]
RIGHT = [
    pytest.param(rule, name, id=f"{rule.code}-{name}")
    for rule in LAYOUT_RULES
    for name in rule.right
]


def codes(given: Page) -> list[str]:
    return [finding.code for finding in check_page(given)]


def test_a_page_that_is_right_has_no_finding() -> None:
    assert list(check_page(page())) == []


@pytest.mark.parametrize(("rule", "name"), WRONG)
def test_a_rule_finds_what_is_wrong(rule: Rule[Page], name: str) -> None:
    given = PAGES[name]()
    found = list(rule.check(given))
    assert found
    assert all(finding.code == rule.code for finding in found)
    lines = {line.number: line.text for line in given.report.lines}
    for finding in found:
        assert "{" not in finding.message
        assert finding.text == lines.get(finding.line or 0, "")[slice(*finding.span)]


@pytest.mark.parametrize(("rule", "name"), RIGHT)
def test_a_rule_is_silent_on_look_alikes(rule: Rule[Page], name: str) -> None:
    assert list(rule.check(PAGES[name]())) == []


def test_codes_are_unique_and_every_rule_has_both_sides() -> None:
    assert len({rule.code for rule in LAYOUT_RULES}) == len(LAYOUT_RULES)
    for rule in LAYOUT_RULES:
        assert len(rule.wrong) >= 3, rule.code
        assert len(rule.right) >= 3, rule.code
    assert {name for rule in LAYOUT_RULES for name in (*rule.wrong, *rule.right)} == set(PAGES)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("正文宋体", "正文用宋体，应为仿宋，共4处"),
        ("标题小二", "标题是小二，应为二号，共1处"),
        ("固定值30磅", "正文行距30磅，每页21行，应为22行（固定值27.75～28.95磅），共4段"),
        ("1.5倍行距", "正文行距约31.2磅，每页20行，应为22行（固定值27.75～28.95磅），共4段"),
        ("左右都是28毫米", "页边距右 28毫米，应为右 26毫米"),
        ("正文不缩进", "首行缩进0字，应为2字，共4段"),
        ("三号字不紧缩", "正文每行排27字，一般为28字"),
        ("正文有红字", "文字“全县教育系统”等1段用了颜色#FF0000，应为黑色"),
        ("- 1 -", "页码写作“- 1 -”，应为“— 1 —”"),
        ("全部居右", "单双页页码都在右，应单页居右、双页居左（勾选“奇偶页不同”）"),
        ("没有空一字", "页码距边0字，应空1字"),
        ("页脚距边界17.5毫米", "页码在版心下约15毫米处，应为7毫米"),
    ],
)
def test_a_deviation_is_told_once_with_its_count(name: str, message: str) -> None:
    assert [finding.message for finding in check_page(PAGES[name]())].count(message) == 1


def test_each_kind_of_deviation_is_one_finding() -> None:
    many = page(
        type=everywhere((Role.BODY, Role.H1, Role.TITLE), east_asia="宋体", size=24),
        setting=body(first_line=0),
    )
    assert codes(many) == ["DOC105"] * 3 + ["DOC106"] * 3 + ["DOC108"] * 2


@pytest.mark.parametrize(
    ("font", "kind"),
    [
        ("FZXiaoBiaoSong-B05S", "小标宋"),
        ("方正小标宋_GBK", "小标宋"),
        ("FZXBSJW--GB1-0", "小标宋"),
        ("STZhongsong", "中宋"),
        ("仿宋_GB2312", "仿宋"),
        ("FandolFang R", "仿宋"),
        ("华文仿宋", "仿宋"),
        ("@KaiTi_GB2312", "楷体"),
        ("AR PL UKai CN", "楷体"),
        ("SimHei", "黑体"),
        ("微软雅黑", "微软雅黑"),
        ("Microsoft YaHei UI", "微软雅黑"),
        ("新宋体", "宋体"),
        ("Noto Serif CJK SC", "宋体"),
        ("Times New Roman", "Times New Roman"),
        ("", ""),
    ],
)
def test_fonts_are_told_by_kind(font: str, kind: str) -> None:
    assert kind_of(font) == kind


# --- files ---


def checked(path: Path, profile: Profile = GB9704) -> tuple[Report, Sheet, list[Finding]]:
    file = read_word(path)
    report = parse_report(file.sources)
    return report, file.sheet, list(check_page(Page(report, file.sheet, profile)))


@pytest.mark.parametrize("notes", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_what_drafter_writes_is_right(notes: Path, tmp_path: Path) -> None:
    write_docx(draft(read_notes(notes), Tools(RuleWriter())), tmp_path / "a.docx")
    report, sheet, found = checked(tmp_path / "a.docx")
    assert found == []
    assert report.length > 100
    assert len(sheet.footers) == 2


def test_a_profile_is_learned_written_and_read(tmp_path: Path) -> None:
    write_docx(draft(read_notes(EXAMPLES[-1]), Tools(RuleWriter())), tmp_path / "a.docx")
    report, sheet, _ = checked(tmp_path / "a.docx")
    learned = measure_profile(sheet, report, '云岭县"教育局"')
    assert learned.types == GB9704.types
    assert (learned.lines, learned.characters, learned.first_line) == (22, 28, 2.0)
    (tmp_path / "unit.toml").write_text(profile_toml(learned), encoding="utf-8")
    assert read_profile(tmp_path / "unit.toml") == learned
    assert checked(tmp_path / "a.docx", learned)[2] == []


def test_a_house_style_is_what_its_own_file_looks_like() -> None:
    own = page(
        setup=mm(top=30, bottom=30, left=27, right=27, footer=15),
        setting=body(line=540, first_line=560),
        type={
            **body(east_asia="宋体", size=28, spacing=0),
            Role.TITLE: {"east_asia": "黑体", "size": 36},
        },
        number={"align": "center", "indent": 0, "text": "{}"},
        even={"align": "center"},
    )
    assert len(set(codes(own))) > 5
    learned = measure_profile(own.sheet, own.report, "云岭县")
    assert codes(replace(own, profile=learned)) == []
    assert "DOC105" in codes(page(profile=learned))


def test_the_standard_itself_is_written_and_read(tmp_path: Path) -> None:
    (tmp_path / "gb.toml").write_text(profile_toml(GB9704), encoding="utf-8")
    assert read_profile(tmp_path / "gb.toml") == GB9704
    (tmp_path / "none.toml").write_text("", encoding="utf-8")
    assert read_profile(tmp_path / "none.toml") == GB9704


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        ("名称 = ", None, ""),
        ("paper = 3", 1, "paper"),
        ("\n[page]\nleft = [29, 27]", 3, "[29, 27]"),
        ("[page]\nlines = 22.5", 2, "22.5"),
        ("[page]\nlines = true", 2, "True"),
        ("[page]\nsize = 'A4'", 2, "A4"),
        ("[page]\nfirst_line = -2", 2, "-2"),
        ("[[margins]]\ntop = [1, 2]", None, "{'top': [1, 2]}"),
        ("margins = 3", 1, "3"),
        ("[type.body]\nfonts = '仿宋'", 2, "仿宋"),
        ("[type.body]\nfonts = [3]", 2, "3"),
        ("[type.text]\nsize = 3", 1, "type.text"),
        ("type = 3", 1, "3"),
        ("[page_number]\nodd = 'middle'", 2, "middle"),
        ("[page_number]\ntext = '第页'", 2, "第页"),
        ("[page_number]\ngap = [7]", 2, "[7]"),
    ],
)
def test_a_bad_profile_names_the_value(
    text: str, line: int | None, value: str, tmp_path: Path
) -> None:
    path = tmp_path / "unit.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_profile(path)
    assert caught.value.file == path
    assert caught.value.line == line
    assert value in caught.value.value
    assert caught.value.remedy


def test_a_profile_that_cannot_be_read_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_profile(tmp_path / "none.toml")
    (tmp_path / "unit.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError):
        read_profile(tmp_path / "unit.toml")
