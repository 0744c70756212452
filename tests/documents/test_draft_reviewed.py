"""What the decisions in force come to; all that reads a draft sees it as reviewed."""

import json
from pathlib import Path

import pytest

from drafter.checks.files import check_file
from drafter.checks.settings import CheckSettings
from drafter.compare.files import draft_version
from drafter.documents.draft_file import read_draft, to_json, write_draft
from drafter.documents.draft_filled import filled, unfilled
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_markdown import to_markdown
from drafter.documents.draft_reviewed import changed_sentences, in_force, reviewed, standing
from drafter.documents.draft_reviewed import drafted as as_drafted
from drafter.filling.filling import Given, fill
from drafter.filling.rows import gap_rows
from drafter.records import Draft, Finding, Severity
from drafter.review.decisions import (
    By,
    accept,
    comment,
    edit,
    fill_gap,
    intend,
    reopen,
    resolve,
    restore,
)
from drafter.review.undoing import redo, undo
from tests.reviewing import BY, drafted, gap, sentence

LATER = By("李强", "2026-07-06T10:00:00+08:00")


def edited(made: Draft) -> Draft:
    one = sentence(made, "培训xx人次")
    return edit(made, one.id, "共培训xx人次。", BY)


@pytest.mark.parametrize(
    ("deeds", "stands"),
    [
        ([lambda d, s: accept(d, [s], BY)], "accepted"),
        ([lambda d, s: edit(d, s, "共培训xx人次。", BY)], "edits"),
        ([lambda d, s: accept(d, [s], BY), lambda d, s: reopen(d, [s], BY)], ""),
        ([lambda d, s: accept(d, [s], BY), lambda d, s: edit(d, s, "共培训xx人次。", BY)], "edits"),
        (
            [lambda d, s: edit(d, s, "共培训xx人次。", BY), lambda d, s: accept(d, [s], BY)],
            "edits accepted",
        ),
        ([lambda d, s: edit(d, s, "共培训xx人次。", BY), lambda d, s: restore(d, [s], BY)], ""),
        ([lambda d, s: edit(d, s, "共培训xx人次。", BY), lambda d, s: undo(d)], ""),
        (
            [
                lambda d, s: edit(d, s, "共培训xx人次。", BY),
                lambda d, s: undo(d),
                lambda d, s: redo(d),
            ],
            "edits",
        ),
        ([lambda d, s: comment(d, s, "请核", BY)], "comments"),
        (
            [lambda d, s: comment(d, s, "请核", BY), lambda d, s: resolve(d, "R1", BY)],
            "comments resolved",
        ),
        (
            [
                lambda d, s: intend(
                    d, Finding("PUN101", Severity.ERROR, "", s, "，"), "原文如此", BY
                )
            ],
            "intended",
        ),
    ],
)
def test_what_decisions_come_to(deeds: list, stands: str) -> None:  # type: ignore[type-arg]
    made = drafted()
    one = sentence(made, "培训xx人次").id
    for deed in deeds:
        made = deed(made, one)
    found = standing(made.review)
    names = ("edits", "accepted", "taken", "intended", "comments", "resolved")
    assert [name for name in names if getattr(found, name)] == stands.split()
    assert len(list(in_force(made.review))) == sum(
        1 for each in made.review.decisions if not each.undone
    )


def test_the_view_of_a_view_is_the_same() -> None:
    made, _ = fill_gap(edited(drafted()), gap(drafted(), "培训"), "300", BY)
    assert reviewed(reviewed(made)) == reviewed(made)
    assert filled(filled(made)) == filled(made)
    assert changed_sentences(filled(made)) == changed_sentences(made)


def test_a_sentence_taken_out_is_shown_to_reviewers_only() -> None:
    made = drafted()
    one = sentence(made, "培训xx人次").id
    after = edit(made, one, "", BY)
    assert one not in {each.id for each in reviewed(after).all_sentences()}
    assert one in {each.id for each in reviewed(after, gone_too=True).all_sentences()}
    assert "培训xx人次" not in plain_text(after)


# --- everything that reads a draft sees it as reviewed ---


def test_the_text_the_gaps_the_forms_and_the_checks_see_what_was_decided(tmp_path: Path) -> None:
    made = edited(drafted())
    file = tmp_path / "a.draft.json"
    write_draft(made, file)
    assert "共培训xx人次" in to_markdown(made)
    assert (
        "共培训xx人次"
        in next(row for row in gap_rows(made) if row.gap.id == gap(made, "培训")).sentence
    )
    done = fill(made, [Given(gap(made, "培训"), "300", "表")], "v").draft
    assert "共培训300人次" in plain_text(done)
    assert plain_text(unfilled(done)) == plain_text(made)
    assert "共培训xx人次" in "".join(one.text for one in draft_version(made, file).side.statements)
    wrong = edit(made, sentence(made, "152处").id, "排查隐患153处，整改149处。", LATER)
    write_draft(wrong, file)
    assert "FIG101" in {one.code for one in check_file(file, CheckSettings()).findings}


def test_a_finding_is_placed_on_the_line_that_is_printed(tmp_path: Path) -> None:
    """Also where the edit made the text before it longer, or a sentence before it is gone."""
    made = edit(drafted(), sentence(drafted(), "152处").id, "", BY)
    made = edit(made, sentence(made, "3.2亿元").id, "全年累计完成投资3.3亿元。", BY)
    file = tmp_path / "a.draft.json"
    write_draft(made, file)
    checked = check_file(file, CheckSettings())
    (found,) = [one for one in checked.findings if one.code == "FIG101"]
    line = next(one for one in checked.report.lines if one.number == found.line)
    assert line.text[slice(*found.span)] == "3.3亿元"


def test_statements_know_their_bullets_after_an_edit(tmp_path: Path) -> None:
    made = drafted()
    after = edit(made, sentence(made, "3.2亿元").id, "累计完成投资3.2亿元。", BY)
    side = draft_version(after, tmp_path / "a.draft.json").side
    (at,) = [n for n, one in enumerate(side.statements) if "累计" in one.text]
    assert side.bullets[at] == sentence(made, "3.2亿元").bullets


# --- the file ---


def test_a_draft_made_before_reviews_is_read(tmp_path: Path) -> None:
    made = drafted()
    older = json.loads(to_json(made))
    del older["review"]
    for one in _sentences(older):
        del one["hand"]
    file = tmp_path / "a.draft.json"
    file.write_text(json.dumps(older, ensure_ascii=False), encoding="utf-8")
    assert read_draft(file) == made


def _sentences(whole: dict) -> list:  # type: ignore[type-arg]
    def inside(section: dict) -> list:  # type: ignore[type-arg]
        own = [one for paragraph in section["paragraphs"] for one in paragraph["sentences"]]
        return own + [one for child in section["sections"] for one in inside(child)]

    return [one for section in whole["sections"] for one in inside(section)]


def test_as_drafted_forgets_fills_and_decisions() -> None:
    made = drafted()
    after, _ = fill_gap(edited(made), gap(made, "培训"), "300", BY)
    assert as_drafted(after) == made
