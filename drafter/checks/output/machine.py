"""Findings for programs: JSON (the contract), JUnit for build servers, SARIF 2.1.0 for code hosts."""

import json
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

from drafter.checks.all import all_rules
from drafter.checks.files import Checked
from drafter.messages import say, t
from drafter.records import Finding, Severity


def as_json(checked: Iterable[Checked]) -> str:
    """A list of {code, severity, file, line, column, text, message, fix}; line and column count from 1, column in
    characters of the line (of a Word file: paragraph and character); fix is null or {old, new}."""
    found = [
        {
            "code": finding.code,
            "severity": str(finding.severity),
            "file": str(one.file),
            "line": finding.line or 1,
            "column": one.column(finding),
            "text": finding.text,
            "message": finding.message,
            "fix": {"old": finding.fix[0].old, "new": finding.fix[0].new} if finding.fix else None,
        }
        for one in checked
        for finding in one.findings
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


def junit(checked: Iterable[Checked]) -> str:
    """A test suite a file, a test case a rule that speaks; errors are failures, the rest is said in system-out."""
    suites = ElementTree.Element("testsuites", name="drafter check")
    for one in checked:
        suite = ElementTree.SubElement(suites, "testsuite", name=str(one.file))
        codes = sorted({finding.code for finding in one.findings})
        for code in codes:
            mine = [finding for finding in one.findings if finding.code == code]
            case = ElementTree.SubElement(suite, "testcase", classname=str(one.file), name=code)
            said = "\n".join(printable(f"{f.line or 1}:{one.column(f)} {f.message}") for f in mine)
            failing = any(finding.severity is Severity.ERROR for finding in mine)
            tag = "failure" if failing else "system-out"
            attributes = {"message": printable(mine[0].message), "type": code} if failing else {}
            ElementTree.SubElement(case, tag, attributes).text = said
        if not codes:
            ElementTree.SubElement(suite, "testcase", classname=str(one.file), name="drafter check")
        suite.set("tests", str(max(len(codes), 1)))
        suite.set("failures", str(len(suite.findall("testcase/failure"))))
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(
        suites, encoding="unicode"
    )


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
    used = {finding.code for one in files for finding in one.findings}
    rules = [
        {
            "id": code,
            "name": say(rule.name),
            "shortDescription": {"text": say(rule.name)},
            "fullDescription": {"text": say(rule.why)},
            "help": {"text": f"{say(rule.why)}\n{t('check.explain.source')}{rule.source}"},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for code, rule in all_rules().items()
        if code in used
    ]
    results = [_result(one, finding) for one in files for finding in one.findings]
    run = {
        "tool": {"driver": {"name": "drafter check", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps(
        {"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1
    )


def _result(one: Checked, finding: Finding) -> dict[str, Any]:
    uri = one.file.as_posix()
    column = one.column(finding)
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
                    "startColumn": one.report.column(edit.line, edit.span[0]) + 1,
                    "endColumn": one.report.column(edit.line, edit.span[1]) + 1,
                },
                "insertedContent": {"text": edit.new},
            }
            for edit in finding.fix
        ]
        change = {"artifactLocation": {"uri": uri}, "replacements": replacements}
        result["fixes"] = [{"description": {"text": finding.message}, "artifactChanges": [change]}]
    return result
