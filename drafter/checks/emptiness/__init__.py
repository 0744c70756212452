"""Rules on sentences that say nothing: EMP1xx."""

from drafter.checks.emptiness import adverbs, hollow, monotony, openings, stock, zeal
from drafter.checks.rule import Rule
from drafter.documents.report import Report

RULES: tuple[Rule[Report], ...] = (
    stock.RULE,
    hollow.RULE,
    zeal.RULE,
    adverbs.RULE,
    openings.RULE,
    monotony.RULE,
)
