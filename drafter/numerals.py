"""Chinese numerals as exact numbers: 三百二十 → 320, 一万二 → 12000, 二〇二六 → 2026."""

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral, or None where it is none (万万, 百一千).

    Digit strings read as such (二〇二六 is 2026); a bare last digit counts one place below (一万二 is 12000).
    """
    if not text:
        return None
    if all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    last = 1
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
            if digit == 0:
                last = 10  # 一百零五: the five is units, whatever came before
        elif c in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[c]
            digit, last = None, _SMALL[c]
        elif c in _LARGE:
            section += digit or 0
            if section == 0 and total == 0:
                return None
            total = (total + section) * _LARGE[c] if _LARGE[c] > 10**4 else total + section * _LARGE[c]
            section, digit, last = 0, None, _LARGE[c]
        else:
            return None
    if digit is not None:
        section += digit * (last // 10 if last >= 100 else 1)
    return Decimal(total + section)
