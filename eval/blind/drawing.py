"""Draws errors and look-alikes of every kind into real sentences, by chance and a seed."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from eval.blind import figures, names, structure, times, wording
from eval.blind.draws import Draw, Generator
from eval.blind.items import Item
from eval.blind.places import Place, split_of

GENERATORS: dict[str, tuple[Generator, ...]] = {
    "relation": figures.RELATION,
    "unit": figures.UNIT,
    "numeral": figures.NUMERAL,
    "list": structure.LIST,
    "ordinal": times.ORDINAL,
    "date": times.DATE,
    "place": names.PLACE,
    "name": names.NAME,
    "phrase": wording.PHRASE,
    "word": wording.WORD,
    "repeat": structure.REPEAT,
    "law": names.LAW,
    "leftover": wording.LEFTOVER,
    "punctuation": wording.PUNCTUATION,
    "promise": structure.PROMISE,
}
_TRIES = 60  # places tried for one drawing


def draw(
    generators: Mapping[str, Sequence[Generator]], places: Sequence[Place], seed: int, each: int
) -> Iterator[Item]:
    """`each` errors or look-alikes of every kind, each in a place by chance.

    The same seed and places give the same.
    """
    for kind, ways in generators.items():
        rng = Random(f"{seed} {kind}")
        for number in range(each):
            made = _one(rng, ways[number % len(ways)], places)
            if made:
                yield from _items(f"{kind}-{number:03}", kind, *made)


def _one(rng: Random, generator: Generator, places: Sequence[Place]) -> tuple[Place, Draw] | None:
    for _ in range(_TRIES):
        place = rng.choice(places)
        if made := generator(rng, place):
            return place, made
    return None


def _items(name: str, kind: str, place: Place, made: Draw) -> Iterator[Item]:
    """The error, and the look-alike where something right was put in."""
    right, split = place.under_title(made.right), split_of(made.source or place.text)
    if made.wrong:
        wrong = place.under_title(made.wrong)
        yield Item(name, kind, split, wrong, True, right, made.hint)
    if made.right != place.text:
        before = place.under_title(place.text)
        yield Item(f"{name}-right", kind, split, right, False, before)
