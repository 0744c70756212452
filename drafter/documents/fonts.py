"""Fonts by kind (小标宋, 仿宋 …), whatever a file calls them: the standard names only kinds."""

import re

# In this order: 仿宋 is no 宋, 雅黑 no 黑体.
_KINDS = (
    ("小标宋", "小标宋|xiaobiaosong|fzxbs"),
    ("大标宋", "大标宋|dabiaosong|fzdbs"),
    ("仿宋", "仿宋|fangsong|fandolfang|^fzfs"),
    ("中宋", "中宋|zhongsong"),
    ("微软雅黑", "雅黑|yahei"),
    ("等线", "等线|dengxian"),
    ("隶书", "隶|^simli|^stliti"),
    ("楷体", "楷|kai(?!ti.*hei)"),
    ("黑体", "黑|hei|notosanscjk|sourcehansans|^fzht|pingfang|苹方"),
    ("宋体", "宋|simsun|stsong|songti|fandolsong|notoserifcjk|sourcehanserif|^fzss|uming"),
)
KINDS = tuple(kind for kind, _ in _KINDS)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


def kind_of(font: str) -> str:
    """The kind of a Chinese font; of any other its own name, of none ""."""
    name = re.sub(r"[\s@_-]", "", font).lower()
    return next((kind for kind, pattern in _PATTERNS if pattern.search(name)), font)


def is_chinese(font: str) -> bool:
    """Whether a font has hanzi, as far as its name tells."""
    return kind_of(font) in KINDS or re.search(r"[\u4e00-\u9fff]", font) is not None


_NAMES = {
    44: "二号",
    36: "小二",
    32: "三号",
    30: "小三",
    28: "四号",
    24: "小四",
    21: "五号",
    18: "小五",
    52: "一号",
    48: "小一",
    72: "小初",
    84: "初号",
}


def size_name(half_points: int) -> str:
    """A size as offices name it: 三号; in points where it has no name."""
    return _NAMES.get(half_points, f"{half_points / 2:g}磅")
