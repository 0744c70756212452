"""LibreOffice's own accepting and rejecting of all changes, by a macro in a profile of its own."""

import atexit
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Settle(source As String, command As String, target As String)
 Dim hidden(0) As New com.sun.star.beans.PropertyValue
 hidden(0).Name = "Hidden"
 hidden(0).Value = True
 document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
 dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
 dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
 Dim format(0) As New com.sun.star.beans.PropertyValue
 format(0).Name = "FilterName"
 format(0).Value = "MS Word 2007 XML"
 document.storeToURL(target, format())
 document.close(True)
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Module1"/></library:library>
"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/"
 xlink:type="simple" library:link="false"/></library:libraries>
"""


def settled_by_libreoffice(source: Path, target: Path, *, accept: bool) -> None:
    """Write a copy of a Word file in which LibreOffice has accepted, or rejected, every change."""
    profile = _profile()
    basic = profile / "user" / "basic"
    command = f".uno:{'Accept' if accept else 'Reject'}AllTrackedChanges"
    macro = f'macro:///Standard.Module1.Settle("{source.as_uri()}","{command}","{target.as_uri()}")'
    target.unlink(missing_ok=True)
    for _ in range(3):  # the first start makes the profile, and runs no macro
        (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "Standard" / "Module1.xba").write_text(_MACRO, encoding="utf-8")
        (basic / "Standard" / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (basic / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
        words = [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            macro,
        ]
        subprocess.run(words, check=False, capture_output=True, timeout=180)
        if target.is_file():
            return
    raise AssertionError("LibreOffice wrote nothing")


@cache
def _profile() -> Path:
    """One a process: making one takes longer than what is done with it."""
    folder = tempfile.mkdtemp(prefix="settling-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
