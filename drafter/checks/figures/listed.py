"""How many items a list in running text has, in whatever form: 一是…, （1）…, …；…, …、…"""

import re
from itertools import takewhile

from drafter.checks.numbering.lists import Ordinal, ordinals
from drafter.documents.report import Line

_IN_TURN = re.compile(r"首先|其次|再次|然后|最后")
_SENTENCE = re.compile(r"[。！？]")
_JOINED = re.compile(r"[和及与]")
_OPEN = re.compile(r"等|……|一系列|以及其他")
_ORDINAL = re.compile(r"(?:一[是要]|第一|其一|首先|（[1一]）|1[.．、]|①)")
_ITEM = re.compile(r"(?!.*\d[一-鿿])[^，；]{2,16}")  # 城区3座 is a part of an amount, no item
_ALL_QUOTED = re.compile(r"(?:“[^“”]{2,16}”、?){2,15}(?=[。；，])")
_SHORTEST_DEED = 5
_TAIL = 2  # characters that all items of a list can end with
_MOST = 15  # items of a list in one sentence

Counts = tuple[int, ...]


def listed(line: Line, start: int, *, bracketed: bool = False) -> Counts:
    """How many items can be counted from `start` on; empty where that is not told."""
    text = line.view[start:]
    if bracketed:
        return _between_marks(text.partition("）")[0])
    if _ORDINAL.match(text):
        return _in_turn(text) if text.startswith("首先") else _numbered(line, start)
    if quoted := _ALL_QUOTED.match(text):
        return (quoted[0].count("“"),)
    sentence = _SENTENCE.split(text)[0]
    if _OPEN.search(sentence) or re.search(r"[：（“《]", sentence):
        return ()
    clauses = [clause for clause in sentence.split("；") if clause]
    if len(clauses) < 2:
        return _between_marks(sentence)
    if "、" in sentence and "，" in clauses[0]:
        return ()
    return (len(clauses), *_between_marks(sentence.replace("；", "、")))


def parallel(text: str) -> Counts:
    """How many deeds a sentence is made of: each of some characters, none with a clause of its own."""
    sentence = _SENTENCE.split(text)[0]
    items = re.split("[、；]", sentence)
    lengths = [len(item) for item in items]
    alike = max(lengths) - min(lengths) <= 1 and min(lengths) >= _SHORTEST_DEED
    if len(items) < 2 or not alike or re.search(r"[，：“”（）\d]|等", sentence):
        return ()
    return (len(items),)


def _numbered(line: Line, start: int) -> Counts:
    """The ordinals from `start` on that are of the first one's kind and follow one another."""
    following = [ordinal for ordinal in ordinals(line) if ordinal.span[0] >= start]
    own = [ordinal for ordinal in following if ordinal.kind == following[0].kind]

    def goes_on(pair: tuple[int, Ordinal]) -> bool:
        return pair[0] == pair[1].number

    count = sum(1 for _ in takewhile(goes_on, enumerate(own, 1)))
    return (count,) if count > 1 else ()


def _in_turn(text: str) -> Counts:
    words = _IN_TURN.findall(text)
    return (len(words),) if words[-1] == "最后" and words.count("首先") == 1 else ()


def _between_marks(sentence: str) -> Counts:
    """Short items between 、 up to the first comma, with and without those that 和 joins on."""
    first, comma, rest = sentence.partition("，")
    if comma and "、" in rest:
        return ()
    items = first.split("、")
    last = _JOINED.split(items[-1])
    whole = _ITEM.fullmatch(items[-1]) or all(map(_ITEM.fullmatch, last))
    if not 2 <= len(items) <= _MOST or not whole or not all(map(_ITEM.fullmatch, items[:-1])):
        return ()
    if len(last) > 1 and len({part[-_TAIL:] for part in (*items[:-1], *last)}) == 1:
        return (len(items) + len(last) - 1,)  # 种业行动、耕地行动和农机行动 are three, never two
    return (len(items), len(items) + sum(1 for part in last[1:] if len(part) > 1))
