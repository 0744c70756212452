"""How a sentence is built: what opens it, and whether it says who did something (句式)."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from enum import StrEnum
from itertools import groupby

from drafter.phrasing.counted import FIGURES
from drafter.phrasing.verbs import has_verb, starts_with_verb
from drafter.phrasing.word_lists import words_in
from drafter.ports import TaskBullet
from drafter.proof.clauses import HAN, Clause, clauses, is_token, packed
from drafter.proof.inventory import inventory
from drafter.records import FactKind

_STOCKS = ("现有", "建有", "设有", "拥有", "共有", "有")
_LEVEL = re.compile("(?:[达为占]|达到|居)$")
_RATE = re.compile("[\u4e00-\u9fff]+[率度量比](?:[达为]|达到)?(?![\u4e00-\u9fff])")
_SCOPES = re.compile(
    "^(?:累计|上半年|下半年|全年|今年|全[县市区镇乡]|共|并|已|同比|环比|[比较]上年|分别|无害化"
    "|就地|当场)"
)
_COUNTING = ("verb, ", "noun, ")
_ASIDE = re.compile("（[^（）]*）")
_OF_BODIES = tuple("员站点班队栏证室馆院")  # what makes a body, a person or a thing of a deed
_TOWARDS = ("对", "为", "与", "向", "在")
_LIGHT = ("开展", "组织", "举办", "召开", "实施")


class Opening(StrEnum):
    """What a sentence opens with: a verb, 现有 and its like, or what it is about."""

    DEED = "deed"
    STOCK = "stock"
    SUBJECT = "subject"


def opening_verb(text: str) -> str:
    """The verb of the lists, or the word of a stock, that opens a text; "" where none does."""
    verbs = words_in("joining_verbs") | words_in("lead_short_deeds")
    verb = next((text[:size] for size in (3, 2) if text[:size] in verbs), "")
    is_longer = verb and text.removeprefix(verb).startswith(_OF_BODIES)  # 护林员, 救助站
    return verb if verb and not is_longer else stock_word(text)


def stock_word(text: str) -> str:
    """现有, 设有 and their like where they open a text."""
    return next((word for word in _STOCKS if text.startswith(word)), "")


def opening_of(text: str, base: TaskBullet) -> Opening:
    """What opens a sentence in the tokens of its note; a date before it is passed over."""
    return _opening(_bare(packed(text), base))


def names_doer(text: str, base: TaskBullet) -> bool:
    """Whether some clause has a subject of its own and a verb: 县医院开展新技术14项."""
    return any(_has_doer(piece, base) for piece in _with_words(text, base))


def is_light(text: str) -> bool:
    """Whether the verb that opens a text says no more than that something was done."""
    return text.startswith(_LIGHT)


def frame(text: str, base: TaskBullet) -> tuple[str, ...]:
    """The shapes of its clauses, like neighbours as one: what opens it, where its figure is.

    A rate that is told of a deed does not count: 调处纠纷37起，成功率达95%.
    """
    pieces = list(_with_words(text, base))
    levels = [bool(_RATE.match(_bare(piece.text, base))) for piece in pieces]
    shapes = (
        _shape(piece, base)
        for piece, is_level in zip(pieces, levels, strict=True)
        if not is_level or all(levels)
    )
    return tuple(shape for shape, _ in groupby(shapes))


def has_figure(shape: str) -> bool:
    """Whether a shape of `frame` is that of a clause with a figure."""
    return shape.startswith(_COUNTING)


def _with_words(text: str, base: TaskBullet) -> Iterator[Clause]:
    """Its clauses, a list as one, but for figures that only stand in a row: 2期、90人次."""
    before = ""
    for piece in clauses(_ASIDE.sub("", packed(text))):
        words = piece.text
        for figure in _figures(piece, base):
            words = words.replace(figure, "")
        if words and before != "、":
            yield piece
        before = piece.mark


def _shape(piece: Clause, base: TaskBullet) -> str:
    figures = _figures(piece, base)
    bare = _bare(piece.text, base)
    if not figures:
        return bare[:2]
    ends = piece.text.endswith(tuple(figures))
    is_subject = _opening(bare) is Opening.SUBJECT
    return f"{_COUNTING[is_subject]}{'end' if ends else 'within'}"


def _bare(text: str, base: TaskBullet) -> str:
    """A packed text without the date and words of scope that it opens with."""
    dates = {packed(token.name) for token in base.tokens if token.kind is FactKind.DATE}
    manners = inventory()["lead_adverbs"]
    at = 0
    while size := _opening_size(text[at:], dates, manners):
        at += size
    return text[at:]


def _opening_size(text: str, dates: AbstractSet[str], manners: AbstractSet[str]) -> int:
    """How many characters of a text are a date, or a word of scope or manner."""
    if text[:1] in dates:
        return 1
    scope = _SCOPES.match(text)
    return scope.end() if scope else next((n for n in (4, 3, 2) if text[:n] in manners), 0)


def _opening(bare: str) -> Opening:
    if stock_word(bare):
        return Opening.STOCK
    if _RATE.match(bare):
        return Opening.SUBJECT
    is_deed = bare.startswith(_TOWARDS) or (
        not is_token(bare[:1]) and bool(opening_verb(bare) or starts_with_verb(bare))
    )
    return Opening.DEED if is_deed else Opening.SUBJECT


def _has_doer(piece: Clause, base: TaskBullet) -> bool:
    """Whether a clause opens with its own subject, and that does something."""
    bare = _bare(piece.text, base)
    if _RATE.match(bare) or bare.startswith(_TOWARDS):
        return False
    if _opening(bare) is not Opening.SUBJECT:
        return _has_deed(_behind_figures(piece, base))
    named = is_token(bare[:1]) or bare.startswith(tuple(words_in("agents")))
    return named or not _figures(piece, base) or _has_deed(bare)


def _behind_figures(piece: Clause, base: TaskBullet) -> str:
    """What stands behind the last figure of a clause: 经营者制定方案 of 消费8家经营者制定方案."""
    ends = [piece.text.find(figure) + len(figure) for figure in _figures(piece, base)]
    return piece.text[max(ends, default=len(piece.text)) :]


def _figures(piece: Clause, base: TaskBullet) -> list[str]:
    """The figures of a clause with their units."""
    tokens = (token for token in base.tokens if packed(token.name) in piece.tokens)
    return [packed(token.name) + token.unit for token in tokens if token.kind in FIGURES]


def _has_deed(bare: str) -> bool:
    """Whether words have a verb that is more than 达 or 为."""
    return any(has_verb(_LEVEL.sub("", run), "") for run in HAN.findall(bare))
