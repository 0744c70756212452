"""Rules on figures among themselves: FIG2xx."""

from drafter.checks.figures import (
    balances,
    complements,
    conversions,
    decimals,
    denied,
    growth,
    lost_percent,
    opposed,
    parts,
    per_head,
    promised,
    relations,
    shares,
    sums,
    two_values,
    units,
    wholes,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Report

RULES: tuple[Rule[Report], ...] = (
    parts.RULE,
    sums.RULE,
    shares.RULE,
    growth.RULE,
    wholes.RULE,
    denied.RULE,
    promised.RULE,
    units.RULE,
    two_values.RULE,
    decimals.RULE,
    per_head.RULE,
    complements.RULE,
    relations.RULE,
    opposed.RULE,
    lost_percent.RULE,
    conversions.RULE,
    balances.RULE,
)
