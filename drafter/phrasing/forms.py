"""Wordings by form, as files of this package list them: how a clause looks, how it is worded.

In a form <BA> stands for facts of these kinds and ~ for a Chinese character (shape.pattern), and
{finish} for the verbs of that row of plan_verbs.txt; {verb} for any of them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from drafter.phrasing.plan_words import verbs
from drafter.phrasing.shape import pattern
from drafter.phrasing.word_lists import any_of, lines_of, named_words


@dataclass(frozen=True, slots=True)
class Form:
    """A row of such a file.

    name    what stands before the form: the kind of goal; "" for nothing
    clause  how it looks
    worded  how it is worded, by the groups of the form
    """

    name: str
    clause: re.Pattern[str]
    worded: str


@lru_cache(maxsize=16)
def forms(file: str) -> tuple[Form, ...]:
    """The forms of a file, in its order."""
    kinds = named_words("plan_verbs").items()
    words = {kind: f"(?:{any_of(listed)})" for kind, listed in kinds}
    words["verb"] = f"(?:{any_of(verbs())})"
    listed: list[Form] = []
    for row in lines_of(file):
        *name, clause, worded = row.split()
        filled = re.sub(r"\{([a-z]+)\}", lambda found: words[found[1]], clause)
        listed.append(Form("".join(name), pattern(filled), worded))
    return tuple(listed)
