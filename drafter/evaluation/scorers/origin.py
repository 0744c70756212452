"""Where the words of a text come from."""

from drafter.checks.draft import check_draft
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.scored_text import Subject
from drafter.proof.proof import own_words
from drafter.proof.tokens import slots
from drafter.records import Draft

_LEAST = 6  # characters in a row that two official texts share by chance


def leakage(subject: Subject) -> Score:
    """Figures that an earlier document states and the notes do not."""
    if not subject.passages:
        return Score(None, reason="no passages were shown")
    found = [one for one in subject.beside if one.code == "LEK103"]
    if subject.draft:
        found += (one for one in check_draft(subject.draft) if one.code == "LEK101")
    return Score(
        float(len(found)),
        tuple(Evidence(one.text, f"{one.code} {one.message}", one.line) for one in found),
    )


def copying(subject: Subject) -> Score:
    """The longest run of characters that a passage has and the notes have not."""
    if not subject.passages:
        return Score(None, reason="no passages were shown")
    runs = (
        longest_common(line.text, passage)
        for line in subject.report.lines
        for passage in subject.passages
    )
    new = sorted((run for run in runs if len(run) >= _LEAST and run not in subject.notes), key=len)
    worst = new[-1:]
    return Score(
        float(len(worst[0])) if worst else 0.0,
        tuple(Evidence(run, "from a passage") for run in worst),
    )


def own(subject: Subject) -> Score:
    """The share of characters that neither the notes nor a passage gave."""
    said = [line.text for line in subject.report.text_lines]
    if subject.draft:
        spans = [(s.text, span) for s in subject.draft.all_sentences() for span in s.own]
    else:
        spans = [
            (text, span)
            for text in said
            for span in own_words(text, subject.notes, subject.passages)
        ]
    added = sum(end - start for _, (start, end) in spans)
    worst = sorted(spans, key=lambda one: one[1][0] - one[1][1])[:5]
    shown = tuple(Evidence(text[slice(*span)], "nobody gave these words") for text, span in worst)
    return Score(added / max(1, sum(map(len, said))), shown)


def provenance(subject: Subject) -> Score:
    """The share of sentences of which it is known what they come from, each mark standing on its fact."""
    if subject.draft is None:
        return Score(None, reason="a text alone has no provenance")
    wrong = tuple(_unaccounted(subject.draft))
    sentences = sum(1 for _ in subject.draft.all_sentences())
    return Score(
        1 - len(wrong) / sentences if sentences else None,
        wrong,
        "" if sentences else "no sentences",
    )


def _unaccounted(draft: Draft) -> list[Evidence]:
    bullets = {bullet.id: bullet for bullet in draft.brief.all_bullets()}
    shown = {passage.id for passage in draft.passages}
    found = []
    for sentence in draft.all_sentences():
        known = {
            slot.id: slot.text
            for name in sentence.bullets
            if name in bullets
            for slot in slots(bullets[name])
        }
        off = [
            m
            for m in sentence.marks
            if m.id in known and sentence.text[slice(*m.span)] != known[m.id]
        ]
        lost = [name for name in sentence.bullets if name not in bullets]
        if off or lost or not sentence.author.writer or not set(sentence.passages) <= shown:
            found.append(Evidence(sentence.text, "unaccounted for"))
    return found


def longest_common(one: str, other: str) -> str:
    """The longest run of characters that two texts share; time in the order of their lengths times its logarithm."""
    low, high, best = 0, min(len(one), len(other)), ""
    while low < high:
        length = (low + high + 1) // 2
        known = {other[at : at + length] for at in range(len(other) - length + 1)}
        found = next(
            (run for at in range(len(one) - length + 1) if (run := one[at : at + length]) in known),
            "",
        )
        if found:
            low, best = length, found
        else:
            high = length - 1
    return best
