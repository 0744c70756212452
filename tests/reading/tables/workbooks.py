"""Workbooks as divisions send them, from tidy to nasty; units, persons and figures are made up."""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


def sheet(
    rows: Iterable[Sequence[Any]],
    *,
    merged: Iterable[str] = (),
    formats: Mapping[str, str] | None = None,
    title: str = "Sheet1",
    book: Workbook | None = None,
) -> Worksheet:
    """A sheet of these rows; formats are by cell (C3) or column (C)."""
    if book is None:
        book = openpyxl.Workbook()
        made = book.active
        assert isinstance(made, Worksheet)
    else:
        made = book.create_sheet()
    made.title = title
    for row in rows:
        made.append(list(row))
    for area in merged:
        made.merge_cells(area)
    for place, code in (formats or {}).items():
        cells = [made[place]] if place[-1].isdigit() else made[place]
        for cell in cells:
            cell.number_format = code
    return made


def save(made: Worksheet, path: Path, values: Mapping[str, object] | None = None) -> Path:
    """Save the workbook; values are what the formulas of this sheet were calculated to, by cell."""
    book = made.parent
    assert isinstance(book, Workbook)
    book.save(path)
    if values:
        _calculate(path, f"xl/worksheets/sheet{book.index(made) + 1}.xml", values)
    return path


