"""What is left of a text when all that it may say is taken out, each as often as it is marked.

The other reader: it knows no units and no grammar of numbers. It takes the printed form of every
marked fact out of the text, the longest first; what it cannot take is missing, and what then still
holds a digit, a title, a quoted name or a numeral that counts was said by nobody.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

TAKEN = "\x00"
_HEAD = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[．.]|（\d+）)", re.MULTILINE
)
_ENUMERATED = re.compile("[一二三四五六七八九十]{1,3}(?:是|要)(?=[^\x00])")
_DIGITS = re.compile(r"[\d０-９][\d０-９.,，：:]*[%％‰]?\w{0,3}")
_NAMED = re.compile("《[^》\n]*》?|“[^”\n]*”?")
_COUNTED = re.compile(
    "(?:百分之|千分之)?[零一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?[余多]?"
    "(?=[个名人位户家所件起次处项元成倍条座场期批辆台套亩吨米]|公里)"
)


@dataclass(frozen=True, slots=True)
class Residue:
    """missing: what is marked and was not found, and how often it lacks; rest: what is left."""

    missing: Counter[str]
    rest: str

    @property
    def said(self) -> list[str]:
        """What is left and looks like a figure, a title or a name."""
        found = [one[0] for rule in (_DIGITS, _NAMED) for one in rule.finditer(self.rest)]
        return [one for one in found if one.strip("《》“”\x00")]

    @property
    def counted(self) -> Counter[str]:
        """Numerals in words that are left before a word that counts."""
        return Counter(one[0] for one in _COUNTED.finditer(self.rest))


def residue(text: str, marked: Iterable[str], anywhere: Iterable[str] = ()) -> Residue:
    """Take what is marked out of a text, each as often as marked, and `anywhere` without limit."""
    text = _ENUMERATED.sub("", _HEAD.sub("", text))
    wanted = Counter(marked)
    missing: Counter[str] = Counter()
    for words in sorted(wanted, key=lambda one: (-len(one), one)):
        for _ in range(wanted[words]):
            place = next(_alone(text, words), None)
            if place is None:
                missing[words] += 1
            else:
                text = text[:place] + TAKEN + text[place + len(words) :]
    for words in sorted(filter(None, anywhere), key=len, reverse=True):
        text = text.replace(words, TAKEN)
    return Residue(missing, text)


def _alone(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text and no digit of another number goes on before or behind them."""
    at = text.find(words)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        joined = (words[0].isdigit() and (before.isdigit() or before == ".")) or (
            words[-1].isdigit() and (after.isdigit() or after == ".")
        )
        if not joined:
            yield at
        at = text.find(words, at + 1)


def clauses(text: str) -> list[str]:
    return re.split("[，；。！？：\n]", text)


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text, as far as both are Chinese."""
    return {text[at : at + 2] for at in range(len(text) - 1) if re.match("[一-龥]{2}", text[at:])}
