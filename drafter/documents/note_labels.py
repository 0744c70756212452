"""What labelled lines (单位：…) and a title (云岭县水务局2026年上半年工作总结) tell of notes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafter.facts.figures import fold

_LABELS = {
    "organization": (
        "单位 报送单位 填报单位 上报单位 汇报单位 编报单位 单位名称 organization organisation"
    ),
    "kind": "文种 类型 材料类型 材料名称 kind",
    "period": "时段 期间 报告期 报告时段 时间段 起止时间 period",
    "next_period": "下一时段 下期 next_period",
    "date": "日期 成文日期 报送日期 填报日期 上报日期 报送时间 填报时间 上报时间 date",
    "title": "标题 title",
    "recipient": "主送 主送机关 报送 recipient",
}
LABELLED = {label: name for name, labels in _LABELS.items() for label in labels.split()}
# of a period; a mask where the year is not known yet
YEAR = r"(?:\d{4}|(?:19|20)[xX×]{2}|[xX×]{4})"
_MOST_ABOVE = 12  # lines that the plain fields may take with the title above them
_MOST_TITLE_LINES = 3
# labels of what stands above or below notes and is none: about people, and about the document
_PERSONS = (
    r"联系人|(?:联系)?电话|手机号?|邮箱|传真|地址|(?:分管|主要)?(?:领导|负责人)|科室负责人"
    r"|(?:报送|填报|填表|制表|经办|审核|审签|签发|负责|撰稿|汇报|提供)(?:人员?|签字)"
)
_DOCUMENT = (
    r"网址|密级|页数|份数|抄送|备注|说明|版本|编号|科室|部门|报送(?:科室|部门)|单位意见"
    r"|报送|填报|审核|签发"
)
_PERSON, _ABOUT = re.compile(_PERSONS), re.compile(f"{_PERSONS}|{_DOCUMENT}")
_ANY_LABEL = "|".join((*LABELLED, _PERSONS, _DOCUMENT))
_PAIR = re.compile(
    r"([^\s:：。，,]{1,12}?)[ \u3000]*[:：][ \t\u3000]*(\S(?:.*?\S)?)(?=[ \t\u3000]{2,}|\t|$)"
)
_BETWEEN_PAIRS = re.compile(rf"\s*[；;，,\s]\s*(?=(?:{_ANY_LABEL})[ \u3000]*[:：])")
_SPACED_LABEL = re.compile(
    r"(?:(?<=^)|(?<=\s))(?:[\u4e00-\u9fff][ \u3000]{1,4}){1,4}[\u4e00-\u9fff](?=[ \u3000]*[:：])"
)
# 单位<tab>甲局, 单位  甲局
_PARTED_LABEL = re.compile(
    rf"^({'|'.join(LABELLED)})(?:[ \u3000]*\t|[ \u3000]{{2}})[ \t\u3000]*(?=[^\s:：])"
)
_DATED_TITLE = re.compile(rf"[（(]\s*({YEAR}年\d{{1,2}}月(?:\d{{1,2}}日)?)\s*[）)]$")
_TITLE_LINE = re.compile(
    r"(?![一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)])[^。；！？，,;:：]{2,60}"
)

Pair = tuple[str, str]  # a label and its value


@dataclass(frozen=True, slots=True)
class Labelled:
    """The fields in the lines at the top of a text, each with its line (1-based).

    end       how many lines they take, with the title above and blank lines between them
    title     the line above them that reads like a title, "" for none
    left_out  lines among them, or parts of lines, that are labelled and name no field
    """

    values: dict[str, str]
    lines: dict[str, int]
    end: int
    title: str = ""
    left_out: tuple[tuple[int, str], ...] = ()


def labelled_lines(rows: Sequence[str]) -> Labelled:
    """Read fields off the top of a text, one or several a line: 单位：甲局　时段：2026年."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    left_out: list[tuple[int, str]] = []
    above: list[str] = []
    end = 0
    for number, row in enumerate(rows[:_MOST_ABOVE], 1):
        text = row.strip().lstrip("#").strip()
        pairs = field_pairs(text)
        known = fields_of(pairs)
        if known or (values and _is_all_about(pairs)):
            values, lines = known | values, dict.fromkeys(known, number) | lines
            left_out += ((number, part) for part in parts_about(pairs))
            end = number
        elif text and not values and _may_be_title(text, above):
            above.append(text)
        elif text:
            break
    title = "".join(above) if values else ""
    if dated := _DATED_TITLE.search(title):
        title, values = title[: dated.start()], {"date": dated[1]} | values
    return Labelled(values, lines, end, title, tuple(left_out))


