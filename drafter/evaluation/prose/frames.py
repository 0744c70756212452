"""The frame of a sentence: what is left of it without its words, so that likeness can be seen."""

from itertools import groupby

from drafter.evaluation.prose.governing import governed_clauses, opening_word
from drafter.evaluation.prose.sentences import FIGURE, Clause, Sentence

Frame = tuple[str, ...]


def frame(sentence: Sentence) -> Frame:
    """The shapes of its clauses, like neighbours as one.

    A clause with a figure is told by what opens it, whether the figure ends it and whether a verb
    governs it; one without by its first word.
    """
    governed = dict(governed_clauses(sentence))
    saying = (clause for clause in sentence.clauses if clause.says_something)
    shapes = (_shape(clause, governed.get(clause, True)) for clause in saying)
    return tuple(shape for shape, _ in groupby(shapes))


def _shape(clause: Clause, governed: bool) -> str:
    word, is_verb = opening_word(clause)
    if not clause.has_figure:
        return word
    ends = "figure ends" if clause.text.endswith(FIGURE) else "figure within"
    return f"{'verb' if is_verb else 'noun'}, {ends}{'' if governed else ', bare'}"
