from decimal import Decimal
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.settings import load_settings


@pytest.fixture(autouse=True)
def _no_user_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_flag_over_environment_over_project_over_user(tmp_path: Path) -> None:
    user = tmp_path / "config" / "drafter" / "drafter.toml"
    user.parent.mkdir(parents=True)
    user.write_text('writer = "rules"\nmanner = "rich"\nthreads = 1\n', encoding="utf-8")
    project = tmp_path / "work" / "deep"
    project.mkdir(parents=True)
    (tmp_path / "work" / "drafter.toml").write_text(
        'writer = "local"\nthreads = 2\n', encoding="utf-8"
    )
    assert load_settings({}, {}, tmp_path).writer == "rules"
    found = load_settings({"writer": None}, {"DRAFTER_THREADS": "3"}, project)
    assert (found.writer, found.manner, found.threads) == ("local", "rich", 3)
    assert (
        load_settings({"writer": "openai"}, {"DRAFTER_WRITER": "rules"}, project).writer == "openai"
    )


def test_a_relative_path_counts_from_its_file(tmp_path: Path) -> None:
    user = tmp_path / "config" / "drafter" / "drafter.toml"
    user.parent.mkdir(parents=True)
    user.write_text('home = "../../state"\n', encoding="utf-8")
    found = load_settings({}, {}, tmp_path)
    assert (found.home, found.index, found.journal) == (
        tmp_path / "state",
        tmp_path / "state" / "index",
        tmp_path / "state" / "journal.sqlite",
    )


def test_the_endpoint_is_set_by_a_table_and_the_usual_variables(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text(
        '[openai]\nmodel = "m"\nprice_prompt = "0.5"\n', encoding="utf-8"
    )
    found = load_settings(
        {}, {"OPENAI_API_KEY": "secret", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, tmp_path
    )
    assert (found.openai_model, found.openai_price_prompt, found.openai_api_key) == (
        "m",
        Decimal("0.5"),
        "secret",
    )
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('writer = "gpt"\n', 1, "auto"),
        ('\nwritr = "rules"\n', 2, "writr"),
        ('threads = "two"\n', 1, "threads"),
        ('second_reader = "perhaps"\n', 1, "second_reader"),
        ('[openai]\napi_key = "secret"\n', 2, "api_key"),
        ("writer = \n", None, "TOML"),
    ],
)
def test_bad_settings_are_refused_with_file_and_line(
    tmp_path: Path, text: str, line: int | None, said: str
) -> None:
    (tmp_path / "drafter.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_settings({}, {}, tmp_path)
    assert (caught.value.line, caught.value.exit_code) == (line, 4)
    assert said in str(caught.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_bytes("# 注释\n".encode("gb18030"))
    with pytest.raises(InputError, match="UTF-8"):
        load_settings({}, {}, tmp_path)


def test_contact_lines_of_both_files_count(tmp_path: Path) -> None:
    user = tmp_path / "config" / "drafter" / "drafter.toml"
    user.parent.mkdir(parents=True)
    user.write_text('[personal]\npublic = ["0839-5560123"]\n', encoding="utf-8")
    project = tmp_path / "drafter.toml"
    project.write_text('[personal]\npublic = ["0839-5561999"]\nprivate = ["1"]\n', encoding="utf-8")
    found = load_settings({}, {}, tmp_path)
    assert found.personal_public == ("0839-5560123", "0839-5561999")
    assert found.personal_private == ("1",)
    for wrong in ('[personal]\nopen = ["1"]\n', "[personal]\npublic = 1\n", "personal = 1\n"):
        project.write_text(wrong, encoding="utf-8")
        with pytest.raises(InputError, match="personal"):
            load_settings({}, {}, tmp_path)


@pytest.mark.parametrize(
    ("flag", "environment", "text", "on"),
    [
        (None, "", "", False),
        (None, "", "second_reader = true\n", True),
        (None, "0", "second_reader = true\n", False),
        (None, "yes", "", True),
        (True, "no", "", True),
        (False, "1", "second_reader = true\n", False),
    ],
)
def test_a_switch_is_on_or_off(
    tmp_path: Path, flag: bool | None, environment: str, text: str, on: bool
) -> None:
    (tmp_path / "drafter.toml").write_text(text, encoding="utf-8")
    given = {"DRAFTER_SECOND_READER": environment}
    assert load_settings({"second_reader": flag}, given, tmp_path).second_reader is on
