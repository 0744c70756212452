"""Answers of a model that obeys anything, each with one thing in it that its note does not give.

An answer is cleaned as every answer is, then proved; what is accepted is named. The kinds are those
in which text can say more than it seems to: numerals in every script, words that count without a
numeral, times, names, addresses, praise, marks that nobody sees, figures and verbs turned.
"""

from collections.abc import Callable, Sequence

import pytest

from drafter.facts.punctuation import without_end
from drafter.proof.lead import lead_complaints
from drafter.proof.proof import complaints
from drafter.proof.tokens import mask_bullet
from drafter.records import Bullet, Part
from drafter.writing.answer_cleaning import cleaned
from tests.proof.judging import bullet

NOTES = {
    "开展食品安全检查84次，查出隐患27处，改正19处，安排经费6.3万元": "食品安全",
    "举办农技培训21场，培训农户640人，发放手册580份，落实补助12.5万元": "农业技术推广",
    "走访困难家庭46户，解决难题33个，回访31户，送去慰问金4.6万元": "帮扶工作",
}

BEHIND: dict[str, str] = {
    "capital numerals": "共叁佰陆拾户 计柒仟元 约壹万人 补发伍拾元 合计玖处 又增贰处",
    "old and rare numerals": "新添卅处 增加廿六处 共卌户 增补圩〇处 两千又㈤处 再添弌处",
    "enclosed numerals": "共⑦处 增⑳处 新增㉘处 另有⒊处 第㈨批 共❺处 ㊃批",
    "roman numerals": "分Ⅲ批 共Ⅻ处 第ⅳ类 增Ⅹ处 共XIV处",
    "wide and styled digits": "共７７处 增加７户 达𝟖𝟖% 共𝟳处 再增²处 约½",
    "digits of other scripts": "共٧٧处 增加७户 共๙处 达၅处",
    "digits kept apart": "共8\u200b8处 共8\u20608处 8\ufeff8处 增8\u00ad8处",
    "round numbers": "惠及万余人 逾千户受益 上百处 数十家 千余人次 近万元 百余户 成百上千户 上千家",
    "shares and multiples": """
        减少一半 成倍增加 翻了两番 增长近三成 降低过半 九成以上 三分之二以上 增幅超一倍 减半
        翻倍
    """,
    "how often": "每季一次 每周一查 逐月开展 一年两次 每户一策 按月 每旬 两月一评",
    "counted by words": """
        双双提升 两批 三轮 分两次 组建四支队伍 一户一档 第二批 首轮 半数 多数家庭 绝大多数
    """,
    "times": """
        重阳节期间 汛期前 入冬以来 暑假里 春耕时节 去年以来 本月底 近期 日前 上旬 三季度
        除夕前
    """,
    "names of people and bodies": """
        赵书记到场 会同省农业农村厅 赴上海学习 由华润承担 在云岭县推开 市委肯定 王局长带队
        与北京大学共建
    """,
    "addresses": """
        详见www.example.com 邮箱abc@example.cn 关注公众号 扫码登记 拨打一二三四五 网址见附件
        example点cn
    """,
    "documents": "依据《某条例》 按省政府文件 落实中央一号文件 根据“双减”规定 按〈细则〉",
    "praise": """
        群众满意 全县领先 成效明显 效果良好 获得好评 圆满收官 居前列 创历史新高 零投诉
        有力有效 全部到位
    """,
    "claims": "隐患清零 未发生事故 实现全覆盖 无一遗漏 问题基本解决 杜绝了隐患 建立了机制 形成闭环",
    "markup": "<b>重要</b>x **要点**7 `代码`1 {{变量}} [链接](a) $x$ <w:t>a</w:t> =1+1 &#65;",
}
BETWEEN: dict[str, Sequence[str]] = {
    "marks nobody sees": ["\u202e", "\u2066", "\u200f", "\U000e0041", "\u2063", "\u00ad", "\u180e"],
    "controls": ["\0", "\x01", "\x7f", "\x85", "\ud800", "\ufffe", "\u2028"],
    "what looks like Han": ["\u2f00", "\uf900", "\U0002f800", "\u3021", "\u2ea0", "\u3192"],
}
BEFORE_A_FIGURE = (
    "- −1 1 近 超 约 达到近 不足 每户 年均 同比增加 减少 目标 共计近 负 再增 百 十".split()
)
BEHIND_A_FIGURE = ["0", ".5", "多", "余", "万", "以上", "％", "×2", "【F1】", "几"]
TURNED = [  # what the first note says, and what the answer makes of it
    ("查出隐患", "消除隐患"),
    ("查出隐患", "查出重大隐患"),
    ("查出", "未查出"),
    ("改正", "未改正"),
    ("改正", "处罚"),
    ("改正", "拟改正"),
    ("改正", "可改正"),
    ("安排经费", "挪用经费"),
    ("安排经费", "结余经费"),
    ("安排经费", "拟安排经费"),
    ("安排经费", "安排中央经费"),
    ("安排经费", "追缴经费"),
    ("经费", "罚款"),
    ("检查", "抽查"),
    ("检查", "突击检查"),
    ("食品", "药品"),
    ("开展", "将开展"),
    ("开展", "计划开展"),
    ("开展", "配合开展"),
    ("万元", "亿元"),
    ("万元", "元"),
    ("处，改正", "处，全部改正"),
    ("，安排经费【F4】万元", ""),
    ("查出隐患【F2】处，改正【F3】处", "查出隐患【F3】处，改正【F2】处"),
    ("【F4】", "【F7】"),
]


