"""Names that tell whose report it is, also those that other maskers leave."""

import pytest

from drafter.documents.house_words import House
from drafter.documents.report import view
from drafter.filling.own_names import Own, hidden_names
from drafter.filling.template_files import own_names

_OWN = own_names(House())


def shown(*texts: str, own: Own = _OWN) -> list[str]:
    """The texts with a bracket around each hidden name."""
    names, _ = hidden_names([view(text) for text in texts], own)
    out = []
    for text, found in zip(texts, names, strict=True):
        for name in reversed(found):
            start, end = name.span
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        out.append(text)
    return out


@pytest.mark.parametrize(
    "text",
    [
        "[云岭]县教育体育局",
        "在[岚州]市青少年锦标赛中",
        "与[育英]中学联合",
        "改造[柳坞]镇、[东槿]乡敬老院",
        "[杭州]、[宁波]、[温州]三地",
        "赴[义乌]考察",
        "推进[白石]大桥危桥改造",
        "[云湖]湿地建成",
        "[广西壮族]自治区",
        "省长 [刘捷]",
        "[王芳]老师获奖",
        "本报记者 [霍艳恩]摄",
        # what slips through where only places and schools in full are looked for
        "目前，[七]幼、[九]幼已主体完工；[十一]幼已完成立项",
        "[十]幼、市[一]中分校全面启动",
        "县第[二]幼儿园完成招标",
        "招引落地[翌校通]智慧校园等项目3个",
        "加强省外回[肃]考生监管",
        "做好返[京]人员服务",
        "第五中学[博学]楼维修改造项目",
    ],
)
def test_a_name_is_hidden(text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    found = shown(plain)[0]
    assert found == text if "第五" not in text else "[博学]" in found


@pytest.mark.parametrize(
    "text",
    [
        "全面贯彻党的二十大和二十届二中、三中全会精神，学习贯彻习近平总书记重要讲话精神。",
        "推动京津冀协同发展、长江经济带发展，高质量共建“一带一路”。",
        "国务院、教育部和中央八项规定",
        "县教育局会同县财政局、市人社局检查各乡镇中心小学和农村幼儿园",
        "城区学校、乡村小规模学校、民办培训机构",
        "扩大城区学位供给，打击非法医疗美容，建成口袋公园12个",
        "提升创新平台能级，推广安全管理经验",
        "开展“一老一小”服务，高校毕业生初中高中衔接",
        "落实援藏援疆工作，坚持和发展新时代“枫桥经验”",
        "完整社区、边远村、脱贫县、上市公司、跨国公司",
    ],
)
def test_what_is_no_name_of_theirs_stays(text: str) -> None:
    assert shown(text) == [text]


def test_a_name_told_once_is_found_everywhere() -> None:
    assert shown(
        "云岭县教育局20xx年工作总结", "参加“学在云岭”平台，云岭一中和云岭好课", "美丽江苏"
    ) == [
        "[云岭]县教育局20xx年工作总结",
        "参加“学在[云岭]”平台，[云岭]一中和[云岭]好课",
        "美丽[江苏]",
    ]


def test_the_user_has_the_last_word() -> None:
    assert shown(
        "白石大桥通车，三抓三促", own=own_names(House(), hide=["三抓三促"], keep=["白石"])
    ) == ["白石大桥通车，[三抓三促]"]
    assert shown("落实晨光计划", own=own_names(House(names=("晨光计划",)))) == ["落实[晨光计划]"]


def test_what_may_be_a_name_is_told() -> None:
    _, left = hidden_names(["依托“金色年华”心理健康辅导中心热线"], _OWN)
    assert [(name.doubt, name.span) for name in left[0]] == [("brand", (3, 7))]
