"""What is put before the rules: texts with one error each, and look-alikes without any."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import InputError

BY_HAND = Path(__file__).parents[1] / "defects"
DEV, KEPT = "dev", "kept"
KINDS = (
    "relation",  # figures that cannot be true of each other
    "unit",  # a unit that does not measure this
    "numeral",  # numbers, ranges and dates as the standard does not write them
    "list",  # what is promised against what follows, numbers of items and headings
    "ordinal",  # sessions, congresses, plans, anniversaries that cannot be
    "date",  # days that are none, periods and orders that do not fit
    "place",  # county, district, city, township mixed; another place's name
    "name",  # one office, school, enterprise or work in two spellings
    "phrase",  # fixed phrases missed by sound, shape or neighbour
    "word",  # ordinary words missed by sound or shape
    "repeat",  # sentences, words, characters twice; characters dropped
    "law",  # names of statutes, articles they do not have
    "leftover",  # what a spreadsheet, a web page, a chat, a form left behind
    "punctuation",
    "across",  # what only the whole report shows: said again, said or called otherwise far away
    "promise",  # a claim that the figures beside it deny
)
_COLUMNS = ("id", "split", "kind", "text", "wrong", "right")


@dataclass(frozen=True, slots=True)
class Item:
    """A text with one error, or a look-alike.

    split   DEV, or KEPT: shown as totals only
    wrong   whether there is an error
    beside  the text that raises nothing new: for an error the right text, for a look-alike made
            within a text that text as it was; "" for nothing
    hint    what is wrong, for whoever reads what was missed
    """

    id: str
    kind: str
    split: str
    text: str
    wrong: bool
    beside: str = ""
    hint: str = ""


def by_hand(folder: Path = BY_HAND) -> Iterator[Item]:
    """The items of the tables in a folder. Raises InputError on a row that has not their form."""
    for file in sorted(folder.glob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            for row in rows:
                if fault := _fault(row):
                    raise InputError(fault, file, rows.line_num, str(row.get("id")))
                yield _item(row)


def _fault(row: dict[str, str]) -> str:
    """What is wrong with the form of a row; "" for nothing."""
    if tuple(row) != _COLUMNS or None in row.values():
        return "columns"
    if row["split"] not in (DEV, KEPT):
        return "split"
    if row["kind"] not in KINDS:
        return "kind"
    if row["wrong"] and (row["text"].count(row["wrong"]) != 1 or row["wrong"] == row["right"]):
        return "wrong stands in the text once, and right is something else"
    return "right without wrong" if row["right"] and not row["wrong"] else ""


def _item(row: dict[str, str]) -> Item:
    text, wrong, right = (row[name].replace("\\n", "\n") for name in ("text", "wrong", "right"))
    beside = text.replace(wrong, right) if wrong else ""
    hint = f"{wrong} → {right}" if wrong else ""
    return Item(row["id"], row["kind"], row["split"], text, bool(wrong), beside, hint)


def handed(folder: Path) -> Iterator[Item]:
    """Items that others wrote, in *.json: those with an odd number are DEV, the others KEPT.

    An error without a certain mend counts as found by anything that is raised.
    """
    for file in sorted(folder.glob("*.json")):
        for row in json.loads(file.read_text(encoding="utf-8")):
            defect = row["defect"] or {}
            wrong, right = defect.get("wrong", ""), defect.get("right", "")
            odd = int("".join(filter(str.isdigit, row["id"]))) % 2
            yield Item(
                row["id"],
                defect.get("type", "look-alike"),
                DEV if odd else KEPT,
                row["text"],
                bool(defect),
                row["text"].replace(wrong, right) if right else "",
                f"{wrong} → {right}" if defect else "",
            )


def kinds_of(items: Iterable[Item]) -> list[str]:
    """The kinds of items, ours first and in our order."""
    return sorted(
        {item.kind for item in items}, key=lambda kind: ([*KINDS, kind].index(kind), kind)
    )
