"""Greetings and answers are no notes in any file, and are told."""

from pathlib import Path

import pytest

from drafter.reading.notes import open_notes

HEAD = "单位：云岭县水利局\n"


def read(tmp_path: Path, *lines: str) -> tuple[list[str], str]:
    file = tmp_path / "a.txt"
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    notes = open_notes(file)
    return [line.text for line in notes.body if line.text], " ".join(notes.told())


@pytest.mark.parametrize(
    "line",
    [
        "王姐，我们科的情况报一下哈。",
        "收到。",
        "好的，谢谢！",
        "各位领导，上午好！",
        "李科长，以上请查收。",
        "领导，先报这些。",
    ],
)
def test_talk_is_told_and_no_note(tmp_path: Path, line: str) -> None:
    notes, told = read(tmp_path, line, "立案9起。")
    assert notes == ["立案9起。"]
    assert line in told


@pytest.mark.parametrize(
    "line",
    [
        "收到来信186件。",
        "感谢各乡镇支持，群众送锦旗3面。",
        "王工程师带队检查。",
        "各位委员开展视察。",
        "老师，共招聘25名。",
        "财务科：已完成审计",
        "财务科：全年审计项目全部都做完了",
        "施工：道路已完工",
        "刘主任：赴省厅汇报",
        "李科长，带队检查企业",
        "执法科：查处违法案件二十三件，罚款三万元都上缴了",
        "职工，大家都参加了培训",
        "王局长，二十三件都办了，请查收",
        "无",
    ],
)
def test_what_may_be_a_note_is_kept_or_told_as_before(tmp_path: Path, line: str) -> None:
    notes, told = read(tmp_path, line, "立案9起。")
    assert (line in notes) or ("待填" in told)
