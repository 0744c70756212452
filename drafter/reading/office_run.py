"""LibreOffice run on a document that nobody trusts: in no network, with a profile of its own.

The process that runs it has no network where the system allows that (`reading.reader_process`).
Elsewhere its settings say so: links to anything outside the document are not followed, every
request goes to a proxy that is not there, no macro runs, nothing is updated.
"""

import os
from pathlib import Path
from xml.sax.saxutils import quoteattr

from drafter.system import run_to_end

_NOWHERE = "127.0.0.1"
_SECONDS = 130
_PORT = "9"  # discard
_COMMON = "/org.openoffice.Office.Common"
_SETTINGS = {
    f"{_COMMON}/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "MacroSecurityLevel": "3",
    },
    f"{_COMMON}/Load": {"UserDefinedSettings": "false"},
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "1",
        **{f"ooInet{kind}ProxyName": _NOWHERE for kind in ("HTTP", "HTTPS", "FTP")},
        **{f"ooInet{kind}ProxyPort": _PORT for kind in ("HTTP", "HTTPS", "FTP")},
        "ooInetNoProxy": "",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "2"},  # never
    "/org.openoffice.Office.WriterWeb/Content/Update": {"Link": "2"},
    "/org.openoffice.Office.Calc/Content/Update": {"Link": "2"},
}


def convert(program: str, copy: Path, suffix: str, seconds: int = _SECONDS) -> None:
    """Have LibreOffice make a file of this suffix beside the copy; none where it cannot.

    seconds  on the clock; whoever waits for it may end us and it earlier

    Raises TimeoutError, and OSError where it does not start.
    """
    folder = copy.parent
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(_registry().encode())
    proxy = f"http://{_NOWHERE}:{_PORT}"
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), proxy)
    command = [program, "--headless", "--norestore", "--nologo", "--nolockcheck"]
    command += [f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", suffix, "--outdir", str(folder), str(copy)]
    run_to_end(command, seconds, {**os.environ, **proxies, "no_proxy": "", "HOME": str(folder)})


def _registry() -> str:
    """The settings as LibreOffice keeps them."""
    items = "".join(
        f'<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    names = (
        'xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {names}>{items}</oor:items>\n'
