"""FIG105: a figure on another indicator."""

from collections import defaultdict
from collections.abc import Iterator

from drafter.checks.indicators import MEASURED, Beside, Noted, Stated
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def moved(beside: Beside) -> Iterator[Finding]:
    rivals: dict[str, list[Noted]] = defaultdict(list)
    for places in beside.noted.values():
        for noted in places:
            rivals[noted.fact.unit].append(noted)
    for one in beside.stated:
        home = beside.noted.get(one.fact.key)
        if not home or one.fact.key in beside.front or one.fact.kind not in MEASURED:
            continue
        said = _said(one)
        own = max(_share(said, noted) for noted in home)
        if not said or own > _OWN:
            continue
        others = (noted for noted in rivals[one.fact.unit] if noted.fact.key != one.fact.key)
        if any(_share(said, noted) >= max(_OTHER, own + _APART) for noted in others):
            yield RULE.at(one.line, one.fact.span, bullet=home[0].bullet.text[:40])


# Shares of the words beside a figure: at most of its own note, at least of the other note, and how far apart.
_OWN, _OTHER, _APART = 0.4, 0.6, 0.5


def _said(one: Stated) -> frozenset[str]:
    """The words that tell what a figure measures: those before it, or behind it where nothing is before."""
    return one.words.before or (one.words.behind if len(one.words.behind) > 1 else frozenset())


def _share(said: frozenset[str], noted: Noted) -> float:
    return len(said & noted.words.all) / len(said) if said else 1.0


RULE: Rule[Beside] = Rule(
    code="FIG105",
    severity=Severity.ERROR,
    name=("数据接到了别的事项上", "a figure on another indicator"),
    why=(
        "数据本身在要点里有，却写在另一件事上；张冠李戴比没有更难发现。",
        "A right figure on the wrong indicator is a wrong figure.",
    ),
    source="the promise (README)",
    message=("“{text}”在要点中说的是“{bullet}”", "in the notes “{text}” is about “{bullet}”"),
    wrong=("要点：招聘教师118名、表彰先进31名；成稿把两个数对调",),
    right=("要点和成稿说的是同一件事",),
    check=moved,
)
