"""Why the page does not do what it is asked."""

from collections.abc import Sequence

from drafter.errors import DrafterError
from drafter.messages import t
from drafter.review.changed import Change


class UnknownPlace(DrafterError):
    """There is no such sentence, section or deed."""


class Stale(DrafterError):
    """The draft is not the one the page shows: `since` is what became of it meanwhile.

    same_place  all of it is about what was to be decided now
    """

    def __init__(self, since: Sequence[Change], *, same_place: bool = False) -> None:
        super().__init__(t("page.stale"))
        self.since, self.same_place = tuple(since), same_place


class Unsure(DrafterError):
    """A value for a gap is refused; sure: it would be taken from somebody who insists."""

    def __init__(self, reason: str, *, sure: bool) -> None:
        super().__init__(reason)
        self.sure = sure
