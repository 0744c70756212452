"""The front matter of the notes that a masked report becomes: its unit, kind and periods."""

import re
from collections.abc import Mapping
from pathlib import Path

from drafter.documents.notes_front_matter import read_front_matter
from drafter.documents.report import Place, Report
from drafter.messages import t
from drafter.records import Kind, Part

_YEAR = r"(?:(?:19|20)(?:\d\d|[xX×*]{2}|\d[xX×])|[xX×*]{2,4})年"
_PERIOD = re.compile(
    rf"({_YEAR})((?:度|[上下]半年|第?[一二三四1-4xX×]季度|前[一二三四五六七八九十\dxX×]+个?月"
    rf"|[\dxX×]{{1,2}}月份?)?)"
)


def front_matter(report: Report, front: Mapping[str, str]) -> str:
    """The front matter of notes made from a report; `front` is what the report's own says."""
    title = report.title or front.get("title", "")
    period = _PERIOD.search(title)
    kind = _kind(report)
    values = {
        "organization": _organization(report, front, title, period),
        "kind": kind,
        **_periods(title, period, both=kind is Kind.BOTH),
        "date": "20xx年x月x日",
    }
    recipient = next((line.view for line in report.lines if line.place is Place.RECIPIENT), "")
    if recipient:
        values["recipient"] = recipient.strip("： ")
    own = _PERIOD.sub(lambda match: _masked_year(match[1]) + match[2], title)
    if own and _composed(values) != own:
        values["title"] = own
    return _written(values)


def _kind(report: Report) -> Kind:
    planned = any(line.part is Part.PLANNED for line in report.lines)
    kind = report.kind or Kind.SUMMARY
    return Kind.SUMMARY if kind is Kind.BOTH and not planned else kind


def _organization(
    report: Report, front: Mapping[str, str], title: str, period: re.Match[str] | None
) -> str:
    """Whose report it is: as its front matter, its title or its signature says."""
    return (
        front.get("organization")
        or front.get("unit")
        or _named(title, period)
        or _signed(report)
        or t("newnotes.organization")
    )


def _periods(title: str, period: re.Match[str] | None, *, both: bool) -> dict[str, str]:
    """The periods of a title, without last year's number; the next one only for `both`."""
    if not period:
        return {}
    year = _masked_year(period[1])
    values = {"period": year + period[2]}
    coming = _PERIOD.search(title, period.end())
    if both and coming:
        values["next_period"] = _masked_year(coming[1]) + coming[2]
    elif both and period[2] == "上半年":
        values["next_period"] = f"{year}下半年"
    return values


def _written(values: Mapping[str, str], end: str = "\n") -> str:
    lines = (f"{name}: {_scalar(str(value))}" for name, value in values.items())
    return "---\n" + "\n".join(lines) + f"\n---{end}"


def _scalar(value: str) -> str:
    plain = re.fullmatch(r"[^\s:#'\"\[\]{}&*!|>%@`,?-][^:#'\"\n]*", value)
    return value if plain else "'" + value.replace("'", "''") + "'"


def _composed(values: Mapping[str, str]) -> str:
    return read_front_matter(_written(values), Path("notes.md"))[0].title


def _masked_year(year: str) -> str:
    """A year as next year's notes can state it: last year's own number is gone."""
    return re.sub(r"^(19|20)\d\d", "20xx", year)


def _named(title: str, period: re.Match[str] | None) -> str:
    """The unit that a title names before its period, or after it."""
    if period and period.start() >= 2:
        return re.sub("关于$", "", title[: period.start()])
    rest = title[period.end() :] if period else title
    named = re.match(r"(.{2,20}?)工作(?:报告|总结|计划|要点)", rest)
    return named[1] if named else ""


def _signed(report: Report) -> str:
    return next((line.view.strip() for line in report.lines if line.place is Place.ISSUER), "")
