"""What an answer says beyond its note, and no list of the inventory allows."""

import re
from collections.abc import Iterator

from drafter.messages import t
from drafter.proof.clauses import ANY_TOKEN, HAN, Clause, unpacked
from drafter.proof.counted_lists import count_complaints, without_true_counts
from drafter.proof.glued_words import glued_words
from drafter.proof.light_verbs import light_verbs
from drafter.proof.placed_words import placed_words
from drafter.proof.word_cover import Allowed, uncovered
from drafter.proof.word_reading import WordReading, words_of
from drafter.records import FactKind, Part, Span

_IDIOM = re.compile(r"(?:坚持)?以[\u4e00-\u9fff]{1,2}[促带助代][\u4e00-\u9fff]{1,2}")
_INSISTING = re.compile("坚持|坚决|始终坚持|注重|突出")
_SOME = frozenset("部分 个别 一些 仍 仍然 还 依然 较为 相对 存在".split())
_LINKS = frozenset({"同时", "此外"})
_TIED = re.compile("(.+?)(?:稳步|持续|进一步|不断|继续)(.{2,4})")
_TURNING = frozenset("未 没有 没 无 不 非 尚未 拟 拟于 预计 计划 将 即将 待".split())
_DENYING = re.compile("未(?!成年|来|婚)|没(?!收)")
_DENIED = re.compile(f"{_DENYING.pattern}|无")  # 无 can be another word's: 无证办学
_NAMED = {FactKind.NAME, FactKind.TITLE, FactKind.DOCUMENT, FactKind.CODE}
_SAID = 10  # characters of what is said of a topic
_PENDING = re.compile("拟|计划|将|预计|未|待|正|在")


def added_words(reading: WordReading) -> Iterator[str]:
    """Words that the note does not give, each as the run of the answer it is.

    What may be added depends on the clause: one with facts may have light verbs fit for its nouns,
    a lead before the facts the words of leads, the last one a purpose tied to the note.
    """
    seen = False
    for place, piece in enumerate(reading.answer_clauses):
        if piece.tokens or _is_stated(reading, piece):
            added = _beyond_facts(reading, piece) if piece.tokens else []
            yield from (t("proof.word.added", words=unpacked(word)) for word in added)
            seen = seen or bool(piece.tokens) or _touches(reading.note, piece.text)
        elif not _frames(reading, place, seen=seen):
            yield t("proof.word.added", words=unpacked(piece.text))
            yield from count_complaints(piece.text)
        yield from (t("proof.word.added", words=word) for word in glued_words(reading, piece))


def _frames(reading: WordReading, place: int, *, seen: bool) -> bool:
    """Whether a clause that states nothing of the note is a lead or a purpose in its place.

    A lead stands before the facts, in a plan between them too; a purpose closes a sentence. What
    only links a sentence to the one before it says nothing.
    """
    pieces = reading.answer_clauses
    if pieces[place].text in _LINKS and pieces[place].mark == "，":
        return True
    last = place == len(pieces) - 1 or pieces[place].mark == "。"
    if seen and last:
        return _is_purpose(reading, pieces[place])
    return (not seen or reading.part is Part.PLANNED) and is_lead(reading, pieces[place])


def moved_qualifiers(reading: WordReading) -> Iterator[str]:
    """Words that limit one figure of the note and stand by another in the answer.

    So do words that make undone of done, wherever they come from.
    """
    for piece in reading.answer_clauses:
        if piece.tokens or _is_stated(reading, piece):
            yield from _moved(reading, piece)


def new_denials(reading: WordReading) -> Iterator[str]:
    """That the answer denies more often than the note, whose 未 may be of another thing."""
    denying = _DENYING.findall(reading.answer)
    if len(denying) > len(_DENIED.findall(reading.note)):
        yield t("proof.word.moved", words=denying[0])


# --- clauses of facts, and those that only repeat the note ---


def _is_stated(reading: WordReading, piece: Clause) -> bool:
    """Whether a clause without tokens has nothing but the note's words, with a light verb at most.

    深入开展师德专项督查
    """
    base, deeds = _facts_may_have(reading, piece), light_verbs(reading, piece)
    text = _without_manner(without_true_counts(piece.text), reading.lists["lead_adverbs"])
    if uncovered(text, lambda word: base(word) or word in deeds):
        return False
    if piece.mark == "。" and not _is_of_note(reading, piece):
        return False
    return _touches(reading.note, piece.text) or piece.text in reading.lists["relations"]


