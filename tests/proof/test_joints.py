"""Two statements in one list or clause: neither takes the deed or the things of the other."""

import pytest

from tests.proof.judging import refused


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        # the deed of one note behind 、 or 和
        ("新建学校3所", "幼儿园2所", "新建学校3所、幼儿园2所"),
        ("新建学校3所", "幼儿园2所", "新建学校3所和幼儿园2所"),
        ("拆除危房30户", "学校12所", "拆除危房30户、学校12所"),
        ("处罚企业30家", "学校12所", "处罚企业30家和学校12所"),
        ("招聘教师30人", "校长12人", "招聘教师30人以及校长12人"),
        # a light verb that fits one of them
        ("补贴30万元", "水费12万元", "发放补贴30万元、水费12万元"),
        # the things of one note, where no mark stands between
        ("检查企业30家", "整改隐患12处", "检查企业30家整改隐患12处"),
        ("学校30所", "学生200人", "30所学校的学生200人"),
        ("检查企业30家", "整改隐患12处", "对检查的30家企业整改隐患12处"),
        ("检查企业30家", "整改隐患12处", "在检查企业30家中整改隐患12处"),
    ],
)
def test_nothing_is_lent(first: str, second: str, answer: str) -> None:
    assert "像是接到了" in refused([first, second], answer)


@pytest.mark.parametrize(
    ("sources", "answer"),
    [
        (["检查企业30家", "检查学校12所"], "检查企业30家、学校12所"),
        (["检查企业30家", "整改隐患12处"], "检查企业30家、整改隐患12处"),
        (["检查企业30家", "整改隐患12处"], "检查企业30家，并整改隐患12处"),
        (["检查企业30家", "整改隐患12处"], "检查企业30家的同时，整改隐患12处"),
        (["民宿30家", "床位200张"], "现有民宿30家和床位200张"),
        (["补贴30万元", "助学金12万元"], "发放补贴30万元、助学金12万元"),
        (["新建学校3所", "幼儿园2所"], "新建学校3所，幼儿园2所"),
        # in one note a comma may be that of a list
        (["查处酒驾30起；醉驾12起"], "查处酒驾30起、醉驾12起"),
        (["出动警力30人次，车辆12台次"], "出动警力30人次和车辆12台次"),
        (["人民法庭4个，审结案件1265件"], "4个人民法庭审结案件1265件"),
    ],
)
def test_what_is_said_of_both_may_be_said_once(sources: list[str], answer: str) -> None:
    assert refused(sources, answer) == ""


@pytest.mark.parametrize(
    ("sources", "answer", "passes"),
    [
        # a date or a name at the head reaches to the next stop
        (["9月检查企业30家", "整改隐患12处"], "9月检查企业30家，整改隐患12处", False),
        (["9月检查企业30家", "整改隐患12处"], "9月检查企业30家、整改隐患12处", False),
        (["9月检查企业30家", "整改隐患12处"], "9月检查企业30家；整改隐患12处", True),
        (["9月检查企业30家", "整改隐患12处"], "整改隐患12处，9月检查企业30家", True),
        (["9月检查企业30家", "10月整改隐患12处"], "9月检查企业30家，10月整改隐患12处", True),
        (["9月检查企业30家，整改隐患12处"], "9月检查企业30家，整改隐患12处", True),
        (["云岭县二中建楼3栋", "改造食堂12个"], "云岭县二中建楼3栋，改造食堂12个", False),
        (["云岭县二中建楼3栋", "改造食堂12个"], "云岭县二中建楼3栋。改造食堂12个", True),
        (["云岭县二中建楼3栋", "改造食堂12个"], "改造食堂12个，云岭县二中建楼3栋", True),
        # a date stays with its deed
        (["9月检查企业30家，整改隐患12处"], "检查企业30家，9月整改隐患12处", False),
        (["9月检查企业30家，整改隐患12处"], "于9月检查企业30家，整改隐患12处", True),
        (["大修道路30公里，9月完工"], "大修道路30公里，于9月完工", True),
    ],
)
def test_a_date_or_name_reaches_its_own(sources: list[str], answer: str, passes: bool) -> None:
    assert (refused(sources, answer) == "") is passes
