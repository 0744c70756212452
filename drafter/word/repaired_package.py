"""A Word file as python-docx can open it: what Word itself passes over is mended in memory.

Word opens a file in which a relationship stands twice, leads nowhere, is written in another case or
lacks its content type. python-docx raises errors of a dozen kinds, some of them only when saving.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from drafter.word.package import RELATION, parse_part, part_named, w

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
# Of each of these a file has one: its relationship, its content type, its root (None: any).
_ONLY: dict[str, tuple[str, str, str | None]] = {
    type.rpartition("/")[2]: (type, content, root)
    for type, content, root in (
        (RT.OFFICE_DOCUMENT, CT.WML_DOCUMENT_MAIN, w("document")),
        (RT.CORE_PROPERTIES, CT.OPC_CORE_PROPERTIES, _CORE),
        (RT.EXTENDED_PROPERTIES, CT.OFC_EXTENDED_PROPERTIES, None),
        (RT.CUSTOM_PROPERTIES, CT.OFC_CUSTOM_PROPERTIES, None),
        (RT.STYLES, CT.WML_STYLES, w("styles")),
        (RT.SETTINGS, CT.WML_SETTINGS, w("settings")),
        (RT.NUMBERING, CT.WML_NUMBERING, w("numbering")),
        (RT.COMMENTS, CT.WML_COMMENTS, w("comments")),
        (RT.FOOTNOTES, CT.WML_FOOTNOTES, w("footnotes")),
        (RT.ENDNOTES, CT.WML_ENDNOTES, w("endnotes")),
        (RT.FONT_TABLE, CT.WML_FONT_TABLE, None),
        (RT.THEME, CT.OFC_THEME, None),
        (RT.WEB_SETTINGS, CT.WML_WEB_SETTINGS, None),
    )
}
_MANY = {"header": CT.WML_HEADER, "footer": CT.WML_FOOTER}
_MACROS = {"vbaProject", "wordVbaData"}  # no .docx has any
_DEFAULTS = {"xml": CT.XML}
_OTHERWISE = "application/octet-stream"


def repaired(path: Path) -> io.BytesIO | None:
    """The whole file mended; None where nothing is wrong with it.

    Raises zipfile's and lxml's errors. The file must have been counted by `open_parts` before.
    """
    with zipfile.ZipFile(path) as archive:
        package = _Package(archive)
        changed = package.mended()
        if not changed:
            return None
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for name in {*archive.namelist(), *changed}:
                copy.writestr(name, changed[name] if name in changed else archive.read(name))
    out.seek(0)
    return out


class _Package:
    """The relationships and content types of a package.

    _types    part → the content type that it has to have
    _reached  the parts that relationships lead to
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self._types: dict[str, str] = {}
        self._reached: set[str] = set()

    def mended(self) -> dict[str, bytes]:
        """The entries that have to be written anew, by name."""
        changed = dict(self._mended_relations())
        types = self._mended_types()
        return changed if types is None else {**changed, "[Content_Types].xml": types}

    def _mended_relations(self) -> Iterator[tuple[str, bytes]]:
        every = [name for name in self._names.values() if name.lower().endswith(".rels")]
        for name in dict.fromkeys(["_rels/.rels", *every]):
            folder = name.rpartition("_rels/")[0].rstrip("/")
            root = self._root(name)
            whole = root is not None
            if root is None:
                root = etree.Element(RELATION.removesuffix("Relationship") + "Relationships")
            before = etree.tostring(root)
            self._mend_relations(root, folder)
            if name == "_rels/.rels":
                self._add_main(root)
            if not whole or etree.tostring(root) != before:
                yield name, _written(root)

    def _mend_relations(self, root: Any, folder: str) -> None:
        ids: set[str] = set()
        kinds: set[str] = set()
        for relation in list(root.iter(RELATION)):
            kind = relation.get("Type", "").rpartition("/")[2]
            if kind in kinds or not self._mend_relation(relation, kind, folder):
                root.remove(relation)
                continue
            if relation.get("Id", "") in {"", *ids}:
                relation.set("Id", _new_id(root))
            ids.add(relation.get("Id"))
            kinds |= {kind} & _ONLY.keys()

    def _mend_relation(self, relation: Any, kind: str, folder: str) -> bool:
        """Lead a relationship to its part; whether it can stay."""
        if relation.get("Target") is None or not kind or kind in _MACROS:
            return False
        needs_part = kind in _ONLY or kind in _MANY
        if relation.get("TargetMode") == "External":
            return not needs_part
        part = self._led_to(relation, folder)
        if part is None:  # a picture that is missing: Word shows a frame
            relation.set("TargetMode", "External")
            return not needs_part
        return self._has_type(part, relation, kind)

    def _led_to(self, relation: Any, folder: str) -> str | None:
        target = relation.get("Target")
        wanted = part_named(target, folder)
        part = None if _is_of_package(wanted) else self._names.get(wanted.lower())
        if part is not None:
            self._reached.add(part)
            if part != wanted or "\\" in target:
                relation.set("Target", f"/{part}")
        return part

    def _has_type(self, part: str, relation: Any, kind: str) -> bool:
        """Give a part the type of its kind; False where it holds something else."""
        if kind in _MANY:
            self._types[part] = _MANY[kind]
        if kind not in _ONLY:
            return True
        type, self._types[part], tag = _ONLY[kind]
        relation.set("Type", type)
        return tag is None or self._root_tag(part) == tag

    def _add_main(self, root: Any) -> None:
        """Where nothing says which part the document is, it is the one of its usual name."""
        main = self._names.get("word/document.xml")
        if main and not any(e.get("Type") == RT.OFFICE_DOCUMENT for e in root):
            given = {"Id": _new_id(root), "Type": RT.OFFICE_DOCUMENT, "Target": f"/{main}"}
            etree.SubElement(root, RELATION, given)
            self._types[main] = CT.WML_DOCUMENT_MAIN
            self._reached.add(main)

    def _mended_types(self) -> bytes | None:
        root = self._root("[Content_Types].xml")
        if root is None:
            root = etree.Element(f"{_TYPES}Types")
        before = etree.tostring(root)
        parts = {e.get("PartName", "").lower(): e for e in root.iter(f"{_TYPES}Override")}
        endings = {e.get("Extension", "").lower(): e for e in root.iter(f"{_TYPES}Default")}
        for part, type in self._types.items():
            key = f"/{part}".lower()
            if key not in parts:
                parts[key] = etree.SubElement(root, f"{_TYPES}Override", {"PartName": f"/{part}"})
            parts[key].set("ContentType", type)
        for part in sorted(self._reached):
            ending = part.rpartition("/")[2].lower().rpartition(".")[2]
            if f"/{part}".lower() not in parts and ending not in endings:
                given = {"PartName": f"/{part}", "ContentType": _DEFAULTS.get(ending, _OTHERWISE)}
                etree.SubElement(root, f"{_TYPES}Override", given)
        return None if etree.tostring(root) == before else _written(root)

    def _root(self, name: str) -> Any:
        known = self._names.get(name.lower())
        return None if known is None else parse_part(self._archive.read(known))

    def _root_tag(self, name: str) -> str:
        try:
            return str(self._root(name).tag)
        except etree.LxmlError:
            return ""


def _is_of_package(name: str) -> bool:
    """Whether an entry says what the package is, and is no part."""
    return name.lower().endswith(".rels") or name == "[Content_Types].xml"


def _new_id(root: Any) -> str:
    used = {relation.get("Id") for relation in root}
    return next(id for n in range(1, len(used) + 2) if (id := f"rIdNew{n}") not in used)


def _written(root: Any) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
