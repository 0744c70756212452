"""Proves a writer's answer against its bullet.

Every token once, bound to its own words, and nothing that is not there.

The proof trusts no writer. It reads the answer twice: with its tokens (are they all there, in their
places?) and with the values put in (does the reader find exactly the facts of the note, no more and
no fewer?).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.messages import t
from drafter.ports import TaskBullet
from drafter.proof.allowed_characters import strange, visible
from drafter.proof.complaint import Complaint
from drafter.proof.facts_read import name_complaints, reading_complaints
from drafter.proof.tokens import TOKEN
from drafter.proof.unread import unread_complaints
from drafter.records import Bullet, Part

# Words that claim a result, a rank or a totality; a writer may keep them from the note, never bring
# them.
_CLAIMS = re.compile(
    r"显著|大幅|明显|圆满|极大|空前|巨大|跨越式|标志着|好评|赞誉|认可|肯定|满意|受到|广受|领先|前列"
    r"|第一|首次|首创|率先|唯一|最[高大多好优强]"
    r"|全部|所有|一律|均[为已]|全覆盖|零[事发]|杜绝|彻底|根本性|根除|翻番|翻了|倍增|过半|半数|一半"
    r"|多数|近半|百分|达标|超额|突破|创历史|新高"
    r"|国家级|省级|全国|全省|全市|世界|国际|一流|示范性|标杆|典范|模范|成功|顺利|按时|按期|如期"
    r"|提前|全体|广大|众多|无数|大量|人民群众对"
)
# Deeds: a writer may not have the unit do more than the note says.
_DEEDS = re.compile(
    r"举办|召开|印发|下发|制定|出台|建成|竣工|投入|投资|表彰|奖励|查处|处罚|约谈|培训|检查|督查"
    r"|走访|慰问|招聘|选派|发放|拨付|签订|签约|挂牌|启动|"
    r"开工|完工|验收|移交|通过|获得|荣获|取得|争取|引进|成立|设立|新增|新建|改建|扩建|撤销|取消"
    r"|提供|邀请|联合|依据|根据|按照"
)
# Phrases that every report has and that say nothing.
_EMPTY = re.compile(
    r"(?:注入|输送|增添).{0,4}(?:活力|动力|动能|血液)|有效(?:预防|防止|控制|解决|遏制|提升|提高)"
    r"|深入人心|坚实基础|有力(?:支持|支撑|保障)|伟大复兴|再上新台阶|迈上.{0,2}台阶|"
    r"新局面|新篇章|保驾护航|添砖加瓦|团结奋斗|同心同德"
)
_WHEN = re.compile(
    r"今年|去年|明年|上年|近年|本年|本月|上月|下月|上半年|下半年|年初|年底|年末|季度|近期|近日|日前"
    r"|昨|上周|下周|目前|截至|历年|多年|长期以来|以来"
)
_FUTURE = re.compile(r"拟|预计|计划|规划|将(?![军领士相近])|即将|力争|确保|准备")
_NEGATIVE = re.compile(
    r"尚未|未(?![来成])|没有|(?<!无所)不(?![断仅只同少低超高多足])|无(?![缝障线人])|尚"
)
_DONE = re.compile(r"已[经完建达实]|了(?![解])|已(?![有知])")
_MARKS = "，。；：、！？（）“”‘’—\u3000 "


def complaints(
    bullet: Bullet, base: TaskBullet, answer: str, part: Part, known: str = ""
) -> list[Complaint]:
    """Why `answer` may not stand for `bullet`, in words its writer can act on; empty where it may.

    base   the bullet as the writer saw it; known is text whose names and words are no news
           (headings, the unit).
    answer the writer's text with its tokens, without regard to its end mark
    """
    if tokens_wrong := list(_token_complaints(base, answer)):
        # what follows reads the filled text and would only repeat this
        return [Complaint(reason) for reason in tokens_wrong]
    return [
        *reading_complaints(bullet, answer),
        *map(Complaint, unread_complaints(bullet, answer)),
        *name_complaints(bullet, answer, known),
        *sense_complaints(base, answer, part),
    ]


def sense_complaints(base: TaskBullet, answer: str, part: Part) -> list[Complaint]:
    """What `complaints` says of the words of an answer with every token once, but for names."""
    reasons = (*_binding_complaints(base, answer), *_word_complaints(base, answer, part))
    return [Complaint(reason) for reason in reasons]


def turned_complaints(base: TaskBullet, answer: str, part: Part) -> list[Complaint]:
    """Of these, that two figures changed places, and that what is done and undone changed."""
    note, words = TOKEN.sub("", base.masked), TOKEN.sub("", answer)
    return [
        Complaint(reason) for reason in (*_exchanged(base, answer), *_turned(note, words, part))
    ]


def _exchanged(base: TaskBullet, answer: str) -> Iterator[str]:
    """A token right behind the word that another token follows in the note."""
    note, placed = _places(base.masked), _places(answer)
    for name, here in placed.items():
        other = next((o.name for o in note.values() if o.name != name and o.word == here.word), "")
        if here.word and other and (name not in note or note[name].word != here.word):
            yield t("proof.crossed", token=name, other=other)


def _token_complaints(base: TaskBullet, answer: str) -> Iterator[str]:
    wanted = {token.name: token for token in base.tokens}
    counts = Counter(match[0] for match in TOKEN.finditer(answer))
    for name in wanted:
        if counts[name] != 1:
            yield t("proof.twice", token=name) if counts[name] else t("proof.absent", token=name)
    for name in counts.keys() - wanted.keys():
        yield t("proof.foreign", token=name)
    for name, token in wanted.items():
        if token.unit and counts[name] == 1 and name + token.unit not in answer:
            yield t("proof.unit", token=name, unit=token.unit)
    if signs := strange(base, answer):
        yield t("proof.strange", text=visible(signs))
    if not answer.strip(_MARKS):
        yield t("proof.nothing")


def _bigrams(text: str) -> frozenset[str]:
    runs = re.findall(r"[\u4e00-\u9fff]+", text)
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    return frozenset(pairs | {run for run in runs if len(run) == 1})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a token stands among the others, and the words that bind it.

    order   its turn; before is the token before it, "" for the first
    lead    the characters between that token and this one
    word    the word right before it (学习【F1】次): without it the figure counts another thing
    left    pairs of characters of its own clause before it; right of the rest of its clause
    """

    name: str
    order: int
    before: str
    lead: str
    word: str
    left: frozenset[str]
    right: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        return self.left | self.right


