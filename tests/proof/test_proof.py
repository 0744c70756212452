"""What the proof refuses, and what it lets pass. Bullets are read by the real reader."""

import pytest

from drafter.proof.own_words import leaked, own_words
from drafter.proof.proof import complaints
from drafter.proof.tokens import fill, mask_bullet
from drafter.records import Part
from tests.proof.judging import bullet


def refused(source: str, answer: str, part: Part = Part.DONE) -> str:
    note = bullet(source)
    reasons = complaints(note, mask_bullet(note), answer, part)
    return "；".join(reason.for_model() for reason in reasons)


@pytest.mark.parametrize(
    ("source", "masked"),
    [
        ("举办培训12场次,参训1,200人", "举办培训【F1】场次，参训【F2】人"),
        ("投入120-150万元,占95%", "投入【F1】万元，占【F2】%"),
        ("同比增长5.2个百分点", "同比增长【F1】个百分点"),
        ("约1200人以上参加", "【F1】人以上参加"),
        ("印发《办法》(云教发〔2024〕12号)", "印发【F1】（【F2】）"),
        ("7月5日完成xx场次", "【F1】完成【F2】场次"),
        ("检查31批次/74人次", "检查【F1】批次/【F2】人次"),
        ("联系电话13800000000", "联系电话【F1】"),
    ],
)
def test_mask_and_fill(source: str, masked: str) -> None:
    note = bullet(source)
    assert mask_bullet(note).masked == masked
    text, marks = fill(masked, note)
    assert text == note.text
    slots = sorted([*note.facts, *note.gaps], key=lambda slot: slot.span)
    assert [text[slice(*mark.span)] for mark in marks] == [slot.text for slot in slots]


TRAINING = "举办教师培训12场次,参训460人次,同比增长5.2%"
FOUND = "排查隐患152处,整改149处"


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        (TRAINING, "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%"),
        (
            TRAINING,
            "聚焦专业发展，举办各类教师培训【F1】场次，参训教师【F2】人次，同比增长【F3】%，提升教"
            "师能力",
        ),
        (FOUND, "深入排查各类隐患【F1】处，整改【F2】处"),
        (
            "7月1日召开表彰大会,表彰优秀党员58名",
            "【F1】召开表彰大会，表彰优秀党员【F2】名，激励党员履职尽责",
        ),
        ("检查学校31批次/74人次", "组织检查学校【F1】批次/【F2】人次"),
        ("9月起全面实行《收费管理办法》", "【F1】全面实行【F2】，规范收费行为"),
        ("选派指导员xx名", "选派指导员【F1】名，充实指导员队伍"),
        ("检查学校⑨⑨所，整改3处", "深入检查学校⑨⑨所，整改【F1】处"),
        ("电动自行车门店检查9家，扣押36辆", "检查电动自行车门店【F1】家，扣押电动自行车【F2】辆"),
        ("新技术14项", "同时，开展新技术【F1】项"),
        ("每千人口拥有床位6张", "每千人口拥有床位【F1】张"),
        ("检查企业86家，没有发生亡人事故", "检查企业【F1】家，未发生亡人事故"),
    ],
)
def test_true_sentences_pass(source: str, answer: str) -> None:
    assert refused(source, answer) == ""


