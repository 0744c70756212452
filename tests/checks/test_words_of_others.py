"""Drafts that others altered, every digit kept: what of it is told, and what is let pass.

The alterations were written before the rule met them.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from drafter.checks.against_notes import check_beside
from drafter.checks.beside import Beside
from drafter.documents.draft_lines import plain_text
from drafter.documents.notes import parse_notes
from drafter.documents.outline import RULES
from drafter.documents.report_text import read_text
from drafter.evaluation.cases import read_case
from drafter.ports import Answer, Task
from drafter.records import Brief, Finding, Severity
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter

CASES = Path(__file__).parents[2] / "eval/cases"

LIES = [
    ("05", "居全市第三", "居全省第三"),
    ("05", "孕产妇死亡率继续保持为0", "婴儿死亡率继续保持为0"),
    ("05", "区人民医院开展新技术14项", "区中医院开展新技术14项"),
    ("05", "采血量居全市第二", "采血量跃居全市第二"),
    ("05", "全科医生缺26名", "全科医生富余26名"),
    ("05", "招聘卫生专业技术人员35名", "已招聘卫生专业技术人员35名"),
    ("05", "完成年度任务的58%", "超额完成年度任务的58%"),
    ("18", "比上年同期下降1位", "比上年同期上升1位"),
    ("18", "夏粮减产1300吨", "夏粮增产1300吨"),
    ("18", "比上年扩大11个百分点", "比上年缩小11个百分点"),
    ("18", "未发生死亡", "未发生较大死亡"),
    ("18", "受伤1人", "死亡1人"),
    ("18", "农药用量减少12吨、降4.3%", "化肥用量减少12吨、降4.3%"),
    ("18", "居末位", "居前列"),
    ("18", "比一季度回落0.4个百分点", "比二季度回落0.4个百分点"),
    ("24", "注销1204户", "新增1204户"),
    ("24", "移出218户", "吊销218户"),
    ("24", "移送公安6件", "移送检察6件"),
    ("24", "挽回经济损失96.4万元", "造成经济损失96.4万元"),
    ("24", "近3年只补充5名", "近3年补充5名"),
    ("24", "超期42台，停用92台", "停用42台，超期92台"),
    ("24", "涉案货值186万元", "罚没款186万元"),
    ("25", "不发生较大以上食品安全事故", "不发生一般以上食品安全事故"),
    ("25", "覆盖率100%", "合格率100%"),
    ("25", "6月底前实现“一照多址”", "6月底前试点“一照多址”"),
    ("25", "每季度通报1次", "每月通报1次"),
    ("35", "同比下降6.7%", "环比下降6.7%"),
    ("35", "O3浓度146微克/立方米，持平", "O3浓度146微克/立方米，下降"),
    ("35", "由Ⅳ类改善为Ⅲ类", "由Ⅲ类改善为Ⅳ类"),
    ("35", "关停", "改造"),
    ("35", "比预算节约14万元", "比预算超支14万元"),
    ("35", "其余5项为跨年事项", "其余5项未完成"),
    ("35", "溪口断面稳定达到Ⅲ类", "溪口断面基本达到Ⅲ类"),
    ("35", "疑似污染地块2块", "污染地块2块"),
    ("35", "处罚21件", "立案21件"),
    ("35", "前移3位", "前移3位，获省厅通报表扬"),
    ("24", "捣毁窝点3个", "会同公安捣毁窝点3个"),
    ("05", "（二）公共卫生", "（二）公共卫生成效显著"),
    ("25", "经营主体净增1500户", "力争经营主体净增1500户以上"),
    ("18", "养殖户亏损面37%", "养殖户亏损面不足37%"),
]
HONEST = [
    (
        "05",
        "全区总诊疗68.4万人次，同比增长4.6%。区人民",
        "全区总诊疗68.4万人次、同比增长4.6%，区人民",
    ),
    ("05", "二是村卫生室设备使用8年以上的占41%。", "二是设备使用8年以上的村卫生室占41%。"),
    ("05", "一是全科医生缺26名。二是", "全科医生缺26名；"),
    ("05", "三是招聘卫生专业技术人员35名。", "三是计划招聘卫生专业技术人员35名。"),
    (
        "18",
        "农机事故2起，同比减少1起，受伤1人，未发生死亡。",
        "发生农机事故2起，同比减少1起，受伤1人，未发生死亡。",
    ),
    (
        "24",
        "立案286件，办结274件，罚没款312.8万元；其中",
        "全年立案286件，办结274件，罚没款312.8万元。其中，",
    ),
    (
        "24",
        "查处“铁拳”案件86件，移送公安6件，涉案货值186万元，捣毁窝点3个。",
        "查处“铁拳”案件86件，涉案货值186万元，捣毁窝点3个，移送公安6件。",
    ),
    ("24", "节省费用24.4万元", "节约费用24.4万元"),
    ("24", "县人民政府：\n", "县人民政府：\n2025年，我局主要开展了以下工作。\n"),
    (
        "25",
        "一是检查食品生产企业48家，覆盖率100%。二是电梯",
        "（一）检查食品生产企业48家，覆盖率100%。\n（二）电梯",
    ),
    ("25", "三、保障措施", "三、工作保障"),
    ("25", "3月15日举办消费者权益日活动。", "在3月15日举办消费者权益日活动。"),
    (
        "35",
        "淘汰国三柴油车126辆，燃煤锅炉10蒸吨以下7台关停。",
        "淘汰国三柴油车126辆，关停10蒸吨以下燃煤锅炉7台。",
    ),
    ("35", "处罚21件、186.4万元", "共处罚21件、186.4万元"),
    (
        "35",
        "督察整改36项，完成31项，其余5项为跨年事项。",
        "督察整改36项，已完成31项，其余5项为跨年事项。",
    ),
]
# True as well, and listed: the note does not say it in these words.
LISTED = [
    (
        "05",
        "老年人健康体检2.1万人，完成年度任务的58%。",
        "完成老年人健康体检2.1万人，占年度任务的58%。",
    ),
    ("18", "夏粮减产1300吨，降幅2.1%。", "夏粮减产1300吨，下降2.1%。"),
    ("18", "一产增加值9.6亿元，增长3.8%", "第一产业增加值9.6亿元，增长3.8%"),
    ("18", "羊存栏4.2万只，减少3600只。", "羊存栏4.2万只，同比减少3600只。"),
    ("24", "放心消费单位126家", "创建放心消费单位126家"),
]


class AsNoted(RuleWriter):
    """Leaves every note as it is."""

    def write(self, task: Task) -> Iterator[Answer]:
        for bullet in task.bullets:
            yield Answer(bullet.id, bullet.masked, RULES)


@cache
def drafted(case: str) -> tuple[Brief, str]:
    """The notes of a case, and a draft that says them as they stand."""
    (file,) = CASES.glob(f"{case}-*.md")
    brief = parse_notes(read_case(file).notes, file)
    return brief, plain_text(draft(brief, Tools(AsNoted())))


def told(case: str, old: str, new: str) -> list[Finding]:
    brief, text = drafted(case)
    assert old in text
    report = read_text(text.replace(old, new, 1))
    found = check_beside(Beside(report, brief))
    return [one for one in found if one.code == "SEN101" or one.severity is Severity.ERROR]


@pytest.mark.parametrize(("case", "old", "new"), LIES, ids=[new for *_, new in LIES])
def test_a_lie_with_the_right_digits_is_told(case: str, old: str, new: str) -> None:
    assert told(case, old, new)


@pytest.mark.parametrize(("case", "old", "new"), HONEST, ids=[new for *_, new in HONEST])
def test_the_same_in_another_sentence_is_let_pass(case: str, old: str, new: str) -> None:
    assert told(case, old, new) == []


@pytest.mark.parametrize(("case", "old", "new"), LISTED, ids=[new for *_, new in LISTED])
def test_other_words_are_listed_and_no_error(case: str, old: str, new: str) -> None:
    words = [one for one in told(case, old, new) if one.code == "SEN101"]
    assert words
    assert all(one.severity is not Severity.ERROR for one in words)
