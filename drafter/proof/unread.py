"""Numbers that no reader read: a writer keeps them from the note, letter by letter, and adds none.

A token stands for a fact; what was not read passes a model as text, and is compared as text.
"""

from collections.abc import Iterator

from drafter.facts.unread import unread_numbers, without_like
from drafter.messages import t
from drafter.proof.tokens import fill
from drafter.records import Bullet


def unread_complaints(bullet: Bullet, answer: str) -> Iterator[str]:
    """What an answer adds to the unread numbers of its bullet, and what it lost of them.

    One that stands beside other words is both.
    """
    filled, _ = fill(answer, bullet)
    noted, stated = unread_numbers(bullet.text), unread_numbers(filled)
    for number in without_like(stated, noted):
        yield t("proof.new_number", text=number.words)
    for number in without_like(noted, stated):
        yield t("proof.lost_number", text=number.words)
