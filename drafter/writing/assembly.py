"""Builds the real parts from Settings; alone imports retrieval, writers and gongwen."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.documents.draft_file import read_draft
from drafter.errors import EnvironmentFault, WriterRefused
from drafter.filling.rows import Earlier, Row, gap_rows, with_last
from drafter.messages import t
from drafter.ports import Holdings, Journal, Writer
from drafter.records import Brief, Draft
from drafter.retrieval.opening import URL, make_folder, open_index
from drafter.settings import Settings
from drafter.writing.pipeline import Progress, Redrafted, Tools, draft, redraft
from drafter.writing.prompts import Prompts
from drafter.writing.rules import RuleWriter

if TYPE_CHECKING:
    from drafter.retrieval.index import Index

Say = Callable[[str], None]
OpenJournal = Callable[[], Journal]


def draft_brief(
    brief: Brief,
    settings: Settings,
    *,
    progress: Progress = lambda done, total, heading: None,
    say: Say = lambda text: None,
    journal: Path | None = None,
    replay: bool = False,
    indexed: bool = True,
) -> Draft:
    """Draft notes with the writer and the index that the settings name.

    journal  another file to keep answers in; replay takes answers from it only, and asks no model
    Raises InputError, EnvironmentFault, WriterError.
    """
    with ExitStack() as stack:
        writer, notices = choose_writer(
            settings, lambda: _journal(journal or settings.journal, replay, stack), replay=replay
        )
        for notice in notices:
            say(notice)
        say(t("writer.chosen", writer=t(f"writer.name.{writer.name}"), model=writer.model))
        retriever = _retriever(settings, stack, say) if indexed else None
        result = draft(brief, Tools(writer, retriever, progress, holdings=_holdings(retriever)))
        notices += retriever.notices if retriever else []
    return replace(result, run=replace(result.run, notices=(*notices, *result.run.notices)))


Redraft = Callable[[Draft, str, str], Redrafted]
"""A draft, the id of a section, what the reviewer asks of its wording → two ways in which it could read."""


@contextmanager
def open_redraft(
    settings: Settings, *, journal: Path | None = None, replay: bool = False, indexed: bool = True
) -> Iterator[Redraft]:
    """Sections written anew as long as this lasts; writer, model and index are looked for at the first one.

    Asked for the same again, it goes on to other turns. Calling it raises InputError, EnvironmentFault, WriterError.
    """
    turns: Counter[str] = Counter()
    with ExitStack() as stack:

        @cache
        def tools() -> tuple[Sequence[Writer], "Index | None", list[str]]:
            notices: list[str] = []
            writer, said = choose_writer(
                settings,
                lambda: _journal(journal or settings.journal, replay, stack),
                replay=replay,
            )
            retriever = (
                _retriever(settings, stack, notices.append)
                if indexed and writer.wants_passages
                else None
            )
            return _both(writer), retriever, [*said, *notices]

        def anew(draft: Draft, section: str, remark: str) -> Redrafted:
            writers, retriever, notices = tools()
            made = redraft(draft, section, remark, writers, retriever, before=turns[section])
            turns[section] += len(writers)
            return replace(made, notices=(*notices, *made.notices))

        yield anew


def _both(writer: Writer) -> Sequence[Writer]:
    """Who writes the first and the second way: the local model has two manners, the rules know one way only."""
    if isinstance(writer, RuleWriter):
        return (writer,)
    if writer.name == "local":
        from drafter.writing.local import LocalWriter

        assert isinstance(writer, LocalWriter)
        return (writer, writer.in_manner("plain" if writer.manner == "rich" else "rich"))
    return (writer, writer)


def choose_writer(
    settings: Settings, journal: OpenJournal, *, replay: bool = False
) -> tuple[Writer, list[str]]:
    """The writer that is asked for, or for "auto" the best there is, and what has to be said about the choice.

    journal opens the journal; the rules, who ask no model, have no need of one.

    Raises EnvironmentFault where the one asked for by name is not to be had.
    """
    if settings.writer == "rules":
        return RuleWriter(), []
    if settings.writer == "openai" or (
        settings.writer == "auto" and settings.openai_api_key and settings.openai_model
    ):
        return _openai(settings, journal), []
    if settings.writer == "local":
        return _local(settings, journal, replay=replay), []
    try:
        return _local(settings, journal, replay=replay), []
    except EnvironmentFault as error:
        return RuleWriter(), [t("writer.fallback", reason=str(error).splitlines()[0])]


@contextmanager
def open_holdings(settings: Settings, say: Say = lambda text: None) -> Iterator[Holdings | None]:
    """The documents of the index, where there is one; nothing fails for want of it."""
    with ExitStack() as stack:
        index = _opened(settings, stack, say)
        for notice in index.notices if index else []:
            say(notice)
        yield _holdings(index)


def gap_rows_of(
    report: Path,
    settings: Settings,
    *,
    assigned: Mapping[str, str],
    say: Say = lambda text: None,
    indexed: bool = True,
) -> tuple[Draft, list[Row]]:
    """A draft and the rows of its gaps: who is to answer, and what an earlier report of the unit has there, if any.

    assigned  gap → division, before what the notes and the settings say
    """
    draft = read_draft(report)
    divisions = dict(settings.divisions) | dict(draft.brief.divisions)
    rows = [
        replace(row, division=assigned.get(row.gap.id, row.division))
        for row in gap_rows(draft, divisions)
    ]
    return draft, with_last(rows, _earlier(draft, settings, say)) if indexed else rows


def _earlier(draft: Draft, settings: Settings, say: Say) -> Iterator[Earlier]:
    """The passages of the unit's own earlier reports, the newest report first."""
    unit = draft.brief.organization
    if draft.brief.issuer_gaps:
        return
    with ExitStack() as stack:
        index = _opened(settings, stack, say)
        if index is None:
            return
        own = [
            one
            for one in index.documents()
            if one.shelf == "report" and one.unit == unit and not one.led_by
        ]
        for document in sorted(own, key=lambda one: (one.period, one.date), reverse=True):
            if document.period != draft.brief.period or not document.period:
                for passage in index.passages_of(document.id)[1]:
                    yield Earlier(document.title, passage.heading_path, passage.text)


