import re
from pathlib import Path
from string import Formatter

import pytest

from drafter.messages import ON_PAGE, catalogue, spoken_on_page, t
from tests.tasks.spoken import commands_in

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


ON_PAGES = sorted(name for name in catalogue() if name.endswith(ON_PAGE))


@pytest.mark.parametrize("name", ON_PAGES)
def test_the_words_of_a_page_name_no_command(name: str) -> None:
    base = name.removesuffix(ON_PAGE)
    for words, of_page in zip(catalogue()[base], catalogue()[name], strict=True):
        assert not commands_in(of_page)
        assert fields(of_page) <= fields(words)


def test_a_message_is_said_in_the_words_of_a_page_there_alone() -> None:
    assert "--accept" in t("fill.accept", gap="G1234")
    with spoken_on_page():
        assert not commands_in(t("fill.accept", gap="G1234"))
        assert t("severity.error")
    assert "--accept" in t("fill.accept", gap="G1234")


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
