"""Rules on words: WRD1xx."""

from drafter.checks.rule import Rule
from drafter.checks.wording import (
    colloquial,
    double_negative,
    doubled,
    draw_up,
    dropped,
    fixed,
    level,
    long,
    misspelt,
    miswritten,
    near,
    offices,
    redundant,
    repeated,
    statutes,
    two_names,
    two_titles,
    until,
)
from drafter.documents.report import Report

RULES: tuple[Rule[Report], ...] = (
    fixed.RULE,
    near.RULE,
    doubled.RULE,
    dropped.RULE,
    level.RULE,
    misspelt.RULE,
    miswritten.RULE,
    double_negative.RULE,
    until.RULE,
    draw_up.RULE,
    repeated.RULE,
    long.RULE,
    colloquial.RULE,
    redundant.RULE,
    two_titles.RULE,
    two_names.RULE,
    offices.RULE,
    statutes.RULE,
)
