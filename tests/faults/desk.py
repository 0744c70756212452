"""A folder in which commands run, one after the other, in this very process."""

import io
import os
import shutil
import sys
import tempfile
import traceback
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from drafter.cli import main

CRASHED = -1  # in the place of an exit code


@dataclass(frozen=True, slots=True)
class Told:
    """What a command ended with and said."""

    code: int
    out: str
    err: str


class _End:
    """How a command ends: by an exit code, or by what nobody caught."""

    code = 0

    def __enter__(self) -> "_End":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if isinstance(error, SystemExit):
            self.code = error.code if isinstance(error.code, int) else int(error.code is not None)
        elif error is not None:
            self.code = CRASHED
            traceback.print_exception(kind, error, trace)
        return True


def run(*words: object) -> Told:
    """Run `drafter` with these words, in the working folder."""
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["drafter", *map(str, words)]
    with redirect_stdout(out), redirect_stderr(err), _End() as end:
        main()
    return Told(end.code, out.getvalue(), err.getvalue())


class Desk:
    """The folder, with a home and temporary files of its own; what stands in it can be put back."""

    def __init__(self, root: Path) -> None:
        self.folder, self._saved = root / "work", root / "saved"
        for name in ("home", "tmp"):
            (self.folder / name).mkdir(parents=True)
        os.chdir(self.folder)
        os.environ["DRAFTER_HOME"] = str(self.folder / "home")
        os.environ["XDG_CONFIG_HOME"] = str(self.folder / "home")
        os.environ["TMPDIR"] = tempfile.tempdir = str(self.folder / "tmp")

    def keep(self) -> None:
        """Remember what stands in the folder now."""
        shutil.rmtree(self._saved, ignore_errors=True)
        shutil.copytree(self.folder, self._saved)

    def put_back(self) -> None:
        """Make the folder what it was, itself staying the same."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self._saved, self.folder, dirs_exist_ok=True)

    def parts(self) -> list[str]:
        """What was being written when the command ended."""
        return sorted(path.name for path in self.folder.rglob("*.part"))