def _without_manner(text: str, manners: frozenset[str]) -> str:
    """The text without the words of manner that it begins with, tokens before them included."""
    text = _after_tokens(text)
    while manner := next((text[:size] for size in range(6, 1, -1) if text[:size] in manners), ""):
        text = text.removeprefix(manner)
    return text


def _after_tokens(text: str) -> str:
    return re.sub(f"^{ANY_TOKEN}+", "", text)


def _is_of_note(reading: WordReading, piece: Clause) -> bool:
    """Whether a clause that is a sentence by itself is the note's, not a heading said again."""
    small = reading.lists["function_words"] | reading.mood
    text = _without_manner(piece.text, reading.lists["lead_adverbs"])
    note = reading.note
    return not uncovered(text, lambda word: word in small or reading.is_from(word, note))


def _touches(note: str, text: str) -> bool:
    """Whether a text has two characters in a row from the note."""
    return any(text[at : at + 2] in note for at in range(len(text) - 1))


def _facts_may_have(reading: WordReading, piece: Clause) -> Allowed:
    """The note's words, function words, relations judged elsewhere, and the words of tense."""
    mood = reading.mood
    if reading.part is Part.PLANNED and any(word in reading.answer for word in mood):
        mood |= reading.lists["achieving"]
    if _PENDING.search(reading.home(piece)):
        mood -= {"已", "已经", "了"}
    home = reading.home(piece)
    given = reading.in_list("function_words", "relations", home=home)
    if piece.tokens and "分别" in piece.text:  # words of another clause would tell whose
        small = reading.lists["function_words"] | reading.lists["relations"]
        return lambda word: word in mood or word in small or reading.is_from(word, home)
    mood |= placed_words(reading, piece)
    return lambda word: word in mood or given(word)


def _beyond_facts(reading: WordReading, piece: Clause) -> list[str]:
    base, deeds = _facts_may_have(reading, piece), light_verbs(reading, piece)
    heads = reading.lists["head_nouns"] | deeds | _implied(reading, piece)
    bare = without_true_counts(reading.bare(piece.text))
    text = _without_manner(bare, reading.lists["clause_openers"])
    opened = len(text) < len(_after_tokens(bare))
    if opened and all(reading.slots[token].fact_kind in _NAMED for token in piece.tokens):
        heads |= reading.lists["lead_nouns"]  # 保持【F1】监管力度: nothing is counted
    spans = uncovered(text, lambda word: base(word) or word in heads)
    return [_whole_words(text, span) for span in spans]


def _whole_words(text: str, span: Span) -> str:
    """A run of a text, widened to the words of the dictionary that it cuts."""
    start, end = span
    for run in HAN.finditer(text):
        at = run.start()
        for word in words_of(run[0]):
            if at < end and at + len(word) > start:
                start, end = min(start, at), max(end, at + len(word))
            at += len(word)
    return text[start:end]


def _implied(reading: WordReading, piece: Clause) -> set[str]:
    """The nouns that the units and words of a clause of the note imply: 岁 年龄, 新收 案件."""
    lists, home = reading.lists, reading.home(piece)
    units = {reading.units.get(token, "") for token in piece.tokens}
    nouns = {noun for unit in units for noun in lists.of_units.get(unit, ())}
    return nouns.union(*(heads for word, heads in lists.heads.items() if word in home))


def _moved(reading: WordReading, piece: Clause) -> Iterator[str]:
    """Qualifiers of one figure that stand by another now."""
    lists, home = reading.lists, reading.home(piece)
    free = reading.mood | placed_words(reading, piece) | lists["function_words"]
    free |= light_verbs(reading, piece) | (frozenset() if piece.tokens else lists["lead_adverbs"])
    swapped = [word for word, sources in reading.swaps.items() if any(s in home for s in sources)]
    text = piece.text  # with its tokens: 自行车【F1】辆 is not 自行 and 车辆
    for word in sorted({*swapped, *lists["relations"]}, key=len, reverse=True):
        text = text.replace(word, "，")
    words = {word for run in HAN.findall(text) for word in words_of(run)}
    for word in words & lists["qualifiers"] - free:
        if word not in home and (word in reading.note or word in _TURNING):
            yield t("proof.word.moved", words=word)


