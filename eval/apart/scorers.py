"""The scorers that stand apart: the marks of a case beside the Word file of its draft."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from unicodedata import normalize

import yaml

from drafter.evaluation.cases import Case, ExpectedBullet
from drafter.evaluation.score import Evidence, Score
from eval.apart.residue import Residue, clauses, pairs, residue
from eval.apart.wordfile import WordFile

_LEAST_KEPT = 0.5  # of the pairs of characters of a bullet; below it, its words are gone
_FEW = 3  # pairs that are too few to tell
_WITHHELD = re.compile("【.{2,6}未写入】")
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?")
_CHINESE_DAY = re.compile(
    "([〇一二三四五六七八九]{4})年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)日"
)
# GB/T 9704-2012, in twentieths of a point and half-points: A4, margins 37 and 28 mm; 二号 and 三号.
_PAGE = {"pgSz.w": 11906, "pgSz.h": 16838, "pgMar.top": 2098, "pgMar.left": 1588}
_STYLES = {
    "GwTitle": {"size": "44", "font": "小标宋", "side": "center"},
    "GwHeading1": {"size": "32", "font": "黑体", "first": "200"},
    "GwHeading2": {"size": "32", "font": "楷体", "first": "200"},
    "GwBody": {"size": "32", "font": "仿宋", "first": "200"},
    "GwIssuer": {"size": "32", "font": "仿宋"},
    "GwDate": {"size": "32", "font": "仿宋"},
}


@dataclass(frozen=True)
class Printed:
    """What was made of a case: the Word file, and the draft's own file as plain JSON."""

    case: Case
    file: WordFile
    draft: Mapping[str, Any]

    @cached_property
    def residue(self) -> Residue:
        return residue(self.file.text, _marked(self.case), _front_matter(self.case))

    @cached_property
    def of_notes(self) -> Residue:
        """What the notes hold beside what is marked: set phrases in quotes, numerals of idioms."""
        rows = (*self.case.headings, *self.case.bullets)
        quotes = [fact.quote for row in rows for fact in row.facts]
        text = "\n".join(row.text for row in rows)
        return residue(text, [*quotes, *self.case.gaps], _front_matter(self.case))


def told(printed: Printed) -> Score:
    """Of the marked facts and gaps, the share that the file prints, each as often as marked."""
    wanted, missing = sum(1 for _ in _marked(printed.case)), printed.residue.missing
    lost = tuple(Evidence(words, f"× {count}") for words, count in missing.items())
    return Score(1 - missing.total() / wanted if wanted else None, lost, "" if wanted else "none")


def invented(printed: Printed) -> Score:
    """Figures, titles, quoted names and counting numerals that nothing marked or noted gave."""
    rest, notes = printed.residue, printed.of_notes
    found = Counter(rest.said) - Counter(notes.said) + (rest.counted - notes.counted)
    return _count(Evidence(words, "nobody said it") for words in found.elements())


def astray(printed: Printed) -> Score:
    """Marked facts that stand in no clause with the word that a person bound them to."""
    pieces = [piece for clause in clauses(printed.file.text) for piece in _respectively(clause)]
    return _count(
        Evidence(fact.printed, fact.anchor, row.line)
        for row in printed.case.bullets
        for fact in row.facts
        if fact.anchor and not any(fact.printed in one and fact.anchor in one for one in pieces)
    )


def kept(printed: Printed) -> Score:
    """Of the bullets, those without a figure too, the share whose words are in the file."""
    said, rows = pairs(printed.file.text), printed.case.bullets
    gone = [row for row in rows if _share(row, said) < _LEAST_KEPT]
    lost = tuple(Evidence(row.text[:60], "gone", row.line) for row in gone)
    return Score(1 - len(gone) / len(rows) if rows else None, lost, "" if rows else "no bullets")


def marked(printed: Printed) -> Score:
    """Of the gaps and withheld numbers, the share that is highlighted and has a remark."""
    wanted = Counter((*printed.case.gaps, *printed.case.withheld))
    if not wanted:
        return Score(None, reason="no gaps")
    shown = Counter(piece.text for piece in printed.file.marked if piece.remark.strip())
    lost = list((wanted - shown).elements())
    share = 1 - len(lost) / wanted.total()
    return Score(share, tuple(Evidence(words, "not marked in the file") for words in lost))


def left_out(printed: Printed) -> Score:
    """Headings and sentences of the draft that the file lacks, or has in another order."""
    text, at = printed.file.text, 0
    lost = []
    for words in _texts(printed.draft):
        found = text.find(words, at)
        at = at if found < 0 else found + len(words)
        lost += [Evidence(words[:60], "not in the file")] if found < 0 else []
    return _count(lost)


