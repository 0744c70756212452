"""The grammar of placeholders (占位符): how people leave a figure, date or name open, and how wide.

One grammar for notes, drafts, forms, masked reports and the rule on open placeholders. Source: the
placeholders of a published masked report, and the styles met in official drafts. Every repetition
is bounded.
"""

import re
from decimal import Decimal

from drafter.facts.later import Later
from drafter.facts.names import SURNAMES
from drafter.facts.units import (
    CERTAIN_BEGINS,
    CERTAIN_UNIT,
    MID,
    MULTIPLIER,
    PLAIN_UNIT,
    UNIT,
    certain,
)

HAN = r"\u4e00-\u9fff"
_SPACE = r"[ \u00a0\u3000]"
_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_CLAUSE_ENDS = "(?=[，。；、,;）)的]|$)"
_PLACE_OR_BODY = "[省市县区镇乡村局校厅委办]"

# --- signs that hide digits: xx, xxx.xx, 20xx, ××, **, ##, △△, ____ ---
_MASKED_NUMBER = (
    r"(?<![A-Za-z])(?=\d{0,8}x)(?!\d+x\d+(?![\dx]))"  # 3x3 is no mask
    r"\d{0,8}x{1,20}(?:\d{1,8}(?!\.?x)"
    r"|\d{0,4}x{1,9}){0,2}(?:\.[x\d]{1,9})?(?:\+x{1,9})?(?![A-Za-z0-9])"
)
# One × between words or beside a quotation multiplies: 长×宽, “数据要素×”. Behind it can stand what
# a name ends with.
_ONE_CROSS = (
    rf"(?<![\d×”》）])×(?![\d×“《])(?:(?<![{HAN}]×)|(?![{HAN}（”》])"
    rf"|(?={CERTAIN_UNIT}|{_PLACE_OR_BODY}|[年月日号时点届季第旬类路]|街道|[中小]学|幼儿园|学校"
    rf"|医院|公司|同志|书记|主任))"
)
_DIGIT_SIGNS = (
    r"(?:19|20)\d?[xX×_]{1,2}(?=年|[-–—~～])",
    _MASKED_NUMBER,
    r"(?<!\d)×{2,20}(?:\.×{1,9})?(?:\+×{1,9})?(?!\d)|(?<!\d)×(?:\.×{1,9}(?:\+×{1,9})?"
    r"|\+×{1,9})(?!\d)",
    _ONE_CROSS,
    r"(?<![A-Za-z])X{2,20}(?:\.X{1,9})?(?:\+X{1,9})?(?![A-Za-z0-9])",
    rf"(?<![A-Za-z0-9])X(?={_PLACE_OR_BODY})"
    rf"|(?<![A-Za-z])X(?={MULTIPLIER}(?!片|线|度|型|级){UNIT}|[月日])"  # X光, X片 are words
    r"|(?:(?<=附件)|(?<=[第表图]))X(?![A-Za-z0-9])",
    rf"\*{{2,20}}(?:\.\*{{1,9}})?(?=[{HAN}%])|\*(?={MULTIPLIER}{UNIT}|[月时局%])",
    rf"[#＃@＠]{{2,12}}(?:\.[#＃]{{1,9}})?(?={CERTAIN_UNIT}|{_PLACE_OR_BODY}|[年月日万亿])",
    r"○{2,20}|(?<![一二三四五六七八九])[○〇◯]{2,12}(?![一二三四五六七八九年])",
    r"[□△▲●◎◇■▢▯]{2,20}(?:\.[□△]{1,9})?|△(?=[%‰])",
    r"[_＿]{2,40}(?:\.[_＿]{1,9})?",
)