# --- leads ---


def is_lead(reading: WordReading, piece: Clause) -> bool:
    """Whether a clause before the facts is a lead that states nothing of its own."""
    if piece.mark not in ("，", "：", "、"):
        return False  # nothing stands behind it
    text = without_true_counts(piece.text)
    if _is_mere_manner(reading, text):
        return False
    allowed = reading.in_list(
        "function_words", "lead_verbs", "tied_verbs", "lead_adverbs", "lead_nouns", *_moods(reading)
    )
    return (
        (_opens(reading, text) and not uncovered(text, allowed))
        or _is_phrase(reading, text, allowed)
        or (reading.part is Part.PROBLEMS and _is_problem(reading, text, allowed))
        or _is_tied(reading, text, allowed)
    )


def _is_mere_manner(reading: WordReading, text: str) -> bool:
    """Whether a clause says how, of no deed: 有力有效 by itself claims a result."""
    manners = reading.lists["lead_adverbs"] | {"有效"}
    return not uncovered(text, lambda word: word in manners)


def _moods(reading: WordReading) -> tuple[str, ...]:
    return ("planning",) if reading.part is Part.PLANNED else ()


def _opens(reading: WordReading, text: str) -> bool:
    """Whether a text begins with a verb of leads, or with how something is done: 着力招商引资.

    Some verbs ask for a word of the note or a heading behind them: 结合学前教育宣传月.
    """
    lists = reading.lists
    tied = _touches(f"{reading.stated}，{reading.known}", text)
    openers = lists["lead_verbs"] | lists["lead_adverbs"]
    openers = openers.union(*(lists[name] for name in _moods(reading)))
    if tied:
        openers |= lists["tied_verbs"]
    return any(text[:size].rstrip("地") in openers for size in range(1, 8))


def _is_phrase(reading: WordReading, text: str, allowed: Allowed) -> bool:
    """Whether a text is a set phrase, or set phrases in a row."""
    opener = _INSISTING.match(text)
    rest = text[opener.end() :] if opener else text
    if _IDIOM.fullmatch(text) or any(
        (found := phrase.fullmatch(form))
        and not any(uncovered(word, allowed) for word in found.groups())
        for form in (text, rest)
        for phrase in reading.lists.phrases
    ):
        return True
    parts = re.split("[、和与]", rest)
    return len(parts) > 1 and all(_is_phrase(reading, part, allowed) for part in parts)


def _is_problem(reading: WordReading, text: str, allowed: Allowed) -> bool:
    """师资结构不够合理: what it is about, and a listed way to say that it is a problem."""

    def said(word: str) -> bool:
        return allowed(word) or word in _SOME

    return any(
        found and not any(uncovered(words, said) for words in found.groups())
        for found in (predicate.fullmatch(text) for predicate in reading.lists.problems)
    )


def _is_tied(reading: WordReading, text: str, allowed: Allowed) -> bool:
    """What the note says, said of its topic: 占比稳步提高 of a note that says 提高.

    So does a longer synonym at the end: 债务规模控制在限额以内 of a note that says 低于限额.
    """
    found = _TIED.fullmatch(text)
    heads = [found[1]] if found and found[2] in reading.note else []
    heads += (
        text.removesuffix(word)
        for word in reading.swaps
        if word in text[-_SAID:] and text.endswith(word) and len(word) > 3
    )
    return any(
        not uncovered(head, lambda word: allowed(word) or word == "占比") for head in heads if head
    )


# --- what a sentence closes with ---


def _is_purpose(reading: WordReading, piece: Clause) -> bool:
    """提升职工技能水平: a verb of purpose, a word of the note or a heading, and general nouns."""
    if reading.part not in (Part.DONE, Part.PLANNED):
        return False
    purposes = reading.lists["purposes"]
    texts = (piece.text, _without_manner(piece.text, reading.lists["lead_adverbs"]))
    text, verb = next(
        ((text, verb) for text in texts for verb in purposes if text.startswith(verb)), ("", "")
    )
    allowed = reading.in_list("function_words", "lead_verbs", "lead_adverbs", "lead_nouns")
    rest = text.removeprefix(verb)
    tied = _touches(f"{reading.stated}，{reading.known}", rest)
    return bool(verb) and tied and not uncovered(rest, allowed)
