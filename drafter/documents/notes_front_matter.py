"""The front matter of notes: who reports, what kind, for when."""

import datetime
import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from drafter.documents.front_matter import front_matter_block
from drafter.documents.note_labels import LABELLED, YEAR, labelled_lines, plain_label
from drafter.documents.yaml_text import MAX_CHARACTERS, composed
from drafter.errors import InputError
from drafter.facts.figures import fold
from drafter.facts.numerals import chinese_number
from drafter.facts.punctuation import mend
from drafter.messages import t
from drafter.records import Kind

FIELDS = {
    "organization": ("单位", "organisation"),
    "kind": ("文种", "类型"),
    "period": ("时段", "期间"),
    "next_period": ("下一时段", "下期"),
    "date": ("日期", "成文日期"),
    "title": ("标题",),
    "recipient": ("主送", "主送机关"),
    "divisions": ("填报单位", "分工"),
}
_NAMES = LABELLED | {alias: name for name, aliases in FIELDS.items() for alias in (name, *aliases)}
_KINDS = {
    "summary": Kind.SUMMARY, "总结": Kind.SUMMARY, "工作总结": Kind.SUMMARY,
    "plan": Kind.PLAN, "计划": Kind.PLAN, "工作计划": Kind.PLAN,
    "summary-and-plan": Kind.BOTH, "总结+计划": Kind.BOTH, "总结和计划": Kind.BOTH,
    "工作总结和工作计划": Kind.BOTH,
}  # fmt: skip
_UNKNOWN_YEAR = "xxxx年"
_UNKNOWN_DATE = "xxxx年x月x日"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """title and date are complete: given, composed, or with a mask for what is not known.

    next_label  how the coming period is called beside this one: 下半年, 2027年, 下一步
    divisions   (words of a heading, who writes what stands under it); ("", …) is for all of it
    """

    organization: str
    kind: Kind
    title: str
    date: str
    period: str
    next_period: str
    next_label: str
    recipient: str
    divisions: tuple[tuple[str, str], ...] = ()

    @property
    def opening(self) -> str:
        """The sentence that opens the report; it states only what stands here."""
        period = self.period or self.next_period
        if self.kind is Kind.PLAN:
            return f"为做好{period}各项工作，现制定如下工作计划。"
        subject = f"{self.organization}{period}工作开展情况"
        if self.kind is Kind.BOTH:
            subject += (
                "和下一步工作打算"
                if self.next_label == "下一步"
                else f"和{self.next_label}工作计划"
            )
        return (
            f"现将{subject}{'报告' if self.recipient or self.kind is Kind.BOTH else '总结'}如下："
        )


@dataclass(frozen=True, slots=True)
class Preface:
    """What stands above the notes of a text: the fields of the front matter, and what is none.

    lines     the line of each field, for messages
    body      the text below it, which begins on line `first`
    title     the line above the fields that reads like a title, "" for none
    left_out  lines that are labelled like a field and are none: 联系人：…
    """

    values: dict[str, str]
    lines: dict[str, int]
    divisions: tuple[tuple[str, str], ...]
    body: str
    first: int
    title: str = ""
    left_out: tuple[tuple[int, str], ...] = ()


def read_front_matter(text: str, path: Path) -> tuple[FrontMatter, str, int]:
    """The front matter, the text below it, and the line on which that begins. Raises InputError."""
    preface = read_preface(text, path)
    front = front_matter_of(preface.values, path, preface.lines)
    return replace(front, divisions=preface.divisions), preface.body, preface.first