def _is_all_about(pairs: Sequence[Pair]) -> bool:
    return bool(pairs) and all(is_about(label) for label, _ in pairs)


def _may_be_title(text: str, above: Sequence[str]) -> bool:
    return len(above) < _MOST_TITLE_LINES and reads_like_title(text)


def reads_like_title(text: str) -> bool:
    """Whether a line above notes may be their title: short, without number and marks."""
    return _TITLE_LINE.fullmatch(text) is not None


def field_pairs(text: str) -> list[Pair]:
    """The labels and values that a line is made of; [] where it is anything else."""
    text = plain_label(text)
    text = _BETWEEN_PAIRS.sub("  ", text)
    pairs = [(pair[1], pair[2]) for pair in _PAIR.finditer(text)]
    rest = _PAIR.sub("", text).strip()
    return pairs if pairs and not rest else []


def plain_label(text: str) -> str:
    """A line without the blanks within its label (单　位：…), a colon behind it (单位<tab>…)."""
    closed = _SPACED_LABEL.sub(lambda label: re.sub(r"\s", "", label[0]), text)
    return _PARTED_LABEL.sub(r"\1：", closed)


def fields_of(pairs: Iterable[Pair]) -> dict[str, str]:
    """The fields among labels and values, the first of each."""
    known = [(known_field(label), value) for label, value in pairs]
    return {name: value for name, value in reversed(known) if name}


def parts_about(pairs: Iterable[Pair]) -> list[str]:
    """The labels and values that name no field, as they read: 联系人：张三."""
    return [f"{label}：{value}" for label, value in pairs if not known_field(label)]


def known_field(label: str) -> str:
    """The field that a label names; "" for none."""
    return LABELLED.get(re.sub(r"\s", "", label).rstrip(":："), "")


def is_about(label: str) -> bool:
    """Whether a label is about the document or about people, and names no field."""
    return _ABOUT.fullmatch(re.sub(r"\s", "", label)) is not None


def is_contact(text: str) -> bool:
    """Whether a line says who to turn to and nothing else: 填表人：邹丽　审核人：薛平."""
    pairs = field_pairs(text)
    return bool(pairs) and all(_PERSON.fullmatch(label) for label, _ in pairs)


def title_fields(title: str) -> dict[str, str]:
    """The fields that a title tells: 云岭县水务局2026年上半年工作总结; {} where it tells none."""
    plain = fold(title).replace(" ", "")
    parts = re.match(
        rf"(?P<organization>[\u4e00-\u9fff]{{2,24}}?)(?:关于)?(?P<period>{YEAR}年?(?:度|[上下]半年|第?[一二三四]季度"
        r"|前?[一二三四五六七八九十\d]{1,2}(?:[-—～至][\d]{1,2})?个?月份?)?)(?P<rest>.*)$",
        plain,
    )
    if not parts:
        return {}
    fields = {"organization": parts["organization"], "period": parts["period"], "title": title}
    done = re.search(r"总结|情况|汇报|报告|回顾", parts["rest"])
    coming = re.search(r"计划|打算|安排|思路|要点", parts["rest"])
    if done or coming:
        both = done and coming
        fields["kind"] = "总结和计划" if both else "总结" if done else "计划"
    if coming and done:
        following = re.search(rf"{YEAR}年|下半年|明年", parts["rest"])
        fields |= {"next_period": following[0]} if following else {}
    return fields
