"""Nothing that a person made is written over: by no command, at no output."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from typer.main import get_command

from drafter.cli import app
from tests.cli.conftest import ROOT, Drafter

_RULES = ("--writer", "rules", "--no-index", "-q")


@pytest.fixture
def report(drafter: Drafter, notes: Path, tmp_path: Path) -> Path:
    """A report as drafter wrote it."""
    path = tmp_path / "稿.docx"
    assert drafter("draft", notes, *_RULES, "-o", path).returncode in (0, 1)
    return path


def _edit(path: Path) -> bytes:
    """Write a sentence into a Word file, as its reader would; the bytes of the file then."""
    document = docx.Document(str(path))
    document.add_paragraph("领导加的一句。")
    document.save(str(path))
    return path.read_bytes()


def test_drafting_again_replaces_what_drafter_wrote(
    drafter: Drafter, notes: Path, report: Path
) -> None:
    again = drafter("draft", notes, *_RULES, "-o", report)
    assert again.returncode in (0, 1)
    assert not list(report.parent.glob("稿（旧*"))


def test_an_edited_report_is_kept_by_draft_and_by_fill(
    drafter: Drafter, notes: Path, report: Path
) -> None:
    edited = _edit(report)
    for words in (
        ("draft", notes, *_RULES, "-o", report),
        ("fill", report.with_suffix(".draft.json")),
    ):
        refused = drafter(*words)
        assert refused.returncode == 4
        assert str(report) in refused.stderr
        assert "--force" in refused.stderr
        assert "稿（旧1）.docx" in refused.stderr
        assert "drafter take 稿.docx" in refused.stderr
        assert report.read_bytes() == edited


def test_with_force_the_edited_report_is_left_beside(
    drafter: Drafter, notes: Path, report: Path
) -> None:
    kept = []
    for number in (1, 2):
        kept.append(_edit(report))
        forced = drafter("draft", notes, *_RULES, "-o", report, "--force")
        assert forced.returncode in (0, 1)
        assert f"稿（旧{number}）.docx" in forced.stderr
    assert [report.with_name(f"稿（旧{n}）.docx").read_bytes() for n in (1, 2)] == kept
    assert report.read_bytes() not in kept


def test_what_was_written_elsewhere_is_known_by_its_draft(
    drafter: Drafter, notes: Path, report: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另一台机器"
    other.mkdir()
    for path in (report, report.with_suffix(".draft.json")):
        shutil.copy(path, other / path.name)
    again = drafter("fill", other / "稿.draft.json", DRAFTER_HOME=str(tmp_path / "other home"))
    assert again.returncode == 0, again.stderr


def test_a_home_that_cannot_be_written_keeps_no_memory_and_loses_nothing(
    drafter: Drafter, tmp_path: Path
) -> None:
    (tmp_path / "no folder").write_text("")
    page, environment = tmp_path / "gaps.md", {"DRAFTER_HOME": str(tmp_path / "no folder")}
    template = tmp_path / "模板.md"
    template.write_text("# 总结\n\n举办培训xx场次。\n", encoding="utf-8")
    words = ("gaps", template, "--no-index", "-o", page)
    assert drafter(*words, **environment).returncode == 0
    assert drafter(*words, **environment).returncode == 4
    assert page.read_bytes()


def test_values_in_another_draft_are_kept(drafter: Drafter, report: Path, tmp_path: Path) -> None:
    draft = report.with_suffix(".draft.json")
    gap = json.loads(drafter("gaps", draft, "--no-index", "--json").stdout)[0]["id"]
    other = tmp_path / "全.docx"
    assert drafter("fill", draft, "--set", f"{gap}=36", "-o", other).returncode == 0
    before = other.with_suffix(".draft.json").read_bytes()
    refused = drafter("fill", draft, "-o", other)
    assert refused.returncode == 4
    assert "全.draft.json" in refused.stderr
    assert other.with_suffix(".draft.json").read_bytes() == before
    assert drafter("fill", draft, "-o", other, "--force").returncode == 0
    assert (tmp_path / "全（旧1）.draft.json").read_bytes() == before


_A_REPORT = "# 2026年工作总结\n\n今年举办培训12场次，参训300人次 。\n"


def _commands(folder: Path) -> dict[str, tuple[Callable[[Path], tuple[object, ...]], str]]:
    """Each command that writes a file, and the suffix of what it writes."""
    report, notes = folder / "报告.md", folder / "notes.md"
    report.write_text(_A_REPORT, encoding="utf-8")
    other = folder / "别的.md"
    other.write_text(_A_REPORT.replace("300", "310"), encoding="utf-8")
    table = folder / "表.csv"
    table.write_text("指标,单位,数量\n培训,场次,12\n", encoding="utf-8")
    word = ROOT / "examples" / "两稿" / "规则.docx"
    return {
        "draft": (lambda out: ("draft", notes, *_RULES, "-o", out), ".md"),
        "draft --force of several": (
            lambda out: ("draft", notes, notes, *_RULES, "-o", out),
            ".docx",
        ),
        "mask": (lambda out: ("mask", report, "-o", out), ".md"),
        "mask --map": (
            lambda out: ("mask", report, "-o", folder / "masked.md", "--map", out),
            ".json",
        ),
        "compare --html": (lambda out: ("compare", report, other, "--html", out), ".html"),
        "compare --docx": (lambda out: ("compare", report, other, "--docx", out), ".docx"),
        "check -o": (lambda out: ("check", report, "--no-index", "-o", out), ".txt"),
        "check --fix": (lambda out: ("check", report, "--no-index", "--fix", "-o", out), ".md"),
        "gaps": (lambda out: ("gaps", report, "--no-index", "-o", out), ".md"),
        "notes merge": (lambda out: ("notes", "merge", notes, "-o", out), ".md"),
        "notes new": (lambda out: ("notes", "new", report, "-o", out), ".md"),
        "notes new --blank": (lambda out: ("notes", "new", "--blank", "-o", out), ".md"),
        "notes from-xlsx": (lambda out: ("notes", "from-xlsx", table, "-o", out), ".md"),
        "profile learn": (lambda out: ("profile", "learn", word, "-o", out), ".toml"),
    }


_NAMES = (
    "draft",
    "draft --force of several",
    "mask",
    "mask --map",
    "compare --html",
    "compare --docx",
    "check -o",
    "check --fix",
    "gaps",
    "notes merge",
    "notes new",
    "notes new --blank",
    "notes from-xlsx",
    "profile learn",
)


@pytest.mark.parametrize("name", _NAMES)
def test_every_command_keeps_what_somebody_made(
    drafter: Drafter, notes: Path, tmp_path: Path, name: str
) -> None:
    words, suffix = _commands(tmp_path)[name]
    out = tmp_path / ("out" + suffix)
    out.write_text("我写的，谁也别动\n", encoding="utf-8")
    mine = out.read_bytes()
    refused = drafter(*words(out))
    assert refused.returncode == 4, refused.stderr
    assert out.name in refused.stderr
    assert "--force" in refused.stderr
    assert out.read_bytes() == mine
    forced = drafter(*words(out), "--force")
    assert forced.returncode in (0, 1), forced.stderr
    assert (tmp_path / f"out（旧1）{suffix}").read_bytes() == mine
    assert out.read_bytes() != mine
    again = drafter(*words(out))  # what drafter wrote itself is in nobody's way
    assert again.returncode == forced.returncode, again.stderr


@pytest.mark.parametrize(
    "lock", [".~lock.稿.docx#", "~$稿.docx", ".~稿.docx"], ids=["LibreOffice", "Word", "WPS"]
)
def test_a_report_that_is_open_is_told_before_the_work(
    drafter: Drafter, notes: Path, report: Path, lock: str
) -> None:
    before = report.read_bytes()
    (report.parent / lock).write_bytes(b"\x04user")
    notes.unlink()  # nothing is read before the output is looked at
    refused = drafter("draft", notes, *_RULES, "-o", report, "--force")
    assert refused.returncode == 4
    assert "稿.docx" in refused.stderr
    assert lock in refused.stderr
    assert report.read_bytes() == before


def test_a_read_only_report_is_told(drafter: Drafter, notes: Path, report: Path) -> None:
    report.chmod(0o444)
    refused = drafter("draft", notes, *_RULES, "-o", report, "--force")
    assert refused.returncode == 4
    assert "只读" in refused.stderr


_WRITTEN = {"--output", "--html", "--docx", "--map", "--junit", "--summary"}


def _options(command: object, name: str = "") -> Iterator[tuple[str, set[str]]]:
    """Each command with the names of its options."""
    inside = getattr(command, "commands", None)
    if inside is None:
        yield name, {word for option in command.params for word in option.opts}
        return
    for word, each in inside.items():
        yield from _options(each, f"{name} {word}".strip())


def test_every_command_that_writes_a_named_file_can_be_forced() -> None:
    writing = {name: words for name, words in _options(get_command(app)) if words & _WRITTEN}
    assert {"draft", "fill", "gaps", "mask", "compare", "check", "notes new"} <= writing.keys()
    assert [name for name, words in writing.items() if "--force" not in words] == []
