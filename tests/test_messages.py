import re
from pathlib import Path
from string import Formatter

import pytest

from drafter.messages import catalogue, t

PACKAGE = Path(__file__).parents[1] / "drafter"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_both_languages_take_the_same_values(name: str) -> None:
    chinese, english = catalogue()[name]
    assert fields(english) == fields(chinese)


def test_every_message_named_in_the_code_exists() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py"))
    assert set(re.findall(r'\bt\(\s*"([^"]+)"', code)) <= set(catalogue())


def test_the_language_is_chosen_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAFTER_LANG", raising=False)
    assert t("severity.error") == "错误"
    monkeypatch.setenv("DRAFTER_LANG", "en")
    assert t("severity.error") == "error"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("争取资金【xxx.xx】万元。", "争取资金【xxx.xx】万元。填上缺项"),
        ("是否完成？", "是否完成？填上缺项"),
        ("没有这个地方", "没有这个地方。填上缺项"),
    ],
)
def test_a_sentence_as_a_value_ends_once(what: str, said: str) -> None:
    assert t("page.refused.remedy", what=what, remedy="填上缺项") == said
