"""The working folder as the page has it: its reports, one run at a time, pages of review."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import RLock

from drafter.documents.draft_store import DraftStore
from drafter.errors import EnvironmentFault
from drafter.messages import t
from drafter.review.decisions import By
from drafter.review.refusals import UnknownPlace
from drafter.review.session import Sitting
from drafter.settings import load_settings
from drafter.tasks.page.report import Report
from drafter.tasks.page.shelf import KINDS, Shelf, named_apart, new_shelf, shelves
from drafter.writing.assembly import open_redraft

Came = Sequence[tuple[str, bytes]]
"""Files that came from a browser: the name that it gives, the content."""


class Desk:
    """What one process keeps for the page.

    Deeds of one browser after another: `lock` is held while one lasts, but not while a run does.
    """

    def __init__(self, folder: Path, by: Callable[[], By], who: str = "") -> None:
        """`who` is the name that was given for reviews, "" where it is the login."""
        self.folder, self.by, self.who = folder, by, who
        self.lock = RLock()
        self._reports: dict[str, Report] = {}
        self._sittings: dict[str, Sitting] = {}
        self._open = ExitStack()

    def shelves(self) -> list[Shelf]:
        """The reports of the folder, the one that was worked on last first."""
        return list(shelves(self.folder))

    def report(self, mark: str) -> Report:
        """The report that is called so. Raises UnknownPlace where there is none."""
        shelf = next((each for each in self.shelves() if each.mark == mark), None)
        if shelf is None:
            raise UnknownPlace(t("page.refused.missing"))
        if mark not in self._reports:
            self._reports[mark] = Report(shelf)
            self._reports[mark].recall()
        return self._reports[mark]

    def running(self) -> Report | None:
        """The report that is being written now."""
        return next((each for each in self._reports.values() if each.run and each.run.going), None)

    def add(self, mark: str, kind: str, files: Came) -> Report:
        """Keep files that came for a report; for a new one where `mark` is "".

        Raises InputError, UnknownPlace.
        """
        if kind not in KINDS or not files or not (mark or kind == "notes"):
            raise UnknownPlace(t("page.refused.missing"))
        report = self.report(mark) if mark else Report(new_shelf(self.folder, files[0][0]))
        self._reports[report.shelf.mark] = report
        self._at_rest(report)
        if kind in {"returned", "edited", "assigned"}:
            self.needs_draft(report)
        kept = [report.shelf.put(kind, name, content) for name, content in named_apart(files)]
        if kind == "returned":
            report.fill(list(dict.fromkeys(kept)))
        if kind == "assigned":
            report.shelf.put_others_aside(kind, kept)  # what came last alone counts
            report.make_forms(report.due, by_division=True)
        if kind == "edited":
            report.take(list(dict.fromkeys(kept)), self.by())
        return report

    def put_aside(self, report: Report, kind: str, mark: str) -> None:
        """A file of a report is not to count any more. Raises UnknownPlace where there is none."""
        report.shelf.leave_out(kind, self._file(report, kind, mark))

    def move(self, report: Report, kind: str, mark: str, *, up: bool) -> None:
        """A file of a report is to stand before, or after, the one that it stands beside.

        Raises UnknownPlace where there is none.
        """
        report.shelf.move(kind, self._file(report, kind, mark), up=up)

    def start(self, report: Report, *, force: bool = False) -> None:
        """Draft. Raises EnvironmentFault while another run goes on."""
        if busy := self.running():
            raise EnvironmentFault(t("start.busy", name=busy.shelf.name))
        if not report.shelf.files("notes"):
            raise EnvironmentFault(t("start.no_notes"))
        report.start(force=force)

    def needs_draft(self, report: Report) -> None:
        """Raises EnvironmentFault where there is no draft, or it is being written."""
        self._at_rest(report)
        if report.draft() is None:
            raise EnvironmentFault(t("start.no_draft"))

    def sitting(self, report: Report) -> Sitting:
        """The review of a report's draft; the same one as long as the page is served."""
        self.needs_draft(report)
        mark = report.shelf.mark
        if mark not in self._sittings:
            redraft = self._open.enter_context(open_redraft(load_settings()))
            store = DraftStore(report.shelf.draft)
            self._sittings[mark] = Sitting(store, (), self.by, redraft, back=f"/report/{mark}")
        return self._sittings[mark]

    def close(self) -> None:
        """Let go of what reviews opened: models, the index."""
        self._open.close()

    def _file(self, report: Report, kind: str, mark: str) -> Path:
        path = report.shelf.file(kind, mark) if kind in KINDS else None
        if path is None:
            raise UnknownPlace(t("page.refused.missing"))
        self._at_rest(report)
        return path

    def _at_rest(self, report: Report) -> None:
        if report.run and report.run.going:
            raise EnvironmentFault(t("start.busy", name=report.shelf.name))
