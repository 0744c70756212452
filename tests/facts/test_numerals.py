from decimal import Decimal

import pytest

from drafter.facts.numerals import chinese_number, neighbours


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十八", 18),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二", 120),
        ("三百二十", 320),
        ("三千二", 3200),
        ("一万二", 12000),
        ("一万零二", 10002),
        ("一万二千", 12000),
        ("十万", 100000),
        ("三百二十万", 3200000),
        ("三亿二千万", 320000000),
        ("一亿二", 120000000),
        ("三万亿", 3 * 10**12),
        ("二〇二六", 2026),
        ("二○二六", 2026),
        ("零", 0),
        ("", None),
        ("万万", None),
        ("百一千", None),
        ("十五六", None),
        ("二三十", None),
        ("十十", None),
        ("数十", None),
        ("abc", None),
    ],
)
def test_chinese_number(text: str, value: int | None) -> None:
    assert chinese_number(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("三四", (3, 4)),
        ("三五", (3, 5)),
        ("十五六", (15, 16)),
        ("二三十", (20, 30)),
        ("七八百", (700, 800)),
        ("四三", None),  # not rising
        ("三", None),
        ("三十", None),
        ("二〇二六", None),
        ("一二三", None),
        ("三九", None),
        ("三点三四", None),
    ],
)
def test_neighbours(text: str, ends: tuple[int, int] | None) -> None:
    assert neighbours(text) == (None if ends is None else (Decimal(ends[0]), Decimal(ends[1])))
