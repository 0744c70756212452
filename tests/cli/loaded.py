"""What each command of these tests starts with: all of drafter, and what a first draft compiles.

A command alone pays for it once, in a second or two; hundreds in a row need not.
"""

import gc
import os
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import drafter
from tests.windows.semantics import install, installed

_EXAMPLE = Path(__file__).parents[2] / "examples" / "小样.md"


def _load() -> None:
    os.environ.pop("DRAFTER_LANG", None)  # the words of --help are put in as modules load
    for name in ("chromadb", "langchain_openai"):
        import_module(name)
    for module in walk_packages(drafter.__path__, "drafter."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def _draft_and_check() -> None:
    from drafter.checks.text import check_report
    from drafter.documents.draft_lines import plain_text
    from drafter.documents.notes import parse_notes
    from drafter.documents.report_text import read_text
    from drafter.word.render import word_bytes
    from drafter.writing.pipeline import Tools, draft
    from drafter.writing.rules import RuleWriter

    made = draft(parse_notes(_EXAMPLE.read_text("utf-8"), _EXAMPLE), Tools(RuleWriter()))
    list(check_report(read_text(plain_text(made))))
    word_bytes(made, Path("小样.docx"))


_load()
_draft_and_check()
if installed():
    install()
gc.freeze()  # what every command shares with the server is not copied to be looked through