@pytest.mark.parametrize(
    ("source", "answer", "said"),
    [
        # tokens
        (TRAINING, "举办教师培训【F1】场次，同比增长【F3】%", "【F2】应出现一次"),
        (
            TRAINING,
            "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%，共【F1】场次",
            "【F1】应出现一次",
        ),
        (
            TRAINING,
            "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%，覆盖【F9】所",
            "【F9】不是",
        ),
        (TRAINING, "举办教师培训【F1】期，参训【F2】人次，同比增长【F3】%", "【F1】后面应紧跟"),
        (TRAINING, "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%，覆盖12所", "不得出现"),
        (TRAINING, "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%。\n以上", "不得出现"),
        (
            TRAINING,
            "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%，落实《办法》",
            "不得出现",
        ),
        # figures without digits
        (
            TRAINING,
            "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%，覆盖三所学校",
            "要点里没有",
        ),
        (
            TRAINING,
            "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%，占三分之二",
            "要点里没有",
        ),
        (TRAINING, "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%个百分点", "百分"),
        # numbers that nobody reads
        (
            TRAINING,
            "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%，惠及ⅫⅫ所学校",
            "不得出现：Ⅻ",
        ),
        ("检查学校⑨⑨所、企业【F1】家", "检查学校⑧⑧所、企业【F1】家", "不得出现：⑧"),
        ("检查学校⑨⑨所，整改3处", "检查学校多所，整改【F1】处", "“⑨⑨所”要照要点原样写"),
        ("检查学校⑨⑨所，整改企业Ⅻ家", "检查学校Ⅻ家，整改企业⑨⑨所", "或不在这里：⑨⑨所"),
        # qualifiers and direction
        (TRAINING, "举办教师培训【F1】场次，参训【F2】人次，同比下降【F3】%", "下降"),
        (TRAINING, "举办教师培训【F1】场次，参训【F2】人次，环比增长【F3】%", "环比"),
        (TRAINING, "举办教师培训约【F1】场次，参训【F2】人次，同比增长【F3】%", "约"),
        ("新增学位540个,其中幼儿园360个", "新增学位【F1】个，幼儿园【F2】个", "其中"),
        # a right number on the wrong indicator
        (FOUND, "排查隐患【F2】处，整改【F1】处", "【F"),
        ("投资1.46亿元,到位资金0.8亿元", "投资【F2】亿元，到位资金【F1】亿元", "【F"),
        ("检查学校6次、检查学校9次", "检查学校【F2】次、检查学校【F1】次", "【F"),
        ("金牌8枚、银牌11枚、铜牌15枚", "金牌【F2】枚、银牌【F1】枚、铜牌【F3】枚", "【F"),
        ("检查学校31批次,查处问题74起", "检查学校，查处问题【F2】起，涉及【F1】批次", "“涉及”"),
        ("中心组学习6次,研讨3次", "中心组开展【F1】次，研讨【F2】次", "学习"),
        ("制定《xx区招生方案》", "制定《【F1】秋季【F2】", "“秋季”"),
        # deeds and empty words of the writer's own, brackets torn
        ("体育中心开放126天", "举办体育中心开放【F1】天", "“举办”"),
        ("招聘教师118名", "招聘教师【F1】名，为教育事业注入新鲜血液", "“为教育事业"),
        ("印发《办法》(云教发〔2026〕18号)", "印发【F1】（）【F2】", "括号"),
        # gaps stay
        ("选派指导员xx名", "选派指导员若干名", "【F1】应出现一次"),
        # names
        (
            TRAINING,
            "举办教师培训【F1】场次，参训【F2】人次，同比增长【F3】%，走进平川第五中学",
            "名称",
        ),
        # tense, negation, totality, boasting
        ("争取资金800万元", "拟争取资金【F1】万元", "“拟”"),
        ("拟争取资金800万元", "争取资金【F1】万元", "“拟”"),
        ("x所学校没有心理教师", "【F1】所学校有心理教师", "“没”没有写到"),
        (FOUND, "排查隐患【F1】处，整改【F2】处，全部完成整改", "“全部"),
        (FOUND, "排查隐患【F1】处，整改【F2】处，成效显著", "“成效显著”"),
        (FOUND, "今年排查隐患【F1】处，整改【F2】处", "“今年”"),
        # a denial more than the note has, though its words are the note's
        ("检查企业86家，未发生亡人事故", "未检查企业【F1】家，未发生亡人事故", "“未”"),
        ("诊疗58人次，没有发生事故", "未诊疗【F1】人次，没有发生事故", "“未”"),
        # the note cut short, or drowned
        ("开展校园食堂食品安全专项检查,覆盖食堂64个", "覆盖食堂【F1】个", "没有写到"),
        (
            "检查食堂64个",
            "检查食堂【F1】个，" + "不断夯实基础，持续改进作风，" * 4,
            "“不断夯实基础”",
        ),
        (FOUND, "排查隐患【F1】处，整改【F2】处，排查隐患整改到位，排查隐患整改到位", "整改到位"),
    ],
)
def test_false_sentences_are_refused(source: str, answer: str, said: str) -> None:
    assert said in refused(source, answer)


