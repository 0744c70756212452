"""One sitting of a reviewer over a draft: what the page shows now, what each deed does to it, what that changes.

A deed is proved at once by the rules of the promise; the rules on the whole text, which take
longer, are asked for by `settle` right after, and until then their findings on other sentences stay
as they were.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import TypeVar

from drafter.checks.draft import DRAFT_RULES, promise_findings, text_findings
from drafter.documents.draft_reviewed import OPENING, in_force
from drafter.documents.draft_store import DraftStore
from drafter.errors import DrafterError, InputError, StaleDraft
from drafter.filling.filling import Filling
from drafter.messages import t
from drafter.records import Decision, Deed, Draft, Finding, Passage, Taken
from drafter.review import rendering
from drafter.review.decisions import (
    By,
    accept,
    comment,
    edit,
    fill_gap,
    intend,
    redo,
    redoable,
    reopen,
    resolve,
    restore,
    take,
    taken_from,
    undo,
    undoable,
)
from drafter.review.exporting import KINDS, export
from drafter.review.page_parts import GapView, Page, SectionView
from drafter.review.rendering import FRONT_AT, OPENING_AT, Offer
from drafter.review.view import offered, page_of, sources_of
from drafter.writing.redraft import Redraft, Redrafted

T = TypeVar("T")

_PROMISED = {rule.code for rule in DRAFT_RULES}
_WORDING = {Deed.EDIT, Deed.RESTORE, Deed.TAKE, Deed.FILL}


class UnknownPlace(DrafterError):
    """There is no such sentence, section or deed."""


class Stale(DrafterError):
    """The draft is not the one the page shows: `since` is what was decided meanwhile."""

    def __init__(self, since: Sequence[Decision]) -> None:
        super().__init__(t("page.stale"))
        self.since = tuple(since)


class Unsure(DrafterError):
    """A value for a gap is refused; sure: it would be taken from somebody who insists."""

    def __init__(self, reason: str, *, sure: bool) -> None:
        super().__init__(reason)
        self.sure = sure


@dataclass(frozen=True, slots=True)
class Other:
    """Another draft that sections can be taken from."""

    name: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class _Ways:
    """What came of asking for a section to be written anew, the last time."""

    remark: str = ""
    made: Redrafted = field(default_factory=lambda: Redrafted(()))


class Sitting:
    """What one process keeps while reviewers work: the page as last shown, and what writers offered.

    edition  counts what the page showed, findings that came later included; a part knows the
             edition it changed in
    """

    def __init__(
        self, store: DraftStore, others: Sequence[Other], by: Callable[[], By], redraft: Redraft
    ) -> None:
        self._store, self._others, self._by = store, tuple(others), by
        self._redraft = redraft
        self._lock, self._writing = RLock(), Lock()
        self._state = store.load()
        self._words = _words_of(self._draft)
        self._promised = promise_findings(self._draft)
        self._late: tuple[Finding, ...] = tuple(text_findings(self._draft))
        self._settled = True
        self._page = self._view()
        self.edition = 1
        self._changed = dict.fromkeys(self._parts(self._page), 1)
        self._past = {self.stamp: self._draft.review.decisions}
        self._ways: dict[str, _Ways] = {}

    @property
    def still(self) -> AbstractContextManager[object]:
        """While it lasts the page is of one edition, whoever else asks."""
        return self._lock

    @property
    def stamp(self) -> str:
        """Of the state of the draft that the page shows."""
        return self._state.stamp

    @property
    def _draft(self) -> Draft:
        return self._state.draft

    # --- reading ---

    def whole(self) -> str:
        with self._lock:
            self._look()
            first = next(
                (one.id for section in self._page.sections for one in section.sentences), FRONT_AT
            )
            return rendering.whole(self._page, self.side(first), self.stamp, self.edition)

    def since(self, edition: int) -> str:
        """The parts that changed after an edition, and what is always shown of the whole."""
        with self._lock:
            self._look()
            if edition >= self.edition:
                return ""
            parts = self._parts(self._page)
            changed = (at for at, when in self._changed.items() if when > edition and at in parts)
            return "".join(
                [
                    *(self._html(parts[at], at) for at in changed),
                    rendering.bar(self._page),
                    rendering.outline(self._page),
                ]
            )

    def side(self, at: str, *, strict: bool = True) -> str:
        """The right-hand side of a sentence, a section or the front.

        UnknownPlace where there is none.
        """
        with self._lock:
            self._look()
            if at == FRONT_AT:
                front = self._page.front
                pieces = (*front.title, *front.recipient, *front.issuer, *front.date)
                return rendering.front_side(front, self._gaps({one.mark for one in pieces}))
            section = self._section(at)
            if section is not None:
                gaps = self._gaps({one.mark for one in section.heading})
                ways = self._ways.get(section.id, _Ways())
                return rendering.section_side(
                    section,
                    gaps,
                    ways.remark,
                    ways.made.notices,
                    self._offers(section.id),
                    self._theirs(section.id),
                )
            home = self._home(at)
            if home is None:
                if strict:
                    raise UnknownPlace(t("page.refused.missing"))
                return ""
            sources = sources_of(self._draft, at, self._findings())
            marks = {one.mark for one in sources.sentence.pieces}
            marks |= {gap.row.gap.id for note in sources.notes for gap in note.gaps}
            return rendering.sentence_side(sources, self._gaps(marks), rendering.heading_of(home))

    def stale(self, since: Sequence[Decision], sentence: str) -> str:
        with self._lock:
            home = self._home(sentence)
            now = (
                next((one.plain for one in home.sentences if one.id == sentence), "")
                if home
                else ""
            )
            return rendering.stale(since, now)

    def export(self, kind: str) -> tuple[str, bytes, str]:
        """File name, content and media type. Raises UnknownPlace where there is no such kind."""
        if kind not in KINDS:
            raise UnknownPlace(t("page.refused.missing"))
        with self._lock:
            self._look()
            draft = self._draft
        return export(draft, self._store.path, kind)

    # --- deciding ---

    def do(self, deed: str, stamp: str, fields: dict[str, str]) -> str:
        """Do a deed to the draft as the page shows it; what is to be said of it.

        Raises Stale where the draft is another by now, InputError and Unsure where the deed is
        refused.
        """
        if deed not in _DEEDS:
            raise UnknownPlace(t("page.refused.missing"))
        said: list[str] = []
        with self._lock:
            self._look()
            try:
                self._store.apply(lambda draft: _DEEDS[deed](self, draft, fields, said), stamp)
            except StaleDraft:
                self._look()
                raise Stale(self._decided_since(stamp)) from None
            self._look()
            if stamp == self.stamp:
                return said[0] if said and deed in {"undo", "redo"} else t("page.done.same")
            if deed == "edit":
                return self._proof_of(fields["sentence"])
            return said[0] if said else t(f"page.done.{deed}")

    def settle(self) -> None:
        """Ask the rules on the whole text, and show what they find."""
        with self._lock:
            draft, settled = self._draft, self._settled
        if settled:
            return
        late = tuple(text_findings(draft))
        with self._lock:
            if draft is self._draft or _words_of(draft) == self._words:
                self._late, self._settled = late, True
                self._show(self._view())

    def redraft(self, section: str, remark: str) -> None:
        """Have a section written anew, twice, for the reviewer to choose from.

        Takes as long as the writer does.
        """
        with self._lock:
            self._look()
            view = self._section(section)
            if view is None or not view.counts.sentences:
                raise UnknownPlace(t("page.refused.missing"))
            draft = self._draft
        with self._writing:
            made = self._redraft(draft, view.id, remark)
        with self._lock:
            self._ways[view.id] = _Ways(remark, made)

    # --- parts ---

    def _look(self) -> None:
        """Take over what is on the disk, whoever wrote it."""
        state = self._store.load()
        if state.stamp == self.stamp:
            return
        self._state = state
        self._past[self.stamp] = state.draft.review.decisions
        words = _words_of(state.draft)
        if words != self._words:
            self._words, self._settled = words, False
            self._promised = promise_findings(state.draft)
        self._show(self._view())

    def _view(self) -> Page:
        return page_of(self._draft, self._findings())

    def _findings(self) -> tuple[Finding, ...]:
        return (*self._promised, *self._late)

    def _show(self, page: Page) -> None:
        """Make it the page, and note which of its parts are others than before."""
        before, after = self._parts(self._page), self._parts(page)
        changed = [at for at, part in after.items() if before.get(at) != part]
        totals = (page.total, page.undo, page.redo) != (
            self._page.total,
            self._page.undo,
            self._page.redo,
        )
        self._page = page
        if changed or totals:
            self.edition += 1
            self._changed |= dict.fromkeys(changed, self.edition)

    @staticmethod
    def _parts(page: Page) -> dict[str, object]:
        return {FRONT_AT: page.front, **{one.id or OPENING_AT: one for one in page.sections}}

    def _html(self, part: object, at: str) -> str:
        if at == FRONT_AT:
            return rendering.front(self._page) + rendering.end(self._page)
        assert isinstance(part, SectionView)
        return rendering.block(part)

    def _section(self, at: str) -> SectionView | None:
        name = OPENING if at == OPENING_AT else at
        return next((one for one in self._page.sections if one.id == name), None) if at else None

    def _home(self, sentence: str) -> SectionView | None:
        return next(
            (one for one in self._page.sections for each in one.sentences if each.id == sentence),
            None,
        )

    def _gaps(self, marks: set[str]) -> list[GapView]:
        fills = {one.gap: one for one in self._draft.fills}
        return [
            GapView(row, fills.get(row.gap.id)) for row in self._page.gaps if row.gap.id in marks
        ]

    def _offer(self, name: str, taken: Taken, passages: Sequence[Passage]) -> Offer:
        paragraphs = offered(self._draft, taken, passages)
        home = next(one for one in self._page.sections if one.id == taken.id)
        now = {one.id: one.plain for one in home.sentences}
        other = frozenset(
            one.id for row in paragraphs for one in row if now.get(one.id) != one.plain
        )
        return Offer(name, paragraphs, other)

    def _offers(self, section: str) -> list[Offer]:
        found = self._ways.get(section, _Ways()).made.alternatives
        names = (t("page.alternative", number=number) for number in range(1, len(found) + 1))
        return [
            self._offer(name, one.taken, one.passages)
            for name, one in zip(names, found, strict=True)
        ]

    def _theirs(self, section: str) -> list[Offer]:
        found = []
        for other in self._others:
            try:
                taken, passages = taken_from(self._draft, other.draft, [section])
                take(self._draft, taken, self._by(), passages=passages)
                found.append(self._offer(other.name, taken[0], passages))
            except (InputError, IndexError):
                found.append(Offer(other.name, None))
        return found

    def _decided_since(self, stamp: str) -> list[Decision]:
        known = {one.id: one.undone for one in self._past.get(stamp, ())}
        return [one for one in self._draft.review.decisions if known.get(one.id, -1) != one.undone]

    def _proof_of(self, sentence: str) -> str:
        home = self._home(sentence)
        view = next((one for one in home.sentences if one.id == sentence), None) if home else None
        left = (
            [each.finding for each in view.findings if each.open and each.finding.code in _PROMISED]
            if view
            else []
        )
        if not left:
            return t("page.done.edit")
        return t("page.done.edit.found", count=len(left), first=left[0].message)

    def _names(self, fields: dict[str, str]) -> list[str]:
        """Sentences and gaps as named.

        With `whole`, all sentences of a section that are not accepted yet.
        """
        name = OPENING if fields.get("names") == OPENING_AT else fields.get("names", "")
        if not fields.get("whole"):
            return [name]
        view = next((one for one in self._page.sections if one.id == name), None)
        if view is None:
            raise UnknownPlace(t("page.refused.missing"))
        return [one.id for one in view.sentences if not one.accepted]

    def _found(self, fields: dict[str, str]) -> Finding:
        wanted = (fields.get("code"), fields.get("where"), fields.get("text"))
        found = next(
            (one for one in self._findings() if (one.code, one.where, one.text) == wanted), None
        )
        if found is None:
            raise InputError(t("page.refused.finding"), "", value=str(wanted[0]))
        return found


def _words_of(draft: Draft) -> object:
    """What the text of a draft comes from: where it is equal, so is all that is found in it."""
    worded = tuple(one for one in in_force(draft.review) if one.deed in _WORDING)
    return draft.brief, draft.opening, draft.sections, draft.fills, worded


# --- deeds ---

Fields = dict[str, str]


def _accept(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    names = sitting._names(fields)
    said.append(t("page.done.accept", count=len(names)))
    return accept(draft, names, sitting._by())


def _reopen(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    return reopen(draft, sitting._names(fields), sitting._by())


def _edit(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    return edit(draft, fields.get("sentence", ""), fields.get("text", ""), sitting._by())


def _restore(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    return restore(draft, sitting._names(fields), sitting._by())


def _fill(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    gap = fields.get("gap", "")
    after, done = fill_gap(
        draft, gap, fields.get("value", ""), sitting._by(), accepted=bool(fields.get("accepted"))
    )
    if done.refused:
        hint = t("fill.accept", gap=gap)
        reason = done.refused[0].message
        raise Unsure(reason.removesuffix(hint), sure=reason.endswith(hint))
    said.append(_filled(done))
    return after


def _filled(done: Filling) -> str:
    if not done.filled:
        return t("page.done.same")
    text = done.filled[0].text
    if done.warnings:
        return t("page.done.fill.warned", text=text, warning=done.warnings[0].message)
    return t("page.done.fill", text=text)


def _intend(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    return intend(draft, sitting._found(fields), fields.get("reason", ""), sitting._by())


def _comment(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    return comment(draft, fields.get("where", ""), fields.get("text", ""), sitting._by())


def _resolve(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    return resolve(draft, fields.get("comment", ""), sitting._by())


def _choose(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    section = _section_id(fields)
    ways = sitting._ways.get(section, _Ways())
    one = _numbered(ways.made.alternatives, fields)
    origin = t("page.redraft.origin")
    said.append(t("page.done.take", origin=origin))
    return take(
        draft, [one.taken], sitting._by(), passages=one.passages, origin=origin, remark=ways.remark
    )


def _pick(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    other = _numbered(sitting._others, fields)
    taken, passages = taken_from(draft, other.draft, [_section_id(fields)])
    said.append(t("page.done.take", origin=other.name))
    return take(draft, taken, sitting._by(), passages=passages, origin=other.name)


def _undo(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    last = undoable(draft)
    said.append(t("page.done.undo", what=rendering.told(last)) if last else t("page.undo.none"))
    return undo(draft)


def _redo(sitting: Sitting, draft: Draft, fields: Fields, said: list[str]) -> Draft:
    last = redoable(draft)
    said.append(t("page.done.redo", what=rendering.told(last)) if last else t("page.redo.none"))
    return redo(draft)


_DEEDS: dict[str, Callable[[Sitting, Draft, Fields, list[str]], Draft]] = {
    "accept": _accept,
    "reopen": _reopen,
    "edit": _edit,
    "restore": _restore,
    "fill": _fill,
    "intend": _intend,
    "comment": _comment,
    "resolve": _resolve,
    "choose": _choose,
    "pick": _pick,
    "undo": _undo,
    "redo": _redo,
}


def _section_id(fields: Fields) -> str:
    name = fields.get("section", "")
    return OPENING if name == OPENING_AT else name


def _numbered(known: Sequence[T], fields: Fields) -> T:
    number = fields.get("number", "")
    if not number.isdecimal() or int(number) >= len(known):
        raise UnknownPlace(t("page.refused.missing"))
    return known[int(number)]
