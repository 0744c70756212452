"""Rules on punctuation (PUN1xx) and numerals (NUM1xx)."""

from drafter.checks.punctuation import unpaired
from drafter.checks.rule import Rule
from drafter.report import Report

RULES: tuple[Rule[Report], ...] = (unpaired.RULE,)
