"""drafter mask: a finished report in, a template out whose masks keep every place."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drafter.cli.kept import Force, writing
from drafter.cli.output import print_json, warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.filling.template_files import MaskedFile

_KNOWN = ".docx .md .txt .doc .wps .rtf .pdf .html"


def mask(
    report: Annotated[
        Path, typer.Argument(metavar="REPORT", help=t("cli.mask.report", known=_KNOWN))
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help=t("cli.mask.output"))],
    map_file: Annotated[Path | None, typer.Option("--map", help=t("cli.mask.map"))] = None,
    hide: Annotated[list[str] | None, typer.Option(metavar="NAME", help=t("cli.mask.hide"))] = None,
    keep: Annotated[list[str] | None, typer.Option(metavar="NAME", help=t("cli.mask.keep"))] = None,
    force: Force = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    if report.suffix.lower() == ".json":
        _unfill(report, output, map_file, force=force, quiet=quiet)
        return
    from drafter.checks.settings import load_check_settings
    from drafter.filling.template_files import mask_file, own_names

    _need_suffix(report, output)
    _refuse_over(report, output, map_file)
    house = load_check_settings().house
    with writing(output, map_file, force=force):
        own = own_names(house, hide or (), keep or ())
        result = mask_file(report, output, own, map_file=map_file)
    if as_json:
        print_json(_summary(result, output, map_file))
        return
    typer.echo(str(output))
    if not quiet:
        for line in _lines(result, map_file):
            warn(line)


def _need_suffix(report: Path, output: Path) -> None:
    from drafter.reading.files import FileKind, kind_of

    suffix = output.suffix.lower()
    as_word = kind_of(report) is FileKind.WORD
    if suffix not in {".md", ".txt"} and not (suffix == ".docx" and as_word):
        raise typer.BadParameter(t("cli.mask.suffix"), param_hint="-o")


def _refuse_over(report: Path, output: Path, map_file: Path | None) -> None:
    """The report itself is not written over."""
    for path in filter(None, (output, map_file)):
        if path.exists() and report.exists() and path.samefile(report):
            raise typer.BadParameter(t("cli.mask.over", path=path), param_hint="-o")


def _unfill(report: Path, output: Path, map_file: Path | None, *, force: bool, quiet: bool) -> None:
    """The draft as it was before anything was filled in, and a map of what was."""
    from drafter.documents.draft_file import read_draft
    from drafter.documents.draft_filled import unfilled
    from drafter.files import write_whole
    from drafter.filling.filling import fill_map
    from drafter.writing.outputs import draft_beside, standing_there, write_outputs

    draft = read_draft(report)
    filled, bare = fill_map(draft), unfilled(draft)
    known, held = standing_there(output, bare)
    paths = (output, draft_beside(output), map_file)
    with writing(*paths, force=force, known=known, held=held):
        write_outputs(bare, output)
        if map_file:
            text = json.dumps(filled, ensure_ascii=False, indent=1) + "\n"
            write_whole(map_file, text.encode(), private=True)
    typer.echo(str(output))
    if not quiet:
        warn(t("mask.unfilled", count=len(filled)))


def _summary(result: "MaskedFile", output: Path, map_file: Path | None) -> dict[str, Any]:
    masked = result.masked
    return {
        "files": [str(path) for path in (output, map_file) if path],
        "masks": len(masked.slots),
        "kinds": {kind.value: count for kind, count in result.counts.most_common()},
        "names": [
            {"name": name, "mask": mask, "count": n}
            for (name, mask), n in result.names.most_common()
        ],
        "kept": list(map(asdict, masked.kept)),
        "doubts": list(map(asdict, masked.doubts)),
        "notices": list(result.notices),
    }


def _lines(result: "MaskedFile", map_file: Path | None) -> Iterator[str]:
    """What was masked, for people."""
    masked = result.masked
    kinds = "、".join(
        f"{t(f'gap.kind.{kind}')} {count}" for kind, count in result.counts.most_common()
    )
    yield t("mask.done", count=len(masked.slots), kinds=kinds)
    if result.names:
        names = "、".join(f"{name}→{mask}（{n}）" for (name, mask), n in result.names.most_common())
        yield t("mask.names", count=len(result.names), names=names)
    if masked.kept:
        yield t("mask.kept", words="、".join(dict.fromkeys(kept.text for kept in masked.kept)))
    if masked.doubts:
        yield t("mask.doubts", count=len(masked.doubts))
    for doubt in masked.doubts:
        yield "  " + t(f"mask.doubt.{doubt.why}", line=doubt.line, text=doubt.text)
    for notice in result.notices:
        yield t("cli.report.notice", text=notice)
    if map_file:
        yield t("mask.map", path=map_file)
