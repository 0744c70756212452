"""Words that may be added where they stand, and nowhere else: their place tells what they say."""

import re

from drafter.proof.clauses import ANY_TOKEN, HAN, Clause, holding, is_token, tokens_of
from drafter.proof.moods import is_coming
from drafter.proof.word_reading import WordReading
from drafter.records import Fact, FactKind

# A deed done again; 再就业 is a word, and none.
_AGAIN = re.compile("再(?!次|就业|生|审|造|创|融资|贷款|担保|保险|教育|犯)(..)")


def placed_words(reading: WordReading, piece: Clause) -> set[str]:
    """Those that a clause of the answer may have."""
    places = {
        "将": _takes_an_object,
        "仅": _limits_the_same,
        "共": _sums_nothing_up,
        "用于": _has_one_amount,
        "累计": _counts_times,
        "惠及": _says_nothing_itself,
        "涉及": _says_nothing_itself,
        "等": _lists_all,
        "再次": _is_done_again,
    }
    return {word for word, is_placed in places.items() if is_placed(reading, piece)}


def _takes_an_object(reading: WordReading, piece: Clause) -> bool:
    """将 at the start of a clause, or where the note has 把; elsewhere it is the future."""
    objects = re.findall("将(..?)", piece.text)
    if objects and all(f"把{thing}" in reading.note for thing in objects):
        return True
    return re.match("并?将", piece.text) is not None and not is_coming(piece)


def _limits_the_same(reading: WordReading, piece: Clause) -> bool:
    """仅 right before the figure that the note has 就 before: 就3个人 tells how few there are."""
    limited = re.findall(f"仅({ANY_TOKEN})", piece.text)
    return bool(limited) and all(f"就{token}" in reading.note for token in limited)


def _sums_nothing_up(reading: WordReading, piece: Clause) -> bool:
    """共 right before any figure but the first would be a sum."""
    sums = [found[1] for found in re.finditer("共(.)", piece.text) if is_token(found[1])]
    first = next(iter(tokens_of(reading.answer)), "")
    return all(token == first for token in sums)


def _is_done_again(reading: WordReading, piece: Clause) -> bool:
    """再次 before the deed that the note has 再 before: 再排查隐患 is 再次开展隐患排查."""
    deeds = _AGAIN.findall(reading.home(piece)) if "再" in reading.singles else []
    said = piece.text.split("再次")[1:]
    return bool(said) and all(any(deed in text for deed in deeds) for text in said)


def _has_one_amount(reading: WordReading, piece: Clause) -> bool:
    """用于 behind another sum of money would make its own a part of that, unless the note does."""
    amounts = [slot.fact_kind for slot in reading.slots.values()].count(FactKind.MONEY)
    return amounts == 1 or "其中" in reading.home(piece)


def _counts_times(reading: WordReading, piece: Clause) -> bool:
    return bool(piece.tokens) and all(reading.units[token].endswith("次") for token in piece.tokens)


def _says_nothing_itself(reading: WordReading, piece: Clause) -> bool:
    """What a figure without words of its own counts."""
    own = holding(reading.note_clauses, piece.tokens)
    return bool(own) and not any(HAN.search(reading.bare(part.text)) for part in own)


def _lists_all(reading: WordReading, piece: Clause) -> bool:
    """Whether 等 closes a list of as many as the figure behind it says: 甲、乙等专业2个."""
    last = reading.slots.get(piece.tokens[-1]) if piece.tokens else None
    listed = re.search("([^，]+)等[^，、]{0,8}$", "".join(re.split(ANY_TOKEN, piece.text)[-2:]))
    return (
        listed is not None and isinstance(last, Fact) and last.value == len(listed[1].split("、"))
    )
