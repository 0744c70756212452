"""Small reports for the tests of comparisons, and a comparison in words that a table can hold."""

from drafter.compare.comparison import Comparison, compare
from drafter.compare.version import Mention, Side, side_of
from drafter.documents.report_text import read_text

REPORT = """枫渚县卫生健康局2025年工作总结
一、主要工作
（一）医改
紧密型县域医共体2个，覆盖卫生院13所。下派医师58人，每人不少于6个月；带教新技术17项。
影像诊断2.3万份，心电1.12万份；远程会诊640例；其中上转126例，下转98例。
印发《枫渚县药品统一采购管理办法》（枫政办发〔2025〕9号），统一采购药品1236种，价格平均降5.8%。
（二）服务能力
县医院住院楼概算1.48亿元，6月18日封顶，床位320张，手术室8间。胸痛中心救治1108人次。
平均住院日7.2天，药占比26.8%。高血压、糖尿病规范管理率分别为79.2%、77.5%。
（三）基层
改造卫生院4所，投入1650万元。村卫生室公有率由88%提高到93%，巡诊9800余人次。
取缔无证行医xx处，培训村医xx人次，立案47件。
1.中医药。中医馆覆盖13所卫生院，诊疗占比32.6%，同比提高1.9个百分点。
2.信息化。接入机构164家，投资x.xx亿元；电子健康卡28.6万张。
二、问题
每千人口执业医师2.48人，低于全市0.31人；接口改造需资金120万元，未落实。
三、下步打算
2026年招聘医师40名，9月底前到岗。县中医院还款3000万元。
枫渚县卫生健康局
2025年12月28日
"""


def side(text: str) -> Side:
    return side_of(read_text(text))


def changed(*edits: tuple[str, str], text: str = REPORT) -> str:
    """The report with each of the old words, which have to be there, replaced once."""
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def compared(*edits: tuple[str, str]) -> Comparison:
    """The report beside itself edited."""
    return compare(side(REPORT), side(changed(*edits)))


def facts(one: Comparison) -> dict[str, list[str]]:
    """What became of facts and gaps, as texts; kinds of which there are none are left out."""
    pairs = {"changed": one.facts.changed, "moved": one.facts.moved}
    found = {name: [f"{_said(a)}→{_said(b)}" for a, b in both] for name, both in pairs.items()}
    found["added"] = [_said(mention) for mention in one.facts.added]
    found["removed"] = [_said(mention) for mention in one.facts.removed]
    found["opened"] = [f"{_said(fact)}→{_said(gap)}" for gap, fact in one.gaps.opened]
    found["closed"] = [f"{_said(gap)}→{_said(fact)}" for gap, fact in one.gaps.closed]
    return {name: texts for name, texts in found.items() if texts}


def _said(mention: Mention | None) -> str:
    return mention.slot.text if mention else ""
