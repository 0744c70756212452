"""A run as logs for the viewer of Inspect (inspect-ai), for people who use it.

An extra: inspect-ai is asked for only here, and the verdict is never its: its own runs end with 0
even where a sample raised.
"""

from pathlib import Path
from typing import Any

from drafter.evaluation.output.verdict import means
from drafter.evaluation.results import Result, Run, Status, file_name
from drafter.extras import need


def write_log(run: Run, folder: Path) -> Path:
    """Write a log for each suite and writer into `folder`, which is returned.

    Raises ExtraMissing without inspect-ai.
    """
    need("eval")
    from inspect_ai import log
    from inspect_ai.scorer import Score

    folder.mkdir(parents=True, exist_ok=True)
    for suite in run.suites:
        for variant in run.variants:
            if results := run.of(variant, suite):
                whole = _log(suite, variant, results, run.about.get("created", ""), log, Score)
                file = folder / f"{suite}-{file_name(variant)}.eval"
                # The viewer lists .json files by dated names only.
                log.write_eval_log(whole, str(file), format="eval")
    return folder


def _log(
    suite: str, variant: str, results: tuple[Result, ...], created: str, log: Any, score: Any
) -> Any:
    spec = log.EvalSpec(
        created=created or "2026-01-01T00:00:00+00:00",
        task=f"drafter/{suite}",
        dataset=log.EvalDataset(name=suite, samples=len(results)),
        model=variant,
        config=log.EvalConfig(),
    )
    failed = any(result.status is not Status.SCORED for result in results)
    return log.EvalLog(
        status="error" if failed else "success",
        eval=spec,
        samples=[_sample(result, log.EvalSample, score) for result in results],
        results=_means(results, log),
    )


def _sample(result: Result, sample: Any, score: Any) -> Any:
    scores = {
        name: score(
            value=known.value,
            explanation="\n".join(f"{place.text} | {place.message}" for place in known.evidence),
        )
        for name, known in result.scores.items()
        if known.value is not None
    }
    metadata = {"groups": list(result.groups), "status": str(result.status), "error": result.error}
    return sample(
        id=result.case,
        epoch=result.attempt,
        input=result.case,
        target="",
        scores=scores,
        metadata=metadata,
        output={"model": result.variant, "completion": result.text},
    )


def _means(results: tuple[Result, ...], log: Any) -> Any:
    scores = []
    for name, (mean, count) in means(results).items():
        metrics = {"mean": log.EvalMetric(name="mean", value=mean)}
        scores.append(log.EvalScore(name=name, scorer=name, metrics=metrics, scored_samples=count))
    return log.EvalResults(
        total_samples=len(results), completed_samples=len(results), scores=scores
    )
