"""Tables → notes: front matter, a heading for each division, sheet and group, a bullet for each row with its origin.

What cannot be used as it stands becomes a gap and a finding; what is left out is told. No cell is passed over in
silence: every figure of a table stands in a bullet, or in a finding.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from drafter.brief import parse_notes, unmarked
from drafter.messages import t
from drafter.numbering import is_bare_number, strip_number
from drafter.personal import find_personal
from drafter.records import Finding, Severity
from drafter.tables import words
from drafter.tables.columns import FIGURES, Column, Role, says_figures
from drafter.tables.entries import Said
from drafter.tables.grid import Cell, Grid
from drafter.tables.proof import misread, misread_bullet
from drafter.tables.regions import Table, read_tables
from drafter.tables.rows import Row, read_rows
from drafter.tables.statements import STYLES, Manner, Piece, Statement, manner, statement
from drafter.tables.sums import disagreements

_DEEPEST = 4  # levels of headings
_NO_NAME = re.compile(r"(?i)sheet\s*\d*(?:\s*\(\d+\))?|工作表\s*\d*|表\s*\d*")
_ORGANIZATION = re.compile(
    r".{2,20}?(?:委员会|人民政府|管理局|办公室|局|委|厅|中心|医院|学校|公司)(?=关于|20\d\d|[上下]半年|[^局]{2,10}[科股室处办]$|$)"
)
_FORM = re.compile(
    r"(?:统计|汇总|明细|调查|登记|报送|数据|一览|进度|调度)*(?:月报|季报|年报|报|表格|表|台账|清单)?(?:[（(].*[)）])?$"
)
_NUMBERED = re.compile(r"^(?:附件|附表|表)\s*[\d一二三四五六七八九十]*(?:[-—.]\d+)*\s*[：:、.．]?")
_MOST_CELLS = 8  # addresses named in one finding


@dataclass(frozen=True, slots=True)
class Known:
    """What the front matter is to say; "" where that is not known."""

    organization: str = ""
    period: str = ""
    kind: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """Notes made of tables.

    figures  how many figures of cells stand in them
    gaps     the placeholders: where the cell is, and the bullet with the placeholder marked
    missing  the names of the front matter that nobody told
    """

    text: str
    bullets: int
    figures: int
    gaps: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass
class _Section:
    """A heading with what stands below it, while it is being made."""

    heading: str
    grid: Grid
    statements: list[Statement] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    sections: list["_Section"] = field(default_factory=list)

    def walk(self) -> Iterator["_Section"]:
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass
class _Work:
    """The making of notes: what is known, and what has been found so far."""

    known: Known
    period: str = ""  # of the report, as the tables name it: with its year or without
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, grid: Grid, cell: Cell | None = None, **values: object) -> None:
        """Keep a finding about a cell, or about the whole sheet."""
        severity = {"1": Severity.ERROR, "2": Severity.WARNING, "3": Severity.INFO}[code[3]]
        place = grid.place(cell.address) if cell else grid.place()
        text, row = (cell.text, cell.row) if cell else ("", None)
        finding = Finding(code, severity, t(code.lower(), **values), place, text, line=row)
        if finding not in self.findings:
            self.findings.append(finding)


def notes_of(files: Sequence[Sequence[Grid]], known: Known) -> Made:
    """The notes that these files make, each a list of the sheets to be used."""
    read = [[(grid, read_tables(grid)) for grid in grids] for grids in files]
    every = [table for sheets in read for _, tables in sheets for table in tables]
    told = _told(every, known)
    work = _Work(told, told.period or _only({said for table in every for said in _periods(table)}))
    sections = [section for sheets in read for section in _file(work, sheets, alone=len(files) == 1)]
    text, placed = _printed(sections, told, work.period)
    _prove(work, text, placed)
    _account(work, read, placed)
    stands = [piece.entry for _, said in placed.values() for piece in said.pieces if piece.entry]
    return Made(
        text,
        bullets=len(placed),
        figures=sum(entry.said is Said.FIGURE for entry in stands),
        gaps=tuple(gap for grid, said in placed.values() for gap in _gaps(grid, said)),
        missing=tuple(name for name in ("organization", "period", "date") if not getattr(told, name)),
        findings=tuple(sorted(work.findings, key=lambda finding: list(Severity).index(finding.severity))),
    )


# --- who reports, and for when ---


def _told(tables: Sequence[Table], known: Known) -> Known:
    """What is known, and what the tables agree on."""
    bodies = {name for table in tables for name in _bodies(table)}
    periods = {period for table in tables for period in _periods(table) if re.match(r"\d{4}年", period)}
    return replace(known, organization=known.organization or _only(bodies), period=known.period or _only(periods))


def _periods(table: Table) -> Iterator[str]:
    """The periods that the figures of a table are of."""
    for column in table.columns:
        said = table.period(column)
        if column.role is Role.VALUE and said and said not in words.CURRENT:
            yield said


def _only(names: set[str]) -> str:
    return next(iter(names)) if len(names) == 1 else ""


def _bodies(table: Table) -> Iterator[str]:
    """The bodies that the lines around a table name: 云岭县教育局 of 云岭县教育局2026年…, and of 云岭县教育局人事科."""
    for text in (table.about.division, *table.about.captions):
        found = _ORGANIZATION.match(_NUMBERED.sub("", text))
        if found and not words.PERIOD.search(found[0]):
            yield found[0]


def _division(tables: Sequence[Table], known: Known) -> str:
    """The division that a file or sheet comes from, without the body it belongs to."""
    said = _only({table.about.division for table in tables if table.about.division})
    return said.removeprefix(known.organization) or said


def _topic(table: Table, known: Known) -> str:
    """What a table is about, by the lines above it: 学前教育工作 of 云岭县教育局2026年上半年学前教育工作统计表."""
    for caption in table.about.captions:
        text = strip_number(_NUMBERED.sub("", caption)).removeprefix(known.organization)
        if body := _ORGANIZATION.match(text):
            text = text.removeprefix(body[0]) or text
        text = words.PERIOD.sub("", text).removeprefix("关于").removeprefix("的")
        text = _FORM.sub("", text).strip("（）() 、：:")
        if text and not is_bare_number(text):
            return text
    return ""


# --- sections ---


def _file(work: _Work, sheets: Sequence[tuple[Grid, tuple[Table, ...]]], *, alone: bool) -> Iterator[_Section]:
    """The sections of one file: one for each sheet, below one for the file where there are several of both."""
    level = 1 if alone else 2
    made = [section for grid, tables in sheets for section in _sheet(work, grid, tables, level)]
    alike = Counter(section.heading for section in made)
    made = [
        replace(one, heading=f"{one.heading}（{one.grid.sheet}）") if alike[one.heading] > 1 else one for one in made
    ]
    if alone or not made:
        yield from made
        return
    grid = made[0].grid
    stem = Path(grid.file).stem
    name = _division([table for _, tables in sheets for table in tables], work.known)
    if len(made) == 1:
        yield replace(made[0], heading=name or made[0].heading)
    else:
        yield _Section(name or stem, grid, sections=made)


def _sheet(work: _Work, grid: Grid, tables: Sequence[Table], level: int) -> Iterator[_Section]:
    """The section of one sheet, or one for each table where the sheet has no name of its own; none for an empty one."""
    if grid.hidden:
        work.say("TAB302", grid, names="、".join(grid.hidden[:_MOST_CELLS]) + "…" * (len(grid.hidden) > _MOST_CELLS))
    if not tables:
        if grid.cells:
            work.say("TAB122", grid)
        return
    topics = [_topic(table, work.known) for table in tables]
    name = "" if _NO_NAME.fullmatch(grid.sheet) or re.fullmatch(words.PERIOD, grid.sheet) else grid.sheet
    several = sum(map(bool, topics)) > 1
    if several and not name and all(topics):
        for table, topic in zip(tables, topics, strict=True):
            yield _table(work, table, _Section(topic, grid), level)
        return
    topic = "" if several else next(filter(None, topics), "")
    section = _Section(topic or name or _division(tables, work.known) or Path(grid.file).stem, grid)
    for table, topic in zip(tables, topics, strict=True):
        if several and topic and level < _DEEPEST:
            section.sections.append(_table(work, table, _Section(topic, grid), level + 1))
        else:
            _table(work, table, section, level)
    yield section


def _table(work: _Work, table: Table, section: _Section, level: int) -> _Section:
    """Put what a table states into a section."""
    if not table.body:
        work.say("TAB127", table.grid, next(table.grid.across(table.head[0], table.grid.columns)))
        return section
    table = _without_empty(work, table)
    _remark(work, table, section)
    how = manner(table, work.period)
    rows = read_rows(table)
    if not how.groups and not how.told:
        work.say("TAB121", table.grid, next(table.grid.across(table.body[0], table.grid.columns)))
        section.statements.append(_open(table.body))
        return section
    for row in (one for top in rows for one in top.walk()):
        for read in row.entries.values():
            if read.trouble:
                work.say(read.trouble, table.grid, read.cell)
    for code, read, values in disagreements(table, rows, how.groups):
        work.say(code, table.grid, read.cell, **values)
    _suspect(work, table, rows)
    headed = level < _DEEPEST and _headed(rows)
    for row in rows:
        if row.group and headed:
            _group(work, row, how, section, level + 1)
        elif said := _stated(work, row, how):
            section.statements.append(said)
    return section


def _headed(rows: Sequence[Row]) -> bool:
    """Whether groups are worth a heading each: most hold more than one row."""
    groups = [row for row in rows if row.group]
    return 2 * sum(len(group.rows) for group in groups) >= 3 * len(groups)


def _group(work: _Work, row: Row, how: Manner, section: _Section, level: int) -> None:
    """A group under a heading of its own, with the figures that stand for all of it first."""
    below = _Section(row.name, how.table.grid)
    section.sections.append(below)
    if own := _stated(work, replace(row, rows=()), how):
        below.statements.append(own)
    headed = level < _DEEPEST and _headed(row.rows)
    for one in row.rows:
        if one.group and headed:
            _group(work, one, how, below, level + 1)
        elif said := _stated(work, one, how):
            below.statements.append(said)


def _stated(work: _Work, row: Row, how: Manner) -> Statement | None:
    """The bullet of a row in the most fluent style that is read back as it was meant, its further rows below it."""
    grid = how.table.grid
    across = words.change(row.name) is not None  # 同比 as the name of a row: of which indicator is not said
    if across:
        work.say("TAB126", grid, row.cell)
    tried = [said for style in STYLES if (said := statement(row, how, style))]
    made = next((said for said in tried if not across and not misread(said.pieces)), None)
    if across:
        made = _open((row.number,))
    elif tried and made is None:
        cell = row.cell or grid.at(row.number, how.table.columns[0].number)
        work.say("TAB120", grid, cell)
        made = _open((row.number,))
    stated = made.rows if made else ()
    below = tuple(said for one in row.rows if one.number not in stated and (said := _stated(work, one, how)))
    if made is None and below and row.cell:
        made = Statement((Piece(row.name, row.cell),), (row.number,))
    if made is None and not row.group:
        work.say("TAB304", grid, row.cell or grid.at(row.number, how.table.columns[0].number))
    return replace(made, below=below) if made else None


def _open(rows: tuple[int, ...]) -> Statement:
    """The placeholder for rows that no bullet can state."""
    return Statement((Piece(t("tab.open", rows=_numbers(rows)), Cell(rows[0], 1)),), rows, open=True)


# --- what has to be said of a table ---


def _without_empty(work: _Work, table: Table) -> Table:
    """The table without columns that nobody filled in: they are told once, not as a gap in every row."""
    full = {column.number for column in table.columns if any(table.grid.at(row, column.number) for row in table.body)}
    led = any(column.role is Role.VALUE and column.number in full for column in table.columns)

    def empty(column: Column) -> bool:
        said = column.role in (FIGURES if led else FIGURES - {Role.VALUE}) | {Role.WORDS}
        return said and column.number not in full

    for column in filter(empty, table.columns):
        work.say("TAB305", table.grid, column.heads[-1] if column.heads else None, name=column.said)
    return replace(table, columns=tuple(replace(c, role=Role.SKIP) if empty(c) else c for c in table.columns))


def _remark(work: _Work, table: Table, section: _Section) -> None:
    """Keep the notes below a table beside its bullets, and say what of it is none of a report's business."""
    for cell in table.notes:
        if find_personal(cell.text) or words.SIGNED.match(cell.text):
            work.say("TAB303", table.grid, replace(cell, text=""), name=cell.address)
        else:
            section.remarks.append(cell.text)
            work.say("TAB306", table.grid, cell)
    for column in table.columns:
        known = column.said and (words.PERSONS.fullmatch(column.said) or words.OFFICES.fullmatch(column.said))
        if column.role is Role.SKIP and known:
            work.say("TAB303", table.grid, column.heads[-1], name=column.said)
    for row in table.body:
        for column in table.columns:
            cell = table.grid.at(row, column.number)
            if column.role in {Role.WORDS, Role.REMARK} and find_personal(cell.text):
                work.say("TAB303", table.grid, replace(cell, text=""), name=cell.address)


