"""Whose words an answer uses: the note's, a passage's, a reviewer's remark, or the writer's own."""

import difflib
import re
from collections.abc import Sequence

from drafter.records import Span

_FOUR = re.compile(r"[\u4e00-\u9fff]{4}")


def own_words(text: str, bullet: str, passages: Sequence[str] = ()) -> tuple[Span, ...]:
    """The spans of `text` that neither the note nor a passage gave.

    Marks alone are nobody's words.
    """
    given = ["."] * len(text)
    for source, least in ((bullet, 2), *((passage, 4) for passage in passages)):
        matcher = difflib.SequenceMatcher(None, text, source, autojunk=False)
        for block in matcher.get_matching_blocks():
            if block.size >= least:
                given[block.a : block.a + block.size] = "x" * block.size
    free = (run.span() for run in re.finditer(r"\.+", "".join(given)))
    spans = (_without_marks(text, span) for span in free)
    return tuple(span for span in spans if span)


def _without_marks(text: str, span: Span) -> Span | None:
    """The span without the marks it begins and ends with; None where nothing else is in it."""
    words = list(re.compile(r"[^，。；：、！？（）“”‘’—\s]").finditer(text, *span))
    return (words[0].start(), words[-1].end()) if words else None


def borrowed(text: str, given: str, remark: str) -> str:
    """The first words that `text` has from a reviewer's remark and not from what is given; else "".

    A remark says how to write, not what: 写上获评先进 would else bring in what no note states.
    """
    return next(
        (
            run[0]
            for at in range(len(text))
            if (run := _FOUR.match(text, at)) and run[0] in remark and run[0] not in given
        ),
        "",
    )


def leaked(text: str, bullet: str, passages: Sequence[str], least: int = 12) -> str:
    """The longest run that `text` has from a passage and not from the note; "" for none.

    least  characters of a run that counts
    """
    worst = ""
    for passage in passages:
        match = difflib.SequenceMatcher(None, text, passage, autojunk=False).find_longest_match()
        run = text[match.a : match.a + match.size]
        if match.size >= least and run not in bullet and len(run) > len(worst):
            worst = run
    return worst
