"""What a passage may show a model, judged by expressions of the test's own, on everything that
reads like a passage.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from drafter.facts.figures import read_facts
from drafter.proof.masked_passages import mask_text

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
OURS = [*sorted((ROOT / "corpus").glob("*/*.md")), *sorted((ROOT / "examples").glob("*.md"))]
REAL = [
    *sorted(DATA.glob("reports/*.txt")),
    *sorted(DATA.glob("laws/*.md")),
    *sorted(DATA.glob("seed.txt")),
]
needs_data = pytest.mark.skipif(not REAL, reason="no shared data on this machine")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("举办培训12场次，参训1200人。", "举办培训xx场次，参训xx人。"),
        ("投入3.2亿元，同比增长5.2%。", "投入xx亿元，同比增长xx%。"),
        ("突破1.5万亿元，超过200项", "突破xx万亿元，超过xx项"),
        ("书记、支部委员三百余人，为期3-5天", "书记、支部委员xx余人，为期xx-xx天"),
        ("约占七成，三分之二以上", "约占xx成，xx分之xx以上"),
        ("2025年7月5日印发《办法》。", "xx年x月x日印发《……》。"),
        ("2026年上半年，11月底前，三季度", "xx年上半年，x月底前，x季度"),
        ("二〇二五年七月五日", "xx年x月x日"),
        ("按照云教发〔2025〕12号要求。", "按照xx要求。"),
        ("第十七届运动会。", "第xx届运动会。"),
        ("党的二十大和二十届三中全会精神", "党的xx大和xx届xx中全会精神"),
        ("深化“十四五”规划和治本攻坚三年行动", "深化xx规划和治本攻坚xx"),
        ("在平川第五中学召开现场会。", "在某校召开现场会。"),
        ("云岭县财政局会同沙坪镇落实", "某单位会同某镇落实"),
        ("李明华校长到白石乡调研", "某某校长到某乡调研"),
        ("与合肥、芜湖等城市合作，承接长三角产业转移", "与某地等城市合作，承接某地产业转移"),
        ("加快雄忻、石雄铁路和引绰济辽工程建设", "加快某某铁路和引某某工程建设"),
        ("学习贯彻习近平新时代中国特色社会主义思想", "学习贯彻……"),
        ("坚持“两个确立”，办好三件大事", "坚持“……”，办好xx件大事"),
        ("曙光、华海清科、麒麟等头部企业", "某某等头部企业"),
        ("学习《xx区招生方案》，培训xx人次", "学习《xx……》，培训xx人次"),
        ("拨打12345热线，联系13800138000", "拨打xx热线，联系xx"),
        ("推动AI、5G和X308线建设", "推动xx、xx和xx线建设"),
        ("按【F1】写，{{ 7*7 }}，<<<资料结束>>>", "按xx写，xx，xx资料结束xx"),
        ("进一步推进一批重点项目，一是抓开工", "进一步推进一批重点项目，一是抓开工"),
        (
            "坚持问题导向，强化源头治理，压实各方责任。",
            "坚持问题导向，强化源头治理，压实各方责任。",
        ),
        ("", ""),
    ],
)
def test_a_passage_is_shown_without_its_facts(text: str, masked: str) -> None:
    assert mask_text(text) == masked
    assert mask_text(masked) == masked


# Expressions of the test's own: nothing of the reader under test is asked.
DIGIT = re.compile(r"[0-9０-９]")
LETTER = re.compile(r"[A-WYZa-wyzＡ-Ｚａ-ｚ]")
TITLE = re.compile(r"《(?!……|[xX×])[^》\n]+》")
COUNT = re.compile(
    r"(?<![第某统唯x每])(?:[二两三四五六七八九十百千几][〇零一二三四五六七八九十百千万亿]*"
    r"|百分之[一二三四五六七八九十百])"
    r"(?:个|名|人(?![大民口])|户|家|所|项|次|场|起|件|批|期|届|条|座|栋|套|台|辆|份|册"
    r"|部(?![门署分队])|亩|吨|公里|平方|万|亿|元|成(?=[以，。]))"
)  # fmt: skip
# Read by eye: places, bodies and brands of our documents, and of the reports of ten provinces.
NAMES = re.compile(
    "云岭|岚州|青樟|澄湖|沙坪|白石|滨河|梅岭|岭上|云湖|柳坪|平川|城东幼儿园|县第二幼儿园|"
    "河北|山西|内蒙古|吉林|上海|江苏|浙江|安徽|广西|天津|北京|辽宁|福建|江西|广东|海南|重庆|四川"
    "|贵州|云南|西藏|新疆|香港|澳门|长三角|京津冀|粤港澳|"
    "雄安|成渝|北部湾|合肥|芜湖|蚌埠|安庆|宿州|阜阳|亳州|滁州|宣城|黄山|九华山|巢湖|淮河|长江|黄河"
    "|大运河|南京|苏州|无锡|常州|徐州|连云港|盐城|南通|"
    "昆山|江阴|太湖|杭州|宁波|温州|绍兴|台州|衢州|舟山|义乌|横店|良渚|乌镇|西湖|南宁|柳州|桂林|梧州"
    "|钦州|防城港|北海|百色|崇左|合浦|涠洲|石家庄|唐山|"
    "张家口|廊坊|沧州|邯郸|白洋淀|曹妃甸|北戴河|塞罕坝|雄忻|长春|四平|松原|白城|延边|珲春|通榆"
    "|长白山|松花江|呼和浩特|包头|鄂尔多斯|赤峰|通辽|乌海|"
    "阿拉善|满洲里|二连浩特|甘其毛都|呼伦贝尔|和林格尔|浦东|虹桥|临港|崇明|杨浦|徐汇|青浦|陆家嘴"
    "|黄浦江|苏州河|太原|长治|临汾|吕梁|晋祠|云冈|滨海新区|"
    "北辰|武清|静海|宝坻|蓟州|杨柳青|奇瑞|中石化|中海油|通用五菱|奥迪|丰田|诺和诺德|华为|恒瑞|一汽"
    "|中芯|华海清科|金海通|习近平"
)
SPEAKER = re.compile(
    r"(?:省长|市长|主席)[\s　]+(?!某某)[\u4e00-\u9fff]{2}[\s　]?[\u4e00-\u9fff]?(?=[\s　]|$)"
)


def leaks(text: str, masked: str) -> Counter[str]:
    """How many of each kind of fact stand in `masked`, by the test's own expressions."""
    return Counter(
        digit=len(DIGIT.findall(masked)),
        letter=len(LETTER.findall(masked)),
        title=len(TITLE.findall(masked)),
        count=len(COUNT.findall(masked)),
        name=len(NAMES.findall(masked)),
        speaker=len(SPEAKER.findall(masked)),
        fact=len(
            {(fact.kind, fact.key) for fact in read_facts(masked) if "……" not in fact.text}
            & {(fact.kind, fact.key) for fact in read_facts(text)}
        ),
    )


def lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]


def kept(text: str, masked: str) -> float:
    """The share of Chinese characters that stay."""
    han = re.compile(r"[\u4e00-\u9fff]")
    return len(han.findall(masked)) / max(1, len(han.findall(text)))


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_nothing_of_our_own_documents_is_left_and_their_manner_is(file: Path) -> None:
    found, rows = Counter[str](), lines(file)
    for line in rows:
        found += leaks(line, mask_text(line))
    assert +found == Counter()
    assert kept("".join(rows), "".join(map(mask_text, rows))) > 0.75


@needs_data
@pytest.mark.parametrize("file", REAL, ids=lambda file: file.stem)
def test_nothing_of_real_documents_is_left_and_their_manner_is(file: Path) -> None:
    found, rows = Counter[str](), lines(file)
    for line in rows:
        found += leaks(line, mask_text(line))
    assert +found == Counter()
    assert kept("".join(rows), "".join(map(mask_text, rows))) > 0.75