def _suspect(work: _Work, table: Table, rows: Sequence[Row]) -> None:
    """Figures that stand as they are but want a second look: no unit, too many decimals, a share not times 100."""
    every = [pair for top in rows for row in top.walk() for pair in row.entries.items()]
    figures = [(number, read) for number, read in every if read.said is Said.FIGURE]
    blank = [
        table.grid.at(row.number, column.number)
        for row in (one for top in rows for one in top.walk())
        for column in table.columns
        if column.role in FIGURES - {Role.VALUE} and not row.group and not table.grid.at(row.number, column.number)
    ]
    if blank:
        work.say("TAB202", table.grid, blank[0], cells=_cells(blank))
    if bare := [read.cell for _, read in figures if not read.unit and read.value is not None]:
        work.say("TAB201", table.grid, bare[0], cells=_cells(bare))
    if long := [read.cell for _, read in figures if read.cell.plain and len(read.text.partition(".")[2]) > 4]:
        work.say("TAB217", table.grid, long[0], cells=_cells(long))
    for column in table.columns:
        rates = [read for number, read in figures if number == column.number and read.unit == "%" and read.value]
        plain = [read.cell for read in rates if read.cell.plain and abs(read.value or Decimal(0)) <= 1]
        if len(plain) > 1 and len(plain) == len(rates):
            work.say("TAB216", table.grid, plain[0], cells=_cells(plain))


