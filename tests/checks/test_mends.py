"""What `--fix` changes: only what no reading makes right, whole or not at all."""

from pathlib import Path

import pytest

from drafter.checks.files import check_file, mend_file
from drafter.checks.settings import CheckSettings
from drafter.checks.text import check_report
from drafter.documents.report_text import read_text
from drafter.documents.text_file import agreeing
from drafter.records import Edit

HONEST = [
    "加强预防犯罪宣传教育，做好预防犯罪工作。",
    "凭选民证参加投票选举。",
    "承包户可以自己经营，也可以流转。",
    "勇担时代赋予的庄严历史责任。",
    "因地制宜发展悦己经济、票根经济。",
    "港澳通行证和居民证件办理提速。",
    "扩建泉眼一处，水原本不足。",
    "证券公司相互进行证券交易。",
    "各单位的支出必须以经批准的预算为依据。",
    "2025年末完成投资2亿元。",
    "各项工作好于预期，校园满意度98%。",
    "叫响“醉美云岭 四季如歌”文旅品牌。",
]
SLIPS = [
    ("认真做好防犯工作。", "认真做好防范工作。"),
    ("周密布署，扎实推进。", "周密部署，扎实推进。"),
    ("县民证局组织检查。", "县民政局组织检查。"),
    ("项目己经完成。", "项目已经完成。"),
    ("严历打击违法行为。", "严厉打击违法行为。"),
]
TOLD = ["已经作好制造的准备。", "开立基本存款帐户。", "依法依规受理其它事项。"]


def mended(text: str, path: Path) -> str:
    file, copy = path / "a.txt", path / "b.txt"
    file.write_text(text, encoding="utf-8")
    mend_file(check_file(file, CheckSettings()), copy)
    return copy.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", HONEST)
def test_words_that_meet_are_not_mended(text: str) -> None:
    assert [finding.text for finding in check_report(read_text(text)) if finding.fix] == []


@pytest.mark.parametrize(("wrong", "right"), SLIPS)
def test_a_slip_is_mended(wrong: str, right: str, tmp_path: Path) -> None:
    assert mended(wrong, tmp_path) == right


@pytest.mark.parametrize("text", TOLD)
def test_what_an_older_text_may_say_is_told_and_not_mended(text: str) -> None:
    found = [f for f in check_report(read_text(text)) if f.code == "WRD106"]
    assert found
    assert not any(finding.fix for finding in found)


def edit(start: int, end: int, line: int = 1) -> Edit:
    return Edit(line, (start, end), "旧" * (end - start), "新")


def test_of_fixes_that_overlap_the_first_is_made_whole() -> None:
    pair = (edit(0, 1), edit(9, 10))
    other = (edit(5, 6), edit(9, 11))
    assert agreeing([other, pair]) == list(pair)


def test_a_fix_over_lines_is_whole_on_each_line() -> None:
    folded = (edit(0, 1), edit(4, 5), edit(0, 1, line=2))
    assert agreeing([folded, (edit(0, 2),)]) == list(folded)
    assert agreeing([(edit(0, 2), edit(8, 9)), (edit(8, 10), edit(0, 1, line=2))]) == [
        edit(0, 2),
        edit(8, 9),
        edit(0, 1, line=2),
    ]


def test_the_same_edit_of_two_rules_is_made_once() -> None:
    assert agreeing([(edit(0, 1),), (edit(0, 1), edit(3, 4))]) == [edit(0, 1), edit(3, 4)]
