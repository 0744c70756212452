"""FRM1xx: numbers of headings and punctuation. Source: GB/T 9704-2012 7.3.3, GB/T 15834-2011."""

import re
from collections.abc import Iterator, Sequence

from drafter.messages import t
from drafter.numbering import heading_number
from drafter.records import Draft, DraftSection, Finding, Severity

_HALF = re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!()]|[,;:?!()](?=[\u4e00-\u9fff])|[，。；：、][，。；：、]")


def wrong_numbers(draft: Draft) -> Iterator[Finding]:
    """FRM101: a heading whose number is not the one of its level and place."""

    def walk(sections: Sequence[DraftSection]) -> Iterator[Finding]:
        for n, section in enumerate(sections, 1):
            right = heading_number(section.level, n)
            if section.number != right:
                message = t("frm101", text=section.number, right=right)
                yield Finding("FRM101", Severity.ERROR, message, section.id, section.number)
            yield from walk(section.sections)

    yield from walk(draft.sections)


def wrong_punctuation(draft: Draft) -> Iterator[Finding]:
    """FRM102: half-width marks beside Chinese, or two marks in a row."""
    for sentence in draft.all_sentences():
        for found in _HALF.finditer(sentence.text):
            message = t("frm102", text=found[0])
            yield Finding("FRM102", Severity.WARNING, message, sentence.id, found[0], found.span())