def _calculate(path: Path, part: str, values: Mapping[str, object]) -> None:
    """Put values beside formulas, as a program that calculates them does."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts[part].decode()
    for place, value in values.items():
        text = (
            f' t="str"><f>\\2</f><v>{value}</v>'
            if isinstance(value, str)
            else f"><f>\\2</f><v>{value!r}</v>"
        )
        xml, count = re.subn(
            rf'(<c r="{place}"[^>]*?)><f>(.*?)</f><v ?/?>(?:</v>)?', rf"\1{text}", xml
        )
        assert count == 1, place
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, part: xml.encode()}.items():
            archive.writestr(name, content)


def preschool(path: Path) -> Path:
    """Tidy: a title, who reports, a head in two rows, groups merged, 其中, a note, a signature."""
    made = sheet(
        [
            ["云岭县教育局2026年上半年学前教育工作情况统计表"],
            ["填报单位：学前教育科", None, None, None, None, None, "填报日期：2026年7月3日"],
            ["类别", "指标名称", "单位", "2026年上半年", "上年同期", "同比", None, "备注"],
            [None, None, None, None, None, "增减数", "增减%"],
            ["园所建设", "新建幼儿园", "所", 6, 5, 1, 0.2, "含民办2所"],
            [None, "其中：公办", "所", 4, 3, 1, 0.3333, None],
            [None, "新增学位", "个", 1350, 1200, 150, 0.125, None],
            [None, "争取上级资金", "万元", 1234.5, 1275.3, -40.8, -0.032, None],
            ["保教质量", "公办园在园幼儿占比", "%", 58.6, 55.5, "3.1个百分点", "—", None],
            [None, "普惠性幼儿园覆盖率", "%", 92.4, 92.4, "持平", "持平", None],
            [None, "教师培训", "人次", 460, 460, 0, 0, None],
            ["合计投入", None, "万元", 1390.5, None, None, None, "待与财政对账"],
            ["注：1.数据截至2026年6月30日。"],
            ["填报人：段晓岚", None, None, "联系电话：13800138000"],
        ],
        merged=[
            "A1:H1",
            "F3:G3",
            "A3:A4",
            "B3:B4",
            "C3:C4",
            "D3:D4",
            "E3:E4",
            "H3:H4",
            "A5:A8",
            "A9:A11",
            "A12:B12",
        ],
        formats={"G": "0.0%", "D8": "#,##0.00", "E8": "#,##0.00", "D12": "#,##0.00"},
        title="学前教育",
    )
    made["B6"].alignment = Alignment(indent=2)
    return save(made, path)


def projects(path: Path) -> Path:
    """A row for each project: words, figures, formulas, a total on top, people and telephones."""
    made = sheet(
        [
            ["2026年上半年重点项目建设进展情况表"],
            ["填报单位：云岭县教育体育局项目办", None, None, "单位：万元"],
            [
                "序号",
                "项目名称",
                "建设地点",
                "总投资",
                "年度计划",
                "上半年完成",
                "完成率",
                "形象进度",
                "开工时间",
                "联系人",
                "电话",
            ],
            [None, "合计", None, "=SUM(D5:D7)", "=SUM(E5:E7)", "=SUM(F5:F7)", "=F4/E4"],
            [
                1,
                "云岭三中迁建",
                "城东新区",
                9800,
                5000,
                2300.5,
                "=F5/E5",
                "教学楼封顶",
                None,
                "杨春",
                "13900139000",
            ],
            [
                2,
                "县第二幼儿园改扩建",
                "老城区",
                1150,
                1150,
                862.5,
                "=F6/E6",
                "完成75%",
                None,
                "李柏",
                "0871-6512345",
            ],
            [
                3,
                "白石乡寄宿制学校宿舍楼",
                "白石乡",
                640,
                640,
                640,
                "=F7/E7",
                "完工",
                None,
                "何青",
                "13700137000",
            ],
        ],
        merged=["A1:K1"],
        formats={"G": "0.0%", "I": 'yyyy"年"m"月"', "D": "#,##0", "E": "#,##0"},
        title="项目",
    )
    import datetime

    for row, month in ((5, 3), (6, 2), (7, 4)):
        made.cell(row, 9, datetime.datetime(2025, month, 1)).number_format = 'yyyy"年"m"月"'
    values = {
        "D4": 11590,
        "E4": 6790,
        "F4": 3803,
        "G4": 3803 / 6790,
        "G5": 0.4601,
        "G6": 0.75,
        "G7": 1,
    }
    return save(made, path, values)


def health(path: Path) -> Path:
    """Typed by hand: indents, full-width digits, estimates, arrows, dashes, 待核定, blanks."""
    made = sheet(
        [
            ["附件2"],
            ["青樟县卫生健康局2026年1—6月主要指标完成情况"],
            [None],
            [
                "序号",
                "指标",
                "计量单位",
                "年度目标",
                "1—6月完成",
                "完成年度目标（%）",
                "比上年同期增减",
                "说明",
            ],
            ["一", "医疗服务", None, None, None, None, None, None],
            [1, "总诊疗", "万人次", 180, "９６.５", 53.6, "↑4.2%", None],
            [
                2,
                "出院病人",
                "人次",
                "41,000",
                "21,350",
                52.1,
                "增加860人次",
                "县医院新开两个病区。床位使用率仍然偏高，下一步分流。",
            ],
            [3, "平均住院日", "天", 7.5, 7.2, "—", "减少0.3天", None],
            ["二", "公共卫生", None, None, None, None, None, None],
            [4, "建立居民健康档案", "份", None, "约32万", None, "持平", None],
            [5, "家庭医生签约服务", "户", 60000, 36120, 60.2, "↓1.5%", None],
            [None, "　　其中：低收入户", "户", 4200, 4200, 100, 0, None],
            [None, "　　　　　残疾人家庭", "户", 1800, 1765, 98.1, "下降0.6个百分点", None],
            [6, "孕产妇系统管理率", "%", 92, 94.3, "/", "提高0.8个百分点", None],
            [7, "适龄儿童疫苗接种率", "%", 95, None, None, None, "待疾控中心核定"],
            [8, "传染病暴发疫情", "起", 0, 0, "—", "—", "无"],
            [9, "医疗安全事故", "起", "—", "无", "—", "—", None],
            [10, "基本公共卫生补助资金", "万元", "2,600", "待拨付", "待拨付", "／", None],
        ],
        merged=["A2:H2"],
    )
    return save(made, path)


def towns(path: Path) -> Path:
    """A sheet a quarter, a row a town, the total below.

    A sheet, a row and a column are hidden, and a total is wrong.
    """
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    head = [
        ["城乡低保资金发放情况表"],
        ["单位：户、人、元"],
        ["乡镇", "保障户数（户）", "保障人数", "发放资金（元）", None, None],
        [None, None, None, "合计", "城市", "农村"],
    ]
    merged = ["A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:F3"]
    first = sheet(
        [
            *head,
            ["松林镇", 1420, 2210, 861200, 312000, 549200],
            ["白石乡", 860, 1335, 498400.5, 0, 498400.5],
            ["核对用", 1, 1, 1, 1, 1],
            ["清溪镇", 1840, 2755, 1120400, 402600, 717800],
            ["合  计", 4120, 6300, 2480000.5, 714600, 1765400.5],
        ],
        merged=merged,
        formats={"D": "#,##0.00", "E": "#,##0.00", "F": "#,##0.00"},
        title="一季度",
        book=book,
    )
    first.row_dimensions[7].hidden = True
    second = sheet(
        [
            *head,
            ["松林镇", 1436, 2230, 866500, 313500, 553000],
            ["白石乡", 871, 1351, None, 0, None],
            ["清溪镇", 1852, 2771, 1126800, 404000, 722800],
            ["合计", 4160, 6352, None, 717500, None],
        ],
        merged=merged,
        title="二季度",
        book=book,
    )
    second.column_dimensions["C"].hidden = True
    draft = sheet([["草稿", "数"], ["松林镇", 3]], title="草稿", book=book)
    draft.sheet_state = "hidden"
    return save(first, path)


def budget(path: Path) -> Path:
    """Accounting: levels by number, one unit in the title, dashes for 0, negatives in brackets."""
    made = sheet(
        [
            ["青樟县民政局2026年上半年部门收支情况表（单位：万元）"],
            ["项目", "年初预算", "上半年执行数", "执行率", "比上年同期增减额", "增减%"],
            ["一、收入合计", 5200, 2710.25, 0.5212, 130.25, 0.050484],
            ["（一）财政拨款", 5000, 2650.25, 0.5301, 150.25, 0.0601],
            ["（二）其他收入", 200, 60, 0.3, -20, -0.25],
            ["二、支出合计", 5200, 2488.6, 0.4786, -45, -0.0178],
            ["（一）基本支出", 2100, 1040, 0.4952, 12, 0.0117],
            ["1.人员经费", 1800, 905.5, 0.5031, 10, 0.0112],
            ["2.公用经费", 300, 134.5, 0.4483, 2, 0.0151],
            ["（二）项目支出", 3100, 1448.6, 0.4673, -57, -0.0379],
            ["其中：城乡低保", 2500, 1286.5, 0.5146, 0, 0],
            ["三、结转结余", 0, 221.65, None, 175.25, None],
        ],
        merged=["A1:F1"],
        formats={
            "B": ACCOUNTING,
            "C": ACCOUNTING,
            "D": "0.00%",
            "E": "#,##0.00_);(#,##0.00)",
            "F": "0.0%",
        },
        title="收支",
    )
    return save(made, path)


def halves(path: Path) -> Path:
    """Years over halves; a growth in a column with % in its head, and one indicator that fell."""
    made = sheet(
        [
            ["指标", "单位", "2025年", None, "2026年", "同比增长"],
            [None, None, "上半年", "下半年", "上半年", "（%）"],
            ["接待游客", "万人次", 86.2, 102.7, 95.4, 10.7],
            ["旅游收入", "亿元", 7.85, 9.1, 8.62, 9.8],
            ["A级景区门票收入", "万元", 1203.4, 1520, 1104.9, -8.2],
            ["新增限上文化企业", "家", 3, 2, 3, 0],
        ],
        merged=["A1:A2", "B1:B2", "C1:D1"],
        title="文旅",
    )
    return save(made, path)


def nasty(path: Path) -> Path:
    """What goes wrong: errors, formulas without values, dates for figures, units at odds."""
    made = sheet(
        [
            ["2026年上半年安全生产情况"],
            ["指标", "单位", "上半年", "同比", "同比下降（%）", "完成率", "备注"],
            ["排查隐患", "处", 152, 12.5, 3.2, 0.617, "联系张科长13800138000"],
            ["整改隐患", "处", "#REF!", "12.5%", -3.2, "98%", None],
            ["检查企业", "家次", "=SUM(C9:C10)", 0.125, None, 0.98, None],
            ["开展演练", "场次", None, "+20%", None, "—", None],
            ["培训人员", "人", "300人次", "多一些", None, None, None],
            ["投入资金", "万元", "86.5元", "增长20%", None, None, None],
            ["一般事故", "起", 3, "20%↓", None, None, None],
            ["较大事故", "起", 0, "无", None, None, None],
            ["持证上岗率", None, 96.5, "1.2个百分点", None, None, None],
            ["宣传覆盖", None, 4300, None, None, None, None],
            ["新增监控", "处", 18, None, None, None, None],
            ["更换线路", "米", 100 / 3, None, None, None, None],
            ["CT1", "台", 2, None, None, None, None],
            ["警力不足", "人", 30, None, None, None, None],
            ["净增人口", "人", -120, None, None, None, None],
            ["印发《云岭县消防安全办法》", "份", 500, None, None, None, None],
            ["划掉的", "处", 7, None, None, None, None],
            ["科学计数", "元", 123000000, None, None, None, None],
            ["共用车辆", "辆", 9, None, None, None, None],
            ["共用船只", "艘", None, None, None, None, None],
            [],
            ["项目", "数量", "金额（万元）"],
            ["甲线", 3, 20.5],
            ["乙线", 4, 31],
            ["合计", 8, 51.5],
            [],
            ["随手记的", 5, 6],
            ["没有表头", 7, 8],
        ],
        merged=["C21:C22"],
        formats={"D5": "0.0%", "C20": "0.00E+00", "E4": "General"},
        title="安全",
    )
    made["C6"].value, made["C6"].number_format = 46086, "m月d日"
    made["C4"].data_type = "e"
    made["C19"].font = Font(strike=True)
    return save(made, path)


def example(path: Path) -> Path:
    """The workbook in examples/: two sheets of one division, one figure still to come."""
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    first = sheet(
        [
            ["云岭县教育局2026年上半年学前教育工作情况统计表"],
            ["填报单位：学前教育科", None, None, None, None, "填报日期：2026年7月3日"],
            ["类别", "指标", "单位", "上半年", "同比", "备注"],
            [None, None, None, None, "增减%", None],
            ["园所建设", "新建幼儿园", "所", 6, 0.2, None],
            [None, "  其中：公办", "所", 4, 0.3333, None],
            [None, "新增学位", "个", 1350, 0.125, "其中乡镇520个"],
            ["保教质量", "普惠性幼儿园覆盖率", "%", 92.4, "提高1.2个百分点", None],
            [None, "教师培训", "人次", 460, -0.032, None],
            [None, "学前教育专项督导", "所次", None, "—", "待督导室核定"],
            ["注：数据截至2026年6月30日。"],
            ["填报人：段晓岚", None, None, "联系电话：0871-65123456"],
        ],
        merged=["A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "F3:F4", "A5:A7", "A8:A10"],
        formats={"E5": "0.0%", "E6": "0.0%", "E7": "0.0%", "E9": "0.0%", "D7": "#,##0"},
        title="学前教育",
        book=book,
    )
    sheet(
        [
            ["幼儿园建设资金（单位：万元）"],
            ["项目", "年度计划", "上半年完成", "完成率", "形象进度"],
            ["城东幼儿园", 1800, 1234.5, 0.6858, "主体封顶"],
            ["沙坪镇中心幼儿园", 620, 310, 0.5, "基础施工"],
            ["合计", 2420, 1544.5, 0.6382, None],
        ],
        merged=["A1:E1"],
        formats={"C": "#,##0.00", "D": "0.0%"},
        title="建设资金",
        book=book,
    )
    return save(first, path)


if __name__ == "__main__":
    import sys

    example(Path(sys.argv[1]))
