"""Workbooks built by the library that knows them, of a copy that is bounded."""

import warnings
import zipfile
import zlib
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.workbook_copy import bounded_copy

_OF_LIBRARIES = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    SyntaxError,
    EOFError,
    AttributeError,
    IndexError,
    NotImplementedError,
)


def open_workbook(path: Path) -> tuple[Any, Any]:
    """The workbook with the values of its formulas, and with those that were never calculated.

    The two are one and the same where it has none.

    Raises InputError on what is no workbook or too large.
    """
    try:
        copy, uncalculated = bounded_copy(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions it leaves out
            values = openpyxl.load_workbook(copy, data_only=True)
            return values, openpyxl.load_workbook(copy) if uncalculated else values
    except _OF_LIBRARIES as error:
        raise InputError(
            t("index.read.damaged"), path, remedy=t("index.read.damaged.remedy")
        ) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise InputError(
            t("index.read.locked"), path, remedy=t("index.read.locked.remedy")
        ) from error
