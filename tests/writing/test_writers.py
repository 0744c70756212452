from pathlib import Path

import pytest

from drafter.choices import AUTO, WRITERS
from drafter.errors import EnvironmentFault, WriterRefused
from drafter.ports import Journal
from drafter.settings import Settings
from drafter.writing.journal import SqliteJournal
from drafter.writing.writers import choose_writer

REMOTE = {"openai_api_key": "k", "openai_model": "m"}


@pytest.mark.parametrize("name", [name for name in WRITERS if name != AUTO])
def test_each_writer_is_a_module_of_its_name(name: str, tmp_path: Path) -> None:
    model = "deepseek:deepseek-chat" if name == "remote" else ""
    settings = Settings(tmp_path, writer=name, model=model, **REMOTE)  # type: ignore[arg-type]
    journal = SqliteJournal(tmp_path / "journal.sqlite")
    writer, notices = choose_writer(settings, lambda: journal, replay=True)
    assert (writer.name, notices) == (name, [])
    assert writer.ways()[0] is writer
    journal.close()


def no_journal() -> Journal:
    raise EnvironmentFault("no journal")


def test_auto_takes_the_best_there_is(tmp_path: Path) -> None:
    writer, notices = choose_writer(Settings(tmp_path), no_journal)
    assert (writer.name, len(notices)) == ("rules", 1)  # no model here, and that is said
    with pytest.raises(EnvironmentFault):  # what the settings are for has to work
        choose_writer(Settings(tmp_path, **REMOTE), no_journal)  # type: ignore[arg-type]
    with pytest.raises(WriterRefused):
        choose_writer(Settings(tmp_path, writer="openai"), no_journal)
