"""The whole list of rules: what --list, --explain and docs/rules.md show, and --select can name.

`python -m drafter.checks.all` prints docs/zh/rules.md, with DRAFTER_LANG=en docs/rules.md.
"""

from collections.abc import Iterator
from typing import Any

from drafter.checks.against_notes import NOTES_RULES
from drafter.checks.draft import DRAFT_RULES
from drafter.checks.layout import LAYOUT_RULES
from drafter.checks.rule import Rule
from drafter.checks.sources import SOURCE_RULES, Cited
from drafter.checks.sources.shelf import EXAMPLE
from drafter.checks.text import TEXT_RULES
from drafter.checks.told_elsewhere import TOLD_RULES
from drafter.documents.report_text import read_text
from drafter.messages import say, t


def all_rules() -> dict[str, Rule[Any]]:
    """Every rule by its code.

    A code that two subjects share is one rule with two ways of finding it: a figure without a source,
    in a draft or in a finished report.
    """
    rules: tuple[Rule[Any], ...] = (
        *DRAFT_RULES,
        *NOTES_RULES,
        *SOURCE_RULES,
        *TEXT_RULES,
        *LAYOUT_RULES,
        *TOLD_RULES,
    )
    return {rule.code: rule for rule in sorted(rules, key=lambda rule: rule.code)}


def mends(rule: Rule[Any]) -> bool:
    """Whether the rule can mend what it finds, as its own examples show."""
    if rule in SOURCE_RULES:
        return any(
            finding.fix
            for text in rule.wrong
            for finding in rule.check(Cited(read_text(text), EXAMPLE))
        )
    if rule not in TEXT_RULES:
        return False
    return any(finding.fix for text in rule.wrong for finding in rule.check(read_text(text)))


def page() -> Iterator[str]:
    """docs/rules.md or docs/zh/rules.md: every rule with its source and examples."""
    yield t("check.page.head")
    yield t("check.page.columns") + "\n| --- | --- | --- | --- |"
    rules = all_rules()
    for code, rule in rules.items():
        fix = "✓" if mends(rule) else ""
        severity = t(f"severity.{rule.severity}")
        yield f"| [{code}](#{code.lower()}) | {severity} | {say(rule.name)} | {fix} |"
    for code, rule in rules.items():
        yield f"\n## {code}\n"
        yield t("check.page.rule", name=say(rule.name), why=say(rule.why), source=say(rule.sources))
        yield ""
        yield from (f"- ✗ `{_one_line(text)}`" for text in rule.wrong)
        yield from (f"- ✓ `{_one_line(text)}`" for text in rule.right)


def _one_line(text: str) -> str:
    shown = text.replace("\n", " ⏎ ").replace("`", "'")
    return shown if len(shown) <= 200 else shown[:199] + "…"


if __name__ == "__main__":
    print("\n".join(page()))
