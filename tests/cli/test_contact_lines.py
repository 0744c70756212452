"""Numbers of persons at the command line: withheld, let in once, remembered."""

import json
import os
import pty
import subprocess
import sys
import tomllib
from pathlib import Path

import docx
import pytest

from drafter.cli.contact_lines import with_number
from tests.cli.conftest import ROOT, Drafter

NOTES = """---
organization: 云岭县卫生健康局
kind: summary
period: 2026年上半年
date: 2026-07-05
---
# 一、工作情况
- 投诉电话0839-5560123，受理xx件
- 周启明（身份证号530999197109043119，手机13900001111）反映2件
"""
DRAFT = ("draft", "n.md", "-o", "r.docx", "--writer", "rules")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    (tmp_path / "n.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def text(folder: Path) -> str:
    return "\n".join(line.text for line in docx.Document(str(folder / "r.docx")).paragraphs)


def test_numbers_are_withheld_listed_and_the_way_in_is_told(
    drafter: Drafter, written: Path
) -> None:
    done = drafter(*DRAFT)
    assert done.returncode == 0, done.stderr
    assert "（身份证号【身份证号未写入】，手机【手机号未写入】）反映2件。" in text(written)
    assert "投诉电话【电话号码未写入】，受理xx件" in text(written)
    assert "还缺 1 处" in done.stderr
    assert "个人信息，未写入 3 处" in done.stderr
    assert 'public = ["0839-5560123"]' in done.stderr
    assert "13900001111" not in done.stderr
    listed = drafter("gaps", "r.draft.json")
    assert "个人信息，未写入\n" in listed.stdout
    assert "共缺 1 处：数量1（已填 0 处）；个人信息，未写入 3 处" in listed.stderr


def test_what_drafter_toml_calls_public_is_printed(drafter: Drafter, written: Path) -> None:
    (written / "drafter.toml").write_text(
        '[personal]\npublic = ["08395560123"]\n', encoding="utf-8"
    )
    done = drafter(*DRAFT)
    assert "投诉电话0839-5560123，受理xx件" in text(written)
    assert "公开联系方式：0839-5560123" in done.stderr
    assert "public =" not in done.stderr


def test_all_are_kept_where_it_is_asked_for_and_that_is_recorded(
    drafter: Drafter, written: Path
) -> None:
    done = drafter(
        "draft", "n.md", "-o", "r.docx", "--writer", "rules", "--keep-personal", "--json"
    )
    assert "手机13900001111" in text(written)
    summary = json.loads(done.stdout)
    assert summary["personal"] == {"kept": True, "published": []}
    assert "NOT103" in {one["code"] for one in summary["findings"]}
    kept = json.loads((written / "r.draft.json").read_text(encoding="utf-8"))
    assert kept["run"]["personal_kept"] is True


def test_a_contact_line_is_asked_about_once_and_remembered(written: Path) -> None:
    (written / "drafter.toml").write_text('writer = "rules"  # ours\n', encoding="utf-8")
    first = at_a_terminal(written, "y\n")
    assert "投诉电话0839-5560123" in first
    assert "投诉电话0839-5560123，受理xx件" in text(written)
    kept = (written / "drafter.toml").read_text(encoding="utf-8")
    assert kept == 'writer = "rules"  # ours\n\n[personal]\npublic = ["0839-5560123"]\n'
    assert "是否为公开" not in at_a_terminal(written, "")
    assert "投诉电话0839-5560123，受理xx件" in text(written)


def test_a_number_that_is_no_contact_line_is_not_asked_about_again(
    drafter: Drafter, written: Path
) -> None:
    at_a_terminal(written, "n\n")
    kept = tomllib.loads((written / "drafter.toml").read_text(encoding="utf-8"))
    assert kept == {"personal": {"private": ["0839-5560123"]}}
    assert "投诉电话【电话号码未写入】" in text(written)
    assert "0839-5560123" not in drafter(*DRAFT).stderr


def at_a_terminal(folder: Path, typed: str) -> str:
    """What `drafter draft` says to a person who types this."""
    ours, theirs = pty.openpty()
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "DRAFTER_HOME": str(folder / "home"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    command = [sys.executable, "-m", "drafter", *DRAFT]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as child:
        os.close(theirs)
        os.write(ours, typed.encode())
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    assert child.returncode == 0, said.decode()
    return said.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[personal]\npublic = ["1"]\n'),
        ("threads = 2", 'threads = 2\n\n[personal]\npublic = ["1"]\n'),
        ("# 只有注释\r\n", '# 只有注释\r\n\r\n[personal]\r\npublic = ["1"]\r\n'),
        (
            '[personal]  # 联系方式\npublic = [\n  "2", # 甲\n]\n[openai]\nmodel = "m"\n',
            '[personal]  # 联系方式\npublic = ["1", \n  "2", # 甲\n]\n[openai]\nmodel = "m"\n',
        ),
        (
            '[personal]\nprivate = ["2"]\n[openai]\npublic = []\n',
            '[personal]\npublic = ["1"]\nprivate = ["2"]\n[openai]\npublic = []\n',
        ),
        ("[personal]\npublic = []\n", '[personal]\npublic = ["1", ]\n'),
        ('personal = {public = ["2"]}\n', None),
        ('personal.public = ["2"]\n', None),
        ("broken", None),
    ],
)
def test_a_number_is_added_and_the_file_stays(before: str, after: str | None) -> None:
    added = with_number(before, "public", "1")
    assert added == after
    if added is not None:
        assert "1" in tomllib.loads(added.replace("\r\n", "\n"))["personal"]["public"]
