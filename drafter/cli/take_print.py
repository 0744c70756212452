"""What `drafter take` prints: each change with number, place, kind, author, wording and proof."""

from collections.abc import Iterator
from pathlib import Path

import typer

from drafter.cli.output import warn
from drafter.messages import t
from drafter.records import Proposal
from drafter.review.change_proof import Proof
from drafter.review.decisions import By
from drafter.review.proposal_proof import proof_of
from drafter.review.proposal_views import kind_of
from drafter.review.proposals import number_of, place_of
from drafter.review.proposals_told import older_lines, shown
from drafter.review.record import told_time
from drafter.review.taking import Taking, head_of, state_of, take_file
from drafter.tasks.command_line import joined
from drafter.tasks.fill import fill_output

_MOST = 3  # lines of a proof


def say(taking: Taking, file: Path, draft: Path) -> None:
    """Print every change, then what was decided and what can be."""
    typer.echo(head_of(taking, file))
    for one in taking.proposals:
        typer.echo("\n" + "\n".join(_block(taking, one)))
    if not taking.proposals and not taking.since:
        typer.echo(t("take.none"))
    for line in older_lines(taking):
        warn(line)
    if taking.renumbered:
        warn(t("take.renumbered", count=taking.renumbered))
    _say_decided(taking, file, draft)


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
    for line in older_lines(taking):
        warn(line)


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
    before, after = shown(taking.offered, one)
    for name, text in (("before", before), ("after", after)):
        if text:
            yield f"    {t(f'take.{name}')}  " + text.replace("\n", "\n        ")
    yield from (f"    {t('take.proof')}  {line}" for line in _proof(proof_of(taking.offered, one)))


def _proof(proof: Proof) -> Iterator[str]:
    yield from proof.words[:_MOST]
    if len(proof.words) > _MOST:
        yield t("take.more", count=len(proof.words) - _MOST)
