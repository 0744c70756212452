"""One report on the page: what came for it, what is asked of it, what was made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from drafter.documents.draft_file import read_draft
from drafter.errors import DrafterError, InputError, InTheWay
from drafter.files import digest_of
from drafter.messages import t
from drafter.records import Brief, Draft
from drafter.review.decisions import By
from drafter.review.proposals_told import older_lines
from drafter.review.taking import head_of, take_file
from drafter.settings import load_settings
from drafter.tasks import contacts, index
from drafter.tasks.draft import Drafted, DraftWish, as_it_reads, drafted, read_wish
from drafter.tasks.draft_told import summary
from drafter.tasks.fill import FillWish, filled, filled_lines
from drafter.tasks.gaps import lacks_of, totals, write_forms
from drafter.tasks.gaps_divided import nobody_asked
from drafter.tasks.page import commands
from drafter.tasks.page.running import Run
from drafter.tasks.page.shelf import Shelf
from drafter.tasks.telling import Warn

FRONT = ("organization", "period", "kind", "date")


@dataclass(frozen=True, slots=True)
class NotesRead:
    """What the notes say, with what was said instead; brief None where they cannot be read yet."""

    brief: Brief | None = None
    told: tuple[str, ...] = ()
    error: str = ""

    def said(self, name: str) -> str:
        """What is known of organization, period, kind or date; "" where a placeholder stands."""
        if self.brief is None:
            return ""
        holes = {"organization": self.brief.issuer_gaps, "date": self.brief.date_gaps}
        return "" if holes.get(name) else str(getattr(self.brief, name))

    @property
    def bullets(self) -> int:
        return sum(1 for _ in self.brief.all_bullets()) if self.brief else 0

    @property
    def headings(self) -> list[str]:
        return [section.heading for section in self.brief.sections] if self.brief else []


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a deed, with its command.

    again  the deed that goes on although something is in the way; None where nothing is
    notes  what answers to questions became: all notes anew; None where none came
    """

    command: str = ""
    lines: tuple[str, ...] = ()
    error: str = ""
    again: Callable[[], None] | None = None
    notes: Path | None = None


