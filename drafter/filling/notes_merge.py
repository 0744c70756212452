"""Notes of several divisions become the notes of one report: sections matched by their headings."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.documents.note_lines import NoteLine, Role
from drafter.documents.notes import parse_notes, part_of
from drafter.documents.notes_front_matter import FrontMatter
from drafter.documents.report import Place
from drafter.errors import InputError
from drafter.facts.figures import fold, read_facts
from drafter.facts.numbering import strip_number
from drafter.facts.placeholders import masked_digits
from drafter.files import digest_of, write_whole
from drafter.filling.notes_text import MadeSection, notes_text, stands_in
from drafter.messages import t
from drafter.reading.notes import NotesFile, open_notes
from drafter.reading.reports import REPORTS, read_report
from drafter.records import Brief, Part

_DEEPEST_OF_REPORT = 2  # below it, last year's headings are of last year's matters
_UNIT = "organization"
_LIKE = 0.5  # share of two characters in a row that headings of one section have in common


@dataclass(frozen=True)
class Merged:
    """The notes of several files as one.

    homeless  the section of what found no place in the outline; None where all did
    told      what stands in the files and is no note, in the user's language
    """

    text: str
    sections: tuple[MadeSection, ...]
    homeless: MadeSection | None
    told: tuple[str, ...]

    @property
    def homeless_count(self) -> int:
        """How many notes found no place in the outline."""
        sections = self.homeless.walk() if self.homeless else ()
        return sum(len(section.bullets) for section in sections)

    def placements(self) -> Iterator[str]:
        """What went where, a line a section, in the user's language."""
        for top in self.sections:
            for section in top.walk():
                if section.files:
                    files = "、".join(f"{name} {count}" for name, count in section.files.items())
                    yield t("merge.placed", heading=section.heading, files=files)


def merge_files(
    paths: Sequence[Path], outline: Path | None = None, given: Mapping[str, str] | None = None
) -> Merged:
    """Merge the notes of several files.

    outline  a file whose headings the report is to have, in their order: notes, or last year's
             report, whose figures and dates are masked
    given    fields of the front matter that no file need state; one that is "" is not given

    Raises InputError on what cannot be read, and where no file has a note.
    """
    stated = {name: text for name, text in (given or {}).items() if text}
    files = [open_notes(path, {"organization": "-", **stated}) for path in paths]
    names = _names(paths)
    sections = outline_of(outline) if outline else []
    homeless = MadeSection(t("merge.homeless"))
    for file, name in zip(files, names, strict=True):
        _place(file, name, sections, homeless if outline else None)
    front = _front(files, stated)
    tops = [*sections, *([homeless] if homeless.bullets or homeless.sections else [])]
    divisions = dict(pair for file in files for pair in file.divisions)
    text = notes_text(front, divisions, tops)
    told = tuple(
        f"{name}：{line}" for f, name in zip(files, names, strict=True) for line in f.told()
    )
    merged = Merged(text, tuple(tops), homeless if homeless in tops else None, told)
    _prove(merged, files, paths[0])
    return merged


def merged_brief(merged: Merged, path: Path) -> Brief:
    """The brief of merged notes; `path` is what they are called."""
    return parse_notes(merged.text, path)


def outline_of(path: Path) -> list[MadeSection]:
    """The headings of a file as empty sections. Raises InputError where it has none."""
    file = read_report(path, accept=REPORTS)
    report = file.report
    own = not any(line.place is Place.BODY and line.heading == (0, 0) for line in report.lines)
    root = MadeSection("")
    above: list[tuple[int, MadeSection]] = [(0, root)]
    for line in report.lines:
        if line.heading == (0, 0) or not line.level or line.place is Place.TITLE:
            continue
        if not own and line.level > _DEEPEST_OF_REPORT:
            continue
        heading = strip_number(line.title).strip()
        section = MadeSection(heading if own else _masked(heading))
        while above[-1][0] >= line.level:
            above.pop()
        above[-1][1].sections.append(section)
        above.append((line.level, section))
    if not root.sections:
        raise InputError(t("merge.no_outline"), path, remedy=t("merge.no_outline.remedy"))
    return root.sections


def _masked(heading: str) -> str:
    """A heading of another year without its figures and dates, which become placeholders."""
    for fact in reversed(read_facts(heading)):
        start, end = fact.span
        heading = heading[:start] + masked_digits(heading[start:end]) + heading[end:]
    return heading


def _names(paths: Sequence[Path]) -> list[str]:
    """What each file is called: two of one name by their folders too."""
    names = [path.name for path in paths]
    if len(set(names)) == len(names):
        return names
    return [f"{path.resolve().parent.name}/{path.name}" for path in paths]


# --- the file of merged notes ---

_MADE = re.compile(r"<!-- drafter notes merge ([0-9a-f]{16}) -->\n\Z")


def write_merged(merged: Merged, path: Path) -> None:
    """Write the merged notes. Raises InputError where the file cannot be written."""
    write_whole(path, (merged.text + _mark(merged.text)).encode())


