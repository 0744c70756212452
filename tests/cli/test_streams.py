"""Every command on a console that knows only GBK, or claims to know only ASCII."""

import io
import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from typer.main import get_command

from drafter.cli import app
from drafter.cli.streams import for_programs, set_up
from tests.cli.conftest import Drafter
from tests.faults.commands import EVERY, HEAD, Command

ENCODINGS = ("gbk", "ascii", "cp1252", "big5")
# From lists that others made: the ranges of Unicode's blocks of symbols, letters and emoji.
ODD = "m² 10³ ½ ① ⑳ ㎡ ㎥ ✓ ✗ • − ⟦ é ñ ž ß € £ ¥ \xa0 \u200b 😀 👨‍👩‍👧 𠮷 㙍 ﷽ \ufeff ܐ ไ"
NOTES = f"{HEAD}# 一、工作情况\n- 排查隐患xx处，整改149处（{ODD}）\n- 建设用房1200㎡、库容36万m³\n"
_OTHERS = (
    ("doctor",),
    ("doctor", "--json"),
    ("model", "list"),
    ("model", "status"),
    ("index", "stats"),
    ("check", "--list"),
    ("check", "--explain", "NUM101"),
    ("--help",),
    ("draft", "--help"),
    ("draft", "没有.md"),
    ("没有",),
)


@pytest.mark.parametrize("encoding", ENCODINGS[:2])
@pytest.mark.parametrize("command", [one for one in EVERY if one.words], ids=lambda one: one.name)
def test_commands_that_write(
    drafter: Drafter,
    command: Command,
    encoding: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "home"))
    command.prepare(tmp_path)
    done = drafter(*command.words, PYTHONIOENCODING=encoding)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("words", _OTHERS, ids=" ".join)
def test_commands_that_tell(drafter: Drafter, words: tuple[str, ...], encoding: str) -> None:
    done = drafter(*words, PYTHONIOENCODING=encoding)
    assert done.returncode in (0, 2, 3, 4), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout + done.stderr


@pytest.mark.parametrize("encoding", ENCODINGS[:2])
@pytest.mark.parametrize("name", sorted(get_command(app).commands))
def test_the_help_of_every_command(drafter: Drafter, name: str, encoding: str) -> None:
    done = drafter(name, "--help", PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert "用法" in done.stdout


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_odd_characters_of_notes_and_reports(
    drafter: Drafter, tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "要点😀.md").write_text(NOTES, encoding="utf-8")
    words = ("draft", "要点😀.md", "-o", "稿😀.md", "--writer", "rules", "--no-index")
    for more in (words, ("check", "稿😀.md", "--no-index"), ("gaps", "稿😀.draft.json")):
        done = drafter(*more, PYTHONIOENCODING=encoding)
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr
    assert ODD[:6] in (tmp_path / "稿😀.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("form", ["json", "sarif", "junit", "html"])
def test_what_programs_read_is_whole_in_any_encoding(
    drafter: Drafter, tmp_path: Path, encoding: str, form: str
) -> None:
    (tmp_path / "稿.md").write_text(f"# 总结\n\n参训300人次 （{ODD}）。\n", encoding="utf-8")
    usual = drafter("check", "稿.md", "--no-index", "--format", form).stdout
    done = drafter("check", "稿.md", "--no-index", "--format", form, PYTHONIOENCODING=encoding)
    if form in ("json", "sarif"):
        assert json.loads(done.stdout) == json.loads(usual)
    elif form == "junit":
        assert ElementTree.canonicalize(done.stdout) == ElementTree.canonicalize(usual)
    if encoding in ("gbk", "big5"):
        assert done.stdout.isascii()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("✓ 完成", "√ 完成"),
        ("10³与m²", "10^3与m^2"),
        ("2⑳", "2(20)"),
        ("½", "(1/2)"),
        ("𠮷", "[U+20BB7]"),
        ("共㎡", "共㎡"),
    ],
)
def test_what_gbk_lacks_is_spelled_and_no_figure_becomes_another(
    text: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))
    set_up()
    print(text, end="", flush=True)
    assert raw.getvalue().decode("gbk") == told


def test_a_document_stays_as_it_is_where_the_stream_is_utf_8(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="UTF8"))
    assert for_programs('{"值": "✓"}') == '{"值": "✓"}'
