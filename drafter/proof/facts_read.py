"""What a reader finds in an answer once its values are put in: the facts of the note, no others.

What is amiss is told in tokens: values are read here, and never said.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from drafter.facts.figures import read_slots
from drafter.facts.names import find_names
from drafter.messages import t
from drafter.proof.complaint import Complaint
from drafter.proof.tokens import TOKEN, fill, mask_bullet, slots, unfilled
from drafter.records import Bullet, Fact, FactKind, Gap, Span

# Right before a figure it makes another of it, and no reader sees one in 两64个 or 百余64个.
_NUMERAL = re.compile(r"(?:[〇零二两三四五六七八九十百千万亿几]|(?<![统唯同专划之其单])一)[余多]?$")


def reading_complaints(bullet: Bullet, answer: str) -> list[Complaint]:
    """The reader has to find in the filled text what it found in the note.

    answer  the text with its tokens, each of them a token of the bullet
    """
    filled, marks = fill(answer, bullet)
    places = dict(zip(TOKEN.findall(answer), (mark.span for mark in marks), strict=True))
    new = _without_names(read_slots(filled))
    reasons: list[str] = []
    for number, slot in _gone(bullet, new, places):
        place, token = places.get(str(number)), f"【F{number}】"
        here = next((one for one in new if _meet(one.span, place)), None)
        if here:
            new.remove(here)
            reasons += _changed(bullet, answer, token, slot, here)
        else:
            reasons.append(t("proof.unread", token=token))
    inside = _within_names(bullet)
    for slot in new:
        inside[_identity(slot)] -= 1
        if inside[_identity(slot)] < 0:
            reasons.append(t("proof.unsupported", text=unfilled(answer, bullet, slot.span)))
    reasons += _numerals_before(bullet, answer)
    return [Complaint(reason) for reason in dict.fromkeys(reasons)]


def name_complaints(bullet: Bullet, answer: str, known: str = "") -> list[Complaint]:
    """That an answer has a name that neither the note nor what is known states."""
    filled, _ = fill(answer, bullet)
    names = (unfilled(answer, bullet, span) for span in new_names(bullet, filled, known))
    return [Complaint(t("proof.name", name=name)) for name in names]


def new_names(bullet: Bullet, filled: str, known: str = "") -> Iterator[Span]:
    """Where names stand in `filled` that the note does not state.

    Where a name is cut is fuzzy, so what the note or `known` says letter by letter passes.
    """
    given = bullet.text + known
    stated = [slot.text.strip("“”") for slot in slots(bullet) if _is_name(slot)]
    for start, end in find_names(filled):
        plain = filled[start:end].strip('“”"')
        if plain in given or any(_is_cut_of(name, plain) for name in stated):
            continue
        yield start, end


def _is_cut_of(stated: str, found: str) -> bool:
    """Whether a name is a stated one with a word or two that are no name: 走进云岭县二中."""
    before, _, behind = found.partition(stated)
    return (
        stated in found
        and len(found) - len(stated) <= 4
        and not any((*find_names(before), *find_names(behind)))
    )


def _numerals_before(bullet: Bullet, answer: str) -> Iterator[str]:
    """That a numeral stands right before a token and not in the note."""
    note = mask_bullet(bullet).masked
    for token in TOKEN.finditer(answer):
        numeral = _NUMERAL.search(answer, 0, token.start())
        if numeral and numeral[0] + token[0] not in note:
            yield t("proof.unsupported", text=numeral[0] + token[0])


def _within_names(bullet: Bullet) -> Counter[str]:
    """What is read in the note and is no fact of its own: the figures within its names."""
    read = Counter(map(_identity, _without_names(read_slots(bullet.text))))
    return read - Counter(map(_identity, _without_names(slots(bullet))))


def _gone(
    bullet: Bullet, new: list[Fact | Gap], places: Mapping[str, Span]
) -> list[tuple[int, Fact | Gap]]:
    """The facts of the note that were not read, by number; those that were leave `new`."""
    numbered = [(n, slot) for n, slot in enumerate(slots(bullet), 1) if not _is_name(slot)]
    moved = [(n, slot) for n, slot in numbered if not _taken(slot, new, places.get(str(n)))]
    return [(n, slot) for n, slot in moved if not _taken(slot, new)]


def _taken(slot: Fact | Gap, read: list[Fact | Gap], place: Span | None = None) -> bool:
    """Whether the same was read, at a place or anywhere; then it is taken out of what was read."""
    for one in read:
        if _identity(one) == _identity(slot) and (not place or _meet(one.span, place)):
            read.remove(one)
            return True
    return False


def _changed(
    bullet: Bullet, answer: str, token: str, slot: Fact | Gap, here: Fact | Gap
) -> Iterator[str]:
    """What the words about a token make of its fact."""
    lost = _words(slot, here, mask_bullet(bullet).masked)
    new = _words(here, slot, answer)
    if lost:
        yield t("proof.lost", token=token, words="、".join(lost))
    if new:
        yield t("proof.added", token=token, words="、".join(new))
    if not (lost or new):
        yield t("proof.altered", token=token, text=unfilled(answer, bullet, here.span))


def _words(slot: Fact | Gap, other: Fact | Gap, text: str) -> list[str]:
    """The qualifiers of one reading that the other has not, those of them that stand in a text."""
    if isinstance(slot, Gap) or isinstance(other, Gap):
        return []
    beside = TOKEN.sub("", text)
    return [word for word in slot.qualifiers if word not in other.qualifiers and word in beside]


def _meet(one: Span, other: Span | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]


def _identity(slot: Fact | Gap) -> str:
    """What a slot is, whatever its spelling.

    The words of relation before a figure (同比, 其中) are judged with the other words.
    """
    return f"gap:{slot.text}{slot.unit}" if isinstance(slot, Gap) else slot.key


def _without_names(read: Iterable[Fact | Gap]) -> list[Fact | Gap]:
    return [slot for slot in read if not _is_name(slot)]


def _is_name(slot: Fact | Gap) -> bool:
    return isinstance(slot, Fact) and slot.kind is FactKind.NAME
