"""A drafter.toml of a folder that somebody sent changes nothing until a person agrees."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess


def test_consent_is_given_by_the_command(
    tmp_path: Path, notes: Path, drafter: Callable[..., CompletedProcess[str]]
) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "drafter.toml").write_text('prompts = "theirs"\n', encoding="utf-8")
    words = ("draft", notes, "-o", "稿.docx", "--writer", "rules", "--no-index", "-q")
    refused = drafter(*words)
    assert (refused.returncode, "--agree" in refused.stderr) == (4, True)
    assert "prompts" in drafter("doctor", "--agree").stderr
    assert drafter(*words).returncode in (0, 1)
