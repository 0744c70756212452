"""The reader against texts it was not written from.

Example notes read by hand, and reports on this machine, if any.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drafter.documents.note_text import compose
from drafter.facts.figures import read_facts, read_gaps, read_slots
from drafter.proof.tokens import fill, mask_bullet
from drafter.records import Bullet, Fact, FactKind, Gap

_ROOT = Path(__file__).parents[2]
_EXPECTED = sorted((_ROOT / "tests" / "data" / "expected").glob("*.json"))
_DATA = _ROOT.parent / "shared" / "data"
_REPORTS = sorted((_DATA / "reports").glob("*.txt"))
_SEED = _DATA / "seed.txt"
needs_reports = pytest.mark.skipif(not _REPORTS, reason="no reports on this machine")
needs_seed = pytest.mark.skipif(not _SEED.exists(), reason="no seed on this machine")


# --- notes read by hand ---

# The hand left out what bounds a figure, its sign, and the quotation marks of a code.
_LEFT_OUT = re.compile(r"不少于|不超过|至少|约|以上|(?<=[底日月])前|四中全会|^[-+]|[“”]")
_HAND_UNITS = {"㎡": "平方米"}
_COUNTED = {FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS, FactKind.DATE}


def _hand_read() -> Iterator[tuple[str, dict[str, object]]]:
    for path in _EXPECTED:
        for entry in json.loads(path.read_text(encoding="utf-8")):
            yield f"{path.stem}:{entry['line']}", entry


def _as_by_hand(fact: Fact) -> tuple[str, str, str, str]:
    value = "" if fact.value is None else f"{abs(fact.value)}"
    if fact.upper is not None:
        value += f"..{fact.upper}"
    return (_LEFT_OUT.sub("", fact.quote), fact.kind.value, value, fact.unit)


@pytest.mark.parametrize("entry", [pytest.param(entry, id=name) for name, entry in _hand_read()])
def test_what_a_hand_read_is_read(entry: dict[str, list[dict[str, str]]]) -> None:
    slots = read_slots(str(entry["bullet"]))
    facts = [slot for slot in slots if isinstance(slot, Fact)]
    wanted = Counter(
        (
            _LEFT_OUT.sub("", f["quote"]),
            f["kind"],
            f["value"],
            _HAND_UNITS.get(f["unit"], f["unit"]),
        )
        for f in entry["facts"]
    )
    read = Counter(_as_by_hand(fact) for fact in facts)
    assert not wanted - read
    assert not [fact for fact in (read - wanted) if fact[1] in _COUNTED]
    assert [slot.text for slot in slots if isinstance(slot, Gap)] == entry["gaps"]


# --- the invariants the proof stands on ---


def _identity(slot: Fact | Gap) -> tuple[str, tuple[str, ...]]:
    return (
        (slot.key, slot.qualifiers)
        if isinstance(slot, Fact)
        else (f"gap:{slot.text}{slot.unit}", ())
    )


def _composed(source: str) -> tuple[str, list[Fact | Gap]]:
    text, facts, gaps = compose(source)
    return text, sorted([*facts, *gaps], key=lambda slot: slot.span)


def _assert_reads_the_same(source: str) -> None:
    """What is printed states what the note states, and is official already."""
    text, slots = _composed(source)
    assert [_identity(slot) for slot in read_slots(text)] == [_identity(slot) for slot in slots], (
        text
    )
    assert compose(text)[0] == text
    for slot in slots:
        assert text[slice(*slot.span)] == slot.text
        assert not isinstance(slot, Fact) or slot.text.endswith(slot.tail)


def _assert_tokens_lose_nothing(source: str) -> None:
    text, facts, gaps = compose(source)
    named = tuple(replace(fact, id=f"F{n}") for n, fact in enumerate(facts))
    bullet = Bullet(
        "B1", text, source, 1, named, tuple(replace(gap, id=f"G{n}") for n, gap in enumerate(gaps))
    )
    filled, marks = fill(mask_bullet(bullet).masked, bullet)
    assert filled == text
    spans = {slot.id: slot.span for slot in (*bullet.facts, *bullet.gaps)}
    assert {mark.id: mark.span for mark in marks} == spans


def _sentences(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [s for line in lines for s in re.split(r"(?<=[。；])", line) if s.strip()]


@pytest.mark.parametrize(
    "path", sorted((_ROOT / "examples").glob("*.md")), ids=lambda path: path.stem
)
def test_example_notes_read_the_same_once_composed(path: Path) -> None:
    for sentence in _sentences(path):
        _assert_reads_the_same(sentence)
        _assert_tokens_lose_nothing(sentence)


@needs_reports
@pytest.mark.parametrize("path", [*_REPORTS, _SEED], ids=lambda path: path.stem)
def test_reports_read_the_same_once_composed(path: Path) -> None:
    for sentence in _sentences(path):
        _assert_reads_the_same(sentence)
        _assert_tokens_lose_nothing(sentence)


@needs_reports
@pytest.mark.parametrize("path", _REPORTS, ids=lambda path: path.stem)
def test_every_digit_of_a_report_lies_in_a_fact(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").split("\n"):
        read = {place for slot in read_slots(line) for place in range(*slot.span)}
        numbering = re.match(r"\s*\d{1,2}[.．、]", line)
        read.update(range(numbering.end() if numbering else 0))
        assert not [
            line[max(0, i - 8) : i + 8]
            for i, char in enumerate(line)
            if char.isdecimal() and i not in read
        ]


@needs_seed
def test_every_x_of_the_seed_lies_in_a_gap() -> None:
    lines = _SEED.read_text(encoding="utf-8").split("\n")
    gaps = [gap.text for line in lines for gap in read_gaps(line)]
    assert len(gaps) == 151
    assert Counter(gaps)["xx"] == 72
    assert "".join(gaps).count("x") == sum(line.count("x") for line in lines) == 279


# --- notes out of pieces ---

_VERBS = (
    "完成投资 新增学位 举办培训 覆盖师生 同比增长 其中 比上年下降 占 分别为 发放补助 到位资金 提高 "
    "人均 由 签约"
)
_MEASURES = (
    "场次 人次 名 个 所 万元 亿元 元 % 个百分点 公里 ㎡ 剂次 家次 天 个月 件 项 万人次 学时 亩"
)
_SAID = st.sampled_from(_VERBS.split())
_UNIT = st.sampled_from(_MEASURES.split())
_NUMBER = st.one_of(
    st.integers(0, 99999).map(str),
    st.decimals(0, 9999, places=2, allow_nan=False).map(str),
    st.integers(1000, 9999999).map("{:,}".format),
    st.sampled_from(
        [
            "１２",
            "３.５",
            "二百三十",
            "三",
            "十几",
            "三百余",
            "一万二千",
            "百余",
            "几十",
            "两",
            "三四",
        ]
    ),
)
_AROUND = st.tuples(
    st.sampled_from(["", "", "", "约", "近", "超", "不少于", "至少"]),
    st.sampled_from(["", "", "", " "]),
    st.sampled_from(["", "", "", "以上", "左右"]),
)
_FIGURE = st.builds(
    lambda around, n, unit: around[0] + n + around[1] + unit + around[2], _AROUND, _NUMBER, _UNIT
)
_RANGE = st.builds(
    lambda low, more, sign, unit: f"{low}{sign}{low + more}{unit}",
    st.integers(1, 500),
    st.integers(1, 500),
    st.sampled_from(["-", "～", "~", "至", "—"]),
    _UNIT,
)
_OTHER = st.sampled_from(
    [
        *(
            "7月5日",
            "2026年上半年",
            "25年上半年",
            "3-6月",
            "9月底前",
            "2024.7.5",
            "第十八届",
            "第3批",
            "X308线",
            "5+2",
            "5G",
        ),
        *(
            "云教发[2024]12号",
            "《云岭县管理办法(试行)》",
            "《关于印发《方案》的通知》",
            '"双减"',
            "“云岭好课”",
            "县医院",
        ),
        *(
            "xx名",
            "xxx.xx万元",
            "云教发〔2026〕xx号",
            "【待补：科室】",
            "六成以上",
            "百分之五",
            "三分之二",
            "1:15",
            "五大中心",
        ),
        *(
            "三年行动",
            "12345热线",
            "CT1台",
            "(-0.3天)",
            "+1.9个百分点",
            "一校一策",
            "一次以上",
            "31批次/74人次",
            "13812345678",
        ),
    ]
)
_PIECE = st.builds(lambda said, what: said + what, _SAID, st.one_of(_FIGURE, _RANGE, _OTHER))
_NOTE = st.builds(
    lambda pieces, marks: "".join(p + m for p, m in zip(pieces, marks, strict=False)),
    st.lists(_PIECE, min_size=1, max_size=5),
    st.lists(
        st.sampled_from([",", "，", ";", "；", "、", ", ", " ", ":", "。", "(含", ")"]),
        min_size=5,
        max_size=5,
    ),
)


@example("新增学位一校一策 完成投资7月5日,")  # a clause of its own has its own qualifiers
@settings(max_examples=400, deadline=None)
@given(_NOTE)
def test_a_note_reads_the_same_once_composed(note: str) -> None:
    _assert_reads_the_same(note)
    _assert_tokens_lose_nothing(note)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet="0123456789,.-%xX年月日号第一二三十百万亿元人个约近余以上《》“”（）()：:，、 "
        "同比其中县校",
        max_size=40,
    )
)
def test_any_text_can_be_read(text: str) -> None:
    end = 0
    for slot in read_slots(text):
        start, stop = slot.span
        assert end <= start < stop <= len(text)
        assert (slot.quote if isinstance(slot, Fact) else slot.text) == text[start:stop]
        end = stop


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**12))
def test_one_amount_in_any_spelling_has_one_key(amount: int) -> None:
    yuan = amount * 100
    spellings = [
        f"{yuan}元",
        f"{yuan:,}元",
        f"{Decimal(yuan) / 10**4}万元",
        f"{Decimal(yuan) / 10**8:f}亿元",
    ]
    facts = [fact for text in spellings for fact in read_facts(text)]
    assert {fact.key for fact in facts} == {f"money:{yuan}元"}
    assert [fact.value for fact in facts] == [Decimal(yuan)] * 4
