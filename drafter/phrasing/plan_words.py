"""The verbs of plans: plan_verbs.txt, a kind of goal a row."""

from functools import lru_cache

from drafter.phrasing.word_lists import named_words

_KINDS = "finish start event run act works paper fund target hold duty".split()


@lru_cache(maxsize=1)
def verbs() -> tuple[str, ...]:
    """Every verb of plan_verbs.txt that tells what is to be done."""
    listed = named_words("plan_verbs")
    return tuple(word for kind in _KINDS for word in listed[kind])


def opens_with_verb(text: str) -> bool:
    """Whether a text begins with one of these verbs."""
    return text.startswith(verbs())
