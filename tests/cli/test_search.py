"""drafter index search: filters, neighbours, shelves and what is named, by the real command."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

SUMMARY = """# 云岭县教育局2024年工作总结

## 一、主要工作

### （一）校园安全

开展校车安全检查12次，整改隐患30处。

### （二）教师队伍

招聘教师40名，组织业务培训。

## 二、存在的问题

校车驾驶人培训不足。
"""
RULES = """云岭县校车安全管理办法
第一条 为了校车安全，制定本办法。
第二条 校车不得超员。
第三条 校车每半年检验一次。
"""
PLAN = "# 澄湖区教育局2025年工作计划\n\n## 一、校园安全\n\n每月开展校车安全检查。\n"
FILES = {"总结.md": SUMMARY, "计划.md": PLAN, "办法.txt": RULES}


@pytest.fixture
def search(drafter: Run, tmp_path: Path) -> Callable[..., list[dict[str, object]]]:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert drafter("index", "add", "-q", *(str(tmp_path / name) for name in FILES)).returncode == 0

    def found(*words: str) -> list[dict[str, object]]:
        hits: list[dict[str, object]] = json.loads(
            drafter("index", "search", *words, "--json").stdout
        )
        return hits

    return found


def test_filters_neighbours_and_names(search: Callable[..., list[dict[str, object]]]) -> None:
    for words, documents in [
        (("--shelf", "政策"), {"云岭县校车安全管理办法"}),
        (("--shelf", "report"), {"云岭县教育局2024年工作总结", "澄湖区教育局2025年工作计划"}),
        (("--unit", "澄湖"), {"澄湖区教育局2025年工作计划"}),
        (("--unit", "云岭", "--shelf", "policy"), {"云岭县校车安全管理办法"}),  # its title names it
        (("--kind", "计划"), {"澄湖区教育局2025年工作计划"}),
        (("--period", "2024"), {"云岭县教育局2024年工作总结"}),
    ]:
        assert {
            hit["document"] for hit in search("校车安全检查", "-n", "9", *words)
        } == documents, words
    (problem,) = search("校车", "--section", "存在的问题")
    assert problem["text"] == "校车驾驶人培训不足。"
    (article,) = search("校车办法第2条", "-n", "1", "--around", "1")
    assert (article["text"], article["score"]) == ("校车不得超员。", 1.0)
    around = article["around"]
    assert isinstance(around, list)
    assert [one["text"][-6:] for one in around] == ["制定本办法。", "车不得超员。", "年检验一次。"]
    assert [hit["text"] for hit in search("校车", "--exact", "--shelf", "policy", "-n", "2")] == [
        hit["text"] for hit in search("校车", "--shelf", "policy", "-n", "2")
    ]
