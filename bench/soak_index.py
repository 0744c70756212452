"""The documents that the soak writes, and what an index of them has to hold."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from made_up import speaker

from drafter.retrieval import active_index
from drafter.retrieval.adding import content_hash
from drafter.retrieval.catalogue import document_id
from drafter.retrieval.index import Index

SMALL = 20  # so that snapshots are built all the time
PASSAGES = 3  # of each document
SOAK = str(Path(__file__).with_name("soak.py"))  # runs `operate` and `look` in new processes


def keep_small() -> None:
    """Have this process build a snapshot as soon as a few passages are new."""
    active_index.SMALL = SMALL


def write(file: Path, version: int) -> list[str]:
    """Write a document of which no other version shares a sentence; its paragraphs."""
    say = speaker(random.Random(f"{file.name} {version}").getrandbits(32))
    # Too long to share a passage, too short to be parted.
    paragraphs = [say(90) for _ in range(PASSAGES)]
    file.write_text(f"{file.stem}工作总结\n" + "\n".join(paragraphs), encoding="utf-8")
    return paragraphs


def identity(file: Path) -> str:
    """The id under which the index has a file's content."""
    return document_id(content_hash(file))


def look(folder: Path) -> None:
    """Print what is in an index: its documents, and what is wrong with their passages."""
    with Index.open(folder) as index:
        documents = {document.file: document.id for document in index.documents()}
        whole = {
            "documents": documents,
            "wrong": [*index.verify(), *_wrong(index)],
            "notices": index.notices,
        }
    print(json.dumps(whole))


def _wrong(index: Index) -> Iterator[str]:
    documents = index.documents()
    for document in documents:
        if document.passages != PASSAGES:
            yield f"{document.title} has {document.passages} passages"
        if document.led_by:
            yield f"{document.title} is led by {document.led_by}"
    ids = {f"{document.id}-{number}" for document in documents for number in range(PASSAGES)}
    passages = index.search("工作", limit=2 * len(ids) + 9)
    counts = Counter(passage.id for passage in passages)
    yield from (f"{passage} is not found" for passage in ids - counts.keys())
    yield from (f"{name} is found {count} times" for name, count in counts.items() if count > 1)
    yield from (f"{passage} is found, but there is none" for passage in counts.keys() - ids)
