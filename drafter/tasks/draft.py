"""drafter draft, from the files of notes to the files of the draft."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from drafter.checks.draft import open_errors, still_so
from drafter.errors import UsageFault
from drafter.facts.personal_data import personal_keys, withheld_text
from drafter.files import Publication, prepare_folder, write_whole
from drafter.filling.notes_merge import (
    Merged,
    merge_files,
    merged_brief,
    unchanged_merge,
    write_merged,
)
from drafter.messages import t
from drafter.ports import Journal
from drafter.reading.notes import open_notes
from drafter.records import Brief, Draft
from drafter.settings import Settings, load_settings
from drafter.tasks.draft_again import Earlier, earlier_draft
from drafter.tasks.draft_told import errors_in, still_open
from drafter.tasks.telling import Telling, Warn, writing
from drafter.writing.assembly import draft_brief
from drafter.writing.outputs import SUFFIXES, standing_there, write_outputs


@dataclass(frozen=True, slots=True)
class DraftWish:
    """What is asked for; fields as the options of `drafter draft`.

    front  what stands before what the notes say of organization, period, kind and date
    flags  settings that were given: writer, manner, model, second_reader
    journal  another file to keep answers in, or what keeps them
    style  documents whose words come before any other's
    beside  files that are made of the draft and published with it
    """

    notes: Sequence[Path]
    output: Path
    outline: Path | None = None
    front: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, object] = field(default_factory=dict)
    journal: Path | Journal | None = None
    style: Sequence[Path] = ()
    replay: bool = False
    indexed: bool = True
    keep_personal: bool = False
    final: bool = False
    force: bool = False
    changed: bool = False
    beside: "Beside | None" = None

    @property
    def merged(self) -> Path | None:
        """Where the notes of several files are written as one; None where one file has all."""
        several = len(self.notes) > 1 or self.outline is not None
        return self.output.with_suffix(".notes.md") if several else None


@dataclass(frozen=True, slots=True)
class Beside:
    """Files that are made of a draft and published with it, all or none.

    paths  where they go
    made   the draft, and the files of it that are written → what each of these holds
    known  digests of what drafter is known to have written there
    """

    paths: Sequence[Path]
    made: Callable[[Draft, Sequence[Path]], Mapping[Path, bytes]]
    known: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of it.

    draft    as it was written
    shown    the same with what is wrong in what was carried over, beside what is wrong as drafted
    refused  it was to be a final report and is not: the report was not written
    """

    draft: Draft
    shown: Draft
    written: list[Path]
    refused: bool
    earlier: Earlier

    @property
    def exit_code(self) -> int:
        return 1 if self.refused or errors_in(self.shown) else 0


def drafted(
    wish: DraftWish,
    telling: Telling,
    warn: Warn,
    contacts: Callable[[Brief, Settings], Settings],
) -> Drafted:
    """Draft notes and write the draft; nothing that a person made is written over.

    contacts  the settings with what a person says of contact lines that may be printed
    Raises UsageFault, InputError, EnvironmentFault, WriterError.
    """
    settings = load_settings(wish.flags)
    earlier = earlier_draft(wish.output, warn, changed_only=wish.changed)
    with _writing(wish, earlier, warn) as files:
        read = read_wish(wish)
        if read.merged and wish.merged:
            write_merged(read.merged, wish.merged)
        earlier.refuse_other(read.brief, force=wish.force)
        made = _made(read.brief, contacts(read.brief, settings), earlier, wish, telling)
        with earlier.held():
            result = earlier.carried(_with_notices(made, read.told))
            written, refused = _write(result, wish, files)
    return Drafted(result, as_it_reads(result), written, refused, earlier)


@dataclass(frozen=True, slots=True)
class Read:
    """The brief of the notes, and what has to be told of how they were read.

    merged  the notes of several files as one; None where one file has all
    """

    brief: Brief
    told: list[str]
    merged: Merged | None = None


