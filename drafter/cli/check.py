"""drafter check: every defect of a finished report, with its place, its reason and its mend."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.messages import say, t

if TYPE_CHECKING:
    from drafter.checks.files import Checked
    from drafter.checks.settings import CheckSettings
    from drafter.ports import Holdings


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    SARIF = "sarif"
    HTML = "html"


def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help=t("cli.check.files"))
    ] = None,
    notes: Annotated[Path | None, typer.Option(help=t("cli.check.notes"))] = None,
    earlier: Annotated[list[Path] | None, typer.Option(help=t("cli.check.earlier"))] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help=t("cli.check.select"))
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help=t("cli.check.ignore"))
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help=t("cli.check.fix"))] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=t("cli.check.output"))
    ] = None,
    form: Annotated[Format, typer.Option("--format", help=t("cli.check.format"))] = Format.TEXT,
    profile: Annotated[Path | None, typer.Option(help=t("cli.check.profile"))] = None,
    strict: Annotated[bool, typer.Option("--strict", help=t("cli.check.strict"))] = False,
    no_index: Annotated[bool, typer.Option("--no-index", help=t("cli.check.no_index"))] = False,
    explain: Annotated[
        str | None, typer.Option(metavar="CODE", help=t("cli.check.explain"))
    ] = None,
    list_rules: Annotated[bool, typer.Option("--list", help=t("cli.check.list"))] = False,
) -> None:
    if explain or list_rules:
        typer.echo(_explained(explain.strip().upper()) if explain else _listed())
        return
    if not files:
        raise typer.BadParameter(t("cli.check.nothing"), param_hint="FILE")
    if fix and output and len(files) > 1:
        raise typer.BadParameter(t("cli.check.one_output"), param_hint="-o")
    from functools import partial

    from drafter.checks.files import check_file, notes_of, read_earlier
    from drafter.errors import InputError

    settings = _settings(select or [], ignore or [], profile)
    brief, old = notes_of(notes), read_earlier(earlier or [])
    checked, refused = [], False
    with _holdings(wanted=not no_index) as holdings:
        judged = partial(check_file, settings=settings, notes=brief, earlier=old, holdings=holdings)
        for file in files:
            try:
                one = judged(file)
                checked.append(judged(_mended(one, output)) if fix else one)
            except InputError as error:  # one bad file does not keep the others from being checked
                typer.echo(t("cli.error", message=error), err=True)
                refused = True
    report = _printed(checked, form)
    if output and not fix:
        from drafter.files import write_whole

        write_whole(output, report.encode())
    else:
        typer.echo(report)
    grave = {"error", "warning"} if strict else {"error"}
    raise typer.Exit(
        4 if refused else int(any(f.severity in grave for one in checked for f in one.findings))
    )


@contextmanager
def _holdings(*, wanted: bool) -> Iterator["Holdings | None"]:
    """The documents against which citations are checked, where the user has an index."""
    from drafter.settings import load_settings

    settings = load_settings() if wanted else None
    if settings is None or not settings.index.is_dir():
        yield None
        return
    from drafter.writing.assembly import open_holdings

    with open_holdings(settings, lambda text: typer.echo(text, err=True)) as holdings:
        yield holdings


def _settings(select: list[str], ignore: list[str], profile: Path | None) -> "CheckSettings":
    from dataclasses import replace

    from drafter.checks.all import all_rules
    from drafter.checks.settings import check_codes, load_check_settings

    known = all_rules()
    settings = load_check_settings(known)
    if select:
        settings = replace(settings, select=check_codes(select, known, "--select"))
    if ignore:
        settings = replace(
            settings, ignore=(*settings.ignore, *check_codes(ignore, known, "--ignore"))
        )
    return replace(settings, profile=profile) if profile else settings


def _mended(one: "Checked", output: Path | None) -> Path:
    """Write the mended copy, say what was and what was not mended, and give its path."""
    from drafter.checks.files import mend_file

    suffix = ".docx" if one.kind == "word" else one.file.suffix
    path = output or one.file.with_name(f"{one.file.stem}.fixed{suffix}")
    left = mend_file(one, path)
    count = sum(1 for finding in one.findings if finding.fix) - len(left)
    typer.echo(t("check.fixed", count=count, path=path), err=True)
    for finding in left:
        typer.echo(
            t("check.not_fixed", line=finding.line, code=finding.code, text=finding.text), err=True
        )
    return path


def _printed(checked: "list[Checked]", form: Format) -> str:
    match form:
        case Format.TEXT:
            from drafter.checks.output.plain import text

            return text(checked)
        case Format.HTML:
            from drafter.checks.output.html import html

            return html(checked)
        case _:
            from drafter.checks.output import machine

            return {
                Format.JSON: machine.as_json,
                Format.JUNIT: machine.junit,
                Format.SARIF: machine.sarif,
            }[form](checked)


def _listed() -> str:
    from drafter.checks.all import all_rules, mends

    return "\n".join(
        f"{code}  {t('severity.' + rule.severity)}  {say(rule.name)}{t('check.list.fix') if mends(rule) else ''}"
        for code, rule in all_rules().items()
    )


def _explained(code: str) -> str:
    from drafter.checks.all import all_rules
    from drafter.checks.settings import check_codes

    rules = all_rules()
    if code not in rules:
        check_codes([code], rules, "--explain")
        return "\n\n".join(_explained(one) for one in rules if one.startswith(code))
    rule = rules[code]
    rows = [
        f"{code}  {say(rule.name)}  （{t('severity.' + rule.severity)}）",
        "",
        say(rule.why),
        "",
    ]
    rows += [t("check.explain.source") + rule.source, ""]
    rows += [t("check.explain.wrong"), *(f"  {_example(one)}" for one in rule.wrong)]
    rows += [t("check.explain.right"), *(f"  {_example(one)}" for one in rule.right)]
    return "\n".join(rows)


def _example(text: str) -> str:
    shown = text.replace("\n", " ⏎ ")
    return shown if len(shown) <= 160 else shown[:157] + "…"
