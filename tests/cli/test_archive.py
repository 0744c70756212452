"""An archive goes in: what each file was taken for is said, and how to correct it."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Drafter

TEXT = (
    "今年以来，全县教育系统紧盯年初确立的目标任务，抓实党建、教学、安全各项工作，"
    "取得了新的进展和成效。"
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "往年材料"
    folder.mkdir()
    files = {
        "总结.txt": f"云岭县教育局2024年工作总结\n{TEXT}\n举办培训12场次。\n"
        "云岭县教育局\n2024年12月30日\n",
        "副本.md": f"# 云岭县教育局2024年工作总结\n\n{TEXT}\n\n举办培训12场次。\n\n"
        "云岭县教育局\n\n2024年12月30日\n",
        "心得.txt": f"抓落实的几点体会\n{TEXT[::-1]}\n",
        "空.txt": "",
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    for name in ("合影.jpg", "会场.jpg"):
        (folder / name).write_bytes(b"\xff\xd8")
    os.mkfifo(folder / "管道.txt")
    return folder


def test_what_each_file_was_taken_for_and_how_to_correct_it(
    drafter: Drafter, archive: Path
) -> None:
    added = drafter("index", "add", archive)
    assert added.returncode == 1
    said = added.stderr
    assert (
        "总结.txt：《云岭县教育局2024年工作总结》 · 总结 · 云岭县教育局 · 2024年 · 2024年12月30日（"
        in said
    )
    assert "心得.txt：《抓落实的几点体会》 · 文种？ · 单位？ · 日期？（1 段）" in said
    assert "与《云岭县教育局2024年工作总结》（副本.md）文字相同，只用那一份" in said
    assert "跳过  空.txt：文件里没有正文" in said
    assert "跳过  坏.docx：" in said
    assert "→ " in next(line for line in said.split("\n") if "坏.docx" in line)
    assert "跳过  管道.txt：不是普通文件" in said
    assert "跳过 2 份不支持的类型 .jpg：会场.jpg、合影.jpg" in said
    assert "有 1 份没有认全" in said
    assert "加入 3  跳过 3" in added.stdout

    quiet = drafter("index", "add", archive, "-q")
    assert "跳过  坏.docx" in quiet.stderr
    assert "未变" not in quiet.stderr

    unknown = drafter("index", "list", "--unknown")
    assert unknown.stdout.count("\n") == 1
    identity = unknown.stdout.split()[0]
    assert f"drafter index set {identity} --unit" in drafter("index", "show", identity).stdout
    words = ("--unit", "云岭县教育局", "--kind", "材料", "--date", "2024-7-5")
    assert "2024年7月5日" in drafter("index", "set", identity, *words).stdout
    assert drafter("index", "list", "--unknown").stdout == ""

    listed = json.loads(drafter("index", "list", "--kind", "工作总结", "--json").stdout)
    assert [(row["kind"], row["led_by"] != "") for row in listed] == [
        ("总结", False),
        ("总结", True),
    ]
    assert (
        json.loads(drafter("index", "search", "目标任务", "--kind", "材料", "--json").stdout)[0][
            "document"
        ]
        == "抓落实的几点体会"
    )
