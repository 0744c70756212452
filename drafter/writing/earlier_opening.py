"""The sentence that opens a report (现将有关情况报告如下：), as the office's last report words it.

It is taken only where nothing in it is a statement: its periods and its unit are replaced by those
of the notes, and what is left has to be words of such openings, one after the other.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from drafter.documents.outline import ARCHIVE, OPENS
from drafter.facts.planted_instructions import speaks_to_model
from drafter.phrasing.word_lists import any_of, words_in
from drafter.records import Brief, Kind, Passage, Sentence

_OPENING = re.compile(r"(?<![^。！\n])现[将就][^。！\n]*如下[：。]$")
_HALF = re.compile("[上下]半年")
_PLANS = re.compile("打算|计划|安排|思路|下一?步")


def opening_after(archive: Sequence[Passage], brief: Brief) -> Sentence | None:
    """The sentence, with its passage; None where the last report has none that fits these notes.

    archive  the passages of the office's earlier reports, those of the last one first
    """
    if not archive or not brief.opening or brief.opening_gaps:
        return None
    first = [passage for passage in archive if passage.document == archive[0].document]
    for passage in first:
        found = None if passage.heading_path else _OPENING.search(passage.text.strip())
        if found and not speaks_to_model(passage.text):
            text = _of_now(found[0], passage, brief)
            return _sentence(text, passage) if text and text != brief.opening else None
    return None


def _sentence(text: str, passage: Passage) -> Sentence:
    return Sentence(OPENS, text, (), ARCHIVE, passages=(passage.id,))


def _of_now(text: str, passage: Passage, brief: Brief) -> str:
    """The sentence with unit and periods of the notes; "" where it says anything else."""
    if bool(_PLANS.search(text)) is (brief.kind is Kind.SUMMARY) and not _is_general(text):
        return ""
    given = {passage.unit: brief.organization, passage.period: brief.period}
    for before, now in given.items():
        text = text.replace(before, now) if before else text
    stated = (brief.organization, brief.period, brief.next_period)
    rest = text
    for words in sorted(filter(None, stated), key=len, reverse=True):
        rest = rest.replace(words, "")
    if not set(_HALF.findall(rest)) <= set(_HALF.findall(brief.opening)):
        return ""
    return text if _formula().fullmatch(_HALF.sub("", rest)) else ""


def _is_general(text: str) -> bool:
    """Whether a sentence names neither what was done nor what is planned: 有关情况."""
    return not _PLANS.search(text) and "有关" in text


@lru_cache(maxsize=1)
def _formula() -> re.Pattern[str]:
    words = any_of(tuple(words_in("opening_formulas")))
    return re.compile(f"现[将就](?:{words})*如下[：。]")
