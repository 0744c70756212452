"""Proves a writer's answer against its bullet.

Every token once, bound to its own words, and nothing that is not there.

The proof trusts no writer. It reads the answer twice: with its tokens (are they all there, in their
places?) and with the values put in (does the reader find exactly the facts of the note, no more and
no fewer?).
"""

import re
from collections import Counter
from collections.abc import Iterator

from drafter.messages import t
from drafter.ports import TaskBullet
from drafter.proof.allowed_characters import strange, visible
from drafter.proof.complaint import Complaint
from drafter.proof.facts_read import name_complaints, reading_complaints
from drafter.proof.tokens import TOKEN
from drafter.proof.unread import unread_complaints
from drafter.proof.wording import added_words, changed_words, word_reading
from drafter.records import Bullet, Part

# Characters of a note that is judged: judging takes time by the square of it. A longer one is
# written as it stands, whoever writes.
LONGEST = 2000
_MARKS = "，。；：、！？（）“”‘’—\u3000 "


def complaints(
    bullet: Bullet, base: TaskBullet, answer: str, part: Part, known: str = ""
) -> list[Complaint]:
    """Why `answer` may not stand for `bullet`, in words its writer can act on; empty where it may.

    base   the bullet as the writer saw it; known is text whose names and words are no news
           (headings, the unit).
    answer the writer's text with its tokens, without regard to its end mark
    """
    if is_too_long(bullet.text):
        return [Complaint(t("proof.long", most=LONGEST))]
    if tokens_wrong := list(_token_complaints(base, answer)):
        # what follows reads the filled text and would only repeat this
        return [Complaint(reason) for reason in tokens_wrong]
    return [
        *reading_complaints(bullet, answer),
        *unread_complaints(bullet, answer),
        *name_complaints(bullet, answer, known),
        *sense_complaints(bullet, base, answer, part, known),
    ]


def is_too_long(text: str) -> bool:
    """Whether a note is too long for an answer to be judged."""
    return len(text) > LONGEST


def sense_complaints(
    bullet: Bullet, base: TaskBullet, answer: str, part: Part, known: str = ""
) -> list[Complaint]:
    """What `complaints` says of the words of an answer with every token once, but for names."""
    reading = word_reading(bullet, base, answer, part, known)
    reasons = (*changed_words(reading), *added_words(reading), *_bracket_complaints(base, answer))
    return [Complaint(reason) for reason in reasons]


def turned_complaints(
    bullet: Bullet, base: TaskBullet, answer: str, part: Part, known: str = ""
) -> list[Complaint]:
    """Of these, that it says another thing than the note: words lost, qualifiers moved."""
    reading = word_reading(bullet, base, answer, part, known)
    return [Complaint(reason) for reason in changed_words(reading)]


def _token_complaints(base: TaskBullet, answer: str) -> Iterator[str]:
    wanted = {token.name: token for token in base.tokens}
    counts = Counter(match[0] for match in TOKEN.finditer(answer))
    for name in wanted:
        if counts[name] != 1:
            yield t("proof.twice", token=name) if counts[name] else t("proof.absent", token=name)
    for name in counts.keys() - wanted.keys():
        yield t("proof.foreign", token=name)
    for name, token in wanted.items():
        if token.unit and counts[name] == 1 and name + token.unit not in answer:
            yield t("proof.unit", token=name, unit=token.unit)
    if signs := strange(base, answer):
        yield t("proof.strange", text=visible(signs))
    if not answer.strip(_MARKS):
        yield t("proof.nothing")


def _bracket_complaints(base: TaskBullet, answer: str) -> Iterator[str]:
    noted, said = (Counter(map(tuple, _bracketed(text))) for text in (base.masked, answer))
    if said - noted or not all(_is_told_as_part(group, answer) for group in noted - said):
        yield t("proof.brackets")


def _is_told_as_part(group: tuple[str, ...], answer: str) -> bool:
    """Whether figures in brackets stand behind 其中 now, which is proved by itself."""
    tokens = r"[^；。（）【】]*".join(f"【F{number}】" for number in group)
    return bool(re.search(f"，其中[^，；。（）【】]*{tokens}", answer))


def _bracketed(text: str) -> list[list[str]]:
    """The tokens within each pair of brackets, and a mark for each bracket that has no other."""
    pairs = re.findall(r"（([^（）]*)）", text)
    alone = re.findall(r"[（）]", re.sub(r"（[^（）]*）", "", text))
    return sorted(
        [TOKEN.findall(inside) or [inside and "words"] for inside in pairs]
        + [[mark] for mark in alone]
    )
