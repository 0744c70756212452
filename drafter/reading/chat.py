"""Notes pasted from a group chat: what people wrote in it is kept, what the program added is told.

Known are the forms in which WeChat, QQ and DingTalk copy messages: a line with the sender and the
time above each message, or both before it on its line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.documents.source_lines import LeftOut
from drafter.messages import t

_TIME = r"(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?"
_DAY = (
    r"(?:(?:20)?\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?|昨天|今天|前天"
    r"|(?:星期|周)[一二三四五六日天]"
)
_WHEN = rf"(?:(?:{_DAY})\s*)?(?:[上下]午|凌晨|早上|晚上|中午)?\s*{_TIME}"
_NAME = r"[^\s:：，。；！？]{1,20}(?:\s?[(（<][^()（）<>\s]{1,40}[)）>])?"
# the line above a message: sender and time, in either order
_SENDER = re.compile(
    rf"\s*(?:{_NAME}\s+[\[(（]?(?:{_WHEN})[\])）]?|[\[(（]?(?:{_WHEN})[\])）]?\s+{_NAME})\s*[:：]?\s*"
)
_INLINE = re.compile(
    rf"\s*(?:{_NAME}\s+[\[(（]?(?:{_WHEN})[\])）]?|[\[(（]?(?:{_WHEN})[\])）]?\s*{_NAME})\s*[:：]\s*(?=\S)"
)
_ONLY_NAME = re.compile(rf"\s*{_NAME}[:：]\s*")
_DATE_RULE = re.compile(
    rf"\s*[-—–─=]{{2,}}\s*(?:{_DAY})?\s*[-—–─=]{{2,}}\s*|\s*(?:{_WHEN}|{_DAY})\s*"
)
_SYSTEM = re.compile(
    r".{0,30}(?:撤回了?(?:一条)?消息|拍了拍|加入(?:了?本)?群|退出(?:了?本)?群|邀请.{1,30}加入"
    r"|修改群名|系统消息|以上是打招呼|已读\s*\d*人?|开启了?朋友验证).{0,20}|已读|未读|DING.*"
    r"|.{1,30}回复\s*.{1,30}[:：].*"
)
_MEDIA = re.compile(
    r"\[(?:链接|聊天记录|小程序|群公告|接龙|位置|名片|合并转发)\].*"
    r"|\[(?:图片|文件|语音|语音通话|视频|表情|动画表情|红包|转账|音乐|照片|附件)\]"
    r"(?:\s*[^\s，。；]+\.\w{2,5}|\s*\d+[\"″'′]+(?:\d+[\"″]?)?)?"
    r"|https?://\S+"
)
_STICKER = re.compile(r"\[[\u4e00-\u9fffA-Za-z]{1,4}\]")
_MENTION = re.compile(r"@[^\s@，。；：:]{1,20}[\s\u2005]?")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u26ff\u2700-\u2712\u2715-\u27bf\u200d\ufe0f\u20e3]+"
)
_REPLY = re.compile(
    r"(?:(?:收到|好的?|行|可以|明白|知道了|谢谢|感谢|辛苦了?|辛苦大家了?|OK|ok|Ok|嗯+|是的?|对(?:的|过了)?|没问题"
    r"|已报|已发|\+1|\d{1,2}|赞|稍等|马上|在|哈+|已收到|请查收|好嘞|无|没有|表情|补充完毕|以上)[了啦哈吧呢啊的]?)+"
    r"|收到\D*|好的?[，,]\D*"
)
# words by which people speak to one another, not of their work
_CHATTER = re.compile(
    r"[?？]\s*$|[吗呢吧啊哦呀]\s*[。！!~]*$|各位|大家|[我你您咱]们?(?!县|市|区|镇|乡|村|局|省|国|院|校|馆|中心|办|委|科|站|所)"
    r"|要得急|抓紧|还差|催|麻烦|请.{0,20}(?:报|交|发|回复|汇总)|尽快.{0,6}(?:报|发|交)|下班前|报数|写细|(?:这|那|上面那?)条"
    r"|一下|稍后|马上|等会|群里|私发|改好|重发|补报"
)
_QUOTED = re.compile(r"\s*[「“][^「」“”]{1,20}[:：].*[」”]\s*|\s*[-—](?:\s*[-—]){5,}\s*")
_LEAST = 2  # messages that make a chat


@dataclass(frozen=True, slots=True)
class Chat:
    """The notes of a chat as (number of the line, text), and what is none."""

    notes: tuple[tuple[int, str], ...]
    left_out: tuple[LeftOut, ...]


def is_chat(rows: Sequence[str]) -> bool:
    """Whether a text is a chat: several lines name a sender with a time, or alone."""
    timed = sum(_is_sender(row) or _INLINE.match(row) is not None for row in rows)
    return timed >= _LEAST or _has_senders_alone(rows)


def notes_of_chat(rows: Sequence[str], first: int) -> Chat:
    """The notes among the lines of a chat; `first` is the number of its first line.

    Each line of a message is one note. Replies, requests and questions are none, nor is what was
    quoted: it stands in the message that it is quoted from.
    """
    notes: list[tuple[int, str]] = []
    left_out: list[LeftOut] = []
    alone = _has_senders_alone(rows)
    for number, row in enumerate(rows, first):
        text, dropped = _message(row, alone)
        left_out += [LeftOut(t("place.line", number=number), *what) for what in dropped]
        notes.append((number, text))
    return Chat(tuple(notes), tuple(left_out))


def _is_sender(row: str) -> bool:
    return _SENDER.fullmatch(row) is not None and re.search(_TIME, row) is not None


def _has_senders_alone(rows: Sequence[str]) -> bool:
    """Whether lines of a name and a colon stand above messages, some of which quote others."""
    names = [row.strip() for row in rows if _ONLY_NAME.fullmatch(row)]
    return len(names) >= _LEAST and any(_QUOTED.fullmatch(row) for row in rows)


def _message(row: str, alone: bool) -> tuple[str, list[tuple[str, str]]]:
    """What a line says as a note, "" for nothing; and what of it is none, with the reason."""
    text = row.strip()
    if not text:
        return "", []
    for reads, reason in _WHOLE_LINES:
        if reads(text):
            return "", [(text, t(f"left_out.chat.{reason}"))]
    if alone and _ONLY_NAME.fullmatch(text):
        return "", [(text, t("left_out.chat.sender"))]
    dropped: list[tuple[str, str]] = []
    if inline := _INLINE.match(text):
        dropped.append((inline[0].strip(), t("left_out.chat.sender")))
        text = text[inline.end() :]
    for pattern, reason in (
        (_MEDIA, "media"),
        (_MENTION, "mention"),
        (_STICKER, "sticker"),
        (_EMOJI, "sticker"),
    ):
        for match in pattern.finditer(text):
            dropped.append((match[0].strip(), t(f"left_out.chat.{reason}")))
        text = pattern.sub("", text)
    text = text.strip()
    plain = re.sub(r"[，。！!,.~～\s]+$", "", text)
    if plain and all(_REPLY.fullmatch(word) for word in re.split(r"[，,。！!\s]+", plain)):
        return "", [*dropped, (text, t("left_out.chat.reply"))]
    if text and _CHATTER.search(text) and not re.search(r"\d", _without_times(text)):
        return "", [*dropped, (text, t("left_out.chat.request"))]
    return text, dropped


def _without_times(text: str) -> str:
    return re.sub(rf"{_WHEN}|{_DAY}|\d{{1,2}}点", "", text)


_WHOLE_LINES = (
    (_is_sender, "sender"),
    (_DATE_RULE.fullmatch, "sender"),
    (_QUOTED.fullmatch, "quoted"),
    (_SYSTEM.fullmatch, "system"),
)


def chat_lines(chat: Chat) -> Iterator[str]:
    """The lines of a chat as a text of notes, blank where nothing was noted."""
    yield from (text for _, text in chat.notes)
