"""BUL1xx: every bullet is used, once, where it belongs. Source: the promise (README)."""

from collections import Counter
from collections.abc import Iterable, Iterator

from drafter.checks.draft.finding import on_bullet
from drafter.documents.note_text import unmarked
from drafter.facts.figures import read_facts
from drafter.facts.personal_data import personal_keys, withheld_text
from drafter.records import Brief, Draft, Fact, FactKind, Finding


def altered_notes(draft: Draft) -> Iterator[Finding]:
    """BUL104: a note lost or gained a fact on its way into the draft's own record of it."""
    for bullet in draft.brief.all_bullets():
        printed = personal_keys([bullet.text])
        source = withheld_text(unmarked(bullet.source), printed)
        if _keys(read_facts(source)) != _keys(bullet.facts):
            yield on_bullet("BUL104", bullet, withheld_text(bullet.source, printed))


def _keys(facts: Iterable[Fact]) -> Counter[str]:
    return Counter(fact.key for fact in facts if fact.kind is not FactKind.NAME)


def unplaced_bullets(draft: Draft) -> Iterator[Finding]:
    """BUL101 dropped, BUL102 used more than once, BUL103 in another section than its own."""
    used = Counter(name for sentence in draft.all_sentences() for name in sentence.bullets)
    stands, belongs = _standing(draft), _belonging(draft.brief)
    for bullet in draft.brief.all_bullets():
        if used[bullet.id] != 1:
            yield on_bullet("BUL102" if used[bullet.id] else "BUL101", bullet, bullet.text)
        elif stands.get(bullet.id) != belongs.get(bullet.id):
            yield on_bullet("BUL103", bullet, bullet.text)


def _standing(draft: Draft) -> dict[str, str]:
    """The section in which each bullet is used."""
    return {
        name: section.id
        for section in draft.all_sections()
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for name in sentence.bullets
    }


def _belonging(brief: Brief) -> dict[str, str]:
    """The section in which each bullet stands in the notes."""
    return {
        bullet.id: section.id
        for section in brief.all_sections()
        for top in section.bullets
        for bullet in top.walk()
    }
