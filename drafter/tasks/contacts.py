"""Contact lines of the notes of which nobody said yet whether they may be printed."""

import json
from collections.abc import Iterator, Sequence

from drafter.documents.withheld import ContactLine, contact_lines
from drafter.facts.personal_data import personal_key
from drafter.messages import t
from drafter.records import Brief
from drafter.settings import Settings
from drafter.tasks.telling import Warn


def unsettled_lines(brief: Brief, settings: Settings) -> list[ContactLine]:
    """The contact lines that the settings do not know."""
    known = set(map(personal_key, (*settings.personal_public, *settings.personal_private)))
    return [one for one in contact_lines(brief) if personal_key(one.number) not in known]


def how_to_print(lines: Sequence[ContactLine]) -> Iterator[str]:
    """What to write into drafter.toml so that they are printed."""
    for one in lines:
        line = f"public = [{json.dumps(one.number, ensure_ascii=False)}]"
        yield t("cli.contact.how", words=one.words, row=one.line, line=line)


def unasked(brief: Brief, settings: Settings, warn: Warn) -> Settings:
    """The settings as they are: nobody can be asked, so that it is told how to let lines in."""
    for line in how_to_print(unsettled_lines(brief, settings)):
        warn(line)
    return settings
