"""The local models as rows: what is known of each, and what this machine can do with it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from drafter.documents.columns import in_columns
from drafter.errors import InputError
from drafter.messages import t
from drafter.settings import Settings
from drafter.writing.model_catalogue import known_models, model_named
from drafter.writing.model_file import status
from drafter.writing.model_memory import fits, machine_memory, memory_needed

Row = dict[str, Any]

_SHOWN = 12  # digits of a hash; all of them are in the JSON


def rows_of(settings: Settings, files: Sequence[Path] = ()) -> list[Row]:
    """A row for each model that is known by name, then for each of these files.

    Raises InputError on a file that is none.
    """
    return [*_known(settings), *map(_own, files)]


def as_table(rows: Sequence[Row]) -> str:
    """The rows as people read them, and what to know about them."""
    lines = in_columns([t("cli.model.head").split("\t"), *map(_cells, rows)])
    have = machine_memory()
    about = t("cli.model.about", have=_gigabytes(have) if have else "?")
    return "\n".join([*lines, "", about])


def _known(settings: Settings) -> Iterator[Row]:
    default = model_named("", settings.home).name
    for name, spec in known_models(settings.home).items():
        model = status(settings.models, spec=spec)
        yield _row(
            name=name,
            size=spec.size,
            licence=spec.licence,
            sha256=spec.sha256,
            state=model.state.value,
            default=name == default,
            path=str(model.path),
        )


def _own(file: Path) -> Row:
    if not file.is_file():
        raise InputError(t("model.missing", file=file.name), file, remedy=t("model.path.remedy"))
    return _row(
        name=file.name,
        size=file.stat().st_size,
        licence="",
        sha256="",
        state="own",
        default=False,
        path=str(file.resolve()),
    )


def _row(**values: Any) -> Row:
    size = values["size"]
    memory = {"memory": memory_needed(size), "fits": fits(size, machine_memory())}
    return values | memory


def _cells(row: Row) -> list[str]:
    state = t(f"cli.model.state.{row['state']}")
    return [
        row["name"],
        f"{_gigabytes(row['size'])} GB",
        f"{_gigabytes(row['memory'])} GB",
        row["licence"] or "-",
        t("cli.model.fits" if row["fits"] else "cli.model.tight"),
        t("cli.model.default", state=state) if row["default"] else state,
        row["sha256"][:_SHOWN] or "-",
    ]


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f}"
