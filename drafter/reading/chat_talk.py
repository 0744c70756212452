"""What a line of a chat is besides a note: a picture, a notice of the program, a reply, talk."""

import re

_DATE = r"(?:(?:20)?\d\d[-/年])?\d{1,2}[-/月]\d{1,2}[日号]?"
_TIMES = re.compile(
    rf"{_DATE}|(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?|\d{{1,2}}[日号点时](?!间)|\d+分钟|20\d\d年|\d{{1,2}}月"
)
_FIGURE = re.compile(r"[0-9０-９]|[xX×]{2,}")
_MEDIA = re.compile(
    r"[\[【](?:链接|聊天记录|小程序|群公告|接龙|位置|名片|合并转发|红包|转账)[\]】].*"
    r"|[\[【](?:图片|文件|语音|语音通话|视频|表情|动画表情|音乐|照片|附件)(?:[:：][^\[\]]*)?[\]】]"
    r"(?:\s*[^，。；\s][^，。；]*?\.[A-Za-z]\w{1,4}\b(?:\s*[\d.]+\s*[KMG]B)?|\s*\d+[\"″'′]+(?:\d+[\"″]?)?|\s*\d+:\d\d)?"
    r"|https?://\S+"
)
_STICKER = re.compile(r"\[[\u4e00-\u9fffA-Za-z]{1,4}\]")
_MENTION = re.compile(r"@[^\s@，。；：:]{1,20}[\s\u2005]?")
_EDITED = re.compile(r"\s*[(（]已编辑[)）]")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u26ff\u2700-\u2712\u2715-\u27bf\u200d\ufe0f\u20e3]+"
)
_ATTACHED = (
    (_MEDIA, "media"),
    (_MENTION, "mention"),
    (_STICKER, "sticker"),
    (_EMOJI, "sticker"),
    (_EDITED, "system"),
)
_REACTION = re.compile(
    rf"(?:{_STICKER.pattern}|{_EMOJI.pattern})+\s*(?:\d+|[\u4e00-\u9fff、,，\s]{{2,40}})"
)
_NOTICE = re.compile(
    r".{0,30}(?:撤回了?(?:一条)?消息|拍了拍|加入(?:了?本?)群|退出(?:了?本?)群|邀请.{1,30}加入"
    r"|修改群名|领取了.{1,20}红包|以上是打招呼|已读\s*\d*人?|开启了?朋友验证).{0,30}"
    r"|(?:\d+人|全部)?(?:已读|未读)|回复\s*\d+\s*条|DING.*"
)
_QUOTED = re.compile(r"[「“][^「」“”]{1,20}[:：].*[」”]|[-—](?:\s*[-—]){5,}")
_REPLY = re.compile(
    r"(?:(?:收到|好的?|行|可以|明白|知道了|谢谢|感谢|辛苦了?|辛苦大家了?|OK|ok|Ok|嗯+|是的?|对(?:的|过了)?|没问题"
    r"|已报|已发|\+1|\d{1,2}|赞|稍等|马上|在|哈+|已收到|请查收|好嘞|无|没有|表情|补充完毕|以上)[了啦哈吧呢啊的]?)+"
    r"|收到\D*|好的?[，,]\D*"
)
# In a file that is no chat: 无, 在, 以上 may stand for something there.
_PLAIN_REPLY = re.compile(
    r"(?:(?:收到|已收到|好的|好嘞|明白|知道了|谢谢|感谢|多谢|辛苦了?|OK|ok|嗯+|没问题|请查收|麻烦了|打扰了)[您你了啦哈吧呢啊的]?"
    r"[，,。！!~～…\s]*)+"
)
_HELLO = re.compile(
    r"(?:你好|您好|大家好|(?:各位)?(?:领导|同事|老师)们?[，,]?(?:你们|大家)?(?:早上|上午|中午|下午|晚上)?好)[，,。！!~\s]*"
)
# A person, and behind the name nothing but that something is sent; a division is no person.
_SENT = re.compile(
    r"(?:[一-龥](?:姐|哥|科长|局长|股长|所长|主任|老师|秘书)|各位(?:领导|同事|老师)?|领导|老师)[，,！!]"
    r"[^\d二三四五六七八九十百千万两：:]{0,15}(?:报一下|请查收|请审阅|先报这些|发您|发给您|报给您|麻烦您了?|辛苦您?了?)[哈啊吧呢啦了]?[。！!~\s]*"
)
# Words by which people speak to one another. The form of the message decides before they do.
_SPOKEN = re.compile(
    r"[吗呢吧啊哦呀哈啦嘛了][。！!~]*$|各位|大家|[我你您咱]们?(?!县|市|区|镇|乡|村|局|省|国|院|校|馆|中心|办|委|科|站|所)"
    r"|抓紧|还差|催|麻烦|请.{0,20}(?:报|交|发|回复|汇总)|(?:这|那|上面那?)条|一下|(?:这|那)是|稍后|马上|私发|重发|补报"
)
_CORRECTS = re.compile(
    r"更正(?:一下)?[：:，,]|不好意思|(?:报|写|打|发)错|以(?:这个?|此|上面|刚才|本条).{0,6}为准"
)


def without_attachments(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The words of a line, and what else stands in it (picture, emoji, person) with the reason."""
    dropped: list[tuple[str, str]] = []
    for pattern, reason in _ATTACHED:
        dropped += [(match[0].strip(), reason) for match in pattern.finditer(text)]
        text = pattern.sub("", text)
    return text.strip(), dropped


def is_figureless(text: str) -> bool:
    """Whether a text has no figure besides dates and times."""
    return not _FIGURE.search(_TIMES.sub("", text))


def is_quotation(text: str) -> bool:
    """Whether a line quotes another message, or is the rule below the quotation."""
    return _QUOTED.fullmatch(text) is not None


def is_notice(text: str) -> bool:
    """Whether the program wrote a line: who joined, who read it, who reacted with what."""
    return _NOTICE.fullmatch(text) is not None or _REACTION.fullmatch(text) is not None


def is_reply(text: str) -> bool:
    """Whether a line answers and says no more: 收到, 好的，谢谢, 1."""
    plain = re.sub(r"[，。！!,.~～\s]+$", "", text)
    words = re.split(r"[，,。！!\s]+", plain)
    return bool(plain) and all(_REPLY.fullmatch(word) for word in words)


def is_plain_talk(text: str) -> bool:
    """Whether a line of any file only greets or answers: 王姐，我们科的情况报一下哈, 收到."""
    said = text.strip()
    return any(form.fullmatch(said) for form in (_PLAIN_REPLY, _HELLO, _SENT))


def is_correction(text: str) -> bool:
    """Whether a line corrects what was reported before: 更正：应为3.9万剂次."""
    return _CORRECTS.search(text) is not None


def is_spoken(text: str) -> bool:
    """Whether a line is said to somebody: a question, or words of talk without a figure."""
    asks = text.endswith(("?", "？"))
    return asks or (is_figureless(text) and _SPOKEN.search(text) is not None)
