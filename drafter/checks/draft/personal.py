"""PER1xx: numbers of persons stay out of a draft unless somebody let them in."""

from collections.abc import Iterator

from drafter.checks.draft.finding import finding
from drafter.documents.draft_lines import Role, lines
from drafter.documents.withheld import texts
from drafter.facts.personal_data import CALLED, find_personal, personal_key, personal_keys
from drafter.messages import say
from drafter.records import Draft, Finding

_FRONT = {Role.TITLE, Role.RECIPIENT, Role.ISSUER, Role.DATE}


def unwithheld_numbers(draft: Draft) -> Iterator[Finding]:
    """PER101: a personal number in the text that its brief, which has only what may be printed,
    does not state.
    """
    allowed = personal_keys(text for text, _ in texts(draft.brief))
    printed = [
        *(("", line.text) for line in lines(draft) if line.role in _FRONT),
        *((section.id, section.heading) for section in draft.all_sections()),
        *((sentence.id, sentence.text) for sentence in draft.all_sentences()),
    ]
    for where, text in printed:
        for span, kind in find_personal(text):
            number = text[slice(*span)]
            if personal_key(number) not in allowed:
                yield finding("PER101", number, where, span, called=say(CALLED[kind]))
