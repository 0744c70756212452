"""Holes on their way.

Kept as written by notes and drafts, found by the rule on placeholders, mended by none.
"""

from pathlib import Path

import pytest

from drafter.checks.draft import promise_findings
from drafter.checks.text import check_report
from drafter.documents.notes import parse_notes
from drafter.documents.report_text import read_text
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter

FRONT = (
    "---\norganization: 青溪县人社局\nkind: summary\nperiod: 2026年\ndate: 2026-12-30\n---\n# "
    "一、工作\n"
)
HOLES = [  # a note, and its holes
    ("开展培训（  ）期，培训(   )人次", ["（  ）", "(   )"]),
    ("结案率△△%，办结##件，满意率##.##%", ["△△", "##", "##.##"]),
    ("引进人才N名，[具体数字]家企业申领[金额]万元", ["N", "[具体数字]", "[金额]"]),
    ("参保…人，基金结余……亿元，支出...万元", ["…", "……", "..."]),
    ("走访企业？家，解决问题？？个", ["？", "？？"]),
    ("化解矛盾纠纷    件，全年支出 万元", ["    ", " "]),
    ("慰问**名党员，走访**人", ["**", "**"]),
    ("完成__万元，培训____人", ["__", "____"]),
    ("定于2026年   月   日完成", ["   ", "   "]),
]


@pytest.mark.parametrize(("note", "holes"), HOLES)
def test_a_note_keeps_its_holes_as_written(note: str, holes: list[str]) -> None:
    (bullet,) = parse_notes(f"{FRONT}- {note}\n", Path("n.md")).sections[0].bullets
    assert bullet.text == note
    assert [bullet.text[slice(*gap.span)] for gap in bullet.gaps] == holes


@pytest.mark.parametrize(("note", "holes"), HOLES)
def test_the_rule_finds_the_holes_of_the_reader_and_no_other_mends_one(
    note: str, holes: list[str]
) -> None:
    findings = list(check_report(read_text(note + "。")))
    assert [
        hole for found in findings if found.code == "LFT101" for hole in found.text.split("月")
    ] == holes  # the blanks of a date are one finding
    assert [found for found in findings if found.fix] == []


@pytest.mark.parametrize(("note", "holes"), HOLES)
def test_a_draft_keeps_the_promise_on_holes(note: str, holes: list[str]) -> None:
    made = draft(parse_notes(f"{FRONT}- {note}\n", Path("n.md")), Tools(RuleWriter()))
    codes = {finding.code for finding in promise_findings(made)}
    assert codes <= {"GAP101", "LFT101"}, codes
