"""drafter draft: notes in, a proved draft out."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from drafter.choices import MANNERS, WRITERS
from drafter.cli.draft_again import Earlier, earlier_draft
from drafter.cli.draft_told import errors_in, still_open, tell, tell_refusal
from drafter.cli.kept import Force, writing
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.files import Publication
    from drafter.records import Brief, Draft
    from drafter.settings import Settings


_SUFFIXES = {".docx", ".md", ".json"}


class _Kept(TypedDict):
    """What draft_brief may use of earlier runs and documents, and print of the notes."""

    journal: Path | None
    replay: bool
    indexed: bool
    keep_personal: bool
    style: Path | None


def draft(
    notes: Annotated[list[Path], typer.Argument(metavar="NOTES…", help=t("cli.draft.notes"))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=t("cli.draft.output"))
    ] = None,
    outline: Annotated[Path | None, typer.Option(help=t("cli.draft.outline"))] = None,
    organization: Annotated[str, typer.Option(help=t("cli.draft.organization"))] = "",
    period: Annotated[str, typer.Option(help=t("cli.draft.period"))] = "",
    kind: Annotated[str, typer.Option(help=t("cli.draft.kind"))] = "",
    date: Annotated[str, typer.Option(help=t("cli.draft.date"))] = "",
    writer: Annotated[str | None, typer.Option(help=t("cli.draft.writer"))] = None,
    manner: Annotated[str | None, typer.Option(help=t("cli.draft.manner"))] = None,
    model: Annotated[str | None, typer.Option(help=t("cli.draft.model"))] = None,
    journal: Annotated[Path | None, typer.Option(help=t("cli.draft.journal"))] = None,
    second_reader: Annotated[
        bool | None,
        typer.Option("--second-reader/--no-second-reader", help=t("cli.draft.second_reader")),
    ] = None,
    replay: Annotated[bool, typer.Option("--replay", help=t("cli.draft.replay"))] = False,
    no_index: Annotated[bool, typer.Option("--no-index", help=t("cli.draft.no_index"))] = False,
    keep_personal: Annotated[
        bool, typer.Option("--keep-personal", help=t("cli.draft.keep_personal"))
    ] = False,
    length: Annotated[int | None, typer.Option(min=1, help=t("cli.draft.length"))] = None,
    style_from: Annotated[
        Path | None,
        typer.Option(metavar="REPORT", help=t("cli.draft.style"), exists=True, dir_okay=False),
    ] = None,
    final: Annotated[bool, typer.Option("--final", help=t("cli.final"))] = False,
    force: Force = False,
    changed: Annotated[bool, typer.Option("--changed", help=t("cli.draft.changed"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.draft.json"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    output = _output(notes, output)
    _refuse_unknown(writer, manner)
    from drafter.cli.contact_lines import with_contact_lines
    from drafter.settings import load_settings

    given = {"writer": writer, "manner": manner, "model": model, "second_reader": second_reader}
    settings = load_settings(given)
    front = {"organization": organization, "period": period, "kind": kind, "date": date}
    kept = _kept(journal, style_from, replay=replay, indexed=not no_index, personal=keep_personal)
    earlier = earlier_draft(output, changed_only=changed)
    with _writing(output, earlier, merged=_are_merged(notes, outline), force=force) as files:
        brief, told = _brief(notes, outline, front, output)
        earlier.refuse_other(brief, force=force)
        settings = with_contact_lines(brief, settings, silent=quiet or keep_personal)
        made = _drafted(brief, settings, earlier, kept, changed=changed, quiet=quiet or as_json)
        with earlier.held():
            result = earlier.carried(_with_notices(made, told))
            written, refused = _write(result, output, files, final=final)
    shown = _as_it_reads(result)
    tell(shown, written, length=length, as_json=as_json, quiet=quiet)
    earlier.tell(result, as_json=as_json, quiet=quiet)
    if refused:
        tell_refusal(shown)
    raise typer.Exit(1 if refused or errors_in(shown) else 0)


def _drafted(
    brief: "Brief",
    settings: "Settings",
    earlier: Earlier,
    kept: _Kept,
    *,
    changed: bool,
    quiet: bool,
) -> "Draft":
    """Draft the notes, telling how far it is; first what changed in them since the last draft."""
    from drafter.cli.progress import Progress
    from drafter.writing.assembly import draft_brief

    with Progress(quiet=quiet) as progress:
        before = earlier.before(progress.say, changed_only=changed)
        return draft_brief(
            brief, settings, progress=progress.step, say=progress.say, before=before, **kept
        )


def _writing(
    output: Path, earlier: Earlier, *, merged: bool, force: bool
) -> "AbstractContextManager[Publication]":
    """Keeps what somebody made of the report or of the merged notes.

    What people did to the draft itself is carried over.
    """
    from drafter.files import prepare_folder
    from drafter.filling.notes_merge import unchanged_merge
    from drafter.writing.outputs import standing_there

    prepare_folder(output)
    notes = output.with_suffix(".notes.md") if merged else None
    known, held = standing_there(output, earlier.draft)
    if notes:
        known |= unchanged_merge(notes)
    prepare_folder(earlier.path)
    report = None if earlier.draft and output == earlier.path else output
    return writing(report, *held, notes, force=force, known=known, held=held)


def _as_it_reads(result: "Draft") -> "Draft":
    """The draft with what is wrong in what was carried over, beside what is wrong as drafted."""
    if not (result.fills or result.review.decisions):
        return result
    from dataclasses import replace

    from drafter.checks.draft import open_errors

    known = {(one.code, one.where, one.text) for one in result.findings}
    new = (one for one in open_errors(result) if (one.code, one.where, one.text) not in known)
    return replace(result, findings=(*result.findings, *new))


def _kept(
    journal: Path | None, style: Path | None, *, replay: bool, indexed: bool, personal: bool
) -> _Kept:
    return _Kept(
        journal=journal, style=style, replay=replay, indexed=indexed, keep_personal=personal
    )


def _write(
    result: "Draft", output: Path, files: "Publication", *, final: bool
) -> tuple[list[Path], bool]:
    """Write and publish the draft; not the report where it is to be final and is not.

    That is said too.
    """
    from drafter.writing.outputs import write_outputs

    refused = final and (bool(still_open(result)) or errors_in(_as_it_reads(result)) > 0)
    where = output.with_suffix(".draft.json") if refused else output
    written = write_outputs(result, where, clean=final)
    files.publish()
    return written, refused


def _output(notes: list[Path], output: Path | None) -> Path:
    """The file to write, which is of a known kind and none of the notes."""
    output = output or notes[0].with_suffix(".docx")
    if output.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter(t("cli.draft.suffix", suffix=output.suffix), param_hint="-o")
    if _is_notes(output, notes):
        raise typer.BadParameter(t("cli.draft.over", path=output), param_hint="-o")
    return output


def _refuse_unknown(writer: str | None, manner: str | None) -> None:
    for name, given, known in (("--writer", writer, WRITERS), ("--manner", manner, MANNERS)):
        if given is not None and given not in known:
            raise typer.BadParameter(t("settings.choices", names="、".join(known)), param_hint=name)


def _brief(
    notes: list[Path], outline: Path | None, front: dict[str, str], output: Path
) -> "tuple[Brief, list[str]]":
    """The brief of one file, or of several, whose notes are written beside the draft as one file.

    And what has to be told of how they were read.
    """
    if not _are_merged(notes, outline):
        from drafter.reading.notes import open_notes

        file = open_notes(notes[0], front)
        return file.brief(front), file.told()
    from drafter.filling.notes_merge import merge_files, merged_brief, write_merged

    merged = merge_files(notes, outline, front)
    path = output.with_suffix(".notes.md")
    write_merged(merged, path)
    told = [t("merge.written", path=path.name), *merged.placements(), *merged.told]
    if merged.homeless:
        told.insert(
            0,
            t("merge.homeless.count", count=merged.homeless_count, heading=merged.homeless.heading),
        )
    return merged_brief(merged, path), told


def _are_merged(notes: list[Path], outline: Path | None) -> bool:
    """Whether the notes become one file beside the draft."""
    return len(notes) > 1 or outline is not None


def _with_notices(result: "Draft", told: list[str]) -> "Draft":
    """The draft with what is to be told of its notes; what it withholds is not told either."""
    from dataclasses import replace

    from drafter.facts.personal_data import personal_keys, withheld_text

    run = result.run
    if not run.personal_kept:
        public = personal_keys(run.published)
        told = [withheld_text(text, public) for text in told]
    return replace(result, run=replace(run, notices=(*told, *run.notices)))


def _is_notes(output: Path, notes: list[Path]) -> bool:
    """Whether writing there would destroy notes: these, or what looks like others."""
    if not output.is_file():
        return False
    if any(path.is_file() and output.samefile(path) for path in notes):
        return True
    with output.open("rb") as file:
        return file.read(4) in {b"---\n", b"---\r"}
