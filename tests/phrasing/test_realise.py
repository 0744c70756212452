"""Whatever the steps make of a note is proved, and keeps each of its facts once."""

from collections import Counter
from pathlib import Path

import pytest

from drafter.evaluation.cases import Case, read_cases
from drafter.facts.figures import read_facts
from drafter.phrasing.realise import realised
from drafter.proof.proof import complaints
from drafter.proof.tokens import fill
from drafter.reading.notes import read_notes
from drafter.writing.jobs import jobs_of

CASES = read_cases(Path(__file__).parents[2] / "eval" / "cases")[::5]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_sentence_is_proved_and_keeps_its_facts(case: Case, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_bytes(case.content)
    brief = read_notes(notes)
    for job in jobs_of(brief):
        known = " ".join((*job.headings, brief.organization, brief.title))
        for bullet, base in job.bullets:
            text = realised(bullet, base, job.section.part, known)
            if text == base.masked:
                continue
            assert not complaints(bullet, base, text, job.section.part, known)
            stated = Counter(fact.key for fact in read_facts(fill(text, bullet)[0]))
            assert stated == Counter(fact.key for fact in bullet.facts)
