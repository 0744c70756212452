"""Errors that only the whole report shows: what is said here and otherwise pages away."""

import re
from dataclasses import replace
from random import Random

from eval.blind.closed import slip
from eval.blind.draws import Draw, Generator, table
from eval.blind.names import own_rank
from eval.blind.places import SENTENCE, Place

_HEADING = re.compile(
    r"(?:（([一二三四五六七八九])）|([一二三四五六七八九])、|([1-9])\.)(?=[\u4e00-\u9fff])"
)
_ORDER = "一二三四五六七八九"
_CLAUSE = re.compile(
    r"(?<=，)([\u4e00-\u9fff]{4,14})(\d{3,5}|\d+\.\d+)([\u4e00-\u9fff]{1,3})(?=[，。；])"
)
_OFFICE = re.compile(r"[县区市][\u4e00-\u9fff]{2,8}?(?:局|委员会|医院|法院|检察院|中学)")
_APART = 6  # paragraphs between the two


def _far(rng: Random, place: Place, at: int) -> int | None:
    """A paragraph of text far from another; None where there is none."""
    lines = place.sentences
    far = [n for n, line in enumerate(lines) if abs(n - at) >= _APART and len(line) > 60]
    return rng.choice(far) if far else None


def _with(place: Place, at: int, line: str) -> str:
    lines = list(place.sentences)
    lines[at] = line
    return "".join(lines)


def _behind(place: Place, at: int, said: str) -> str:
    """The report with a sentence at the end of a paragraph."""
    return _with(place, at, place.sentences[at].rstrip("\n") + said + "\n")


def said_again(rng: Random, place: Place) -> Draw | None:
    """A sentence again in a paragraph far away."""
    at = rng.randrange(len(place.sentences))
    long = [one for one in SENTENCE.findall(place.sentences[at]) if 20 <= len(one) <= 120]
    to = _far(rng, place, at)
    if not long or to is None:
        return None
    sentence = rng.choice(long)
    return Draw(_behind(place, to, sentence), place.text, f"again: {sentence}", sentence)


def said_otherwise(rng: Random, place: Place) -> Draw | None:
    """A figure again, far away, and not the same."""
    found = [(at, m) for at, line in enumerate(place.sentences) for m in _CLAUSE.finditer(line)]
    if not found:
        return None
    at, match = rng.choice(found)
    to = _far(rng, place, at)
    wrong = slip(rng, match[2])
    if to is None or wrong == match[2] or wrong.startswith("0"):
        return None
    lead = rng.choice(("总的看，", "据统计，", "在此基础上，", "综合各方面情况，"))
    texts = [_behind(place, to, f"{lead}{match[1]}{one}{match[3]}。") for one in (wrong, match[2])]
    return Draw(texts[0], texts[1], f"{match[0]} / {wrong}", match[0])


def called_otherwise(rng: Random, place: Place) -> Draw | None:
    """The name of an office, with a character that sounds alike, or without one, at one place."""
    found = list(_OFFICE.finditer(place.text))
    twice = [m for m in found if (place.title + place.text).count(m[0]) > 1]
    if not twice:
        return None
    match = rng.choice(twice)
    groups = {char: row[0] for row in table("sounds") for char in row[0]}
    at = rng.randrange(1, len(match[0]) - 1)
    char = match[0][at]
    new = rng.choice(["", *groups.get(char, "").replace(char, "")])
    start = match.start() + at
    wrong = place.text[:start] + new + place.text[start + 1 :]
    return Draw(wrong, place.text, f"{match[0]}: {char} → {new}", match[0] + str(start))


def number_skipped(rng: Random, place: Place) -> Draw | None:
    """The number of a heading that is the one before's, or one too high."""
    numbered = [(n, m) for n, line in enumerate(place.sentences) if (m := _HEADING.match(line))]
    later = [(n, m) for n, m in numbered if (m[1] or m[2] or m[3]) not in ("一", "1", "九", "9")]
    if not later:
        return None
    at, match = rng.choice(later)
    mark = match[1] or match[2] or match[3]
    step = rng.choice((-1, 1))
    new = str(int(mark) + step) if mark.isdigit() else _ORDER[_ORDER.index(mark) + step]
    line = place.sentences[at].replace(mark, new, 1)
    return Draw(_with(place, at, line), place.text, line[:12], place.sentences[at])


def ranked_otherwise(rng: Random, place: Place) -> Draw | None:
    """全县 that became 全区, once in a report."""
    made = own_rank(rng, place)
    return replace(made, source=made.hint) if made else None


ACROSS: tuple[Generator, ...] = (
    said_again, said_otherwise, called_otherwise, number_skipped, ranked_otherwise,
)  # fmt: skip
