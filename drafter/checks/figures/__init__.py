"""Rules on figures among themselves: FIG2xx."""

from drafter.checks.rule import Rule
from drafter.report import Report

RULES: tuple[Rule[Report], ...] = ()
