"""Builds the real parts of a draft from Settings: writer, journal, index."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.documents.withheld import Allowed
from drafter.errors import EnvironmentFault
from drafter.facts.personal_data import personal_key
from drafter.filling.rows import Earlier, Row, gap_rows, with_last
from drafter.messages import t
from drafter.ports import Holdings, Journal, SecondReader
from drafter.records import Brief, Draft
from drafter.retrieval.opening import make_folder, open_index
from drafter.settings import Settings
from drafter.writing.archive import earlier_passages, earlier_reports, passages_of_files
from drafter.writing.pipeline import Before, Progress, Tools, draft
from drafter.writing.redraft import Redraft, Redrafted, redraft
from drafter.writing.writers import MadeWriter, choose_writer

if TYPE_CHECKING:
    from drafter.retrieval.index import Index

Say = Callable[[str], None]


def draft_brief(
    brief: Brief,
    settings: Settings,
    *,
    progress: Progress = lambda done, total, heading: None,
    say: Say = lambda text: None,
    journal: Path | Journal | None = None,
    replay: bool = False,
    indexed: bool = True,
    keep_personal: bool = False,
    style: Sequence[Path] = (),
    before: Before | None = None,
) -> Draft:
    """Draft notes with the writer and the index that the settings name.

    journal  another file to keep answers in, or what keeps them; replay takes answers from it only,
             and asks no model
    keep_personal  numbers of persons are printed; else only those that the settings call public
    before   the draft that people worked on before: what becomes of its sections
    style    documents after whose words the rules write before any other's
    Raises InputError, EnvironmentFault, WriterError.
    """
    model = passages_of_files(style)
    allowed = Allowed(frozenset(map(personal_key, settings.personal_public)), keep_personal)
    with ExitStack() as stack:
        writer, reader, notices = _writer(settings, journal, stack, replay=replay)
        for notice in (*notices, *getattr(writer, "notices", ())):
            say(notice)
        say(t("writer.chosen", writer=t(f"writer.name.{writer.name}"), model=writer.model))
        if (place := getattr(writer, "place", "")) and not replay:
            say(t("writer.place", place=place))
        retriever = _retriever(settings, stack, say) if indexed else None
        tools = Tools(
            writer,
            retriever,
            progress,
            holdings=_holdings(retriever),
            allowed=allowed,
            second_reader=reader,
            archive=(*model, *earlier_passages(retriever, brief)),
            before=before,
        )
        result = draft(brief, tools)
        notices += retriever.notices if retriever else []
    return replace(result, run=replace(result.run, notices=(*notices, *result.run.notices)))


@contextmanager
def open_redraft(
    settings: Settings, *, journal: Path | None = None, replay: bool = False, indexed: bool = True
) -> Iterator[Redraft]:
    """Sections written anew as long as this lasts.

    Writer, model and index are looked for at the first one. Asked for the same again, it goes on to
    other turns. Calling it raises InputError, EnvironmentFault, WriterError.
    """
    turns: Counter[str] = Counter()
    with ExitStack() as stack:

        @cache
        def tools() -> "tuple[MadeWriter, SecondReader | None, Index | None, list[str]]":
            writer, reader, notices = _writer(settings, journal, stack, replay=replay)
            retriever = None
            if indexed and writer.wants_passages:
                retriever = _retriever(settings, stack, notices.append)
            return writer, reader, retriever, notices

        def anew(draft: Draft, section: str, remark: str) -> Redrafted:
            writer, reader, retriever, notices = tools()
            writers, before = writer.ways(), turns[section]
            made = redraft(
                draft, section, remark, writers, retriever, before=before, second_reader=reader
            )
            turns[section] += len(writers)
            return replace(made, notices=(*notices, *made.notices))

        yield anew


@contextmanager
def open_holdings(settings: Settings, say: Say = lambda text: None) -> Iterator[Holdings | None]:
    """The documents of the index, where there is one; nothing fails for want of it."""
    with ExitStack() as stack:
        index = _opened(settings, stack, say)
        for notice in index.notices if index else []:
            say(notice)
        yield _holdings(index)


def gap_rows_of(
    draft: Draft,
    settings: Settings,
    *,
    assigned: Mapping[str, str],
    say: Say = lambda text: None,
    indexed: bool = True,
) -> list[Row]:
    """The rows of the gaps of a draft.

    A row says who is to answer and what an earlier report of the unit has there, if any.
    assigned  gap → division, before what the notes and the settings say
    """
    divisions = dict(settings.divisions) | dict(draft.brief.divisions)
    rows = [
        replace(row, division=assigned.get(row.gap.id, row.division))
        for row in gap_rows(draft, divisions)
    ]
    return with_last(rows, _earlier(draft, settings, say)) if indexed else rows


def _earlier(draft: Draft, settings: Settings, say: Say) -> Iterator[Earlier]:
    """The passages of the unit's own earlier reports, the newest report first."""
    if draft.brief.issuer_gaps:
        return
    with ExitStack() as stack:
        index = _opened(settings, stack, say)
        if index is None:
            return
        for document in earlier_reports(index, draft.brief):
            for passage in index.passages_of(document.id)[1]:
                yield Earlier(document.title, passage.heading_path, passage.text)


def _writer(
    settings: Settings, journal: Path | Journal | None, stack: ExitStack, *, replay: bool
) -> tuple[MadeWriter, SecondReader | None, list[str]]:
    """The writer, who reads after it where the settings ask for it, and notices about both."""
    writer, notices = choose_writer(
        settings, lambda: _journal(journal or settings.journal, replay, stack), replay=replay
    )
    reader = writer.second_reader() if settings.second_reader else None
    if settings.second_reader and reader is None:
        notices.append(t("second_reader.idle", writer=t(f"writer.name.{writer.name}")))
    return writer, reader, notices


def _journal(path: Path | Journal, replay: bool, stack: ExitStack) -> Journal:
    from drafter.writing.journal import SqliteJournal

    if not isinstance(path, Path):
        return path
    make_folder(path.parent)
    journal = SqliteJournal(path, replay_only=replay)
    stack.callback(journal.close)
    return journal


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
    """The index, where there is one that serves.

    searched  it also needs an embedder and, where one is set, a server
    """
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
