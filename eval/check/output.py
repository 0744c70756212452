"""What was measured of the rules, as a table or as JSON."""

import json
from collections.abc import Iterator

from eval.check.measuring import Measured, Result


def as_json(result: Result) -> str:
    return json.dumps(
        {
            "passed": result.passed,
            "recall": round(result.recall, 4),
            "precision": round(result.precision, 4),
            "errors_per_10000": round(result.error_rate, 3),
            "kinds": [
                {
                    "kind": row.kind.name,
                    "codes": row.kind.codes,
                    "planted": row.planted,
                    "found": row.found,
                    "beside": row.beside,
                }
                for row in result.kinds
            ],
            "alarms": [
                {"code": alarm.code, "severity": alarm.severity, "text": alarm.text}
                for alarm in result.alarms
            ],
            "published": [
                {"file": file, "code": error.code, "line": error.line, "text": error.text}
                for file, error in result.published
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def table(result: Result, *, missed: bool) -> str:
    """A row a kind of defect, the alarms and errors, and the sums; with `missed` the texts."""
    rows = ["kind                  rules             planted found recall  beside"]
    for measured in result.kinds:
        rows.append(_row(measured))
        rows += (f"      {text[:110]}" for text in measured.missed[:3] if missed)
    rows += (f"{alarm.code} {alarm.line}: {alarm.message}" for alarm in result.alarms)
    rows += (f"{file}:{row.line}: {row.code} {row.message}" for file, row in result.published)
    rows.append(", ".join(_sums(result)))
    return "\n".join(rows)


def _row(measured: Measured) -> str:
    recall = "—" if measured.recall is None else f"{measured.recall:.0%}"
    beside = " ".join(f"{code}×{count}" for code, count in sorted(measured.beside.items()))
    name, codes = measured.kind.name, " ".join(measured.kind.codes)
    return f"{name:<22}{codes:<18}{measured.planted:>4}{measured.found:>6}{recall:>7}  {beside}"


def _sums(result: Result) -> Iterator[str]:
    yield f"recall {result.recall:.1%}"
    yield f"precision {result.precision:.1%}"
    yield f"{len(result.alarms)} alarms on {result.characters} clean characters"
    yield f"{result.error_rate:.2f} errors in 10,000 published ones"
