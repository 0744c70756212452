"""Notes of several divisions, of any kind of file, become the notes of one report."""

from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.filling.notes_merge import (
    Merged,
    merge_files,
    merged_brief,
    unchanged_merge,
    write_merged,
)
from drafter.records import Section
from tests.word.wordfiles import p, word

UNIT = "云岭县教育局"
GIVEN = {"organization": UNIT, "period": "2026年上半年", "kind": "总结"}
CHAT = """\
人事科-赵强 2026/7/3 10:23:11
招聘教师73名，其中硕士19名
收到

安全科-李敏 2026/7/3 10:31:05
排查校园隐患64处，整改60处
"""
OUTLINE = """\
---
organization: 云岭县教育局
---
# 一、队伍建设
# 二、校园安全
## （一）隐患排查
# 三、经费保障
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Notes of four divisions, each as another kind of file."""
    word(tmp_path / "人事科.docx", "".join(map(p, ["一、队伍建设", "培训教师1200人次"])))
    (tmp_path / "安全科.md").write_text(
        "---\n单位：云岭县教育局\n---\n# 校园安全\n## 隐患排查情况\n- 开展食堂检查64次\n", "utf-8"
    )
    (tmp_path / "财务科.csv").write_text("项目,金额（万元）\n公用经费,860\n营养改善,412\n", "utf-8")
    (tmp_path / "群聊.txt").write_text(CHAT, "utf-8")
    (tmp_path / "outline.md").write_text(OUTLINE, "utf-8")
    return tmp_path


def files(folder: Path, *names: str) -> list[Path]:
    return [folder / name for name in names]


def merge(folder: Path, *names: str, outline: str = "") -> Merged:
    return merge_files(files(folder, *names), folder / outline if outline else None, GIVEN)


def sections(merged: Merged) -> dict[str, list[str]]:
    """The notes below each heading of the merged notes."""
    brief = merged_brief(merged, Path("merged.md"))
    return {section.heading: texts(section) for section in brief.all_sections()}


def texts(section: Section) -> list[str]:
    return [bullet.text for bullet in section.bullets]


def test_notes_of_several_kinds_stand_below_their_headings(folder: Path) -> None:
    merged = merge(folder, "人事科.docx", "安全科.md", "财务科.csv")
    assert sections(merged) == {
        "队伍建设": ["培训教师1200人次"],
        "校园安全": [],
        "隐患排查情况": ["开展食堂检查64次"],
        "财务科": ["公用经费860万元", "营养改善412万元"],
    }
    assert merged.homeless is None


def test_an_outline_gives_the_headings_and_their_order(folder: Path) -> None:
    merged = merge(folder, "安全科.md", "人事科.docx", outline="outline.md")
    assert sections(merged) == {
        "队伍建设": ["培训教师1200人次"],
        "校园安全": [],
        "隐患排查": ["开展食堂检查64次"],
        "经费保障": [],
    }
    assert list(merged.placements()) == [
        "队伍建设：人事科.docx 1 条",
        "隐患排查：安全科.md 1 条",
    ]


def test_what_finds_no_place_in_the_outline_is_kept_and_counted(folder: Path) -> None:
    merged = merge(folder, "人事科.docx", "群聊.txt", outline="outline.md")
    assert merged.homeless is not None
    assert merged.homeless_count == 2
    below = [section for section in merged.homeless.walk() if section.bullets]
    assert [section.heading for section in below] == ["群聊"]
    assert "排查校园隐患64处，整改60处" in merged.text


def test_last_years_report_is_an_outline_without_its_figures(folder: Path) -> None:
    report = [
        "云岭县教育局2025年工作总结",
        "一、队伍建设",
        "全年培训教师980人次，招聘41名。",
        "二、新增学位3200个",
        "新建学校2所，新增学位3200个。",
    ]
    (folder / "去年.txt").write_text("\n".join(report), "utf-8")
    merged = merge(folder, "人事科.docx", outline="去年.txt")
    assert list(sections(merged)) == ["队伍建设", "新增学位xxxx个"]
    assert not any(figure in merged.text for figure in ("3200", "980", "2025"))


def test_a_title_of_one_division_is_not_that_of_the_report(folder: Path) -> None:
    for name, title in (("a.md", "人事科半年小结"), ("b.md", "安全科半年小结")):
        front = f"---\n单位：{title[:3]}\n标题：{title}\n---\n"
        (folder / name).write_text(f"{front}# 工作\n- 开展检查{len(name)}次\n", "utf-8")
    brief = merged_brief(merge(folder, "a.md", "b.md"), Path("merged.md"))
    assert brief.title == f"{UNIT}2026年上半年工作总结"
    assert "小结" not in brief.title


