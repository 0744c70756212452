"""One sitting of a reviewer over a draft: what the page shows, and what a deed changes of it.

A deed is proved at once by the rules of the promise; the rules on the whole text, which take
longer, are asked for by `settle` right after, and until then their findings on other sentences stay
as they were.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from threading import Lock, RLock

from drafter.checks.draft import promise_findings, text_findings
from drafter.documents.draft_reviewed import OPENING
from drafter.documents.draft_store import DraftStore
from drafter.errors import InputError, StaleDraft
from drafter.messages import t
from drafter.records import Draft, Finding
from drafter.review import rendering
from drafter.review.changed import changes, place_of, words_of
from drafter.review.decisions import By
from drafter.review.deeds import DEEDS, SWITCHES
from drafter.review.edit_proof import told_of_edit
from drafter.review.exporting import KINDS, export
from drafter.review.page_parts import Page, SectionView
from drafter.review.page_places import home_of, page_for, parts_of, section_at, sentence_of
from drafter.review.page_words import errors_of
from drafter.review.refusals import Stale, UnknownPlace
from drafter.review.rendering import FRONT_AT, OPENING_AT
from drafter.review.sides import Other, Sides, Ways
from drafter.review.together import meet
from drafter.review.trials import trial_of
from drafter.review.undoing import undoable
from drafter.review.view import page_of
from drafter.writing.redraft import Redraft


class Sitting:
    """What one process keeps while reviewers work: the page as shown, and what writers offered.

    by       who asks, and when
    several  reviewers have their own names: who comes second is stopped only where it is about the
             same, and each undoes what he did himself
    back     the page that a review is a part of; "" where it stands alone
    edition  counts what the page showed, findings that came later included; a part knows the
             edition it changed in
    """

    def __init__(
        self,
        store: DraftStore,
        others: Sequence[Other],
        by: Callable[[], By],
        redraft: Redraft,
        *,
        several: bool = False,
        back: str = "",
    ) -> None:
        self._store, self.others, self.by, self.several = store, tuple(others), by, several
        self._back = back
        self._redraft = redraft
        self._lock, self._writing = RLock(), Lock()
        self._state = store.load()
        self._words = words_of(self._draft)
        self._promised = promise_findings(self._draft)
        self._late: tuple[Finding, ...] = tuple(text_findings(self._draft))
        self._settled = True
        self._page = self._view()
        self.edition = 1
        self._changed = dict.fromkeys(parts_of(self._page), 1)
        self._past = {self.stamp: self._draft}
        self._ways: dict[tuple[str, str], Ways] = {}

    @property
    def still(self) -> AbstractContextManager[object]:
        """While it lasts the page is of one edition, whoever else asks."""
        return self._lock

    @property
    def stamp(self) -> str:
        """Of the state of the draft that the page shows."""
        return self._state.stamp

    @property
    def whose(self) -> str:
        """Whose decisions alone may be undone by who asks; "" for all."""
        return self.by().who if self.several else ""

    @property
    def page(self) -> Page:
        """As it was looked at last."""
        return self._page

    @property
    def _draft(self) -> Draft:
        return self._state.draft

    # --- reading ---

    def whole(self) -> str:
        with self._lock:
            self.look()
            shown = (each.id for section in self._page.sections for each in section.sentences)
            first = next(shown, FRONT_AT)
            page, side = self._own_page(), self.side(first)
            return rendering.whole(page, side, self.stamp, self.edition, self._back)

    def since(self, edition: int) -> str:
        """The parts that changed after an edition, and what is always shown of the whole."""
        with self._lock:
            self.look()
            if edition >= self.edition:
                return ""
            parts = parts_of(self._page)
            changed = (at for at, when in self._changed.items() if when > edition and at in parts)
            blocks = [self._html(parts[at], at) for at in changed]
            bar = rendering.bar(self._own_page(), self._back)
            return "".join([*blocks, bar, rendering.outline(self._page)])

    def side(self, at: str, *, strict: bool = True) -> str:
        """The right-hand side of a sentence, a section or the front.

        UnknownPlace where there is none.
        """
        with self._lock:
            self.look()
            sides = Sides(self._draft, self._page, self._findings(), self.others, self.ways)
            if at == FRONT_AT:
                return sides.front()
            if section := section_at(self._page, at):
                return sides.section(section)
            if home := home_of(self._page, at):
                return sides.sentence(at, home)
            if strict:
                raise UnknownPlace(t("page.refused.missing"))
            return ""

    def stale(self, told: Stale, sentence: str) -> str:
        with self._lock:
            view = sentence_of(self._page, sentence)
            now = view.plain if view else ""
            return rendering.stale(told.since, now, same_place=told.same_place)

    def export(self, kind: str) -> tuple[str, bytes, str]:
        """File name, content and media type. Raises UnknownPlace where there is no such kind."""
        if kind not in KINDS:
            raise UnknownPlace(t("page.refused.missing"))
        with self._lock:
            self.look()
            draft = self._draft
        return export(draft, self._store.path, kind)

    # --- deciding ---

    def do(self, deed: str, stamp: str, fields: dict[str, str]) -> str:
        """Do a deed to the draft as the page shows it; what is to be said of it.

        Raises Stale where the draft is another by now, InputError and Unsure where the deed is
        refused.
        """
        if deed not in DEEDS:
            raise UnknownPlace(t("page.refused.missing"))
        messages: list[str] = []
        with self._lock:
            self.look()
            before = self.stamp
            seen = self._past.get(stamp) if stamp != before else self._draft

            def done(draft: Draft) -> Draft:
                made = DEEDS[deed](self, draft, fields, messages)
                if stamp != before and deed not in SWITCHES:
                    meet(seen, draft, made)
                return made

            try:
                self._store.apply(done, before if self.several else stamp)
            except StaleDraft:
                self.look()
                raise Stale(changes(self._past.get(stamp), self._draft)) from None
            self.look()
            if self.stamp == before:
                told = messages and deed in SWITCHES
                return messages[0] if told else t("page.done.same")
            if deed == "edit":
                name = fields["sentence"]
                return told_of_edit(self._draft, name, sentence_of(self._page, name))
            return messages[0] if messages else t(f"page.done.{deed}")

    def trial(self, deed: str, fields: dict[str, str]) -> str:
        """What a deed would come to, with its proof; nothing is done.

        Raises as `do` does, InputError also where nothing would change.
        """
        if deed not in DEEDS:
            raise UnknownPlace(t("page.refused.missing"))
        messages: list[str] = []
        with self._lock:
            self.look()
            made = DEEDS[deed](self, self._draft, fields, messages)
            if made == self._draft:
                raise InputError(t("page.done.same"), "")
            what = messages[0] if messages else t(f"page.deed.{deed}")
            return rendering.trial(trial_of(self._draft, made, what, self._promised))

    def place_left(self, at: str) -> str:
        """Where to go after a deed that left no sentence under a name; "" where it is still there.

        What took its place was decided last.
        """
        with self._lock:
            last = undoable(self._draft, self.whose)
            there = at == FRONT_AT or section_at(self._page, at) or home_of(self._page, at)
            return "" if there or last is None else place_of(last, self._page, at)

    def place_next(self, deed: str, at: str) -> str:
        """Where on the page `undo` or `redo` will do something, `at` if it is there too.

        "" for every other deed.
        """
        with self._lock:
            switch = SWITCHES.get(deed)
            decision = switch(self._draft, self.whose) if switch else None
            return place_of(decision, self._page, at) if decision else ""

    def ways(self, section: str) -> Ways:
        """What came of asking for a section to be written anew."""
        return self._ways.get((self.whose, section), Ways())

    def names(self, fields: dict[str, str]) -> list[str]:
        """Sentences and gaps as named.

        With `whole`, all sentences of a section that are not accepted yet.
        """
        name = OPENING if fields.get("names") == OPENING_AT else fields.get("names", "")
        if not fields.get("whole"):
            return [name]
        view = next((section for section in self._page.sections if section.id == name), None)
        if view is None:
            raise UnknownPlace(t("page.refused.missing"))
        return [sentence.id for sentence in view.sentences if not sentence.accepted]

    def errors_in(self, names: Collection[str]) -> int:
        """How many errors sentences have that nobody answers for: with one nothing is final."""
        return sum(
            errors_of(sentence)
            for section in self._page.sections
            for sentence in section.sentences
            if sentence.id in names
        )

    def finding(self, fields: dict[str, str]) -> Finding:
        """The finding that a form names. Raises InputError where it is no more."""
        wanted = (fields.get("code"), fields.get("where"), fields.get("text"))
        for finding in self._findings():
            if (finding.code, finding.where, finding.text) == wanted:
                return finding
        raise InputError(t("page.refused.finding"), "", value=str(wanted[0]))

    def settle(self) -> None:
        """Ask the rules on the whole text, and show what they find."""
        with self._lock:
            draft, settled = self._draft, self._settled
        if settled:
            return
        late = tuple(text_findings(draft))
        with self._lock:
            if draft is self._draft or words_of(draft) == self._words:
                self._late, self._settled = late, True
                self._show(self._view())

    def redraft(self, section: str, remark: str) -> None:
        """Have a section written anew, twice, for the reviewer to choose from.

        Takes as long as the writer does.
        """
        with self._lock:
            self.look()
            view = section_at(self._page, section)
            if view is None or not view.counts.sentences:
                raise UnknownPlace(t("page.refused.missing"))
            draft = self._draft
        with self._writing:
            made = self._redraft(draft, view.id, remark)
        with self._lock:
            self._ways[self.whose, view.id] = Ways(remark, made)

    # --- parts ---

    def look(self) -> None:
        """Take over what is on the disk, whoever wrote it."""
        state = self._store.load()
        if state.stamp == self.stamp:
            return
        self._state = state
        self._past[self.stamp] = state.draft
        words = words_of(state.draft)
        if words != self._words:
            self._words, self._settled = words, False
            self._promised = promise_findings(state.draft)
        self._show(self._view())

    def _view(self) -> Page:
        return page_of(self._draft, self._findings())

    def _own_page(self) -> Page:
        return page_for(self._page, self._draft, self.whose)

    def _findings(self) -> tuple[Finding, ...]:
        return (*self._promised, *self._late)

    def _show(self, page: Page) -> None:
        """Make it the page, and note which of its parts are others than before."""
        before, after = parts_of(self._page), parts_of(page)
        changed = [at for at, part in after.items() if before.get(at) != part]
        old, self._page = self._page, page
        totals = (page.total, page.undo, page.redo) != (old.total, old.undo, old.redo)
        if changed or totals:
            self.edition += 1
            self._changed |= dict.fromkeys(changed, self.edition)

    def _html(self, part: object, at: str) -> str:
        if at == FRONT_AT:
            return rendering.front(self._page) + rendering.end(self._page)
        assert isinstance(part, SectionView)
        return rendering.block(part)
