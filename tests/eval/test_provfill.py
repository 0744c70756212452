"""Lies about published figures are found, rewritings pass, values come back to the letter."""

from pathlib import Path
from random import Random

import pytest

from drafter.facts.figures import read_facts
from eval.provfill import LIES, _altered, _filled, _Notes, in_chinese, measure

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "data" / "reports"
SENTENCES = [
    "全县完成固定资产投资42.6亿元，增长8.5%，其中工业投资18.3亿元，技改投资占比提高2.4个百分点。",
    "新建学校12所，新增学位6400个，招聘教师318名，受益学生2.3万人。",
    "2025年办理群众来信1205件，同比下降12.6%，办结率98.7%。",
]


@pytest.mark.parametrize("kind", list(LIES))
def test_a_lie_is_found(kind: str) -> None:
    notes = _Notes(SENTENCES)
    lies = [(text, lie) for text in SENTENCES for lie in _altered(text, LIES[kind], Random(1))]
    assert lies or kind == "another's figure"
    assert [lie for text, lie in lies if not notes.found(text, lie)] == []


def test_what_is_true_is_let_pass() -> None:
    notes = _Notes(SENTENCES)
    assert not any(notes.found(text, text) for text in SENTENCES)
    said = [(text, same) for text in SENTENCES for same in _altered(text, in_chinese, Random(1))]
    assert said
    assert [same for text, same in said if notes.found(text, same)] == []


@pytest.mark.parametrize("text", SENTENCES)
def test_values_come_back_to_the_letter(text: str) -> None:
    assert len(read_facts(text)) >= 3
    assert _filled(text) == (True, 0)


@pytest.mark.skipif(not REPORTS.is_dir(), reason="no published reports here")
def test_a_published_report() -> None:
    result = measure([REPORTS / "2026-jilin.txt"])
    assert result.sentences > 5
    assert result.passed, result
