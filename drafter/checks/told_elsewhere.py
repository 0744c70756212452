"""The rules whose findings are made while tables are read and sentences are written, for --list and --explain.

What a rule is given is all that was told; it keeps its own.
"""

from collections.abc import Callable, Iterator, Sequence

from drafter.checks.rule import Rule, Words
from drafter.messages import catalogue
from drafter.records import Finding, Severity

Told = Sequence[Finding]
_SEVERITIES = {"1": Severity.ERROR, "2": Severity.WARNING, "3": Severity.INFO}
_WHY: dict[str, Words] = {
    "TAB1": (
        "这个单元格、这一行读不准，要点里留着占位符；请在表里改好再读。",
        "This cell or row cannot be read for certain; a placeholder stands in the notes. Mend the table and read it again.",
    ),
    "TAB2": (
        "表里的数照抄进要点，没有改；请看一眼表里对不对。",
        "The figures stand in the notes as the table has them; look whether the table is right.",
    ),
    "TAB3": (
        "这些内容有意不进要点；知道就行。",
        "This was left out of the notes on purpose; it is worth knowing.",
    ),
}
_TABLES: tuple[tuple[str, str, str, str, str], ...] = (
    ("TAB101", "单元格是错误值", "a cell that holds an error", "#REF!", "356"),
    ("TAB102", "公式没有算过", "a formula never calculated", "=SUM(B2:B8)，没有存下结果", "=SUM(B2:B8)，结果356"),
    ("TAB103", "数字格式看不懂", "an unknown number format", "自定义格式 [>=1]0\"甲\"?/?", "数值、百分比格式"),
    ("TAB104", "有数不显示", "a value that is not shown", "格式 ;;; 下的356", "显示为356"),
    ("TAB105", "数上有删除线", "a figure struck through", "~~356~~", "356"),
    ("TAB106", "数变成了日期", "a date where a figure should be", "3-5变成3月5日", "3—5（文本）"),
    ("TAB107", "一个数合并几行", "one figure over several rows", "三个乡镇合并成一格12", "各行各填"),
    ("TAB108", "单位前后不一", "two units for one figure", "表头（万元），格里12亿元", "表头（万元），格里12"),
    ("TAB109", "增减没有单位", "a change without a unit", "同比12.5", "同比12.5%"),
    ("TAB110", "升降说不清", "a change said twice", "“下降”栏里-3.2%", "“下降”栏里3.2%"),
    ("TAB111", "不是增减的写法", "words that are no change", "同比“较好”", "同比“持平”"),
    ("TAB112", "比率没有%", "a rate without %", "整改率0.617", "整改率61.7%"),
    ("TAB120", "一行写不成要点", "a row that makes no bullet", "名称缺失的一行", "名称、数值俱全的一行"),
    ("TAB121", "没有认出表头", "a table without a head", "首行就是数", "首行是各栏名称"),
    ("TAB122", "没有认出表格", "a sheet without a table", "只有几段文字的表", "有表头、有各行的表"),
    ("TAB123", "要点与单元格不一致", "a bullet that does not read back", "读回来是560个，格里是不足560个", "读回来相同"),
    ("TAB124", "有数没有写进要点", "a figure in no bullet", "漏了一格149", "格格都在"),
    ("TAB125", "一个数写了两处", "a figure in two bullets", "149在两条里", "149在一条里"),
    ("TAB126", "同比写成了一行", "a change as a row", "行名是“同比”", "“同比”是一栏"),
    ("TAB127", "只有表头", "a head without rows", "表头下没有行", "表头下有行"),
    ("TAB201", "没有单位", "a figure without a unit", "投资 1200", "投资（万元） 1200"),
    ("TAB202", "比较栏空着", "a comparison left blank", "同比一格空着", "同比5.2%"),
    ("TAB211", "合计不符", "a total that is not the sum", "12、8、6，合计27", "12、8、6，合计26"),
    ("TAB212", "其中大于总数", "parts that are more than their whole", "总数20，其中12、9", "总数20，其中12、8"),
    ("TAB213", "完成率不符", "a rate that its cells belie", "目标200、完成150、完成率85%", "目标200、完成150、完成率75%"),
    ("TAB214", "增减不符", "a change that its cells belie", "上年100、本年120、增长25%", "上年100、本年120、增长20%"),
    ("TAB215", "比率的增减写成%", "a change of a rate in %", "合格率98%、同比提高2%", "合格率98%、同比提高2个百分点"),
    ("TAB216", "百分数都不到1", "percentages all below one", "整列0.61%、0.72%", "整列61%、72%"),
    ("TAB217", "小数位数太多", "too many decimals", "12.3456789", "12.35"),
    ("TAB301", "隐藏的工作表", "a hidden sheet", "隐藏的“二季度”", "显示的“一季度”"),
    ("TAB302", "隐藏的行、列", "hidden rows and columns", "隐藏的第7行", "显示的第7行"),
    ("TAB303", "人名、电话、科室", "persons, telephones and offices", "联系人张三", "单位名称"),
    ("TAB304", "一行没有内容", "a row that says nothing", "只有序号的一行", "有数的一行"),
    ("TAB305", "整列没有填", "an empty column", "“备注”栏都空着", "“备注”栏有字"),
    ("TAB306", "表下的说明", "a note below the table", "注：数据截至6月底", "表里的一行"),
)  # fmt: skip


def _of(code: str) -> Callable[[Told], Iterator[Finding]]:
    def own(told: Told) -> Iterator[Finding]:
        return (finding for finding in told if finding.code == code)

    return own


def _table_rule(code: str, zh: str, en: str, wrong: str, right: str) -> Rule[Told]:
    return Rule(
        code,
        _SEVERITIES[code[3]],
        (zh, en),
        _WHY[code[:4]],
        (
            "drafter 的承诺：表里的数一个不改、一个不漏",
            "the promise: no figure of a table is changed or lost",
        ),
        catalogue()[code.lower()],
        (wrong,),
        (right,),
        _of(code),
    )


WRITER_RULE: Rule[Told] = Rule(
    "WRT101",
    Severity.INFO,
    ("由规则成句", "written by the rules"),
    (
        "模型三次都没有写出可核对的句子，这一条按要点原话成句；读来生硬的，可在审稿页重写。",
        "No answer of the model could be proved in three tries, so the rules wrote this note; redraft it where it reads stiff.",
    ),
    ("drafter 的承诺（README）", "the promise (README)"),
    catalogue()["draft.fallback"],
    ("三次的答句都少了149处",),
    ("答句写全了152处、149处",),
    _of("WRT101"),
)
TOLD_RULES: tuple[Rule[Told], ...] = (*(_table_rule(*row) for row in _TABLES), WRITER_RULE)
