"""One section written again, as a reviewer asks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.documents.draft_reviewed import names_for, reviewed, tidy
from drafter.documents.outline import RULES, draft_sections, written_before
from drafter.errors import InputError
from drafter.messages import t
from drafter.ports import Retriever, SecondReader, Writer
from drafter.proof.masked_passages import mask_text
from drafter.records import Draft, DraftSection, Finding, Paragraph, Passage, Taken
from drafter.writing.jobs import Job, jobs_of, with_passages, worded
from drafter.writing.proved_section import WrittenSection, write_section
from drafter.writing.rule_sentences import fallbacks
from drafter.writing.tally import Tally

LONGEST_REMARK = 400  # characters


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a section could read, proved like any draft.

    passages   that its sentences name and the draft has not
    fallbacks  a finding for each bullet of which no answer could be proved: the rules wrote it
    """

    taken: Taken
    passages: tuple[Passage, ...] = ()
    fallbacks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Redrafted:
    """The ways in which a section could read, and notices about them.

    No two ways are the same, and none is as the section reads now.
    """

    alternatives: tuple[Alternative, ...]
    notices: tuple[str, ...] = ()


Redraft = Callable[[Draft, str, str], Redrafted]
"""A draft, the id of a section, what the reviewer asks of its wording → how else it could read."""


def redraft(
    draft: Draft,
    section: str,
    remark: str,
    writers: Sequence[Writer],
    retriever: Retriever | None = None,
    *,
    before: int = 0,
    second_reader: SecondReader | None = None,
) -> Redrafted:
    """Have the bullets of one section written again, once by each of the writers.

    Bullets of the sections below it stay as they are.

    remark  what the reviewer asks of the wording. It is an instruction, never a source of facts:
            its figures, dates and names are masked before a writer sees it, and answers that say
            its words after it are refused
    before  how many turns this section had already: at another turn a writer says things otherwise,
            if it can
    second_reader  reads what the proof let pass; None where nobody is to
    Raises InputError where the section has no bullets of its own or the remark is too long,
    WriterError where no answer came at all.
    """
    job = _job(draft, section, remark)
    wanted = any(writer.wants_passages for writer in writers)
    job = _with_own_passages(draft, job, retriever if wanted else None)
    (job,) = worded([job], draft.passages, draft.brief.period)
    now = reviewed(draft)
    seen = {_words(_section(now.sections, section).paragraphs)}
    known = {passage.id for passage in now.passages}
    alternatives: list[Alternative] = []
    notices: dict[str, None] = {}
    for turn, writer in enumerate(writers, before + 1):
        written, said = _written(replace(job, turn=turn), draft, writer, second_reader)
        notices |= dict.fromkeys(said)
        alternative = _alternative(draft, job, written, known)
        words = _words(alternative.taken.paragraphs)
        if words in seen:
            notices[t("redraft.same")] = None
        else:
            seen.add(words)
            alternatives.append(alternative)
    return Redrafted(tuple(alternatives), tuple(notices))


def _job(draft: Draft, section: str, remark: str) -> Job:
    if len(remark) > LONGEST_REMARK:
        raise InputError(t("redraft.long", most=LONGEST_REMARK), section, value=str(len(remark)))
    for job in jobs_of(draft.brief):
        if job.section.id == section:
            return replace(job, remark=mask_text(tidy(remark)))
    raise InputError(t("redraft.nothing"), section)


def _written(
    job: Job, draft: Draft, writer: Writer, second_reader: SecondReader | None
) -> tuple[WrittenSection, list[str]]:
    """What one writer wrote, and what has to be told of it."""
    tally = Tally()
    getattr(writer, "begin", lambda: None)()
    notices: Sequence[str] = getattr(writer, "notices", ())
    earlier = len(notices)
    written = write_section(job, draft.brief, writer, tally, second_reader)
    told = [*tally.told(), *notices[earlier:]]
    if writer.name == RULES.writer:
        told.append(t("redraft.rules"))
    elif all(s.author.writer == RULES.writer for s in written.sentences.values()):
        told.append(t("redraft.unproved"))
    return written, told


def _alternative(draft: Draft, job: Job, written: WrittenSection, known: set[str]) -> Alternative:
    sentences = {sentence.id: sentence for sentence in written.sentences.values()}.values()
    used = {id for sentence in sentences for id in sentence.passages}
    return Alternative(
        Taken(job.section.id, _paragraphs(draft, written), written.plan),
        tuple(passage for passage in job.passages if passage.id in used - known),
        tuple(fallbacks(sentences)),
    )


def _with_own_passages(draft: Draft, job: Job, retriever: Retriever | None) -> Job:
    """The passages its sentences were written with; if there were none, those found now."""
    named = {
        id
        for paragraph in _section(draft.sections, job.section.id).paragraphs
        for sentence in paragraph.sentences
        for id in sentence.passages
    }
    own = tuple(passage for passage in draft.passages if passage.id in named and passage.masked)
    if own or retriever is None:
        return replace(job, passages=own)
    (job,) = with_passages([job], retriever, shown=True)
    names = names_for(draft, job.passages)
    passages = tuple(replace(passage, id=names[passage.id]) for passage in job.passages)
    return replace(job, passages=passages)


def _paragraphs(draft: Draft, written: WrittenSection) -> tuple[Paragraph, ...]:
    """The paragraphs of a section, with what was written of its bullets."""
    sentences = written_before(draft) | written.sentences
    sections = draft_sections(draft.brief, sentences, [written.plan])
    return _section(sections, written.plan.section).paragraphs


def _section(sections: Iterable[DraftSection], id: str) -> DraftSection:
    return next(part for top in sections for part in top.walk() if part.id == id)


def _words(paragraphs: Iterable[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs)
