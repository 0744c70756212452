"""How documents of the index, and the adding of files to it, are told."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.output import warn
from drafter.cli.progress import Progress
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.reading.document import Document
    from drafter.retrieval.adding import AddEvent
    from drafter.retrieval.catalogue_reader import IndexedDocument

_MOST_NAMED = 20  # files of one type that nobody can read, named in one line


class Adding:
    """Tells what becomes of files that are added.

    counts    files by what became of them
    doubtful  how many documents have a field that is not known
    """

    def __init__(self, progress: Progress, total: int, named: set[Path], *, quiet: bool) -> None:
        """`named` are the files that the user named one by one, `total` is how many there are."""
        self.counts = Counter[str]()
        self.doubtful = 0
        self._progress = progress
        self._total = total
        self._named = named
        self._quiet = quiet
        self._done = 0
        self._others: dict[str, list[str]] = {}  # names of files that no reader knows, by suffix

    def tell(self, event: "AddEvent") -> None:
        """Tell of one event, on standard error."""
        name = printable(event.file.name)
        if event.status == "building":
            self._progress.step(event.passages, event.total, t("cli.index.building"))
        elif event.status == "embedding":
            text = f"{name} {event.passages}/{event.total}"
            self._progress.step(self._done, self._total, text)
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

    def _tell_end(self, event: "AddEvent", name: str) -> None:
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
            warn(line)
        else:
            self._progress.say(line)
        for notice in event.notices:
            self._progress.say(t("cli.index.notice", name=name, text=notice))


def described(document: "IndexedDocument") -> Iterator[str]:
    """What is known of a document, a line a field; what is not known is said to be missing."""
    yield t("index.field.shelf") + "  " + t(f"shelf.{document.shelf}")
    unknown = unknown_fields(document)
    for name in ("id", "title", "unit", "period", "kind", "date", "number", "file", "led_by"):
        label, value = t(f"index.field.{name}"), getattr(document, name)
        if value or name in unknown:
            yield f"{label}  {value or t('cli.index.unknown', name=name, id=document.id)}"
    yield ""


def listed(document: "IndexedDocument") -> str:
    """A document in one line of a list."""
    parts = [
        t(f"shelf.{document.shelf}"),
        recognised(document),
        t("cli.index.passages", count=document.passages),
    ]
    if document.led_by:
        parts.append(t("index.led", title=document.led_by))
    return "  ".join(parts)


def recognised(document: "Document | IndexedDocument") -> str:
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


def unknown_fields(document: "Document | IndexedDocument") -> tuple[str, ...]:
    """The fields that a document of its kind should have and has not."""
    from drafter.reading.identity import wanting

    return wanting(document.kind, document.unit, document.period, document.date)


def printable(text: str) -> str:
    """A name of a file that any terminal can show on one line."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode()
        for c in text
    )


def _is_known(file: Path) -> bool:
    from drafter.reading.document import SUFFIXES

    return file.suffix.lower() in SUFFIXES or not file.is_file()
