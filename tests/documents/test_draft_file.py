import json
from pathlib import Path

import jsonschema
import pytest

from drafter.documents.draft_file import read_draft, schema, to_json, write_draft
from drafter.documents.draft_lines import plain_text
from drafter.errors import InputError
from drafter.records import Draft
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import brief

PUBLISHED = Path(__file__).parents[2] / "docs" / "draft.schema.json"


@pytest.fixture
def made() -> Draft:
    return draft(
        brief("# 一、安全\n- 投入120-150万元,排查152处\n- 培训xx人次\n"), Tools(RuleWriter())
    )


def test_a_draft_comes_back_as_it_was(made: Draft, tmp_path: Path) -> None:
    file = tmp_path / "a.draft.json"
    write_draft(made, file)
    assert read_draft(file) == made
    assert plain_text(read_draft(file)) == plain_text(made)


def test_the_origin_of_a_bullet_is_kept_and_need_not_be_there(tmp_path: Path) -> None:
    made = draft(
        brief("# 一、安全\n- 排查152处 <!-- 来源：安全科.xlsx｜上半年｜第5行 -->\n"),
        Tools(RuleWriter()),
    )
    file = tmp_path / "a.draft.json"
    write_draft(made, file)
    (sentence,) = [sentence for sentence in read_draft(file).all_sentences() if sentence.bullets]
    (bullet,) = [
        bullet for bullet in read_draft(file).brief.all_bullets() if bullet.id in sentence.bullets
    ]
    assert (sentence.text, bullet.origin) == ("排查152处。", "安全科.xlsx｜上半年｜第5行")
    content = json.loads(file.read_text(encoding="utf-8"))
    del content["brief"]["sections"][0]["bullets"][0]["origin"]  # as drafts were before
    file.write_text(json.dumps(content), encoding="utf-8")
    assert next(read_draft(file).brief.all_bullets()).origin == ""


def test_what_is_written_keeps_to_the_published_schema(made: Draft) -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == schema(), (
        "run: python -m drafter.documents.draft_file > docs/draft.schema.json"
    )
    jsonschema.validate(json.loads(to_json(made)), published)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "不是"),
        ("[]", "不是"),
        ('{"format": "other"}', "不是"),
        ('{"format": "drafter.draft", "version": 99}', "99"),
        ('{"format": "drafter.draft", "version": 1}', "brief"),
    ],
)
def test_what_is_no_draft_is_refused(content: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "a.draft.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_draft(file)


def test_a_draft_of_the_first_version_is_read(made: Draft, tmp_path: Path) -> None:
    """Its gaps had the kinds of facts; they keep the ids that forms were sent out with."""
    older = json.loads(to_json(made).replace('"count"', '"quantity"'))
    older["version"] = 1
    del older["fills"]
    file = tmp_path / "a.draft.json"
    file.write_text(json.dumps(older, ensure_ascii=False), encoding="utf-8")
    assert read_draft(file) == made


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.draft\.json"):
        read_draft(tmp_path / "none.draft.json")
