"""WRD103: a character or word typed twice (认真真落实, 进行进行)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.checks.wording.cutting import Piece, pieces
from drafter.checks.wording.phrases import frequency, is_word
from drafter.documents.report import Place, Report
from drafter.records import Finding, Severity, Span

_CHARACTER = re.compile(r"([\u4e00-\u9fff])\1")
_WORD = re.compile(r"([\u4e00-\u9fff]{2,4})\1")
_LISTED = re.compile(r"、[\u4e00-\u9fff](?:、|和)[\u4e00-\u9fff]")
_TITLE = re.compile(r"《[^《》]{1,60}》")
_HONEST_WORDS = frozenset(
    "研究 商量 打扫 讨论 考虑 收拾 活动 休息 学习 了解 检查 清清 一层 一步 一项 一个 一次 一件 一村 一户 一人 一点 逐条 很多 许多 非常".split()
)
# Names of bodies and deeds in one: 集体经济组织组织开展, 国家有关规定规定.
_NAME_AND_DEED = frozenset("组织 规定 保管 代表 管理 服务 建议 决定 报告 计划".split())
_PARTICLES = frozenset("的了在和与及为是对于被把将并已而其该从由至向")
# What stands alone beside a word that ends or begins with it: 目的的, 可以以, 作为为, 全县县直.
_STANDS = frozenset(
    "的了在和与及为是对于被把将并已以而其该从由至向等有会能可要应就到让使比按依得地着过来去也都又再还不没无未"
    "全各本此每某新大小多高上下中前后内外人家者性户县市区省乡镇村国州社队一二三四五六七八九十百千万两双单总副正"
)
# What ends a longer name that no dictionary has: 评标标准, 领馆馆舍, 徽学学术.
_ENDS = frozenset(
    "人员者家性化度率量力法权税费金款物品件证书站场厂馆所院校局厅部委办处科股司会社团队组班级路桥河湖江海山岛港湾口岸线网点层端"
    "期年月日时代界业学课题项类型种式系标国任生车船机器药剂菌病田林草粮果茶酒油气电水火风光热煤矿土石木竹花鱼牛羊猪鸡蛋奶菜"
)
_NO_NAME = frozenset(
    "了的和与及、"
)  # what can follow a slip; another character makes a name of it: 海关关衔
_REACHING = frozenset("到")
_PLACES = frozenset("下中上里内")  # 在县委的领导下下，
_PREPOSITIONS = frozenset("以把被将对从由向与和")  # 以以人民为中心
_BEFORE_NOUNS = frozenset("到对有")  # nouns, not verbs, stand behind them
_MODALS = frozenset("能会可应须不")
_TIMES = 20  # as often as a doubled word a word is met that the second half makes with what follows
_AFTER_UNITS = ("以上", "以下", "以内", "以外")  # 军以上单位


def doubled(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        if line.place is Place.TITLE:
            continue
        titles = [title.span() for title in _TITLE.finditer(line.view)]
        for match in _CHARACTER.finditer(line.view):
            named = any(start < match.start() < end for start, end in titles)  # 《柳柳州》
            one_by_one = line.view[: match.start()].endswith("一") and match[1] != "一"  # 一桩桩
            if not named and not one_by_one and _slip(line.view, match.span()):
                yield RULE.at(line, match.span())
        for match in _WORD.finditer(line.view):
            meant = _is_meant(match[1]) or _is_name_and_deed(line.view, match)
            if not meant and _are_words(line.view, match):
                yield RULE.at(line, match.span())


def _is_meant(word: str) -> bool:
    """Whether a word is doubled on purpose: 研究研究, 一个一个."""
    counted = re.search("[一二三四五六七八九十]", word) is not None
    joined = word[0] in _PARTICLES and not is_word(word)  # 同一组织的土地的土地承包权
    return counted or joined or word in _HONEST_WORDS or len(set(word)) == 1


def _is_name_and_deed(text: str, match: re.Match[str]) -> bool:
    """Whether a body or rule is named and then does what it is called: 经济组织组织开展."""
    if match[1] not in _NAME_AND_DEED:
        return False
    before = next((word for word, _, end in pieces(text, match.span()) if end == match.start()), "")
    return len(before) > 1 and _tag(before).startswith("n")


def _are_words(text: str, match: re.Match[str]) -> bool:
    """Whether what is doubled is a word, or some, both times: 老人每人每月, 少的村的村委会 are none.

    A verb may be the end of a longer word the first time: 不断加强|加强.
    """
    edges = {edge for _, *piece in pieces(text, match.span()) for edge in piece}
    if not edges.issuperset((match.end(1), match.end())):
        return False
    return match.start() in edges or _tag(match[1]) == "v" or _ends_word(text, match)


def _ends_word(text: str, match: re.Match[str]) -> bool:
    """Whether the first is the end of a compound: 长效机制|机制."""
    before = next((word for word, _, end in pieces(text, match.span()) if end == match.end(1)), "")
    return is_word(match[1]) and is_word(before.removesuffix(match[1]))


def _slip(text: str, span: Span) -> bool:
    """Whether 真真 is a slip: 认真真落实 is one, for 真 is left over beside 认真.

    No slip is a word that is doubled on purpose, nor the end of a word and the start of the next.
    """
    cut = (*pieces(text, span), ("", len(text), len(text)))
    if _tears_word(cut, span) or _is_listed(text, span):
        return True
    for (first, second), (_, third) in zip(pairwise(cut), pairwise(cut[1:]), strict=False):
        if first[2] == span[0] + 1 and second[1] == first[2]:
            counted = text[span[0] - 1 : span[0]].isdigit()  # 12个个
            unit = counted and len(first[0]) == len(second[0]) == 1
            return (
                unit or _is_left_over(first, second, third) or _governs_none(first, second, third)
            )
    return False


def _is_listed(text: str, span: Span) -> bool:
    """Whether single characters are listed, the first of them twice: 县县、乡、村."""
    return _LISTED.match(text, span[1]) is not None and text[span[0] - 1 : span[0]] != "、"


def _governs_none(first: Piece, second: Piece, third: Piece) -> bool:
    """Whether a character that is mostly a word of its own is one too many.

    达到|到 and 领导|下|下 at the end of a clause, 到|到位 and 对|对接 before a verb, 全|全县.
    """
    sign = second[0][0]
    if len(first[0]) > 1 and len(second[0]) == 1:
        return sign in _REACHING
    if len(first[0]) == 1 and sign in _MODALS and _is_modal_twice(second, third):
        return True
    if len(first[0]) == len(second[0]) == 1:
        ends = not third[0] or not third[0][0].isalnum()
        return (sign in _PLACES and ends) or (sign in _PREPOSITIONS and len(third[0]) > 1)
    if sign == "全":
        return len(first[0]) == 1
    governs = sign in _BEFORE_NOUNS and len(first[0]) == 1
    return governs and _tag(second[0]) in ("v", "d", "ad")


def _is_modal_twice(second: Piece, third: Piece) -> bool:
    """Whether 能 stands before a noun that begins with it, or 会 before 会 and a verb; 不 before 不少."""
    if len(second[0]) > 1:
        return second[0][0] == "不" or _tag(second[0]) == "n"
    return len(third[0]) > 1 and _tag(third[0]).startswith("v")


def _tears_word(cut: tuple[Piece, ...], span: Span) -> bool:
    """Whether a character typed twice keeps a word from the one before it or behind it: 进|一|一步."""
    words = {start: word for word, start, _ in cut}
    before, first, second = (words.get(span[0] + by, "") for by in (-1, 0, 1))
    if len(before) == len(first) == 1 < len(second) and is_word(before + second):
        return True
    behind = words.get(span[1], "")
    whole = first[-1:] + behind
    twice = first == first[:1] * 2 and len(behind) == 1 and is_word(whole)  # 统统|一
    return twice and frequency(whole) >= _TIMES * frequency(first)


def _is_left_over(first: Piece, second: Piece, third: Piece) -> bool:
    """Whether of two words that meet in the same character one is that character typed again."""
    sign = second[0][0]
    if len(first[0]) == len(second[0]) == 1:
        return sign in _PARTICLES
    if sign in _STANDS or len(first[0]) > 1 < len(second[0]):
        return False
    if len(first[0]) > 1:
        named = len(third[0]) == 1 and third[0] not in _NO_NAME and _tag(first[0]) != "v"
        return not named and third[0] not in _AFTER_UNITS
    return sign not in _ENDS


def _tag(word: str) -> str:
    """The part of speech that the segmenter gives a word."""
    import rjieba  # 0.1 s to load: only where there is a word to judge

    return rjieba.tag(word, False)[0][1]


RULE: Rule[Report] = Rule(
    code="WRD103",
    severity=Severity.WARNING,
    name=("叠字、重词", "a character or word typed twice"),
    why=(
        "多打了一个字或一个词；“人人、天天、研究研究”一类不算。",
        "Typed twice by mistake; words doubled on purpose are let pass.",
    ),
    source=("校对惯例", "practice: proofreading"),
    message=("“{text}”疑为多字", "“{text}” seems typed twice"),
    wrong=(
        "认真真落实各项任务。",
        "持续推进进项目建设。",
        "持续优化化营商环境。",
        "专项整治进行行了3个月。",
        "群众的的满意度提高。",
        "新建公厕12个个，投资1.2亿亿元。",
        "开展开展安全检查12次。",
        "在县委的领导下下，责任落实到到位，进一一步健全机制，不断加强加强管理。",
        "统筹推进县县、乡、村三级阵地建设，统统一接口标准。",
        "每村不不少于8场，教师信息化教学能能力不足，队伍会会运营。",
        "及时及时核定救助对象，健全长效机制机制。",
    ),
    right=(
        "人人参与、天天检查、层层落实。",
        "召开党委会会议3次，发展农业业态12个。",
        "严格落实各项制度，研究研究再定。",
        "推动动员大会精神落实。",
        "建设设施农业基地3个。",
        "百岁老人每人每月补贴500元。",
        "县级中医医院通过复审，为了了解民情，以治疗为目的的物品，建立健全全过程监管。",
        "民族歌剧《柳柳州》获奖。",
        "把忠诚作为为政之本，坚持实事求是是做好工作的基础，战争和和平。",
        "问题统统清零，未能能动履职，既会会计又懂审计，省、市、县、县级市四级联动。",
        "海关关衔标志，可以以书面方式，耕地地力补贴，“十五五”开局，质量安全全链条监管。",
    ),
    check=doubled,
)
