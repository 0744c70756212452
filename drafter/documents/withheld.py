"""Numbers of persons stay out of a draft: the brief that it is made of has a gap in their place.

Whatever is printed, asked of a model, compared or sent out is made of the texts of that brief, so
that the values are in none of it. `Bullet.source`, where a sentence leads back to, keeps the note
as it was written.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.documents.gaps import with_names
from drafter.documents.note_text import compose
from drafter.documents.notes_reworded import Text, notes_reworded
from drafter.facts.personal_data import Personal, find_personal, personal_key, withheld_text
from drafter.messages import t
from drafter.records import Brief, Fact, Gap, Run, Span

_OFFICES = (
    "投诉|举报|监督|咨询|服务|值班|热线|求助|救助|救援|报修|抢修|报警|预约|报名|办公|公开|客服|便民"
    "|信访|接待|受理|窗口|联系|对外|公众|政务|就业|维权"
)
_LINE = (
    rf"(?:{_OFFICES})(?:[科室处台站点]|中心|窗口|平台|单位)?"
    r"(?:电话|热线|专线|邮箱|信箱|邮件|电子邮箱)"
)
_AFTER_LINE = re.compile(rf"{_LINE}(?:号码|地址)?[：:为是（( ]{{0,3}}$")
_BEFORE_LINE = re.compile(rf"^[的（( ]?{_LINE}")
_OF_PERSON = re.compile(r"联系人|本人|家属|同志|[村居]民|当事人")
_EARLIER = re.compile(r"[0-9０-９（）()—\-－转、/和或及 ]+$")  # numbers listed before this one
_OPEN = {Personal.MOBILE, Personal.LANDLINE, Personal.MAIL}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Which personal numbers of the notes a draft may print.

    public      keys of contact lines that the unit has published
    everything  somebody asked for all of them (--keep-personal)
    """

    public: frozenset[str] = frozenset()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A number beside words such as 投诉电话: perhaps published, which only a person can tell.

    words  what stands before it, and the number; line is that of the notes, 0 for none
    """

    number: str
    words: str
    line: int


NOTHING = Allowed()


def withheld(brief: Brief, allowed: Allowed = NOTHING) -> Brief:
    """The brief with a gap in the place of each personal number that may not be printed.

    Facts that stay keep their ids; gaps in the same clause can have other names.
    """
    if allowed.everything or not any(_hidden(text, allowed) for text, _ in texts(brief)):
        return brief
    return with_names(_Withholding(brief, allowed).brief())


def published(brief: Brief, allowed: Allowed) -> tuple[str, ...]:
    """The contact lines that the brief states and the settings let it print, each once."""
    numbers = (text[slice(*span)] for text, _ in texts(brief) for span, _ in find_personal(text))
    return tuple(dict.fromkeys(n for n in numbers if personal_key(n) in allowed.public))


def told_of(run: Run) -> Iterator[str]:
    """What was let into a draft of the numbers of persons, and by what."""
    if run.personal_kept:
        yield t("personal.kept")
    if run.published:
        yield t("personal.published", numbers="、".join(run.published))


def contact_lines(brief: Brief) -> Iterator[ContactLine]:
    """The numbers that may be published contact lines, each once."""
    seen = set()
    for text, line in texts(brief):
        for span, kind in find_personal(text):
            number = text[slice(*span)]
            key = personal_key(number)
            if kind in _OPEN and key not in seen and (words := _contact_words(text, span)):
                seen.add(key)
                yield ContactLine(number, words, line)


def _contact_words(text: str, span: Span) -> str:
    """The words that call a number a contact line; "" where they name a person, or nothing does."""
    clause = re.split(r"[，。；\n]", text[: span[0]])[-1]
    named = _AFTER_LINE.search(_EARLIER.sub("", clause)) or _AFTER_LINE.search(clause)
    behind = _BEFORE_LINE.search(text[span[1] :])
    if _OF_PERSON.search(text[max(0, span[0] - 24) : span[0]]):
        return ""
    if named:
        return clause[-12:] + text[slice(*span)]
    return text[slice(*span)] + behind[0] if behind else ""


def texts(brief: Brief) -> Iterator[tuple[str, int]]:
    """Every text of a brief that can be printed, with its line in the notes, 0 for none."""
    for text in (brief.title, brief.recipient, brief.opening, brief.organization, brief.date):
        yield text, 0
    for section in brief.all_sections():
        yield section.heading, section.line
    for bullet in brief.all_bullets():
        yield bullet.text, bullet.line


def _hidden(text: str, allowed: Allowed) -> bool:
    return withheld_text(text, allowed.public) != text


class _Withholding:
    """A brief while its numbers are taken out."""

    def __init__(self, brief: Brief, allowed: Allowed) -> None:
        self._brief = brief
        self._allowed = allowed
        facts = [fact for bullet in brief.all_bullets() for fact in bullet.facts]
        facts += (fact for section in brief.all_sections() for fact in section.facts)
        self._last = {"F": len(facts), "W": 0}

    def brief(self) -> Brief:
        return notes_reworded(self._brief, self._composed)

    def _composed(self, text: str, facts: tuple[Fact, ...], gaps: tuple[Gap, ...]) -> Text:
        """A text without its numbers, read anew: facts that were there before keep their ids."""
        if not _hidden(text, self._allowed):
            return text, facts, gaps
        known: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            known[fact.key].append(fact)
        while _hidden(text, self._allowed):
            text, facts, gaps = compose(withheld_text(text, self._allowed.public))
        kept = tuple(self._as_before(fact, known[fact.key]) for fact in facts)
        return text, kept, tuple(replace(gap, id=self._fresh("W")) for gap in gaps)

    def _as_before(self, fact: Fact, known: list[Fact]) -> Fact:
        if not known:
            return replace(fact, id=self._fresh("F"))
        before = known.pop(0)
        return replace(fact, id=before.id, quote=before.quote)

    def _fresh(self, letter: str) -> str:
        self._last[letter] += 1
        return f"{letter}{self._last[letter]}"
