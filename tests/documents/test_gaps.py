"""Gaps in their places, under names that outlive a redraft."""

import pytest

from drafter.documents.gaps import gap_key, gap_names, open_gaps
from tests.notes import brief

NOTES = """# 党建
- 组织学习xx场次,研讨x次
- 发展党员x名
## 队伍建设
- 培训教师xx人
- 组织学习xx场次
"""


def names(body: str) -> dict[str, str]:
    """Name of a gap → its clause, with the hole marked."""
    return {place.gap.id: gap_key(place) for place in open_gaps(brief(body))}


def test_a_gap_knows_its_place() -> None:
    places = [place for place in open_gaps(brief(NOTES)) if place.bullet]
    assert [(place.section, place.excerpt) for place in places] == [
        ("党建", "组织学习【xx】场次，研讨x次"),
        ("党建", "组织学习xx场次，研讨【x】次"),
        ("党建", "发展党员【x】名"),
        ("队伍建设", "培训教师【xx】人"),
        ("队伍建设", "组织学习【xx】场次"),
    ]
    assert [place.line for place in places] == [8, 8, 9, 11, 12]


@pytest.mark.parametrize(
    "edited",
    [
        NOTES.replace("# 党建\n", "# 党建\n- 制定制度xx项\n", 1),  # a note before it
        NOTES.replace("研讨x次", "研讨3次"),  # a neighbour filled
        NOTES.replace("组织学习xx场次,", "按照计划，组织学习xx场次,"),  # words before its clause
        NOTES.replace("发展党员x名", "发展党员xxx名"),  # another width
        NOTES.replace("# 党建", "# 一、党建"),  # another number
        NOTES.replace("- 发展党员x名\n", "").replace("## 队伍", "- 发展党员x名\n## 队伍"),
    ],
)
def test_a_name_outlives_a_redraft(edited: str) -> None:
    before, after = names(NOTES), names(edited)
    kept = {name for name, key in before.items() if key in after.values()}
    assert kept
    assert all(after[name] == before[name] for name in kept)
    assert sum(key not in after.values() for key in before.values()) == ("研讨3次" in edited)


def test_equal_places_have_names_of_their_own() -> None:
    made = names("# 党建\n" + "- 学习xx次\n" * 300)
    assert len(made) >= 300


def test_two_that_would_be_one_are_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.documents.gaps._SHORTEST", 1)
    places = list(
        open_gaps(
            brief("# 党建\n" + "".join(f"- 学习{c}xx次\n" for c in "甲乙丙丁戊己庚辛壬癸子丑"))
        )
    )
    made = gap_names(places)
    assert len(set(made)) == len(places)
    assert {len(name) for name in made} > {2}
