"""Documents that name something elsewhere in every way we know, and a listener that hears it.

python -m tests.reading.calling_home converts each by settings alone, in the network, and tells.
"""

import shutil
import socket
import tempfile
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = " ".join(
    [
        *(
            f'xmlns:{prefix}="{_ODF}{name}:1.0"'
            for prefix, name in (
                ("office", "office"),
                ("text", "text"),
                ("draw", "drawing"),
                ("style", "style"),
                ("table", "table"),
                ("script", "script"),
                ("form", "form"),
                ("svg", "svg-compatible"),
            )
        ),
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
    ]
)
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_ODF}manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_SIMPLE = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
TEXTS = {
    "image": f'<draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{{url}}/i.png" {_SIMPLE}/></draw:frame>',
    "section": f'<text:section text:name="s"><text:section-source xlink:href="{{url}}/s.odt" {_SIMPLE}/><text:p>x</text:p></text:section>',
    "object": f'<draw:frame svg:width="3cm" svg:height="3cm"><draw:object-ole xlink:href="{{url}}/o.bin" {_SIMPLE}/></draw:frame>',
    "object-link": f'<draw:frame svg:width="3cm" svg:height="3cm"><draw:object xlink:href="{{url}}/o.odt" {_SIMPLE}/></draw:frame>',
    "frame": f'<draw:frame svg:width="3cm" svg:height="3cm"><draw:floating-frame xlink:href="{{url}}/f.html" {_SIMPLE}/></draw:frame>',
    "plugin": f'<draw:frame svg:width="3cm" svg:height="3cm"><draw:plugin xlink:href="{{url}}/p.mp4" draw:mime-type="video/mp4" {_SIMPLE}/></draw:frame>',
    "dde": '<text:p><text:dde-connection text:connection-name="d">x</text:dde-connection></text:p>',
}
SHEETS = {
    "area": f'<table:table-cell office:value-type="string"><table:cell-range-source table:name="a" xlink:href="{{url}}/a.ods" table:filter-name="calc8" {_SIMPLE}/><text:p>x</text:p></table:table-cell>',
    "external": '<table:table-cell table:formula="of:=[\'{url}/e.ods\'#$Sheet1.A1]" office:value-type="float" office:value="1"/>',
    "webservice": '<table:table-cell table:formula="of:=COM.MICROSOFT.WEBSERVICE(&quot;{url}/w&quot;)" office:value-type="string"/>',
}
PAGES = {
    "img": '<img src="{url}/i.png">',
    "style": '<link rel="stylesheet" href="{url}/s.css">',
    "frame": '<iframe src="{url}/f.html"></iframe>',
    "object": '<object data="{url}/o.bin"></object>',
    "background": '<table background="{url}/b.png"><tr><td>x</table>',
    "refresh": '<meta http-equiv="refresh" content="0;url={url}/r.html">',
}
RTFS = {
    "picture": r'{\field{\*\fldinst INCLUDEPICTURE "URL/i.png" \\d}{\fldrslt x}}',
    "text": r'{\field{\*\fldinst INCLUDETEXT "URL/t.docx"}{\fldrslt x}}',
    "template": r"{\*\template URL/t.dotm}",
    "object": r"{\object\objautlink\objupdate{\*\objclass Word.Document.8}{\*\objdata 01}}",
}

_END = "</manifest:manifest>"
_LISTED = '<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'


def odt(path: Path, body: str, more: Mapping[str, str] = {}) -> Path:
    text = f"<office:text>{body}<text:p>工作总结</text:p></office:text>"
    return _packed(path, "text", text, more)


def ods(path: Path, cell: str) -> Path:
    rows = f"<table:table-row>{cell}</table:table-row>"
    return _packed(
        path,
        "spreadsheet",
        f'<office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table>'
        "</office:spreadsheet>",
    )


def _packed(path: Path, kind: str, body: str, more: Mapping[str, str] = {}) -> Path:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    content = (
        f'<office:document-content {_NAMES} office:version="1.2"><office:body>{body}'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", mime)
        listed = "".join(_LISTED.format(name=name) for name in more)
        manifest = _MANIFEST.format(mime=mime).replace(_END, listed + _END)
        archive.writestr("META-INF/manifest.xml", manifest)
        for name, entry in {"content.xml": content, **more}.items():
            archive.writestr(name, entry)
    return path


def rtf(path: Path, field: str, url: str) -> Path:
    path.write_text(r"{\rtf1\ansi " + field.replace("URL", url) + r"\par work}", encoding="ascii")
    return path


def page(path: Path, body: str) -> Path:
    path.write_text(f"<html><body>{body}<p>工作总结</p></body></html>", encoding="utf-8")
    return path


def documents(folder: Path, url: str) -> Iterator[Path]:
    """Every way to name an address, each in a file of its own."""
    for name, body in TEXTS.items():
        yield odt(folder / f"{name}.odt", body.format(url=url))
    for name, body in SHEETS.items():
        yield ods(folder / f"{name}.ods", body.format(url=url))
    for name, body in RTFS.items():
        yield rtf(folder / f"{name}.rtf", body, url)
    for name, body in PAGES.items():
        yield page(folder / f"{name}.html", body.format(url=url))


@contextmanager
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine, and what was asked there."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    asked, _ = server.accept()
                except OSError:
                    return
                with asked:
                    asked.settimeout(2)
                    heard.append(asked.recv(300))
                    asked.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        server.shutdown(socket.SHUT_RDWR)


def main() -> None:
    from drafter.reading.office_run import convert

    program = shutil.which("soffice") or ""
    with tempfile.TemporaryDirectory() as folder, listening() as (url, heard):
        for document in list(documents(Path(folder), url)):
            own = Path(folder, f"{document.name}.d")
            own.mkdir()
            before = len(heard)
            copy = Path(shutil.copy(document, own / f"in{document.suffix}"))
            convert(program, copy, "xlsx" if document.suffix == ".ods" else "docx")
            print(f"{document.name}: asked for {len(heard) - before} times", flush=True)


if __name__ == "__main__":
    main()