@pytest.mark.parametrize(
    ("source", "answer", "told", "shown"),
    [
        (
            "新增学位540个,幼儿园360个",
            "新增学位【F1】个，其中幼儿园【F2】个",
            "“其中”要点没有说",
            "“其中”要点没有说",
        ),
        (
            "新增学位540个,其中幼儿园360个",
            "新增学位【F1】个，幼儿园【F2】个",
            "要点的“其中幼儿园【F2】个”里，“其中”没有写到它",
            "要点的“其中幼儿园“360个””里",
        ),
        (
            "投入41万元,同比增长5.2%",
            "投入【F1】万元，同比下降【F2】%",
            "要点的“同比增长【F2】%”里，“增长”没有写到它的数据旁边；“下降”",
            "要点的“同比增长“5.2%””里",
        ),
        (
            "检查食堂64个",
            "检查三所学校食堂【F1】个",
            "要点里没有：三所",
            "要点里没有：三所",
        ),
        (
            "7月5日检查3次",
            "第【F1】检查【F2】次",
            "【F1】在“第【F1】”里读成了别的数据",
            "“7月5日”在“第“7月5日””里读成了别的数据",
        ),
        (
            "检查食堂64个",
            "检查食堂百余【F1】个",
            "要点里没有：百余【F1】",
            "要点里没有：百余“64个”",
        ),
        (
            "云岭县二中检查4次",
            "平川县【F1】检查【F2】次",
            "要点里没有这个名称：平川县【F1】",
            "要点里没有这个名称：平川县“云岭县二中”",
        ),
        (
            "村医养老补助二百一十六人",
            "村医养老补助两【F1】人",
            "【F1】处读不出要点的数据；要点里没有：两【F1】；要点里没有这样写的数，或不在这里：两【F1】人",
            "“二百一十六人”处读不出要点的数据；要点里没有：两“二百一十六人”",
        ),
    ],
)
def test_a_complaint_speaks_in_tokens_to_a_model_and_in_values_to_people(
    source: str, answer: str, told: str, shown: str
) -> None:
    note = bullet(source)
    found = complaints(note, mask_bullet(note), answer, Part.DONE)
    assert "；".join(one.for_model() for one in found).startswith(told)
    assert "；".join(one.for_people(note) for one in found).startswith(shown)


@pytest.mark.parametrize(
    "sign",
    [
        "\u202e",
        "\u200b",
        "\U000e0041",
        "\x0b",
        "の",
        "Ω",
        "x",
        "①",
        "→",
        "😀",
        "％",
        "*",
        "某",
        "⼈",
        "〇",
    ],
)
def test_a_character_that_the_note_has_not_is_refused(sign: str) -> None:
    note = bullet("举办培训12场次")
    (found,) = complaints(note, mask_bullet(note), f"举办{sign}培训【F1】场次", Part.DONE)
    shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
    assert found.for_model() == f"不得出现：{shown}"


def test_a_character_of_the_note_is_its_own() -> None:
    assert refused("推广App应用·平台", "推广App应用·平台") == ""


def test_a_plan_may_look_forward_but_not_report() -> None:
    source = "10月底前建成助餐点6个"
    assert refused(source, "力争【F1】建成助餐点【F2】个", Part.PLANNED) == ""
    assert "“已”" in refused(source, "【F1】已建成助餐点【F2】个", Part.PLANNED)


def test_own_words_are_what_nobody_gave() -> None:
    text = "举办培训12场次，切实提升能力"
    assert [text[a:b] for a, b in own_words(text, "举办培训12场次")] == ["切实提升能力"]
    assert own_words(text, "举办培训12场次", ["为切实提升能力打基础"]) == ()


def test_leaked_finds_the_longest_foreign_run() -> None:
    passage = "深入推进集团化办学改革，着力扩大优质教育资源覆盖面。"
    assert (
        leaked("组建集团5个，着力扩大优质教育资源覆盖面", "组建集团5个", [passage])
        == "，着力扩大优质教育资源覆盖面"
    )
    assert leaked("着力扩大优质教育资源覆盖面", "着力扩大优质教育资源覆盖面", [passage]) == ""
