"""Words that function words make together, and that say something: 所有, 由于, 从而, 有的.

所 and 有 are allowed each by itself, so a text made up of allowed words could hold them.
"""

from collections.abc import Iterator

from drafter.proof.clauses import HAN, Clause
from drafter.proof.word_reading import WordReading, words_of


def glued_words(reading: WordReading, piece: Clause) -> Iterator[str]:
    """Those of a clause that neither the note nor a heading has, and no list allows."""
    lists = reading.lists
    small = lists["function_words"] | reading.mood
    allowed = small | lists["relations"] | lists["clause_openers"]
    if not piece.tokens:
        allowed |= lists["tied_verbs"] | lists["purposes"] | lists["lead_verbs"]
    given = f"{reading.note}，{reading.known}"
    for run in HAN.findall(reading.bare(piece.text)):
        words = words_of(run)
        pairs = (run[at : at + 2] for at in range(len(run) - 1))
        made = (pair for pair in pairs if set(pair) <= small and pair not in allowed)
        for pair in made:
            if pair not in given and (pair in words or pair in lists["qualifiers"]):
                yield pair
