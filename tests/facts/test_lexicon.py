"""The lists of words: each is there, and no word stands in it twice."""

from pathlib import Path

import pytest

from drafter.facts import lexicon

LISTS = sorted(path.stem for path in Path(lexicon.__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_words_and_none_twice(name: str) -> None:
    words = lexicon.words(name)
    assert words
    assert len(set(words)) == len(words)
    assert not any("#" in word for word in words)
