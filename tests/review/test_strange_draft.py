"""A draft file from a stranger: whatever stands in any of its texts is only text on the page."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from drafter.checks.draft import answerable, check_draft
from drafter.documents.draft_file import read_draft, to_json
from drafter.documents.draft_store import DraftStore
from drafter.errors import DrafterError, InputError
from drafter.records import Change, Draft, Proposal, Taken
from drafter.review.decisions import By, accept, comment, edit, fill_gap, intend, take
from drafter.review.exporting import export
from drafter.review.refusals import Stale
from drafter.review.session import Sitting
from drafter.review.sides import Other
from drafter.review.together import in_the_way
from drafter.review.undoing import undo
from tests.review.drafts import PASSAGE, redrafted, small

EVIL = "\"'><x-evil onload=run()><script>run()</script><a href=javascript:run()>{{7*7}}"
BY = By("王芳", "2026-07-06T09:00:00+08:00")
Place = tuple[str, ...]


@cache
def content() -> str:
    """A draft with something in every kind of field that the page shows."""
    made = small()
    one, two, *_ = [each.id for each in made.all_sentences()]
    made = edit(accept(made, [one], BY), two, "排查隐患152处，扎实推进。", BY)
    made = undo(comment(comment(made, two, "请核", BY), one, "再核", BY))
    gap = next(gap.id for bullet in made.brief.all_bullets() for gap in bullet.gaps)
    made, _ = fill_gap(made, gap, "320", BY)
    section = list(made.all_sections())[-1]
    turned = Taken(section.id, section.paragraphs[::-1])
    made = take(made, [turned], BY, passages=[PASSAGE], origin="乙稿", remark="短些")
    said = next((each for each in check_draft(made) if answerable(each)), None)
    made = intend(made, said, "属实", BY) if said else made
    proposals = (
        Proposal("Q1", Change.WORDED, two, "原文", text="改文", who="李局长", source="领导改.docx"),
        Proposal("Q2", Change.HOMELESS, "", text="标题", about="heading", source="领导改.docx"),
    )
    return to_json(replace(made, review=replace(made.review, proposals=proposals)))


def places(value: Any, at: Place = ()) -> Iterator[Place]:
    """Where in a draft's file a text can stand."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from places(one, (*at, key))
    elif isinstance(value, list):
        for one in value:
            yield from places(one, (*at, "*"))
    elif isinstance(value, str):
        yield at


def harmed(value: Any, wanted: set[Place], at: Place = ()) -> Any:
    """The file with something harmful behind every text at some places."""
    if isinstance(value, dict):
        return {key: harmed(one, wanted, (*at, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [harmed(one, wanted, (*at, "*")) for one in value]
    return value + EVIL if isinstance(value, str) and at in wanted else value


EVERY = sorted(set(places(json.loads(content()))))


def written(file: Path, wanted: set[Place]) -> Path:
    text = json.dumps(harmed(json.loads(content()), wanted), ensure_ascii=False)
    file.write_text(text, encoding="utf-8")
    return file


def sitting_over(file: Path) -> Sitting:
    draft = read_draft(file)
    return Sitting(DraftStore(file), [Other(EVIL, draft)], lambda: BY, redrafted)


def shown(sitting: Sitting, draft: Draft) -> str:
    """All that the page can be asked for."""
    names = [one.id for one in (*draft.all_sections(), *draft.all_sentences())]
    sides = [sitting.side(at, strict=False) for at in ("front", "opening", *names)]
    first = names[-1]
    stale = Stale(in_the_way(None, draft, comment(draft, first, EVIL, BY)))
    return "".join([sitting.whole(), *sides, sitting.stale(stale, first)])


@pytest.fixture(scope="module")
def readable(tmp_path_factory: pytest.TempPathFactory) -> set[Place]:
    """The places whose texts are not looked at when a draft is read. All others are refused."""
    file = tmp_path_factory.mktemp("each") / "x.draft.json"
    found = set()
    for place in EVERY:
        with suppress(InputError):
            read_draft(written(file, {place}))
            found.add(place)
    assert len(found) > len(EVERY) / 2
    return found


def test_no_text_of_a_draft_becomes_markup(tmp_path: Path, readable: set[Place]) -> None:
    names = {place for place in readable if place[-1] in {"id", "where", "bullets"}}
    file = written(tmp_path / "x.draft.json", readable - names)
    html = shown(sitting_over(file), read_draft(file))
    assert html.count("&lt;x-evil") > 100
    assert "49" not in html.replace("149", "")  # nothing is taken for a template
    page = BeautifulSoup(html, "lxml")
    assert not page.find_all(["x-evil", "iframe", "object", "embed", "img", "base"])
    assert [one.get("src") for one in page.find_all("script")] == ["static/review.js"]
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on")], element.name
        for name in ("href", "src", "action", "formaction"):
            link = str(element.get(name, "#"))
            assert link.startswith(("#", "static/", "export/")), link


def test_no_file_that_is_read_breaks_the_page(tmp_path: Path, readable: set[Place]) -> None:
    file = tmp_path / "x.draft.json"
    for place in sorted(readable):
        sitting = sitting_over(written(file, {place}))
        assert "<x-evil" not in sitting.whole() + sitting.side("front")


@pytest.mark.parametrize("kind", ["record", "record.md", "record.json", "working"])
def test_a_strange_draft_is_exported_or_refused(
    tmp_path: Path, readable: set[Place], kind: str
) -> None:
    file = written(tmp_path / "x.draft.json", {one for one in readable if one[-1] != "id"})
    try:
        _, made, _ = export(read_draft(file), file, kind)
    except DrafterError:
        return
    assert made


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (("brief", "sections", "*", "bullets", "*", "id"), "B7"),
        (("sections", "*", "paragraphs", "*", "sentences", "*", "bullets", "*"), "B7"),
        (("review", "decisions", "*", "when"), "2026-07-06"),
        (("run", "created"), "20"),
        (("review", "proposals", "*", "id"), "Q1"),
    ],
)
def test_a_draft_that_does_not_fit_together_is_refused(
    tmp_path: Path, place: Place, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        read_draft(written(tmp_path / "x.draft.json", {place}))
