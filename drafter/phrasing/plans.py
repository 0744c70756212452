"""A plan in the mood of its goal: 确保 what is done by a date, 力争 a target, 计划 a deed.

One word a sentence, in the first clause that tells a goal; neighbours take turns with the words
that fit. What already speaks of a plan stays as it is.
"""

import re
from collections.abc import Iterator

from drafter.phrasing.counted import clauses_of
from drafter.phrasing.forms import forms
from drafter.phrasing.note import Note
from drafter.phrasing.plan_words import opens_with_verb
from drafter.phrasing.shape import pattern, shape_of
from drafter.phrasing.turns import turned
from drafter.phrasing.verb_places import NO_DEED
from drafter.phrasing.verbs import has_verb, last_run, taken_by
from drafter.phrasing.word_lists import named_words, words_in
from drafter.proof.word_reading import tagged
from drafter.records import FactKind, Part

_PLANNING = re.compile(
    "将(?!近)|拟|力争|力求|确保|计划(?!总?投资)|争取|继续|加快|着力|推动|推进|进一步|谋划|筹划|深入"
    "|扎实|切实|全力|大力|积极|抓紧|努力|坚决|做好|抓好|有序|稳步|持续|认真|严格"
)
_AS_IT_IS = "-"
# 高标准农田1200亩，力争12月底前建成
_BUILT = pattern("([\u4e00-\u9fff]+<F>)，((?:力争|确保)<D>建成)(.*)")
_BANNED = re.compile("禁止|严禁|杜绝|避免|停止")
_STUB = re.compile("(?![建抓搞办设保促强没应请])[^把被让给到来去着了\\W]{2,6}")


def in_mood(note: Note) -> Iterator[str]:
    """The note of a plan with a word of planning, in several ways; nothing elsewhere."""
    shape = shape_of(note)
    if note.part is not Part.PLANNED:
        return
    for wording in _wordings(note, shape.text, "plan_whole"):
        yield shape.written(wording)
    if _PLANNING.search(shape.text):
        return
    ended = shape.text.endswith(named_words("plan_verbs")["finish"])  # 发热门诊投用
    bare = _STUB.fullmatch(shape.text) and not _tells_deed(shape.text)
    if bare and not opens_with_verb(shape.text) and not ended:
        yield f"做好{shape.text}工作"
    pieces = re.split("([，；。：])", shape.text)
    for place in range(0, len(pieces), 2):
        if wordings := list(_wordings(note, pieces[place], "plan_forms")):
            for wording in wordings:
                yield shape.written("".join((*pieces[:place], wording, *pieces[place + 1 :])))
            return


def _tells_deed(text: str) -> bool:
    """Whether a text without a figure has an adverb or a ban in front: 不再新增隐患."""
    (_, tag), *_ = tagged(text) or (("", ""),)
    return tag == "d" or bool(NO_DEED.search(text) or _BANNED.match(text))


def verb_of_plan(note: Note) -> Iterator[str]:
    """晚稻25万亩 → 计划种植晚稻25万亩: a bare noun with the verb that it always takes.

    What only is there has none: 停车场3个 may be built or rebuilt.
    """
    clauses = clauses_of(note)
    clause = clauses.at(0)
    if note.part is not Part.PLANNED or not clause or clause.kind is not FactKind.QUANTITY:
        return
    taken = taken_by(clause.lead, clause.unit)
    whole = clause.lead == last_run(clause.lead) and not clause.rest
    if not taken or not whole or _PLANNING.search(note.text):
        return
    if has_verb(clause.lead, taken.noun):
        return
    verb = next((verb for verb in taken.verbs if verb in words_in("verbs_of_plans")), "")
    for mood in turned(named_words("moods")["act"], note.bullet) if verb else ():
        yield clauses.text({0: clause.led_by(f"{mood}{verb}{clause.lead}")})


def also_in_mood(note: Note) -> Iterator[str]:
    """The note of a plan with its later clauses told as goals too, all or the first of them.

    合格率97% behind 力争 is 合格率达到97%; and what is to be built by a date has its verb in front.
    """
    shape = shape_of(note)
    if note.part is not Part.PLANNED or not _PLANNING.search(shape.text):
        return
    if found := _BUILT.fullmatch(shape.text):
        yield shape.written(found.expand(r"\2\1\3"))
    first, *pieces = re.split("([，；。：])", shape.text)
    told = [_followed(piece) for piece in pieces]
    yield shape.written("".join((first, *told)))
    for place, clause in enumerate(told):
        if clause != pieces[place]:
            yield shape.written("".join((first, *pieces[:place], clause, *pieces[place + 1 :])))


def _followed(clause: str) -> str:
    for form in forms("plan_followers"):
        if found := form.clause.fullmatch(clause):
            return found.expand(form.worded)
    return clause


def _wordings(note: Note, clause: str, file: str) -> Iterator[str]:
    """The clause with the words of each mood that fits its goal, the note's turn first."""
    for form in forms(file):
        found = form.clause.fullmatch(clause)
        moods = named_words("moods").get(found.expand(form.name)) if found else None
        if found and moods:
            worded = found.expand(form.worded)
            for mood in turned(moods, note.bullet):
                yield worded.replace("～", "" if mood == _AS_IT_IS else mood)
