"""Rules on words: WRD1xx."""

from drafter.checks.rule import Rule
from drafter.report import Report

RULES: tuple[Rule[Report], ...] = ()
