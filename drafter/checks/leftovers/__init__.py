"""Rules on what templates, webs and other places leave behind: LFT1xx."""

from drafter.checks.leftovers import (
    cells,
    chat,
    conversation,
    elsewhere,
    instruction,
    overmasked,
    personal,
    placeholder,
    remark,
    template,
    unmasked,
    web,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Report

RULES: tuple[Rule[Report], ...] = (
    placeholder.RULE,
    overmasked.RULE,
    template.RULE,
    web.RULE,
    chat.RULE,
    unmasked.RULE,
    personal.RULE,
    instruction.RULE,
    remark.RULE,
    elsewhere.RULE,
    cells.RULE,
    conversation.RULE,
)
