"""Models by PROVIDER:MODEL: LangChain's way from the name to the class, and the writer behind."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from langchain.chat_models import base
from langchain.chat_models import init_chat_model as langchains

from drafter.choices import is_model_path, provider_and_model
from drafter.errors import (
    DrafterError,
    EnvironmentFault,
    InputError,
    WriterError,
    WriterRefused,
)
from drafter.ports import Answer
from drafter.settings import Settings
from drafter.writing.endpoint_faults import Fault
from drafter.writing.journal import SqliteJournal
from drafter.writing.providers import fault_of, package_of, secrets_of
from drafter.writing.writers import choose_writer
from tests.writing.fake_openai import Act, FakeOpenAI
from tests.writing.fake_providers.chat import FakeChat
from tests.writing.fake_providers.langchain_deepseek import StatusError
from tests.writing.fake_providers.langchain_ollama import ResponseError
from tests.writing.test_openai import ECHOED, TASK

KEY = "sk-very-secret-4711"
MODELS = ("deepseek:deepseek-chat", "anthropic:claude-x", "ollama:qwen3:4b")
FOLDER = Path(__file__).parent / "fake_providers"
PACKAGES = [folder.name for folder in FOLDER.glob("langchain_*")]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The packages of the providers are there, and their keys are set."""
    monkeypatch.syspath_prepend(str(FOLDER))
    for variable in ("DEEPSEEK_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.setenv(variable, KEY)
    base._get_chat_model_creator.cache_clear()
    for kept in (FakeChat.acts, FakeChat.asked, FakeChat.made):
        kept.clear()
    yield
    base._get_chat_model_creator.cache_clear()
    for name in PACKAGES:
        sys.modules.pop(name, None)


def answers(
    home: Path, model: str, task: object = TASK, *, replay: bool = False, **settings: object
) -> tuple[list[Answer], list[str]]:
    """What the writer of a model says to a task, and its notices."""
    values: dict[str, object] = {"openai_retries": 2, **settings}
    journal = SqliteJournal(home / "journal.db", replay_only=replay)
    try:
        chosen = Settings(home, model=model, **values)  # type: ignore[arg-type]
        writer, _ = choose_writer(chosen, lambda: journal, replay=replay)
        return list(writer.write(task)), writer.notices  # type: ignore[arg-type,attr-defined]
    finally:
        journal.close()


def texts(said: list[Answer]) -> dict[str, str]:
    return {answer.bullet: answer.text for answer in said if answer.text}


@pytest.fixture(autouse=True)
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses asked for, none taken."""
    asked: list[float] = []
    real = Fault.pause

    def pause(self: Fault, failures: int) -> float:
        asked.append(real(self, failures))
        return 0.0

    monkeypatch.setattr(Fault, "pause", pause)
    return asked


@pytest.mark.parametrize(
    ("name", "halves", "path"),
    [
        ("deepseek:deepseek-chat", ("deepseek", "deepseek-chat"), False),
        ("ollama:qwen3:4b", ("ollama", "qwen3:4b"), False),
        ("Google-GenAI:gemini", ("google_genai", "gemini"), False),
        (
            "fireworks:accounts/fireworks/models/x",
            ("fireworks", "accounts/fireworks/models/x"),
            False,
        ),
        ("qwen2.5-coder-1.5b", ("", ""), False),
        ("C:\\models\\x.gguf", ("", ""), True),
        ("models/x", ("", ""), True),
        ("x.GGUF", ("", ""), True),
        ("", ("", ""), False),
    ],
)
def test_a_model_is_named_in_three_ways(name: str, halves: tuple[str, str], path: bool) -> None:
    assert provider_and_model(name) == halves
    assert is_model_path(name) is path


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("model", MODELS)
def test_every_bullet_is_answered(model: str, tmp_path: Path) -> None:
    said, notices = answers(tmp_path, model)
    assert texts(said) == ECHOED
    assert notices == []
    assert {answer.author.writer for answer in said} == {"remote"}
    assert {answer.author.model for answer in said} == {model}
    (asked,) = FakeChat.asked
    tokens = (sum(len(str(one.content)) for one in asked), sum(map(len, ECHOED.values())) + 14)
    assert (said[0].prompt_tokens, said[0].completion_tokens) == tokens
    assert [one.type for one in asked] == ["system", "human"]


@pytest.mark.usefixtures("installed")
def test_a_class_is_told_what_it_takes(tmp_path: Path) -> None:
    for model in MODELS:
        answers(tmp_path, model, openai_timeout=30.5)
    deepseek, anthropic, ollama = FakeChat.made[1::2]  # the first of two tells what it takes
    assert [one.temperature for one in (deepseek, anthropic, ollama)] == [0.3] * 3
    options = ("timeout", "max_retries", "stream_usage", "cache")
    assert [getattr(deepseek, name) for name in options] == [31.0, 0, True, False]
    assert anthropic.model_dump()["default_request_timeout"] == 31.0
    assert ollama.model_dump()["client_kwargs"] == {"timeout": 30.5}


@pytest.mark.usefixtures("installed")
def test_a_repair_is_asked_at_another_temperature(tmp_path: Path) -> None:
    answers(tmp_path, MODELS[2])
    answers(tmp_path, MODELS[2], replace(TASK, attempt=1))
    assert [one.temperature for one in FakeChat.made[1::2]] == [0.3, 0.6]


@pytest.mark.usefixtures("installed")
def test_an_answer_is_replayed_without_package_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(tmp_path, MODELS[0])
    again, _ = answers(tmp_path, MODELS[0])
    monkeypatch.undo()
    replayed, _ = answers(tmp_path, MODELS[0], replay=True)
    assert len(FakeChat.asked) == 1
    assert texts(again) == texts(replayed) == ECHOED
    assert all(answer.replayed for answer in (*again, *replayed))


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("failures", "pauses"),
    [
        ([StatusError(429, "slow down", retry_after="7")], 1),
        ([StatusError(529, "overloaded"), StatusError(503, "busy")], 2),
        ([ConnectionError("refused")], 1),
        ([ResponseError("no reply")], 1),
        ([RuntimeError("the library broke")], 1),
        ([StatusError(400, "temperature is deprecated for this model")], 0),
    ],
)
def test_what_passes_is_tried_again(
    failures: list[Exception], pauses: int, tmp_path: Path, naps: list[float]
) -> None:
    FakeChat.acts.extend(failures)
    said, _ = answers(tmp_path, MODELS[0])
    assert texts(said) == ECHOED
    assert len(naps) == pauses
    if isinstance(failures[0], StatusError) and failures[0].status_code == 429:
        assert naps == [7.0]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("failure", "error", "says"),
    [
        (StatusError(401, f"wrong key {KEY}"), WriterRefused, "401"),
        (StatusError(402, "pay"), WriterRefused, "余额"),
        (StatusError(400, "Your credit balance is too low"), WriterRefused, "余额"),
        (StatusError(400, "what is this"), WriterError, "what is this"),
        (ResponseError("model not found", 404), WriterRefused, "deepseek:deepseek-chat"),
    ],
)
def test_what_stays_is_not_tried_again(
    failure: Exception, error: type[Exception], says: str, tmp_path: Path
) -> None:
    FakeChat.acts.append(failure)
    with pytest.raises(error, match=says) as caught:
        answers(tmp_path, MODELS[0])
    assert len(FakeChat.asked) == 1
    assert KEY not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.usefixtures("installed")
def test_a_status_is_found_behind_other_errors(tmp_path: Path) -> None:
    wrapped = ValueError("the model failed")
    wrapped.__cause__ = StatusError(403, "no")
    amazon = RuntimeError("denied")
    amazon.response = {"ResponseMetadata": {"HTTPStatusCode": 403}}  # type: ignore[attr-defined]
    google = RuntimeError("denied")
    google.code = 403  # type: ignore[attr-defined]
    for failure in (wrapped, amazon, google):
        FakeChat.acts.append(failure)
        with pytest.raises(WriterRefused, match="403"):
            answers(tmp_path, MODELS[1])
    assert len(FakeChat.asked) == 3


@pytest.mark.usefixtures("installed")
def test_tries_end_and_name_the_model(tmp_path: Path) -> None:
    FakeChat.acts.extend([ConnectionError(f"no route, key {KEY}")] * 3)
    with pytest.raises(WriterError, match=r"ollama:qwen3:4b 试了 3 次") as caught:
        answers(tmp_path, MODELS[2])
    assert KEY not in str(caught.value)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("model", MODELS)
def test_a_broken_answer_keeps_its_whole_lines(model: str, tmp_path: Path) -> None:
    FakeChat.acts.append(Act.CUT)
    said, _ = answers(tmp_path, model)
    assert texts(said) == {name: ECHOED[name] for name in ("B7", "B8")}


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("end", [{"stop_reason": "refusal"}, {"finish_reason": "SAFETY"}])
def test_a_filtered_question_has_no_answer_and_a_notice(
    end: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeChat, "_chunk", lambda self, text: self._last(0, 0).__next__())
    for kind in FakeChat.__subclasses__():
        monkeypatch.setattr(kind, "end", end)
    said, notices = answers(tmp_path, MODELS[2])
    assert (said, len(notices), len(FakeChat.asked)) == ([], 1, 1)


@pytest.mark.usefixtures("installed")
def test_a_provider_that_never_tells_the_end_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in FakeChat.__subclasses__():
        monkeypatch.setattr(kind, "end", {})
    assert texts(answers(tmp_path, MODELS[2])[0]) == ECHOED


def test_a_missing_package_is_told_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROQ_API_KEY", KEY)
    with pytest.raises(EnvironmentFault, match="pip install langchain-groq") as caught:
        answers(tmp_path, "groq:llama")
    assert caught.value.exit_code == 3


@pytest.mark.usefixtures("installed")
def test_a_missing_key_is_told_by_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEEPSEEK_API_KEY")
    with pytest.raises(WriterRefused, match="DEEPSEEK_API_KEY"):
        answers(tmp_path, MODELS[0])
    assert texts(answers(tmp_path, MODELS[2])[0]) == ECHOED  # this one needs none


@pytest.mark.usefixtures("installed")
def test_no_prompt_goes_through_a_gateway_set_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    with pytest.raises(WriterRefused, match="LANGSMITH_GATEWAY"):
        answers(tmp_path, MODELS[0])


@pytest.mark.usefixtures("installed")
def test_what_a_class_refuses_is_told_without_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: FakeChat, context: object) -> None:
        raise ValueError(f"{KEY} has the wrong form")

    monkeypatch.setattr(FakeChat, "model_post_init", refused)
    with pytest.raises(WriterRefused, match=r"\*\*\* has the wrong form") as caught:
        answers(tmp_path, MODELS[0])
    assert KEY not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("settings", "error", "says"),
    [
        ({"model": "nobody:m"}, InputError, "提供商"),
        ({"model": "openai:m"}, WriterRefused, "OPENAI_API_KEY"),
        ({"writer": "remote"}, WriterRefused, "提供商:模型"),
        ({"writer": "remote", "model": "qwen3-8b"}, WriterRefused, "提供商:模型"),
        ({"writer": "local", "model": "deepseek:m"}, InputError, "本地"),
        ({"writer": "openai", "model": "deepseek:m"}, InputError, "remote"),
    ],
)
def test_what_does_not_go_together_is_said(
    settings: dict[str, str], error: type[DrafterError], says: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=says):
        answers(tmp_path, settings.pop("model", ""), **settings)


def test_openai_by_name_is_the_endpoint_of_the_settings(tmp_path: Path) -> None:
    """The same writer, the same questions: the journal of one serves the other."""
    with FakeOpenAI(key=KEY) as server:
        settings = {"openai_api_key": KEY, "openai_base_url": server.base_url}
        said, _ = answers(tmp_path, "openai:fake", **settings)
        again, _ = answers(tmp_path, "", openai_model="fake", writer="openai", **settings)
    assert texts(said) == texts(again) == ECHOED
    assert said[0].author.writer == "openai"
    assert [seen.body["model"] for seen in server.requests] == ["fake"]


def test_a_model_that_is_named_decides_who_writes(tmp_path: Path) -> None:
    """A local model by name or path is taken though an endpoint is set, and its lack is told."""
    settings = {"openai_api_key": KEY, "openai_model": "m"}
    for model in ("qwen3-8b", str(tmp_path / "x.gguf")):
        with pytest.raises(EnvironmentFault, match=r"gguf"):
            answers(tmp_path, model, **settings)


def test_the_table_is_langchains() -> None:
    for provider, (module, _, _) in base._BUILTIN_PROVIDERS.items():
        assert package_of(provider).replace("-", "_") == module.split(".")[0]
    assert fault_of("openai", {"OPENAI_API_KEY": KEY}) is None
    with pytest.raises(ValueError, match="provider"):
        langchains("m", model_provider="nobody")
    assert isinstance(fault_of("nobody"), InputError)


def test_secrets_are_known_by_the_names_of_their_variables() -> None:
    environment = {"X_API_KEY": KEY, "HF_TOKEN": "hf_longer_than_the_key", "EDITOR": "vim-vim"}
    assert secrets_of(environment | {"SHORT_KEY": "1"}) == ("hf_longer_than_the_key", KEY)


# The tracer reads its environment once and sends from a thread of its own: hence a process.
_TRACED = """
import sys
from pathlib import Path
from langchain_core.tracers.langchain import wait_for_all_tracers
from tests.writing.test_providers import answers
print(len(answers(Path(sys.argv[1]), "deepseek:m")[0]))
wait_for_all_tracers()
"""


def test_no_tracer_is_sent_a_prompt(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    with FakeOpenAI() as tracer:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(root), str(FOLDER)]),
            "DEEPSEEK_API_KEY": KEY,
            "LANGSMITH_TRACING": "true",
            "LANGSMITH_ENDPOINT": tracer.base_url,
            "LANGSMITH_API_KEY": "lsv2_pt_0",
        }
        done = subprocess.run(
            [sys.executable, "-c", _TRACED, str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
            cwd=root,
        )
    assert done.stdout.strip() == "3"
    assert tracer.visits == 0
