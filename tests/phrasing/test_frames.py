"""What opens a sentence, who does something in it, and how it is built."""

import pytest

from drafter.documents.note_text import compose
from drafter.phrasing.frames import frame, names_doer, opening_of
from drafter.ports import TaskBullet
from drafter.proof.tokens import mask_bullet
from drafter.records import Bullet


def base_of(source: str) -> TaskBullet:
    text, facts, gaps = compose(source)
    return mask_bullet(Bullet("B1", text, source, 1, facts, gaps))


@pytest.mark.parametrize(
    ("note", "opening", "doer"),
    [
        ("征地263亩，涉及182户", "deed", False),
        ("3月印发《县域方案》，开展培训2期", "deed", False),
        ("为361人发放补贴54.2万元", "deed", False),
        ("就地化解纠纷1417件", "deed", False),
        ("现有护林员32名", "stock", False),
        ("税收达1846万元，完成年度任务的54.3%", "subject", False),
        ("免疫密度为100%", "subject", False),
        ("护林员在岗86名", "subject", False),
        ("监测点维护12处", "subject", False),
        ("发展党员26名", "deed", False),
        ("救助站接待213人次", "subject", True),
        ("配电网改造163个台区", "subject", False),
        ("县人民医院开展新技术14项", "subject", True),
        ("林长巡林9600人次", "subject", True),
        ("石桥村、樟树坪村通过市级验收", "subject", True),
        ("松岗大桥护栏于5月底完工", "subject", True),
        ("开展培训2期、90人次，县医院开展新技术14项", "deed", True),
    ],
)
def test_what_opens_a_sentence_and_who_does_something(note: str, opening: str, doer: bool) -> None:
    base = base_of(note)
    assert (opening_of(base.masked, base), names_doer(base.masked, base)) == (opening, doer)


@pytest.mark.parametrize(
    ("note", "like"),
    [
        ("清运垃圾1860吨", "拆除违建72处，改造危房12户"),
        ("开展培训2期、90人次", "设置岗位74个"),
        ("开展药品抽检24批次、器械抽检16批次", "受理投诉264件"),
        ("调处纠纷37起，成功率达95%", "受理投诉264件"),
        ("发生火灾3起，同比减少1起", "发放补贴5万元"),
    ],
)
def test_sentences_built_alike(note: str, like: str) -> None:
    one, other = base_of(note), base_of(like)
    assert frame(one.masked, one) == frame(other.masked, other)


@pytest.mark.parametrize(
    ("note", "unlike"),
    [
        ("清运垃圾1860吨", "粮食总产16.8万吨"),
        ("清运垃圾1860吨", "对86家企业开展检查"),
        ("推行网格管理，调处纠纷37起", "调处纠纷37起"),
    ],
)
def test_sentences_built_otherwise(note: str, unlike: str) -> None:
    one, other = base_of(note), base_of(unlike)
    assert frame(one.masked, one) != frame(other.masked, other)
