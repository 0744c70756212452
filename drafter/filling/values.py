"""What a person wrote for a gap → what is printed in its place, or why it cannot be.

A value is taken as people write it: １２, 12场, 约12, 一百余. The reader of figures reads it with
the unit of the gap; what it does not read as exactly one fact of that kind and unit is refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from drafter.facts.figures import fold, read_facts, read_gaps, read_slots
from drafter.facts.placeholders import fits
from drafter.facts.punctuation import mend, without_end
from drafter.facts.units import MID, UNITS
from drafter.filling.rows import Row
from drafter.messages import t
from drafter.records import Brief, Fact, FactKind, GapKind, Part, Span

_NONE = re.compile(r"(?:无|没有|暂无|空|不涉及|/|—+|-+|\\)[。]?")
_LONGEST = 30  # characters of a name; what is longer is a remark
_FAR = 2  # digits more or fewer than the mask has
_SHARES = re.compile(r"占比?|率|覆盖|比例|达标|比重")
_MAY_EXCEED = re.compile(
    r"完成|增长|增幅|提高|上升|增加|增速|为?去年|占[^，。；]{0,6}(?:任务|计划|目标|预算)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a value.

    text      printed in the place of the mask; None where it is refused or nothing was written
    refusal   why it cannot be taken, "" where it can; `plain` says that somebody may insist on it (--accept)
    warnings  what a person should look at
    """

    text: str | None
    refusal: str = ""
    plain: bool = False
    warnings: tuple[str, ...] = field(default=())


def judged(given: str, row: Row, brief: Brief, *, accepted: bool = False) -> Verdict:
    """Judge what was written for a gap.

    accepted  somebody insists: what is only implausible is warned of, not refused
    """
    said = _tidy(given)
    if not said:
        return Verdict("") if row.gap.kind is GapKind.STRAY else Verdict(None)
    if _NONE.fullmatch(said) and row.gap.kind is not GapKind.TEXT:
        return Verdict(None, t("fill.none", given=given.strip()))
    if read_gaps(said):
        return Verdict(None, t("fill.mask", given=given.strip()))
    verdict = _JUDGES.get(row.gap.kind, _name)(said, row)
    if verdict.text is None:
        return verdict
    unlikely = _unlikely(verdict.text, row)
    if unlikely and not accepted:
        return Verdict(None, unlikely[0], plain=True)
    warnings = (*verdict.warnings, *unlikely, *_doubtful(verdict.text, row, brief))
    return _broken(verdict.text, row) or replace(verdict, warnings=tuple(dict.fromkeys(warnings)))


def _tidy(given: str) -> str:
    return re.sub(r"[\s\u3000]+", " ", given.replace("\n", " ")).strip()


# --- figures ---


def _figure(said: str, row: Row) -> Verdict:
    """A number, with or without its unit, with what makes it vague."""
    unit, plain = row.gap.unit, without_end(fold(said).replace(" ", ""))
    spelled = (
        *(unit[:n] for n in range(len(unit), 0, -1)),
        re.sub(f"^{MID}", "", unit),
    )  # 万元, 万; 家 of 余家
    begun = next((said for said in spelled if said and plain.endswith(said)), "")
    other = _one_fact(plain)
    fact = _one_fact(plain.removesuffix(begun) + unit) or (
        other if unit and other and other.text.endswith(unit) else None
    )
    if fact is None:
        if other is None or not unit:
            return Verdict(None, t("fill.not", kind=t(f"gap.kind.{row.gap.kind}"), given=said))
        same = (wanted := _one_fact("1" + unit)) is not None and (other.kind, other.unit) == (
            wanted.kind,
            wanted.unit,
        )
        # 36500元 for 万元: nothing is converted
        return Verdict(None, t("fill.scale" if same else "fill.unit", unit=unit, given=said))
    if fact.value is not None and fact.value < 0:
        return Verdict(None, t("fill.negative", given=said))
    warnings = (
        [t("fill.unit.like", unit=unit, given=said)] if begun != unit and begun in UNITS else []
    )
    if re.search(r"[近约]$", row.sentence[: row.span[0]]) and {"约", "近", "大约"} & set(
        fact.qualifiers
    ):
        warnings.append(t("fill.vague", given=said))
    return Verdict(fact.text.removesuffix(unit), warnings=tuple(warnings))


def _one_fact(text: str) -> Fact | None:
    """The fact that a text is from end to end, else None."""
    slots = read_slots(text)
    whole = len(slots) == 1 and slots[0].span == (0, len(text))
    return slots[0] if whole and isinstance(slots[0], Fact) else None