def _places(text: str) -> dict[str, _Place]:
    tokens = list(TOKEN.finditer(text))
    starts = [token.start() for token in tokens[1:]] + [len(text)]
    places: dict[str, _Place] = {}
    begin, before = 0, ""
    for order, (token, stop) in enumerate(zip(tokens, starts, strict=False)):
        lead = text[begin : token.start()]
        word = re.search(r"[\u4e00-\u9fff]{2}$", lead)
        clause = re.split(r"[，。；：、！？,;]", text[token.end() : stop])[0]
        left = _bigrams(_own_clause(lead) if order else lead)
        places[token[0]] = _Place(
            token[0], order, before, lead, word[0] if word else "", left, _bigrams(clause)
        )
        begin, before = token.end(), token[0]
    return places


def _own_clause(lead: str) -> str:
    """The words between two tokens that belong to the second: those behind the first's clause."""
    _, mark, rest = (*re.split(r"([，。；：、！？,;/])", lead, maxsplit=1), "", "")[:3]
    return rest if mark and re.search(r"[\u4e00-\u9fff]", rest) else lead


def _likeness(anchor: frozenset[str], context: frozenset[str]) -> float:
    return len(anchor & context) / len(anchor) if anchor else 0.0


def _binding_complaints(base: TaskBullet, answer: str) -> Iterator[str]:
    """A right number on the wrong indicator is a wrong number.

    Each token has to stand by its own words.

    The words around a token in the note are its anchor. In the answer they have to be found again
    around the token, more of them than of any other token's anchor; a token with no words of its
    own keeps its place after the last.
    """
    note, placed = _places(base.masked), _places(answer)
    for name, anchor in note.items():
        here = placed[name]
        if not anchor.left:
            yield from _unplaced(anchor, here)
        elif anchor.word and anchor.word not in here.lead:
            yield t("proof.head", token=name, word=anchor.word)
        elif _likeness(anchor.left, here.left) < 0.34 and _likeness(anchor.words, here.words) < 0.5:
            yield t("proof.unbound", token=name)
        elif other := next((o for o in note.values() if _crosses(anchor, o, placed)), None):
            yield t("proof.crossed", token=name, other=other.name)


