"""Findings for programs: JSON (the contract), JUnit for builds, SARIF 2.1.0 for code hosts."""

import json
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

from drafter.checks.all import all_rules
from drafter.checks.files import Checked
from drafter.messages import say, t
from drafter.records import Finding, Severity


def as_json(checked: Iterable[Checked]) -> str:
    """A list of {code, severity, file, line, column, text, message, fix}.

    Line and column count from 1, the column in characters of the line; of a Word file, paragraphs
    and their characters. fix is null or {old, new}.
    """
    rows = [
        {
            "code": finding.code,
            "severity": str(finding.severity),
            "file": str(judged.file),
            "line": finding.line or 1,
            "column": judged.column(finding),
            "text": finding.text,
            "message": finding.message,
            "fix": {"old": finding.fix[0].old, "new": finding.fix[0].new} if finding.fix else None,
        }
        for judged in checked
        for finding in judged.findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def junit(checked: Iterable[Checked]) -> str:
    """A test suite a file, a test case a rule that speaks.

    Errors are failures, the rest is said in system-out.
    """
    suites = ElementTree.Element("testsuites", name="drafter check")
    for judged in checked:
        suite = ElementTree.SubElement(suites, "testsuite", name=str(judged.file))
        codes = sorted({finding.code for finding in judged.findings})
        for code in codes:
            _add_case(
                suite, judged, [finding for finding in judged.findings if finding.code == code]
            )
        if not codes:
            name = "drafter check"
            ElementTree.SubElement(suite, "testcase", classname=str(judged.file), name=name)
        suite.set("tests", str(max(len(codes), 1)))
        suite.set("failures", str(len(suite.findall("testcase/failure"))))
    ElementTree.indent(suites)
    text = ElementTree.tostring(suites, encoding="unicode")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text


def _add_case(suite: ElementTree.Element, judged: Checked, findings: list[Finding]) -> None:
    """Add the test case of one rule with what it found in the file."""
    code = findings[0].code
    case = ElementTree.SubElement(suite, "testcase", classname=str(judged.file), name=code)
    rows = (
        f"{finding.line or 1}:{judged.column(finding)} {finding.message}" for finding in findings
    )
    failing = any(finding.severity is Severity.ERROR for finding in findings)
    tag = "failure" if failing else "system-out"
    attributes = {"message": printable(findings[0].message), "type": code} if failing else {}
    ElementTree.SubElement(case, tag, attributes).text = "\n".join(map(printable, rows))


def printable(text: str) -> str:
    """Without what XML 1.0 cannot hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(checked: Iterable[Checked]) -> str:
    """SARIF 2.1.0; columns count code points."""
    from drafter import __version__

    files = list(checked)
    used = {finding.code for judged in files for finding in judged.findings}
    rules = [
        {
            "id": code,
            "name": say(rule.name),
            "shortDescription": {"text": say(rule.name)},
            "fullDescription": {"text": say(rule.why)},
            "help": {"text": f"{say(rule.why)}\n{t('check.explain.source')}{say(rule.sources)}"},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for code, rule in all_rules().items()
        if code in used
    ]
    results = [_result(judged, finding) for judged in files for finding in judged.findings]
    run = {
        "tool": {"driver": {"name": "drafter check", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps(
        {"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1
    )


def _result(judged: Checked, finding: Finding) -> dict[str, Any]:
    uri = judged.file.as_posix()
    column = judged.column(finding)
    region = {
        "startLine": finding.line or 1,
        "startColumn": column,
        "endColumn": column + len(finding.text),
    }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
    if finding.fix:
        replacements = [
            {
                "deletedRegion": {
                    "startLine": edit.line,
                    "startColumn": judged.report.column(edit.line, edit.span[0]) + 1,
                    "endColumn": judged.report.column(edit.line, edit.span[1]) + 1,
                },
                "insertedContent": {"text": edit.new},
            }
            for edit in finding.fix
        ]
        change = {"artifactLocation": {"uri": uri}, "replacements": replacements}
        result["fixes"] = [{"description": {"text": finding.message}, "artifactChanges": [change]}]
    return result
