from pathlib import Path

import pytest

from drafter.settings import shipped
from tests.cli.conftest import Drafter
from tests.writing.fake_openai import FakeOpenAI

TONE = (shipped("prompts") / "parts" / "tone.md").read_text(encoding="utf-8")
PROMPT = "---\npurpose: 自己的\nvariables: [{variables}]\n---\n[system]\n{system}\n[user]\n{user}\n"
BULLETS = "{% for bullet in bullets %}【{{ bullet.label }}】{{ bullet.masked }}\n{% endfor %}"
FENCED = '{% include "parts/fences.md" %}\n{% include "parts/lines.md" %}'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "parts").mkdir(parents=True)
    return folder


def section(folder: Path, system: str, variables: str = "bullets", user: str = BULLETS) -> None:
    text = PROMPT.format(variables=variables, system=system, user=user)
    (folder / "section.md").write_text(text, encoding="utf-8")


def test_another_tone_is_listed_told_apart_and_will_do(drafter: Drafter, own: Path) -> None:
    (own / "parts" / "tone.md").write_text(TONE + "5. 句子要短。\n", encoding="utf-8")
    rows = drafter("prompt", "list", "--prompts", own).stdout.splitlines()
    before = drafter("prompt", "list").stdout.splitlines()
    changed = {row.split()[0] for row in rows if row not in before and "tone.md" in row}
    assert changed == {"repair", "section"}
    diff = drafter("prompt", "diff", "section", "--prompts", own).stdout.splitlines()
    assert [line for line in diff if line.startswith(("+ ", "- ", "+5", "-5"))] == [
        "+5. 句子要短。"
    ]
    assert (
        drafter("prompt", "diff", "lead", "--prompts", own).stdout.strip() == "lead：与随软件的相同"
    )
    tested = drafter("prompt", "test", "--prompts", own)
    assert (tested.returncode, len(tested.stdout.splitlines())) == (0, 5)


@pytest.mark.parametrize(
    ("system", "variables", "told"),
    [
        ("写得好。", "bullets", "parts/fences.md"),
        (FENCED.splitlines()[0], "bullets", "parts/lines.md"),
        ("{#\n" + FENCED + "\n#}", "bullets", "parts/fences.md"),
        ("{% if false %}\n" + FENCED + "\n{% endif %}", "bullets", "parts/lines.md"),
        ("{% if turn %}\n" + FENCED + "\n{% endif %}", "bullets, turn", "parts/fences.md"),
        (FENCED + "{{ tone }}", "bullets, tone", "tone"),
        (FENCED + "{{ turn.x.y }}", "bullets, turn", "section.md"),
    ],
)
def test_what_will_not_do_is_told(
    drafter: Drafter, own: Path, system: str, variables: str, told: str
) -> None:
    section(own, system, variables)
    tested = drafter("prompt", "test", "section", "--prompts", own)
    assert tested.returncode == 1
    assert told in tested.stderr


def test_a_prompt_that_shows_no_notes_is_told(drafter: Drafter, own: Path) -> None:
    section(own, FENCED, variables="part", user="{{ part }}")
    tested = drafter("prompt", "test", "section", "--prompts", own)
    assert (tested.returncode, "bullets" in tested.stderr) == (1, True)


def test_a_prompt_that_nothing_asks_for_is_told(drafter: Drafter, own: Path) -> None:
    section(own, FENCED)
    (own / "section.md").rename(own / "sektion.md")
    tested = drafter("prompt", "test", "--prompts", own)
    assert (tested.returncode, "sektion" in tested.stderr, "section" in tested.stderr) == (
        1,
        True,
        True,
    )


def test_shown_whole_and_as_a_model_reads_it(drafter: Drafter) -> None:
    assert "{% for bullet in bullets %}" in drafter("prompt", "show", "section").stdout
    rendered = drafter("prompt", "show", "section", "--rendered").stdout
    assert "【B1】音体美教师缺口【F1|数量】名" in rendered
    assert "{%" not in rendered


def test_one_section_is_written_both_ways(drafter: Drafter, own: Path, notes: Path) -> None:
    (own / "parts" / "tone.md").write_text(TONE + "5. 句子要短。\n", encoding="utf-8")
    with FakeOpenAI() as server:
        endpoint = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": server.base_url}
        made = drafter("prompt", "try", notes, "--prompts", own, "--model", "openai:m", **endpoint)
        systems = [request.body["messages"][0]["content"] for request in server.requests]
    assert made.returncode == 0
    assert [line[:6] for line in made.stdout.splitlines() if line.startswith("——")] == [
        "—— 随软件",
        "—— 自己的",
    ]
    assert [system.count("句子要短") for system in systems] == [0] * (len(systems) // 2) + [1] * (
        len(systems) // 2
    )


def test_a_section_that_is_not_there_names_those_that_are(drafter: Drafter, notes: Path) -> None:
    made = drafter("prompt", "try", notes, "--section", "没有这一节", "--writer", "rules")
    assert made.returncode == 4
    assert "没有这一节" in made.stderr


def test_the_rules_have_no_prompt_to_try(drafter: Drafter, own: Path, notes: Path) -> None:
    words = ("prompt", "try", notes, "--prompts", own, "--writer", "rules")
    assert drafter(*words).returncode == 3


def test_prompts_are_not_compared_with_themselves(drafter: Drafter, own: Path, notes: Path) -> None:
    (own / "parts" / "tone.md").write_text(TONE, encoding="utf-8")
    with FakeOpenAI() as server:
        endpoint = {
            "OPENAI_API_KEY": "sk-test",
            "OPENAI_BASE_URL": server.base_url,
            "DRAFTER_PROMPTS": str(own),
        }
        words = ("prompt", "try", notes, "--model", "openai:m")
        made = drafter(*words, **endpoint)
        assert (made.returncode, server.requests) == (2, [])
        assert "没有可比的" in made.stderr
        (own / "parts" / "tone.md").write_text(TONE + "5. 句子要短。\n", encoding="utf-8")
        assert drafter(*words, **endpoint).returncode == 0


@pytest.mark.parametrize("wrong", ["{{ nope }}", "{% if turn %}", "{{ turn"])
def test_a_part_that_is_wrong_is_named(drafter: Drafter, own: Path, wrong: str) -> None:
    (own / "parts" / "tone.md").write_text(TONE + wrong + "\n", encoding="utf-8")
    tested = drafter("prompt", "test", "section", "--prompts", own)
    assert tested.returncode == 1
    assert "tone.md" in tested.stderr


def test_a_part_is_shown_to_begin_with(drafter: Drafter) -> None:
    assert drafter("prompt", "show", "parts/tone").stdout == TONE
    assert drafter("prompt", "show", "parts/none").returncode == 4