def _unplaced(anchor: _Place, here: _Place) -> Iterator[str]:
    """What is wrong with the place of a token without words of its own.

    Pieces of one title around a gap, 31/74: nothing may come between what stood side by side.
    """
    between = anchor.lead if anchor.order else here.lead
    if here.lead.strip(_MARKS) != between.strip(_MARKS):
        yield t("proof.unbound", token=anchor.name)
    if here.before != anchor.before:
        yield (
            t("proof.after", token=anchor.name, before=anchor.before)
            if anchor.before
            else t("proof.first", token=anchor.name)
        )


def _crosses(anchor: _Place, other: _Place, placed: Mapping[str, _Place]) -> bool:
    """Whether a token stands by the words of another one.

    What the words cannot tell apart, only the order can.
    """
    if other.name == anchor.name or not other.left:
        return False
    here = placed[anchor.name]
    if other.left == anchor.left:
        before = here.order < placed[other.name].order
        return (anchor.order < other.order) != before
    return _likeness(other.left, here.left) > _likeness(anchor.left, here.left)


def _word_complaints(base: TaskBullet, answer: str, part: Part) -> Iterator[str]:
    note, words = TOKEN.sub("", base.masked), TOKEN.sub("", answer)
    for pattern, what in (
        (_CLAIMS, "proof.claim"),
        (_WHEN, "proof.when"),
        (_EMPTY, "proof.empty"),
    ):
        new = Counter(pattern.findall(words)) - Counter(pattern.findall(note))
        if new:
            yield t(what, words="、".join(new))
    if deeds := set(_DEEDS.findall(words)) - set(_DEEDS.findall(note)):
        yield t("proof.deed", words="、".join(sorted(deeds)))
    if _bracketed(answer) != _bracketed(base.masked):
        yield t("proof.brackets")
    yield from _turned(note, words, part)
    kept = _bigrams(note)
    if kept and len(kept & _bigrams(words)) / len(kept) < 0.7:
        yield t("proof.short")
    if len(words) > len(note) + max(30, len(note)):
        yield t("proof.long")
    if re.search(r"([\u4e00-\u9fff]{4,}).{0,12}\1", words) and not re.search(
        r"([\u4e00-\u9fff]{4,}).{0,12}\1", note
    ):
        yield t("proof.repeats")


def _turned(note: str, words: str, part: Part) -> Iterator[str]:
    if Counter(_NEGATIVE.findall(words)) != Counter(_NEGATIVE.findall(note)):
        yield t("proof.negation")
    future_note, future = set(_FUTURE.findall(note)), set(_FUTURE.findall(words))
    if future_note - future or (part is not Part.PLANNED and future - future_note):
        yield t("proof.tense")
    if part is Part.PLANNED and len(_DONE.findall(words)) > len(_DONE.findall(note)):
        yield t("proof.done")


def _bracketed(text: str) -> list[list[str]]:
    """The tokens within each pair of brackets, and a mark for each bracket that has no other."""
    pairs = re.findall(r"（([^（）]*)）", text)
    alone = re.findall(r"[（）]", re.sub(r"（[^（）]*）", "", text))
    return sorted(
        [TOKEN.findall(inside) or [inside and "words"] for inside in pairs]
        + [[mark] for mark in alone]
    )
