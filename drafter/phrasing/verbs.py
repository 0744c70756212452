"""Which verb a noun with a figure takes, and whether its clause has one already."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.facts.units import OCCASIONS
from drafter.phrasing.word_lists import pairs_in, rows_of, words_in
from drafter.proof.clauses import HAN
from drafter.proof.inventory import inventory
from drafter.proof.word_reading import tagged

_CAMPAIGNS = ("宣传月", "宣传周", "宣传日", "活动月", "活动周", "服务月", "服务周", "质量月")
_MAKES_VERB = frozenset(
    "可能应未不新再已正免拒将拟停"
)  # before what is then no noun: 可采摘, 新登记
_ANY_DEED = ("开展", "组织")
_CREATIVE = re.compile("[文双科众]创")  # 文创收入: no verb is in it
_NEWLY = re.compile("新[铺建修购增设装栽开办招聘签发入种配投挖打引改扩收登]")
_WITHIN = frozenset("设办签建装发查购修种创获评引收送")  # verbs behind who does it: 高考设考点
STOCK = frozenset({"有", "现有", "设有", "建有"})
"""What is said of things that are there."""
_FIELDS = frozenset("就业 创业 应急 健身 养老 演出".split())  # 就业招聘会 is one noun
_CLAIMING = frozenset("组建 成立 建立 收到 接收".split())  # what of a bare noun is not known
_DOUBTFUL = frozenset("受理 实施 设置 办理".split())  # of what the list gives no verb
_NONE = "无"
_HEAD = "+"
_PEOPLE = frozenset({"人", "名", "位"})
_SHORTEST, _LONGEST = 2, 12  # characters of a noun


@dataclass(frozen=True, slots=True)
class Taken:
    """What a noun takes.

    noun   the longest that ends the words before the figure, as a list has it
    head   the noun that it stands for, to be said too: 低保 → 对象; "" for none
    verbs  best first
    """

    noun: str
    head: str
    verbs: tuple[str, ...]


def last_run(lead: str) -> str:
    """The Chinese that a lead ends with; "" where a token or sign ends it."""
    runs = list(HAN.finditer(lead))
    return runs[-1][0] if runs and runs[-1].end() == len(lead) else ""


def taken_by(lead: str, unit: str) -> Taken | None:
    """The verbs that the last noun of a lead takes; None where no list has it, or none is safe.

    This package's list goes before the light verbs where both know a deed, and for people.
    """
    run = last_run(lead)
    nouns = [run[-size:] for size in range(min(_LONGEST, len(run)), _SHORTEST - 1, -1)]
    own, light = _own(nouns), _light(run, nouns)
    if own and light and unit not in _PEOPLE and _is_told_better(own, light):
        own = light
    if not own and light and (unit not in _PEOPLE or is_deed(light.noun)):
        own = light
    own = own or _any_deed(nouns, unit)
    return own if own and own.verbs else None


def _is_told_better(own: Taken, light: Taken) -> bool:
    """Whether the light verbs know a longer noun, and no verb that the list keeps from it."""
    kept = own.verbs[0] in STOCK if own.verbs else light.verbs[0] in _DOUBTFUL
    return len(light.noun) > len(own.noun) and not (is_deed(own.noun) or kept)


def _own(nouns: Sequence[str]) -> Taken | None:
    """What this package's list gives the longest noun that it knows."""
    noun = next((noun for noun in nouns if noun in _listed()), "")
    verbs, head = _listed().get(noun, ((), ""))
    return Taken(noun, head, verbs) if noun else None


def _any_deed(nouns: Sequence[str], unit: str) -> Taken | None:
    """What can be said of a deed that no list has a verb for: 过期药品回收12场, not 回收86吨."""
    deed = next((noun for noun in nouns if noun in words_in("deeds_as_nouns")), "")
    if deed in words_in("objects_first") and unit not in OCCASIONS:
        return None
    return Taken(deed, "", _ANY_DEED) if deed else None


def verbs_known(lead: str) -> frozenset[str]:
    """All verbs that any list gives the last noun of a lead; none where no list has it."""
    run = last_run(lead)
    deeds = inventory().deeds
    for size in range(min(_LONGEST, len(run)), _SHORTEST - 1, -1):
        verbs, _ = _listed().get(run[-size:], ((), ""))
        if known := {*verbs, *deeds.get(run[-size:], ())}:
            return frozenset(known)
    return frozenset()


def _light(run: str, nouns: Sequence[str]) -> Taken | None:
    """What the light verbs of the proof give the longest noun that they know."""
    deeds = inventory().deeds
    for noun in nouns:
        verbs = _of_one_family(noun, deeds)
        if verbs and verbs[0] not in _CLAIMING:
            return Taken(noun, "", verbs) if is_deed(noun) or not _is_verb(run, noun) else None
    return None


