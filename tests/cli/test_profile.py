"""drafter profile learn: from a Word file to a profile that check takes."""

from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from drafter.cli.profile import app
from drafter.documents.house_style_file import read_profile
from drafter.errors import InputError


def word(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def test_learn_prints_or_writes_the_same_profile(tmp_path: Path) -> None:
    file = word(
        tmp_path / "范本.docx", "云岭县教育体育局2025年工作总结", "全年培训教师12场次。" * 9
    )
    printed = CliRunner().invoke(app, ["learn", str(file)])
    assert printed.exit_code == 0
    output = tmp_path / "unit.profile.toml"
    assert CliRunner().invoke(app, ["learn", str(file), "-o", str(output)]).exit_code == 0
    assert output.read_text(encoding="utf-8") == printed.output
    assert read_profile(output).name == "范本"
    assert read_profile(output).size == (215.9, 279.4)


def test_a_file_without_text_teaches_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有足够的正文"):
        CliRunner().invoke(app, ["learn", str(word(tmp_path / "a.docx"))], catch_exceptions=False)
