"""Whether a sentence reads as talk or as a bare note, and not as a sentence of a report.

The rules write what they know how to write. What they leave spoken (后来没几个做的) only its author
can word, so that it has to be told. Read from the words alone, by the lists in `spoken.toml`. What
is in doubt is not told: a note that need not be worded again costs more than one that stays.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from drafter.proof.clauses import HAN
from drafter.proof.word_reading import tagged
from drafter.records import Span

_ENOUGH = 2  # different weak signs
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_NOT_READ = "\ue000"  # in the place of what is quoted
_END = "，；：。、（）,;:"
_SIGNS = {"~": "[一-龥]", "<": f"(?:^|(?<=[{_END}]))", ">": f"(?=[{_END}]|$)"}
_TOPIC = 8  # characters of a topic
_NOUNS = frozenset("n nz ns nt ng".split())


@dataclass(frozen=True, slots=True)
class Sign:
    """Something by which a sentence is known to be spoken: what stands there, and where.

    strong  tells it alone
    """

    text: str
    span: Span
    strong: bool


@lru_cache(maxsize=4096)
def spoken_signs(text: str) -> tuple[Sign, ...]:
    """The signs that a sentence is spoken, in reading order; () where it may stand as it is.

    text  of a sentence as it is printed
    """
    read = _QUOTED.sub(lambda quote: _NOT_READ * len(quote[0]), text)
    signs = _apart(_signs(read))
    if any(sign.strong for sign in signs) or len({sign.text for sign in signs}) >= _ENOUGH:
        return signs
    topics = text.removesuffix("。")
    return (Sign(topics, (0, len(topics)), strong=True),) if _only_topics(topics) else ()


def _signs(text: str) -> Iterator[Sign]:
    ends = _word_ends(text)
    for kind, patterns in _patterns().items():
        for found in (each for pattern in patterns for each in pattern.finditer(text)):
            if kind == "anywhere" or ends.issuperset(found.span()):
                yield Sign(found[0], found.span(), strong=kind != "weak")


def _apart(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """The signs in reading order, without those that stand within another."""
    kept: list[Sign] = []
    for sign in sorted(signs, key=lambda sign: (sign.span[0], -sign.span[1], not sign.strong)):
        if not kept or sign.span[1] > kept[-1].span[1]:
            kept.append(sign)
    return tuple(kept)


def _word_ends(text: str) -> frozenset[int]:
    """Where no word of the dictionary goes on."""
    ends = set(range(len(text) + 1))
    for run in HAN.finditer(text):
        ends.difference_update(range(run.start() + 1, run.end()))
        at = run.start()
        for word, _ in tagged(run[0]):
            at += len(word)
            ends.add(at)
    return frozenset(ends)


def _only_topics(text: str) -> bool:
    """Whether nothing is told of what a sentence names: 高支模、深基坑."""
    return all(HAN.fullmatch(topic) and _is_topic(topic) for topic in re.split("[、和]", text))


def _is_topic(name: str) -> bool:
    """Whether a name is nothing but nouns, of which the last may be a deed: 能源生产."""
    (first, kind), *rest = tagged(name)
    opens = kind in _NOUNS or (kind == "a" and len(first) == 1)
    return len(name) <= _TOPIC and opens and all(kind in {*_NOUNS, "vn"} for _, kind in rest)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """The lists, as expressions."""
    text = files("drafter.filling").joinpath("spoken.toml").read_text(encoding="utf-8")
    return {name: tuple(map(_pattern, entries)) for name, entries in tomllib.loads(text).items()}


def _pattern(entry: str) -> re.Pattern[str]:
    """An entry of a list as an expression."""
    return re.compile(re.sub(r"(?<!\(\?)[~<>]", lambda sign: _SIGNS[sign[0]], entry))
