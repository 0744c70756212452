"""LFT104: leftovers of a web page."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding, Severity

_PATTERN = re.compile(
    r"(?:^|(?<=[。！）】 ]))(?:上|下)一?[篇页条][：:][^。]{0,60}|(?:^|(?<=[。！]))(?:上|下)一篇(?=$|[《 ])[^。]{0,60}|【[^】]{0,16}(?:\d+|[一二三四五六七八九十]+|多|几)篇】|[（(](?:精选|通用|共|合集)?\d+篇[）)]"
    r"|【(?:精彩|精选|推荐|最新|实用|热门|必备|荐|优秀)[^】]{0,10}】"
    r"|(?:责任|本文|本站)?编辑[：:][ 　]?[\u4e00-\u9fff 　]{2,10}(?=$|[）)。])|(?:^|(?<=[ 　（(]))(?:文章|稿件|信息|资料|图片|本文)?来[源自][：:](?=[^，。；]{1,24}$)[^，。；]{1,24}"
    r"|[（(](?:来源|稿件来源|文章来源|信息来源|供稿|摄影|通讯员|图|文|作者|责编|编辑|审核|校对|撰稿)[：:/][^（()）]{1,24}[）)]"
    r"|(?:^|(?<=[ 　]))(?:作者|供稿|撰稿|摄影|责编|校对|审核|编审|初审|终审|发布(?:者|人|机构|单位)|信息员|通讯员|浏览(?:次数|量)|阅读(?:次数|量|数)|点击(?:次数|量|数|率)?|访问量|发布(?:时间|日期)|更新时间|发表时间|字体|字号|索引号|主题分类|文章编号|标签|关键词|分类|栏目|栏目导航|当前位置|您(?:现在)?(?:的|所在)?(?:的)?位置)[：:](?=[^。；]{0,40}$)[^。；]{0,40}"
    r"|(?:^|(?<=[】\]）) 　]))(?:当前位置|您的位置)?[：:]?(?:首页|网站首页)[ 　]?(?:>|＞|»|→|/)[^。]{0,40}|打印本[页文]|关闭(?:本页|窗口|本窗口)|返回(?:顶部|首页|列表|上一页|目录)|加入收藏|收藏本[页站文]|分享到(?:[：:]|$|微信|微博|朋友圈|QQ)|分享至[：:]|【?字(?:号|体)[：:][ 　]?[【\[]?(?:大|小|加大)|[【\[（(]?(?:大 ?中 ?小)[】\]）)](?=$|[ 　【\[])|【(?:打印|关闭|收藏|字号|纠错|返回|大|中|小|打印本页|关闭窗口|我要纠错)[：:]?[^】]{0,8}】"
    r"|(?:微信)?扫(?:一扫|描)(?:下方|上方|左侧|右侧|右方)?(?:的)?(?:二维码)?[，,]?(?:关注|手机|分享|在手机|下载|打开|添加|获取|查看更多)[^。]{0,16}|^扫一扫$|(?<![\u4e00-\u9fff])扫一扫(?=在手机|[，。！]|$)|长按(?:识别)?二维码"
    r"|(?<![\u4e00-\u9fff]{1}[县市区镇])(?:(?<=^)|(?<=[，。；！？、“ 　本站网文为由是和]))小编(?=[今为给带整推提在来和就也说认建将精收特已还们]|[：:，])|(?:下面|以下|今天|接下来)是?(?:由)?小编[^，。]{0,20}"
    r"|文秘网|范文网|第一范文|百度文库|道客巴巴|豆丁网?(?=[，。 ]|$|文档)|原创力文档|公文网|应届毕业生网|作文网|莲山课件|查字典|瑞文网|无忧考网|三一办公|知网空间|CSDN|豆瓣|知乎(?:用户|专栏)"
    r"|(?:^|(?<=[。！ 　【]))(?:相关|热门|精彩|延伸|推荐|猜你喜欢|更多)(?:推荐|阅读|文章|链接|新闻|资讯|内容|范文|搜索|专题|热词)[】：:](?:[^。]{0,40})|(?:^|(?<=[。！ 　]))(?:相关推荐|相关阅读|相关文章|相关链接|猜你喜欢|推荐阅读|热门推荐|延伸阅读|更多精彩|最新文章|热门文章|精彩推荐)(?=$|[：:])"
    r"|(?:请)?(?:点击|点此|单击)(?:此处|这里|上方|下方|链接|进入|右上角|图片)?(?:下载|查看|阅读|进入|打开|关注|收听|展开)(?=[^\u4e00-\u9fff]|更多|全文|原文|详情|附件|大图|链接|文档|$)[^，。；]{0,12}|点击(?:下载|查看更多|阅读原文|此处|这里|上方蓝字|下方)[^，。；]{0,10}|(?:阅读|查看|展开|显示|收起)(?:全文|原文)(?=$|[ 　>》。，！])|全文(?:在线)?(?:免费)?(?:阅读|下载)(?=$|[ 　：:])"
    r"|(?:免费|立即|一键|在线|打包|文档|全文|本文|范文)下载(?=$|[ 　】：:。！]|地址|链接|文档|word|Word|WORD)|下载(?:地址|链接|word|Word|WORD|文档|本文|全文|次数)(?=$|[：: 　版。！]|文档)|本文(?:档)?(?:由|来自|转自|摘自|转载自|为|共\d+页)[^，。；]{2,24}(?:网|站|收集|整理|提供|上传|发布|原创|分享)|(?:转载|引用)(?:请)?(?:注明|标明)(?:出处|来源)|未经(?:许可|授权|允许|同意)[，,]?(?:不得|禁止|严禁|请勿)转载|(?:侵权|版权)(?:必究|归[^，。]{1,16}所有|问题请联系|请联系)|如有侵权[^。]{0,20}|版权所有|(?i:copyright|all rights reserved|©|powered by)[^。]{0,40}|[京沪粤浙苏皖闽赣鲁豫鄂湘川渝云贵陕甘青宁新藏蒙辽吉黑冀晋津桂琼]ICP备\d{5,12}号[^ 　。]{0,6}|公网安备 ?\d{5,16}号?"
    r"|(?:https?://|www\.)[\w./?=&%#:~-]{3,160}|(?<![\w@.-])[a-z0-9-]{2,24}\.(?:com|net|org|cn|cc|gov\.cn|com\.cn)(?![\w@.-])(?:/[\w./-]{0,60})?"
    r"|(?:关注|搜索)(?:我们的?|本|微信)?(?:微信)?公众号(?:[“：:][^”，。]{1,16}”?)?[，,]?(?:回复|获取|领取|了解更多|查看更多)[^，。]{0,12}|[&＆](?:nbsp|amp|lt|gt|quot|apos|[lr][ds]quo|[mn]dash|hellip|middot|e[mn]sp|thinsp|times|copy|#\d{2,5})[;；]|</?(?:p|br|div|span|strong|b|i|a|img|table|tr|td|font|h[1-6]|ul|li)(?: [^<>]{0,80})?/?>|(?:本文|资料|内容|数据|以上)?(?:均|皆)?(?:来源于?|来自|摘自|转自|取自)(?:于)?(?:互联网|网络)(?=[，。）]|$)[^。]{0,10}|网络整理(?=[，。）]|$)|(?:请|欢迎|敬请|记得)(?:大家)?关注[^，。]{0,10}公众号|登录后?(?:查看|阅读|下载)|成为会员|VIP(?:专享|会员|下载)|(?:会员|积分|付费)下载|文档(?:下载|大小|格式|页数|简介)[：:]?(?=$|[：: 　]|\d)|(?:^|(?<=[ 　]))(?:顶部|评论\(\d+\)|发表评论|我要评论|网友评论|点赞(?:\d+)?|上一页|下一页|\d+人(?:浏览|阅读|点赞))(?=$|[ 　])"
)
# What a page's frame is made of; one such word is a whole line.
_FRAME = re.compile(
    r"\s*(?:下载|打印|全屏|收藏|还原|加大|减小|分享|关闭|纠错|复制|转发|点赞|返回|首页|搜索|登录|注册|大|中|小|】|【字号[：:]|打印本页|保存|朗读|字号|字体|无障碍|长者模式|首页\s*[>＞].{0,40}"
    r"|(?:发布|发表|更新)?(?:时间|日期)[：:]\s*\d{4}[-年/.].{0,20}|来源[：:].{1,24}|\d{4}-\d{1,2}-\d{1,2}.{0,20})\s*"
)
_SEEMS_TITLE = 0.75
_MOST_FRAME = 40  # characters; a longer line is the report's own


def web(report: Report) -> Iterator[Finding]:
    """Every match in the text; the frame of a page around it is one finding a run of lines."""
    text = _text_places(report)
    title = next((line.view.strip() for line in report.lines if line.place is Place.TITLE), "")
    reported = -2  # the last line of the run already reported
    for at, line in enumerate(report.lines):
        if not _is_framed(line, at in text):
            yield from _in_text(line)
        elif title and line.place is Place.FURNITURE and _alike(line.view, title):
            yield RULE.at(line, _whole(line), severity=Severity.WARNING, message=_TITLE_TWICE)
        elif _FRAME.fullmatch(line.view) or _PATTERN.search(line.view):
            if at != reported + 1:
                yield RULE.at(line, _whole(line), severity=Severity.WARNING)
            reported = at


def _is_framed(line: Line, in_text: bool) -> bool:
    """Whether a line belongs to the page around the report."""
    if line.place is Place.FURNITURE:
        return True
    return not in_text and _FRAME.fullmatch(line.view) is not None


def _text_places(report: Report) -> range:
    """The places from the first to the last line that is text beyond doubt."""
    body = [
        at
        for at, line in enumerate(report.lines)
        if line.place in {Place.BODY, Place.HEADING} and (line.mark or len(line.view) > _MOST_FRAME)
    ]
    return range(body[0], body[-1] + 1) if body else range(0)


def _in_text(line: Line) -> Iterator[Finding]:
    for match in _PATTERN.finditer(line.view):
        if not _cited(line, match.start()):
            yield RULE.at(line, match.span())


def _alike(one: str, other: str) -> bool:
    one = one.strip()
    if not 0.6 < len(one) / max(1, len(other)) < 1.7:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SEEMS_TITLE


def _whole(line: Line) -> tuple[int, int]:
    left = len(line.text) - len(line.text.lstrip())
    return left, len(line.text.rstrip())


def _cited(line: Line, at: int) -> bool:
    """Whether the place lies within a title or a quotation."""
    before = line.view[max(0, at - 60) : at]
    return before.rfind("《") > before.rfind("》") or before.rfind("“") > before.rfind("”")


_TITLE_TWICE = (
    "网页标题与正式标题重复，应删去：{text}",
    "the page's own title doubles the report's: delete {text}",
)

RULE: Rule[Report] = Rule(
    code="LFT104",
    severity=Severity.ERROR,
    name=("网页残留", "leftovers of a web page"),
    why=(
        "从网页复制带来的导航、来源、推荐语、重复的网页标题应删去。",
        "Navigation, sources and the doubled title of a web page do not belong in a report.",
    ),
    source=("审核惯例：查模板残留", "practice: reviewers' check of template leaks"),
    message=("网页残留，应删去：{text}", "from a web page, delete it: {text}"),
    wrong=(
        "下一篇:后勤工作计划【精彩8篇】",
        "责任编辑：李四",
        "来源：某某网",
        "更多内容请点击查看",
        "云岭县水务局2026年工作总结范文\n云岭县水务局2026年工作总结\n一、工作情况\n开展检查12次。",
        "打印本页",
        "分享到：微信",
        "【字号：大 中 小】",
        "小编为大家整理了以下内容。",
        "版权所有，未经授权不得转载。",
        "详见www.fanwen.com/zongjie。",
        "工作有序推进。&nbsp;",
        "工作有序推进。＆nbsp；&ldquo；双减&rdquo；成效明显。",
        "相关推荐：水务局工作计划",
    ),
    right=(
        "问题来源：群众举报和日常检查。",
        "文件编辑印发3期。",
        "开展“扫黄打非”行动。",
        "下一步工作打算",
        "一是拓宽资金来源：争取上级补助2100万元，吸引社会资本8000万元。",
        "保护著作权，查处侵犯版权案件3起。",
        "开通“扫一扫”报修功能，办事群众扫码点击查看进度。",
        "作者队伍不断壮大，责任编辑制度逐步健全。",
        "编写志书上下两篇，推进文档下载系统建设。",
        "开展线上分享到位，阅读推广活动12场。",
    ),
    check=web,
)
