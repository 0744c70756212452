"""What a document is, told by its own words: title, unit, period, kind, date and number.

Most of it stands above and below the text (红头、标题、题注、署名、成文日期). Those lines are no part of the text, and
are left out of it; what a person says of a file comes before what it says itself.
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
    front_of,
    is_unit,
    signature_of,
    title_of,
    told_by_words,
    whole_titles,
    without_contents,
)
from drafter.reading.kinds import BOTH, TABLE, kind_of, said_kind, shelf_of
from drafter.reading.periods import CN, DATE, PART, PERIOD, YEAR, plain_date, plain_period

FIELDS = ("title", "unit", "period", "kind", "shelf", "date", "number")
_PERIODIC = {"总结", "计划", BOTH, "报告", "汇报", "述职", "要点"}  # kinds that are on a period
_LONGEST = 200  # of a whole title, whoever gives it
_BEFORE_YEAR = re.compile(rf"(.{{2,28}}?)(?:关于.*?)?(?={YEAR}(?:学年|年|[-－—~～至]))")
_BEFORE_ABOUT = re.compile(r"(.{2,28}?)(?=关于)")
_GOVERNMENT = re.compile(rf"{YEAR}年(.{{2,14}}政府)工作报告")
_BRACKETS = str.maketrans("[［【(（]］】)）", "〔〔〔〔〔〕〕〕〕〕")
_LABELLED = {
    name: re.compile(rf"(?:{words})\s*[:：]?\s*[:：{CELLS}]\s*([^{CELLS}\n]+)")
    for name, words in LABELS.items()
    if name
}
_ORGAN = re.compile(
    rf"([\u4e00-\u9fff]{{2,8}}?)?第[{CN}十百]+届(全国)?(人民代表大会(?:常务委员会)?)|(国务院)|([\u4e00-\u9fff]{{2,10}}[部委局厅])(?=令)"
)
_DECREE = re.compile(r"(?:国务院|[\u4e00-\u9fff]{2,12}(?:[部委局厅]|政府))令第\d{1,4}号")


def identified(
    blocks: Sequence[Block], told: Mapping[str, str], stem: str
) -> tuple[dict[str, str], tuple[Block, ...]]:
    """Every field of FIELDS, "" for what is not known, and the blocks that are the text.

    told  what a front matter or the page round the document says; stem is the name of the file, which is asked last
    """
    told = {name: value[:_LONGEST] for name, value in told.items()}
    blocks = [told_by_words(block) for block in without_contents(blocks)]
    own, above, rest = title_of(blocks, told.get("title", ""))
    below, rest = front_of(rest)
    signed, rest = signature_of(rest)
    front = [*above, *below]
    labelled = _labelled(front)
    title = told.get("title") or own or labelled.get("title", "") or stem
    shelf = told.get("shelf") or shelf_of(title if kind_of(title) or not kind_of(stem) else stem)
    date = told.get("date") or signed.get("date") or labelled.get("date") or _front_date(below)
    found = {
        "title": title,
        "unit": told.get("unit") or labelled.get("unit") or signed.get("unit") or _front_unit(front)
        or unit_of(title) or unit_of(own) or unit_of(stem),
        "period": told.get("period") or (_period((title, own), stem, rest, date) if shelf == "report" else ""),
        "kind": said_kind(told.get("kind", "")) or kind_of(title) or kind_of(stem),
        "shelf": shelf,
        "date": plain_date(date or labelled.get("published", "") or told.get("published", "")),
        "number": told.get("number") or labelled.get("number") or _number([*front, *rest[:3]]),
    }  # fmt: skip
    return found, tuple(whole_titles(rest))


def plain_values(said: Mapping[str, str]) -> dict[str, str]:
    """Fields as a person says them, written as they are kept: 2024-7-5, 工作总结, 2024年度."""
    written = {"date": plain_date, "period": plain_period, "kind": said_kind}
    return {name: written.get(name, str.strip)(value) for name, value in said.items()}


def wanting(kind: str, unit: str, period: str, date: str) -> tuple[str, ...]:
    """The fields that a document of its kind should have and this one has not: what a user is asked to say."""
    if kind == TABLE:
        return ()
    asked = {"kind": kind, "unit": unit, "date": date} | (
        {"period": period} if kind in _PERIODIC else {}
    )
    return tuple(name for name, value in asked.items() if not value)


def unit_of(title: str) -> str:
    """The unit that a title opens with: 云岭县教育局2024年…, 云岭县教育局关于…; "" for none."""
    if found := _GOVERNMENT.match(title):
        return re.sub(r"(?<!人民)政府", "人民政府", found[1])
    for line in title.split("——"):
        for pattern in (_BEFORE_YEAR, _BEFORE_ABOUT):
            before = pattern.match(line)
            if before and UNIT.fullmatch(before[1]):
                return before[1]
    return ""


def _labelled(front: Iterable[Block]) -> dict[str, str]:
    """What labels above a document tell: 发文机关：…, 成文日期：…"""
    found: dict[str, str] = {}
    for block in front:
        text = re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "", block.text)
        for name, pattern in _LABELLED.items():
            said = pattern.search(text)
            if said and name not in found and said[1].strip():
                found[name] = said[1].strip()
    if "date" in found and not DATE.search(re.sub(r"\s", "", found["date"])):
        del found["date"]
    if "published" in found and not DATE.search(re.sub(r"\s", "", found["published"])):
        del found["published"]
    if "number" in found and not re.search(r"\d", found["number"]):
        del found["number"]
    return found


def _front_date(below: Sequence[Block]) -> str:
    """The date under a title; of a statute's, the last."""
    dates = [
        found[-1][0]
        for block in below
        if not LABEL.match(block.text)
        and (found := list(DATE.finditer(re.sub(r"\s", "", block.text))))
    ]
    adopted = any(ADOPTED.search(block.text) for block in below)
    return (dates[-1] if adopted else dates[0]) if dates else ""