def _cells(cells: Sequence[Cell]) -> str:
    return "、".join(cell.address for cell in cells[:_MOST_CELLS]) + "…" * (len(cells) > _MOST_CELLS)


# --- the file ---

_Placed = dict[int, tuple[Grid, Statement]]


def _printed(sections: Sequence[_Section], known: Known, period: str) -> tuple[str, _Placed]:
    """The notes as text, and which statement stands on which line."""
    lines = front_matter(known, period).split("\n")[:-1]
    placed: _Placed = {}

    def bullet(grid: Grid, said: Statement, depth: int) -> None:
        lines.append(f"{'  ' * depth}- {said.text} <!-- 来源：{_origin(grid, said)} -->")
        placed[len(lines)] = grid, said
        for one in said.below:
            bullet(grid, one, depth + 1)

    def section_lines(section: _Section, level: int) -> None:
        lines.extend(["", f"{'#' * level} {_as_heading(section.heading)}"])
        for said in section.statements:
            bullet(section.grid, said, 0)
        lines.extend(f"<!-- {t('tab.note')}：{_in_comment(text)} -->" for text in section.remarks)
        for one in section.sections:
            section_lines(one, level + 1)

    for section in sections:
        section_lines(section, 1)
    return "\n".join(lines) + "\n", placed