def test_each_note_says_where_it_comes_from(folder: Path) -> None:
    merged = merge(folder, "人事科.docx", "安全科.md", "财务科.csv")
    bullets = merged_brief(merged, Path("merged.md")).all_bullets()
    assert [bullet.origin for bullet in bullets] == [
        "人事科.docx｜第2段",
        "安全科.md｜第6行",
        "财务科.csv｜第2行",
        "财务科.csv｜第3行",
    ]


def test_two_files_of_one_name_are_told_apart_by_their_folders(folder: Path) -> None:
    paths = []
    for division in ("人事科", "财务科"):
        path = folder / division / "要点.md"
        path.parent.mkdir()
        path.write_text(f"# 工作\n- {division}开展检查3次\n", "utf-8")
        paths.append(path)
    merged = merge_files(paths, None, GIVEN)
    bullets = merged_brief(merged, Path("merged.md")).all_bullets()
    origins = [bullet.origin for bullet in bullets]
    assert origins == ["人事科/要点.md｜第2行", "财务科/要点.md｜第2行"]


def test_what_is_no_note_is_told_with_its_file(folder: Path) -> None:
    merged = merge(folder, "群聊.txt", "人事科.docx")
    assert any("收到" in line and line.startswith("群聊.txt：") for line in merged.told)


def test_merged_notes_are_merged_anew_until_somebody_changes_them(folder: Path) -> None:
    merged, path = merge(folder, "人事科.docx"), folder / "merged.md"
    write_merged(merged, path)
    write_merged(merge(folder, "人事科.docx", "安全科.md"), path)
    assert "开展食堂检查64次" in path.read_text("utf-8")
    assert unchanged_merge(path)
    changed = path.read_text("utf-8").replace("64次", "65次")
    path.write_text(changed, "utf-8")
    assert not unchanged_merge(path)


@pytest.mark.parametrize("outline", ["", "outline.md"])
def test_nothing_of_the_notes_is_lost(folder: Path, outline: str) -> None:
    merged = merge(folder, "人事科.docx", "安全科.md", "财务科.csv", "群聊.txt", outline=outline)
    notes = [text for below in sections(merged).values() for text in below]
    assert sorted(notes) == sorted(
        [
            "培训教师1200人次",
            "开展食堂检查64次",
            "公用经费860万元",
            "营养改善412万元",
            "招聘教师73名，其中硕士19名",
            "排查校园隐患64处，整改60处",
        ]
    )


def test_an_outline_without_headings_is_refused(folder: Path) -> None:
    (folder / "flat.txt").write_text("培训教师1200人次。\n", "utf-8")
    with pytest.raises(InputError):
        merge(folder, "人事科.docx", outline="flat.txt")


def test_work_of_every_division_stands_before_problems_and_plans(folder: Path) -> None:
    head = "---\n单位：云岭县教育局\n---\n"
    (folder / "甲科.md").write_text(
        f"{head}# 主要工作\n- 培训3期\n# 存在的问题\n- 编制不足\n# 下一步打算\n- 再培训2期\n",
        "utf-8",
    )
    merged = merge(folder, "甲科.md", "人事科.docx")
    assert list(sections(merged)) == ["主要工作", "队伍建设", "存在的问题", "下一步打算"]


@pytest.mark.parametrize(
    ("done", "coming"),
    [
        ("上半年工作", "下半年打算"),
        ("上半年工作", "下半年工作计划"),
        ("上半年防汛工作", "下半年防汛工作"),
        ("2025年工作", "2026年工作"),
        ("一季度项目进展", "二季度项目进展"),
        ("主要工作", "下一步主要工作"),
        ("安全生产工作", "安全生产存在的问题"),
    ],
)
def test_another_half_and_another_part_are_other_sections(
    tmp_path: Path, done: str, coming: str
) -> None:
    (tmp_path / "a.md").write_text(
        f"# {done}\n- 检查学校12所\n# {coming}\n- 新建工程4处\n", "utf-8"
    )
    (tmp_path / "b.md").write_text(
        f"# {coming}\n- 更换设备3台\n# {done}\n- 治理河道6公里\n", "utf-8"
    )
    found = sections(merge(tmp_path, "a.md", "b.md"))
    assert [len(found[heading]) for heading in (done, coming)] == [2, 2]
    assert found[done][1] == "治理河道6公里"


