"""The judge of spoken sentences, on labels by a reader who had not seen its words.

The sentences are what the rules wrote of the notes of two bureaus, very spoken ones, in order.
When they were first put before the judge it told 29 of 41 spoken ones and 0 of 23 that may stay.
"""

from pathlib import Path

from drafter.filling.spoken_notes import spoken_signs
from eval.spoken import verdicts

LABELS = Path(__file__).parents[1] / "data" / "spoken.tsv"


def test_most_spoken_sentences_are_told_and_hardly_one_that_may_stay() -> None:
    rows = [row.split("\t") for row in LABELS.read_text(encoding="utf-8").splitlines()]
    told = [label for sentence, label in rows if spoken_signs(sentence)]
    labels = [label for _, label in rows]
    assert told.count("spoken") >= 0.65 * labels.count("spoken")
    assert told.count("fit") <= 0.05 * labels.count("fit")


def test_the_command_counts_the_same() -> None:
    *rows, total = verdicts(LABELS)
    told = sum(row.startswith("spoken\tspoken") for row in rows)
    assert total.startswith(f"# spoken: {told} of 41 told; fit: ")
