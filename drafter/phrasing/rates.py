"""Rates and levels: 合格率98.3% → 合格率达98.3%; 建筑面积4260平方米 → 建筑面积为4260平方米."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.phrasing.counted import Clauses, Counted, clauses_of, each_clause
from drafter.phrasing.note import Note, Step
from drafter.phrasing.verbs import has_verb, is_deed, is_verb, last_run, starts_with_verb
from drafter.phrasing.word_lists import pairs_in, words_in
from drafter.proof.clauses import HAN
from drafter.proof.word_reading import tagged
from drafter.records import FactKind, Part

_RATE = re.compile(r"(?:率|占比|比重|比例)$")
_TOLD = frozenset({Part.DONE, Part.OTHER, Part.PROBLEMS})
_NO_LEVEL = re.compile(
    r"^(?:应付|拖欠|欠付|其中|合计|总计|共|每|同比|比|较|占(?!比))|[每由从至到为达]$|预计|计划|拟|力争|目标|确保|将|(?<![优接招期等款])待(?!遇)"
)
_AVERAGE = re.compile(
    "(?!.*[比低高多少增降达为])(?:人均|户均|亩均|日均|村均|月均|场均)[一-鿿]{0,6}|合计|累计"
)
_FALLING = re.compile("下降|减少|回落|下跌|降低|缩小|降|少|低|缺")
_BOUNDED = frozenset(
    "不低高超少多负增降"
)  # how a figure begins that says what it is itself: 不低于320
_COUNTS = frozenset("件 起 宗 家 个 例 户 所 处 名 项 批 条".split())
_OF_COUNTS = frozenset("量数务")  # how a level ends that is counted by the piece: 总数1540个
_OF_MONEY = re.compile("(?:[金款费]|债券|投资|收入|支出|资产|资本|门票|债务|利息|收益|保费)$")
_ALONE = frozenset("投资 资金 贷款 借款 债券".split())  # alone they are verbs, or objects of one
_OF_SHARES = frozenset("度平面比幅速重率")  # how a level that is a percentage ends
_HIGH = Decimal(90)
_EACH = 4  # rates that one 分别为 may have


def level_of(place: int, note: Note) -> Iterator[str]:
    """The note with 达 or 为 before the figure of a rate or level at a place."""
    clauses = clauses_of(note)
    clause = clauses.at(place)
    if note.part not in _TOLD or not clause:
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


def _word_before(clauses: Clauses, clause: Counted) -> str:
    """What may stand between a rate or level and its figure; "" where nothing has to."""
    if _NO_LEVEL.search(clause.lead) or clauses.mark_before(clause.place) == "）":
        return ""
    if _is_later_part(clauses, clause):
        return ""
    if clauses.printed(clause.token)[:1] in _BOUNDED or HAN.match(clause.rest):
        return ""
    if (
        clause.lead.endswith("累计")
        and not has_verb(clause.lead, "")
        and last_run(clause.lead[:-2])
    ):
        return "达"
    if _AVERAGE.fullmatch(clause.lead):
        return _of_average(clause)
    return _of_rate(clauses, clause) if _is_rate(clause) else _of_level(clauses, clause)


def _of_average(clause: Counted) -> str:
    """人均6200元 → 人均为6200元; 人均办案70件 and 日均登记130人 have their verb."""
    deed = clause.lead[2:]
    if clause.kind is FactKind.MONEY:
        return "为"
    is_done = is_deed(deed) or deed in words_in("within_deeds")
    return "" if is_done or (deed and tagged(deed)[-1][1] == "v") else "达"


def _is_later_part(clauses: Clauses, clause: Counted) -> bool:
    """Whether a clause is the second of the parts that 其中 opens."""
    before = clauses.at(clauses.head_of_row(clause.place - 1)) if clause.place else None
    return bool(before and before.lead.startswith("其中") and before.unit == clause.unit)


def _of_level(clauses: Clauses, clause: Counted) -> str:
    run = last_run(clause.lead)
    known = ((word, noun) for word, nouns in pairs_in("levels") for noun in nouns)
    word, noun = max(
        ((word, noun) for word, noun in known if run.endswith(noun)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    counted = clause.kind is FactKind.POINTS
    counted |= clause.unit in _COUNTS and noun[-1:] not in _OF_COUNTS
    counted |= clause.kind is not FactKind.MONEY and bool(_OF_MONEY.search(noun))
    counted |= clause.lead == noun and (noun in _ALONE or is_verb(noun)) and noun[-1:] not in "栏院"
    counted |= clause.kind is FactKind.PERCENT and noun[-1:] not in _OF_SHARES
    if not noun or counted or has_verb(clause.lead, noun):
        return ""
    return "为" if falls(clauses, clause) else word


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
    at_least = clause.unit.endswith("以上")
    return "达" if (high or at_least) and not low_is_good and not falls(clauses, clause) else "为"


def falls(clauses: Clauses, clause: Counted) -> bool:
    """Whether what follows says that it is less than before."""
    behind = clauses.pieces[clause.place + 1].text if clauses.pieces[clause.place].mark else ""
    return bool(_FALLING.search(clause.rest + behind))


def parted(place: int, note: Note) -> Iterator[str]:
    """税种方面，增值税3.26亿元、其他税3.2亿元 → 税种方面，增值税、其他税分别为3.26亿元和3.2亿元."""
    clauses = clauses_of(note)
    row = [clause for clause in [clauses.at(place)] if clause]
    topic = clauses.pieces[place - 1] if place else None
    if note.part not in _TOLD or not row or not topic or topic.tokens or topic.mark != "，":
        return
    while clauses.pieces[row[-1].place].mark == "、":
        behind = clauses.at(row[-1].place + 1)
        if not behind:
            return
        row.append(behind)
    if all(_is_amount(part) for part in row) and 1 < len(row) <= _EACH:
        yield _each(clauses, row)


def _is_amount(clause: Counted) -> bool:
    """Whether a clause is a noun and its money or share."""
    plain = bool(last_run(clause.lead)) and not clause.rest and not starts_with_verb(clause.lead)
    return plain and clause.kind in (FactKind.MONEY, FactKind.PERCENT)


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
    yield _each(clauses, row)


def _each(clauses: Clauses, row: Sequence[Counted]) -> str:
    names = "、".join(part.lead for part in row)
    *figures, last = [part.figure for part in row]
    text = f"{names}分别为{'、'.join(figures)}和{last}"
    return clauses.joined(row[0].place, row[-1].place, text)


RATES: tuple[Step, ...] = (*each_clause(level_of), *each_clause(parted))
"""A step for each clause of a note, in order."""
