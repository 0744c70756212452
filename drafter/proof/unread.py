"""Numbers that no reader read: a writer keeps them from the note, letter by letter, and adds none.

A token stands for a fact; what was not read passes a model as text, and is compared as text.
"""

from collections.abc import Iterator

from drafter.facts.unread import unread_numbers, without_like
from drafter.messages import t
from drafter.proof.complaint import Complaint
from drafter.proof.tokens import fill, mask_bullet, unfilled
from drafter.records import Bullet


def unread_complaints(bullet: Bullet, answer: str) -> Iterator[Complaint]:
    """What an answer adds to the unread numbers of its bullet, and what it lost of them.

    One that stands beside other words is both. A number may reach into a fact, so it is said as
    answer and note have it with their tokens.
    """
    filled, _ = fill(answer, bullet)
    note = mask_bullet(bullet).masked
    noted, stated = unread_numbers(bullet.text), unread_numbers(filled)
    for number in without_like(stated, noted):
        yield Complaint(t("proof.new_number", text=unfilled(answer, bullet, number.span)))
    for number in without_like(noted, stated):
        yield Complaint(t("proof.lost_number", text=unfilled(note, bullet, number.span)))
