"""What states a number and stands in no slot, on both sides; and that no digit falls through."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.facts.figures import read_slots
from drafter.facts.unread import unread_numbers, without_like


def words(text: str) -> list[str]:
    return [number.words for number in unread_numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # digits of other shapes
        ("培训骨干教师⑨⑨人次", "⑨⑨人次"),
        ("⑨⑨人次参加培训", "⑨⑨人次"),
        ("参训达⑨人", "⑨人"),
        ("新增床位Ⅻ张", "Ⅻ张"),
        ("增³人", "³人"),
        # as typed
        ("培训 ⑨⑨ 人次", "⑨⑨人次"),
    ],
)
def test_what_no_slot_holds_is_found(text: str, found: str) -> None:
    assert words(text) == [found]
    (number,) = unread_numbers(text)
    assert "".join(text[slice(*number.span)].split()) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("完成总量的½以上", "½"),
        ("产量达10⁴吨", "10⁴"),
        ("增长1.2.3%", "1.2.3"),
        ("产值1.2E+05元", "1.2E+05"),
        ("投入156.8w元", "156.8w"),
        ("参训3w人", "3w"),
        ("培训廿五人", "廿五"),
        ("卅二户", "卅二"),
        ("投入三点五亿元", "三点五亿"),
        ("栽树上百株，", "上百"),
        ("更换近百盏路灯", "近百"),
        ("万余人参加", "万余"),
        ("共三百二，", "三百二"),
        ("突破万亿元大关", "万亿"),
        ("建成3个千亿级产业集群", "千亿"),
        ("每千人口医师数", "千"),
        ("捐赠两桶油", "两"),
        ("利润翻两番", "两"),
        ("每次不少于半天", "半"),
        ("限三十日内整改", "三十"),
        ("成百家企业", "百"),
        ("培训玖拾玖人", "玖拾玖"),
        ("收款壹万元整", "壹万"),
        ("增长叁%", "叁"),
        ("补助陆项", "陆"),
        ("共培训①..0人次", "①"),
    ],
)
def test_a_number_stands_whole_in_a_slot_or_is_unread(text: str, number: str) -> None:
    start = text.index(number)
    spans = [slot.span for slot in read_slots(text)] + [u.span for u in unread_numbers(text)]
    assert any(a <= start and start + len(number) <= b for a, b in spans)


@pytest.mark.parametrize(
    "text",
    [
        "培训480人次，投入3.2亿元，增长5.2%，4月22-24日完成，占三分之二",
        "十分重视一线工作，一些学校一起行动，千方百计抓好落实，一体推进",
        "（一）加强管理。一是抓好安全；二是抓好教学；十一是抓好宣传。十一、加强督导",
        "①加强管理；②完善制度；③人才引进",
        "1.加强管理\n1.2 完善制度\n（3）抓好落实",
        "包括①项目建设②户籍改革",
        "按有关规定¹执行，降低CO₂排放，PM₂.₅浓度，面积单位为m²",
        "单价为元/千瓦时，每千克价格",
        "投入xx万元，完成投资xxx.xx亿元",
        "大陆军民、教师队伍一流、收拾整洁、陆续退伍，放肆",
        "成千上万、万一、红十字会、两点一线、百年大计、万家灯火",
        "上半年、下半年、前半年，半导体，半数以上",
        "以上百姓",
        "统一部署、进一步推进、唯一、三级医院",
    ],
)
def test_what_states_no_number_is_not_found(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("stated", "noted", "left"),
    [
        ("开展骨干教师培训⑨⑨期", "骨干教师培训：⑨⑨期", []),
        ("骨干教师培训⑧⑧期", "骨干教师培训：⑨⑨期", ["⑧⑧期"]),
        ("一是⑨⑨所学校完成改造", "⑨⑨所学校完成改造", []),
        ("⑨⑨所学校完成改造", "⑨⑨所医院完成改造", ["⑨⑨所"]),
        ("男生⑨⑨人，女生⑧⑧人", "男生⑧⑧人，女生⑨⑨人", ["⑨⑨人", "⑧⑧人"]),
        ("检查学校⑨⑨所、企业⑨⑨所", "检查学校⑨⑨所", ["⑨⑨所"]),
    ],
)
def test_a_like_has_the_same_signs_beside_the_same_words(
    stated: str, noted: str, left: list[str]
) -> None:
    assert [n.words for n in without_like(unread_numbers(stated), unread_numbers(noted))] == left


_SIGNS = "0123456789３٣൨𝟗Ⅻⅳ½¾①⑨⑳❾⒏²⁴"
_CLAUSES = ("共培训{}人次", "全年完成投资{}万元", "较上年下降{}%", "累计检查{}家企业，整改{}处")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(_CLAUSES), st.text(_SIGNS + ".", min_size=1, max_size=8))
def test_digits_in_a_clause_are_in_a_slot_or_unread(clause: str, number: str) -> None:
    text = clause.replace("{}", number.strip(".") or "9")
    held = {at for slot in read_slots(text) for at in range(*slot.span)}
    held |= {at for unread in unread_numbers(text) for at in range(*unread.span)}
    digits = {at for at, sign in enumerate(text) if unicodedata.category(sign) in _NUMBERS}
    assert digits <= held


_NUMBERS = {"Nd", "Nl", "No"}


def test_a_long_run_of_numerals_costs_little() -> None:
    assert len(unread_numbers("二" * 3000 + "桶")) <= 1 + 3000 // 12
    assert unread_numbers("一" * 3000 + "，") == ()
