"""The ways of ranking that ours is measured against, each over the same documents, by looking at everything.

Those that carry `-500` cut files as tutorials do: 500 characters a piece, wherever that falls, without headings. All
others rank our passages.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import rjieba

from drafter.evaluation.judgements import Query
from drafter.evaluation.retrieval import Hit

System = Callable[[Query, np.ndarray], Sequence[Hit]]  # the query and its vector

_RRF = 60


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a system ranks: hit, shelf and text of each piece, and a row of `vectors` for each."""

    hits: Sequence[Hit]
    shelves: Sequence[str]
    texts: Sequence[str]
    vectors: np.ndarray


def cut_words(text: str) -> list[str]:
    """The words of a text by the dictionary of rjieba, without punctuation."""
    return [word.lower() for word in rjieba.cut(text) if re.search(r"\w", word)]
