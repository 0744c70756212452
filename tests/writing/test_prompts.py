from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.settings import shipped
from drafter.writing.prompts import Prompts

GOOD = "---\npurpose: test\nvariables: [bullet]\n---\n[system]\nWrite.\n[user]\n{{ bullet }}\n"


def write(folder: Path, text: str) -> Prompts:
    folder.mkdir(exist_ok=True)
    (folder / "one.md").write_text(text, encoding="utf-8")
    return Prompts([folder])


def test_a_prompt_renders_to_messages(tmp_path: Path) -> None:
    prompt = write(tmp_path, GOOD).load("one")
    assert prompt.render(bullet="要点") == (("system", "Write."), ("user", "要点"))


def test_its_version_is_a_digest_of_what_a_model_reads(tmp_path: Path) -> None:
    first = write(tmp_path, GOOD).load("one").version
    assert len(first) == 8
    assert write(tmp_path, GOOD.replace("purpose: test", "purpose: x")).load("one").version == first
    assert write(tmp_path, GOOD.replace("Write.", "Write!")).load("one").version != first


def test_the_users_own_folder_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "ours", GOOD)
    write(tmp_path / "own", GOOD.replace("Write.", "Write well."))
    prompt = Prompts([tmp_path / "own", tmp_path / "ours"]).load("one")
    assert prompt.render(bullet="要点")[0] == ("system", "Write well.")


@pytest.mark.parametrize("values", [{}, {"bullet": "a", "other": "b"}, {"other": "b"}])
def test_a_missing_or_unknown_variable_is_refused(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(InputError):
        write(tmp_path, GOOD).load("one").render(**values)


@pytest.mark.parametrize(
    "text",
    [
        "no header",
        GOOD.replace("purpose: test\n", ""),
        GOOD.replace("purpose: test", "purpose: test\nmodel: x"),
        GOOD.replace("variables: [bullet]", "variables: [bullet, unused]"),
        GOOD.replace("{{ bullet }}", "{{ bullet }} {{ undeclared }}"),
        GOOD.replace("[system]\n", "").replace("[user]\n", ""),
        GOOD.replace("{{ bullet }}", "{{ bullet"),
        GOOD.replace("purpose: test", 'purpose: test\nversion: "1"'),
        GOOD.replace("purpose: test", "purpose: ["),
    ],
)
def test_a_prompt_that_does_not_hold_to_its_declaration_is_refused(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(InputError):
        write(tmp_path, text).load("one")


def test_an_unknown_prompt_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="one"):
        write(tmp_path, GOOD).load("two")


def test_every_shipped_prompt_loads() -> None:
    names = [file.stem for file in shipped("prompts").glob("*.md")]
    assert {"lead", "rewrite", "section", "repair"} <= set(names)
    for name in names:
        assert Prompts([shipped("prompts")]).load(name).purpose


def test_data_in_a_variable_is_never_a_template(tmp_path: Path) -> None:
    rendered = write(tmp_path, GOOD).load("one").render(bullet="{{ 7 * 7 }}")
    assert rendered[1] == ("user", "{{ 7 * 7 }}")
