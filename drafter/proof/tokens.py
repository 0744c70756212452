"""Tokens in, values out: how facts pass through a model without it ever holding one.

A fact is shown as 【F1】 with its unit outside (【F1】场次); measured to keep more tokens and
invent less than any other form (docs/decisions/tokens.md). Numbers start anew in every bullet, so
equal bullets give equal requests.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from drafter.ports import TaskBullet, Token
from drafter.proof.token_kinds import kind_of
from drafter.records import Bullet, Fact, Gap, Mark, Span

TOKEN = re.compile(r"【F(\d+)】")
_OTHER_UNIT = re.compile(r"（(?:[\u4e00-\u9fff](?:、[\u4e00-\u9fff])*|[\u4e00-\u9fff]次)）")


def slots(bullet: Bullet) -> list[Fact | Gap]:
    """The facts and gaps of a bullet in reading order: token 【Fn】 stands for the n-th."""
    both: list[Fact | Gap] = [*bullet.facts, *bullet.gaps]
    return sorted(both, key=lambda slot: slot.span)


def tail(slot: Fact | Gap) -> str:
    """What stands outside the token and has to follow it."""
    return slot.tail if isinstance(slot, Fact) else slot.unit


def mask_bullet(bullet: Bullet) -> TaskBullet:
    """The bullet with a token for every fact and gap."""
    pieces: list[str] = []
    tokens: list[Token] = []
    at = 0
    for number, slot in enumerate(slots(bullet), 1):
        start, end = slot.span
        token = Token(f"【F{number}】", slot.fact_kind, tail(slot), kind_of(slot))
        inside = end - len(slot.tail) if isinstance(slot, Fact) else end
        pieces += [bullet.text[at:start], token.name]
        tokens.append(token)
        at = inside
    masked = "".join(pieces) + bullet.text[at:]
    return TaskBullet(bullet.id, masked, tuple(_bound(token, masked) for token in tokens))


def _bound(token: Token, masked: str) -> Token:
    """A token with all of the unit that stands behind it: 件 and （套）.

    The unit of a gap in a title can be part of the next token: 《【F1】【F2】 for 《xx区招生方案》.
    """
    _, here, behind = masked.partition(token.name + token.unit)
    if not here:
        return replace(token, unit="")
    other = _OTHER_UNIT.match(behind) if token.unit and "（" not in token.unit else None
    return replace(token, unit=token.unit + other[0]) if other else token


def without_brackets(text: str, tokens: Iterable[Token]) -> str:
    """A text with tokens, without the brackets of their units: 【F1】台套 for 【F1】台（套）."""
    for token in tokens:
        if "（" in token.unit:
            text = text.replace(token.name + token.unit, token.name + plain_unit(token))
    return text


def plain_unit(token: Token) -> str:
    """The unit of a token without brackets."""
    return re.sub("[（）、]", "", token.unit)


def fill(text: str, bullet: Bullet) -> tuple[str, tuple[Mark, ...]]:
    """`text` with the values of the bullet in the place of its tokens, and where they stand.

    Raises KeyError for a token the bullet does not have: `prove` has to come first.
    """
    known = _by_token(bullet)
    pieces: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    for match in TOKEN.finditer(text):
        slot = known[match[0]]
        value = _value(slot)
        before = text[at : match.start()]
        start = length + len(before)
        shown = start + len(value) + (len(slot.tail) if isinstance(slot, Fact) else 0)
        pieces += [before, value]
        marks.append(Mark(slot.id, (start, shown)))
        at, length = match.end(), start + len(value)
    return "".join(pieces) + text[at:], tuple(marks)


def unfilled(text: str, bullet: Bullet, span: Span) -> str:
    """The piece of `text`, tokens in it, of which `fill` makes the characters at `span`.

    A token that has any of them is there whole, and its value is not. Raises like `fill`.
    """
    known = _by_token(bullet)
    origins: list[Span] = []  # where each character of the filled text comes from
    for piece in re.finditer(rf"{TOKEN.pattern}|.", text, re.DOTALL):
        length = len(_value(known[piece[0]])) if piece[1] else 1
        origins += [piece.span()] * length
    covered = origins[slice(*span)]
    return text[covered[0][0] : covered[-1][1]] if covered else ""


def _by_token(bullet: Bullet) -> dict[str, Fact | Gap]:
    return {f"【F{n}】": slot for n, slot in enumerate(slots(bullet), 1)}


def _value(slot: Fact | Gap) -> str:
    """What stands in the place of the token itself."""
    return slot.text[: len(slot.text) - len(slot.tail)] if isinstance(slot, Fact) else slot.text
