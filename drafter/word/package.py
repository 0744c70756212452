"""A Word file of a stranger's as its parts; none, however made, costs more than seconds to open.

Nothing is parsed before it was counted. The limits stand far above any report: the longest known
has 60 pages.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from drafter.errors import InputError
from drafter.messages import t
from drafter.word.archive import MAX_FILE, packed, refuse_bombs, refuse_doctype, refuse_more

MAX_PARAGRAPHS = 20_000
MAX_STYLES = 5000  # Word itself takes 4079
_CHUNK = 2**16

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/"


def w(tag: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return f"{{{_MAIN}}}{tag}"


VAL = w("val")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a Word file that its text and its looks depend on.

    None where the file lacks one.

    body     w:body of the document itself
    core     who changed it last, and when
    threads  which comments are resolved
    related  the document's parts by their relationship's id: footers
    """

    body: Any
    styles: Any = None
    numbering: Any = None
    settings: Any = None
    comments: Any = None
    threads: Any = None
    theme: Any = None
    footnotes: Any = None
    endnotes: Any = None
    core: Any = None
    related: dict[str, Any] | None = None


def open_parts(path: Path) -> Parts:
    """Read a Word file's parts.

    Raises InputError, which says what to do, on what is no Word file or is too much.
    """
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise InputError(t("index.read.large", size=size >> 20, limit=MAX_FILE >> 20), path)
        with path.open("rb") as file:
            _refuse_other_files(file, path)
        with packed(path) as archive:
            refuse_bombs(archive, path)
            return _parts(archive, path)
    except OSError as error:
        raise InputError(t("index.read.os"), path, value=error.strerror or str(error)) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        etree.LxmlError,
    ) as error:
        raise InputError(
            t("word.broken"), path, value=str(error)[:120], remedy=t("word.broken.remedy")
        ) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise InputError(t("word.encrypted"), path, remedy=t("word.encrypted.remedy")) from error


def _refuse_other_files(file: Any, path: Path) -> None:
    head = file.read(len(_OLE))
    if head == _OLE:
        encrypted = any(_ENCRYPTED in piece for piece in _overlapping(file, len(_ENCRYPTED)))
        if encrypted:
            raise InputError(t("word.encrypted"), path, remedy=t("word.encrypted.remedy"))
        raise InputError(t("check.old_word"), path, remedy=t("check.old_word.remedy"))
    if not head.startswith(b"PK"):
        raise InputError(t("word.other"), path, remedy=t("check.old_word.remedy"))


def _overlapping(file: Any, overlap: int) -> Iterator[bytes]:
    """The file in pieces, each with the end of the one before.

    Nothing shorter than `overlap` falls between two.
    """
    last = b""
    while piece := file.read(_CHUNK):
        yield last + piece
        last = piece[-overlap:]


def _parts(archive: zipfile.ZipFile, path: Path) -> Parts:
    names = {name.lower(): name for name in archive.namelist()}

    def read(name: str) -> Any:
        """The root of a part, None where there is none."""
        known = names.get(name.lower())
        if known is None:
            return None
        with archive.open(known) as file:
            return _parsed(b"".join(iter(lambda: file.read(_CHUNK), b"")), path)

    package = _by_kind(_relations(read("_rels/.rels"), ""), names)
    core = None
    with suppress(etree.LxmlError):  # who changed it last is not worth a refusal
        core = read(package["core-properties"]) if "core-properties" in package else None
    main = package.get("officeDocument", "word/document.xml")
    folder, name = posixpath.split(main)
    body = _body(read(main), main, path)
    relations = _relations(read(f"{folder}/_rels/{name}.rels"), folder)
    targets = _by_kind(relations, names)
    kinds = ("styles", "numbering", "settings", "comments", "theme", "footnotes", "endnotes")
    related = {kind: read(targets[kind]) for kind in kinds if kind in targets}
    threads = read(targets["commentsExtended"]) if "commentsExtended" in targets else None
    styles = related.get("styles")
    refuse_more(path, "styles", 0 if styles is None else len(styles), MAX_STYLES)
    footers = {id: read(target) for id, (kind, target) in relations.items() if kind == "footer"}
    found = {id: root for id, root in footers.items() if root is not None}
    return Parts(body, related=found, core=core, threads=threads, **related)


def _body(document: Any, name: str, path: Path) -> Any:
    """The w:body of the document's part.

    Raises InputError where there is none, or too much in it.
    """
    body = None if document is None else document.find(w("body"))
    if body is None:
        raise InputError(t("word.part", part=name), path, remedy=t("word.broken.remedy"))
    paragraphs = int(body.xpath("count(.//w:p)", namespaces={"w": _MAIN}))
    refuse_more(path, "paragraphs", paragraphs, MAX_PARAGRAPHS)
    return body


def _by_kind(relations: dict[str, tuple[str, str]], names: Collection[str]) -> dict[str, str]:
    """Kind → target of the first relationship of the kind that leads to one of `names`."""
    by_kind: dict[str, str] = {}
    for kind, target in relations.values():
        if target.lower() in names:
            by_kind.setdefault(kind, target)
    return by_kind


def _relations(root: Any, folder: str) -> dict[str, tuple[str, str]]:
    """Kind and target of each relationship by its id, those to places outside the file left out.

    Of two with one id the first has it.
    """
    relations: dict[str, tuple[str, str]] = {}
    for number, element in enumerate(() if root is None else root.iter(RELATION)):
        if element.get("TargetMode") != "External":
            id = element.get("Id", "")
            kind = element.get("Type", "").rpartition("/")[2]
            target = part_named(element.get("Target", ""), folder)
            relations[f"{id}#{number}" if id in relations else id] = (kind, target)
    return relations


def part_named(target: str, folder: str) -> str:
    """The name of the part that a relationship of a folder leads to."""
    return posixpath.normpath(posixpath.join(folder, target.replace("\\", "/"))).lstrip("/")


def _parsed(content: bytes, path: Path) -> Any:
    if _STRICT in content[:4096]:
        raise InputError(t("word.strict"), path, remedy=t("word.strict.remedy"))
    refuse_doctype(content, path)
    return parse_part(content)


def parse_part(content: bytes) -> Any:
    """The root of a part. Raises lxml's errors on what is no XML."""
    # whatever the part declares: OPC knows no third (ISO/IEC 29500-2 9.1.4)
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(content, parser)
