"""Rules on what a report of its kind has to have: STR1xx."""

from drafter.checks.rule import Rule
from drafter.checks.structure import (
    attachment,
    lead,
    missing_part,
    period,
    person,
    plan_share,
    request,
    signature,
    title,
    unanswered,
    vague_plan,
)
from drafter.documents.report import Report

RULES: tuple[Rule[Report], ...] = (
    missing_part.RULE,
    period.RULE,
    plan_share.RULE,
    vague_plan.RULE,
    signature.RULE,
    title.RULE,
    lead.RULE,
    attachment.RULE,
    person.RULE,
    request.RULE,
    unanswered.RULE,
)