def _part_of_date(said: str, row: Row) -> Verdict:
    """The year, month or day that the mask stands for; of a whole date, that part of it."""
    unit = (
        row.gap.unit
        if row.gap.unit in {"年", "月", "日", "号"}
        else row.sentence[row.span[1] : row.span[1] + 1]
    )
    plain = without_end(fold(said).replace(" ", ""))
    whole = re.fullmatch(
        r"(\d{4})(?:年|[-/.])(\d{1,2})(?:(?:月|[-/.])(\d{1,2})日?)?(?: ?\d\d:\d\d(?::\d\d)?)?月?",
        plain,
    )
    if whole:
        part = {"年": whole[1], "月": whole[2], "日": whole[3], "号": whole[3]}.get(unit)
    else:
        part = (found := re.fullmatch(rf"(\d{{1,4}}){re.escape(unit)}?", plain)) and found[1]
    number = int(part) if part else 0
    fair = {
        "年": 1900 <= number <= 2099,
        "月": 1 <= number <= 12,
        "日": 1 <= number <= 31,
        "号": 1 <= number <= 31,
    }
    if not part or not fair.get(unit, unit in "〕］]）)" and 1900 <= number <= 2099):
        return Verdict(None, t("fill.not", kind=t("gap.kind.date"), given=said))
    return Verdict(str(number))


def _time(said: str, row: Row) -> Verdict:
    found = re.fullmatch(
        r"(?:上午|下午|晚上?|早上?)?(\d{1,2})(?:[点时]整?|:00)?",
        without_end(fold(said)).replace(" ", ""),
    )
    if not found or not 0 <= int(found[1]) <= 24:
        return Verdict(None, t("fill.not", kind=t("gap.kind.time"), given=said))
    return Verdict(str(int(found[1])))


def _ordinal(said: str, row: Row) -> Verdict:
    """十八, 第18届 → what stands between 第 and 届."""
    plain = without_end(fold(said).replace(" ", "")).removeprefix("第")
    follows = row.sentence[row.span[1] :]
    while (
        plain
        and follows.startswith(plain[-1])
        and not re.match(r"[\d〇零一二三四五六七八九十百]", plain[-1])
    ):
        plain = plain[:-1]
    if not re.fullmatch(r"\d{1,4}|[〇零一二三四五六七八九十百]{1,6}", plain):
        return Verdict(None, t("fill.not", kind=t("gap.kind.ordinal"), given=said))
    return Verdict(plain)


# --- names and words ---


def _name(said: str, row: Row) -> Verdict:
    """A name, without the words that stand beside its mask already: 云岭区 for xx区教育局 is 云岭."""
    plain = mend(said).strip("。；，、 ")
    before, after = row.sentence[: row.span[0]], row.sentence[row.span[1] :]
    plain = plain.removeprefix("《").removesuffix("》") if row.gap.within == "title" else plain
    plain = plain.strip("“”") if row.gap.within in {"quote", "phrase"} else plain
    for length in range(min(len(plain) - 1, len(after)), 0, -1):
        if plain.endswith(after[:length]):
            plain = plain[:-length]
            break
    for length in range(min(len(plain) - 1, len(before), 6), 1, -1):
        if plain.startswith(before[-length:]):
            plain = plain[length:]
            break
    kind = t(f"gap.kind.{row.gap.kind}")
    if re.fullmatch(r"[\d.,%]+", plain) and row.gap.kind is not GapKind.PHRASE:
        return Verdict(None, t("fill.not", kind=kind, given=said))
    if len(plain) > _LONGEST or re.search(r"[。；，：？！]", plain):
        return Verdict(None, t("fill.remark", kind=kind, given=said))
    if row.gap.restore and plain != row.gap.restore:
        return Verdict(plain, warnings=(t("fill.phrase", right=row.gap.restore, given=said),))
    return Verdict(plain)


def _words(said: str, row: Row) -> Verdict:
    """Words of any kind; those of a whole section are sentences."""
    plain = mend(said)
    if row.gap.kind is GapKind.SECTION and not plain.endswith(("。", "！", "？")):
        plain += "。"
    return Verdict(plain)


def _document(said: str, row: Row) -> Verdict:
    found = re.search(r"(\d{1,5})号?$", without_end(fold(said).replace(" ", "")))
    return (
        Verdict(found[1].lstrip("0") or "0")
        if found
        else Verdict(None, t("fill.not", kind=t("gap.kind.document"), given=said))
    )


def _stray(said: str, row: Row) -> Verdict:
    return Verdict(mend(said).strip("。；，、 "))


_JUDGES: dict[GapKind, Callable[[str, Row], Verdict]] = {
    GapKind.COUNT: _figure,
    GapKind.MONEY: _figure,
    GapKind.PERCENT: _figure,
    GapKind.POINTS: _figure,
    GapKind.DURATION: _figure,
    GapKind.DATE: _part_of_date,
    GapKind.TIME: _time,
    GapKind.ORDINAL: _ordinal,
    GapKind.DOCUMENT: _document,
    GapKind.TEXT: _words,
    GapKind.SECTION: _words,
    GapKind.STRAY: _stray,
}


# --- is it likely? ---


