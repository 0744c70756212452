"""A draft by a model, killed anywhere and run again: the same text, no answer asked for twice."""

import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from drafter.documents.draft_file import read_draft
from drafter.documents.draft_lines import plain_text
from tests.cli.started import SERVED
from tests.faults.commands import HEAD
from tests.faults.desk import Desk, run
from tests.faults.disk import Disk, die
from tests.writing.fake_openai import FakeOpenAI

_SECTIONS = ("安全", "队伍", "项目", "教学", "体育", "卫生", "资助", "宣传")
_BULLETS = "## {0}工作\n- 开展{0}检查{1}次，整改问题{1}2处\n- 培训{1}5人\n"
NOTES = f"{HEAD}# 一、工作情况\n" + "".join(
    _BULLETS.format(name, number) for number, name in enumerate(_SECTIONS, 3)
)
_DRAFT = Path("稿.draft.json")
_LATER = 0.2  # seconds within which the last answer asked for is read, and the report written
_QUIET = 0.3  # seconds in which the endpoint has heard what was on its way
_OPERATIONS = 60  # on files, about
_WORDS = ("draft", "要点.md", "-o", "稿.docx", "--writer", "openai", "--no-index", "-q")


@dataclass
class Asked:
    """What came of it.

    answers  how many the draft takes; kills: how many left how many of them kept
    """

    answers: int = 0
    kills: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def asked(kills: int, seed: int) -> Asked:
    """Kill it so often, in a process of its own, and run it again after up to three kills."""
    with TemporaryDirectory() as root:
        ours, theirs = SERVED.Pipe(duplex=False)
        process = SERVED.Process(target=_ask, args=(root, kills, seed, theirs))
        process.start()
        theirs.close()
        made: Asked = ours.recv()
        process.join()
    return made


def _ask(root: str, kills: int, seed: int, told: Connection) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the endpoint tells of every client that is gone
    with FakeOpenAI() as server:
        os.environ |= {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "k"}
        os.environ["OPENAI_MODEL"] = "stub"
        trial = _Trial(Path(root), server, random.Random(seed))
        while len(trial.made.kills) < kills and not trial.made.wrong:
            trial.once(kills)
        told.send(trial.made)


class _Trial:
    def __init__(self, root: Path, server: FakeOpenAI, chance: random.Random) -> None:
        self.made = Asked()
        self._desk, self._disk, self._server = Desk(root), Disk(root), server
        self._chance = chance
        (self._desk.folder / "要点.md").write_text(NOTES, encoding="utf-8")
        self._desk.keep()
        self._expect("unharmed", self._end(self._begun(0)) == 0)
        self.made.answers, self._text = self._kept(), plain_text(read_draft(_DRAFT))

    def once(self, kills: int) -> None:
        """Kill it up to three times, then let it come to its end."""
        self._desk.put_back()
        for _ in range(self._chance.randint(1, 3)):
            if len(self.made.kills) < kills:
                self._kill()
        kept, before = self._kept(), len(self._server.requests)
        self._expect("done again", self._end(self._begun(0)) == 0)
        count = len(self._server.requests) - before
        rest = self.made.answers - kept
        self._expect(f"{count} asked where {rest} were missing", count == rest)
        self._expect("another text", plain_text(read_draft(_DRAFT)) == self._text)

    def _kill(self) -> None:
        """Kill it about when it asks for some answer, or before an operation on files."""
        number = self._chance.choice((0, 0, self._chance.randint(1, _OPERATIONS)))
        wanted = len(self._server.requests) + self._chance.randint(1, self.made.answers)
        child = self._begun(number)
        while len(self._server.requests) < wanted and not self._ended(child):
            time.sleep(0.002)
        time.sleep(self._chance.uniform(0, _LATER))
        os.kill(child, signal.SIGKILL)
        if self._end(child) < 0:
            time.sleep(_QUIET)
            self.made.kills.append(self._kept())

    def _ended(self, child: int) -> bool:
        state = os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return state is not None

    def _begun(self, number: int) -> int:
        """The id of a process that drafts, killed at an operation on files where one is given."""
        child = os.fork()
        if child:
            return child
        code = 1
        try:
            with self._disk.at(number, die):
                code = run(*_WORDS).code
        finally:
            os._exit(code)

    def _end(self, child: int) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _kept(self) -> int:
        """How many answers are kept."""
        file = self._desk.folder / "home" / "journal.sqlite"
        if not file.exists():
            return 0
        with closing(sqlite3.connect(file)) as journal:
            tables = journal.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if not tables:
                return 0
            return int(journal.execute("SELECT count(*) FROM reply").fetchone()[0])

    def _expect(self, what: str, right: bool) -> None:
        if not right:
            self.made.wrong.append(what)
