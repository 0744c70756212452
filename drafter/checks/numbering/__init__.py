"""Rules on numbers of headings and lists: HED1xx."""

from drafter.checks.numbering import (
    closing,
    duplicate,
    empty,
    end_mark,
    first,
    gap,
    jump,
    lone,
    mark,
    mixed,
    ordinal,
    ordinals,
    pairs,
    parallel,
    promise,
    repeat,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Report

RULES: tuple[Rule[Report], ...] = (
    gap.RULE,
    repeat.RULE,
    first.RULE,
    mark.RULE,
    ordinal.RULE,
    jump.RULE,
    mixed.RULE,
    end_mark.RULE,
    parallel.RULE,
    duplicate.RULE,
    empty.RULE,
    lone.RULE,
    ordinals.RULE,
    closing.RULE,
    promise.RULE,
    pairs.RULE,
)
