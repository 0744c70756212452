"""A folder of units: what each of them brings, and what tells its inputs from any others."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter import __version__
from drafter.errors import InputError, UsageFault
from drafter.files import digest_of
from drafter.messages import t
from drafter.reading.folder import files_in, is_wanted
from drafter.settings import load_settings, settings_files

ARCHIVES = ("往年", "archive")
"""Names of the folder with a unit's earlier reports."""
OUTLINES = ("提纲", "outline")
"""Names, without suffix, of the file whose headings divide a unit's report."""
SETTINGS = "drafter.toml"
RECORDS = ".batch"
"""The folder of the outputs that says what was done."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One report to draft, with absolute paths.

    folder   of its inputs; its settings are those of a command that is run there
    notes    the files beside one another in it, by name
    outline  None where none of them is one
    archive  its earlier reports
    idle     folders in it that nothing reads
    """

    folder: Path
    notes: tuple[Path, ...]
    outline: Path | None
    archive: tuple[Path, ...]
    idle: tuple[Path, ...]

    @property
    def name(self) -> str:
        return self.folder.name


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files of one unit go, below the folder of the outputs."""

    report: Path
    form: Path
    record: Path

    @classmethod
    def of(cls, unit: Unit, output: Path) -> "Places":
        own = output / unit.name
        form = own / f"{unit.name}.{t('batch.form')}.xlsx"
        return cls(own / f"{unit.name}.docx", form, output / RECORDS / f"{unit.name}.json")


def units_in(folder: Path, output: Path) -> list[Unit]:
    """The units of a folder by name: each folder in it that is not hidden, nor that of the outputs.

    Raises InputError where there is none, UsageFault where outputs would stand among the inputs.
    """
    folder, output = folder.resolve(), output.resolve()
    if not folder.is_dir():
        raise InputError(t("batch.folder"), folder, remedy=t("batch.folder.remedy"))
    if output == folder:
        raise UsageFault(t("batch.output"), "-o")
    units = [_unit(at) for at in _folders(folder) if at != output and not _holds_outputs(at)]
    if inside := next((unit for unit in units if output.is_relative_to(unit.folder)), None):
        raise UsageFault(t("batch.output.inside", unit=inside.name), "-o")
    if not units:
        raise InputError(t("batch.empty"), folder, remedy=t("batch.folder.remedy"))
    return units


def strays_in(folder: Path) -> list[Path]:
    """Files that stand beside the units, where nothing reads them."""
    return [at for at in _files(folder.resolve()) if at.name != SETTINGS]


def inputs_of(unit: Unit, wish: Mapping[str, Any]) -> str:
    """A digest of all that a unit's draft is made from, but for the index and the model behind it.

    wish  what the command says for every unit
    Raises InputError where settings or files cannot be read.
    """
    settings = [digest_of(file) for file in settings_files(unit.folder)]
    files = {str(file.relative_to(unit.folder)): digest_of(file) for file in files_in(unit.folder)}
    lent = list(_lent(unit, wish.get("flags", {})))
    made = json.dumps([__version__, dict(wish), settings, files, lent], sort_keys=True, default=str)
    return hashlib.sha256(made.encode(errors="surrogatepass")).hexdigest()


def _lent(unit: Unit, flags: Mapping[str, object]) -> Iterator[dict[str, str]]:
    """The prompts and the lists of words that a unit is drafted with, folder by folder."""
    settings = load_settings(flags, folder=unit.folder)
    places = [(folder, "*.md") for folder in settings.prompt_folders]
    for folder, pattern in (*places, (settings.word_folder, "*.txt")):
        found = sorted(folder.rglob(pattern))
        yield {file.relative_to(folder).as_posix(): digest_of(file) for file in found}


def _unit(folder: Path) -> Unit:
    files = [file for file in _files(folder) if file.name != SETTINGS]
    outline = next((file for file in files if file.stem.lower() in OUTLINES), None)
    folders = _folders(folder)
    archives = [at for at in folders if at.name.lower() in ARCHIVES]
    return Unit(
        folder,
        tuple(file for file in files if file != outline),
        outline,
        tuple(file for archive in archives for file in files_in(archive)),
        tuple(at for at in folders if at not in archives),
    )


def _holds_outputs(folder: Path) -> bool:
    """Whether an earlier batch wrote there."""
    return (folder / RECORDS).is_dir()


def _folders(folder: Path) -> list[Path]:
    return [at for at in _entries(folder) if at.is_dir()]


def _files(folder: Path) -> list[Path]:
    """The files that stand in a folder itself, left out what `files_in` leaves out."""
    return [at for at in _entries(folder) if at.is_file()]


def _entries(folder: Path) -> list[Path]:
    """What stands in a folder by name; nothing where it is closed: its draft tells of that."""
    try:
        return sorted(at for at in folder.iterdir() if is_wanted(at))
    except OSError:
        return []
