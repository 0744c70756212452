"""Rules on dates and periods: DAT1xx."""

from drafter.checks.dates import (
    after_period,
    impossible,
    order,
    past_plan,
    short_year,
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
)
