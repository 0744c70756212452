"""The judge of spoken sentences beside people's labels."""

from collections.abc import Iterator
from pathlib import Path

from drafter.filling.spoken_notes import spoken_signs

_SPOKEN, _FIT = "spoken", "fit"


def verdicts(rows: Path) -> Iterator[str]:
    """Each sentence with its verdict and the signs of it, then how they agree with the labels.

    rows  a file of sentences; behind a tab `spoken` or `fit`, where somebody judged it
    """
    counts = dict.fromkeys([(told, is_told) for told in (_SPOKEN, _FIT) for is_told in (1, 0)], 0)
    for row in filter(str.strip, rows.read_text(encoding="utf-8").splitlines()):
        sentence, _, label = row.partition("\t")
        signs = spoken_signs(sentence.strip())
        verdict = _SPOKEN if signs else _FIT
        if (label.strip(), int(bool(signs))) in counts:
            counts[label.strip(), int(bool(signs))] += 1
        yield "\t".join([verdict, label.strip(), "、".join(sign.text for sign in signs), sentence])
    if any(counts.values()):
        found, missed = counts[_SPOKEN, 1], counts[_SPOKEN, 0]
        alarms, quiet = counts[_FIT, 1], counts[_FIT, 0]
        yield f"# spoken: {found} of {found + missed} told; fit: {alarms} of {alarms + quiet} told"
