"""The blind measure: the form of what was written by hand, and what drawing keeps to."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from drafter.errors import InputError
from eval.__main__ import app
from eval.blind.across import ACROSS
from eval.blind.closed import closed
from eval.blind.drawing import GENERATORS, draw
from eval.blind.items import DEV, KEPT, KINDS, Item, by_hand, handed
from eval.blind.measuring import Judged, Material, Share, found, judge, measure, precision_by_code
from eval.blind.output import measures, rows, table
from eval.blind.places import Place, files_of, read_places, read_reports, split_of

HANDED = Path(__file__).parents[3] / "shared" / "data" / "defects"
PLACES = read_places(files_of(None))


def test_what_was_written_by_hand_has_its_form() -> None:
    items = list(by_hand())
    assert Counter(item.wrong for item in items) == {True: 250, False: 210}
    assert len({item.id for item in items}) == len({item.text for item in items}) == 460
    assert {item.kind for item in items} == set(KINDS) - {"word", "across"}
    splits = Counter((item.split, item.wrong) for item in items)
    assert all(splits[DEV, wrong] >= splits[KEPT, wrong] - 6 for wrong in (True, False))


@pytest.mark.parametrize(
    "row",
    [
        "a\tdev\tunit\t共3吨。\t4吨\t3吨",  # wrong is not in the text
        "a\tdev\tunit\t3吨又3吨。\t3吨\t4吨",  # twice
        "a\tdev\tnoise\t共3吨。\t\t",
        "a\ttest\tunit\t共3吨。\t\t",
        "a\tdev\tunit\t共3吨。\t\t4吨",
        "a\tdev\tunit\t共3吨。",
    ],
)
def test_a_row_without_its_form_is_refused(row: str, tmp_path: Path) -> None:
    head = "id\tsplit\tkind\ttext\twrong\tright"
    (tmp_path / "some.tsv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError):
        list(by_hand(tmp_path))


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    first, again, other = (list(draw(GENERATORS, PLACES, seed, 4)) for seed in (7, 7, 8))
    assert first == again != other


def test_every_kind_and_every_generator_draws() -> None:
    for kind, generators in GENERATORS.items():
        items = list(draw({kind: generators}, PLACES, 3, 3 * len(generators)))
        assert sum(item.wrong for item in items) >= len(generators), kind
        assert all(item.text != item.beside for item in items)


def test_what_only_the_whole_report_shows_is_drawn_far_apart() -> None:
    items = list(draw({"across": ACROSS}, read_reports(files_of(None)), 2, 2 * len(ACROSS)))
    assert sum(item.wrong for item in items) == 2 * len(ACROSS)
    assert all(len(item.text) > 2000 for item in items)


def test_figures_that_agree_are_found_whatever_their_words() -> None:
    said = "改造厕所2180座，单户2040座，公共140座。", "发现问题205处，整改196处，整改率95.6%。"
    for sentence in said:
        made = closed(Random(1), Place("", (sentence,)))
        assert made
        assert made.right == sentence != made.wrong
    assert closed(Random(1), Place("", ("改造厕所2180座，单户2041座，公共140座。",))) is None


def test_a_look_alike_is_the_right_text_of_its_error() -> None:
    items = {item.id: item for item in draw(GENERATORS, PLACES, 5, 12)}
    pairs = [(items[name.removesuffix("-right")], item) for name, item in items.items()
             if name.endswith("-right") and name.removesuffix("-right") in items]  # fmt: skip
    assert len(pairs) > 50
    assert all(error.beside == right.text for error, right in pairs)


def test_a_sentence_stands_in_one_place_and_a_place_in_one_split() -> None:
    sentences = [sentence for place in PLACES for sentence in place.sentences]
    assert len(PLACES) > 150
    assert sum(a == b for a, b in pairwise(sorted(sentences))) < 10
    assert split_of("一句。") == split_of("一句。")
    assert 0.3 < sum(split_of(place.text) == DEV for place in PLACES) / len(PLACES) < 0.7


def test_what_the_right_text_raises_does_not_count_as_found() -> None:
    text = "整改率98%，，群众满意。"
    one = Item("a", "unit", DEV, text, True, text)
    assert found(judge([one], right_is_clean=True)) == Share(0, 1)
    plain = Item("b", "punctuation", DEV, text, True, "整改率98%，群众满意。")
    assert found(judge([plain], right_is_clean=True)) == Share(1, 1)


def test_precision_counts_look_alikes_and_right_texts() -> None:
    error, clean = (Item(name, "unit", DEV, "", name == "a") for name in "ab")
    judged = [Judged(error, ("X1",), ("X2",)), Judged(clean, ("X1",))]
    assert precision_by_code(judged) == {"X1": Share(1, 2), "X2": Share(0, 1)}


def test_what_is_kept_back_is_only_summed_up() -> None:
    result = measure(Material(seed=11), each=2)
    kept = [one.item for group in result.groups.values() for one in group if one.item.split == KEPT]
    shown = table(result, kept=False, missed=True)
    stored = str(rows(result))
    assert kept
    assert not [item.text for item in kept if repr(item.text)[1:40] in shown or item.text in stored]
    assert "seed 11" in shown
    assert {name for _, scores in rows(result) for name in scores} <= set(measures())


def test_the_command_reports_its_seed() -> None:
    done = CliRunner().invoke(app, ["--seed", "3", "blind", "--each", "2", "--json"])
    assert done.exit_code == 0
    assert '"seed": 3' in done.stdout


@pytest.mark.skipif(not HANDED.is_dir(), reason="the handed items are not here")
def test_handed_items_are_read_by_number() -> None:
    items = list(handed(HANDED))
    assert {item.split for item in items} == {DEV, KEPT}
    assert all(int(item.id[1:]) % 2 == (item.split == DEV) for item in items)
