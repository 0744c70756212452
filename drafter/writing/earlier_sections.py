"""What sections the office's last report had, beside those of the notes: told, never written.

Only of the work that was done: problems and plans are other ones every time. In doubt nothing is
told: a section is missing only where no note says a word of what it is about.
"""

from collections.abc import Iterator, Sequence

from drafter.checks.indicators import pairs
from drafter.documents.parts import part_of
from drafter.facts.numbering import strip_number
from drafter.messages import t
from drafter.phrasing.word_lists import words_in
from drafter.records import Brief, Part, Passage

_MARK = "、"
_DONE = (Part.DONE, Part.OTHER)


def told_of_sections(archive: Sequence[Passage], brief: Brief) -> Iterator[str]:
    """What the notes have not, or in another order, in the user's language.

    archive  the passages of the office's earlier reports, those of the last one first
    """
    title = archive[0].document if archive else ""
    headings = _headings(archive, title)
    texts = [bullet.text for bullet in brief.all_bullets()]
    texts += (section.heading for section in brief.all_sections())
    said = pairs("，".join(texts).replace("党的建设", "党建"))
    done = (section for section in brief.all_sections() if section.part in _DONE)
    ours = [_topic(section.heading) for section in done]
    missing = [heading for heading in headings if (topic := _topic(heading)) and not topic & said]
    if missing:
        yield t("earlier.sections.missing", title=title, headings=_MARK.join(missing))
    places = [place for heading in headings for place in _place(_topic(heading), ours)]
    if places != sorted(places):
        yield t("earlier.sections.order", title=title, headings=_MARK.join(headings))


def _headings(archive: Sequence[Passage], title: str) -> list[str]:
    """The headings of the matters of a document, below what was done.

    They are of the second level; of the first where nothing stands below one.
    """
    paths = dict.fromkeys(
        tuple(map(strip_number, passage.heading_path[:2]))
        for passage in archive
        if passage.document == title and passage.heading_path
    )
    divided = {path[0] for path in paths if len(path) > 1}
    return [
        path[-1]
        for path in paths
        if (len(path) > 1 or path[0] not in divided) and part_of(path[0], 1, Part.DONE) in _DONE
    ]


def _topic(heading: str) -> frozenset[str]:
    """The pairs of characters that tell what a section is about."""
    heading = heading.replace("党的建设", "党建")
    for word in sorted(words_in("heading_commons"), key=len, reverse=True):
        heading = heading.replace(word, "，")
    return pairs(heading)


def _place(topic: frozenset[str], ours: Sequence[frozenset[str]]) -> list[int]:
    """Where the notes have the section, where one of theirs alone shares words with it."""
    alike = [place for place, each in enumerate(ours) if topic & each]
    return alike if len(alike) == 1 else []
