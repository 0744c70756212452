"""The blessed baseline: the scores a run is held against, and why they were accepted."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from drafter.errors import NoVerdict
from drafter.evaluation.gates import Gate, read_gates
from drafter.evaluation.results import ABOUT, RESULTS, Result, Run, as_json, lost, read_run
from drafter.files import write_whole
from drafter.messages import t

GATES = "gates.toml"  # as they were blessed, beside the scores


def read_baseline(folder: Path) -> Run | None:
    """The baseline, None where nothing was blessed yet. Raises NoVerdict where a part is gone."""
    gone = [folder / name for name in (RESULTS, ABOUT) if not (folder / name).is_file()]
    if len(gone) == 1:
        raise NoVerdict(t("eval.baseline.part"), gone[0], remedy=t("eval.bless.remedy"))
    return None if gone else read_run(folder)


def blessed_gates(folder: Path) -> tuple[Gate, ...]:
    """The gates that were blessed with the baseline; () where there were none.

    Raises NoVerdict where they are gone.
    """
    before = read_baseline(folder)
    return read_gates(folder / GATES) if before and before.about.get("gates") else ()


def bless(run: Run, folder: Path, why: str, gates: Path | None = None) -> int:
    """Make the scores of a run the baseline for what it ran; the number of results in the baseline.

    The rest of the baseline stays, but for cases that the run was of and lacks. Texts and evidence
    are left out; what, when and why is added to the list of blessings. From now on gates hold what
    those of the file `gates` hold.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = read_baseline(folder)
    kept = {result.key: result for result in (before.results if before else ())}
    for gone in lost(run, list(kept.values())):
        del kept[gone.key]
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
    kept_gates = gates is not None or bool(before and before.about.get("gates"))
    about: dict[str, object] = {
        "format": "drafter.eval.baseline",
        "version": 1,
        "gates": kept_gates,
    }
    about["blessings"] = blessings
    if gates:
        write_whole(folder / GATES, gates.read_bytes())
    write_whole(folder / ABOUT, (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode())
    return len(kept)


def _bare(result: Result) -> Result:
    scores = {name: replace(score, evidence=(), reason="") for name, score in result.scores.items()}
    return replace(result, scores=scores, text="", draft="", error="", seconds=0.0, fingerprint="")