def _as_heading(text: str) -> str:
    """A heading that is read as one, whatever a sheet is called."""
    plain = re.sub(r"<!-*|-+>", "", text).strip("# ")
    return t("tab.heading") if is_bare_number(plain) or not strip_number(unmarked(plain)).strip() else plain


def front_matter(known: Known, period: str = "") -> str:
    """The front matter, with a placeholder for what is not known; period is one without its year."""
    values = {
        "organization": known.organization or "xx单位",
        "kind": known.kind or "summary",
        "period": known.period or f"xxxx年{period}",
        "date": known.date or "xxxx年x月x日",
    }
    return "\n".join(["---", *(f"{name}: {_quoted(value)}" for name, value in values.items()), "---", ""])


def _quoted(value: str) -> str:
    plain = re.fullmatch(r"[\w（）—～、 -]*[^\W\d_][\w（）—～、 -]*", value) and value == value.strip("- ")
    return value if plain else "'" + value.replace("'", "''") + "'"


def _origin(grid: Grid, said: Statement) -> str:
    return _in_comment(grid.place(t("tab.row", rows=_numbers(said.rows))))


def _numbers(rows: Sequence[int]) -> str:
    """5, 5—7 or 5、8."""
    whole = len(rows) > 1 and list(rows) == list(range(rows[0], rows[0] + len(rows)))
    return f"{rows[0]}—{rows[-1]}" if whole else "、".join(map(str, rows))


