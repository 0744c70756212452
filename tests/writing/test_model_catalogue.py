import hashlib
from pathlib import Path

import pytest

from drafter.errors import EnvironmentFault, InputError, ModelMissing
from drafter.settings import Settings
from drafter.writing import model_memory
from drafter.writing.model_catalogue import known_models, local_gguf, model_named
from drafter.writing.model_memory import fits, machine_memory, memory_needed, too_large

OWN = """
[[model]]
name = "ours"
file = "ours.gguf"
size = 5
sha256 = "{sha256}"
licence = "MIT"
urls = ["https://models.example/ours.gguf"]
"""
HELLO = hashlib.sha256(b"hello").hexdigest()


def own(home: Path, text: str = OWN) -> Settings:
    home.mkdir(exist_ok=True)
    (home / "models.toml").write_text(text.replace("{sha256}", HELLO), encoding="utf-8")
    return Settings(home, model="ours")


def test_every_model_of_ours_can_be_checked_and_fetched(tmp_path: Path) -> None:
    known = known_models(tmp_path)
    assert len(known) >= 6
    assert len({spec.sha256 for spec in known.values()}) == len(known)
    for name, spec in known.items():
        assert name == spec.name
        assert (spec.licence, bool(spec.urls)) == ("Apache-2.0", True)
        assert all(url.endswith(f"/{spec.file}") for url in spec.urls)
        rest = spec.size - (spec.parts - 1) * spec.part_size
        assert not spec.package or 0 < rest <= spec.part_size
    assert next(iter(known)) == model_named("", tmp_path).name == "qwen2.5-coder-1.5b"


def test_an_office_adds_models_of_its_own(tmp_path: Path) -> None:
    settings = own(tmp_path / "home")
    assert model_named("ours", settings.home).licence == "MIT"
    with pytest.raises(ModelMissing, match="drafter model pull ours"):
        local_gguf(settings)
    settings.models.mkdir()
    (settings.models / "ours.gguf").write_bytes(b"hello")
    assert local_gguf(settings) == settings.models / "ours.gguf"
    (settings.models / "ours.gguf").write_bytes(b"hullo")
    with pytest.raises(ModelMissing, match=HELLO):
        local_gguf(settings)


def test_one_of_ours_can_be_had_from_elsewhere(tmp_path: Path) -> None:
    name = "qwen2.5-coder-1.5b"
    settings = own(tmp_path, OWN.replace('"ours"', f'"{name}"'))
    known = known_models(settings.home)
    assert next(iter(known)) == name
    assert known[name].urls == ("https://models.example/ours.gguf",)
    assert model_named("", settings.home) == known[name]


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('"ours.gguf"', '"../ours.gguf"', "file"),
        ('"ours.gguf"', '"C:ours.gguf"', "file"),
        ('"ours.gguf"', '"ours.bin"', "file"),
        ("size = 5", 'size = "5"', "size"),
        ("size = 5", "size = 0", "size"),
        ('sha256 = "{sha256}"', "", "sha256"),
        ('sha256 = "{sha256}"', 'sha256 = "abc"', "sha256"),
        ('licence = "MIT"', "", "licence"),
        ('name = "ours"', "", "name"),
        ("https:", "file:", "urls"),
        ("licence", "licanse = 1\nlicence", "licanse"),
        ("[[model]]", "[model]", "清单"),
        ("[[model]]", "[[model]", "TOML"),
    ],
)
def test_a_list_that_is_no_list_is_refused(
    right: str, wrong: str, says: str, tmp_path: Path
) -> None:
    settings = own(tmp_path, OWN.replace(right, wrong))
    with pytest.raises(InputError, match=says) as caught:
        known_models(settings.home)
    assert "models.toml" in str(caught.value)


def test_a_name_nobody_knows_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"(?s)gpt-4.*qwen3-8b"):
        local_gguf(Settings(tmp_path, model="gpt-4"))


def test_any_file_serves_by_its_path(tmp_path: Path) -> None:
    gguf = tmp_path / "mine.gguf"
    settings = Settings(tmp_path, model=str(gguf))
    with pytest.raises(EnvironmentFault, match="drafter model list"):
        local_gguf(settings)
    assert local_gguf(settings, replay=True) == gguf
    gguf.write_bytes(b"GGUF")
    assert local_gguf(settings) == gguf


def test_memory_is_never_less_than_what_was_taken() -> None:
    """As measured: file, and bytes of memory after a question of 200 tokens."""
    for size, taken in ((491_400_064, 655_784 * 1024), (1_117_320_768, 1_896_800 * 1024)):
        assert taken <= memory_needed(size) <= 1.6 * taken


def test_a_model_fits_or_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine_memory() > 1 << 30
    size = 5_027_783_488
    assert not fits(size, 8 << 30)
    assert fits(size, 16 << 30)
    assert fits(size, 0)  # nobody knows: it is tried
    monkeypatch.setattr(model_memory, "machine_memory", lambda: 8 << 30)
    assert too_large("small", 1000) == ""
    said = too_large("qwen3-8b", size)
    assert all(word in said for word in ("qwen3-8b", "8.6 GB", "GB"))


def test_a_container_has_what_it_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(model_memory, "_CONTAINER", limit)
    whole = machine_memory()
    limit.write_text("max\n", encoding="ascii")
    assert machine_memory() == whole
    limit.write_text(f"{1 << 29}\n", encoding="ascii")
    assert machine_memory() == 1 << 29