def sheet(printed: Printed) -> Score:
    """What in the file is not as GB/T 9704 has it: the page, and each style that is used."""
    page = printed.file.page
    wrong = [
        Evidence(f"{name} = {page.get(name)}", str(value))
        for name, value in _PAGE.items()
        if page.get(name) != str(value)
    ]
    for style, form in {block.style: block.form for block in printed.file.blocks}.items():
        wanted = _STYLES.get(style, {"size": "32"})
        wrong += [
            Evidence(f"{style} {name} = {form.get(name)}", value)
            for name, value in wanted.items()
            if value not in form.get(name, "")
        ]
    titles = [block for block in printed.file.blocks if block.style == "GwTitle"]
    wrong += [] if len(titles) == 1 else [Evidence("GwTitle", f"{len(titles)} titles")]
    return _count(wrong)


Scorer = Callable[[Printed], Score]
SCORERS: dict[str, Scorer] = {
    one.__name__: one for one in (told, invented, astray, kept, marked, left_out, sheet)
}
DISAGREED = "disagreed"
_LIKE = {"recall": "told", "unsupported": "invented", "swapped": "astray", "gaps": "marked"}


def disagreed(ours: Mapping[str, Score], theirs: Mapping[str, Score]) -> Score:
    """Where drafter's reader and this one come to different verdicts on one draft.

    ours  the scores of the suite cases; theirs: those of this module
    """
    odd = []
    for name, other in _LIKE.items():
        values = [(name, ours[name].value), (other, theirs[other].value)]
        perfect = {value == (1.0 if name in ("recall", "gaps") else 0.0) for _, value in values}
        if len(perfect) > 1 and None not in (value for _, value in values):
            said = ", ".join(f"{who} {value:g}" for who, value in values)
            odd.append(Evidence(said, "the two readers disagree"))
    return _count(odd)


def _count(found: Iterable[Evidence]) -> Score:
    every = tuple(found)
    return Score(float(len(every)), every)


def _marked(case: Case) -> list[str]:
    return [*(fact.printed for fact in case.facts), *case.gaps]


def _front_matter(case: Case) -> list[str]:
    """What the front matter says: as typed, and years and days as they are printed."""
    values = map(str, yaml.safe_load(case.notes.split("---")[1]).values())
    said: list[str] = []
    for value in values:
        plain = _CHINESE_DAY.sub(_in_digits, "".join(normalize("NFKC", value).split()))
        day = _DAY.fullmatch(plain)
        year = plain[:4] if plain[:4].isdigit() else ""
        said += [value, plain, f"{year}年{plain[4:].removeprefix('年')}"] if year else [value]
        said += ["{}年{}月{}日".format(*map(int, day.groups()))] if day else []
        said += [f"{year}年"] if year else []
    return said


def _in_digits(day: re.Match[str]) -> str:
    """二〇二六年七月八日 as 2026年7月8日."""
    year, month, number = day.groups()
    return f"{''.join(map(_value, year))}年{_value(month)}月{_value(number)}日"


def _value(numeral: str) -> str:
    """A numeral below a hundred in digits."""
    tens, ten, ones = numeral.rpartition("十")
    units = "〇一二三四五六七八九".index(ones) if ones else 0
    return str(10 * ("〇一二三四五六七八九".index(tens) if tens else 1) + units if ten else units)


def _respectively(clause: str) -> list[str]:
    """A、B分别为1和2 as A 1 and B 2; any other clause as it is."""
    names, told_so, values = clause.partition("分别")
    rows = [re.split("[、和]", part) for part in (names, values)]
    if not told_so or len(rows[0]) != len(rows[1]):
        return [clause]
    return [name + value for name, value in zip(*rows, strict=True)]


def _share(row: ExpectedBullet, said: set[str]) -> float:
    text = row.text
    for words in (*(fact.quote for fact in row.facts), *row.gaps):
        text = text.replace(words, " ", 1)
    own = pairs(text)
    return len(own & said) / len(own) if len(own) > _FEW else 1.0


def _texts(draft: Mapping[str, Any]) -> Iterable[str]:
    """What the draft says of itself that it holds, in order."""
    yield draft["brief"]["title"]
    for paragraph in draft["opening"]:
        yield from (sentence["text"] for sentence in paragraph["sentences"])
    for section in draft["sections"]:
        yield from _of_section(section)


def _of_section(section: Mapping[str, Any]) -> Iterable[str]:
    yield section["heading"]
    for paragraph in section["paragraphs"]:
        yield from (sentence["text"] for sentence in paragraph["sentences"])
    for below in section["sections"]:
        yield from _of_section(below)