def unchanged_merge(path: Path) -> set[str]:
    """The digest of a file that was merged and that nobody changed since; none of any other."""
    if not path.is_file():
        return set()
    text = path.read_bytes().decode("utf-8", "replace")
    mark = _MADE.search(text)
    made = mark is not None and mark[0] == _mark(text[: mark.start()])
    return {digest_of(path)} if made else set()


def _mark(text: str) -> str:
    return f"<!-- drafter notes merge {hashlib.sha256(text.encode()).hexdigest()[:16]} -->\n"


# --- placing ---


def _place(
    file: NotesFile, name: str, sections: list[MadeSection], homeless: MadeSection | None
) -> None:
    """Put the notes of a file into the sections; without an outline, new sections are made."""
    open_sections: list[tuple[int, MadeSection]] = []
    for line in file.body:
        if line.role is Role.HEADING:
            while open_sections and open_sections[-1][0] >= line.depth:
                open_sections.pop()
            above = open_sections[-1][1] if open_sections else None
            below = _section_for(line.text, above, sections, homeless)
            open_sections.append((line.depth, below))
        elif line.role in {Role.BULLET, Role.PLAIN}:
            if not open_sections:
                own = _section_for(_division(file, name), None, sections, homeless)
                open_sections.append((0, own))
            section = open_sections[-1][1]
            section.bullets.append(_with_origin(line, name))
            section.files[name] = section.files.get(name, 0) + 1


def _division(file: NotesFile, name: str) -> str:
    """What the notes of a file without headings are called: as the file is."""
    return re.sub(r"^.*/|\.\w+$", "", name)


def _section_for(
    heading: str,
    above: MadeSection | None,
    sections: list[MadeSection],
    homeless: MadeSection | None,
) -> MadeSection:
    """The section of a heading: below the one above it, else anywhere; a new one where none is."""
    text = strip_number(heading).strip()
    for pool in filter(None, (above.sections if above else [], sections)):
        known = [section for top in pool for section in top.walk()]
        if match := _likest(text, known):
            return match
    section = MadeSection(text)
    if above is not None:
        above.sections.append(section)
    elif homeless is not None:
        homeless.sections.append(section)
    else:
        sections.insert(_end_of_work(sections, text), section)
    return section


def _end_of_work(sections: Sequence[MadeSection], heading: str) -> int:
    """Where a new section goes: work that was done stands before problems and plans."""
    last = {Part.PROBLEMS, Part.PLANNED}
    if part_of(heading, 1, Part.DONE) in last:
        return len(sections)
    parts = [part_of(section.heading, 1, Part.DONE) in last for section in sections]
    return parts.index(True) if True in parts else len(sections)


def _likest(heading: str, sections: Sequence[MadeSection]) -> MadeSection | None:
    """The section with the same words, else the one most alike; None where none is alike."""
    plain = _plain(heading)
    for section in sections:
        if _plain(section.heading) == plain:
            return section
    scored = [(likeness(plain, _plain(section.heading)), section) for section in sections]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _LIKE else None


_COMMON_WORDS = re.compile(
    r"工作|情况|方面|开展|进展|完成|主要|重点|推进|加强|抓好|做好|持续|着力|全面|扎实|及其|以及|[和与的]"
)


def _plain(heading: str) -> str:
    bare = re.sub(r"\W", "", fold(strip_number(heading)))
    return _COMMON_WORDS.sub("", bare) or bare


def likeness(heading: str, section: str) -> float:
    """How alike two headings are: the share of the shorter one's pairs of characters, 0 to 1."""
    if len(heading) < 2 or len(section) < 2:
        return float(heading == section)
    first, second = _pairs(heading), _pairs(section)
    return len(first & second) / min(len(first), len(second))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _with_origin(line: NoteLine, name: str) -> NoteLine:
    if line.origin:
        return line
    origin = f"{name}｜{t('place.line', number=line.number)}"
    return NoteLine(line.role, line.number, line.text, line.depth, (), origin, line.goes_on)


# --- the notes that are made ---


def _front(files: Sequence[NotesFile], given: Mapping[str, str]) -> FrontMatter:
    """The front matter: what was given, else what the first file states that does.

    The unit is stated where all files that state one agree.
    """
    values: dict[str, str] = {}
    for file in files:
        values = {**file.values, **values}
    if len({file.values[_UNIT] for file in files if _UNIT in file.values}) > 1:
        values.pop(_UNIT)
    if len(files) > 1:
        values.pop("title", None)
    base = NotesFile(files[0].file, files[0].kind, values, ())
    return base.front(given)


def _prove(merged: Merged, files: Sequence[NotesFile], path: Path) -> None:
    """Read the notes back: every note of every file stands in them. Raises InputError."""
    read = [bullet.source for bullet in merged_brief(merged, path).all_bullets()]
    for file in files:
        for line in file.body:
            if line.role in {Role.BULLET, Role.PLAIN} and not stands_in(line.text, read):
                raise InputError(t("merge.lost"), path, line.number, line.text[:40])
