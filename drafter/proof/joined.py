"""Several bullets as one: what a sentence that states them all is proved against.

The tokens of a joined bullet are numbered through: the first of the second bullet follows the last
of the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafter.ports import TaskBullet
from drafter.proof.tokens import TOKEN
from drafter.records import Bullet, Fact, Gap, Span

JOINT = "；"
_PLUS = "+"


def joined_id(ids: Sequence[str]) -> str:
    """The id of bullets joined: B4+B5."""
    return _PLUS.join(ids)


def ids_of(joined: str) -> tuple[str, ...]:
    """The ids of the bullets that an id names."""
    return tuple(joined.split(_PLUS))


def joined_bullet(bullets: Sequence[Bullet]) -> Bullet:
    """The bullets as one, in their order; one alone stays itself. Facts and gaps keep their ids."""
    if len(bullets) == 1:
        return bullets[0]
    text = ""
    facts: list[Fact] = []
    gaps: list[Gap] = []
    for bullet in bullets:
        text += JOINT if text else ""
        facts += (replace(fact, span=_moved(fact.span, len(text))) for fact in bullet.facts)
        gaps += (replace(gap, span=_moved(gap.span, len(text))) for gap in bullet.gaps)
        text += bullet.text
    return Bullet(
        id=joined_id([bullet.id for bullet in bullets]),
        text=text,
        source="\n".join(bullet.source for bullet in bullets),
        line=bullets[0].line,
        facts=tuple(facts),
        gaps=tuple(gaps),
        origin="；".join(dict.fromkeys(filter(None, (bullet.origin for bullet in bullets)))),
    )


def joined_task_bullet(bases: Sequence[TaskBullet]) -> TaskBullet:
    """The same as a writer sees it."""
    if len(bases) == 1:
        return bases[0]
    names = joined_tokens(bases)
    return TaskBullet(
        joined_id([base.id for base in bases]),
        JOINT.join(in_joined(base, base.masked, names) for base in bases),
        tuple(
            replace(token, name=names[base.id, token.name])
            for base in bases
            for token in base.tokens
        ),
    )


def joined_tokens(bases: Sequence[TaskBullet]) -> dict[tuple[str, str], str]:
    """(bullet, its token) → that token in the joined bullet."""
    pairs = [(base.id, token.name) for base in bases for token in base.tokens]
    return {pair: f"【F{number}】" for number, pair in enumerate(pairs, 1)}


def in_joined(base: TaskBullet, text: str, names: Mapping[tuple[str, str], str]) -> str:
    """A text in the tokens of one of the bullets, in those of the joined bullet."""
    return TOKEN.sub(lambda token: names[base.id, token[0]], text)


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
