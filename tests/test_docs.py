"""Each page of docs/zh says what its English twin says, and every link leads somewhere."""

import re
from collections import Counter
from os.path import relpath
from pathlib import Path
from typing import NamedTuple

import pytest

from drafter.messages import catalogue

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
IN_CHINESE = sorted((DOCS / "zh").rglob("*.md"))
IN_ENGLISH = sorted(set(DOCS.rglob("*.md")) - set(IN_CHINESE))
TWINS = {page: DOCS / page.relative_to(DOCS / "zh") for page in IN_CHINESE}
BY_HAND = [page for page in IN_CHINESE if page.name != "rules.md"]
PAGES = [ROOT / "README.md", *IN_ENGLISH, *IN_CHINESE]
README_IN_ENGLISH = "## In English"

_FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.*)$", re.MULTILINE)
_LINK = re.compile(r"\[((?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*)\]\(([^)\s]+)\)")
_QUOTED = re.compile(r"`([^`\n]+)`")
_NAME = re.compile(r"[a-z0-9_./-]*[a-z][a-z0-9_./-]*")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CODE = re.compile(r"\b[A-Z]{3}\d{3}\b")
_REMARK = re.compile(r"(?:\s{2,}#.*| <!--.*-->)$", re.MULTILINE)
_ENGLISH = re.compile(r"[A-Za-z]{2,}(?:,? [A-Za-z]+){3,}")


class Part(NamedTuple):
    """What a heading of a page leads, in what both languages share."""

    level: int
    commands: list[tuple[str, str]]
    names: set[str]
    figures: set[str]
    codes: set[str]
    rows: int
    items: int
    links: Counter[str]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def without_code(text: str) -> str:
    return _QUOTED.sub("", _FENCE.sub("", text))


def parts(page: Path) -> list[Part]:
    blocks: list[tuple[str, str]] = []

    def kept(block: re.Match[str]) -> str:
        blocks.append((block[1], _REMARK.sub("", block[2])))
        return f"⟦{len(blocks) - 1}⟧"

    text = _FENCE.sub(kept, text_of(page))
    text = text.split("\n", 4)[0] + "\n" + text.split("\n", 4)[4]  # without the link to the twin
    return [
        part(stretch, blocks)
        for stretch in re.split(r"^(?=#+ )", text, flags=re.MULTILINE)
        if stretch
    ]


def part(text: str, blocks: list[tuple[str, str]]) -> Part:
    links = Counter(Path(target).name.split("#")[0] for _, target in _LINK.findall(text))
    named = {name for quoted in _QUOTED.findall(text) for name in _NAME.findall(quoted)}
    prose = _LINK.sub(r"\1", re.sub(r"⟦\d+⟧", "", text))
    return Part(
        level=len(text) - len(text.lstrip("#")),
        commands=[blocks[int(at)] for at in re.findall(r"⟦(\d+)⟧", text)],
        names=named,
        figures={figure for found in _FIGURE.findall(prose) if len(figure := plain(found)) > 1},
        codes=set(_CODE.findall(text)),
        rows=len(re.findall(r"^\|", text, re.MULTILINE)),
        items=len(re.findall(r"^(?:-|\d\.) ", text, re.MULTILINE)),
        links=links,
    )


def plain(figure: str) -> str:
    return figure.replace(",", "")


def anchors(page: Path) -> set[str]:
    """The anchors of the headings of a page, as GitHub makes them."""
    seen: Counter[str] = Counter()
    found = set()
    for _, heading in _HEADING.findall(_FENCE.sub("", text_of(page))):
        shown = _LINK.sub(r"\1", heading).strip().lower()
        slug = re.sub(r"[^\w\- ]", "", shown).replace(" ", "-")
        found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return found


def chinese_part(page: Path) -> str:
    return text_of(page).split(README_IN_ENGLISH)[0]


@pytest.mark.parametrize("page", BY_HAND, ids=lambda page: page.stem)
def test_a_page_says_the_same_in_both_languages(page: Path) -> None:
    ours, theirs = parts(page), parts(TWINS[page])
    assert [part.level for part in ours] == [part.level for part in theirs]
    for chinese, english in zip(ours, theirs, strict=True):
        assert chinese._asdict() == english._asdict()


@pytest.mark.parametrize("page", IN_CHINESE, ids=lambda page: page.stem)
def test_a_page_leads_to_its_twin_at_the_top(page: Path) -> None:
    twin = TWINS[page]
    assert text_of(page).splitlines()[2] == f"[English]({relpath(twin, page.parent)})"
    assert text_of(twin).splitlines()[2] == f"[中文]({relpath(page, twin.parent)})"


@pytest.mark.parametrize("page", IN_CHINESE, ids=lambda page: page.stem)
def test_no_english_sentence_stands_on_a_chinese_page(page: Path) -> None:
    assert _ENGLISH.findall(_LINK.sub(r"\1", without_code(text_of(page)))) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for _, target in _LINK.findall(without_code(text_of(page))):
        if target.startswith(("http:", "https:")):
            continue
        path, _, anchor = target.partition("#")
        led = (page.parent / path).resolve() if path else page
        assert led.exists(), target
        assert not anchor or led.suffix != ".md" or anchor in anchors(led), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_module_that_a_page_runs_exists(page: Path) -> None:
    for module in re.findall(r"python -m ((?:drafter|eval)(?:\.\w+)*)", text_of(page)):
        found = ROOT.joinpath(*module.split("."))
        assert found.with_suffix(".py").exists() or (found / "__main__.py").exists(), module


@pytest.mark.parametrize("page", [ROOT / "README.md", *IN_CHINESE], ids=lambda page: page.stem)
def test_a_chinese_reader_is_led_to_chinese_pages(page: Path) -> None:
    """A page that there is in English alone says so where it is named."""
    text = chinese_part(page)
    for shown, target in _LINK.findall(text):
        led = (page.parent / target.partition("#")[0]).resolve()
        if shown != "English" and led.suffix == ".md" and led not in (*IN_CHINESE, page):
            assert led not in TWINS.values(), target
            assert f"[{shown}]({target})（英文" in text, target


def test_an_english_reader_is_led_to_english_pages() -> None:
    assert "docs/zh/" not in text_of(ROOT / "README.md").split(README_IN_ENGLISH)[1]
    for page in IN_ENGLISH:
        assert len(re.findall(r"\]\([./]*zh/", text_of(page))) == (page in TWINS.values()), (
            page.name
        )


def test_a_message_names_the_page_in_its_own_language() -> None:
    for name, (chinese, english) in catalogue().items():
        assert "docs/zh/" not in english, name
        named = {DOCS / page for page in re.findall(r"docs/([\w/]+\.md)", chinese)}
        assert not named & set(TWINS.values()), name
        for page in re.findall(r"docs/[\w/.]*\w", f"{chinese} {english}"):
            assert (ROOT / page).exists(), name


def test_the_source_of_every_rule_is_told_in_chinese() -> None:
    told = re.findall(r"^依据：(.*)$", text_of(DOCS / "zh" / "rules.md"), re.MULTILINE)
    assert len(told) > 100
    assert [source for source in told if re.search(r"[a-z]{3,} [a-z]{3,}|practice", source)] == []
