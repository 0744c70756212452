"""A run and its verdict for programs: JSON with its schema, and JUnit XML.

`python -m drafter.evaluation.output.machine` prints docs/evaluation.schema.json.
"""

import json
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from drafter.checks.output.machine import printable
from drafter.errors import InputError
from drafter.evaluation.output.verdict import described, evidence_rows, shown, unfit
from drafter.evaluation.results import Result, Run, Status, as_json
from drafter.evaluation.scorers import SCORERS
from drafter.evaluation.thresholds import Breach, Verdict
from drafter.messages import say, t

REPORT = "report.json"  # in the folder of a run


def report(run: Run, verdict: Verdict) -> dict[str, Any]:
    """The whole run with its verdict (docs/evaluation.schema.json)."""
    return {
        "format": "drafter.eval",
        "version": 1,
        "about": run.about,
        "outcome": str(verdict.outcome),
        "breaches": [_breach(breach) for breach in verdict.breaches],
        "regressions": [_breach(breach) for breach in verdict.regressions],
        "stopped": [list(result.key) for result in verdict.stopped],
        "idle": [described(gate) for gate in verdict.idle],
        "unfit": list(unfit(verdict)),
        "scorers": [
            {
                "name": scorer.name,
                "label": say(scorer.label),
                "better": str(scorer.better),
                "bound": scorer.bound,
            }
            for scorer in SCORERS
        ],
        "results": [as_json(result) for result in run.results],
    }


def as_text(whole: Mapping[str, Any]) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def read_report(run: Run) -> dict[str, Any]:
    """The report that a run left in its folder. Raises InputError where it came to no verdict."""
    try:
        whole: dict[str, Any] = json.loads((run.folder / REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        remedy = t("eval.report.none.remedy")
        raise InputError(t("eval.report.none"), run.folder, remedy=remedy) from error
    return whole


def _breach(breach: Breach) -> dict[str, Any]:
    interval = breach.interval
    return {
        "gate": described(breach.gate),
        "scorer": breach.gate.scorer,
        "case": breach.case,
        "variant": breach.variant,
        "value": breach.value,
        "interval": [interval.mean, interval.low, interval.high] if interval else None,
        "evidence": [
            {"text": place.text, "message": place.message, "line": place.line}
            for place in breach.evidence
        ],
    }


def junit(run: Run, verdict: Verdict) -> str:
    """A test suite for each suite, a test case for each case and writer.

    What could not run is an error, a breach a failure; a gate that cannot judge is an error of the
    test suite "gates".
    """
    root = Element("testsuites", name="drafter eval")
    breaches: dict[tuple[str, str], list[Breach]] = {}
    for breach in (*verdict.breaches, *verdict.regressions):
        breaches.setdefault((breach.case, breach.variant), []).append(breach)
    for suite in run.suites:
        results = [result for result in run.results if result.suite == suite]
        element = SubElement(root, "testsuite", name=suite, tests=str(len(results)))
        for result in results:
            _add_case(element, result, breaches.get((result.case, result.variant), []))
        element.set("errors", str(len(element.findall("testcase/error"))))
        element.set("failures", str(len(element.findall("testcase/failure"))))
    _add_unfit(root, list(unfit(verdict)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _add_unfit(root: Element, reasons: list[str]) -> None:
    """Why gates or baseline cannot judge the run, each an error: nothing of it has passed."""
    if not reasons:
        return
    count = str(len(reasons))
    suite = SubElement(root, "testsuite", name="gates", tests=count, errors=count, failures="0")
    for reason in map(printable, reasons):
        case = SubElement(suite, "testcase", classname="gates", name=reason)
        SubElement(case, "error", type="unfit", message=reason).text = reason


def _add_case(suite: Element, result: Result, breaches: list[Breach]) -> None:
    case = SubElement(
        suite,
        "testcase",
        classname=f"{result.suite}.{result.variant}",
        name=result.case,
        time=f"{result.seconds:.2f}",
    )
    if result.status is not Status.SCORED:
        error = printable(result.error[:200])
        SubElement(case, "error", type=str(result.status), message=error).text = error
    for breach in breaches:
        message = f"{shown(breach.value)}: {described(breach.gate)}"
        failure = SubElement(case, "failure", type=breach.gate.scorer, message=message)
        failure.text = printable("\n".join(evidence_rows(breach)))


def schema() -> dict[str, Any]:
    """The JSON Schema of what `drafter eval run --json` prints, and of RUN/report.json."""
    from pydantic import TypeAdapter

    result = TypeAdapter(Result).json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = result.pop("$defs", {})
    text, number, flag = {"type": "string"}, {"type": "number"}, {"type": "boolean"}
    evidence = _object({"text": text, "message": text, "line": {"type": ["integer", "null"]}})
    interval = {"type": ["array", "null"], "items": number, "minItems": 3, "maxItems": 3}
    breach = _object(
        {
            "gate": text,
            "scorer": text,
            "case": text,
            "variant": text,
            "value": number,
            "interval": interval,
            "evidence": _list(evidence),
        }
    )
    scorer = _object(
        {"name": text, "label": text, "better": text, "bound": {"type": ["number", "null"]}}
    )
    recording = _object(
        {"file": text, "missing": {"type": "integer"}, "unused": {"type": "integer"}}
    )
    about = _object(
        {
            "drafter": text,
            "created": text,
            "suites": _list(text),
            "variants": _list(text),
            "replay": flag,
            "recordings": _list(recording),
        }
    )
    whole = _object(
        {
            "format": {"const": "drafter.eval"},
            "version": {"const": 1},
            "about": {**about, "required": ["drafter", "created", "suites"]},
            "outcome": {"enum": ["passed", "failed", "stopped"]},
            "breaches": _list(breach),
            "regressions": _list(breach),
            "stopped": _list({"type": "array"}),
            "idle": _list(text),
            "unfit": _list(text),
            "scorers": _list(scorer),
            "results": _list(result),
        }
    )
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "drafter eval report",
    }
    return {**head, **whole, "$defs": definitions}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has all of these."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


if __name__ == "__main__":
    print(json.dumps(schema(), ensure_ascii=False, indent=1))