def test_what_stands_below_a_plan_stays_below_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 上半年工作\n## 防汛\n- 检查堤防12处\n", "utf-8")
    (tmp_path / "b.md").write_text("# 下半年打算\n## 防汛\n- 加固堤防4处\n", "utf-8")
    brief = merged_brief(merge(tmp_path, "a.md", "b.md"), Path("merged.md"))
    assert [(top.heading, texts(top.sections[0])) for top in brief.sections] == [
        ("上半年工作", ["检查堤防12处"]),
        ("下半年打算", ["加固堤防4处"]),
    ]


def test_headings_of_one_file_are_sections_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# 河道治理\n- 治理河道6公里\n# 河道巡查\n- 巡查河道84次\n", "utf-8"
    )
    (tmp_path / "b.md").write_text("# 河道治理工作\n- 清淤3公里\n", "utf-8")
    found = sections(merge(tmp_path, "a.md", "b.md"))
    assert [len(notes) for notes in found.values()] == [2, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("大气污染防治", "水污染防治"),
        ("铁路建设", "道路建设"),
        ("初中教育", "高中教育"),
        ("农业执法", "农业"),
        ("农业", "农业执法"),
        ("大气污染防治", "污染防治"),
    ],
)
def test_like_matters_are_other_sections(tmp_path: Path, one: str, other: str) -> None:
    (tmp_path / "a.md").write_text(f"# {one}\n- 检查学校12所\n", "utf-8")
    (tmp_path / "b.md").write_text(f"# {other}\n- 更换设备3台\n", "utf-8")
    assert [len(notes) for notes in sections(merge(tmp_path, "a.md", "b.md")).values()] == [1, 1]


@pytest.mark.parametrize("outline", ["", "outline.md"])
def test_the_same_words_below_another_heading_are_another_section(
    tmp_path: Path, outline: str
) -> None:
    (tmp_path / "a.md").write_text(
        "# 安全生产\n## 主要做法\n- 检查企业12家\n# 环境保护\n## 主要做法\n- 植树35亩\n", "utf-8"
    )
    (tmp_path / "b.md").write_text("# 环境保护\n## 主要做法\n- 清理河道3公里\n", "utf-8")
    (tmp_path / "outline.md").write_text(
        "---\norganization: 云岭县\n---\n# 一、安全生产\n# 二、环境保护\n", "utf-8"
    )
    brief = merged_brief(merge(tmp_path, "a.md", "b.md", outline=outline), Path("merged.md"))
    assert [texts(top.sections[0]) for top in brief.sections] == [
        ["检查企业12家"],
        ["植树35亩", "清理河道3公里"],
    ]


@pytest.mark.parametrize("above", ["人事科", "人事科上半年工作总结", "上半年工作情况"])
def test_below_a_heading_without_a_matter_any_section_may_be_meant(
    folder: Path, above: str
) -> None:
    (folder / "c.md").write_text(f"# {above}\n## 教师队伍建设\n- 培训教师1200人次\n", "utf-8")
    found = sections(merge(folder, "c.md", outline="outline.md"))
    assert found["队伍建设"] == ["培训教师1200人次"]


def test_a_phrase_of_a_report_takes_the_notes_on_it(tmp_path: Path) -> None:
    (tmp_path / "outline.md").write_text(
        "---\norganization: 云岭县\n---\n# 一、抓党建，把牢办学方向\n# 二、强队伍，提升素质\n",
        "utf-8",
    )
    (tmp_path / "a.md").write_text("# 党建工作\n- 学习6次\n# 队伍\n- 招聘12名\n", "utf-8")
    found = sections(merge(tmp_path, "a.md", outline="outline.md"))
    assert found == {"抓党建，把牢办学方向": ["学习6次"], "强队伍，提升素质": ["招聘12名"]}


def test_files_of_different_years_are_told(tmp_path: Path) -> None:
    notes = "单位：青岭县民政局\n时段：2026年上半年\n一、社会救助\n低保7001户\n"
    (tmp_path / "今年.txt").write_text(notes, encoding="utf-8")
    last = "# 青岭县民政局2025年上半年工作总结\n## 一、社会救助\n- 低保6900户\n"
    (tmp_path / "旧.md").write_text(last, encoding="utf-8")
    told = merge(tmp_path, "今年.txt", "旧.md").told
    assert any("2025年" in line and "2026年" in line and "旧" in line for line in told)
    (tmp_path / "旧.md").write_text(last.replace("2025", "2026"), encoding="utf-8")
    assert not any("年份不同" in line for line in merge(tmp_path, "今年.txt", "旧.md").told)
