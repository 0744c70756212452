"""Chinese punctuation at full width (GB/T 15834).

Mends what note-takers and web copies folded to half width.

Facts are stood in for by private-use characters while text is mended, so no decimal point, hyphen
or colon of a figure can be touched.
"""

import re

from drafter.facts.units import CERTAIN_UNIT

# Signs without width, of which some can spell a hidden text: joiners, marks of direction, tags,
# variation selectors.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
HELD = (
    "\ue000-\uf8ff\U000f0000-\U0010fffd"  # stand-ins for facts and gaps; characters of rare names
)
_WIDE = rf"\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef{HELD}"
# The end of a sentence; ？ before a unit stands for a number (？家).
SENTENCE_END = re.compile(rf"(?:[。！]|？(?!？{{0,9}}{CERTAIN_UNIT}))+[”’）]*")
_FULL = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    "~": "～",
    "[": "〔",
    "]": "〕",
}
_LETTERS = str.maketrans(
    {
        chr(c): chr(c - 0xFEE0)
        for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    }
    | {"％": "%", "＋": "+", "／": "/"}
)


def mend(text: str) -> str:
    """`text` with the punctuation of official Chinese; idempotent.

    Words and their order never change.
    """
    text = text.translate(_LETTERS)
    text = re.sub(rf"[{INVISIBLE}\x00-\x08\x0b-\x1f]", "", text)
    while (
        mended := _mend_once(text)
    ) != text:  # one mend can bring marks together that need another
        text = mended
    return text


def _mend_once(text: str) -> str:
    text = re.sub(r"[ \t\u00a0\u3000]+", " ", text).strip()
    text = re.sub(
        rf"(?<=[{_WIDE}]) (?=[{_WIDE}A-Za-z0-9,;:?!)])|(?<=[A-Za-z0-9,;:(]) (?=[{_WIDE}])"
        rf"|(?<=[{_WIDE}]) ",
        "",
        text,
    )
    text = _quotes(text)
    text = re.sub(
        rf"(?<=[{_WIDE}])[,;:?!()~]|[,;:?!()~](?=[{_WIDE}])|(?<=\))[,;:]",
        lambda m: _FULL[m[0]],
        text,
    )
    text = _brackets(text)
    text = re.sub(rf"(?<=[{_WIDE}])\.(?![A-Za-z0-9.])", "。", text)
    text = re.sub(r"\.{3,}|。{3,}|…+", "……", text)
    text = re.sub(rf"(?<=[{_WIDE}])-{{2,}}(?=[{_WIDE}])|—{{3,}}|─+|－{{2,}}", "——", text)
    text = re.sub(r"([，、；：。])\1+", r"\1", text)
    text = re.sub(r"[，、；](?=[，、。；：！？])", "", text)
    text = re.sub(r"(?<=[。；：])[，、；。]", "", text)
    return text.replace("、等", "等")


def _quotes(text: str) -> str:
    text = text.translate(str.maketrans("「」『』＂", '“”‘’"'))
    if text.count('"') % 2 == 0:
        text = re.sub(r'"([^"]*)"', r"“\1”", text)
    return re.sub(rf"'([^'\n]*[{_WIDE}][^'\n]*)'", r"‘\1’", text)


def _brackets(text: str) -> str:
    """Close at full width what was opened so."""
    if text.count("（") > text.count("）") and ")" in text:
        text = text.replace(")", "）")
    if text.count("）") > text.count("（") and "(" in text:
        text = text.replace("(", "（")
    return text


def without_end(text: str) -> str:
    """`text` without the marks it ends with: 。；，：、 and their like."""
    return re.sub(r"[\s。；;，,、.．:：]+$", "", text)
