"""How the drafts before this one read: what a file of theirs that comes back is compared with."""

from dataclasses import replace

from drafter.documents.draft_lines import Role, lines
from drafter.documents.draft_reviewed import drafted
from drafter.records import Draft

_HEADINGS = {Role.H1, Role.H2, Role.H3, Role.H4}
_MOST = 8  # texts that are kept

Printed = tuple[tuple[str, bool], ...]
"""Lines, each with whether it is a heading alone on its line."""


def printed(draft: Draft) -> Printed:
    """The draft as it reads now, line by line."""
    return tuple(
        (line.text, line.role in _HEADINGS and not any(run.sentence for run in line.runs))
        for line in lines(draft)
        if line.text.strip()
    )


def own_texts(draft: Draft) -> tuple[Printed, ...]:
    """The draft as it reads now; and as it was drafted, where that is another text."""
    return tuple(dict.fromkeys((printed(draft), printed(drafted(draft)))))


def with_earlier(draft: Draft, before: Draft) -> Draft:
    """The draft that knows how the one before it read, and those before that, the latest last."""
    own = own_texts(draft)
    texts = dict.fromkeys((*before.earlier, *reversed(own_texts(before))))
    return replace(draft, earlier=tuple(one for one in texts if one not in own)[-_MOST:])
