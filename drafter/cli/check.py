"""drafter check: every defect of a finished report, with its place, its reason and its mend."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from drafter.cli.kept import Force, writing
from drafter.cli.output import print_document, warn
from drafter.messages import say, t

if TYPE_CHECKING:
    from drafter.checks.files import Checked
    from drafter.checks.settings import CheckSettings
    from drafter.ports import Holdings

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


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
    force: Force = False,
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
    from drafter.checks.files import check_file, notes_of, read_earlier

    settings = _settings(select, ignore, profile)
    brief, old = notes_of(notes, warn), read_earlier(earlier or [])
    copies = [_copy_of(file, output) for file in files] if fix else [output]
    with _holdings(wanted=not no_index) as holdings:
        judge = partial(check_file, settings=settings, notes=brief, earlier=old, holdings=holdings)
        with writing(*copies, force=force):
            checked = list(_told_apart(files, judge))
            if fix:
                mended = list(_told_apart(checked, partial(_mended, output=output)))
            else:
                _tell(checked, form, output)
        if fix:
            checked = list(_told_apart(mended, judge))
            _tell(checked, form, None)
    raise typer.Exit(_exit_code(files, checked, strict=strict))


def _tell(checked: "list[Checked]", form: Format, output: Path | None) -> None:
    """Write the report, or print it where no file is named."""
    from drafter.files import write_whole

    report = _report(checked, form)
    if output is not None:
        write_whole(output, report.encode())
    elif form is Format.TEXT:
        typer.echo(report)
    else:
        print_document(report)


def _told_apart(each: "Iterable[_Given]", work: "Callable[[_Given], _Made]") -> "Iterator[_Made]":
    """What comes of the work on each; a file that is at fault does not keep the others from it."""
    from drafter.errors import InputError

    for one in each:
        try:
            yield work(one)
        except InputError as error:
            warn(t("cli.error", message=error))


def _exit_code(files: list[Path], checked: "list[Checked]", *, strict: bool) -> int:
    if len(checked) < len(files):
        return 4
    grave = {"error", "warning"} if strict else {"error"}
    severities = {finding.severity.value for file in checked for finding in file.findings}
    return int(bool(severities & grave))


@contextmanager
def _holdings(*, wanted: bool) -> Iterator["Holdings | None"]:
    """The documents against which citations are checked, where the user has an index."""
    from drafter.settings import load_settings

    settings = load_settings() if wanted else None
    if settings is None or not settings.index.is_dir():
        yield None
        return
    from drafter.writing.assembly import open_holdings

    with open_holdings(settings, warn) as holdings:
        yield holdings


def _settings(
    select: list[str] | None, ignore: list[str] | None, profile: Path | None
) -> "CheckSettings":
    from dataclasses import replace

    from drafter.checks.settings import check_codes, load_check_settings

    settings = load_check_settings()
    if select:
        settings = replace(settings, select=check_codes(select, "--select"))
    if ignore:
        more = check_codes(ignore, "--ignore")
        settings = replace(settings, ignore=(*settings.ignore, *more))
    return replace(settings, profile=profile) if profile else settings


def _mended(checked: "Checked", output: Path | None) -> Path:
    """Write the mended copy, say what was and what was not mended, and give its path."""
    from drafter.checks.files import mend_file

    path = _copy_of(checked.file, output)
    left = mend_file(checked, path)
    count = sum(1 for finding in checked.findings if finding.fix) - len(left)
    warn(t("check.fixed", count=count, path=path))
    for finding in left:
        warn(t("check.not_fixed", line=finding.line, code=finding.code, text=finding.text))
    return path


def _copy_of(file: Path, output: Path | None) -> Path:
    """Where the mended copy of a file goes."""
    from drafter.reading.files import FileKind, kind_of

    if output is None and file.is_file():
        suffix = ".docx" if kind_of(file) is FileKind.WORD else file.suffix
        return file.with_name(f"{file.stem}.fixed{suffix}")
    return output or file.with_name(f"{file.stem}.fixed{file.suffix}")


def _report(checked: "list[Checked]", form: Format) -> str:
    match form:
        case Format.TEXT:
            from drafter.checks.output.plain import text

            return text(checked)
        case Format.HTML:
            from drafter.checks.output.html import html

            return html(checked)
        case _:
            from drafter.checks.output import machine

            writers = {"json": machine.as_json, "junit": machine.junit, "sarif": machine.sarif}
            return writers[form](checked)


def _listed() -> str:
    from drafter.checks.all import all_rules, mends

    lines = []
    for code, rule in all_rules().items():
        mend = t("check.list.fix") if mends(rule) else ""
        lines.append(f"{code}  {t('severity.' + rule.severity)}  {say(rule.name)}{mend}")
    return "\n".join(lines)


def _explained(code: str) -> str:
    from drafter.checks.all import all_rules
    from drafter.checks.settings import check_codes

    rules = all_rules()
    if code not in rules:
        check_codes([code], "--explain")
        return "\n\n".join(_explained(known) for known in rules if known.startswith(code))
    rule = rules[code]
    rows = [
        f"{code}  {say(rule.name)}  （{t('severity.' + rule.severity)}）",
        "",
        say(rule.why),
        "",
    ]
    rows += [t("check.explain.source") + say(rule.sources), ""]
    rows += [t("check.explain.wrong"), *(f"  {_example(text)}" for text in rule.wrong)]
    rows += [t("check.explain.right"), *(f"  {_example(text)}" for text in rule.right)]
    return "\n".join(rows)


def _example(text: str) -> str:
    shown = text.replace("\n", " ⏎ ")
    return shown if len(shown) <= 160 else shown[:157] + "…"