def _journal(path: Path, replay: bool, stack: ExitStack) -> Journal:
    from drafter.writing.journal import SqliteJournal

    make_folder(path.parent)
    journal = SqliteJournal(path, replay_only=replay)
    stack.callback(journal.close)
    return journal


def _openai(settings: Settings, journal: OpenJournal) -> Writer:
    if not settings.openai_api_key or not settings.openai_model:
        raise WriterRefused(t("writer.openai.settings"))
    if not URL.match(settings.openai_base_url):
        raise WriterRefused(t("writer.openai.url", url=settings.openai_base_url))
    from drafter.writing.openai import OpenAIWriter, Price

    prompt, completion = settings.openai_price_prompt, settings.openai_price_completion
    return OpenAIWriter(
        api_key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        model=settings.openai_model,
        prompts=Prompts(settings.prompt_folders),
        journal=journal(),
        timeout=settings.openai_timeout,
        max_retries=settings.openai_retries,
        parallel=settings.openai_parallel,
        price=None if prompt is None or completion is None else Price(prompt, completion),
    )


def _local(settings: Settings, journal: OpenJournal, *, replay: bool) -> Writer:
    from drafter.writing.local import LocalWriter
    from drafter.writing.model_download import QWEN_CODER, usable

    gguf = settings.model or (
        settings.models / QWEN_CODER.file if replay else usable(settings.models)
    )
    if settings.model and not gguf.is_file() and not replay:
        raise EnvironmentFault(t("model.missing", file=gguf))
    return LocalWriter(
        gguf,
        manner="rich" if settings.manner == "rich" else "plain",
        prompts=Prompts(settings.prompt_folders),
        journal=journal(),
        threads=settings.threads or None,
    )


def _holdings(index: "Index | None") -> Holdings | None:
    if index is None:
        return None
    from drafter.retrieval.held_documents import IndexHoldings

    return IndexHoldings(index)


def _retriever(settings: Settings, stack: ExitStack, say: Say) -> "Index | None":
    """The index, where there is one that can be searched; a draft does not fail for want of it."""
    return _opened(settings, stack, say, searched=True)


def _opened(
    settings: Settings, stack: ExitStack, say: Say, *, searched: bool = False
) -> "Index | None":
    """The index, where there is one that serves; `searched` needs an embedder and, where one is set, a server."""
    if not settings.index.is_dir():
        return None
    try:
        index = stack.enter_context(open_index(settings))
        if searched:
            index.check()
        return index
    except EnvironmentFault as error:
        say(t("index.without", reason=error))
        return None
