"""What a person wrote for a gap → what is printed in its place, or why it cannot be.

A value is taken as people write it: １２, 12场, 约12, 一百余. The reader of figures reads it with
the unit of the gap; what it does not read as exactly one fact of that kind and unit is refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from drafter.facts.figures import fold, read_facts, read_gaps
from drafter.facts.punctuation import mend, without_end
from drafter.facts.units import MID, UNITS
from drafter.filling.likelihood import doubtful, is_readable, one_fact, unlikely
from drafter.filling.rows import Row
from drafter.filling.spoken_values import as_reported
from drafter.messages import t
from drafter.records import Brief, FactKind, GapKind

_NONE = re.compile(r"(?:无|没有|暂无|空|不涉及|/|—+|-+|\\)[。]?")
_LONGEST = 30  # characters of a name; what is longer is a remark
_NUMERAL = "〇零一二三四五六七八九十百"
_DIGIT = re.compile(rf"[\d{_NUMERAL}]")
_VAGUE = {"约", "近", "大约"}
_WHOLE_DATE = re.compile(
    r"(\d{4})(?:年|[-/.])(\d{1,2})(?:(?:月|[-/.])(\d{1,2})日?)?(?: ?\d\d:\d\d(?::\d\d)?)?月?"
)
_YEARS = range(1900, 2100)
_RANGES = {
    "年": _YEARS, "月": range(1, 13), "日": range(1, 32), "号": range(1, 32),
    **dict.fromkeys(["", *"〕］]）)"], _YEARS),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a value.

    text      printed in the place of the mask; None where it is refused or nothing was written
    refusal   why it cannot be taken, "" where it can
    plain     somebody may insist on what is refused (--accept)
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
    text = _tidy(given)
    if not text:
        return Verdict("") if row.gap.kind is GapKind.STRAY else Verdict(None)
    if _NONE.fullmatch(text) and row.gap.kind is not GapKind.TEXT:
        return Verdict(None, t("fill.none", given=given.strip()))
    if read_gaps(text):
        return Verdict(None, t("fill.mask", given=given.strip()))
    verdict = _JUDGES.get(row.gap.kind, _name)(text, row)
    if verdict.text is None:
        return verdict
    implausible = unlikely(verdict.text, row)
    if implausible and not accepted:
        return Verdict(None, implausible[0], plain=True)
    if not is_readable(verdict.text, row):
        return Verdict(None, t("fill.unreadable", text=verdict.text + row.gap.unit))
    warnings = (*verdict.warnings, *implausible, *doubtful(verdict.text, row, brief))
    return replace(verdict, warnings=tuple(dict.fromkeys(warnings)))


def _tidy(given: str) -> str:
    return re.sub(r"[\s\u3000]+", " ", given.replace("\n", " ")).strip()


def _plain(given: str) -> str:
    return without_end(fold(given).replace(" ", ""))


def _not_of_kind(given: str, row: Row) -> Verdict:
    return Verdict(None, t("fill.not", kind=t(f"gap.kind.{row.gap.kind}"), given=given))


# --- figures ---


def _figure(given: str, row: Row) -> Verdict:
    """A number, with or without its unit, with what makes it vague."""
    unit, (start, end) = row.gap.unit, row.span
    after = row.sentence[end:].removeprefix(unit)
    plain = as_reported(_plain(given), row.sentence[:start], unit, after)
    written = _written_unit(plain, unit)
    fact = one_fact(plain.removesuffix(written) + unit)
    if fact is None:
        fact = one_fact(plain)
        if fact is None or not unit:
            return _not_of_kind(given, row)
        if not fact.text.endswith(unit):
            return Verdict(None, t(_wrong_unit(plain, unit), unit=unit, given=given))
    if fact.value is not None and fact.value < 0:
        return Verdict(None, t("fill.negative", given=given))
    warnings = []
    if written != unit and written in UNITS:
        warnings.append(t("fill.unit.like", unit=unit, given=given))
    if re.search(r"[近约]$", row.sentence[: row.span[0]]) and _VAGUE & set(fact.qualifiers):
        warnings.append(t("fill.vague", given=given))
    return Verdict(fact.text.removesuffix(unit), warnings=tuple(warnings))


def _written_unit(plain: str, unit: str) -> str:
    """How much of the gap's unit was written with the number: 万元, 万; 家 of 余家; "" for none."""
    spellings = [
        *(unit[:length] for length in range(len(unit), 0, -1)),
        re.sub(f"^{MID}", "", unit),
    ]
    return next((part for part in spellings if part and plain.endswith(part)), "")


