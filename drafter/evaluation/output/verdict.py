"""A run and its verdict for people and programs: one screen, Markdown for a job page, JUnit, JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from drafter.checks.output.machine import printable
from drafter.evaluation.results import Result, Run, Status, as_json
from drafter.evaluation.score import Better
from drafter.evaluation.scorers import BY_NAME, SCORERS
from drafter.evaluation.thresholds import Breach, Gate, Verdict
from drafter.messages import say, t

_SHOWN = 12  # reasons on one screen


def means(results: Sequence[Result]) -> dict[str, tuple[float, int]]:
    """Scorer → (mean, how many cases have it); cases without a score are not in the mean, and counted apart."""
    found: dict[str, tuple[float, int]] = {}
    for name in dict.fromkeys(name for one in results for name in one.scores):
        values = [value for one in results if (value := one.value(name)) is not None]
        if values:
            found[name] = (sum(values) / len(values), len(values))
    return found


def label(scorer: str) -> str:
    known = BY_NAME.get(scorer)
    return say(known.label) if known else t(f"eval.measure.{scorer}")


def shown(value: float | None) -> str:
    """A score as people read it: 1, 0.982, 3."""
    if value is None:
        return "—"
    return f"{value:.0f}" if value == int(value) else f"{value:.3f}".rstrip("0")


def screen(run: Run, verdict: Verdict) -> str:
    """What a person has to know, on one screen: the verdict, the table of means, which case, sentence and figure."""
    rows = [t(f"eval.{verdict.outcome}"), ""]
    rows += _table(run)
    rows += _reasons(run, verdict)
    return "\n".join(rows)


def _table(run: Run) -> Iterator[str]:
    for suite in run.suites:
        variants = [name for name in run.variants if run.of(name, suite)]
        columns = {name: means(run.of(name, suite)) for name in variants}
        names = [one.name for one in SCORERS] + [
            n for c in columns.values() for n in c if n not in BY_NAME
        ]
        names = [
            name
            for name in dict.fromkeys(names)
            if any(name in column for column in columns.values())
        ]
        cases = len({one.case for one in run.results if one.suite == suite})
        yield f"{suite} ({cases})  " + "  ".join(variants)
        for name in names:
            values = (shown(columns[variant].get(name, (None, 0))[0]) for variant in variants)
            yield f"  {name:<14}{'  '.join(f'{value:>8}' for value in values)}  {label(name)}"
        yield from _costs(run, suite, variants)
        yield ""


def _costs(run: Run, suite: str, variants: Sequence[str]) -> Iterator[str]:
    rows: dict[str, list[float]] = {
        "seconds": [sum(one.seconds for one in run.of(name, suite)) for name in variants],
        "tokens": [sum(one.tokens for one in run.of(name, suite)) for name in variants],
        "cost": [sum(float(one.cost or 0) for one in run.of(name, suite)) for name in variants],
    }
    for name, values in rows.items():
        if any(values):
            yield f"  {name:<14}{'  '.join(f'{value:>8.4g}' for value in values)}"


def _reasons(run: Run, verdict: Verdict) -> Iterator[str]:
    for one in verdict.stopped[:_SHOWN]:
        yield t(
            "eval.stopped.case",
            case=one.case,
            variant=one.variant,
            status=one.status,
            error=one.error[:120],
        )
    if len(verdict.stopped) > _SHOWN:
        yield t("eval.more", count=len(verdict.stopped) - _SHOWN)
    stale = sum(one.status is Status.STALE for one in verdict.stopped)
    if stale:
        yield t(
            "eval.stale",
            count=stale,
            missing=sum(one["missing"] for one in run.about.get("recordings", ())),
        )
    for gate in verdict.idle:
        yield t("eval.idle", gate=described(gate))
    for breach in verdict.regressions:
        interval = breach.interval
        assert interval
        yield t(
            "eval.regression",
            gate=described(breach.gate),
            variant=breach.variant,
            mean=shown(interval.mean),
            low=shown(interval.low),
            high=shown(interval.high),
            case=breach.case,
        )
        yield from _evidence(breach)
    for breach in verdict.breaches[:_SHOWN]:
        yield t(
            "eval.breach",
            case=breach.case,
            variant=breach.variant,
            scorer=label(breach.gate.scorer),
            value=shown(breach.value),
            gate=described(breach.gate),
        )
        yield from _evidence(breach)
    if len(verdict.breaches) > _SHOWN:
        yield t("eval.more", count=len(verdict.breaches) - _SHOWN)
    if verdict.unpaired:
        yield t("eval.unpaired", count=len(verdict.unpaired), cases="、".join(verdict.unpaired[:5]))


def _evidence(breach: Breach) -> Iterator[str]:
    for one in breach.evidence[:3]:
        line = t("eval.line", line=one.line) if one.line else ""
        yield f"      {one.text[:50]} ｜ {one.message[:100]}{line}"


def described(gate: Gate) -> str:
    """A gate in a line: recall ≥ 1 (cases, local, dense)."""
    bounds = [f"≥ {shown(gate.least)}"] if gate.least is not None else []
    bounds += [f"≤ {shown(gate.most)}"] if gate.most is not None else []
    bounds += [t("eval.effect", effect=shown(gate.effect))] if gate.effect is not None else []
    where = ", ".join(filter(None, (gate.suite, gate.variant, gate.group)))
    return f"{gate.scorer} {' '.join(bounds)}" + (f" ({where})" if where else "")


def markdown(run: Run, verdict: Verdict) -> str:
    """For the page of a CI job."""
    rows = [f"## drafter eval: {t(f'eval.{verdict.outcome}')}", ""]
    for suite in run.suites:
        variants = [name for name in run.variants if run.of(name, suite)]
        columns = {name: means(run.of(name, suite)) for name in variants}
        names = list(dict.fromkeys(name for column in columns.values() for name in column))
        rows += [f"| {suite} | {' | '.join(variants)} |", f"| --- |{' ---: |' * len(variants)}"]
        for name in names:
            cells = (shown(columns[variant].get(name, (None, 0))[0]) for variant in variants)
            rows.append(f"| {label(name)} `{name}` | {' | '.join(cells)} |")
        rows.append("")
    reasons = list(_reasons(run, verdict))
    if reasons:
        rows += ["```text", *reasons, "```", ""]
    return "\n".join(rows)


def junit(run: Run, verdict: Verdict) -> str:
    """A test suite a suite, a test case a case and writer; what could not run is an error, a breach a failure."""
    root = ElementTree.Element("testsuites", name="drafter eval")
    red: dict[tuple[str, str], list[Breach]] = {}
    for breach in (*verdict.breaches, *verdict.regressions):
        red.setdefault((breach.case, breach.variant), []).append(breach)
    for suite in run.suites:
        mine = [one for one in run.results if one.suite == suite]
        element = ElementTree.SubElement(root, "testsuite", name=suite, tests=str(len(mine)))
        for one in mine:
            attributes = {
                "classname": f"{suite}.{one.variant}",
                "name": one.case,
                "time": f"{one.seconds:.2f}",
            }
            case = ElementTree.SubElement(element, "testcase", attributes)
            if one.status is not Status.SCORED:
                message = printable(one.error[:200])
                ElementTree.SubElement(
                    case, "error", type=str(one.status), message=message
                ).text = message
            for breach in red.get((one.case, one.variant), ()):
                said = printable("\n".join(_evidence(breach)))
                message = f"{shown(breach.value)}: {described(breach.gate)}"
                ElementTree.SubElement(
                    case, "failure", type=breach.gate.scorer, message=message
                ).text = said
        element.set("errors", str(len(element.findall("testcase/error"))))
        element.set("failures", str(len(element.findall("testcase/failure"))))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(
        root, encoding="unicode"
    )


def as_json_report(run: Run, verdict: Verdict) -> str:
    """The whole run with its verdict: docs/evaluation.schema.json."""
    whole: Mapping[str, Any] = {
        "format": "drafter.eval",
        "version": 1,
        "about": run.about,
        "outcome": str(verdict.outcome),
        "breaches": [_breach(one) for one in verdict.breaches],
        "regressions": [_breach(one) for one in verdict.regressions],
        "stopped": [list(one.key) for one in verdict.stopped],
        "idle": [described(gate) for gate in verdict.idle],
        "scorers": [
            {
                "name": one.name,
                "label": say(one.label),
                "better": str(one.better),
                "bound": one.bound,
            }
            for one in SCORERS
        ],
        "results": [as_json(one) for one in run.results],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _breach(one: Breach) -> dict[str, Any]:
    return {
        "gate": described(one.gate),
        "scorer": one.gate.scorer,
        "case": one.case,
        "variant": one.variant,
        "value": one.value,
        "interval": [one.interval.mean, one.interval.low, one.interval.high]
        if one.interval
        else None,
        "evidence": [{"text": e.text, "message": e.message, "line": e.line} for e in one.evidence],
    }


def compared(before: Run, after: Run) -> str:
    """Two runs pair by pair: the mean difference of every scorer with its interval, and the cases that moved most."""
    from drafter.evaluation.stats import paired

    rows = []
    old = {(one.suite, one.case, one.variant, one.attempt): one for one in before.results}
    both = [(old[one.key], one) for one in after.results if one.key in old]
    if not both:  # two writers on the same cases
        first = {(one.suite, one.case): one for one in before.results}
        both = [
            (first[(one.suite, one.case)], one)
            for one in after.results
            if (one.suite, one.case) in first
        ]
    rows.append(
        t(
            "eval.compare.pairs",
            count=len(both),
            before=len(before.results),
            after=len(after.results),
        )
    )
    for scorer in SCORERS:
        pairs = [
            (a, b)
            for a, b in both
            if a.value(scorer.name) is not None and b.value(scorer.name) is not None
        ]
        if not pairs:
            continue
        moved = [((b.value(scorer.name) or 0) - (a.value(scorer.name) or 0), b) for a, b in pairs]
        interval = paired([difference for difference, _ in moved])
        sure = interval.low > 0 or interval.high < 0
        good = (interval.mean > 0) == (scorer.better is Better.HIGHER)
        verdict = (
            ""
            if not sure or scorer.better is Better.NEITHER
            else t("eval.better" if good else "eval.worse")
        )
        bounds = f"[{shown(interval.low)}, {shown(interval.high)}]"
        rows.append(
            f"  {scorer.name:<14}{interval.mean:>+9.4f}  {bounds:<22}{verdict}  {label(scorer.name)}"
        )
        if sure:
            far = sorted(moved, key=lambda one: -abs(one[0]))[:3]
            rows += (
                f"      {one.case} ({one.variant}) {difference:+.3f}"
                for difference, one in far
                if difference
            )
    only = {one.case for one in after.results} ^ {one.case for one in before.results}
    if only:
        rows.append(t("eval.compare.only", count=len(only), cases="、".join(sorted(only)[:8])))
    return "\n".join(rows)


def schema() -> dict[str, Any]:
    """The JSON Schema of what `drafter eval run --json` prints, and of RUN/report.json."""
    from pydantic import TypeAdapter

    result = TypeAdapter(Result).json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = result.pop("$defs", {})
    text, number, flag = {"type": "string"}, {"type": "number"}, {"type": "boolean"}
    evidence = {
        "type": "object",
        "properties": {"text": text, "message": text, "line": {"type": ["integer", "null"]}},
        "required": ["text", "message", "line"],
    }
    breach = {
        "type": "object",
        "properties": {
            "gate": text,
            "scorer": text,
            "case": text,
            "variant": text,
            "value": number,
            "interval": {"type": ["array", "null"], "items": number, "minItems": 3, "maxItems": 3},
            "evidence": {"type": "array", "items": evidence},
        },
        "required": ["gate", "scorer", "case", "variant", "value", "interval", "evidence"],
    }
    scorer = {
        "type": "object",
        "properties": {
            "name": text,
            "label": text,
            "better": text,
            "bound": {"type": ["number", "null"]},
        },
        "required": ["name", "label", "better", "bound"],
    }
    recording = {
        "type": "object",
        "properties": {"file": text, "missing": {"type": "integer"}, "unused": {"type": "integer"}},
        "required": ["file", "missing", "unused"],
    }
    about = {
        "type": "object",
        "properties": {
            "drafter": text,
            "created": text,
            "suites": {"type": "array", "items": text},
            "variants": {"type": "array", "items": text},
            "replay": flag,
            "recordings": {"type": "array", "items": recording},
        },
        "required": ["drafter", "created", "suites"],
    }
    properties = {
        "format": {"const": "drafter.eval"},
        "version": {"const": 1},
        "about": about,
        "outcome": {"enum": ["passed", "failed", "stopped"]},
        "breaches": {"type": "array", "items": breach},
        "regressions": {"type": "array", "items": breach},
        "stopped": {"type": "array", "items": {"type": "array"}},
        "idle": {"type": "array", "items": text},
        "scorers": {"type": "array", "items": scorer},
        "results": {"type": "array", "items": result},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "drafter eval report",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": definitions,
    }


if __name__ == "__main__":
    print(json.dumps(schema(), ensure_ascii=False, indent=1))
