"""Notes pasted from a group chat: reports are kept; what else stands in the chat is told.

A chat is told by its form: lines that name a sender and a time, in either order, on one line or
two, alone or before the text; or names with a colon among lines that only a chat has. Each program
(WeChat, QQ, DingTalk, Feishu, WeCom) is one of these forms. Lines under one head are one message. A
line with a figure is a note; one without is a note where it reads like work done, not like talk.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.documents.note_marks import bare_heading
from drafter.documents.source_lines import LeftOut
from drafter.messages import t
from drafter.reading.chat_talk import (
    is_correction,
    is_figureless,
    is_notice,
    is_quotation,
    is_reply,
    is_spoken,
    without_attachments,
)

_TIME = r"(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?"
_DAY = (
    r"(?:(?:20)?\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?|昨天|今天|前天"
    r"|(?:星期|周)[一二三四五六日天]"
)
_HALF = r"(?:[上下]午|凌晨|早上|晚上|中午)"
_WHEN = rf"[\[(（]?(?:(?:{_DAY})\s*){{0,2}}{_HALF}?\s*{_TIME}[\])）]?"
_BRACKETS = r"[(（<【][^()（）<>【】]{1,40}[)）>】]"
_NO_NAME = rf"(?!(?:{_DAY}|{_HALF})\s|\S{{0,6}}(?:时间|日期|截止))"
_NAME = (
    rf"{_NO_NAME}(?:{_BRACKETS})?[^\s\d:：，。；！？、(（<【]"
    rf"(?:[^\d:：，。；！？、(（<【\n]|{_BRACKETS}){{0,24}}"
)
_SENDER = rf"(?:(?:{_NAME})(?:[:：]\s*|\s+){_WHEN}|{_WHEN}(?:\s+|(?<=[\])）]))(?:{_NAME}))"
_HEAD = re.compile(rf"\s*{_SENDER}\s*[:：]?\s*")
_HEAD_BEFORE = re.compile(rf"\s*{_SENDER}\s*[:：]\s*(?=\S)")  # before the text, on its line
_NAME_ALONE = re.compile(rf"\s*(?:{_NAME})\s*")
_NAME_COLON = re.compile(rf"\s*(?:{_NAME})[:：]\s*")
_NAME_BEFORE = re.compile(rf"\s*(?:{_NAME})[:：]\s*(?=\S)")
_WHEN_ALONE = re.compile(rf"\s*(?:{_WHEN})\s*")
_RULE = re.compile(
    rf"\s*[-—–─=]{{2,}}.{{0,20}}[-—–─=]{{2,}}\s*|\s*[-—–─=]{{4,}}\s*|\s*(?:{_DAY})\s*"
)
_TO_ALL = re.compile(r"@(?:所有人|全体成员|全员|all)|^[【\[]?群(?:公告|通知)", re.IGNORECASE)
_ANSWERS = re.compile(rf"(?:{_NAME}\s+)?回复\s*{_NAME}[:：]\s*")
_LEAST_REPORT, _LEAST_ALONE = 6, 12  # Chinese characters of a note without a figure, by its message
_HAN = re.compile("[\u4e00-\u9fff]")
_NO_NOTES = (
    (is_quotation, "quoted"),
    (is_reply, "reply"),
    (is_correction, "correction"),
    (is_spoken, "request"),
)


@dataclass(frozen=True, slots=True)
class Chat:
    """The notes of a chat as (number of the line, text), and what is none."""

    notes: tuple[tuple[int, str], ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """One line of a message.

    text     without what is no words of it
    dropped  that, with reasons: pictures, emoji, who was mentioned
    whole    the line as it stands
    """

    number: int
    text: str
    whole: str
    dropped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Message:
    """Lines under one head; `sender` is "" for lines that stand under none."""

    sender: str
    lines: tuple[_Said, ...]

    @property
    def reports(self) -> bool:
        return any(not is_figureless(line.text) for line in self.lines)


def is_chat(rows: Sequence[str]) -> bool:
    """Whether a text is a chat: heads with messages below them, at least two or one with talk."""
    heads = _heads(rows)
    below = [text for at in heads if (text := _below(rows, heads, at))]
    if len(heads) == 1:
        return any(is_reply(text) or is_spoken(text) for text in below)
    return 2 * len(below) >= len(heads) > 1


def _below(rows: Sequence[str], heads: dict[int, str], at: int) -> str:
    """The first line of the message of a head, "" where another head stands there."""
    if rest := rows[at][len(heads[at]) :].strip():
        return rest
    following = (place for place in range(at + 1, len(rows)) if rows[place].strip())
    first = next(following, at)
    return "" if first in heads else rows[first].strip()


def notes_of_chat(rows: Sequence[str], first: int) -> Chat:
    """The notes among the lines of a chat; `first` is the number of its first line.

    Each line of a message is one note at most. What was quoted is none: it stands in the message
    that it is quoted from.
    """
    texts: dict[int, str] = {}
    left_out: list[LeftOut] = []
    heads = _heads(rows)
    senders = frozenset(filter(None, map(_short_name, heads.values())))
    for number, row in enumerate(rows, first):
        if head := heads.get(number - first, ""):
            left_out.append(_left_out(number, head.strip(), "sender"))
        elif _RULE.fullmatch(row) or _WHEN_ALONE.fullmatch(row):
            left_out.append(_left_out(number, row.strip(), "sender"))
    for message in _messages(rows, heads, first):
        for line in message.lines:
            left_out += [_left_out(line.number, *what) for what in line.dropped]
            if reason := _no_note(line, message, senders):
                left_out.append(_left_out(line.number, line.text, reason))
            elif line.text:
                texts[line.number] = line.text
    last = first + len(rows)
    notes = tuple((number, texts.get(number, "")) for number in range(first, last))
    return Chat(notes, tuple(sorted(left_out, key=lambda part: _number(part.place))))


def _left_out(number: int, text: str, reason: str) -> LeftOut:
    return LeftOut(t("place.line", number=number), text, t(f"left_out.chat.{reason}"))


def _number(place: str) -> int:
    return int(re.sub(r"\D", "", place) or 0)


# --- heads ---


def _heads(rows: Sequence[str]) -> dict[int, str]:
    """The heads of messages by index of their line: the part of the line that is the head."""
    heads = {at: row for at, row in enumerate(rows) if _HEAD.fullmatch(row)}
    matches = {at: _HEAD_BEFORE.match(row) for at, row in enumerate(rows) if at not in heads}
    before = {at: match[0] for at, match in matches.items() if match}
    heads |= before if len(before) > 1 else {}
    heads |= _heads_of_two_lines(rows) | _heads_below_times(rows)
    return heads or _names_alone(rows)


def _heads_of_two_lines(rows: Sequence[str]) -> dict[int, str]:
    """Names with the time on the line below them, where there are two."""
    times = [at for at, row in enumerate(rows) if at and _WHEN_ALONE.fullmatch(row)]
    names = {at - 1: rows[at - 1] for at in times if _NAME_ALONE.fullmatch(rows[at - 1])}
    return names if len(names) > 1 else {}


def _heads_below_times(rows: Sequence[str]) -> dict[int, str]:
    """Names before the text of lines that stand below a time, where there are two."""
    times = [at for at, row in enumerate(rows[:-1]) if _WHEN_ALONE.fullmatch(row)]
    matches = {at + 1: _NAME_BEFORE.match(rows[at + 1]) for at in times}
    names = {at: match[0] for at, match in matches.items() if match}
    return names if len(names) > 1 else {}


def _names_alone(rows: Sequence[str]) -> dict[int, str]:
    """Lines of a name and a colon, among lines of chats alone; a lead (其中：) is no sender."""
    names = {at: row for at, row in enumerate(rows) if _NAME_COLON.fullmatch(row)}
    return names if len(names) > 1 and any(_only_in_chats(row) for row in rows) else {}


def _only_in_chats(row: str) -> bool:
    text = row.strip()
    return is_quotation(text) or is_reply(text) or _WHEN_ALONE.fullmatch(text) is not None


def _short_name(head: str) -> str:
    """The sender of a head without time and brackets: 邓凯 of 邓凯 | 网络安全科 7月3日 09:31."""
    name = re.sub(rf"{_WHEN}|{_BRACKETS}|[:：]", " ", head).strip()
    return re.split(r"[\s|｜]", name)[0]


# --- messages ---


def _messages(rows: Sequence[str], heads: dict[int, str], first: int) -> Iterator[_Message]:
    """The lines parted at heads; also at blank lines where no blank line follows the heads."""
    attached = sum(bool(rows[at + 1].strip()) for at in heads if at + 1 < len(rows))
    ends_at_blank = 2 * attached > len(heads)
    sender, lines = "", list[_Said]()
    for at, row in enumerate(rows):
        blank = not row.strip() or _RULE.fullmatch(row) is not None
        if at in heads or (blank and ends_at_blank):
            yield _Message(sender, tuple(lines))
            sender, lines = heads.get(at, ""), []
        rest = row[len(heads.get(at, "")) :]
        if rest.strip() and not blank and not _WHEN_ALONE.fullmatch(rest):
            lines.append(_said(first + at, rest.strip()))
    yield _Message(sender, tuple(lines))


def _said(number: int, whole: str) -> _Said:
    if answers := _ANSWERS.match(whole):
        text, dropped = without_attachments(whole[answers.end() :])
        return _Said(number, text, whole, ((answers[0].strip(), "mention"), *dropped))
    text, dropped = without_attachments(whole)
    return _Said(number, text, whole, tuple(dropped))


def _no_note(line: _Said, message: _Message, senders: frozenset[str]) -> str:
    """Why a line of a message is no note; "" for a note, and for a line that has no words left."""
    text = line.text
    if not text or text.startswith("#") or bare_heading(text):
        return ""
    if is_notice(line.whole):
        return "system"
    if any(_TO_ALL.search(part.whole) for part in message.lines):
        return "request"
    for reads, reason in _NO_NOTES:
        if reads(text):
            return reason
    if not is_figureless(text) or _leads(line, message):
        return ""
    return _why_talk(text, message, senders)


def _leads(line: _Said, message: _Message) -> bool:
    """Whether a line leads the ones below it: 小额信贷：."""
    return line.text.endswith(("：", ":")) and line is not message.lines[-1]


def _why_talk(text: str, message: _Message, senders: frozenset[str]) -> str:
    """Why a line without a figure is no note: it is about a person, stands alone, or is short."""
    named = text.lstrip("“\"'「").startswith(("你", *senders))
    if named or not message.sender:
        return "system"
    least = _LEAST_REPORT if message.reports else _LEAST_ALONE
    return "talk" if len(_HAN.findall(text)) < least else ""
