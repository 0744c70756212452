"""Names that a dictionary finds where no reader of facts found one: what a request hides besides.

It errs on either side, and may: a word that is hidden comes back with the answer.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from drafter.proof.masked_passages import mask_text
from drafter.proof.word_tags import dictionary
from drafter.records import Span

# Tags of rjieba. A verb that ends a name is no part of it (沈若兰获); words with one inside (挽损,
# 酒驾), kinds of things (开放日, 加工厂) and numerals (国三) are none.
_VERBS = frozenset("v vg vn d".split())
_NO_NAMES = _VERBS | frozenset("m nt nz".split())


def names_by_dictionary(text: str) -> Iterator[Span]:
    """Where names stand in words between facts."""
    masked = mask_text(text)
    if masked == text:
        return
    for kind, start, end, at, to in SequenceMatcher(None, text, masked, False).get_opcodes():
        if kind == "replace" and "某" in masked[at:to]:
            length = _name_length(text[start:end])
            if length > 1:
                yield start, start + length


def _name_length(words: str) -> int:
    """How many characters of the words are a name; 0 where they are none."""
    tagged = dictionary().tag(words, False)
    while tagged and tagged[-1][1] in _VERBS:
        tagged.pop()
    if any(tag in _NO_NAMES for _, tag in tagged):
        return 0
    return sum(len(word) for word, _ in tagged)
