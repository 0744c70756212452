"""Rules on dates and periods: DAT1xx."""

from drafter.checks.dates import (
    after_period,
    anniversary,
    impossible,
    next_of_series,
    order,
    other_period,
    past_plan,
    sessions,
    short_year,
    spans,
    stale,
    title_year,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Report

RULES: tuple[Rule[Report], ...] = (
    impossible.RULE,
    short_year.RULE,
    after_period.RULE,
    order.RULE,
    past_plan.RULE,
    stale.RULE,
    title_year.RULE,
    sessions.RULE,
    anniversary.RULE,
    other_period.RULE,
    next_of_series.RULE,
    spans.RULE,
)
