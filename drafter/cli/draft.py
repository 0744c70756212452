"""drafter draft: notes in, a proved draft out."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drafter.choices import MANNERS, WRITERS
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.records import Brief, Draft

_SUFFIXES = {".docx", ".md", ".json"}


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
    model: Annotated[Path | None, typer.Option(help=t("cli.draft.model"))] = None,
    journal: Annotated[Path | None, typer.Option(help=t("cli.draft.journal"))] = None,
    replay: Annotated[bool, typer.Option("--replay", help=t("cli.draft.replay"))] = False,
    no_index: Annotated[bool, typer.Option("--no-index", help=t("cli.draft.no_index"))] = False,
    final: Annotated[bool, typer.Option("--final", help=t("cli.final"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.draft.json"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    output = _output(notes, output)
    _refuse_unknown(writer, manner)
    from drafter.cli.progress import Progress
    from drafter.documents.gaps import open_gaps
    from drafter.files import prepare_folder
    from drafter.settings import load_settings
    from drafter.writing.assembly import draft_brief
    from drafter.writing.outputs import refuse_reviewed, write_outputs

    prepare_folder(output)
    refuse_reviewed(output)
    settings = load_settings({"writer": writer, "manner": manner, "model": model})
    front = {"organization": organization, "period": period, "kind": kind, "date": date}
    brief, told = _brief(notes, outline, front, output)
    with Progress(quiet=quiet or as_json) as progress:
        result = draft_brief(
            brief,
            settings,
            progress=progress.step,
            say=progress.say,
            journal=journal,
            replay=replay,
            indexed=not no_index,
        )
    result = _with_notices(result, told)
    still = len(list(open_gaps(result.brief)))
    refused = final and bool(still or _errors(result))
    where = output.with_suffix(".draft.json") if refused else output
    written = write_outputs(result, where, clean=final)
    _tell(result, written, as_json=as_json, quiet=quiet)
    if refused:
        _say(t("cli.draft.final", count=still, errors=_errors(result)))
    raise typer.Exit(1 if refused or _errors(result) else 0)


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
    if len(notes) == 1 and outline is None:
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


def _with_notices(result: "Draft", told: list[str]) -> "Draft":
    from dataclasses import replace

    return replace(result, run=replace(result.run, notices=(*told, *result.run.notices)))


def _tell(result: "Draft", written: list[Path], *, as_json: bool, quiet: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_summary(result, written), ensure_ascii=False, indent=1))
        return
    typer.echo(str(written[0]))
    if not quiet:
        _report(result, written)


def _is_notes(output: Path, notes: list[Path]) -> bool:
    """Whether writing there would destroy notes: these, or what looks like others."""
    if not output.is_file():
        return False
    if any(path.is_file() and output.samefile(path) for path in notes):
        return True
    with output.open("rb") as file:
        return file.read(4) in {b"---\n", b"---\r"}


def _errors(result: "Draft") -> int:
    return sum(1 for finding in result.findings if finding.severity == "error")


def _summary(result: "Draft", written: list[Path]) -> dict[str, Any]:
    from drafter.documents.gaps import open_gaps

    run, origins = result.run, _origins(result)
    return {
        "files": [str(path) for path in written],
        "writer": run.writer,
        "model": run.model,
        "seconds": run.seconds,
        "writer_seconds": run.writer_seconds,
        "written": dict(Counter(s.author.writer for s in result.all_sentences() if s.bullets)),
        "tokens": {"prompt": run.prompt_tokens, "completion": run.completion_tokens},
        "cost": None if run.cost is None else str(run.cost),
        "asked": run.asked,
        "replayed": run.replayed,
        "bullets": sum(1 for _ in result.brief.all_bullets()),
        "facts": sum(len(bullet.facts) for bullet in result.brief.all_bullets()),
        "gaps": [
            {
                "id": place.gap.id,
                "text": place.gap.text,
                "unit": place.gap.unit,
                "kind": place.gap.kind,
                "excerpt": place.excerpt,
                "section": place.section,
                "line": place.line,
                "origin": origins.get(place.line, ""),
            }
            for place in open_gaps(result.brief)
        ],
        "findings": [
            {
                "code": f.code,
                "severity": f.severity,
                "message": f.message,
                "where": f.where,
                "line": f.line,
                "origin": origins.get(f.where, ""),
            }
            for f in result.findings
        ],
        "notices": list(run.notices),
    }


def _origins(result: "Draft") -> dict[str | int, str]:
    """Where the notes have it from, by id of a bullet or sentence and by line of the notes."""
    bullets = {bullet.id: bullet for bullet in result.brief.all_bullets()}
    origins: dict[str | int, str] = {}
    for bullet in bullets.values():
        origins[bullet.id] = origins[bullet.line] = bullet.origin
    for sentence in result.all_sentences():
        origins[sentence.id] = "；".join(bullets[name].origin for name in sentence.bullets)
    return origins


def _report(result: "Draft", written: list[Path]) -> None:
    """Tell what was done, what is missing and what to look at, on stderr."""
    from drafter.documents.gaps import open_gaps

    summary = _summary(result, written)
    run = result.run
    by_rules = sum(1 for s in result.all_sentences() if s.bullets and s.author.writer == "rules")
    errors = _errors(result)
    counts = {
        "bullets": summary["bullets"],
        "facts": summary["facts"],
        "seconds": f"{run.seconds:.1f}",
    }
    _say(
        t("cli.report.errors", errors=errors, **counts)
        if errors
        else t("cli.report.done", **counts)
    )
    if run.writer != "rules":
        _say(
            t(
                "cli.report.writer",
                writer=run.writer,
                model=run.model,
                asked=run.asked,
                replayed=run.replayed,
                tokens=run.prompt_tokens + run.completion_tokens,
                rules=by_rules,
                cost="" if run.cost is None else t("cli.report.cost", cost=run.cost),
            )
        )
    for notice in run.notices:
        _say(t("cli.report.notice", text=notice))
    gaps, origins = list(open_gaps(result.brief)), _origins(result)
    _say(t("cli.report.gaps", count=len(gaps)) if gaps else t("cli.report.no_gaps"))
    for place in gaps:
        _say(
            f"  {place.gap.id:<4} {place.excerpt}  ｜{place.section}{_place(place.line, origins.get(place.line))}"
        )
    for finding in result.findings:
        if finding.severity != "info":
            at = _place(finding.line, origins.get(finding.where))
            _say(f"  {finding.code} {t('severity.' + finding.severity)} {finding.message}{at}")


def _place(line: int | None, origin: str | None) -> str:
    """The line of the notes, and where they have it from, as far as either is known."""
    said = t("cli.report.line", line=line) if line else ""
    return said + (t("cli.report.origin", origin=origin) if origin else "")


def _say(text: str) -> None:
    typer.echo(text, err=True)
