"""LFT112: what was copied with a talk: who wrote when, [图片], 撤回了一条消息."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_CLOCK = r"(?:[01]?\d|2[0-3])[:：][0-5]\d"
_SECONDS = r"[:：][0-5]\d"
_DAY = r"(?:(?:19|20)\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?|昨天|今天|前天|(?:星期|周)[一二三四五六日天]"
_HALF = r"(?:上午|下午|晚上|凌晨|中午)?"
_NAME = r"(?![^：:\s]{0,14}(?:时间|日期|地点|[上下]午))[【\[（(]?[\u4e00-\u9fffA-Za-z·-]{1,16}(?:[（(][^（()）]{1,16}[）)])?[】\]）)]?[：:]?"
_SAID_HALF = r"(?:上午|下午|晚上|凌晨|中午)"
_WHEN = rf"(?:{_SAID_HALF}\s*{_CLOCK}|(?:{_DAY})\s*{_HALF}\s*{_CLOCK}(?:{_SECONDS})?|{_HALF}\s*{_CLOCK}{_SECONDS})"
_SHOWN = "图片|语音|视频|文件|表情|链接|位置|名片|红包|转账|聊天记录|动画表情|视频通话|语音通话|小程序|捂脸|微笑|玫瑰|抱拳|强|偷笑|呲牙|OK|握手|合十|加油|赞|鼓掌|流泪|笑哭|愉快|憨笑"
_PATTERN = re.compile(
    rf"^\s*(?:{_NAME}\s+|[【\[][^】\]]{{1,16}}[】\]]\s*){_WHEN}\s*$|^\s*(?:昨天|今天|前天)\s*{_HALF}\s*{_CLOCK}\s*$"
    rf"|[\[【](?:{_SHOWN})[\]】]"
    r"|(?:“[^”]{1,20}”|你|您|对方)?撤回了?一条消息|以下(?:是|为)新消息|以上是打招呼的内容|已添加了?[^，。]{1,12}，现在可以开始聊天了"
    r"|^\s*(?:@[^\s，。：]{1,12}[\s：，]*)?(?:收到|好的|好滴|OK|嗯嗯?|辛苦了?|谢谢)(?:[，,！!。~～ ]*(?:马上|我?这就|稍后|立即|尽快|已|我)?(?:改|发|报|办|处理|修改|落实)?(?:了|过去|给您|给你)?)?[。！!~～]*\s*$"
    r"|^\s*[-—─]{2,}\s*(?:原始邮件|转发(?:的)?(?:邮件|消息)?|Original Message|Forwarded message)[^\n]{0,20}$"
    r"|^\s*(?:发件人|收件人|发送时间|From|Sent|Subject)[:：]\s?[^，。；]{1,60}$"
)

RULE: Rule[Report] = Rule(
    code="LFT112",
    severity=Severity.WARNING,
    name=("聊天记录、邮件残留", "leftovers of a chat or mail"),
    why=(
        "从微信、QQ或邮件里复制材料时带来的姓名时间、[图片]、“收到”等应删去。",
        "Names with times, [图片] and answers such as 收到 come with text copied from a chat or mail; delete them.",
    ),
    source=("审核惯例：查模板残留", "practice: reviewers' check of template leaks"),
    message=("聊天或邮件残留：{text}", "left by a chat or mail: {text}"),
    wrong=(
        "小王 2026/6/30 10:23:45\n开展检查12次。",
        "【李主任】2026-06-30 15:02:11",
        "张科长 昨天 下午3:20",
        "开展检查12次。\n王主任 上午10:24\n培训3期。",
        "[图片]",
        "开展检查12次。[捂脸]",
        "“小李”撤回了一条消息",
        "收到，马上改。",
        "------原始邮件------",
        "发件人：县教育局办公室",
    ),
    right=(
        "会议时间：2026年6月30日15:00",
        "报到时间： 2026年6月30日 15:00\n开幕式 9:00",
        "每天上午8:30开馆，下午17:00闭馆。",
        "收到群众来信12件，办结12件。",
        "好的做法得到推广。",
        "发件量增长12%，收件人满意度98%。",
        "【图片新闻】刊发12篇",
    ),
    check=matches(lambda: RULE, _PATTERN, raw=True),
)