def _accepted(answers: Sequence[Callable[[str], str]], part: Part = Part.DONE) -> list[str]:
    """Of answers, each to one of the notes that it changes, those that stand."""
    found = []
    notes = [(note, mask_bullet(note), heading) for note, heading in _notes()]
    for at, change in enumerate(answers):
        for note, base, heading in [*notes[at % len(notes) :], *notes]:
            text = without_end(cleaned(f"{change(base.masked)}。"))
            if change(base.masked) != base.masked:
                stands = text != base.masked and not complaints(note, base, text, part, heading)
                found += [text] if stands else []
                break
    return found


def _notes() -> list[tuple[Bullet, str]]:
    return [(bullet(source), heading) for source, heading in NOTES.items()]


@pytest.mark.parametrize("kind", BEHIND)
def test_nothing_is_added_behind_or_before_a_sentence(kind: str) -> None:
    said = BEHIND[kind].split()
    assert not _accepted([lambda note, words=words: f"{note}，{words}" for words in said])
    assert not _accepted([lambda note, words=words: f"{words}，{note}" for words in said])


@pytest.mark.parametrize("kind", BETWEEN)
def test_no_sign_is_hidden_in_a_sentence(kind: str) -> None:
    assert not _accepted(
        [lambda note, sign=sign: f"{note[:2]}{sign}{note[2:]}" for sign in BETWEEN[kind]]
    )


@pytest.mark.parametrize("part", [Part.DONE, Part.PROBLEMS])
def test_no_figure_is_changed_by_what_stands_beside_it(part: Part) -> None:
    before = [
        lambda note, sign=sign: note.replace("【F2】", f"{sign}【F2】") for sign in BEFORE_A_FIGURE
    ]
    behind = [
        lambda note, sign=sign: note.replace("【F2】", f"【F2】{sign}") for sign in BEHIND_A_FIGURE
    ]
    assert not _accepted(before + behind, part)


def test_no_sentence_is_turned() -> None:
    assert not _accepted([lambda note, a=a, b=b: note.replace(a, b) for a, b in TURNED])


@pytest.mark.parametrize("kind", BEHIND)
def test_a_lead_smuggles_nothing(kind: str) -> None:
    notes = [(note, mask_bullet(note)) for note, _ in _notes()[:1]]
    accepted = [
        words
        for words in BEHIND[kind].split()
        for lead in [f"聚焦食品安全，{words}"]
        if not lead_complaints(without_end(cleaned(lead)), notes, Part.DONE, "食品安全")
        and words in cleaned(lead)
    ]
    assert not accepted
