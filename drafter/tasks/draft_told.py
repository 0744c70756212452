"""What drafter draft tells of a draft: for programs, or line by line for people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from drafter.documents.gaps import OpenGap, open_gaps
from drafter.messages import t
from drafter.records import Draft
from drafter.tasks.draft_again import unplaced_contract
from drafter.tasks.length_told import length_lines, questions_to, rewording_lines, rewordings_to

_TITLES = 3  # earlier documents that are named


def summary(result: Draft, written: list[Path], length: int | None) -> dict[str, Any]:
    """All that is told of a draft; length is how many characters were wanted, if any number was."""
    return {**_summary(result, written), **_asked(result, length)}


def errors_in(result: Draft) -> int:
    """How many findings are errors."""
    return sum(1 for finding in result.findings if finding.severity == "error")


def still_open(result: Draft) -> list[OpenGap]:
    """The gaps for which there is no value yet, in their places."""
    closed = {fill.gap for fill in result.fills}
    return [place for place in open_gaps(result.brief) if place.gap.id not in closed]


def unread_in(result: Draft) -> int:
    """How many numbers of the notes were not read, and so are not proved."""
    return sum(1 for finding in result.findings if finding.code == "NOT105")


def _summary(result: Draft, written: list[Path]) -> dict[str, Any]:
    run, origins = result.run, _origins(result)
    return {
        "files": [str(path) for path in written],
        "writer": run.writer,
        "model": run.model,
        "second_reader": run.second_reader,
        "seconds": run.seconds,
        "writer_seconds": run.writer_seconds,
        "written": dict(_written_by(result)),
        "after_archive": dict(_after_archive(result)[1]),
        "tokens": {"prompt": run.prompt_tokens, "completion": run.completion_tokens},
        "cost": None if run.cost is None else str(run.cost),
        "asked": run.asked,
        "replayed": run.replayed,
        "bullets": sum(1 for _ in result.brief.all_bullets()),
        "facts": sum(len(bullet.facts) for bullet in result.brief.all_bullets()),
        "unread": unread_in(result),
        "gaps": [
            {
                "id": place.gap.id,
                "text": place.gap.text,
                "unit": place.gap.unit,
                "kind": place.gap.kind,
                "excerpt": place.excerpt,
                "section": place.section,
                "line": place.line,
                "origin": origins.get(place.line, ""),
            }
            for place in still_open(result)
        ],
        "findings": [
            {
                "code": f.code,
                "severity": f.severity,
                "message": f.message,
                "where": f.where,
                "line": f.line,
                "origin": origins.get(f.where, ""),
            }
            for f in result.findings
        ],
        "notices": list(run.notices),
        "unplaced": unplaced_contract(result),
        "personal": {"kept": run.personal_kept, "published": list(run.published)},
    }


def _asked(result: Draft, wanted: int | None) -> dict[str, Any]:
    """What the notes do not tell, and the length beside the one that is wanted."""
    from drafter.filling.lengths import length_contract, length_of
    from drafter.filling.question_form import question_contract

    questions = questions_to(result)
    length = length_of(result, wanted, questions) if wanted else None
    return {
        "questions": list(map(question_contract, questions)),
        "rewordings": list(map(question_contract, rewordings_to(result))),
        "length": length and length_contract(length),
    }


def question_lines(result: Draft, draft: Path, wanted: int | None) -> Iterator[str]:
    """How many questions there are and where they are listed; those of short sections at once."""
    questions = questions_to(result)
    if questions:
        yield t("cli.report.questions", count=len(questions), draft=draft)
    yield from rewording_lines(rewordings_to(result), draft)
    if wanted:
        from drafter.filling.lengths import length_of

        yield from length_lines(length_of(result, wanted, questions))


def _origins(result: Draft) -> dict[str | int, str]:
    """Where the notes have it from, by id of a bullet or sentence and by line of the notes."""
    bullets = {bullet.id: bullet for bullet in result.brief.all_bullets()}
    origins: dict[str | int, str] = {}
    for bullet in bullets.values():
        origins[bullet.id] = origins[bullet.line] = bullet.origin
    for sentence in result.all_sentences():
        origins[sentence.id] = "；".join(bullets[name].origin for name in sentence.bullets)
    return origins


def report_lines(result: Draft) -> Iterator[str]:
    """What was done, what is missing and what to look at."""
    from drafter.documents.withheld import told_of

    yield from run_lines(result)
    for notice in (*told_of(result.run), *result.run.notices):
        yield t("cli.report.notice", text=notice)
    origins = _origins(result)
    yield from _gap_lines(result, origins)
    for finding in result.findings:
        if finding.severity != "info":
            at = _place(finding.line, origins.get(finding.where))
            severity = t(f"severity.{finding.severity}")
            yield f"  {finding.code} {severity} {finding.message}{at}"


def run_lines(result: Draft) -> Iterator[str]:
    """What was done, by whom, and what it cost."""
    run, errors = result.run, errors_in(result)
    bullets = list(result.brief.all_bullets())
    facts = sum(len(bullet.facts) for bullet in bullets)
    counts = {"bullets": len(bullets), "facts": facts, "seconds": f"{run.seconds:.1f}"}
    unread = unread_in(result)
    if errors:
        more = t("cli.report.errors.unread", count=unread) if unread else ""
        yield t("cli.report.errors", errors=errors, unread=more, **counts)
    elif unread:
        yield t("cli.report.unread", unread=unread, **counts)
    else:
        yield t("cli.report.done", **counts)
    yield from _archive_lines(result)
    if run.writer == "rules":
        return
    writer = t(
        "cli.report.writer",
        writer=run.writer,
        model=run.model,
        asked=run.asked,
        replayed=run.replayed,
        tokens=run.prompt_tokens + run.completion_tokens,
        rules=_written_by(result)["rules"],
        cost="" if run.cost is None else t("cli.report.cost", cost=run.cost),
    )
    yield writer


def _archive_lines(result: Draft) -> Iterator[str]:
    """After which earlier documents sentences are worded, those with most of them first."""
    sentences, titles = _after_archive(result)
    if sentences:
        names = "、".join(f"《{title}》" for title, _ in titles.most_common(_TITLES))
        more = t("cli.report.after.more") if len(titles) > _TITLES else ""
        yield t("cli.report.after", count=sentences, titles=names + more)


def _after_archive(result: Draft) -> tuple[int, Counter[str]]:
    """How many sentences are worded after an earlier document, and after which ones."""
    from drafter.documents.outline import ARCHIVE

    passages = {passage.id: passage.document for passage in result.passages}
    after = [s.passages[0] for s in result.all_sentences() if s.author == ARCHIVE]
    return len(after), Counter(passages[id] for id in after if id in passages)


def _gap_lines(result: Draft, origins: Mapping[str | int, str]) -> Iterator[str]:
    """What is missing, a line a gap; then what the notes state of persons and nothing prints."""
    places = still_open(result)
    withheld = [place for place in places if place.gap.kind == "personal"]
    gaps = [place for place in places if place not in withheld]
    yield t("cli.report.gaps", count=len(gaps)) if gaps else t("cli.report.no_gaps")
    yield from _places(gaps, origins)
    if withheld:
        yield t("cli.report.withheld", count=len(withheld))
        yield from _places(withheld, origins)


def _places(gaps: Iterable[OpenGap], origins: Mapping[str | int, str]) -> Iterator[str]:
    from drafter.facts.placeholders import withheld_called

    for place in gaps:
        at = _place(place.line, origins.get(place.line))
        what = withheld_called(place.gap.text) + "  " if place.gap.kind == "personal" else ""
        yield f"  {place.gap.id:<4} {what}{place.excerpt}  ｜{place.section}{at}"


def refusal(result: Draft) -> str:
    """Why the report is not written as a final one."""
    return t("cli.draft.final", count=len(still_open(result)), errors=errors_in(result))


def _written_by(result: Draft) -> Counter[str]:
    """How many sentences each writer wrote."""
    return Counter(s.author.writer for s in result.all_sentences() if s.bullets)


def _place(line: int | None, origin: str | None) -> str:
    """The line of the notes, and where they have it from, as far as either is known."""
    place = t("cli.report.line", line=line) if line else ""
    return place + (t("cli.report.origin", origin=origin) if origin else "")
