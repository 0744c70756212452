"""The cases in eval/cases are what they promise to be."""

import re
from collections import Counter
from pathlib import Path

import pytest

from drafter.checks.all import all_rules
from drafter.documents.notes import parse_notes
from drafter.documents.text_file import decode
from drafter.evaluation.cases import Case, read_cases
from drafter.records import Kind
from eval.case_list import BUREAUS, CASES, GRADES, GROUPS, KINDS, table

SHIPPED = read_cases(CASES)


def test_enough_cases_of_every_group_are_shipped() -> None:
    groups = Counter(group for one in SHIPPED for group in one.groups)
    assert len(SHIPPED) >= 44
    assert [one.name[:2] for one in SHIPPED] == [
        f"{number:02}" for number in range(1, len(SHIPPED) + 1)
    ]
    assert [group for group in GROUPS if groups[group] < 2] == []
    assert [group for group in (*KINDS, *GRADES) if groups[group] < 8] == []
    giants = [one for one in SHIPPED if "giant" in one.groups]
    assert all(len(one.headings) >= 60 and len(one.bullets) >= 180 for one in giants)


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.name)
def test_a_shipped_case_is_of_one_bureau_kind_and_grade(one: Case) -> None:
    assert set(one.groups) <= set(GROUPS)
    for names in (BUREAUS, KINDS, GRADES):
        assert len(set(one.groups) & set(names)) == 1


def test_the_readme_lists_the_cases() -> None:
    assert "\n".join(table(SHIPPED)) in (CASES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.name)
def test_a_shipped_case_is_sound(one: Case) -> None:
    kinds = {Kind.SUMMARY: "summary", Kind.PLAN: "plan", Kind.BOTH: "both"}
    notes = decode(one.content).text
    assert kinds[parse_notes(notes, Path(one.name)).kind] in one.groups
    assert set(one.warns) <= set(all_rules())
    for bullet in (*one.headings, *one.bullets):
        clauses = re.split("[，；;。]|,(?![0-9０-９])", bullet.text)
        for fact in bullet.facts:
            assert (
                any(fact.quote in clause and fact.anchor in clause for clause in clauses)
                or not fact.anchor
            )


_TAKEN_FOR_MARKS = re.compile("⟦[^⟧]*⟧|【[FG][0-9]+】|[{]{2}.*?[}]{2}")
_NUMBER = re.compile(r"^\s*(?:#+\s*)?[（(]?\s*[0-9０-９]{1,3}\s*[、.．)）]")


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.name)
def test_no_digit_title_or_mask_of_a_shipped_case_is_left_unmarked(one: Case) -> None:
    rows = (
        (CASES / f"{one.name}.md").read_text(encoding="utf-8").split("\n---\n", 2)[-1].split("\n")
    )
    left = [_NUMBER.sub("", _TAKEN_FOR_MARKS.sub("", row)) for row in rows]
    assert [row for row in left if re.search("[0-9０-９《》×○]|[xX]{2}|待补", row)] == []
