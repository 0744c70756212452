"""What a document is, by its own words: title, unit, period, kind, date and number.

Most of it stands above and below the text (红头、标题、题注、署名、成文日期). Those lines are no
part of the text, and are left out of it. What a person says of a file comes first.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from drafter.reading.blocks import CELLS, Block
from drafter.reading.front_and_end_matter import (
    ADOPTED,
    END,
    ISSUED,
    LABEL,
    LABELS,
    UNIT,
    bare_text,
    front_of,
    is_unit,
    signature_of,
    without_contents,
)
from drafter.reading.kinds import BOTH, TABLE, kind_of, said_kind, shelf_of
from drafter.reading.lines_above_title import parted
from drafter.reading.periods import CN, DATE, PART, PERIOD, YEAR, plain_date, plain_period
from drafter.reading.title_lines import title_of, told_by_words, whole_titles

FIELDS = ("title", "unit", "period", "kind", "shelf", "date", "number")
_PERIODIC = {"总结", "计划", BOTH, "报告", "汇报", "述职", "要点"}  # kinds that are on a period
_LONGEST = 200  # of a whole title, whoever gives it
_BEFORE_YEAR = re.compile(rf"(.{{2,28}}?)(?:关于.*?)?(?={YEAR}(?:学年|年|[-－—~～至]))")
_BEFORE_ABOUT = re.compile(r"(.{2,28}?)(?=关于)")
_GOVERNMENT = re.compile(rf"{YEAR}年(.{{2,14}}政府)工作报告")
_ANNOUNCED = re.compile(rf"现(?:将|就).{{0,40}}?({PERIOD.pattern}).{{0,40}}(?:报告|汇报|总结|通报)")
_OPENING = re.compile(rf"({PERIOD.pattern})(?=[，,]|以来)")
_BRACKETS = str.maketrans("[［【(（]］】)）", "〔〔〔〔〔〕〕〕〕〕")
_LABELLED = {
    name: re.compile(rf"(?:{words})\s*[:：]?\s*[:：{CELLS}]\s*([^{CELLS}\n]+)")
    for name, words in LABELS.items()
    if name
}
_ORGAN = re.compile(
    rf"([\u4e00-\u9fff]{{2,8}}?)?第[{CN}十百]+届(全国)?(人民代表大会(?:常务委员会)?)|(国务院)"
    r"|([\u4e00-\u9fff]{2,10}[部委局厅])(?=令)"
)
_DECREE = re.compile(r"(?:国务院|[\u4e00-\u9fff]{2,12}(?:[部委局厅]|政府))令第\d{1,4}号")


def identified(
    blocks: Sequence[Block], told: Mapping[str, str], stem: str
) -> tuple[dict[str, str], tuple[Block, ...], tuple[str, ...]]:
    """Every field of FIELDS, "" for what is not known, and the blocks that are the text.

    The third are the lines above the title that are left out of it, though no line of the frame.

    told  what a front matter or the page round the document says
    stem  the name of the file, which is asked last
    """
    told = {name: value[:_LONGEST] for name, value in told.items()}
    blocks = [told_by_words(block) for block in without_contents(blocks)]
    own_title, above, rest = title_of(blocks, told.get("title", ""))
    below, rest = front_of(rest)
    signed, rest = signature_of(rest)
    front = [*above, *below]
    labelled = _labelled(front)
    title = _first((told, {"title": own_title}, labelled), "title") or stem
    date = _first((told, signed, labelled), "date") or _front_date(below)
    unit = _first((told, labelled, signed, {"unit": _front_unit(front)}), "unit")
    fields = {
        "title": title,
        "unit": unit or unit_of(title, own_title, stem),
        "period": told.get("period", ""),
        "kind": said_kind(told.get("kind", "")) or _kind(title, stem),
        "shelf": told.get("shelf") or _shelf(title, stem),
        "date": plain_date(date or _first((labelled, told), "published")),
        "number": _first((told, labelled), "number") or _number([*front, *rest[:3]]),
    }
    if fields["shelf"] == "report" and not fields["period"]:
        fields["period"] = _period((title, own_title), stem, rest, date)
    notes, left_out = parted(above)
    return fields, tuple(whole_titles([*notes, *rest])), tuple(left_out)


def _kind(title: str, stem: str) -> str:
    return kind_of(title) or kind_of(stem)


def _shelf(title: str, stem: str) -> str:
    """The shelf a document belongs on by its title, or by its file where only that names a kind."""
    return shelf_of(title if kind_of(title) or not kind_of(stem) else stem)


def _first(sources: Iterable[Mapping[str, str]], field: str) -> str:
    """What the first of the sources that knows a field says of it; "" where none does."""
    return next((source[field] for source in sources if source.get(field)), "")


def plain_values(said: Mapping[str, str]) -> dict[str, str]:
    """Fields as a person gives them (2024-7-5, 工作总结), written as they are kept."""
    written = {"date": plain_date, "period": plain_period, "kind": said_kind}
    return {name: written.get(name, str.strip)(value) for name, value in said.items()}


def wanting(kind: str, unit: str, period: str, date: str) -> tuple[str, ...]:
    """The fields that a document of its kind should have and this one lacks."""
    if kind == TABLE:
        return ()
    asked = {"kind": kind, "unit": unit, "date": date} | (
        {"period": period} if kind in _PERIODIC else {}
    )
    return tuple(name for name, value in asked.items() if not value)


def unit_of(*titles: str) -> str:
    """The unit that the first of the titles opens with: 云岭县教育局2024年…; "" where none does."""
    return next(filter(None, map(_opening_unit, titles)), "")


def _opening_unit(title: str) -> str:
    if government := _GOVERNMENT.match(title):
        return re.sub(r"(?<!人民)政府", "人民政府", government[1])
    for line in title.split("——"):
        for pattern in (_BEFORE_YEAR, _BEFORE_ABOUT):
            before = pattern.match(line)
            if before and UNIT.fullmatch(before[1]):
                return before[1]
    return ""


def _labelled(front: Iterable[Block]) -> dict[str, str]:
    """The fields that labels above a document give: 发文机关：…, 成文日期：…; the first of each."""
    fields: dict[str, str] = {}
    for block in front:
        text = re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "", block.text)
        for name, pattern in _LABELLED.items():
            match = pattern.search(text)
            if match and match[1].strip():
                fields.setdefault(name, match[1].strip())
    return {name: value for name, value in fields.items() if _is_value_of(name, value)}


def _is_value_of(field: str, value: str) -> bool:
    """Whether a date is one, and a number holds one."""
    if field in ("date", "published"):
        return DATE.search(bare_text(value)) is not None
    return field != "number" or re.search(r"\d", value) is not None


def _front_date(below: Sequence[Block]) -> str:
    """The date under a title; of a statute's, the last."""
    dates: list[str] = []
    for block in below:
        matches = list(DATE.finditer(bare_text(block.text)))
        if matches and not LABEL.match(block.text):
            dates.append(matches[-1][0])
    if not dates:
        return ""
    return dates[-1] if any(ADOPTED.search(block.text) for block in below) else dates[0]


