"""BUL1xx: every bullet is used, once, where it belongs. Source: the promise (README)."""

from collections import Counter
from collections.abc import Iterator

from drafter.documents.note_text import unmarked
from drafter.facts.figures import read_facts
from drafter.messages import t
from drafter.records import Draft, FactKind, Finding, Severity


def altered_notes(draft: Draft) -> Iterator[Finding]:
    """BUL104: a note lost or gained a fact on its way into the draft's own record of it."""
    for bullet in draft.brief.all_bullets():
        written = Counter(
            fact.key
            for fact in read_facts(unmarked(bullet.source))
            if fact.kind is not FactKind.NAME
        )
        kept = Counter(fact.key for fact in bullet.facts if fact.kind is not FactKind.NAME)
        if written != kept:
            message = t("bul104", text=bullet.source)
            yield Finding(
                "BUL104", Severity.ERROR, message, bullet.id, bullet.source, line=bullet.line
            )


def unplaced_bullets(draft: Draft) -> Iterator[Finding]:
    """BUL101 dropped, BUL102 used more than once, BUL103 in another section than its own."""
    used = Counter(name for sentence in draft.all_sentences() for name in sentence.bullets)
    where = {
        name: section.id
        for section in draft.all_sections()
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for name in sentence.bullets
    }
    home = {
        b.id: section.id
        for section in draft.brief.all_sections()
        for top in section.bullets
        for b in top.walk()
    }
    for bullet in draft.brief.all_bullets():
        code = ""
        if used[bullet.id] != 1:
            code = "BUL101" if used[bullet.id] == 0 else "BUL102"
        elif where.get(bullet.id) != home.get(bullet.id):
            code = "BUL103"
        if code:
            message = t(code.lower(), text=bullet.text)
            yield Finding(code, Severity.ERROR, message, bullet.id, bullet.text, line=bullet.line)
