"""The scorers: each looks at one side of a draft, by our own rules and by the marks of the case.

A new scorer is a function, a line below, and a mutant that turns it red (`eval/mutants.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from drafter.evaluation.prose.measures import MEASURES
from drafter.evaluation.score import Better, Score
from drafter.evaluation.scored_text import Subject
from drafter.evaluation.scorers import answers, fidelity, form, manner, origin, prose


@dataclass(frozen=True, slots=True)
class Scorer:
    """What is measured, and which way is better.

    name   in gates.toml
    label  for readers of a report, in Chinese and in English
    bound  the least (or most) that `drafter eval gate` lets pass; infinite where it only tells,
           None where it asks for nothing
    """

    name: str
    score: Callable[[Subject], Score]
    better: Better
    label: tuple[str, str]
    bound: float | None = None

    def keeps(self, value: float | None) -> bool:
        """Whether a value is within the bound; what cannot be scored is."""
        if value is None or self.bound is None:
            return True
        return value >= self.bound if self.better is Better.HIGHER else value <= self.bound


_H, _L, _N = Better.HIGHER, Better.LOWER, Better.NEITHER
SCORERS: tuple[Scorer, ...] = (
    Scorer("recall", fidelity.recall, _H, ("数据写全", "facts stated"), 1.0),
    Scorer(
        "unsupported", fidelity.unsupported, _L, ("没有依据的数据", "figures without a source"), 0.0
    ),
    Scorer("unread", fidelity.unread, _L, ("没有读出、没有核对的数", "numbers not proved"), inf),
    Scorer(
        "swapped", fidelity.swapped, _L, ("接错事项的数据", "figures on another indicator"), 0.0
    ),
    Scorer("unit", fidelity.unit, _L, ("单位变了的数据", "figures with another unit"), 0.0),
    Scorer("duplicated", fidelity.duplicated, _L, ("重复的数据", "figures stated twice"), 0.0),
    Scorer("gaps", fidelity.gaps, _H, ("缺项原样保留", "gaps kept"), 1.0),
    Scorer("coverage", fidelity.coverage, _H, ("要点用上", "bullets used"), 1.0),
    Scorer("words", fidelity.words, _L, ("与要点不一样的话", "words that are not the notes'"), 0.0),
    Scorer("leakage", origin.leakage, _L, ("以往文稿的数据", "figures of earlier documents"), 0.0),
    Scorer("warned", fidelity.warned, _H, ("该提示的提示了", "what a person has to know")),
    Scorer("provenance", origin.provenance, _H, ("来源完整", "provenance")),
    Scorer("copying", origin.copying, _L, ("照抄范文最长字数", "longest run from a passage")),
    Scorer("own", origin.own, _L, ("自添的字占比", "share of words nobody gave")),
    Scorer("first_try", answers.first_try, _H, ("首次回答通过核对", "first answers proved")),
    Scorer("fallback", answers.fallback, _L, ("改由规则成句的要点", "bullets left to the rules")),
    Scorer("density", manner.density, _N, ("每百字数据", "facts in 100 characters")),
    Scorer("length", manner.length, _N, ("成稿与要点字数比", "length beside the notes")),
    Scorer("register", manner.register, _H, ("语体接近本库", "manner of the corpus")),
    Scorer("format", form.format_errors, _L, ("格式错误", "errors of form")),
    *(
        Scorer(name, prose.measured(name), _L if measure.low_is_good else _H, measure.label)
        for name, measure in MEASURES.items()
    ),
)
BY_NAME = {scorer.name: scorer for scorer in SCORERS}
