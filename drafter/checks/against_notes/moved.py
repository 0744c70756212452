"""FIG105: a figure on another indicator."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from drafter.checks.beside import Beside, Noted, Stated
from drafter.checks.indicators import MEASURED, run_before
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def moved(beside: Beside) -> Iterator[Finding]:
    rivals: dict[str, list[Noted]] = defaultdict(list)
    for noted in chain.from_iterable(beside.noted.values()):
        rivals[noted.fact.unit].append(noted)
    for stated in beside.stated:
        fact = stated.fact
        home = beside.noted.get(fact.key, [])
        if fact.kind not in MEASURED or fact.key in beside.front:
            continue
        if any(_ends_alike(stated, noted) for noted in home):
            continue
        if home and _is_moved(_telling(stated), home, rivals[fact.unit]):
            yield RULE.at(stated.line, fact.span, bullet=home[0].bullet.text[:40])


def _is_moved(words: frozenset[str], home: list[Noted], rivals: list[Noted]) -> bool:
    """Whether the words beside a figure are another note's and not those of its own."""
    own = max(_share(words, noted) for noted in home)
    if not words or own > _OWN:
        return False
    others = (noted for noted in rivals if noted.fact.key != home[0].fact.key)
    return any(_share(words, noted) >= max(_OTHER, own + _APART) for noted in others)


def _ends_alike(stated: Stated, noted: Noted) -> bool:
    """Whether the very words stand before a figure that its note has there: 受理投诉, of 投诉."""
    run = run_before(noted.bullet.text, noted.fact.span).strip()
    return len(run) > 1 and stated.line.view[: stated.fact.span[0]].endswith(run)


# Shares of the words beside a figure: at most of its own note, at least of another, how far apart.
_OWN, _OTHER, _APART = 0.4, 0.6, 0.5


def _telling(stated: Stated) -> frozenset[str]:
    """The words that tell what a figure measures: those before it, else those behind it."""
    words = stated.words
    return words.before or (words.behind if len(words.behind) > 1 else frozenset())


def _share(words: frozenset[str], noted: Noted) -> float:
    return len(words & noted.words.all) / len(words) if words else 1.0


RULE: Rule[Beside] = Rule(
    code="FIG105",
    severity=Severity.ERROR,
    name=("数据接到了别的事项上", "a figure on another indicator"),
    why=(
        "数据本身在要点里有，却写在另一件事上；张冠李戴比没有更难发现。",
        "A right figure on the wrong indicator is a wrong figure.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=("“{text}”在要点中说的是“{bullet}”", "in the notes “{text}” is about “{bullet}”"),
    wrong=("要点：招聘教师118名、表彰先进31名；成稿把两个数对调",),
    right=("要点和成稿说的是同一件事",),
    check=moved,
)
