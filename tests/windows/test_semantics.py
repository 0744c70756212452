"""The simulation refuses what Windows refuses."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.windows.semantics import installed

_ROOT = Path(__file__).parents[2]
_BEGIN = """
import os, mmap
from pathlib import Path
from tests.windows.semantics import install
install()
Path("a").write_bytes(b"1")
Path("b").write_bytes(b"2")
"""
_REFUSED = {
    "removes an open file": "f = open('a'); os.unlink('a')",
    "replaces an open file": "f = open('a'); os.replace('b', 'a')",
    "renames an open file": "f = open('a'); os.replace('a', 'c')",
    "removes a mapped file": "f = open('a', 'r+b'); m = mmap.mmap(f.fileno(), 0); f.close();"
    " os.unlink('a')",
    "renames over another": "os.rename('a', 'b')",
    "moves a folder with an open file": "os.mkdir('d'); f = open('d/x', 'w'); os.rename('d', 'e')",
    "opens a folder": "os.open('.', os.O_RDONLY)",
    "syncs what it only reads": "f = open('a', 'rb'); os.fsync(f.fileno())",
    "replaces a file that is only to be read": "os.chmod('a', 0o400); os.replace('b', 'a')",
    "makes a link": "os.symlink('a', 'c')",
    "names a device": "open('aux.txt', 'w')",
    "names a stream": "open('a:1', 'w')",
    "ends a name with a dot": "os.mkdir('d.')",
    "tells files apart by case": "open('A', 'w')",
}
_TAKEN = {
    "writes": "Path('c').write_bytes(b'3'); os.replace('c', 'a'); os.unlink('a')",
    "reads what is open": "f = open('a', 'rb'); assert open('a', 'rb').read() == b'1'",
    "syncs what it writes": "f = open('a', 'r+b'); os.fsync(f.fileno())",
    "lists": "assert sorted(os.listdir('.')) == ['a', 'b']",
}


@pytest.mark.skipif(sys.platform != "linux", reason="the simulation reads /proc")
@pytest.mark.skipif(installed(), reason="it is tried in processes of its own")
@pytest.mark.parametrize("what", [*_REFUSED, *_TAKEN])
def test_what_it_refuses_and_what_it_takes(what: str, tmp_path: Path) -> None:
    deed = _REFUSED.get(what) or _TAKEN[what]
    done = subprocess.run(
        [sys.executable, "-c", f"{_BEGIN}{deed}"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(_ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode != 0) is (what in _REFUSED), done.stderr
    if what in _REFUSED:
        assert "Error" in done.stderr.splitlines()[-1]
        assert "NameError" not in done.stderr
