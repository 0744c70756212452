"""Words as one line that a person pastes into the shell of this system."""

import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_PLAIN = re.compile(r"[\w./:@%+=,-]+")


def joined(words: Sequence[str | Path]) -> str:
    """Words as a shell of this system reads them; a name in plain Chinese needs no quotes."""
    plain = list(map(str, words))
    if sys.platform == "win32":
        return subprocess.list2cmdline(plain)
    return " ".join(one if _PLAIN.fullmatch(one) else shlex.quote(one) for one in plain)