def _unlikely(text: str, row: Row) -> list[str]:
    """What cannot well be so; it is refused unless somebody insists."""
    fact = _said(text, row)
    found: list[str] = []
    if fact is None or fact.value is None or row.width is None:
        return found
    number = _number(text)
    if number is not None and not fits(row.gap.text, number):
        whole = len(str(abs(int(number)))) - row.width[0]
        if abs(whole) >= _FAR:
            found.append(
                t("fill.width.far", mask=row.gap.text + row.gap.unit, text=text + row.gap.unit)
            )
    if fact.kind is FactKind.PERCENT:
        about = re.split(r"[，；。：]", row.sentence[: row.span[0]])[-1]
        if fact.value < 1 and row.width[0] > 1:
            found.append(t("fill.share", text=text + row.gap.unit))
        if fact.value > 100 and _SHARES.search(about) and not _MAY_EXCEED.search(about):
            found.append(t("fill.percent", text=text + row.gap.unit))
    return found


def _doubtful(text: str, row: Row, brief: Brief) -> list[str]:
    """What a person should look at."""
    fact = _said(text, row)
    found = []
    number = _number(text)
    dated = row.gap.kind is GapKind.DATE  # xx月 is any month
    if (
        row.width is not None
        and number is not None
        and not dated
        and not fits(row.gap.text, number)
    ):
        found.append(t("fill.width", mask=row.gap.text + row.gap.unit, text=text + row.gap.unit))
    if fact is not None and fact.value == 0:
        found.append(t("fill.zero", text=text + row.gap.unit))
    if (
        fact is not None
        and fact.kind is FactKind.PERCENT
        and fact.value is not None
        and fact.value > 100
    ):
        found.append(t("fill.over", text=text + row.gap.unit))
    if row.gap.unit.startswith(tuple("余多")) and number is not None and number % 10:
        found.append(t("fill.round", text=text + row.gap.unit))
    if row.last and len(text) >= 3 and row.last.startswith(text + row.gap.unit + "（"):
        found.append(t("fill.last", last=row.last))
    if row.gap.kind is GapKind.DATE and (said := _outside(text, row, brief)):
        found.append(said)
    return found


def _said(text: str, row: Row) -> Fact | None:
    return _one_fact(text + row.gap.unit)


def _number(text: str) -> Decimal | None:
    found = re.search(r"\d+(?:\.\d+)?", text)
    return Decimal(found[0]) if found else None


_HALVES = {"上半年": range(1, 7), "下半年": range(7, 13)}
_QUARTERS = {name: range(3 * n + 1, 3 * n + 4) for n, name in enumerate("一二三四")}


def _outside(text: str, row: Row, brief: Brief) -> str:
    """What to say of a date that lies outside the period its section is about; "" for nothing."""
    part = row.part
    period = brief.next_period if part is Part.PLANNED else brief.period
    if not text.isdecimal():
        return ""
    number = int(text)
    after = row.sentence[row.span[1] :]
    if (
        row.gap.kind is GapKind.DATE
        and after.startswith("年")
        and (year := re.match(r"(\d{4})年", brief.period))
    ):
        wide = number if len(text) == 4 else 2000 + number
        far = abs(wide - int(year[1])) > 1
        return t("fill.year", text=text, period=brief.period) if far else ""
    months = next((months for name, months in _HALVES.items() if name in period), None)
    quarter = re.search(r"([一二三四])季度", period)
    months = _QUARTERS[quarter[1]] if quarter else months
    done = part is Part.DONE and not re.search(
        r"计划|预计|拟|将|下半年|目前|力争", row.sentence[: row.span[0]]
    )
    if (
        after.startswith("月")
        and months
        and number not in months
        and (done or part is Part.PLANNED)
    ):
        return t("fill.month", text=text, period=period)
    return ""


_PIECES = {
    GapKind.TITLE,
    GapKind.DATE,
    GapKind.TIME,
    GapKind.DOCUMENT,
}  # of a fact that stands there already


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _broken(text: str, row: Row) -> Verdict | None:
    """A refusal where the filled sentence would not read as it did, plus this value and nothing else."""
    start, end = row.span
    filled = row.sentence[:start] + text + row.sentence[end:]
    stop = start + len(text)
    if row.gap.fact_kind is FactKind.NAME or row.gap.kind in _PIECES:
        return None
    figure = next((f for f in read_facts(filled) if f.span[0] <= start and f.span[1] >= stop), None)
    unit = row.gap.unit
    if figure is None or (unit and not filled[start : figure.span[1]].startswith(text + unit[:1])):
        return Verdict(None, t("fill.unreadable", text=text + unit))
    grown = len(text) - (end - start)
    shut = (figure.span[0], figure.span[1] - grown)  # x%～5.5% becomes one figure
    others = [
        f.key
        for f in read_facts(row.sentence)
        if f.kind is not FactKind.NAME and not _overlap(f.span, shut)
    ]
    now = [
        f.key for f in read_facts(filled) if f.kind is not FactKind.NAME and f.span != figure.span
    ]
    return (
        None
        if sorted(now) == sorted(others)
        else Verdict(None, t("fill.unreadable", text=text + unit))
    )
