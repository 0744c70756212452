"""Sections that the office's last report had and the notes have not are told, and their order."""

from drafter.records import Passage
from drafter.writing.earlier_sections import told_of_sections
from tests.notes import brief

TITLE = "云岭县教育局2025年上半年工作总结"
EARLIER = (
    "（一）加强党的建设，落实主体责任",
    "（二）优化学位供给，推动均衡发展",
    "（三）狠抓校园安全，保障稳定",
)


def archive(*headings: str, above: str = "一、上半年工作") -> list[Passage]:
    return [
        Passage(f"x{number}", TITLE, (above, heading), "推进各项工作。")
        for number, heading in enumerate(headings)
    ]


def told(notes: str, *headings: str, above: str = "一、上半年工作") -> list[str]:
    return list(told_of_sections(archive(*headings, above=above), brief(notes)))


NOTES = "# 一、上半年工作\n## 校园安全\n- 排查隐患12处\n## 学位\n- 新增学位600个\n"


def test_a_section_of_which_the_notes_say_nothing_is_told() -> None:
    [missing, _] = told(NOTES, *EARLIER)
    assert "加强党的建设，落实主体责任" in missing
    assert "校园安全" not in missing
    assert TITLE in missing


def test_so_is_another_order() -> None:
    [order] = told(NOTES, *EARLIER[1:])
    assert "优化学位供给，推动均衡发展、狠抓校园安全，保障稳定" in order


def test_nothing_is_told_where_all_is_there_in_its_order_under_whatever_heading() -> None:
    assert told(NOTES, *EARLIER[:0:-1]) == []
    within = NOTES + "## 其他\n- 开展党建工作检查3次\n"
    assert told(within, EARLIER[2], EARLIER[1], EARLIER[0]) == []
    assert told(NOTES) == []


def test_nor_of_a_part_that_is_not_written() -> None:
    assert told(NOTES, EARLIER[0], above="三、下半年工作计划") == []


def flat(*headings: str) -> list[Passage]:
    """A report whose matters stand at the first level."""
    return [Passage(f"x{at}", TITLE, (one,), "推进各项工作。") for at, one in enumerate(headings)]


def test_matters_of_the_first_level_are_told_too() -> None:
    earlier = flat("一、校园安全", "二、学位供给", "三、慈善事业", "四、存在问题", "五、下步打算")
    notes = brief("# 校园安全\n- 排查隐患12处\n# 学位供给\n- 新增学位600个\n")
    [missing] = told_of_sections(earlier, notes)
    assert "慈善事业" in missing
    assert "存在" not in missing


def test_a_heading_that_others_stand_below_is_no_matter() -> None:
    earlier = [*flat("一、慈善事业情况"), *archive(*EARLIER[2:], above="一、慈善事业情况")]
    assert list(told_of_sections(earlier, brief(NOTES))) == []
