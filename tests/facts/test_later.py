"""An expression that is compiled later finds what it would have found."""

import re

import pytest

from drafter.facts.later import Later

TEXT = "举办培训12期、3场次，整改45处"


def spans(found: re.Match[str] | None) -> tuple[int, int] | None:
    return found and found.span()


def test_it_finds_what_a_pattern_finds() -> None:
    later, pattern = Later(r"\d+(?P<unit>期|场次)?"), re.compile(r"\d+(?P<unit>期|场次)?")
    for start in range(len(TEXT)):
        assert spans(later.match(TEXT, start)) == spans(pattern.match(TEXT, start))
        assert spans(later.match(TEXT, 0, start)) == spans(pattern.match(TEXT, 0, start))
        assert spans(later.fullmatch(TEXT, start, start + 3)) == spans(
            pattern.fullmatch(TEXT, start, start + 3)
        )
    assert [one["unit"] for one in later.finditer(TEXT)] == ["期", "场次", None]
    assert later.sub("x", TEXT) == pattern.sub("x", TEXT)


def test_nothing_is_compiled_before_something_is_looked_for() -> None:
    broken = Later("(")
    with pytest.raises(re.error):
        broken.match(TEXT)