def _is_verb(run: str, noun: str) -> bool:
    """Whether what a list has as a noun is a verb here: 征求意见3轮, 企业参保86家."""
    *before, (word, tag) = tagged(run)
    return noun.startswith(tuple(_hard())) or word in _hard() or (tag == "v" and not before)


def has_verb(lead: str, noun: str) -> bool:
    """Whether the words before a noun have a verb that governs it.

    A deed that is a noun may have another before it: 就业培训 is one thing, 检查企业 is not.
    """
    before = _CREATIVE.sub("", lead.removesuffix(noun))
    if before.endswith(_CAMPAIGNS):
        return False
    words = _tagged(before)
    if words and words[-1][0] in _MAKES_VERB:
        return True
    if is_deed(noun):
        return _has_verb_of_deed(before)
    if noun and words and not is_level(noun) and _is_short_verb(*words[0]):
        return True
    if before.startswith(tuple(words_in("own_deeds"))) or _opens_with_verb(before, words):
        return True
    soft = words_in("soft_verbs")
    return before not in _FIELDS and any(
        _governs(word, at) and not (at and word in soft) for at, (word, _) in enumerate(words)
    )


def doubles(verb: str, before: str) -> bool:
    """Whether a verb would say again the one that opens the words behind it: 开展 of 开主题党日."""
    words = _tagged(before)
    return bool(words) and words[0][0] in verb and _is_short_verb(*words[0])


def _is_short_verb(word: str, tag: str) -> bool:
    """Whether the first of the words before a noun governs it: 开主题党日, 开党组会."""
    return len(word) == 1 and tag == "v"


def _has_verb_of_deed(before: str) -> bool:
    """Whether words before a deed have a verb: 疏散 and 入户 only tell which deed it is."""
    for word in words_in("within_deeds"):
        before = before.replace(word, "")
    soft = words_in("soft_verbs") | words_in("deeds_as_nouns")
    words = enumerate(_tagged(before))
    return any(_governs(word, at) and word not in soft for at, (word, _) in words)


def _tagged(text: str) -> list[tuple[str, str]]:
    return [pair for run in HAN.findall(text) for pair in tagged(run)]


def _governs(word: str, at: int) -> bool:
    """Whether the word at a place is a verb of the lists; one of one character opens, mostly."""
    return word in _governing() and (not at or len(word) > 1 or word in _WITHIN)


def _opens_with_verb(text: str, words: Sequence[tuple[str, str]]) -> bool:
    """Whether a text begins with what no noun begins with."""
    word, tag = words[0] if words else ("", "")
    is_verb = tag == "v" and len(word) > 1 and word not in words_in("soft_verbs")
    return is_verb or bool(_NEWLY.match(text)) or text.startswith(tuple(_hard()))


def starts_with_verb(lead: str) -> bool:
    """Whether words begin with a verb, of the lists or by the dictionary."""
    words = [pair for run in HAN.findall(lead)[:1] for pair in tagged(run)[:1]]
    if _NEWLY.match(lead):
        return True
    soft = words_in("soft_verbs")
    return lead.startswith(tuple(_hard())) or any(
        word not in soft and (word in _governing() or tag == "v") for word, tag in words
    )


def is_deed(noun: str) -> bool:
    """Whether a noun names a deed: 隐患排查."""
    return any(noun.endswith(word) for word in words_in("deeds_as_nouns"))


def is_level(noun: str) -> bool:
    """Whether a noun names what is measured: 建筑面积."""
    return any(noun.endswith(level) for _, levels in pairs_in("levels") for level in levels)


def is_verb(text: str) -> bool:
    """Whether a text is a verb of the lists."""
    return text in _governing()


@lru_cache(maxsize=1)
def _governing() -> frozenset[str]:
    light = {verb for verbs in inventory().deeds.values() for verb in verbs if len(verb) > 1}
    return words_in("governing_verbs") | light


@lru_cache(maxsize=1)
def _hard() -> frozenset[str]:
    """Verbs that no noun begins with."""
    soft = words_in("deeds_as_nouns") | words_in("soft_verbs")
    return frozenset(verb for verb in words_in("governing_verbs") - soft if len(verb) > 1)


@lru_cache(maxsize=1)
def _listed() -> dict[str, tuple[tuple[str, ...], str]]:
    """Noun → its verbs in the order of the list, none where it takes none; and its head."""
    listed: dict[str, tuple[tuple[str, ...], str]] = {}
    for verb, nouns in pairs_in("verbs_by_noun"):
        for entry in nouns:
            noun, _, head = entry.partition(_HEAD)
            verbs, old = listed.get(noun, ((), ""))
            listed[noun] = ((*verbs, verb) if verb != _NONE else verbs, head or old)
    return listed


def _of_one_family(noun: str, deeds: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The verbs that the light verbs give a noun, where they all say the same of it."""
    verbs = set(deeds.get(noun, ()))
    families = (row for row in rows_of("verb_families") if verbs and verbs <= set(row))
    return tuple(verb for verb in next(families, ()) if verb in verbs)
