"""Notes of several divisions become the notes of one report: sections matched by their headings."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.documents.note_lines import NoteLine, Role
from drafter.documents.notes import parse_notes
from drafter.documents.notes_front_matter import FrontMatter
from drafter.documents.parts import part_of
from drafter.documents.report import Place
from drafter.errors import InputError
from drafter.facts.figures import read_facts
from drafter.facts.numbering import strip_number
from drafter.facts.placeholders import masked_digits
from drafter.files import digest_of, write_whole
from drafter.filling.heading_matches import Matter, plain_heading, says_no_matter, section_of
from drafter.filling.notes_text import MadeSection, notes_text, stands_in
from drafter.messages import t
from drafter.reading.notes import NotesFile, open_notes
from drafter.reading.reports import REPORTS, read_report
from drafter.records import Brief, Part

_DEEPEST_OF_REPORT = 2  # below it, last year's headings are of last year's matters
_UNIT = "organization"
_YEAR = re.compile("20[0-9]{2}年")
_REPORT = re.compile("(?:总结|报告|计划|要点|情况|打算|安排)$")


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
        _Placing(name, sections, homeless if outline else None).place(file)
    front = _front(files, stated)
    tops = [*sections, *([homeless] if homeless.bullets or homeless.sections else [])]
    divisions = dict(pair for file in files for pair in file.divisions)
    text = notes_text(front, divisions, tops)
    told = [f"{name}：{line}" for f, name in zip(files, names, strict=True) for line in f.told()]
    told += _years_told(files, names)
    merged = Merged(text, tuple(tops), homeless if homeless in tops else None, tuple(told))
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


def _with_matters(
    sections: Sequence[MadeSection], above: Matter, level: int = 1
) -> Iterator[tuple[MadeSection, Matter]]:
    """Sections and all below them, each with its matter."""
    for section in sections:
        matter = above.of(section.heading, level)
        yield section, matter
        yield from _with_matters(section.sections, matter, level + 1)


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading of a file, and the section that its notes go to."""

    depth: int
    heading: str
    section: MadeSection
    matter: Matter


class _Placing:
    """Puts the notes of one file into the sections; without an outline, new ones are made."""

    def __init__(
        self, name: str, sections: list[MadeSection], homeless: MadeSection | None
    ) -> None:
        self._name = name
        self._sections = sections
        self._homeless = homeless
        self._open: list[_Open] = []
        self._used: dict[int, str] = {}  # sections by id: the heading of this file that took each

    def place(self, file: NotesFile) -> None:
        for line in file.body:
            if line.role is Role.HEADING:
                self._enter(line.text, line.depth)
            elif line.role in {Role.BULLET, Role.PLAIN}:
                if not self._open:
                    self._enter(_division(file, self._name), 0)
                section = self._open[-1].section
                section.bullets.append(_with_origin(line, self._name))
                section.files[self._name] = section.files.get(self._name, 0) + 1

    def _enter(self, heading: str, depth: int) -> None:
        while self._open and self._open[-1].depth >= depth > 0:
            self._open.pop()
        text = strip_number(heading).strip()
        above = self._open[-1] if self._open else None
        level = len(self._open) + 1
        matter = (above.matter if above else Matter()).of(text, level)
        section = self._known(text, matter, above, level) or self._made(text, above)
        self._used[id(section)] = plain_heading(text)
        self._open.append(_Open(depth, text, section, matter))

    def _known(
        self, heading: str, matter: Matter, above: _Open | None, level: int
    ) -> MadeSection | None:
        """The section of a heading: below the one above it; anywhere where that says no matter."""
        pools = [_with_matters(above.section.sections, above.matter, level)] if above else []
        if above is None or all(says_no_matter(one.heading) for one in self._open):
            pools.append(_with_matters(self._sections, Matter()))
        for pool in pools:
            fit = [
                section for section, its in pool if its.fits(matter) and self._may(section, heading)
            ]
            if match := section_of(heading, fit):
                return match
        return None

    def _may(self, section: MadeSection, heading: str) -> bool:
        """Whether no other heading of this file has the section."""
        return self._used.get(id(section), plain_heading(heading)) == plain_heading(heading)

    def _made(self, heading: str, above: _Open | None) -> MadeSection:
        section = MadeSection(heading)
        if above is not None:
            above.section.sections.append(section)
        elif self._homeless is not None:
            self._homeless.sections.append(section)
        else:
            self._sections.insert(_end_of_work(self._sections, heading), section)
        return section


def _division(file: NotesFile, name: str) -> str:
    """What the notes of a file without headings are called: as the file is."""
    return re.sub(r"^.*/|\.\w+$", "", name)


def _end_of_work(sections: Sequence[MadeSection], heading: str) -> int:
    """Where a new section goes: work that was done stands before problems and plans."""
    last = {Part.PROBLEMS, Part.PLANNED}
    if part_of(heading, 1, Part.DONE) in last:
        return len(sections)
    parts = [part_of(section.heading, 1, Part.DONE) in last for section in sections]
    return parts.index(True) if True in parts else len(sections)


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


def _years_told(files: Sequence[NotesFile], names: Sequence[str]) -> Iterator[str]:
    """That the files are of different years, since one of them may be a report of another."""
    years = {name: year for f, name in zip(files, names, strict=True) if (year := _year(f))}
    if len(set(years.values())) > 1:
        files_told = "、".join(f"{name} {year}" for name, year in years.items())
        yield t("merge.years", files=files_told)


def _year(file: NotesFile) -> str:
    """The year that the period, the title or a heading names of the whole file; "" for none."""
    headings = (line.text for line in file.body if line.role is Role.HEADING)
    of_report = (text for text in headings if _REPORT.search(text))
    said = (file.values.get("period", ""), file.values.get("title", ""), *of_report)
    return next((year[0] for text in said if (year := _YEAR.search(text))), "")


def _prove(merged: Merged, files: Sequence[NotesFile], path: Path) -> None:
    """Read the notes back: every note of every file stands in them. Raises InputError."""
    read = [bullet.source for bullet in merged_brief(merged, path).all_bullets()]
    for file in files:
        for line in file.body:
            if line.role in {Role.BULLET, Role.PLAIN} and not stands_in(line.text, read):
                raise InputError(t("merge.lost"), path, line.number, line.text[:40])
