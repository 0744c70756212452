"""What the lines around tables say of the report: who reports, for when, and about what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.facts.numbering import is_bare_number, strip_number
from drafter.reading.tables import words
from drafter.reading.tables.columns import Role
from drafter.reading.tables.regions import Table

_ORGANIZATION = re.compile(
    r".{2,20}?(?:委员会|人民政府|管理局|办公室|局|委|厅|[县市区州省乡镇].{0,14}?中心|医院|学校|公司)"
    r"(?=关于|20\d\d|[上下]半年|[^局]{2,10}[科股室处办]$|$)"
)
_FORM = re.compile(
    r"(?:主要(?=数据))?(?:统计|汇总|明细|调查|登记|报送|数据|一览|进度|调度)*"
    r"(?:月报|季报|年报|报|表格|表|台账|清单)?(?:[（(].*[)）])?$"
)
_NUMBERED = re.compile(r"^(?:附件|附表|表)\s*[\d一二三四五六七八九十]*(?:[-—.]\d+)*\s*[：:、.．]?")


@dataclass(frozen=True, slots=True)
class Known:
    """What the front matter is to say; "" where that is not known."""

    organization: str = ""
    period: str = ""
    kind: str = ""
    date: str = ""


def completed(known: Known, tables: Sequence[Table]) -> Known:
    """What is known, and what the tables agree on."""
    bodies = {name for table in tables for name in _bodies(table)}
    dated = {period for table in tables for period in periods(table) if _has_year(period)}
    headed = {table.about.period for table in tables if _has_year(table.about.period)}
    period = known.period or only(dated) or only(headed)
    return replace(known, organization=known.organization or only(bodies), period=period)


def _has_year(period: str) -> bool:
    return re.match(r"\d{4}年", period) is not None


def periods(table: Table) -> Iterator[str]:
    """The periods that the figures of a table are of."""
    for column in table.columns:
        period = table.period(column)
        if column.role is Role.VALUE and period and period not in words.CURRENT:
            yield period


def only(names: set[str]) -> str:
    """The name that is alone; "" where there are none or several."""
    return next(iter(names)) if len(names) == 1 else ""


def _bodies(table: Table) -> Iterator[str]:
    """The bodies that the lines around a table name.

    云岭县教育局 of 云岭县教育局2026年…, and of 云岭县教育局人事科.
    """
    for text in (table.about.division, *table.about.captions):
        body = _ORGANIZATION.match(_NUMBERED.sub("", text))
        if body and not words.PERIOD.search(body[0]):
            yield body[0]


def division(tables: Sequence[Table], known: Known) -> str:
    """The division that a file or sheet comes from, without the body it belongs to."""
    name = only({table.about.division for table in tables if table.about.division})
    return name.removeprefix(known.organization) or name


def topic(table: Table, known: Known) -> str:
    """What a table is about, by the lines above it.

    学前教育工作 of 云岭县教育局2026年上半年学前教育工作统计表; "" where they do not say.
    """
    for caption in table.about.captions:
        text = strip_number(_NUMBERED.sub("", caption)).removeprefix(known.organization)
        if body := _ORGANIZATION.match(text):
            text = text.removeprefix(body[0]) or text
        text = words.PERIOD.sub("", text).removeprefix("关于").removeprefix("的")
        text = _FORM.sub("", text).strip("（）() 、：:")
        if text and not is_bare_number(text):
            return text
    return ""


def front_matter(known: Known, period: str = "") -> str:
    """The front matter, with placeholders for what is not known; period is one without its year."""
    values = {
        "organization": known.organization or "xx单位",
        "kind": known.kind or "summary",
        "period": known.period or f"xxxx年{period}",
        "date": known.date or "xxxx年x月x日",
    }
    lines = [f"{name}: {_quoted(value)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "---", ""])


def _quoted(value: str) -> str:
    """A value as YAML has it: in quotes, unless it can only be read as words."""
    words_only = re.fullmatch(r"[\w（）—～、 -]*[^\W\d_][\w（）—～、 -]*", value)
    if words_only and value == value.strip("- "):
        return value
    return "'" + value.replace("'", "''") + "'"
