"""What every reader of a file gives: its lines, and what of the file is not among them."""

from dataclasses import dataclass

from drafter.records import Span

SET_APART = 10  # the level of a heading that its type alone sets apart


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell of a table in which a line stands.

    table      number of the table in the file, 1-based; one within a cell belongs to the outer one
    row        1-based, column likewise; columns is how many the cell takes
    continued  whether the cell is merged into the one above it
    """

    table: int
    row: int
    column: int
    columns: int = 1
    continued: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line or paragraph of a file, as its reader hands it over.

    number   of the line in a text file, of the paragraph in a Word file; 1-based
    auto     the number or bullet that Word prints before it and that is no part of its text: 一、
    offset   where `text` begins in the file's own line (after "## " or "- ")
    level    of a heading that the file marks as such (Markdown #, outline level), or SET_APART;
             else 0
    cell     where it stands in a table; None outside
    ignored  codes that an inline remark switches off here; "*" is all of them
    escapes  places in `text` that the file has a backslash before (Markdown: \\_)
    depth    0-based level in an automatic list; None for a line in no list
    list_id  which automatic list that is, where the file tells it
    set_apart whether the first of its several lines is a heading that its type sets apart
    title    whether it is set as the title of the document
    unseen   spans of `text` that no reader of the document sees: white, tiny
    """

    number: int
    text: str
    auto: str = ""
    offset: int = 0
    level: int = 0
    cell: Cell | None = None
    ignored: frozenset[str] = frozenset()
    escapes: tuple[int, ...] = ()
    depth: int | None = None
    title: bool = False
    unseen: tuple[Span, ...] = ()
    list_id: str = ""
    set_apart: bool = False

    @property
    def table(self) -> bool:
        """Whether it stands in a table."""
        return self.cell is not None

    @property
    def seen(self) -> str:
        """The text without what no reader sees."""
        text = self.text
        for start, end in reversed(self.unseen):
            text = text[:start] + text[end:]
        return text


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a file that is not among its lines or notes, and why.

    place   where it stands, in the user's language: 第3段, 第12行; "" where it has no place
    text    what stands there, shortened for a message
    reason  in the user's language
    """

    place: str
    text: str
    reason: str
