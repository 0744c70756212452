"""What the page shows: stretches with their origin, sections with open work, all in time."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from drafter.checks.draft import check_draft, promise_findings
from drafter.records import Draft
from drafter.review.decisions import (
    accept,
    comment,
    edit,
    fill_gap,
    intend,
    resolve,
    restore,
    take,
    taken_from,
)
from drafter.review.page_parts import Counts, Origin, Page, Piece, SentenceView
from drafter.review.undoing import undo
from drafter.review.view import offered, page_of, section_of, sources_of
from drafter.writing.redraft import redraft
from tests.reviewing import BY, drafted, gap, section_id, sentence
from tests.writing.test_pipeline import Scripted
from tests.writing.test_redraft import Finds, anew, by_turn, take_changed


def shown(made: Draft) -> Page:
    return page_of(made, check_draft(made))


def view(made: Draft, words: str) -> SentenceView:
    return next(
        one for part in shown(made).sections for one in part.sentences if words in one.plain
    )


def told(pieces: tuple[Piece, ...]) -> list[tuple[str, str]]:
    return [(piece.text, str(piece.origin)) for piece in pieces]


def with_passage() -> Draft:
    """A model wrote, with words of a passage and words of its own."""
    made = drafted()
    writer = Scripted(
        lambda task, bullet: f"健全长效机制，加强排查整治，{bullet.masked}", {"report": 1}
    )
    (one,) = redraft(made, section_id(made, "安全"), "", [writer], Finds()).alternatives
    passages = tuple(replace(each, masked="扎实加强排查整治行动") for each in one.passages)
    return take(made, [one.taken], BY, passages=passages)


@pytest.mark.parametrize(
    ("make", "words", "pieces"),
    [
        (
            lambda made: made,
            "149处",
            [
                ("排查隐患", "note"),
                ("152处", "proved"),
                ("，", "note"),
                ("已", "model"),
                ("整改", "note"),
                ("149处", "proved"),
                ("。", "note"),
            ],
        ),
        (lambda made: made, "培训xx", [("培训", "note"), ("xx", "open"), ("人次。", "note")]),
        (
            lambda made: fill_gap(made, gap(made, "培训"), "300", BY)[0],
            "培训300",
            [("培训", "note"), ("300", "filled"), ("人次。", "note")],
        ),
        (
            lambda made: edit(made, sentence(made, "3.2亿元").id, "全年完成投资32000万元。", BY),
            "32000万元",
            [("全年", "hand"), ("完成投资", "note"), ("32000万元", "proved"), ("。", "note")],
        ),
        (
            lambda made: edit(made, sentence(made, "3.2亿元").id, "完成投资3.3亿元。", BY),
            "3.3亿元",
            [("完成投资", "note"), ("3.3亿元", "unproved"), ("。", "note")],
        ),
        (
            lambda made: edit(
                made, sentence(made, "3.2亿元").id, "会同县财政局完成投资3.2亿元。", BY
            ),
            "县财政局",
            [
                ("会同", "hand"),
                ("县财政局", "unproved"),
                ("完成投资", "note"),
                ("3.2亿元", "proved"),
                ("。", "note"),
            ],
        ),
        (
            take_changed,
            "3.2亿元",
            [
                ("压实安全责任", "model"),
                ("，完成投资", "note"),
                ("3.2亿元", "proved"),
                ("。", "note"),
            ],
        ),
    ],
)
def test_where_every_word_comes_from(
    make: Callable[[Draft], Draft], words: str, pieces: list[tuple[str, str]]
) -> None:
    one = view(make(drafted()), words)
    assert told(one.pieces) == pieces
    assert "".join(text for text, _ in pieces) == one.plain


def test_words_of_a_passage_are_told_from_the_models() -> None:
    one = sentence(with_passage(), "3.2亿元")
    made = with_passage()
    found = told(view(made, "3.2亿元").pieces)
    assert ("健全长效机制", "model") in found
    assert [text for text, origin in found if origin == "passage"] == ["加强排查"]
    assert one.passages
    behind = sources_of(made, one.id, ())
    assert [passage.document for passage in behind.passages] == ["2025年总结"]
    assert behind.passages[0].masked != behind.passages[0].text


def test_what_somebody_answers_for_is_no_longer_doubted() -> None:
    made = edit(drafted(), sentence(drafted(), "3.2亿元").id, "会同县财政局完成投资3.2亿元。", BY)
    (finding,) = [one for one in promise_findings(made) if one.code == "FIG105"]
    one = view(intend(made, finding, "联席会议", BY), "县财政局")
    assert Origin.UNPROVED not in {piece.origin for piece in one.pieces}
    (noted,) = [each for each in one.findings if each.finding.code == "FIG105"]
    assert noted.intended
    assert noted.intended.text == "联席会议"


def counts(made: Draft, heading: str) -> Counts:
    name = section_id(made, heading)
    return next(one.counts for one in shown(made).sections if one.id == name)


def test_what_is_left_to_do_in_a_section() -> None:
    made = drafted()
    name = section_id(made, "安全")
    assert counts(made, "安全") == Counts(sentences=3, gaps=1)
    made = accept(made, [sentence(made, "149处").id], BY)
    made = edit(made, sentence(made, "3.2亿元").id, "完成投资3.3亿元。", BY)
    made = comment(comment(made, name, "这一节？", BY), sentence(made, "149处").id, "口径？", BY)
    found = counts(made, "安全")
    assert (found.sentences, found.accepted, found.changed, found.gaps, found.comments) == (
        3,
        1,
        1,
        1,
        2,
    )
    assert found.errors == 2  # a figure from nowhere, and one that is missing
    made = resolve(made, made.review.decisions[-1].id, BY)
    made, _ = fill_gap(made, gap(made, "培训"), "300", BY)
    made = undo(made)
    assert counts(made, "安全").comments == 1
    total = shown(made).total
    assert total.sentences == sum(one.counts.sentences for one in shown(made).sections)
    assert total.gaps == 2


def test_a_bullet_left_out_is_told_at_the_sentence_that_was_its_own() -> None:
    made = drafted()
    name = sentence(made, "3.2亿元").id
    after = edit(made, name, "", BY)
    one = next(each for part in shown(after).sections for each in part.sentences if each.id == name)
    assert one.gone
    assert told(one.drafted)[0] == ("完成投资", "note")
    assert {"BUL101", "FIG102"} <= {each.finding.code for each in one.findings}


def test_the_page_has_every_line_of_the_draft_once() -> None:
    made = with_passage()
    page = shown(made)
    texts = {one.id: one.plain for part in page.sections for one in part.sentences}
    assert texts == {one.id: one.text for one in _all(made)}
    assert [part.id for part in page.sections] == [
        "",
        *(section.id for section in made.all_sections()),
    ]
    assert "".join(piece.text for piece in page.front.title) == made.brief.title
    assert [row.gap.id for row in page.gaps] == [gap(made, "培训"), gap(made, "资金")]
    assert page.undo
    assert page.undo.deed == "take"
    assert (page.redo, page.revision) == (None, 1)


def _all(made: Draft):  # type: ignore[no-untyped-def]
    from drafter.documents.draft_filled import filled

    return filled(made).all_sentences()


def test_one_section_is_as_it_is_on_the_page() -> None:
    made = edit(take_changed(drafted()), sentence(drafted(), "督导").id, "督导4次。", BY)
    findings = check_draft(made)
    for one in page_of(made, findings).sections:
        assert section_of(made, one.id, findings) == one


def test_what_is_behind_a_sentence() -> None:
    made, _ = fill_gap(drafted(), gap(drafted(), "培训"), "300", BY)
    made = edit(made, sentence(made, "300").id, "共培训300人次。", BY)
    made = undo(comment(made, sentence(made, "300").id, "请核", BY))
    behind = sources_of(made, sentence(made, "300").id, check_draft(made))
    (note,) = behind.notes
    assert (note.source, note.line) == ("培训xx人次", 12)
    assert told(note.pieces) == [("培训", "note"), ("xx", "open"), ("人次", "note")]
    (hole,) = note.gaps
    assert hole.fill
    assert (hole.fill.text, hole.row.gap.unit) == ("300", "人次")
    assert [(one.deed, bool(one.undone)) for one in behind.history] == [
        ("edit", False),
        ("comment", True),
    ]
    assert told(behind.sentence.drafted) == [
        ("培训", "note"),
        ("300", "filled"),
        ("人次。", "note"),
    ]


def test_an_alternative_is_shown_as_it_would_stand() -> None:
    made = drafted()
    (one, _) = anew(made, by_turn).alternatives
    ((first, *_),) = offered(made, one.taken, one.passages)
    assert told(first.pieces)[0] == ("压实安全责任", "model")
    assert first == replace(
        view(take(made, [one.taken], BY), "149处"),
        drafted=(),
        taken=None,
        edited=None,
        accepted=None,
        findings=(),
    )


def test_a_section_of_another_draft_is_shown_with_its_passages() -> None:
    made, other = drafted(), with_passage()
    (taken,), passages = taken_from(made, other, [section_id(made, "安全")])
    ((first, *_),) = offered(made, taken, passages)
    assert "passage" in {str(piece.origin) for piece in first.pieces}


def test_restored_it_is_shown_as_at_first() -> None:
    made = take_changed(drafted())
    assert (
        shown(restore(made, [section_id(made, "安全")], BY)).sections == shown(drafted()).sections
    )


def test_a_long_draft_is_shown_in_time() -> None:
    """60 sections, in processor time: whole 300 ms, one 30 ms, an edit with its proof 100 ms."""
    bullets = "".join(
        f"- 排查隐患{n}处,整改{n}处,新建学校{n}所,完成投资{n}万元\n- 培训教师xx人次\n"
        for n in range(100, 103)
    )
    made = drafted("".join(f"# 第{n}项工作\n{bullets}" for n in range(60)))
    findings = check_draft(made)
    assert _best(lambda: page_of(made, findings)) < 0.3
    name = made.sections[30].id
    assert _best(lambda: section_of(made, name, findings)) < 0.03
    ones = iter(list(made.all_sentences())[1:])

    def react() -> None:
        one = next(ones)
        after = edit(made, one.id, "共" + one.text, BY)
        page_of(after, promise_findings(after))

    assert _best(react) < 0.1


def _best(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(7):
        start = time.process_time()
        act()
        taken.append(time.process_time() - start)
    return min(taken)
