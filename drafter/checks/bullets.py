"""BUL1xx: every bullet is used, once, where it belongs. Source: the promise (README)."""

from collections import Counter
from collections.abc import Iterator

from drafter.messages import t
from drafter.records import Draft, Finding, Severity


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
    home = {b.id: section.id for section in draft.brief.all_sections() for top in section.bullets for b in top.walk()}
    for bullet in draft.brief.all_bullets():
        code = ""
        if used[bullet.id] != 1:
            code = "BUL101" if used[bullet.id] == 0 else "BUL102"
        elif where.get(bullet.id) != home.get(bullet.id):
            code = "BUL103"
        if code:
            message = t(code.lower(), text=bullet.text)
            yield Finding(code, Severity.ERROR, message, bullet.id, bullet.text, line=bullet.line)
