"""What `drafter take` prints: each change with number, place, kind, author, wording and proof."""

from collections.abc import Iterator
from pathlib import Path

import typer

from drafter.cli.output import warn
from drafter.messages import t
from drafter.records import Change, Draft, Proposal
from drafter.review.change_proof import Proof
from drafter.review.changed_text import changes_between
from drafter.review.decisions import By
from drafter.review.proposal_proof import proof_of
from drafter.review.proposal_views import kind_of, texts_of
from drafter.review.proposals import number_of, place_of
from drafter.review.record import told_time
from drafter.review.taking import Taking, head_of, state_of, take_file
from drafter.tasks.command_line import joined
from drafter.tasks.fill import fill_output

_AROUND = 16  # characters beside a change
_MOST = 3  # lines of a proof


def say(taking: Taking, file: Path, draft: Path) -> None:
    """Print every change, then what was decided and what can be."""
    typer.echo(head_of(taking, file))
    for one in taking.proposals:
        typer.echo("\n" + "\n".join(_block(taking, one)))
    if not taking.proposals and not taking.since:
        typer.echo(t("take.none"))
    _say_older(taking)
    if taking.renumbered:
        warn(t("take.renumbered", count=taking.renumbered))
    _say_decided(taking, file, draft)


def _say_older(taking: Taking) -> None:
    """Say of a file of an earlier draft what was drafted since, which is none of its editor's."""
    if not taking.since:
        return
    warn(t("take.older", count=len(taking.since)))
    for one in taking.since:
        before, after = (text or t("take.older.nothing") for text in _shown(taking.offered, one))
        place = place_of(taking.offered, one)
        warn(t("take.older.one", where=place, before=before, after=after))


def _say_decided(taking: Taking, file: Path, draft: Path) -> None:
    if taking.taken.done:
        warn(t("take.accepted", count=len(taking.taken.done), file=draft.name))
        over = ["--force"] if fill_output(draft, None).resolve() == file.resolve() else []
        warn(t("take.word", command=joined(["drafter", "fill", draft, *over])))
    if taking.declined:
        warn(t("take.declined", count=len(taking.declined)))
    for one, reason in taking.taken.refused:
        warn(t("take.refused", number=number_of(one), reason=reason))
    count = len(taking.open) - len(taking.homeless)
    if count:
        command = joined(["drafter", "take", str(file), str(draft)])
        review = joined(["drafter", "review", str(draft)])
        warn(t("take.stored", count=count, file=draft.name, command=command, review=review))


def take_in(draft: Path, file: Path, by: By) -> None:
    """Take a file into a draft before it is reviewed, and tell how many changes it has."""
    taking = take_file(draft, file, by)
    warn(head_of(taking, file))
    _say_older(taking)


def is_clear(taking: Taking) -> bool:
    """Whether nothing is left that asks for a person: no error, nothing without a place."""
    graves = (proof_of(taking.draft, one).grave for one in taking.open)
    return not taking.taken.refused and not any(graves)


def contract(taking: Taking) -> dict[str, object]:
    """The outcome for programs."""
    return {
        "comments": taking.comments,
        "renumbered": taking.renumbered,
        "changes": [_row(taking, one) for one in taking.proposals],
        "since": [
            {
                "change": str(one.change),
                "where": one.where,
                "before": one.before,
                "after": one.after,
            }
            for one in taking.since
        ],
        "refused": [
            {"number": number_of(one), "reason": reason} for one, reason in taking.taken.refused
        ],
    }


def _row(taking: Taking, one: Proposal) -> dict[str, object]:
    proof = proof_of(taking.offered, one)
    return {
        "number": number_of(one),
        "change": str(one.change),
        "about": one.about,
        "where": one.where,
        "place": place_of(taking.offered, one),
        "before": one.before,
        "after": one.after,
        "who": one.who,
        "when": one.when,
        "state": state_of(taking.draft, one),
        "proof": list(proof.words),
        "error": proof.grave,
    }


def _block(taking: Taking, one: Proposal) -> Iterator[str]:
    kind = kind_of(one)
    state = state_of(taking.draft, one)
    who = one.who or t("take.somebody")
    told = "" if state == "open" else t(f"take.state.{state}")
    when = told_time(one.when)
    place = place_of(taking.offered, one)
    yield t("take.row", number=number_of(one), change=kind, where=place, who=who, when=when) + told
    before, after = _shown(taking.offered, one)
    for name, text in (("before", before), ("after", after)):
        if text:
            yield f"    {t(f'take.{name}')}  " + text.replace("\n", "\n        ")
    yield from (f"    {t('take.proof')}  {line}" for line in _proof(proof_of(taking.offered, one)))


def _proof(proof: Proof) -> Iterator[str]:
    yield from proof.words[:_MOST]
    if len(proof.words) > _MOST:
        yield t("take.more", count=len(proof.words) - _MOST)


def _shown(draft: Draft, one: Proposal) -> tuple[str, str]:
    """How it was and is now, cut to what differs with some words around."""
    before, after = texts_of(draft, one)
    if not before or not after or one.change is Change.HOMELESS:
        return before, after
    return _cut(before, after)


def _cut(before: str, after: str) -> tuple[str, str]:
    parts = [part for part in changes_between(before, after) if part[0] != "equal"]
    if not parts:
        return before, after
    first, last = parts[0], parts[-1]
    return (
        _excerpt(before, first[1], last[2]),
        _excerpt(after, first[3], last[4]),
    )


def _excerpt(text: str, start: int, end: int) -> str:
    a, b = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return ("…" if a else "") + text[a:b] + ("…" if b < len(text) else "")
