"""The blessed baseline: the scores a run is held against, and why they were accepted."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from drafter.evaluation.results import ABOUT, RESULTS, Result, Run, as_json, read_run
from drafter.files import write_whole


def read_baseline(folder: Path) -> Run | None:
    """The baseline, None where nothing was blessed yet."""
    return read_run(folder) if (folder / RESULTS).is_file() else None


def bless(run: Run, folder: Path, why: str) -> int:
    """Make the scores of a run the baseline for what it ran; the number of results in the baseline.

    The rest of the baseline stays. Texts and evidence are left out; what, when and why is added to
    the list of blessings.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = read_baseline(folder)
    kept = {result.key: result for result in (before.results if before else ())}
    kept |= {result.key: _bare(result) for result in run.results if result.attempt == 1}
    rows = [json.dumps(as_json(kept[key]), ensure_ascii=False) for key in sorted(kept)]
    write_whole(folder / RESULTS, ("\n".join(rows) + "\n").encode())
    blessing = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "why": why,
        "drafter": run.about.get("drafter", ""),
        "suites": list(run.suites),
        "variants": list(run.variants),
        "results": len(run.results),
    }
    blessings = [*(before.about.get("blessings", []) if before else []), blessing]
    about = {"format": "drafter.eval.baseline", "version": 1, "blessings": blessings}
    write_whole(folder / ABOUT, (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode())
    return len(kept)


def _bare(result: Result) -> Result:
    scores = {name: replace(score, evidence=(), reason="") for name, score in result.scores.items()}
    return replace(result, scores=scores, text="", draft="", error="", seconds=0.0, fingerprint="")