def _front_unit(front: Sequence[Block]) -> str:
    for block in front:
        bare = bare_text(block.text).strip("（）()")
        if is_unit(head := bare.removesuffix("文件")):
            return head
        if ADOPTED.search(block.text) and (organ := _ORGAN.search(DATE.sub("|", bare))):
            return "".join(filter(None, organ.groups()))
    return ""


def _number(blocks: Iterable[Block]) -> str:
    """The number that a document was issued under, on its own line above or below the title."""
    for block in blocks:
        bare = bare_text(block.text)
        if ADOPTED.search(block.text) and (decree := _DECREE.search(bare)):
            return decree[0].removeprefix("中华人民共和国")
        if issued := ISSUED.fullmatch(bare):
            number = re.sub(r"签发人.*", "", issued[0]).strip("（）()").translate(_BRACKETS)
            return number.replace("〕第", "〕")
    return ""


def _period(titles: Sequence[str], stem: str, rest: Sequence[Block], date: str) -> str:
    """The period a report is on: by its title, its first sentences or its file's name."""
    for title in titles:
        if whole := PERIOD.search(title):
            return plain_period(whole[0])
        part, year = PART.search(title), re.match(rf"{YEAR}年", plain_date(date))
        if part and year:
            return plain_period(year[0] + part[0])
    opening = " ".join(block.text for block in rest[:3])[:400]
    announced = _ANNOUNCED.search(opening) or _OPENING.match(opening)
    if announced:
        return plain_period(announced[1])
    captions = _captions(rest[:3]) if kind_of(titles[0]) in ("", TABLE) else []
    named = next(filter(None, map(PERIOD.search, [stem, *captions])), None)
    return plain_period(named[0]) if named else ""


def _captions(blocks: Iterable[Block]) -> list[str]:
    """The short lines that are no sentences."""
    return [b.text for b in blocks if len(b.text) <= 40 and not END.search(b.text)]
