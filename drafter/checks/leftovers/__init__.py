"""Rules on what templates, webs and other places leave behind: LFT1xx."""

from drafter.checks.rule import Rule
from drafter.report import Report

RULES: tuple[Rule[Report], ...] = ()
