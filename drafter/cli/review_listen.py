"""drafter review --listen: links for several reviewers, and the page in the office network."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.cli.output import warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.review.certificate import Certificate
    from drafter.review.listening import OfficeDoor
    from drafter.review.office_address import OfficeAddress
    from drafter.review.passes import Passes
    from drafter.review.session import Sitting


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say; listen "" for this machine alone."""

    listen: str = ""
    reviewers: Sequence[str] = ()
    revoked: Sequence[str] = ()
    certificate: Path | None = None
    key: Path | None = None
    port: int = 0

    def refuse_odd(self) -> None:
        """Raise BadParameter where options do not go together."""
        alone = {"--reviewer": self.reviewers, "--certificate": self.certificate, "--key": self.key}
        for option, value in alone.items():
            if value and not self.listen:
                raise typer.BadParameter(t("listen.needs", option=option))
        if (self.certificate is None) != (self.key is None):
            raise typer.BadParameter(t("listen.pair"))
        if self.listen and self.port:
            raise typer.BadParameter(t("listen.port"))


@dataclass(frozen=True, slots=True)
class Office:
    """All that has to be in order before anybody is given a link."""

    address: "OfficeAddress"
    certificate: "Certificate"
    passes: "Passes"
    reviewers: tuple[str, ...] = field(default=())
    own: bool = False  # the certificate is the office's own

    def serve(self, sitting: "Sitting") -> None:
        from drafter.review.app import review_app
        from drafter.review.listening import OfficeDoor
        from drafter.review.presence import Presence
        from drafter.review.serving import serve_office

        door = OfficeDoor(self.address, self.passes, _log)
        app = review_app(sitting, door, Presence())
        serve_office(app, self.address, self.certificate, lambda: self._say(door))

    def _say(self, door: "OfficeDoor") -> None:
        """The links on standard output, all else on standard error."""
        earlier = [one.name for one in self.passes.holders if one.name not in self.reviewers]
        for who in self.reviewers:
            typer.echo(t("listen.link", who=who, link=door.link(self.passes.give(who))))
        told = "listen.own" if self.own else "listen.fingerprint"
        warn(t(told, fingerprint=self.certificate.fingerprint))
        warn(t("listen.ready", names="、".join(earlier) or "—"))


def office_for(draft: Path, home: Path, asked: Asked) -> Office | None:
    """What is to be served in the office; None for this machine alone. Links are taken back first.

    Raises BadParameter where options do not go together, and whatever keeps the page from being
    served there.
    """
    from drafter.review.certificate import given_certificate, made_certificate
    from drafter.review.office_address import office_address
    from drafter.review.passes import named, passes_of

    asked.refuse_odd()
    passes = passes_of(home, draft)
    for who in asked.revoked:
        passes.take_back(who)
        warn(t("listen.revoked", who=who))
    if not asked.listen:
        return None
    reviewers = tuple(dict.fromkeys(map(named, asked.reviewers)))
    if not (reviewers or passes.holders):
        raise typer.BadParameter(t("listen.nobody"))
    address = office_address(asked.listen)
    if asked.certificate and asked.key:
        certificate = given_certificate(asked.certificate, asked.key)
    else:
        certificate = made_certificate(home, address)
    return Office(address, certificate, passes, reviewers, own=asked.certificate is not None)


def _log(text: str) -> None:
    warn(f"{datetime.now():%H:%M:%S} {text}")
