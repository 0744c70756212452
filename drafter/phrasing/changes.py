"""Changes and shares: 会议、文件分别减少14%和11%; 护理型床位占比为66%."""

from collections.abc import Iterator

from drafter.phrasing.counted import Clauses, Counted, clauses_of, each_clause
from drafter.phrasing.note import Note, Step
from drafter.phrasing.verbs import starts_with_verb
from drafter.proof.clauses import HAN
from drafter.records import FactKind, Part

_TOLD = frozenset({Part.DONE, Part.OTHER, Part.PROBLEMS})
_CHANGES = ("增长", "下降", "减少", "增加", "提高", "降低", "上升")
_MOST = 4  # things that one 分别 may have
_SHARE = "占"
_NO_NOUN = ("的", "仍", "约", "已", "仅", "只", "均", "也", "共", "各", "上", "下", "中")


def together(place: int, note: Note) -> Iterator[str]:
    """会议减少14%，文件减少11% → 会议、文件分别减少14%和11%: all that change one way."""
    clauses = clauses_of(note)
    if note.part not in _TOLD or not (row := list(_alike(clauses, place))):
        return
    change = _change(row[0])
    if not 1 < len(row) <= _MOST or clauses.at(place - 1) or clauses.at(row[-1].place + 1):
        return
    *names, last_name = [part.lead.removesuffix(change) for part in row]
    *figures, last = [part.figure for part in row]
    things = f"{'、'.join(names)}和{last_name}" if names[1:] else f"{names[0]}、{last_name}"
    text = f"{things}分别{change}{'、'.join(figures)}和{last}"
    yield clauses.joined(row[0].place, row[-1].place, text)


def share_of(place: int, note: Note) -> Iterator[str]:
    """护理型床位占66% → 护理型床位占比为66%."""
    clauses = clauses_of(note)
    clause = clauses.at(place)
    if note.part not in _TOLD or not clause or clause.rest or clause.kind is not FactKind.PERCENT:
        return
    thing = clause.lead.removesuffix(_SHARE)
    bare = thing != clause.lead and HAN.fullmatch(thing) and not thing.endswith(_NO_NOUN)
    if bare and clauses.mark_before(place) != "、":
        yield clauses.text({place: clause.led_by(f"{thing}占比为")})


CHANGES: tuple[Step, ...] = (*each_clause(together), *each_clause(share_of))
"""A step for each clause of a note, in order."""


def _alike(clauses: Clauses, place: int) -> Iterator[Counted]:
    """The clauses from a place on that are a noun and one same change by a share."""
    first = clauses.at(place)
    while (part := clauses.at(place)) and first and _change(part) == _change(first) != "":
        thing = part.lead.removesuffix(_change(part))
        if part.rest or part.unit != first.unit or not HAN.fullmatch(thing) or _has_own(thing):
            return
        yield part
        if clauses.pieces[place].mark not in ("，", "、"):
            return
        place += 1


def _has_own(thing: str) -> bool:
    """Whether words before a change are more than a noun: 同比增长, 其中一产增长."""
    return starts_with_verb(thing) or thing.startswith(("其中", "同比", "比", "较", "环比", "分别"))


def _change(clause: Counted) -> str:
    percent = clause.kind in (FactKind.PERCENT, FactKind.POINTS)
    return next((word for word in _CHANGES if percent and clause.lead.endswith(word)), "")
