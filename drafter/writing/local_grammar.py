"""What the local model may write, as GBNF grammars.

A grammar forbids what the model must not write (digits, Latin letters, another bullet's tokens).
It never forces a token to appear, for a forced token yields a false sentence.
"""

import json
import re
from collections.abc import Sequence

from drafter.ports import TaskBullet, Token
from drafter.records import Part

LEAD = (10, 34)  # fewest and most characters after how a lead opens
SENTENCE = (8, 130)

# How a lead opens: with what the section is about, never with something done.
OPENINGS = tuple("围绕 聚焦 坚持 紧扣 立足 着眼 突出 紧盯 统筹 着力 抓好".split())

# Parts of character classes, good in GBNF and in re alike: ASCII whole, so digits, Latin letters
# and brackets.
_ASCII = r" -~\n\r\t"
_WIDE = "０-９Ａ-Ｚａ-ｚ％‰×【】⟦⟧"
_STOPS = "。；：！？…—"
_NUMERALS = "〇零二两三四五六七八九百千万亿"
_PAIRS = "（）“”‘’《》"
# What a small model boasts with: 了 已 of a thing achieved, 显著, 做出重大贡献, 标志着, 赢得, 荣誉,
# 极大, 我们, 公司.
_BOASTS = "了已显贡做重标赢誉极我司"
# Turn the sense of a note round, or claim a rank.
_DENIALS = "不未没尚无最首"
# Make a thing done into a thing to come: 确保 拟 将.
_TO_COME = "确拟将"
_NOT_IN_LEAD = _ASCII + _WIDE + _STOPS + _PAIRS + _BOASTS + _DENIALS + _TO_COME
_NOT_IN_SENTENCE = _ASCII + _WIDE + _STOPS + _NUMERALS + _PAIRS + _BOASTS + _DENIALS + "、等"


def lead_grammar(openings: Sequence[str]) -> str:
    """A lead that opens with one of these words: free words, no figure, nothing done."""
    low, high = LEAD
    opening = " | ".join(f'"{word}"' for word in openings)
    return f"""root ::= ({opening}) char{{{low},{high}}} "。"
char ::= [^{_NOT_IN_LEAD}]"""


def sentence_grammar(bullet: TaskBullet, part: Part) -> str:
    """One or two sentences of free words and the bullet's tokens.

    Characters that are forbidden may stand where the bullet itself has them.
    """
    low, high = SENTENCE
    forbidden = _NOT_IN_SENTENCE + _barred(part)
    words = bullet.masked
    for token in bullet.tokens:
        words = words.replace(token.name, "")
    literal = [mark(token) for token in bullet.tokens] + re.findall(f"[{forbidden}]+", words)
    pieces = " | ".join(["char", *(json.dumps(text, ensure_ascii=False) for text in literal)])
    return f"""root ::= text "。" (text "。")?
text ::= ({pieces}){{{low},{high}}}
char ::= [^{forbidden}]"""


def mark(token: Token) -> str:
    """A token with the unit that has to follow it."""
    return token.name + token.unit


def _barred(part: Part) -> str:
    return "" if part is Part.PLANNED else _TO_COME
