"""Where the words of a text come from."""

from collections.abc import Iterable, Iterator

from drafter.checks.draft import check_draft
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.scored_text import Subject, evidence
from drafter.proof.own_words import own_words
from drafter.proof.tokens import slots
from drafter.records import Bullet, Draft, Sentence

_LEAST = 6  # characters in a row that two official texts share by chance


def leakage(subject: Subject) -> Score:
    """Figures that an earlier document states and the notes do not."""
    if not subject.passages:
        return Score(None, reason="no passages were shown")
    leaks = list(evidence(subject.beside, "LEK103"))
    if subject.draft:
        leaks += evidence(check_draft(subject.draft), "LEK101")
    return Score(float(len(leaks)), tuple(leaks))


def copying(subject: Subject) -> Score:
    """The longest run of characters that a passage has and the notes have not."""
    if not subject.passages:
        return Score(None, reason="no passages were shown")
    runs = (
        longest_common(line.text, passage)
        for line in subject.report.lines
        for passage in subject.passages
    )
    copied = [run for run in runs if len(run) >= _LEAST and run not in subject.notes]
    if not copied:
        return Score(0.0)
    longest = sorted(copied, key=len)[-1]
    return Score(float(len(longest)), (Evidence(longest, "from a passage"),))


def own(subject: Subject) -> Score:
    """The share of characters that neither the notes nor a passage gave."""
    lines = [line.text for line in subject.report.text_lines]
    if subject.draft:
        added = [s.text[slice(*span)] for s in subject.draft.all_sentences() for span in s.own]
    else:
        spans = ((text, own_words(text, subject.notes, subject.passages)) for text in lines)
        added = [text[slice(*span)] for text, of_text in spans for span in of_text]
    longest = sorted(added, key=len, reverse=True)[:5]
    share = sum(map(len, added)) / max(1, sum(map(len, lines)))
    return Score(share, tuple(Evidence(text, "nobody gave these words") for text in longest))


def provenance(subject: Subject) -> Score:
    """The share of sentences of which it is known what they come from.

    Each mark of a sentence has to stand on its fact.
    """
    if subject.draft is None:
        return Score(None, reason="a text alone has no provenance")
    wrong = tuple(_unaccounted(subject.draft))
    sentences = sum(1 for _ in subject.draft.all_sentences())
    return Score(
        1 - len(wrong) / sentences if sentences else None,
        wrong,
        "" if sentences else "no sentences",
    )


def _unaccounted(draft: Draft) -> Iterator[Evidence]:
    bullets = {bullet.id: bullet for bullet in draft.brief.all_bullets()}
    shown = {passage.id for passage in draft.passages}
    for sentence in draft.all_sentences():
        accounted = (
            sentence.author.writer
            and set(sentence.bullets) <= set(bullets)
            and set(sentence.passages) <= shown
            and _marks_stand(sentence, [bullets[name] for name in sentence.bullets])
        )
        if not accounted:
            yield Evidence(sentence.text, "unaccounted for")


def _marks_stand(sentence: Sentence, bullets: Iterable[Bullet]) -> bool:
    """Whether each mark stands on the characters of its fact or gap."""
    texts = {slot.id: slot.text for bullet in bullets for slot in slots(bullet)}
    return all(
        mark.id not in texts or sentence.text[slice(*mark.span)] == texts[mark.id]
        for mark in sentence.marks
    )


def longest_common(one: str, other: str) -> str:
    """The longest run of characters that two texts share.

    Time in the order of their lengths times its logarithm.
    """
    low, high, best = 0, min(len(one), len(other)), ""
    while low < high:
        length = (low + high + 1) // 2
        known = set(_runs(other, length))
        shared = next((run for run in _runs(one, length) if run in known), "")
        if shared:
            low, best = length, shared
        else:
            high = length - 1
    return best


def _runs(text: str, length: int) -> Iterator[str]:
    return (text[at : at + length] for at in range(len(text) - length + 1))
