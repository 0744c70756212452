"""What ties clauses together, and where nothing does."""

import pytest

from tests.phrasing.wording import worded


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("发现问题127个，整改121个", "发现问题127个，已整改121个"),
        ("抽检产品640批次，不合格23批次", "共抽检产品640批次，其中不合格23批次"),
        ("排查机构9家，甲类4家、乙类5家", "共排查机构9家，其中甲类4家、乙类5家"),
        ("检查企业48家次，隐患126处，整改122处", "检查企业48家次，发现隐患126处，已整改122处"),
        ("招聘教师64名，其中研究生17名", "共招聘教师64名，其中研究生17名"),
        (
            "检查培训机构86家次，查处变异培训7起，下达整改通知书9份",
            "检查培训机构86家次，查处变异培训7起，并下达整改通知书9份",
        ),
        ("技改投资7.3亿元，占工业投资62%", "技改投资达7.3亿元，占工业投资的62%"),
        ("乡村教师50岁以上占36.4%", "乡村教师50岁以上的占36.4%"),
        ("检查企业86家", "对86家企业开展检查"),
        ("检查企业48家次", "对企业开展检查48家次"),
        ("培训书记、支部委员三百余人", "培训书记和支部委员三百余人"),
        ("更新桌椅420套、床架150套、设备36套", "更新桌椅420套、床架150套和设备36套"),
    ],
)
def test_clauses_are_tied(noted: str, said: str) -> None:
    assert worded(noted) == said


@pytest.mark.parametrize(
    "noted",
    [
        "宿舍楼6层、投资480万元",  # unlike things
        "新建3条、维修5条",  # deeds, not things
        "引进硕士以上26人、柔性引才7人",
        "入库企业37家，退库22家，净增15家",  # no parts, though the sum is right
        "签约项目46个，开工29个，投产17个",
        "线路21条、公交等车辆88台",
        "苹果老果园占比38%，品种老、树形乱",
        "连夜熏烟、喷防冻液",
        "县、乡、村三级路长487人",
        "托育园11家、托位860个",  # two counts of one thing
        "送教下乡62场、送课到点210节",
        "居民先交材料、后补证明",
        "采取村里出地、合作社出机具、收益分红的方式合作",
        "队员上半年搜人、捞车、锯断树",
    ],
)
def test_what_is_unlike_stays_apart(noted: str) -> None:
    assert "和" not in worded(noted)
    assert "其中" not in worded(noted)