def _wrong_unit(plain: str, unit: str) -> str:
    """The message for a number of another unit: 36500元 for 万元 differs in scale only.

    Nothing is converted.
    """
    fact, wanted = one_fact(plain), one_fact("1" + unit)
    same = fact and wanted and (fact.kind, fact.unit) == (wanted.kind, wanted.unit)
    return "fill.scale" if same else "fill.unit"


def _part_of_date(given: str, row: Row) -> Verdict:
    """The year, month or day that the mask stands for; of a whole date, that part of it."""
    unit, plain = row.gap.unit, _plain(given)
    if unit not in {"年", "月", "日", "号"}:
        unit = row.sentence[row.span[1] : row.span[1] + 1]
    if whole := _WHOLE_DATE.fullmatch(plain):
        part = {"年": whole[1], "月": whole[2], "日": whole[3], "号": whole[3]}.get(unit)
    else:
        alone = re.fullmatch(rf"(\d{{1,4}}){re.escape(unit)}?", plain)
        part = alone and alone[1]
    if not part or int(part) not in _RANGES.get(unit, ()):
        return _not_of_kind(given, row)
    return Verdict(str(int(part)))


def _time(given: str, row: Row) -> Verdict:
    hour = re.fullmatch(
        r"(?:上午|下午|晚上?|早上?)?(\d{1,2})(?:[点时]整?|:00)?",
        without_end(fold(given)).replace(" ", ""),
    )
    if not hour or int(hour[1]) > 24:
        return _not_of_kind(given, row)
    return Verdict(str(int(hour[1])))


def _ordinal(given: str, row: Row) -> Verdict:
    """十八, 第18届 → what stands between 第 and 届."""
    plain, follows = _plain(given).removeprefix("第"), row.sentence[row.span[1] :]
    while plain and follows.startswith(plain[-1]) and not _DIGIT.match(plain[-1]):
        plain = plain[:-1]
    if not re.fullmatch(rf"\d{{1,4}}|[{_NUMERAL}]{{1,6}}", plain):
        return _not_of_kind(given, row)
    return Verdict(plain)


# --- names and words ---


def _name(given: str, row: Row) -> Verdict:
    """A name without the words that stand beside its mask: 云岭区 for xx区教育局 is 云岭."""
    plain = mend(given).strip("。；，、 ")
    if row.gap.within == "title":
        plain = plain.removeprefix("《").removesuffix("》")
    elif row.gap.within in {"quote", "phrase"}:
        plain = plain.strip("“”")
    plain = _without_neighbours(plain, row.sentence[: row.span[0]], row.sentence[row.span[1] :])
    if re.fullmatch(r"[\d.,%]+", plain) and row.gap.kind is not GapKind.PHRASE:
        return _not_of_kind(given, row)
    if len(plain) > _LONGEST or re.search(r"[。；，：？！]", plain):
        return Verdict(None, t("fill.remark", kind=t(f"gap.kind.{row.gap.kind}"), given=given))
    if row.gap.restore and plain != row.gap.restore:
        return Verdict(plain, warnings=(t("fill.phrase", right=row.gap.restore, given=given),))
    return Verdict(plain)


def _without_neighbours(name: str, before: str, after: str) -> str:
    """The name without an end that `after` begins with, and a start that `before` ends with."""
    for length in range(min(len(name) - 1, len(after)), 0, -1):
        if name.endswith(after[:length]):
            name = name[:-length]
            break
    for length in range(min(len(name) - 1, len(before), 6), 1, -1):
        if name.startswith(before[-length:]):
            return name[length:]
    return name


def _words(given: str, row: Row) -> Verdict:
    """Words of any kind; those of a whole section are sentences."""
    plain = mend(given)
    if row.gap.kind is GapKind.SECTION and not plain.endswith(("。", "！", "？")):
        plain += "。"
    return Verdict(plain)


def _personal(given: str, row: Row) -> Verdict:
    """A number that somebody writes out on purpose, or words in its place; no other figure."""
    plain = mend(given).strip("。；，、 ")
    strange = (fact.kind not in {FactKind.PERSONAL, FactKind.NAME} for fact in read_facts(plain))
    return _not_of_kind(given, row) if any(strange) else Verdict(plain)


def _document(given: str, row: Row) -> Verdict:
    number = re.search(r"(\d{1,5})号?$", _plain(given))
    if not number:
        return _not_of_kind(given, row)
    return Verdict(number[1].lstrip("0") or "0")


def _stray(given: str, row: Row) -> Verdict:
    return Verdict(mend(given).strip("。；，、 "))


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
    GapKind.PERSONAL: _personal,
}
