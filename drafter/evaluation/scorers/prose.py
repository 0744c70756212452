"""How a draft is written: the measures of prose as scores, with the first places they rest on."""

from collections.abc import Callable

from drafter.evaluation.prose.measures import MEASURES
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.scored_text import Subject
from drafter.messages import say

_KEPT = 8  # places of one score; a share rests on more than anybody reads


def measured(name: str) -> Callable[[Subject], Score]:
    """The scorer for one measure."""
    measure = MEASURES[name]

    def score(subject: Subject) -> Score:
        result = measure.of(subject.prose)
        if result.value is None:
            return Score(None, reason="nothing of that part")
        places = result.places[:_KEPT]
        fault = say(measure.fault)
        shown = tuple(Evidence(place.text[:80], fault, place.line) for place in places)
        return Score(result.value, shown, of=result.of)

    return score
