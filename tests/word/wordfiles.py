"""Word files made part by part, so that a test shows the very XML that it is about."""

import zipfile
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="{_MC}"'
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" '
    'w:header="851" w:footer="1430" w:gutter="0"/>'
    "</w:sectPr>"
)


def p(inner: str = "", properties: str = "") -> str:
    """A paragraph; plain words become a run."""
    content = inner if inner.startswith("<") or not inner else r(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    start = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{start}<w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(inner: str) -> str:
    return f'<w:ins w:id="90" w:author="甲" w:date="2026-01-01T00:00:00Z">{inner}</w:ins>'


def deleted(text: str) -> str:
    run = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="91" w:author="甲" w:date="2026-01-01T00:00:00Z">{run}</w:del>'


def field(code: str, shown: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{r(shown)}{end}"


def listed(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, format: str, pattern: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(id: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{id}">{"".join(levels)}</w:abstractNum>'


def num(id: int, base: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{base}"/>{overrides}</w:num>'


def document(body: str, section: str = SECTION) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {_NAMESPACES}>'
        f"<w:body>{body}{section}</w:body></w:document>"
    )


def word(
    path: Path,
    body: str,
    *,
    section: str = SECTION,
    footers: dict[str, str] | None = None,
    **parts: str,
) -> Path:
    """Write a Word file: its body, further parts by name (the XML inside their root), footers by
    relationship's id.
    """
    return package(path, document(body, section), footers=footers, **parts)


def package(
    path: Path, main: str | bytes, *, footers: dict[str, str] | None = None, **parts: str
) -> Path:
    """Write a package whose document part is given whole."""
    kinds = f"{_PACKAGE}/relationships", f"{_R}/"
    relations = [
        f'<Relationship Id="p{name}" Type="{kinds[1]}{name}" Target="{name}.xml"/>'
        for name in parts
    ]
    relations += [
        f'<Relationship Id="{id}" Type="{kinds[1]}footer" Target="footer{id}.xml"/>'
        for id in footers or {}
    ]
    main_type = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = [
        f'<Override PartName="/word/document.xml" ContentType="{main_type}.document.main+xml"/>'
    ]
    overrides += [
        f'<Override PartName="/word/{name}.xml" ContentType="{main_type}.{name}+xml"/>'
        for name in parts
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{''.join(overrides)}</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{kinds[0]}">'
            f'<Relationship Id="r1" Type="{kinds[1]}officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{kinds[0]}">{"".join(relations)}</Relationships>',
        )
        archive.writestr("word/document.xml", main)
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_NAMESPACES}>{inner}</w:{name}>")
        for id, inner in (footers or {}).items():
            archive.writestr(f"word/footer{id}.xml", f"<w:ftr {_NAMESPACES}>{inner}</w:ftr>")
    return path
