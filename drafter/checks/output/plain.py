"""Findings for a person at a terminal: the place, the words around it, reason and mend."""

from collections.abc import Iterable, Iterator

from drafter.checks.files import Checked
from drafter.messages import t
from drafter.records import Finding, Severity

_AROUND = 18  # characters shown on each side of what is flagged
_SAME = 6  # more findings of one rule in one file are summed up: nobody reads the hundred and fiftieth xx


def text(checked: Iterable[Checked]) -> str:
    """Findings by file and line, then one line that counts them."""
    files = list(checked)
    rows = [row for judged in files for row in _file(judged)]
    counts = {severity: sum(judged.count(severity) for judged in files) for severity in Severity}
    fixable = sum(1 for judged in files for finding in judged.findings if finding.fix)
    rows.append(
        t("check.total", files=len(files), **{str(name): count for name, count in counts.items()})
    )
    if fixable:
        rows.append(t("check.fixable", count=fixable))
    return "\n".join(rows)


def _file(judged: Checked) -> Iterator[str]:
    for notice in judged.notices:
        yield t("check.notice", file=judged.file, text=notice)
    shown: dict[str, int] = {}
    for finding in judged.findings:
        shown[finding.code] = shown.get(finding.code, 0) + 1
        if shown[finding.code] > _SAME:
            continue
        place = f"{judged.file}:{finding.line or 1}:{judged.column(finding)}"
        yield f"{place}: {finding.code} {t('severity.' + finding.severity)} {finding.message}"
        if excerpt := _excerpt(judged, finding):
            yield f"    {excerpt}"
        if len(finding.fix) == 1:
            yield "    " + t("check.mend", old=finding.fix[0].old, new=finding.fix[0].new)
    for code, count in shown.items():
        if count > _SAME:
            where = [str(f.line) for f in judged.findings if f.code == code][_SAME:]
            places = "、".join(dict.fromkeys(where[:20])) + ("…" if len(where) > 20 else "")
            yield t("check.more", file=judged.file, code=code, count=count - _SAME, lines=places)


def _excerpt(judged: Checked, finding: Finding) -> str:
    line = next((line.text for line in judged.report.lines if line.number == finding.line), "")
    start, end = finding.span
    if start == end:
        return ""
    before, after = line[max(0, start - _AROUND) : start], line[end : end + _AROUND]
    head, tail = "…" if start > _AROUND else "", "…" if end + _AROUND < len(line) else ""
    flagged = line[start:end]
    if len(flagged) > 60:
        flagged = flagged[:30] + "…" + flagged[-20:]
    return f"{head}{before}⟦{flagged}⟧{after}{tail}"
