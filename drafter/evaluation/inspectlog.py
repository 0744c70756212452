"""A run as logs for the viewer of Inspect (inspect-ai), for people who use it; the verdict is never its.

An extra: inspect-ai is asked for only here. Its own runs end with 0 even where a sample raised: it carries no gate.
"""

from pathlib import Path
from typing import Any

from drafter.errors import EnvironmentFault
from drafter.evaluation.results import Result, Run, Status
from drafter.messages import t


def write_log(run: Run, folder: Path) -> Path:
    """Write a log a suite and writer into `folder`, which is returned. Raises EnvironmentFault without inspect-ai."""
    try:
        from inspect_ai import log
        from inspect_ai.scorer import Score
    except ImportError as error:
        raise EnvironmentFault(t("eval.inspect")) from error
    folder.mkdir(parents=True, exist_ok=True)
    for suite in run.suites:
        for variant in run.variants:
            results = run.of(variant, suite)
            if not results:
                continue
            spec = log.EvalSpec(
                created=run.about.get("created", "") or "2026-01-01T00:00:00+00:00",
                task=f"drafter/{suite}",
                dataset=log.EvalDataset(name=suite, samples=len(results)),
                model=variant,
                config=log.EvalConfig(),
            )
            samples = [_sample(one, log.EvalSample, Score) for one in results]
            failed = any(one.status is not Status.SCORED for one in results)
            name = f"{suite}-{variant}".replace("/", "-").replace(":", "-")
            whole = log.EvalLog(
                status="error" if failed else "success",
                eval=spec,
                samples=samples,
                results=_means(results, log),
            )
            log.write_eval_log(
                whole, str(folder / f"{name}.eval"), format="eval"
            )  # .json is listed by dated names only
    return folder


def _sample(result: Result, sample: Any, score: Any) -> Any:
    scores = {
        name: score(
            value=one.value, explanation="\n".join(f"{e.text} | {e.message}" for e in one.evidence)
        )
        for name, one in result.scores.items()
        if one.value is not None
    }
    metadata = {"groups": list(result.groups), "status": str(result.status), "error": result.error}
    return sample(
        id=result.case, epoch=result.attempt, input=result.case, target="", scores=scores, metadata=metadata,
        output={"model": result.variant, "completion": result.text},
    )  # fmt: skip


def _means(results: tuple[Result, ...], log: Any) -> Any:
    found = []
    for name in dict.fromkeys(name for one in results for name in one.scores):
        values = [value for one in results if (value := one.value(name)) is not None]
        if values:
            metric = log.EvalMetric(name="mean", value=sum(values) / len(values))
            found.append(
                log.EvalScore(
                    name=name, scorer=name, metrics={"mean": metric}, scored_samples=len(values)
                )
            )
    return log.EvalResults(total_samples=len(results), completed_samples=len(results), scores=found)