def _in_comment(text: str) -> str:
    return re.sub(r"-{2,}>?", "—", text)


def _prove(work: _Work, text: str, placed: _Placed) -> None:
    """Read the notes back: every bullet is its statement with its origin, and every figure of a table is told."""
    bullets = {b.line: b for b in parse_notes(text, Path("notes.md")).all_bullets()} if placed else {}
    for line in sorted(placed.keys() | bullets.keys()):
        grid, said = placed[line]
        bullet = bullets.get(line)
        if bullet is None or misread_bullet(bullet, said.pieces) or bullet.origin != _origin(grid, said):
            work.say("TAB123", grid, Cell(said.rows[0], 1, said.text))


def _account(work: _Work, files: Sequence[Sequence[tuple[Grid, tuple[Table, ...]]]], placed: _Placed) -> None:
    """Every figure of a sheet is in a bullet, once, or in a finding; what is not is told."""
    stands = Counter(
        grid.place(address)
        for grid, said in placed.values()
        for address in {piece.cell.address for piece in said.pieces if piece.cell and says_figures(piece.cell)}
    )
    told = {finding.where for finding in work.findings}
    opened = {(id(grid), row) for grid, said in placed.values() for row in said.rows if said.open}
    for grid, tables in (sheet for sheets in files for sheet in sheets):
        skipped = {(row, c.number) for t in tables for c in t.columns for row in t.body if c.role is Role.SKIP}
        headed = {(row, column.number) for table in tables for column in table.columns for row in table.head}
        rows = [row for row in grid.rows if (id(grid), row) not in opened]
        for at in ((row, column) for row in rows for column in grid.columns):
            cell = grid.at(*at)
            place = grid.place(cell.address)
            level = cell.value == 0 or words.LEVEL.fullmatch(cell.text)  # said once, though in numbers and in percent
            figure = cell and says_figures(cell) and not level and at not in skipped | headed
            if figure and place not in told and stands[place] != 1:
                work.say("TAB125" if stands[place] else "TAB124", grid, cell)


def _gaps(grid: Grid, said: Statement) -> Iterator[tuple[str, str]]:
    """The gaps of a bullet, each with the place of its cell."""
    if said.open:
        yield grid.place(t("tab.row", rows=_numbers(said.rows))), said.text
    at = 0
    for piece in said.pieces:
        if piece.entry and piece.entry.said is Said.GAP:
            text = said.text
            yield grid.place(piece.entry.cell.address), f"{text[:at]}【{piece.text}】{text[at + len(piece.text) :]}"
        at += len(piece.text)
