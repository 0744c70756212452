"""Rules on dates and periods: DAT1xx."""

from drafter.checks.rule import Rule
from drafter.report import Report

RULES: tuple[Rule[Report], ...] = ()