def read_preface(text: str, path: Path) -> Preface:
    """Part a text into its front matter and its notes.

    The front matter stands between two --- in YAML, its colons of either width; or as plain lines
    (单位：…) at the top, below a title or not. Raises InputError where there is none.
    """
    lead = len(text) - len(text.lstrip("\n \t\ufeff"))
    skipped = text[:lead].count("\n")
    fenced = front_matter_block(text[lead:])
    if fenced:
        values, lines, divisions = _values(_plain_yaml(fenced[1]), path, skipped + 2)
        first = skipped + fenced[0].count("\n") + 1
        return Preface(values, lines, divisions, text[lead + fenced.end() :], first)
    if text[lead:].startswith("---"):
        remedy = t("notes.front.remedy")
        raise InputError(t("notes.front.unclosed"), path, skipped + 1, remedy=remedy)
    rows = text.split("\n")
    labelled = labelled_lines(rows)
    if not labelled.values:
        remedy = t("notes.front.remedy")
        raise InputError(t("notes.front.missing"), path, skipped + 1, remedy=remedy)
    body = "\n".join(rows[labelled.end :])
    first, title, left_out = labelled.end + 1, labelled.title, labelled.left_out
    return Preface(labelled.values, labelled.lines, (), body, first, title, left_out)


def _plain_yaml(text: str) -> str:
    """The lines of known fields with a colon and a blank of half width, as YAML wants them."""
    if len(text) > MAX_CHARACTERS:
        return text  # it is refused as it stands
    return "\n".join(map(_plain_line, text.split("\n")))


def _plain_line(line: str) -> str:
    line = plain_label(line)
    field = re.match(r"[ \t\u3000]*([^\s:：#]{1,20})[ \t\u3000]*([:：])[ \t\u3000]*(.*?)\s*$", line)
    if not field or field[1] not in _NAMES:
        return line
    name, colon, value = field.groups()
    if colon == ":" and not re.search(r"[\t\u3000]", line) and line.startswith(name):
        return line
    value = re.sub(r"\s+#.*$", "", value)
    value = re.sub(r"^([\"'“‘])(.*)[\"'”’]$", r"\2", value)
    quoted = json.dumps(value, ensure_ascii=False) if value else ""
    return f"{name}: {quoted}"


