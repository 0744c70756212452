"""Titles break at word ends, in shape, and never inside what is kept."""

import itertools

import pytest

from drafter.word.titles import cells, title_cuts


def broken(title: str, whole: str = "", kept: tuple[tuple[int, int], ...] = ()) -> list[str]:
    cuts = title_cuts(title, 20, whole=[whole], kept=kept)
    return [title[a:b] for a, b in itertools.pairwise((0, *cuts, len(title)))]


@pytest.mark.parametrize(
    ("organization", "lines"),
    [
        ("云岭县卫生健康局", ["云岭县卫生健康局2025年度工作总结"]),
        ("云岭县教育体育局", ["云岭县教育体育局", "2025年工作总结和2026年工作计划"]),
        ("云岭县住房和城乡建设局", ["云岭县住房和城乡建设局", "2025年工作总结和2026年工作计划"]),
        ("xx县教育局", ["xx县教育局xxxx年上半年工作总结", "和下半年工作计划"]),
        (
            "云岭县卫生健康局",
            [
                "云岭县卫生健康局关于贯彻落实",
                "《云岭县推进紧密型县域医疗卫生共同体建设",
                "实施方案》2025年工作情况的报告",
            ],
        ),
        ("云岭县交通运输局", ["关于云岭县X308线农村公路改造提升", "工程项目建设推进情况的报告"]),
    ],
)
def test_titles_break_where_a_clerk_would(organization: str, lines: list[str]) -> None:
    assert broken("".join(lines), organization) == lines


@pytest.mark.parametrize(
    "title",
    ["云" * 21, "云" * 61, "云" * 141, "A" * 90, "关于贯彻落实的" * 25, "《" * 30 + "年" * 30],
)
def test_any_title_is_broken_into_lines_that_fit(title: str) -> None:
    lines = broken(title)
    assert "".join(lines) == title
    assert all(0 < cells(line) <= 20 for line in lines)


def test_what_is_kept_is_not_broken() -> None:
    title = "云岭县人民政府关于教育体育事业发展工作情况的报告"
    free, kept = title_cuts(title, 20), title_cuts(title, 20, kept=[(3, 18)])
    assert any(3 < cut < 18 for cut in free)
    assert not any(3 < cut < 18 for cut in kept)


@pytest.mark.parametrize(
    ("text", "width"), [("2024年6月30日", 6.5), ("云岭县", 3), ("“十四五”", 5), ("xxx.xx万元", 5)]
)
def test_cells(text: str, width: float) -> None:
    assert cells(text) == width