# --- a capital letter, question marks or an ellipsis in the place of a number: N名, ？？个, ……亿元
# --- Units that letters do not number: A座, B栋, C项, A轮 are names.
_LETTERED = f"{PLAIN_UNIT}|{certain('名 户 家 人 件 起 场 个 亩')}(?![种倍一])"
_STANDING_FOR_NUMBERS = (
    rf"(?<![A-Za-z0-9+“])(?:[NM]{{1,4}}(?={CERTAIN_UNIT}(?![种倍一方]))|[A-Z](?={_LETTERED}))",
    r"(?<![A-Za-z0-9])[A-DMNY]{1,3}(?=[县镇乡](?![A-Za-z]))",
    rf"(?<=[{HAN}])[?？](?={PLAIN_UNIT}|{CERTAIN_UNIT}{_CLAUSE_ENDS})"
    rf"|[?？]{{2,9}}(?={CERTAIN_UNIT})",
    rf"(?<=[{HAN}])(?:…{{1,4}}|\.{{3,6}})(?={PLAIN_UNIT}|{CERTAIN_UNIT}{_CLAUSE_ENDS})",
)

# --- words in brackets that say what is missing: 【待补：金额】, [具体数字], {{姓名}} ---
_ASKED = (
    "单位|部门|姓名|人名|名称|时间|日期|年份|地点|地名|地区|数字|数据|数量|金额|人数|户数|比例"
    "|百分比|职务|标题|学校|领导"
)
_ASKED_WORD = rf"(?:请|填|填写|输入|具体|相关)?(?:{_ASKED})(?:名称|名|全称|\d|[一二三xX])?"
_TO_DO = "(?:请(?!再?核|领导|审)|待(?!再?核|确认|审)|填写|填入|输入|此处)"  # 【待核实】 is a remark
# Numbers of persons that the notes state and the report does not print: 【手机号未写入】.
_NUMBERS = "手机号|电话号码|身份证号|银行卡号|邮箱|车牌号|证件号|微信或QQ号"
_WITHHELD = "未写入】"
_IN_BRACKETS = (
    rf"【(?:{_NUMBERS}){_WITHHELD}",
    r"【待补[^】\n]{0,80}】|\$?\{\{[^{}\n]{0,80}\}\}|\$?[{｛][^{}｛｝:;\n]{0,60}[}｝]",
    rf"[【\[［](?:{_ASKED_WORD}|{_TO_DO}[^】\]］\n]{{0,40}})[】\]］]"
    rf"|[（(]待[补填][^（）()\n]{{0,40}}[）)]",
    rf"[<＜]{_ASKED_WORD}[>＞]",
    r"【\s{0,12}】|［\s{0,12}］|（\s{0,12}）|(?<![A-Za-z0-9_])\(\s{0,12}\)",
)

# --- blanks: 化解纠纷    件, 支出 万元, 2026年   月   日, 20  年, 〔2026〕  号 ---
# Two-character words that are spread over a line, as heads of tables and signatures are: 姓  名.
_SPREAD_WORDS = (
    "姓名 署名 签名 附件 文件 条件 事项 国家 专家 日期 时间 场所 "
    "责任人 联系人 负责人 主持人 承办人 经办人 当事人 申请人 法人 个人 本人 他人 病人 军人 每人 "
    "证人 工人 老人"
).split()
_SPREAD = "|".join(rf"(?<={word[:-1]}){_SPACE}+{word[-1]}" for word in _SPREAD_WORDS)
_OPENS = rf"(?:(?<=[{HAN}][{HAN}])|(?<=[：:“（(]))(?<![{_NUMERALS}])(?<!单位)(?!{_SPREAD})"
_BLANKS = (
    rf"{_OPENS}{_SPACE}{{1,40}}(?={PLAIN_UNIT})",
    # 参训  人，, not 参训  人员
    rf"{_OPENS}(?:{_SPACE}{{2,40}}|\u3000)(?=(?!人(?!{_CLAUSE_ENDS})){CERTAIN_UNIT})",
    rf"(?<!\d)20\d?{_SPACE}{{1,8}}(?=年)",
    rf"(?<=年){_SPACE}{{1,12}}(?=月)|(?<=月){_SPACE}{{1,12}}(?=日)",
    rf"(?<=[{HAN}]){_SPACE}{{2,12}}(?=年{_SPACE}{{1,12}}月)",
    rf"(?<=[〕\]］】\x01]){_SPACE}{{1,12}}(?=号)",  # \x01: a year that is read already
)
BLANK = re.compile("|".join(_BLANKS))

