"""What goes to no stranger though no reader finds it: persons, numbers in a guise, homes.

一三八零零一三八零零零, zhang三@qq.com, 138点0013点8000 are read as no figure. A run of five
numerals that count no tens and hundreds is a number by its digits. A home is a place before the
numbers of groups, houses and rooms.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.facts.punctuation import INVISIBLE
from drafter.proof.person_names import person_names
from drafter.records import Span

READ = "\0"  # stands for each character of what was read before

_DIGIT = r"[\d〇零○oOlI一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两\u2460-\u2473\u24ea\u2776-\u277f]"
_BETWEEN = rf"(?:[\s{INVISIBLE}\-—–_./·…,，~、()（）|杠点转]{{0,3}})"
_DIGITS = re.compile(rf"(?:{_DIGIT}{_BETWEEN}){{4,}}{_DIGIT}")
# What is joined to Latin letters by a sign, a digit or the name of a sign.
_CODE = re.compile(
    r"[A-Za-z0-9_.+-]*[A-Za-z0-9][\u4e00-\u9fff]?\s*(?:@|＠|#|\[at\]|\(at\)|（at）|艾特|\bat\b|（a）)"
    r"\s*[A-Za-z0-9][A-Za-z0-9.。．点 -]*"
    r"|[A-Za-z]+[_.-]?[0-9][A-Za-z0-9_.-]{3,}|[A-Za-z]{2,}_[A-Za-z0-9_]{2,}|[A-Za-z]{9,}"
)
_NUMBER = rf"[{READ}\dA-Za-z一二三四五六七八九十百]+"
_HOUSE = rf"{_NUMBER}\s*(?:组|号|栋|幢|座|单元|室|队|弄|附|社)"
_HOME = re.compile(
    r"(?P<home>[\u4e00-\u9fff]{1,5}(?:路|街|巷|弄|胡同|道|村|乡|镇|寨|屯|坪|湾|沟|坝|坡|岭|塘|社|组|小区"
    rf"|花园|家园|苑|庭|府|公寓|新村|大厦|宿舍|院))(?={_HOUSE})"
)


@lru_cache(maxsize=2048)
def untold(text: str) -> tuple[tuple[Span, bool], ...]:
    """Where it stands, in order, none in another; and whether it is a person.

    text  with READ in the place of what was read already
    """
    spans = [(span, True) for span in person_names(text)]
    spans += ((span, False) for span in (*_homes(text), *_numbers(text)))
    found: list[tuple[Span, bool]] = []
    at = 0
    for (start, end), is_person in sorted(spans):
        if end > at:
            found.append(((max(start, at), end), is_person))
            at = end
    return tuple(found)


def _numbers(text: str) -> Iterator[Span]:
    for kind in (_DIGITS, _CODE):
        yield from (match.span() for match in kind.finditer(text))


def _homes(text: str) -> Iterator[Span]:
    yield from (match.span("home") for match in _HOME.finditer(text))
