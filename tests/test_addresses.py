"""A drafter.toml of a folder that somebody sent decides nothing about where texts and keys go."""

from pathlib import Path

import pytest

from drafter.choices import AGREED, folder_name, is_here, with_agreed, without_credentials
from drafter.errors import EnvironmentFault, InputError, WriterRefused
from drafter.ports import Journal
from drafter.retrieval.opening import open_index
from drafter.settings import Settings, load_settings
from drafter.writing.openai import make
from drafter.writing.writers import choose_writer

FAKES = Path(__file__).parent / "writing" / "fake_providers"
KEY = {"OPENAI_API_KEY": "sk-test", "OPENAI_MODEL": "fake"}
URL = "https://name:secret@models.example/v1"


@pytest.fixture(autouse=True)
def _no_user_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def _settings(folder: Path, text: str, **environment: str) -> Settings:
    (folder / "drafter.toml").write_text(text, encoding="utf-8")
    return load_settings({}, {**KEY, **environment}, folder)


def agree(folder: Path, urls: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / AGREED).write_bytes(with_agreed(folder, urls))


def _journal() -> Journal:
    raise AssertionError("nothing is asked")


def test_an_address_of_a_project_file_is_used_once_a_person_agrees(tmp_path: Path) -> None:
    text = f'[openai]\nbase_url = "{URL}"\n'
    settings = _settings(tmp_path, text)
    with pytest.raises(WriterRefused, match=r"(?s)models\.example.*--agree") as refused:
        make(settings, _journal, replay=False)
    assert "secret" not in str(refused.value)
    agree(settings.agreements, [URL])
    assert not _settings(tmp_path, text).unagreed
    assert "models" not in (settings.agreements / "agreed.txt").read_text(encoding="utf-8")
    [other] = _settings(tmp_path, text.replace("/v1", "/v2")).unagreed
    assert other.setting == "openai_base_url"


def test_a_project_file_cannot_agree_for_itself(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    text = f'home = "theirs"\n[openai]\nbase_url = "{URL}"\n'
    agree(theirs, [URL, folder_name("home", theirs)])
    with pytest.raises(InputError, match="home"):
        _settings(tmp_path, text)
    agree(tmp_path / "data" / "drafter", [folder_name("home", theirs)])
    settings = _settings(tmp_path, text)
    assert settings.home == theirs
    assert settings.refused("openai_base_url")


@pytest.mark.parametrize(
    ("setting", "file"),
    [
        ("prompts", "section.md"),
        ("prompts", "parts/fences.md"),
        ("prompts", "parts/TONE.MD"),
        ("words", "leads.txt"),
        ("home", "prompts/section.md"),
        ("home", "prompts/parts/fences.md"),
        ("home", "words/leads.txt"),
    ],
)
def test_a_folder_of_a_project_file_is_used_once_a_person_agrees_to_what_is_in_it(
    tmp_path: Path, setting: str, file: str
) -> None:
    folder = tmp_path / "theirs"
    (folder / file).parent.mkdir(parents=True)
    (folder / file).write_text("一", encoding="utf-8")
    text = f'{setting} = "theirs"\n'
    with pytest.raises(InputError, match=f"(?s){setting}.*--agree"):
        _settings(tmp_path, text)
    found = load_settings({}, KEY, tmp_path, agreeing=True)
    agree(found.agreements, [one.name for one in found.unagreed])
    assert getattr(_settings(tmp_path, text), setting) == folder
    (folder / file).write_text("一二", encoding="utf-8")  # other words come with the next mail
    with pytest.raises(InputError, match=setting):
        _settings(tmp_path, text)
    by_hand = {f"DRAFTER_{setting.upper()}": str(folder)}
    assert getattr(_settings(tmp_path, text, **by_hand), setting) == folder


@pytest.mark.parametrize(
    ("text", "environment"),
    [
        ('model = "deepseek:deepseek-chat"\n', {"DRAFTER_SECOND_READER": "true"}),
        ('writer = "remote"\nmodel = "deepseek:deepseek-chat"\n', {}),
        ('[openai]\nmodel = "gpt"\n', {"OPENAI_MODEL": ""}),
        ('writer = "openai"\nmodel = "openai:gpt"\n', {}),
    ],
)
def test_a_service_of_a_project_file_is_used_once_a_person_agrees(
    tmp_path: Path, text: str, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FAKES))
    monkeypatch.setenv("DEEPSEEK_API_KEY", "sk-test")
    settings = _settings(tmp_path, text, **environment)
    with pytest.raises(WriterRefused, match=r"(?s)drafter\.toml.*--agree"):
        choose_writer(settings, _journal)
    agree(settings.agreements, [one.name for one in settings.unagreed])
    settings = _settings(tmp_path, text, **environment)
    assert not settings.unagreed
    with pytest.raises(AssertionError, match="nothing is asked"):  # it comes to the journal
        choose_writer(settings, _journal)