def _front_unit(front: Sequence[Block]) -> str:
    for block in front:
        bare = re.sub(r"\s", "", block.text).strip("（）()")
        if is_unit(head := bare.removesuffix("文件")):
            return head
        if ADOPTED.search(block.text) and (organ := _ORGAN.search(DATE.sub("|", bare))):
            return "".join(filter(None, organ.groups()))
    return ""


def _number(blocks: Iterable[Block]) -> str:
    """The number it was issued under, which stands on a line of its own above the title or right below it."""
    for block in blocks:
        if ADOPTED.search(block.text) and (decree := _DECREE.search(re.sub(r"\s", "", block.text))):
            return decree[0].removeprefix("中华人民共和国")
        found = ISSUED.fullmatch(re.sub(r"\s", "", block.text))
        if found:
            said = re.sub(r"签发人.*", "", found[0]).strip("（）()").translate(_BRACKETS)
            return said.replace("〕第", "〕")
    return ""


def _period(titles: Sequence[str], stem: str, rest: Sequence[Block], date: str) -> str:
    """The period a report is on: by its title, its first sentences or its file's name."""
    for title in titles:
        if found := PERIOD.search(title):
            return plain_period(found[0])
        if (part := PART.search(title)) and (year := re.match(rf"{YEAR}年", plain_date(date))):
            return plain_period(year[0] + part[0])
    opening = " ".join(block.text for block in rest[:3])[:400]
    announced = re.search(
        rf"现(?:将|就).{{0,40}}?({PERIOD.pattern}).{{0,40}}(?:报告|汇报|总结|通报)", opening
    )
    found = announced or re.match(rf"({PERIOD.pattern})(?=[，,]|以来)", opening)
    if found:
        return plain_period(found[1])
    captions = [
        block.text for block in rest[:3] if len(block.text) <= 40 and not END.search(block.text)
    ]
    captions = captions if kind_of(titles[0]) in ("", TABLE) else []
    found = next(filter(None, map(PERIOD.search, [stem, *captions])), None)
    return plain_period(found[0]) if found else ""