@dataclass
class Report:
    """What one process keeps of a report; all else is in its folder.

    given  what a person says of FRONT instead of the notes
    made   the forms that were made last, by this process
    """

    shelf: Shelf
    given: dict[str, str] = field(default_factory=dict)
    writer: str = ""
    changed: bool = False
    due: str = ""
    divided: bool = False
    forms: Told = field(default_factory=Told)
    made: list[Path] = field(default_factory=list)
    returned: Told = field(default_factory=Told)
    edited: Told = field(default_factory=Told)
    run: Run | None = None
    told: tuple[str, ...] = ()
    _read: tuple[object, NotesRead] = (None, NotesRead())
    _result: tuple[str, Draft | None] = ("", None)

    # --- what is asked ---

    def wish(self, *, force: bool = False) -> DraftWish:
        """What `drafter draft` is asked for."""
        styles = self.shelf.files("style")
        return DraftWish(
            notes=self.shelf.files("notes"),
            output=self.shelf.output,
            front={name: self.given[name] for name in FRONT if self.given.get(name)},
            flags={"writer": self.writer or None},
            style=styles if len(styles) == 1 else (),
            changed=self.changed and self.shelf.draft.is_file(),
            force=force,
        )

    def commands(self, *, force: bool = False) -> list[str]:
        """The commands that pressing the button stands for."""
        added = self._added()
        first = [commands.index_command(added)] if added else []
        return [*first, commands.draft_command(self.wish(force=force))]

    def read(self) -> NotesRead:
        """What the notes say; read again when they change."""
        wish = self.wish()
        if not wish.notes:
            return NotesRead()
        state = [(path, path.stat().st_mtime_ns) for path in wish.notes], dict(wish.front)
        if self._read[0] != state:
            self._read = state, _read(wish)
        return self._read[1]

    def recall(self) -> None:
        """Say again what was said for the draft that is there, as far as the notes do not."""
        draft = self.draft()
        if draft is None:
            return
        said, notes = NotesRead(draft.brief), _read(self._unsaid())
        self.given |= {name: said.said(name) for name in FRONT if not notes.said(name)}

    def say(self, fields: dict[str, str]) -> None:
        """Take what a person says of the report, and how it is to be written."""
        notes = NotesRead() if not self.shelf.files("notes") else _read(self._unsaid())
        for name in FRONT:
            value = " ".join(fields.get(name, "").split())
            self.given[name] = "" if value == notes.said(name) else value
        self.writer = fields.get("writer", "")
        self.changed = bool(fields.get("changed"))

    def _unsaid(self) -> DraftWish:
        return DraftWish(self.shelf.files("notes"), self.shelf.output)

    def _added(self) -> list[Path]:
        """Earlier reports that go into the index: one alone is a pattern, and stays out of it."""
        styles = self.shelf.files("style")
        return styles if len(styles) > 1 else []

    # --- what is done ---

    def start(self, *, force: bool = False) -> None:
        """Draft, in a thread of its own."""
        wish, added = self.wish(force=force), self._added()
        self.told = ()
        self.run = Run(partial(self._drafted, wish, added))

    def _drafted(self, wish: DraftWish, added: Sequence[Path], run: Run) -> None:
        if added:
            adding, _ = index.added(added, load_settings(), run, run.say)
            if adding.counts["skipped"]:
                run.say(t("start.style.skipped", count=adding.counts["skipped"]))
        made = drafted(wish, run, run.say, lambda b, s: contacts.unasked(b, s, run.say))
        self.told = tuple(_carried(made))

    def make_forms(self, due: str, *, by_division: bool, force: bool = False) -> None:
        """Write the form for all, or one for each division."""
        self.due, self.divided = due, by_division
        whole = self.shelf.forms.with_suffix(".xlsx")
        output = self.shelf.forms if by_division else whole
        draft, assigned = self.shelf.draft, next(iter(self.shelf.files("assigned")), None)
        command = commands.gaps_command(
            draft, output, due, assigned, by_division=by_division, force=force
        )

        def make(warn: Warn) -> None:
            lacks = lacks_of(draft, warn, due=due, assigned=assigned)
            wanted = lacks.wanted(None)
            self.made = write_forms(
                output, wanted, None, warn, by_division=by_division, force=force
            )
            if by_division and (nobody := nobody_asked(wanted.rows)):
                warn(t("start.nobody", count=len(nobody)))
            for line in totals(lacks, None):
                warn(line)

        again = partial(self.make_forms, due, by_division=by_division, force=True)
        self.forms = _done(command, make, again)

    def fill(self, files: Sequence[Path], *, force: bool = False) -> None:
        """Put the values of returned forms into the draft."""
        draft, output = self.shelf.draft, self.shelf.output
        command = commands.fill_command(draft, files, force=force)

        def put(warn: Warn) -> Path | None:
            outcome = filled(draft, output, FillWish(files, force=force), warn)
            for line in filled_lines(outcome):
                warn(line)
            return outcome.noted.path if outcome.noted else None

        self.returned = _done(command, put, partial(self.fill, files, force=True))

    def take(self, files: Sequence[Path], by: By) -> None:
        """Make proposals of what somebody changed in the Word file; a reviewer decides on them."""
        draft = self.shelf.draft

        def taken(warn: Warn) -> None:
            for file in files:
                taking = take_file(draft, file, by)
                for line in (head_of(taking, file), *older_lines(taking)):
                    warn(line)

        command = "\n".join(commands.take_command(file, draft) for file in files)
        self.edited = _done(command, taken, None)

    def take_supplement(self) -> None:
        """Let the notes with the answers among them take the place of those that there were."""
        notes = self.returned.notes
        if notes is None or not notes.is_file():
            return
        kept = self.shelf.put("notes", notes.name, notes.read_bytes())
        self.shelf.put_others_aside("notes", [kept])
        self.returned = replace(self.returned, notes=None)

    # --- what was made ---

    def draft(self) -> Draft | None:
        """The draft in its file, as it reads; None where there is none that can be read."""
        path = self.shelf.draft
        if not path.is_file():
            return None
        digest = digest_of(path)
        if self._result[0] != digest:
            try:
                self._result = digest, as_it_reads(read_draft(path))
            except InputError:
                self._result = digest, None
        return self._result[1]

    def result(self) -> dict[str, Any]:
        """What `drafter draft --json` tells of the draft; empty where there is none."""
        draft = self.draft()
        return summary(draft, [self.shelf.output, self.shelf.draft], None) if draft else {}


def _read(wish: DraftWish) -> NotesRead:
    try:
        read = read_wish(wish)
    except DrafterError as error:
        return NotesRead(error=str(error))
    return NotesRead(read.brief, tuple(read.told))


def _carried(made: Drafted) -> list[str]:
    """What is told of people's work that was carried over."""
    lines: list[str] = []
    made.earlier.warn = lines.append
    made.earlier.tell(made.draft, quiet=False)
    return lines


def _done(
    command: str,
    deed: Callable[[Warn], Path | None],
    again: Callable[[], None] | None,
) -> Told:
    """What came of a deed that takes no time worth telling."""
    lines: list[str] = []
    try:
        notes = deed(lines.append)
    except InTheWay as error:
        return Told(command, tuple(lines), str(error), again)
    except DrafterError as error:
        return Told(command, tuple(lines), str(error))
    return Told(command, tuple(lines), notes=notes)
