"""The scanner finds what trying every way at every place finds."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from drafter.facts.patterns import WAYS
from drafter.facts.scanning import scan, scan_at

ROOT = Path(__file__).parents[2]
_EVERY = [re.compile(way.text) for way in WAYS]
_SIGNS = (
    "0123456789.,，、:：/-+%‰万亿千百十一二三四五六七八九零〇两几多余半年月日时点分第次届人名所元角"
)
_WORDS = [
    "12345",
    "2.0版",
    "20 年",
    "xx",
    "×",
    "ABC级",
    "【待补】",
    "（ ）",
    "负",
    "分之",
    "翻",
    "番",
    "近",
    "党的",
]


def plainly(text: str, start: int) -> tuple[str | None, tuple[int, int]] | None:
    for place in range(start, len(text)):
        for pattern in _EVERY:
            if match := pattern.match(text, place):
                return match.lastgroup, match.span()
    return None


def agree(text: str) -> None:
    at = 0
    while match := scan(text, at):
        assert (match.lastgroup, match.span()) == plainly(text, at)
        at = max(match.end(), at + 1)
    assert plainly(text, at) is None


@given(st.lists(st.one_of(st.sampled_from([*_SIGNS, *_WORDS]), st.characters()), max_size=12))
def test_on_any_text(pieces: list[str]) -> None:
    agree("".join(pieces))


def test_on_published_text() -> None:
    for file in sorted((ROOT / "corpus" / "reports").glob("*.md"))[:3]:
        for line in file.read_text(encoding="utf-8").split("\n")[:80]:
            agree(line)


def test_what_begins_elsewhere_is_not_found_at_a_place() -> None:
    assert scan_at("共12件") is None
    match = scan_at("共12件", 1)
    assert match
    assert match[0] == "12件"
