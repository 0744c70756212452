"""What the page's forms do: fields in, the draft with one decision more out.

What is to be said of a deed goes to `messages`.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from drafter.documents.draft_reviewed import OPENING
from drafter.documents.draft_work import open_unplaced
from drafter.errors import InputError
from drafter.filling.filling import Filling
from drafter.messages import t
from drafter.records import Decision, Draft, Proposal, Unplaced
from drafter.review.decisions import (
    accept,
    comment,
    edit,
    fill_gap,
    intend,
    reopen,
    resolve,
    restore,
    take,
    taken_from,
)
from drafter.review.offers import borrowed
from drafter.review.page_words import told
from drafter.review.placing import dismiss, put
from drafter.review.proposals import decline, open_proposals, take_up, takeable
from drafter.review.refusals import UnknownPlace, Unsure
from drafter.review.rendering import OPENING_AT
from drafter.review.undoing import held_by, newer_value, redo, redoable, undo, undoable
from drafter.writing.replanned import led, led_by_rules, replanned

if TYPE_CHECKING:
    from drafter.review.session import Sitting

T = TypeVar("T")
Fields = dict[str, str]


def _accept(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    names = sitting.names(fields)
    errors = sitting.errors_in(names)
    name = "page.done.accept.wrong" if errors else "page.done.accept"
    messages.append(t(name, count=len(names), errors=errors))
    return accept(draft, names, sitting.by())


def _reopen(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    return reopen(draft, sitting.names(fields), sitting.by())


def _edit(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    return edit(draft, fields.get("sentence", ""), fields.get("text", ""), sitting.by())


def _restore(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    return restore(draft, sitting.names(fields), sitting.by())


def _fill(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    gap = fields.get("gap", "")
    after, done = fill_gap(
        draft, gap, fields.get("value", ""), sitting.by(), accepted=bool(fields.get("accepted"))
    )
    _refuse_value(done, gap)
    messages.append(_fill_message(done))
    return after


def _refuse_value(done: Filling, gap: str) -> None:
    """Raise Unsure where a value was refused; somebody may insist on one that is only unlikely."""
    if done.refused:
        hint = t("fill.accept", gap=gap)
        reason = done.refused[0].message
        raise Unsure(reason.removesuffix(hint), sure=reason.endswith(hint))


def _fill_message(done: Filling) -> str:
    if not done.filled:
        return t("page.done.same")
    text = done.filled[0].text
    if done.warnings:
        return t("page.done.fill.warned", text=text, warning=done.warnings[0].message)
    return t("page.done.fill", text=text)


def _intend(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    return intend(draft, sitting.finding(fields), fields.get("reason", ""), sitting.by())


def _comment(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    return comment(draft, fields.get("where", ""), fields.get("text", ""), sitting.by())


def _resolve(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    return resolve(draft, fields.get("comment", ""), sitting.by())


def _choose(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    section = _section_id(fields)
    ways = sitting.ways(section)
    one = _numbered(ways.made.alternatives, fields)
    origin = t("page.redraft.origin")
    messages.append(t("page.done.take", origin=origin))
    return take(
        draft, [one.taken], sitting.by(), passages=one.passages, origin=origin, remark=ways.remark
    )


def _pick(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    other = _numbered(sitting.others, fields)
    taken, passages = taken_from(draft, other.draft, [_section_id(fields)])
    messages.append(t("page.done.take", origin=other.name))
    return take(draft, taken, sitting.by(), passages=passages, origin=other.name)


def _replan(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    by, move = sitting.by(), fields.get("move", "")
    taken = replanned(draft, _section_id(fields), fields.get("sentence", ""), move, by.who)
    origin = t("page.plan.origin", move=t(f"page.deed.replan.{move}"))
    messages.append(origin)
    return take(draft, [taken], by, origin=origin)


def _lead(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    by, section = sitting.by(), _section_id(fields)
    text = fields.get("text", "")
    taken = (
        led_by_rules(draft, section, by.who)
        if fields.get("rules")
        else led(draft, section, text, by.who)
    )
    move = "lead" if text or fields.get("rules") else "unled"
    origin = t("page.plan.origin", move=t(f"page.deed.replan.{move}"))
    messages.append(origin)
    return take(draft, [taken], by, origin=origin)


def _borrow(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    other, by = _numbered(sitting.others, fields), sitting.by()
    name = fields.get("sentence", "")
    taken, passages = borrowed(draft, other.draft, _section_id(fields), name, by.who)
    messages.append(t("page.borrow.what", name=other.name))
    origin = t("page.borrow.origin", name=other.name)
    return take(draft, [taken], by, passages=passages, origin=origin)


def _take_up(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    made = take_up(draft, _proposals(draft, fields), sitting.by())
    if made.refused and not made.done:
        raise InputError(made.refused[0][1], "")
    messages.append(t("page.done.takeup", count=len(made.done)))
    return made.draft


def _decline(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    proposals = _proposals(draft, fields)
    messages.append(t("page.done.decline", count=len(proposals)))
    return decline(draft, proposals, sitting.by())


def _put(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    one = _unplaced(draft, fields)
    insisted = bool(fields.get("accepted"))
    made, done = put(draft, one, fields.get("where", ""), sitting.by(), insisted=insisted)
    if done:
        _refuse_value(done, fields.get("where", ""))
    messages.append(t("page.done.put", what=t(f"record.deed.{one.deed}")))
    return made


def _dismiss(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    return dismiss(draft, _unplaced(draft, fields), sitting.by())


def _unplaced(draft: Draft, fields: Fields) -> Unplaced:
    found = [one for one in open_unplaced(draft) if one.id == fields.get("unplaced")]
    if not found:
        raise UnknownPlace(t("page.refused.missing"))
    return found[0]


def _proposals(draft: Draft, fields: Fields) -> Sequence[Proposal]:
    """The one that a form names, or all that the draft has a place for."""
    if fields.get("whole"):
        return takeable(draft)
    found = [one for one in open_proposals(draft) if one.id == fields.get("proposal")]
    if not found:
        raise UnknownPlace(t("page.refused.missing"))
    return found


def _undo(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    last = undoable(draft, sitting.whose)
    messages.append(_switched("undo", draft, last, sitting.whose))
    return undo(draft, sitting.whose)


def _redo(sitting: "Sitting", draft: Draft, fields: Fields, messages: list[str]) -> Draft:
    last = redoable(draft, sitting.whose)
    messages.append(_switched("redo", draft, last, sitting.whose))
    return redo(draft, sitting.whose)


def _switched(deed: str, draft: Draft, last: Decision | None, who: str) -> str:
    """What is said of it; where something of another hangs on it, whose."""
    if last:
        return t(f"page.done.{deed}", what=told(last))
    if held := held_by(draft, who, back=deed == "redo"):
        return t(f"page.{deed}.held", who=held.who, what=told(held))
    if newer := newer_value(draft, who, back=deed == "redo"):
        return t(f"page.{deed}.newer", text=newer.text, source=newer.source)
    return t(f"page.{deed}.none")


# Those that change no place, but what was decided about one.
SWITCHES: dict[str, Callable[[Draft, str], Decision | None]] = {
    "undo": undoable,
    "redo": redoable,
}
DEEDS: dict[str, Callable[["Sitting", Draft, Fields, list[str]], Draft]] = {
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
    "replan": _replan,
    "lead": _lead,
    "borrow": _borrow,
    "takeup": _take_up,
    "decline": _decline,
    "put": _put,
    "dismiss": _dismiss,
    "undo": _undo,
    "redo": _redo,
}


def _section_id(fields: Fields) -> str:
    name = fields.get("section", "")
    return OPENING if name == OPENING_AT else name


def _numbered(known: Sequence[T], fields: Fields) -> T:
    """The one that the page calls by its number from 0. Raises UnknownPlace."""
    numbered = {str(number): one for number, one in enumerate(known)}
    try:
        return numbered[fields.get("number", "")]
    except KeyError:
        raise UnknownPlace(t("page.refused.missing")) from None
