"""Who is to answer: what the headings say, else the file that a note came from."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from drafter.messages import t
from drafter.records import Brief, Bullet, Section

_BESIDE = re.compile(
    r"[\W_]+|\d+[年月日]?|[〇○零一二三四五六七八九十]{2,4}年|[上下]半年|年度|第?[一二三四]季度?"
)  # parts a file's name
_MATTER = re.compile(
    "(?:工作|要点|总结|小结|计划|材料|报告|汇报|上报|报送|报来|提供|填报|返回|情况|数据|信息|"
    "初稿|定稿|终稿|最终版?|修改稿?|[和的])+$"
)  # what a file is, behind whose it is
_DIVISION = re.compile(r"(?![各全本某])[一-龥]{1,10}(?:[科股室所队办处站]|中心)")
_NO_DIVISION = re.compile(r".*(?:[学本百理文]科|教室|[厕场住]所|[车排军舰]队|[好坏益用长短各]处)")


def place_of(brief: Brief, about: Bullet | Section) -> str:
    """Where the notes have something from: file, sheet and row, or file and line."""
    origin = about.origin if isinstance(about, Bullet) else ""
    return origin or f"{brief.file}｜{t('place.line', number=about.line)}"


def division_of(headings: Sequence[str], divisions: Mapping[str, str], place: str = "") -> str:
    """Who is to answer what stands below these headings, the outermost first; "" for nobody.

    divisions  words of a heading → who; the heading nearest decides, "" is for what none names
    place      where the notes have it from, which decides where `divisions` say nothing
    """
    for heading in reversed(headings):
        known = [word for word in divisions if word and word in heading]
        if known:
            return divisions[max(known, key=len)]
    return divisions.get("", "") or division_in(place)


def division_in(place: str) -> str:
    """The division whose file a place names: 执法科上半年要点.docx｜第3行 is 执法科; else ""."""
    file = PurePosixPath(place.partition("｜")[0])
    parts = (_MATTER.sub("", part) for part in _BESIDE.split(file.stem))
    found = [part for part in parts if part]
    alone = found[0] if len(found) == 1 else ""
    known = _DIVISION.fullmatch(alone) and not _NO_DIVISION.fullmatch(alone)
    return alone if known else ""
