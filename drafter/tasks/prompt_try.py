"""drafter prompt try: one section of notes, written with the shipped prompts and with others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.documents.outline import RULES
from drafter.errors import EnvironmentFault, InputError, UsageFault
from drafter.messages import t
from drafter.reading.notes import open_notes
from drafter.records import Brief, Draft, Section, Sentence
from drafter.settings import Settings, load_settings, shipped
from drafter.tasks.telling import Telling
from drafter.writing.assembly import draft_brief
from drafter.writing.own_prompts import difference, in_use
from drafter.writing.prompts import Prompts


@dataclass(frozen=True, slots=True)
class Tried:
    """The section as one set of prompts had it written.

    own        whether they were the user's own prompts
    sentences  of the section, in order
    """

    own: bool
    draft: Draft
    sentences: tuple[Sentence, ...]

    @property
    def at_once(self) -> int:
        """How many of the model's sentences passed without a repair."""
        return sum(not one.repairs and one.author != RULES for one in self.sentences)

    @property
    def repaired(self) -> int:
        """How many of them passed after one was refused."""
        return sum(bool(one.repairs) and one.author != RULES for one in self.sentences)

    @property
    def by_rules(self) -> int:
        """How many stand as the rules wrote them."""
        return sum(one.author == RULES for one in self.sentences)


def tried(
    notes: Path, section: str, prompts: Path | None, flags: Mapping[str, object], telling: Telling
) -> tuple[Tried, Tried]:
    """Have a section written twice: with the shipped prompts, then with the user's own.

    section  words of its heading; "" for the first section with notes
    prompts  the user's folder; None for that of the settings
    flags    settings that were given: writer, manner, model
    Raises InputError where there is no such section, UsageFault where the settings have no prompts
    but the shipped ones, EnvironmentFault where no model writes, WriterError.
    """
    settings = load_settings(flags)
    brief = open_notes(notes).brief()
    wanted = _wanted(brief, section, notes)
    if prompts is None and not _has_own(settings):
        raise UsageFault(t("cli.prompt.no_own", folder=settings.home / "prompts"), "--prompts")
    alone = replace(brief, preamble=(), sections=tuple(_only(brief.sections, wanted)))
    shipped_first = replace(settings, prompts=shipped("prompts"))
    own_first = replace(settings, prompts=prompts or settings.prompts)
    with telling:
        before = _written(alone, shipped_first, wanted, telling)
        return Tried(False, *before), Tried(True, *_written(alone, own_first, wanted, telling))


def _has_own(settings: Settings) -> bool:
    """Whether a prompt of the settings differs from the shipped one of its name."""
    prompts = Prompts(settings.prompt_folders)
    found = (in_use(prompts, name) for name in prompts.names())
    return any(used.ours and difference(used) for used in found)


def _written(
    brief: Brief, settings: Settings, section: str, telling: Telling
) -> tuple[Draft, tuple[Sentence, ...]]:
    """The draft, and the sentences of the section; () where nothing stands there."""
    draft = draft_brief(brief, settings, progress=telling.step, say=telling.say)
    if draft.run.writer == "rules":
        raise EnvironmentFault(t("cli.prompt.no_model"))
    found = [one for one in draft.all_sections() if one.id == section]
    paragraphs = [paragraph for one in found for paragraph in one.paragraphs]
    return draft, tuple(one for paragraph in paragraphs for one in paragraph.sentences)


def _wanted(brief: Brief, words: str, file: Path) -> str:
    """The id of the first section with notes of its own whose heading has these words."""
    noted = [section for section in brief.all_sections() if section.bullets]
    found = next((section for section in noted if words in section.heading), None)
    if found is None:
        known = "、".join(section.heading for section in noted)
        remedy = t("cli.prompt.sections", known=known)
        raise InputError(t("cli.prompt.no_section", name=words), file, remedy=remedy)
    return found.id


def _only(sections: tuple[Section, ...], wanted: str) -> Iterator[Section]:
    """The section of that id with its own notes, below the headings that stand above it."""
    for section in sections:
        if section.id == wanted:
            yield replace(section, sections=())
        elif any(one.id == wanted for one in section.walk()):
            yield replace(section, bullets=(), sections=tuple(_only(section.sections, wanted)))
