"""A sentence of an answer without what chat models set round it: Markdown, emoji, talk, quotes.

Only what can be no part of an official sentence is taken off; what is left that does not belong
there, the proof refuses.
"""

import re

from drafter.facts.punctuation import mend
from drafter.proof.tokens import TOKEN

_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>|<\|[^|>\n]*\|>|\[(?:END|end)\]")
_EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u20e3\U0001f000-\U0001faff]")
_MARKDOWN = re.compile(r"\*+|__|~~|`+")
# List marks and headings, and the end of what stood before: a colon, a quote, the bar of a table.
_BEFORE = re.compile(r"^(?:\s|[#>•·●◦▪+|｜=→⇒：:\"'，,、。-](?!\d))+")
_HAN_NUMERAL = "[一二三四五六七八九十]{1,3}"
# 【C1】, 【句子】, 【完】, ①, 1., a), 一、, （一）, [1]
_LABELS = re.compile(
    r"^(?:【(?!F\d)[^】\n]{0,8}】|[①-⑳]|[（(]?\d{1,2}[)）.．、](?!\d)\s*|[A-Za-z][)）.]\s*"
    rf"|{_HAN_NUMERAL}、|[（(]{_HAN_NUMERAL}[）)])"
    r"|【(?!F\d)[^】\n]{0,8}】$|\[\d{1,2}\]$"
)
_BEHIND = re.compile(r"(?:[\s\"'|,}]|\\n|(?<=[”}])，)+$")
_GREETING = re.compile(
    r"^(?:(?:[您你]好|好的?|(?:当然)?可以的?|当然|没问题|收到|明白|了解)[，,。！!：:]"
    r"|(?:以下|下面)(?:是|为)[^。：:【]{0,24}[：:]"
    r"|(?:text|sentence|content|output|answer|内容)[：:][\s\"']*"
    r"|(?:改写|修改|润色|重写|句子|回答|答|正文|输出|结果)(?:后|为|如下)?[：:])\s*"
)
_TALK = re.compile(
    r"希望(?:对|能|以上|这)|以上(?:内容|就?是|为|句子|回答|供|均)|如(?:需|有(?:需要|问题|疑问))"
    r"|请(?:您|查收|审阅|参考|核对|告|问|随时)|供您?参考|欢迎(?:随时|继续|提出)|^祝|您"
    r"|^(?:好的|当然|没问题|收到|明白)[，,。！!]|^(?:以下|下面)(?:是|为)|^\W*(?:注|说明|备注)[：:]"
    r"|^\W*共?\d+字|标记(?:已|均|原样|全部|保留)"
)
_ASIDE = re.compile(r"(?<=[。；！])\s*[（(][^（）()【】]*[）)]\s*$")
_LAST = re.compile(r"(?<=[。！])[^。！【】]+[。！]?\s*$")
_HEAD = re.compile(r"^[^，。；：【】]{1,16}：")


def cleaned(text: str) -> str:
    """The sentence, punctuation at full width; "" where nothing is left."""
    text = _MARKDOWN.sub("", _EMOJI.sub("", _TAG.sub("", text)))
    text = _LABELS.sub("", _BEHIND.sub("", _BEFORE.sub("", text)))
    text = _without_talk(_GREETING.sub("", text))
    text = _unquoted(mend(text))
    return re.sub(r"！$", "。", text)


def without_frame(text: str, note: str) -> str:
    """The sentence without what stands before a colon or behind the last sentence and has no word
    of the note: 优化后的句子为：…, …。请审核。

    note  as the model was shown it
    """
    words = pairs_of_words(note)
    if not words:
        return text
    head = _HEAD.match(text)
    if head and not words & pairs_of_words(head[0]):
        text = text[head.end() :]
    while (last := _LAST.search(text)) and not words & pairs_of_words(last[0]):
        text = text[: last.start()]
    return text


def is_talk(row: str) -> bool:
    """Whether a line of an answer speaks to whoever asked, and states nothing."""
    return not TOKEN.search(row) and bool(_TALK.search(row) or re.search(r"[：:]\s*$", row))


def _without_talk(text: str) -> str:
    """Without asides and remarks behind the last sentence."""
    while True:
        shorter = _ASIDE.sub("", text)
        if (last := _LAST.search(shorter)) and is_talk(last[0]):
            shorter = shorter[: last.start()]
        if shorter == text:
            return text
        text = shorter


def _unquoted(text: str) -> str:
    """Without quotes about the whole."""
    inner = text[1:-1] if text[:1] == "“" and text.rstrip("。")[-1:] == "”" else ""
    return text.rstrip("。")[1:-1] if inner and not re.search("[“”]", inner.rstrip("。”")) else text


def pairs_of_words(text: str) -> set[str]:
    """Pairs of neighbouring Han characters outside tokens."""
    runs = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"【[^】]*】", "，", text))
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
