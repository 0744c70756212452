"""drafter mask: a finished report in, a template out whose masks keep every place."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

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
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    if report.suffix.lower() == ".json":
        _unfill(report, output, map_file, quiet=quiet)
        return
    from drafter.checks.all import all_rules
    from drafter.checks.settings import load_check_settings
    from drafter.files import prepare_folder
    from drafter.filling.template_files import mask_file, own_names
    from drafter.reading.files import FileKind, kind_of

    suffix = output.suffix.lower()
    as_word = kind_of(report) is FileKind.WORD
    if suffix not in {".md", ".txt", ".docx"} or (suffix == ".docx" and not as_word):
        raise typer.BadParameter(t("cli.mask.suffix"), param_hint="-o")
    for path in filter(None, (output, map_file)):
        if path.exists() and report.exists() and path.samefile(report):
            raise typer.BadParameter(t("cli.mask.over", path=path), param_hint="-o")
        prepare_folder(path)
    house = load_check_settings(all_rules()).house
    result = mask_file(report, output, own_names(house, hide or (), keep or ()), map_file=map_file)
    if as_json:
        typer.echo(json.dumps(_summary(result, output, map_file), ensure_ascii=False, indent=1))
        return
    typer.echo(str(output))
    if not quiet:
        for line in _told(result, map_file):
            typer.echo(line, err=True)


def _unfill(report: Path, output: Path, map_file: Path | None, *, quiet: bool) -> None:
    """The draft as it was before anything was filled in, and a map of what was."""
    from drafter.documents.draft_file import read_draft
    from drafter.documents.draft_filled import unfilled
    from drafter.files import prepare_folder, write_whole
    from drafter.filling.filling import fill_map
    from drafter.writing.outputs import write_outputs

    draft = read_draft(report)
    for path in filter(None, (output, map_file)):
        prepare_folder(path)
    write_outputs(unfilled(draft), output)
    filled = fill_map(draft)
    if map_file:
        write_whole(map_file, (json.dumps(filled, ensure_ascii=False, indent=1) + "\n").encode())
    typer.echo(str(output))
    if not quiet:
        typer.echo(t("mask.unfilled", count=len(filled)), err=True)


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
        "kept": [{"line": one.line, "text": one.text, "why": one.why} for one in masked.kept],
        "doubts": [{"line": one.line, "text": one.text, "why": one.why} for one in masked.doubts],
        "notices": list(result.notices),
    }


def _told(result: "MaskedFile", map_file: Path | None) -> list[str]:
    masked = result.masked
    kinds = "、".join(
        f"{t(f'gap.kind.{kind}')} {count}" for kind, count in result.counts.most_common()
    )
    said = [t("mask.done", count=len(masked.slots), kinds=kinds)]
    if result.names:
        names = "、".join(f"{name}→{mask}（{n}）" for (name, mask), n in result.names.most_common())
        said.append(t("mask.names", count=len(result.names), names=names))
    if masked.kept:
        said.append(t("mask.kept", words="、".join(dict.fromkeys(one.text for one in masked.kept))))
    if masked.doubts:
        said.append(t("mask.doubts", count=len(masked.doubts)))
        said += [
            f"  {t(f'mask.doubt.{one.why}', line=one.line, text=one.text)}" for one in masked.doubts
        ]
    said += [t("cli.report.notice", text=notice) for notice in result.notices]
    if map_file:
        said.append(t("mask.map", path=map_file))
    return said
