"""The lead that a small model writes for a section: what it is asked, what is of use."""

import re
from collections.abc import Mapping, Sequence

from drafter.ports import Task
from drafter.proof.word_reading import words_of
from drafter.records import Part
from drafter.writing.bullet_lines import without_tokens
from drafter.writing.local_grammar import OPENINGS, lead_grammar
from drafter.writing.local_rewriting import in_words, shared_run

PROMPT = "lead"
LIMIT = 48  # tokens of an answer
_ANNOUNCED = re.compile("如下。?$")  # indicators, of which there is no work to tell
_ASKED_OF = (Part.DONE, Part.PLANNED)  # problems are led by what they are, any section by its rules
_FEWEST = 2  # sentences of a section that is worth a lead
_MOST = 6  # notes that are shown, so many characters of each
_SHOWN = 24
_VARIED = 3  # so many leads in a row open differently
# So long a run of an example, a heading or an earlier lead is a repetition.
_SAME_RUN = 7
_WHOLE = 2  # characters of a last word that is not cut off
_RESULTS = re.compile(
    "提升|提高|增强|增加|减少|降低|改善|保障|确保|维护|有效|化解|解决|促进|满意|优化|完善|高质量|发展"
)
_PIECES = re.compile("[，、。和与及]")
_NAMED, _WORKS = 3, 2  # characters in common with the notes of a work; works that are named


def wants_lead(task: Task) -> bool:
    """Whether the model is asked for the lead of a section."""
    told = task.lead and not _ANNOUNCED.search(task.lead)
    return bool(told) and task.part in _ASKED_OF and len(task.units) >= _FEWEST


def lead_values(task: Task) -> Mapping[str, object]:
    """What the prompt is rendered with."""
    notes = (re.sub(r"[（）()]", "，", in_words(bullet)) for bullet in task.bullets[:_MOST])
    return {
        "planned": task.part is Part.PLANNED,
        "heading": _heading(task),
        "bullets": "；".join(note[:_SHOWN] for note in notes),
    }


def lead_grammar_after(earlier: Sequence[str]) -> str:
    """The grammar of a lead that opens otherwise than those before it."""
    used = [
        opening for lead in earlier[-_VARIED:] for opening in OPENINGS if lead.startswith(opening)
    ]
    return lead_grammar([opening for opening in OPENINGS if opening not in used])


def is_of_use(lead: str, task: Task, earlier: Sequence[str], examples: Sequence[str]) -> bool:
    """Whether a lead says what a section does, better than the rules' own.

    It was ended, repeats no heading, example or earlier lead, names several works of the notes,
    and claims no result that they do not.
    """
    if not lead.endswith("。") or len(words_of(lead[:-1])[-1]) < _WHOLE:
        return False
    known = _heading(task) + "".join(in_words(bullet) for bullet in task.bullets)
    claimed = any(word not in known for word in _RESULTS.findall(lead))
    named = [piece for piece in _PIECES.split(lead) if shared_run(piece, known) >= _NAMED]
    if claimed or len(named) < _WORKS:
        return False
    return all(shared_run(lead, text) < _SAME_RUN for text in (_heading(task), *earlier, *examples))


def _heading(task: Task) -> str:
    return without_tokens(task.headings[-1]) if task.headings else "本节"
