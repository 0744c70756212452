"""How the adding of files to the index is told, and adding them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter.messages import t
from drafter.reading.document import SUFFIXES, Document
from drafter.reading.folder import files_in
from drafter.reading.identity import wanting
from drafter.retrieval.adding import AddEvent
from drafter.retrieval.catalogue_reader import IndexedDocument
from drafter.retrieval.opening import open_index
from drafter.settings import Settings
from drafter.tasks.telling import Telling, Warn

_MOST_NAMED = 20  # files of one type that nobody can read, named in one line


class Adding:
    """Tells what becomes of files that are added.

    counts    files by what became of them
    doubtful  how many documents have a field that is not known
    """

    def __init__(
        self, telling: Telling, warn: Warn, total: int, named: set[Path], *, quiet: bool
    ) -> None:
        """`named` are the files that the user named one by one, `total` is how many there are."""
        self.counts = Counter[str]()
        self.doubtful = 0
        self._telling, self._warn = telling, warn
        self._total = total
        self._named = named
        self._quiet = quiet
        self._done = 0
        self._others: dict[str, list[str]] = {}  # names of files that no reader knows, by suffix

    def tell(self, event: AddEvent) -> None:
        """Tell of one event."""
        name = printable(event.file.name)
        if event.status == "building":
            self._telling.step(event.passages, event.total, t("cli.index.building"))
        elif event.status == "embedding":
            text = f"{name} {event.passages}/{event.total}"
            self._telling.step(self._done, self._total, text)
        else:
            self._done += 1
            self._tell_end(event, name)

    def sums(self) -> Iterator[str]:
        """What stood in folders and no reader knows, then how many documents to look at."""
        for suffix, names in sorted(self._others.items()):
            listed = "、".join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")
            kind = suffix or t("cli.index.nosuffix")
            yield t("cli.index.others", suffix=kind, count=len(names), names=listed)
        if self.doubtful and not self._quiet:
            yield t("cli.index.doubtful", count=self.doubtful)

    def _tell_end(self, event: AddEvent, name: str) -> None:
        skipped = event.status == "skipped"
        if skipped and event.file not in self._named and not _is_known(event.file):
            self._others.setdefault(event.file.suffix.lower(), []).append(name)
            return
        self.counts[event.status] += 1
        if event.status == "unchanged":
            return
        what, reason = "", printable(event.reason)
        if event.document is not None:
            what = recognised(event.document)
            self.doubtful += bool(unknown_fields(event.document))
        values = {"name": name, "count": event.passages, "reason": reason, "what": what}
        line = t(f"cli.index.{event.status}", **values)
        if self._quiet and skipped:
            self._warn(line)
        else:
            self._telling.say(line)
        for notice in event.notices:
            self._telling.say(t("cli.index.notice", name=name, text=notice))


def added(
    paths: Sequence[Path], settings: Settings, telling: Telling, warn: Warn, *, quiet: bool = False
) -> tuple[Adding, int]:
    """Add files and folders to the index; what became of them, and how many documents it has.

    Raises InputError, EnvironmentFault.
    """
    named = {path.absolute() for path in paths}
    files = [file for path in paths for file in files_in(path)]
    with telling, open_index(settings) as index:
        adding = Adding(telling, warn, len(files), named, quiet=quiet)
        for event in index.add(files):
            adding.tell(event)
        total = len(index.documents())
        for notice in index.notices:
            telling.say(notice)
    for line in adding.sums():
        warn(line)
    return adding, total


def recognised(document: Document | IndexedDocument) -> str:
    """What a document was taken for, in one line; what is not known of it is asked."""
    unknown = unknown_fields(document)
    parts = [f"《{document.title}》"]
    for name in ("kind", "unit", "period", "date", "number"):
        value = getattr(document, name)
        if value:
            parts.append(value)
        elif name in unknown:
            parts.append(t(f"index.field.{name}") + "？")
    return " · ".join(map(printable, parts))


def unknown_fields(document: Document | IndexedDocument) -> tuple[str, ...]:
    """The fields that a document of its kind should have and has not."""
    return wanting(document.kind, document.unit, document.period, document.date)


def printable(text: str) -> str:
    """A name of a file that any terminal can show on one line."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode()
        for c in text
    )


def _is_known(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES or not file.is_file()