def read_wish(wish: DraftWish) -> Read:
    """Read the notes; nothing is written. Raises InputError."""
    path = wish.merged
    if path is None:
        file = open_notes(wish.notes[0], wish.front)
        return Read(file.brief(wish.front), file.told())
    merged = merge_files(wish.notes, wish.outline, wish.front)
    told = [t("merge.written", path=path.name), *merged.placements(), *merged.told]
    if merged.homeless:
        told.insert(
            0,
            t("merge.homeless.count", count=merged.homeless_count, heading=merged.homeless.heading),
        )
    return Read(merged_brief(merged, path), told, merged)


def output_of(notes: Sequence[Path], output: Path | None) -> Path:
    """The file to write. Raises UsageFault where it is of no known kind, or one of the notes."""
    output = output or notes[0].with_suffix(".docx")
    if output.suffix.lower() not in SUFFIXES:
        raise UsageFault(t("cli.draft.suffix", suffix=output.suffix), "-o")
    if _is_notes(output, notes):
        raise UsageFault(t("cli.draft.over", path=output), "-o")
    return output


def _made(
    brief: Brief, settings: Settings, earlier: Earlier, wish: DraftWish, telling: Telling
) -> Draft:
    """Draft the notes, telling how far it is; first what changed in them since the last draft."""
    with telling:
        return draft_brief(
            brief,
            settings,
            progress=telling.step,
            say=telling.say,
            journal=wish.journal,
            replay=wish.replay,
            indexed=wish.indexed,
            keep_personal=wish.keep_personal,
            style=wish.style,
            before=earlier.before(telling.say, changed_only=wish.changed),
        )


def _writing(wish: DraftWish, earlier: Earlier, warn: Warn) -> AbstractContextManager[Publication]:
    """Keeps what somebody made of the report or of the merged notes.

    What people did to the draft itself is carried over.
    """
    output, notes = wish.output, wish.merged
    prepare_folder(output)
    known, held = standing_there(output, earlier.draft)
    if notes:
        known |= unchanged_merge(notes)
    prepare_folder(earlier.path)
    report = None if earlier.draft and output == earlier.path else output
    paths = [report, *held, notes]
    if wish.beside:
        paths += wish.beside.paths
        known |= set(wish.beside.known)
    return writing(*paths, warn=warn, force=wish.force, known=known, held=held)


def as_it_reads(result: Draft) -> Draft:
    """The draft with what is wrong in what people did, beside what is still wrong as drafted."""
    if not (result.fills or result.review.decisions):
        return result
    known = {(one.code, one.where, one.text) for one in result.findings}
    new = (one for one in open_errors(result) if (one.code, one.where, one.text) not in known)
    return replace(result, findings=(*still_so(result, result.findings), *new))


def _write(result: Draft, wish: DraftWish, files: Publication) -> tuple[list[Path], bool]:
    """Write and publish the draft; not the report where it is to be final and is not.

    That is said too.
    """
    output = wish.output
    refused = wish.final and (bool(still_open(result)) or errors_in(as_it_reads(result)) > 0)
    where = output.with_suffix(".draft.json") if refused else output
    written = write_outputs(result, where, clean=wish.final)
    for path, content in wish.beside.made(result, written).items() if wish.beside else ():
        write_whole(path, content)
    files.publish()
    return written, refused


def _with_notices(result: Draft, told: list[str]) -> Draft:
    """The draft with what is to be told of its notes; what it withholds is not told either."""
    run = result.run
    if not run.personal_kept:
        public = personal_keys(run.published)
        told = [withheld_text(text, public) for text in told]
    return replace(result, run=replace(run, notices=(*told, *run.notices)))


def _is_notes(output: Path, notes: Sequence[Path]) -> bool:
    """Whether writing there would destroy notes: these, or what looks like others."""
    if not output.is_file():
        return False
    if any(path.is_file() and output.samefile(path) for path in notes):
        return True
    with output.open("rb") as file:
        return file.read(4) in {b"---\n", b"---\r"}