@pytest.mark.parametrize("theirs", ["openai", "auto"])
def test_who_keeps_notes_here_is_asked_before_a_project_file_sends_them(
    tmp_path: Path, theirs: str
) -> None:
    own = tmp_path / "config" / "drafter" / "drafter.toml"
    own.parent.mkdir(parents=True)
    own.write_text('writer = "local"\n', encoding="utf-8")
    with pytest.raises(WriterRefused, match="--agree"):
        choose_writer(_settings(tmp_path, f'writer = "{theirs}"\n'), _journal)


def test_what_a_link_leads_to_is_agreed_to_as_well(tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "prompts" / "parts").symlink_to(tmp_path / "elsewhere")
    before = folder_name("prompts", tmp_path / "prompts")
    (tmp_path / "elsewhere" / "tone.md").write_text("一", encoding="utf-8")
    assert folder_name("prompts", tmp_path / "prompts") != before


def test_what_changes_daily_in_a_home_asks_for_nothing(tmp_path: Path) -> None:
    before = folder_name("home", tmp_path)
    (tmp_path / "journal.sqlite").write_bytes(b"1")
    assert folder_name("home", tmp_path) == before


@pytest.mark.parametrize(
    ("text", "environment"),
    [
        ('writer = "rules"\n', {}),
        ('writer = "openai"\nmodel = "qwen3-8b"\n', {}),
        ('[openai]\nbase_url = "http://127.0.0.1:8000/v1"\n', {}),
        (f'[openai]\nbase_url = "{URL}"\n', {"OPENAI_BASE_URL": "https://own.example/v1"}),
    ],
)
def test_nothing_is_asked_where_no_stranger_names_an_address(
    tmp_path: Path, text: str, environment: dict[str, str]
) -> None:
    assert not _settings(tmp_path, text, **environment).unagreed


def test_the_users_own_file_is_believed(tmp_path: Path) -> None:
    own = tmp_path / "config" / "drafter" / "drafter.toml"
    own.parent.mkdir(parents=True)
    own.write_text(f'[openai]\nbase_url = "{URL}"\n', encoding="utf-8")
    assert not load_settings({}, KEY, tmp_path).unagreed


@pytest.mark.parametrize(
    "text",
    [
        f'index_chroma = "{URL}"\n',
        'embedder = "openai"\n[embeddings]\nmodel = "m"\n',
        f'embedder = "openai"\n[embeddings]\nbase_url = "{URL}"\nmodel = "m"\n',
    ],
)
def test_documents_go_to_no_address_of_a_stranger(tmp_path: Path, text: str) -> None:
    with pytest.raises(EnvironmentFault, match="--agree"):
        open_index(_settings(tmp_path, text, DRAFTER_HOME=str(tmp_path / "home")))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (URL, "https://models.example/v1"),
        ("http://[::1]:8000/v1?key=abc#x", "http://[::1]:8000/v1"),
        ("https://models.example:x/v1", "https://models.example:x/v1"),
        ("no address", "no address"),
    ],
)
def test_an_address_is_shown_without_credentials(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost:1/v1", True),
        ("http://127.8.0.1/v1", True),
        ("http://[::1]/v1", True),
        ("http://localhost.example/v1", False),
        ("http://127.0.0.1@models.example/v1", False),
        ("http://10.0.0.5/v1", False),
    ],
)
def test_what_is_of_this_machine(url: str, here: bool) -> None:
    assert is_here(url) == here
