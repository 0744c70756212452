"""Rates and levels: 合格率98.3% → 合格率达98.3%; 建筑面积4260平方米 → 建筑面积为4260平方米."""

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.phrasing.counted import Clauses, Counted, clauses_of, each_clause
from drafter.phrasing.note import Note, Step
from drafter.phrasing.verbs import has_verb, last_run
from drafter.phrasing.word_lists import pairs_in, words_in
from drafter.proof.clauses import HAN
from drafter.records import FactKind, Part

_RATE = re.compile(r"[一-鿿]{1,18}?(?:率|占比|比重|比例)$")
_TOLD = frozenset({Part.DONE, Part.OTHER, Part.PROBLEMS})
_NO_LEVEL = re.compile(r"^(?:其中|合计|总计|共|每|同比|比|较|占)|[每由从至到为达]$")
_AVERAGE = re.compile("(?:人均|户均|亩均|日均|村均|月均|场均)[一-鿿]{0,6}|合计")
_PER = re.compile("每[人户亩头只餐月年天次生床](?:每[月年天次学期]+)?")
_FALLING = re.compile("下降|减少|回落|下跌|降低|缩小|降|少|低|缺")
_BOUNDED = frozenset("不低高超少多")  # how a figure begins that says what it is itself: 不低于320
_COUNTS = frozenset("件 起 宗 家 个 例 户 所 处 名 项 批 条".split())
_HIGH = Decimal(90)
_EACH = 4  # rates that one 分别为 may have


def level_of(place: int, note: Note) -> Iterator[str]:
    """The note with 达 or 为 before the figure of a rate or level at a place."""
    clauses = clauses_of(note)
    clause = clauses.at(place)
    if note.part not in _TOLD or not clause:
        return
    if _PER.fullmatch(clause.lead) and clause.kind is FactKind.MONEY and not clause.rest:
        if clauses.mark_before(place) == "，":
            yield clauses.text({place: clause.led_by(f"标准为{clause.lead}")})
        return
    word = _word_before(clauses, clause)
    if not word:
        return
    before = clauses.at(place - 1)
    if clauses.mark_before(place) == "、" and not (before and _ends_level(before)):
        return
    yield from _together(clauses, clause)
    word = "为" if note.part is Part.PROBLEMS else word
    yield clauses.text({place: clause.led_by(clause.lead + word)})


RATES: tuple[Step, ...] = each_clause(level_of)
"""A step for each clause of a note, in order."""


def _word_before(clauses: Clauses, clause: Counted) -> str:
    """What may stand between a rate or level and its figure; "" where nothing has to."""
    if _NO_LEVEL.search(clause.lead) or clauses.mark_before(clause.place) == "）":
        return ""
    if clauses.printed(clause.token)[:1] in _BOUNDED or HAN.match(clause.rest):
        return ""
    if _AVERAGE.fullmatch(clause.lead):
        return "达" if clause.unit.endswith("次") else "为"
    return _of_rate(clauses, clause) if _is_rate(clause) else _of_level(clauses, clause)


def _of_level(clauses: Clauses, clause: Counted) -> str:
    run = last_run(clause.lead)
    known = ((word, noun) for word, nouns in pairs_in("levels") for noun in nouns)
    word, noun = max(
        ((word, noun) for word, noun in known if run.endswith(noun)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    counted = clause.kind is FactKind.POINTS or clause.unit in _COUNTS
    if not noun or counted or has_verb(clause.lead, noun):
        return ""
    return "为" if _falls(clauses, clause) else word


def _is_rate(clause: Counted) -> bool:
    percent = clause.kind is FactKind.PERCENT or clause.unit == "‰"
    return percent and bool(_RATE.search(clause.lead))


def _ends_level(clause: Counted) -> bool:
    """Whether a clause has 达 or 为 before its figure already."""
    return clause.lead.endswith(("达", "为"))


def _of_rate(clauses: Clauses, clause: Counted) -> str:
    low_is_good = any(clause.lead.endswith(rate) for rate in words_in("rates"))
    value = clauses.value(clause.token)
    high = value is not None and value >= _HIGH
    return "达" if high and not low_is_good and not _falls(clauses, clause) else "为"


def _falls(clauses: Clauses, clause: Counted) -> bool:
    """Whether what follows says that it is less than before."""
    behind = clauses.pieces[clause.place + 1].text if clauses.pieces[clause.place].mark else ""
    return bool(_FALLING.search(clause.rest + behind))


def _together(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """优秀率21.4%、良好率43.6% → 优秀率、良好率分别为21.4%和43.6%."""
    row = [clause]
    while clauses.pieces[row[-1].place].mark == "、" and not row[-1].rest:
        behind = clauses.at(row[-1].place + 1)
        if not behind or not _word_before(clauses, behind) or behind.unit != clause.unit:
            break
        row.append(behind)
    last = clauses.pieces[row[-1].place]
    if not 1 < len(row) <= _EACH or row[-1].rest or last.mark == "、":
        return
    names = [level.lead for level in row]
    figures = [level.figure for level in row]
    text = f"{'、'.join(names)}分别为{'、'.join(figures[:-1])}和{figures[-1]}"
    yield clauses.joined(clause.place, row[-1].place, text)
