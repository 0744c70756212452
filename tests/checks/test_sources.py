"""Every rule on citations, on its own examples beside the shelf they are read with."""

from pathlib import Path

import pytest

from drafter.checks.rule import Rule
from drafter.checks.sources import SOURCE_RULES, Cited, check_sources
from drafter.checks.sources.shelf import EXAMPLE, Shelf
from drafter.checks.text import heeded
from drafter.documents.draft_lines import plain_text
from drafter.documents.report_text import read_text
from drafter.ports import Held, Holdings
from drafter.reading.document import read_document
from drafter.reading.notes import read_notes
from drafter.records import Finding
from drafter.retrieval.passages import article_number, passages
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import brief

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
LAWS = sorted(DATA.glob("laws/*.md"))
REPORTS = [*sorted(DATA.glob("reports/*.txt")), *sorted(DATA.glob("seed.txt"))]
OURS = [*sorted((ROOT / "corpus").glob("*/*.md")), *sorted((ROOT / "examples").glob("*.md"))]
needs_data = pytest.mark.skipif(not LAWS, reason="no shared data on this machine")

WRONG = [
    pytest.param(rule, text, id=f"{rule.code}-{text[:24]}")
    for rule in SOURCE_RULES
    for text in rule.wrong
]
RIGHT = [
    pytest.param(rule, text, id=f"{rule.code}-{text[:24]}")
    for rule in SOURCE_RULES
    for text in rule.right
]


def findings(rule: Rule[Cited], text: str) -> list[Finding]:
    report = read_text(text, markdown=True)
    return list(heeded(report, rule.check(Cited(report, EXAMPLE))))


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_a_rule_finds_what_is_wrong(rule: Rule[Cited], text: str) -> None:
    found = findings(rule, text)
    assert found
    for finding in found:
        assert finding.code == rule.code
        assert text[slice(*finding.span)] == finding.text
        assert "{" not in finding.message


@pytest.mark.parametrize(("rule", "text"), RIGHT)
def test_a_rule_is_silent_on_look_alikes(rule: Rule[Cited], text: str) -> None:
    assert [(finding.text, finding.message) for finding in findings(rule, text)] == []


def test_nothing_is_said_where_nothing_is_held() -> None:
    for rule in SOURCE_RULES:
        for text in (*rule.wrong, *rule.right):
            assert list(check_sources(Cited(read_text(text), Shelf(())))) == []


def test_a_full_title_is_offered_and_not_written() -> None:
    notes = "# 一、上半年工作\n- 按照校车安全管理办法要求，检查校车12台\n"
    made = draft(brief(notes), Tools(RuleWriter(), holdings=EXAMPLE))
    (offered,) = [finding for finding in made.findings if finding.code == "SRC108"]
    assert offered.text == "校车安全管理办法"
    assert "云岭县校车安全管理办法（试行）" in offered.message
    assert any(one.id == offered.where for one in made.all_sentences())
    assert "云岭县校车" not in plain_text(made)


# --- real statutes, articles as they are read for the index ---


class Files:
    """Documents as files hold them, cut into articles by the index's own hand."""

    def __init__(self, files: list[Path]) -> None:
        self.read = {file.stem: read_document(file) for file in files}

    def documents(self) -> list[Held]:
        return [
            Held(name, document.title, document.number, document.date)
            for name, document in self.read.items()
        ]

    def passages(self, document: str) -> list[tuple[int | None, str]]:
        return [
            (article_number(piece.heading_path), piece.text)
            for piece in passages(self.read[document])
        ]


def said(text: str, holdings: Holdings) -> list[tuple[str, str]]:
    report = read_text(text, markdown=True)
    return [
        (f.code, f.text)
        for f in heeded(report, check_sources(Cited(report, holdings)))
        if f.severity != "info"
    ]


@pytest.fixture(scope="module")
def laws() -> Files:
    return Files(LAWS)


@needs_data
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("依据《中华人民共和国教育法》第二十六条、第八十六条规范办学。", []),
        ("依据《教育法》第八十七条规范办学。", [("SRC102", "第八十七条")]),
        ("依据教育法第一百条规范办学。", [("SRC102", "第一百条")]),
        ("依据高等教育法第一百条规范办学。", []),
        ("依据《义务教育法》第二条和《食品安全法》第一百五十四条办理。", []),
        ("依据《义务教育法》第六十四条、第2条办理。", [("SRC102", "第六十四条")]),
        ("《义务教育法》第二条规定：“国家实行九年义务教育制度。”", []),
        (
            "《义务教育法》第三条规定：“国家实行九年义务教育制度。”",
            [("SRC103", "国家实行九年义务教育制度。")],
        ),
        (
            "《义务教育法》规定：“国家实行十二年义务教育制度。”",
            [("SRC103", "国家实行十二年义务教育制度。")],
        ),
        ("《食品安全法》第一百二十二条规定，并处五万元以上十万元以下罚款。", []),
        ("《食品安全法》第一百二十二条规定，并处六万元以上罚款。", [("SRC106", "六万元以上")]),
        ("落实《学前教肓法》，新建幼儿园2所。", [("SRC101", "《学前教肓法》")]),
        ("学习《学前教育法》《教师法》，落实《职业教育法》有关要求。", []),
        ("按照《食品安全法》要求，检查食堂64个，罚款3万元。", []),
    ],
)
def test_what_is_cited_of_real_statutes(
    text: str, found: list[tuple[str, str]], laws: Files
) -> None:
    assert said(text, laws) == found


@needs_data
@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.stem)
def test_no_false_alarm_on_real_reports(file: Path, laws: Files) -> None:
    assert said(file.read_text(encoding="utf-8"), laws) == []


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_no_false_alarm_on_our_own(file: Path) -> None:
    held = Files(sorted((ROOT / "corpus").glob("*/*.md")))
    text = file.read_text(encoding="utf-8")
    assert (
        said(
            plain_text(draft(read_notes(file), Tools(RuleWriter())))
            if "examples" in file.parts
            else text,
            held,
        )
        == []
    )
