from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Drafter
from tests.word.wordfiles import p, word


@pytest.mark.parametrize(
    "words",
    [
        ["check", "表.xlsx", "--no-index"],
        ["compare", "表.xlsx", "表.xlsx"],
        ["mask", "表.xlsx", "-o", "m.md"],
        ["draft", "稿.draft.json", "-o", "r.docx", "--writer", "rules"],
        ["notes", "from-xlsx", "报告.docx", "-o", "n.md"],
    ],
)
def test_what_makes_no_sense_there_is_refused_in_one_sentence(
    drafter: Drafter, tmp_path: Path, words: list[str]
) -> None:
    openpyxl.Workbook().save(tmp_path / "表.xlsx")
    word(tmp_path / "报告.docx", p("正文。"))
    (tmp_path / "稿.draft.json").write_text('{"format": "drafter.draft"}', encoding="utf-8")
    done = drafter(*words)
    assert done.returncode == 4
    assert "这里不能用" in done.stderr
    assert "这里可用：" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_no_note_is_told_wherever_notes_are_read(drafter: Drafter, tmp_path: Path) -> None:
    head = "单位：云岭县教育局\n文种：总结\n联系人：张三\n\n"
    (tmp_path / "n.txt").write_text(f"{head}培训教师1200人次\n待补充\n", encoding="utf-8")
    (tmp_path / "r.txt").write_text("培训教师1200人次。\n", encoding="utf-8")
    for words in (["check", "r.txt", "--no-index"], ["compare", "r.txt", "r.txt"]):
        told = drafter(*words, "--notes", "n.txt").stderr
        assert "张三" in told
        assert "待补充" in told


def test_the_list_of_commands_tells_what_each_does(drafter: Drafter) -> None:
    """Words without spaces that are longer than the line would be cut off whole."""
    told = drafter("--help").stdout.split("命令：\n")[1].splitlines()
    assert len(told) > 10
    assert [line for line in told if line.endswith("...")] == []