_NOBODY = (
    rf"(?<![某{SURNAMES}])某{{2,3}}|某某(?={_PLACE_OR_BODY}|单位|公司|学校|[中小]学|同志|部门|企业"
    rf"|项目)"
)
# The signs that a placeholder begins with: without one of them nothing else is tried, which keeps
# reading fast.
GAP_SIGNS = r"\d.xX×A-Z*#＃@＠○〇◯□△▲●◎◇■▢▯_＿?？…{｛$【\[［<＜（(某 \u00a0\u3000"  # in brackets
_FIRST = f"(?=[{GAP_SIGNS}])"
_STYLES = (*_DIGIT_SIGNS, *_STANDING_FOR_NUMBERS, *_IN_BRACKETS, *_BLANKS, _NOBODY)
# The same with what stands behind the signs: few texts without a placeholder have it.
_BEGINS = (
    rf"\d{{0,8}}[xX×_＿]|[○〇◯□△▲●◎◇■▢▯…{{｛$【\[［<＜某]|\.{{3}}|\*{{1,20}}[^*\s]"
    rf"|[#＃@＠]{{2,12}}[.{HAN}]|(?:[A-Z]{{1,4}}|[?？])[?？{CERTAIN_BEGINS}县镇乡]"
    rf"|[（(](?:[待）)]|\s{{1,12}}[）)])|(?:20\d?)?{_SPACE}{{1,40}}[{CERTAIN_BEGINS}年月日号]"
)
GAP = Later(f"(?P<gap>{_FIRST}(?:{'|'.join(_STYLES)}))", _BEGINS)
# What follows a mask that Markdown could take for its own marks (**名, __户), and opens no words in
# bold.
AFTER_MARKS = (
    "(?:[县区](?![域级])|市(?![场民域级直])|镇(?!街)|乡(?![村镇])|局(?![机部势面属])|万(?!众)|亿"
    "|年(?![度轻])|月(?![度底初])"
    f"|{certain('人次 名 项 场 件 户 次 个 所 家 %')})"
)
GAP_UNIT = Later(rf"{MID}?{MULTIPLIER}(?!路){UNIT}|年|月|届")


def withheld_mark(called: str) -> str:
    """What stands in the place of a number of a person: 【手机号未写入】."""
    return f"【{called}{_WITHHELD}"


def is_withheld(mark: str) -> bool:
    """Whether a mask is such a mark."""
    return mark.endswith(_WITHHELD)


def withheld_called(mark: str) -> str:
    """What a mark withholds: 手机号."""
    return mark.removeprefix("【").removesuffix(_WITHHELD)


# --- how wide it is ---
_DIGITS = re.compile(r"([\dxX×*]+)(?:\.([\dxX×*]+))?")


def width(mask: str) -> tuple[int, int] | None:
    """Digits that a mask keeps before and behind its point: xxx.xx is (3, 2).

    None for what keeps no count of digits: 【待补】, 某某, x+x, ____, ##, a blank.
    """
    digits = _DIGITS.fullmatch(mask)
    return (len(digits[1]), len(digits[2] or "")) if digits else None


def masked_digits(text: str) -> str:
    """`text` with x for each of its digits, signs between thousands gone.

    1,234.5 is xxxx.x (the digits are kept).
    """
    return re.sub(r"[0-9０-９]", "x", re.sub(r"(?<=[0-9０-９])[,，](?=[0-9０-９]{3})", "", text))


def fits(mask: str, value: Decimal) -> bool:
    """Whether a number is as wide as its mask says: one to nine for x.

    Decimals may be fewer, never more.
    """
    wide = width(mask)
    if wide is None:
        return True
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    whole = max(1, len(digits) + exponent)
    return whole == wide[0] and max(0, -exponent) <= wide[1] and not sign
