"""What a rule is: one file each, with its code, its source, its words and examples on both sides.

A rule's file holds a pure function from its subject to findings and, last, `RULE`.
`checks/__init__` lists them all: no registry, no plugins. Words are pairs (Chinese, English); `{}`
fields are filled from what a finding states.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from drafter.documents.report import Line
from drafter.messages import say
from drafter.records import Edit, Finding, Severity, Span

Subject = TypeVar("Subject")
Words = tuple[str, str]  # Chinese, English


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """One rule.

    code      family and number: FIG201; a family can be selected as a whole
    severity  error: wrong beyond doubt, and blocks; warning: a person has to look; info: worth
              knowing
    name      what is wrong, in a few words
    why       why it is wrong and what to do about it, one or two sentences
    source    standard and clause, the same in both languages, or a practice in the words of each
    message   what a finding says; it names the text flagged and, where there is one, the remedy
    wrong     texts in each of which the rule finds something; `right` look-alikes in which it finds
              nothing. For rules on texts each is a whole report, or a stretch of one; for others a
              caption (tests build them)
    check     from the subject to its findings; pure, linear in the length of the text
    """

    code: str
    severity: Severity
    name: Words
    why: Words
    source: str | Words
    message: Words
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    check: Callable[[Subject], Iterator[Finding]]

    @property
    def sources(self) -> Words:
        """The source in both languages."""
        return (self.source, self.source) if isinstance(self.source, str) else self.source

    def at(
        self,
        line: Line,
        span: Span,
        *,
        new: str | None = None,
        edits: Sequence[Edit] = (),
        message: Words | None = None,
        severity: Severity | None = None,
        **values: object,
    ) -> Finding:
        """A finding on `span` of a line.

        new     what to put there, where the mend is certain; `edits` where it is more than one
                place
        values  fields of the message besides `text`, which is filled in
        """
        text = line.text[slice(*span)]
        fix = tuple(edits)
        if not fix and new is not None and new != text:
            fix = (Edit(line.number, span, text, new),)
        words = say(message or self.message, text=text, **values)
        return Finding(
            self.code, severity or self.severity, words, "", text, span, line.number, fix
        )
