"""Every error drafter raises on purpose.

DrafterError
├── InputError          the user's file or value is at fault: names file, line, value and remedy
                        (exit 4)
│   ├── InTheWay        a file that a person made stands where one is to be written
│   └── NoVerdict       gates, groups or a baseline by which no run can be judged (exit 3)
├── UsageFault          what is asked for cannot be asked for so: an option or its value (exit 2)
├── EnvironmentFault    something this machine or its network lacks (exit 3)
│   ├── ExtraMissing    a part that is installed at need is not: pip install "gongwen-drafter[…]"
│   ├── ModelMissing    no usable local model, or its hash is wrong
│   ├── DiskFault       a disk is full, or does not take or give what it should
│   ├── IndexBusy       another process owns the index
│   ├── IndexBroken     the index on disk cannot be read
│   └── IndexUnreachable  a server that holds or computes its vectors does not answer
├── StaleDraft          the draft's file is no longer what the reviewer saw; nothing was written
                        (exit 3)
├── RenderFault         the draft cannot be set as a Word file, or the file does not hold its text
                        (exit 3)
├── WriterError         a writer gave no answer at all (exit 3)
│   ├── WriterRefused   the endpoint refuses for good: key, quota, content policy
│   ├── RequestRefused  it refuses this one request: too long, or otherwise not to its mind
│   └── ReplayMissing   replaying, and the journal has no such answer
└── Interrupted         the user ended the run; what was answered is in the journal (exit 130)

Bad text from a model is no error: it is a complaint, repaired or written by the rules instead.
"""

from dataclasses import dataclass
from pathlib import Path


class DrafterError(Exception):
    """The base of the tree; `exit_code` is what the command line ends with."""

    exit_code = 3


@dataclass
class InputError(DrafterError):
    """A file of the user's cannot be used as it is.

    line is 1-based, or None where the whole file is at fault; value is the text at fault, as
    written; remedy says what to do about it. Message and remedy are in the user's language.
    """

    message: str
    file: Path | str
    line: int | None = None
    value: str = ""
    remedy: str = ""
    exit_code = 4

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        value = f"：{self.value!r}" if self.value else ""
        remedy = f"\n  → {self.remedy}" if self.remedy else ""
        return f"{place}: {self.message}{value}{remedy}"


class UsageFault(DrafterError):
    """What is asked for cannot be asked for so; `option` is the one at fault."""

    exit_code = 2

    def __init__(self, message: str, option: str) -> None:
        super().__init__(message)
        self.option = option


class InTheWay(InputError):
    """What a person made stands where a file is to be written.

    With --force it is left beside under a numbered name.
    """


class NoVerdict(InputError):
    """By these gates, groups or this baseline nothing can be judged, so nothing has passed."""

    exit_code = 3


class Interrupted(DrafterError):
    """The user ended the run."""

    exit_code = 130


class EnvironmentFault(DrafterError):
    """This machine, its disk or its network lacks something.

    The message says what, and the remedy.
    """


class ExtraMissing(EnvironmentFault):
    """A part of drafter that is installed at need is not installed; see `extras`."""


class ModelMissing(EnvironmentFault):
    """There is no usable local model."""


class DiskFault(EnvironmentFault):
    """A disk is full, or fails: nothing of what was kept is lost by it."""


class IndexBusy(EnvironmentFault):
    """Another process owns the retrieval index."""


class IndexBroken(EnvironmentFault):
    """The retrieval index on disk cannot be read."""


class IndexUnreachable(EnvironmentFault):
    """The server that holds the index's vectors, or computes them, does not answer."""


class StaleDraft(DrafterError):
    """The draft's file was changed by another tab, program or person since the reviewer saw it."""


class RenderFault(DrafterError):
    """The draft cannot be written as a Word file, or the file does not hold exactly its text."""


class WriterError(DrafterError):
    """A writer gave no answer."""


class RequestRefused(WriterError):
    """The endpoint does not take this one request; others it may."""


class WriterRefused(WriterError):
    """The endpoint refuses for good; trying again would not help."""


class ReplayMissing(WriterError):
    """A run is replayed and the journal does not hold this answer."""
