"""Rules on what a report of its kind has to have: STR1xx."""

from drafter.checks.rule import Rule
from drafter.report import Report

RULES: tuple[Rule[Report], ...] = ()
