"""The comments of a returned file, each at its sentence or section; drafter's own are left out."""

from collections.abc import Iterator
from pathlib import Path

from drafter.documents.draft_filled import unfilled
from drafter.documents.draft_reviewed import drafted, standing
from drafter.messages import t
from drafter.records import Deed, Draft
from drafter.review.clauses import same_words
from drafter.review.decisions import By, with_decision
from drafter.review.proposals import Said, is_known_comment
from drafter.review.returned import Beside
from drafter.review.returned_file import ReturnedFile
from drafter.word.hands import Remark, comments_of
from drafter.word.render import word_bytes


def new_comments(draft: Draft, file: ReturnedFile, found: Beside) -> Iterator[Said]:
    """What people said in a file and the draft does not know yet."""
    own = _own(draft) if file.remarks else set()
    for remark in file.remarks:
        who, text = remark.hand.who, remark.text
        if (who, same_words(text)) in own or is_known_comment(draft, who, text):
            continue
        where, place = _place(remark, found)
        said = t("take.comment.front", place=place, text=text) if place else text
        if not is_known_comment(draft, who, said):
            yield Said(where, said, who, remark.hand.when)


def with_resolved(draft: Draft, file: ReturnedFile) -> Draft:
    """The draft in which the open comments that the file has as resolved are resolved, each once.

    Who resolved it the file does not tell: it is taken for who saved the file last.
    """
    by = By(file.last.who, file.last.when)
    told = [
        one.where[0]
        for one in draft.review.decisions
        if one.deed is Deed.RESOLVE and one.origin == file.name
    ]
    done = [(one.hand.who, same_words(one.text)) for one in file.remarks if one.done]
    for said in standing(draft.review).open_comments:
        words = same_words(said.text)
        here = any(who == said.who and words.endswith(text) for who, text in done)
        if here and said.id not in told:
            draft = with_decision(draft, by, Deed.RESOLVE, where=(said.id,), origin=file.name)
    return draft


def _own(draft: Draft) -> set[tuple[str, str]]:
    """The comments that drafter itself puts beside a draft, as it was and as it is."""
    states = (drafted(draft), unfilled(draft), draft)
    contents = (word_bytes(one, Path(draft.brief.file)) for one in states)
    return {(who, same_words(text)) for content in contents for who, text in comments_of(content)}


def _place(remark: Remark, found: Beside) -> tuple[str, str]:
    """Id of the sentence or section a comment is about; the name of its place on the front."""
    rows = [n for n, row in enumerate(found.rows) if row.number <= remark.paragraph]
    row, start = (rows[-1] if rows else 0), remark.span[0]
    before = [
        n
        for n, stretches in found.found.items()
        if any((one.row, one.span[0]) <= (row, start) for one in stretches)
    ]
    units = found.units
    at = max(before, key=lambda n: _last_before(found, n, row, start), default=0)
    unit = units[at]
    if unit.id or unit.section:
        return unit.id or unit.section, ""
    first = next((one for one in units if one.id), unit)
    return first.id, t(f"take.about.{unit.role}")


def _last_before(found: Beside, unit: int, row: int, start: int) -> tuple[int, int]:
    places = ((one.row, one.span[0]) for one in found.found[unit])
    return max(place for place in places if place <= (row, start))