def _values(
    text: str, path: Path, first: int
) -> tuple[dict[str, str], dict[str, int], tuple[tuple[str, str], ...]]:
    """The fields of a YAML mapping, the line of each, and the divisions. Raises InputError."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    divisions: tuple[tuple[str, str], ...] = ()
    for key, value in _mapping(text, path, first):
        line, label = first + key.start_mark.line, str(key.value)
        name = _NAMES.get(label.strip())
        if name is None:
            raise InputError(t("notes.front.unknown"), path, line, label, _known_names(label))
        if name in values:
            remedy = t("notes.front.twice.remedy")
            raise InputError(t("notes.front.twice"), path, line, label, remedy)
        if name == "divisions":
            divisions = _divisions(value, path, line)
            continue
        if not isinstance(value, yaml.ScalarNode):
            remedy = t("notes.front.scalar.remedy")
            raise InputError(t("notes.front.scalar"), path, line, label, remedy)
        nothing = value.tag == "tag:yaml.org,2002:null"
        values[name], lines[name] = "" if nothing else str(value.value).strip(), line
    return values, lines, divisions


def _mapping(text: str, path: Path, first: int) -> list[tuple[yaml.Node, yaml.Node]]:
    """The keys and values of a YAML mapping that begins on line `first`. Raises InputError."""
    problem = t("notes.front.yaml")
    try:
        node = composed(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, remedy = mark.line if mark else 0, t("notes.front.yaml.remedy")
        raise InputError(problem, path, first + line, _line(text, line), remedy) from error
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise InputError(problem, path, first, _line(text, 0), t("notes.front.remedy"))
    pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
    return pairs


def _known_names(label: str) -> str:
    """The remedy for a name that is not known: the one it is like, else all."""
    near = difflib.get_close_matches(label, _NAMES, 1)
    if near:
        return t("notes.front.near", name=_NAMES[near[0]])
    return t("notes.front.known", names="、".join(FIELDS))


def _divisions(node: yaml.Node, path: Path, line: int) -> tuple[tuple[str, str], ...]:
    """学前教育: 学前科 a line; or one name for all."""
    if isinstance(node, yaml.ScalarNode):
        return (("", str(node.value).strip()),) if str(node.value).strip() else ()
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    if not pairs or not all(isinstance(value, yaml.ScalarNode) for _, value in pairs):
        raise InputError(t("notes.divisions"), path, line, remedy=t("notes.divisions.remedy"))
    return tuple((str(key.value).strip(), str(value.value).strip()) for key, value in pairs)


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number].strip() if 0 <= number < len(lines) else ""


def front_matter_of(
    values: Mapping[str, str], path: Path, lines: Mapping[str, int] | None = None
) -> FrontMatter:
    """The front matter of these fields; `lines` says where each stands. Raises InputError."""
    lines = lines or {}
    organization = mend(values.get("organization", ""))
    if not organization:
        raise InputError(
            t("notes.organization"),
            path,
            lines.get("organization"),
            remedy=t("notes.organization.remedy"),
        )
    period, next_period = _period(values.get("period", "")), _period(values.get("next_period", ""))
    kind = _kind(values.get("kind", ""), next_period, lines, path)
    label = next_label(period, next_period)
    title = values.get("title") or _title(organization, kind, period, next_period, label)
    date = _date(values.get("date", ""), lines.get("date"), path)
    return FrontMatter(
        organization,
        kind,
        mend(title),
        date,
        period,
        next_period,
        label,
        mend(values.get("recipient", "")).rstrip("："),
    )


def _kind(text: str, next_period: str, lines: Mapping[str, int], path: Path) -> Kind:
    if not text:
        return Kind.BOTH if next_period else Kind.SUMMARY
    kind = _KINDS.get(text.lower().replace(" ", "").replace("_", "-"))
    if kind is None:
        raise InputError(t("notes.kind"), path, lines.get("kind"), text, t("notes.kind.remedy"))
    return kind


def _period(text: str) -> str:
    """A period as documents write it: 2026H1, 2026上半年 → 2026年上半年; 2026 → 2026年."""
    text = mend(fold(text)).replace(" ", "")
    text = re.sub(
        r"(\d{4})[-年]?H([12])$",
        lambda m: f"{m[1]}年{'上' if m[2] == '1' else '下'}半年",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(
        r"(\d{4})[-年]?Q([1-4])$",
        lambda m: f"{m[1]}年{'一二三四'[int(m[2]) - 1]}季度",
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(rf"^({YEAR})年?(?=$|[上下]半年|第?[一二三四xX×]季度)", r"\1年", text)


def next_label(period: str, next_period: str) -> str:
    """The coming period beside this one, its year not said twice; no year is reckoned."""
    if next_period:
        year = re.match(f"{YEAR}年", period)
        same = year and next_period.startswith(year[0]) and len(next_period) > len(year[0])
        return next_period.removeprefix(year[0]) if year and same else next_period
    return "下半年" if period.endswith("上半年") else "下一步"


def _title(organization: str, kind: Kind, period: str, next_period: str, label: str) -> str:
    if kind is Kind.PLAN:
        return f"{organization}{period or next_period or _UNKNOWN_YEAR}工作计划"
    title = f"{organization}{period or _UNKNOWN_YEAR}工作总结"
    return title + (f"和{label}工作计划" if kind is Kind.BOTH else "")


def _date(text: str, line: int | None, path: Path) -> str:
    """The date in full without padding; a day or month that is not given is a gap."""
    if not text:
        return _UNKNOWN_DATE
    plain = _arabic(fold(text).replace(" ", ""))
    if re.search(r"[xX×]", plain):
        return plain
    match = re.match(
        r"(\d{4})(?:(?:年|[-/.])(\d{1,2})(?:(?:月|[-/.])(\d{1,2}))?(?:[日号月])?|(\d{2})(\d{2}))(?:T.*)?$",
        plain,
    )
    try:
        if not match:
            raise ValueError(text)
        month, day = match[2] or match[4], match[3] or match[5]
        datetime.date(int(match[1]), int(month), int(day or 1))
    except ValueError as error:
        raise InputError(t("notes.date"), path, line, text, t("notes.date.remedy")) from error
    return f"{match[1]}年{int(month)}月" + (f"{int(day)}日" if day else "x日")


def _arabic(text: str) -> str:
    """二〇二五年十二月三十一日 in Arabic numerals."""

    def arabic(match: re.Match[str]) -> str:
        value = chinese_number(match[0])
        return match[0] if value is None else str(value)

    return re.sub("[〇零○一二三四五六七八九十]+", arabic, text)
