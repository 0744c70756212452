"""Files that belong together are new together or old together; each is whole."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter import system
from drafter.errors import InputError
from drafter.files import join_publication, publication, write_whole

rights_are_modes = pytest.mark.skipif(system.WINDOWS, reason="rights are not modes there")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "稿.draft.json", tmp_path / "稿.docx"
    one.write_bytes(b"old 1")
    other.write_bytes(b"old 2")
    return one, other


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_they_are_put_there_at_the_end_and_no_sooner(pair: tuple[Path, Path]) -> None:
    with publication(pair):
        for path in pair:
            write_whole(path, b"new")
        assert [path.read_bytes() for path in pair] == [b"old 1", b"old 2"]
    assert _contents(pair[0].parent) == {"稿.draft.json": b"new", "稿.docx": b"new"}


def test_where_the_work_fails_everything_stays(pair: tuple[Path, Path]) -> None:
    before = _contents(pair[0].parent)

    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _write(pair, fail)
    assert _contents(pair[0].parent) == before


def _write(
    pair: tuple[Path, Path], meanwhile: Callable[[], object], joined: Path | None = None
) -> None:
    with publication(pair):
        if joined:
            join_publication(joined)
        for path in filter(None, (*pair, joined)):
            write_whole(path, b"new")
        meanwhile()


@pytest.mark.parametrize("there", [True, False])
def test_where_one_cannot_be_put_there_the_others_are_put_back(
    pair: tuple[Path, Path], there: bool
) -> None:
    one, other = pair
    other.unlink()
    if not there:
        one.unlink()
    before = _contents(one.parent)
    with pytest.raises(InputError, match=r"稿\.docx"):
        _write(pair, other.mkdir)  # somebody makes a folder of that name
    assert _contents(one.parent) == before


def test_what_somebody_changed_meanwhile_keeps_all_as_they_are(pair: tuple[Path, Path]) -> None:
    with pytest.raises(InputError, match=r"稿\.docx"):
        _write(pair, lambda: pair[1].write_bytes(b"mine"))
    assert _contents(pair[0].parent) == {"稿.draft.json": b"old 1", "稿.docx": b"mine"}


def test_a_file_joins_those_that_are_being_written(pair: tuple[Path, Path]) -> None:
    notes = pair[0].with_name("要点.md")
    seen = []
    _write(pair, lambda: seen.append(notes.exists()), notes)
    assert seen == [False]
    assert notes.read_bytes() == b"new"


def test_a_file_that_is_no_part_of_it_is_there_at_once(pair: tuple[Path, Path]) -> None:
    other = pair[0].with_name("drafter.toml")
    with publication(pair):
        write_whole(other, b"new")
        assert other.read_bytes() == b"new"


@rights_are_modes
def test_a_link_stays_one_and_what_only_its_owner_may_read_stays_so(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    place, link = pair[0], tmp_path / "link.json"
    place.chmod(0o600)
    link.symlink_to(place)
    with publication([link]):
        write_whole(link, b"new")
    write_whole(link, b"newer")
    assert link.is_symlink()
    assert place.read_bytes() == b"newer"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


@rights_are_modes
def test_what_others_may_read_is_known_without_a_moment_where_they_may_do_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "usual").touch()
    asked: list[int] = []
    monkeypatch.setattr(os, "umask", asked.append)  # it is of the process, not of a thread
    write_whole(tmp_path / "new", b"new")
    assert not asked
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
