"""What an endpoint can do to a draft: each ends in a whole draft or one sentence, in few calls.

Clocks and pauses are the test's own: nothing waits.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Barrier

import pytest

from drafter.documents.draft_lines import plain_text
from drafter.errors import WriterError, WriterRefused
from drafter.records import Draft
from drafter.settings import Settings, shipped
from drafter.writing.endpoint_faults import without_secrets
from drafter.writing.journal import SqliteJournal
from drafter.writing.limits import Budget, Limits
from drafter.writing.openai import OpenAIWriter
from drafter.writing.pipeline import Tools, draft
from drafter.writing.prompts import Prompts
from tests.notes import brief
from tests.writing.fake_openai import Act, FakeOpenAI

KEY = "sk-abcdefgh-12345678"
HEADINGS = (
    "春训 播种 秋收 冬藏 普法 禁毒 治水 造林 修路 架桥 通电 防火 "
    "防汛 抗旱 助学 敬老 双拥 扶残 清淤 绿化 亮化 招工 送药 巡山"
).split()
TRIES = 3
PARALLEL = Settings(Path()).openai_parallel
MAX_RETRIES = Settings(Path()).openai_retries
DEFAULTS = {"parallel": PARALLEL, "max_retries": MAX_RETRIES}


def _notes(sections: int) -> str:
    return "".join(
        f"# {heading}\n- 举办{heading}培训{at + 12}场次\n- 排查隐患{at + 30}处\n"
        for at, heading in enumerate(HEADINGS[:sections])
    )


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Callable[..., Draft]]:
    journal = SqliteJournal(tmp_path / "journal.sqlite")

    def write(server: FakeOpenAI, sections: int = 2, **options: object) -> Draft:
        values: dict[str, object] = {
            "timeout": 5.0,
            "max_retries": TRIES - 1,
            "parallel": 1,
            "sleep": lambda seconds: None,
        }
        writer = OpenAIWriter(
            api_key=KEY,
            base_url=server.base_url,
            model="fake",
            prompts=Prompts([shipped("prompts")]),
            journal=journal,
            **{**values, **options},  # type: ignore[arg-type]
        )
        return draft(brief(_notes(sections)), Tools(writer))

    yield write
    journal.close()


def _leaping(server: FakeOpenAI) -> Callable[[], float]:
    """A clock on which, from the second request on, every look at it takes a minute."""
    minutes = count()
    return lambda: 60.0 * next(minutes) if len(server.requests) > 1 else 0.0


class _Lockstep:
    """A clock that so many threads share: a pause ends once all of them pause.

    now  seconds that have passed
    """

    def __init__(self, threads: int) -> None:
        self.now = 0.0
        self._pauses: list[float] = []
        self._all = Barrier(threads, action=self._pass, timeout=10)

    def sleep(self, seconds: float) -> None:
        self._pauses.append(seconds)
        self._all.wait()

    def _pass(self) -> None:
        self.now += max(self._pauses)
        self._pauses.clear()


def _whole(made: Draft, sections: int = 2) -> bool:
    """Whether every note is in the draft, with its figures."""
    text = plain_text(made)
    return all(f"{at + 12}场次" in text and f"{at + 30}处" in text for at in range(sections))


def _notice(made: Draft) -> str:
    [notice] = made.run.notices
    assert KEY not in notice
    return notice


@pytest.mark.parametrize(
    "act",
    [Act.KEEP_ALIVE, Act.EMPTY_CHUNKS, Act.THINKS_ON, Act.TALKS_ON, Act.LONG_LINE, Act.PACKED],
)
def test_an_endless_answer_is_broken_off_and_not_asked_for_again(
    act: Act, written: Callable[..., Draft]
) -> None:
    with FakeOpenAI(Act.GOOD, act) as server:
        made = written(server, clock=_leaping(server), limits=Limits(seconds=1e9, bytes=1_000_000))
    assert _whole(made)
    assert len(server.requests) <= 2 + (act is Act.TALKS_ON) * 2
    assert act is Act.TALKS_ON or "播种" in _notice(made)


@pytest.mark.parametrize("act", [Act.REDIRECT, Act.REDIRECT_AWAY, Act.REDIRECT_LOOP])
def test_nobody_is_followed_to_another_address(act: Act, written: Callable[..., Draft]) -> None:
    with FakeOpenAI(always=act) as server, pytest.raises(WriterRefused, match=r"307|308"):
        written(server)
    assert server.visits <= 2  # the next section may be on its way
    assert {seen.path for seen in server.requests} == {"/v1/chat/completions"}


@pytest.mark.parametrize("act", [Act.BAD_REQUEST, Act.TOO_LARGE, Act.UNPROCESSABLE])
@pytest.mark.parametrize("first", [True, False])
def test_a_section_that_is_refused_is_left_to_the_rules_by_itself(
    act: Act, first: bool, written: Callable[..., Draft]
) -> None:
    with FakeOpenAI(*([act] if first else [Act.GOOD, act])) as server:
        made = written(server)
    assert _whole(made)
    assert len(server.requests) == 2
    assert HEADINGS[not first] in _notice(made)
    assert HEADINGS[first] not in _notice(made)
    assert "不接受请求" in _notice(made)


def test_an_endpoint_that_refuses_all_ends_the_run(written: Callable[..., Draft]) -> None:
    with FakeOpenAI(always=Act.BAD_REQUEST) as server, pytest.raises(WriterRefused):
        written(server, 12)
    assert len(server.requests) in (5, 6)  # the next section may be on its way


@pytest.mark.parametrize(
    "act", [Act.RESET, Act.SERVER_ERROR, Act.UNAVAILABLE, Act.GATEWAY_PAGE, Act.CUT_AT_ONCE]
)
def test_an_outage_costs_few_calls_and_names_what_the_rules_wrote(
    act: Act, written: Callable[..., Draft]
) -> None:
    with FakeOpenAI(Act.GOOD, always=act) as server:
        made = written(server, 12, limits=Limits(failures=2))
    assert _whole(made, 12)
    assert len(server.requests) == 1 + 2 * TRIES
    told = "\n".join(made.run.notices)
    assert all(heading in told for heading in HEADINGS[1:12])
    assert HEADINGS[0] not in told
    assert "试了 3 次" in told
    assert "接连没有回答" in told


@pytest.mark.parametrize("act", [Act.UNAVAILABLE, Act.RESET, Act.RATE_LIMIT])
@pytest.mark.parametrize("first", [0, 1])
def test_a_blip_leaves_nothing_to_the_rules(
    act: Act, first: int, written: Callable[..., Draft]
) -> None:
    clock = _Lockstep(PARALLEL)
    blip = [act] * PARALLEL * 2  # two tries of each request that is open
    with FakeOpenAI(*[Act.GOOD] * first, *blip) as server:
        made = written(
            server,
            PARALLEL + first,
            **DEFAULTS,
            sleep=clock.sleep,
            clock=lambda: clock.now,
        )
    assert len(server.requests) == PARALLEL * 3 + first
    assert clock.now > 2
    assert _whole(made, PARALLEL + first)
    assert made.run.notices == ()


def test_each_request_has_all_its_tries_before_an_outage_ends_the_asking(
    written: Callable[..., Draft],
) -> None:
    with FakeOpenAI(Act.GOOD, always=Act.UNAVAILABLE) as server:
        made = written(server, len(HEADINGS), **DEFAULTS)
    tries = Counter(seen.text for seen in server.requests)
    full = [count for count in tries.values() if count == MAX_RETRIES + 1]
    assert len(full) >= Limits().failures
    assert len(tries) <= 1 + Limits().failures + PARALLEL - 1  # others may be on their way
    assert max(tries.values()) == MAX_RETRIES + 1
    assert _whole(made, len(HEADINGS))
    told = "\n".join(made.run.notices)
    assert sum(heading in told for heading in HEADINGS) == len(HEADINGS) - 1
    assert "接连没有回答" in told


def test_an_answer_begins_the_count_of_failures_anew(written: Callable[..., Draft]) -> None:
    down = [Act.UNAVAILABLE] * TRIES
    with FakeOpenAI(Act.GOOD, *down, Act.GOOD, *down, Act.GOOD, *down, Act.GOOD) as server:
        made = written(server, 7, limits=Limits(failures=2))
    assert len(server.requests) == 4 + 3 * TRIES
    assert "接连没有回答" not in "\n".join(made.run.notices)


@pytest.mark.parametrize(("parallel", "most"), [(1, 8), (4, 8), (16, 32)])
def test_two_requests_of_each_thread_may_fail(parallel: int, most: int) -> None:
    budget = Budget(Limits(), lambda: 0.0, parallel)
    for _ in range(most):
        budget.spend("here")
        budget.failed("down")
    with pytest.raises(WriterError, match="down"):
        budget.spend("here")


def test_a_run_has_one_budget_of_calls(written: Callable[..., Draft]) -> None:
    with FakeOpenAI(always=Act.INVENTED) as server:
        made = written(server, 12, limits=Limits(calls=7))
    assert len(server.requests) == 7
    assert _whole(made, 12)
    assert "7 次请求" in made.run.notices[-1]


def test_a_budget_of_seconds_begins_anew_with_a_run() -> None:
    now = iter([0.0, 5.0, 11.0, 20.0, 21.0])
    budget = Budget(Limits(seconds=10.0), lambda: next(now), 1)
    budget.spend("here")
    with pytest.raises(WriterError):
        budget.spend("here")
    budget.begin()
    budget.spend("here")


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (Act.FILTERED, "内容审核"),
        (Act.REFUSED, "内容审核"),
        (Act.NOTHING_BUT_LENGTH, "长度上限"),
        (Act.THOUGHT_ONLY, "只有思考"),
        (Act.EMPTY, "没有给出内容"),
    ],
)
def test_why_nothing_was_said_is_told(act: Act, says: str, written: Callable[..., Draft]) -> None:
    with FakeOpenAI(Act.GOOD, always=act) as server:
        made = written(server)
    assert _whole(made)
    assert says in _notice(made)
    assert "播种" in _notice(made)


def test_a_quota_is_no_fault_of_the_key(written: Callable[..., Draft]) -> None:
    quota = pytest.raises(WriterRefused, match="余额或额度不足")
    with FakeOpenAI(always=Act.FORBIDDEN_QUOTA) as server, quota:
        written(server)
    assert len(server.requests) <= 2


@pytest.mark.parametrize(
    "act", [Act.BROKEN_JSON, Act.NO_CHOICES, Act.ODD_TYPES, Act.BROKEN_PAIR, Act.CONTROLS]
)
def test_what_makes_no_sense_is_asked_again(act: Act, written: Callable[..., Draft]) -> None:
    with FakeOpenAI(act) as server:
        made = written(server)
    assert _whole(made)
    assert len(server.requests) <= 2 + TRIES
    assert all(sign.isprintable() or sign == "\n" for sign in plain_text(made))


@pytest.mark.parametrize(
    "said",
    [
        f"Incorrect API key provided: {KEY}",
        f"Bearer {KEY}",
        "invalid key sk-abcdefgh-1234****",
        "your key abcdefgh-1234 is wrong",
        "Authorization: Basic dXNlcjpwYXNz",
    ],
)
def test_an_echo_of_the_key_is_not_told(said: str) -> None:
    told = without_secrets(said, [KEY])
    assert not any(part in told for part in ("abcdefgh", "12345678", "dXNlcjpwYXNz"))


def test_a_fault_is_told_in_what_can_be_seen() -> None:
    assert without_secrets("\x1b[31mred\x07\r\n\u202eback", []) == "[31mred back"
