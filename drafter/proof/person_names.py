"""Names of persons that stand anywhere in running text, for what leaves the machine.

The reader of facts takes a name only where nothing else can be meant, since a draft is proved with
it. Here a name that is missed is told to a stranger, and a word too many costs a request a token:
whatever can be a name beside what usually stands beside one is taken for one. The dictionary's
words and tags, a lexicon of surnames and the characters of given names say what can be.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.facts import lexicon
from drafter.facts.names import is_surname
from drafter.proof.word_tags import ORDINARY, ORDINARY_CHARACTERS, dictionary
from drafter.records import Span

_RARER = frozenset(lexicon.words("rarer_surnames"))
_WORDS = frozenset(lexicon.words("surnames_and_words"))
_GIVEN = frozenset(lexicon.words("given_names"))
_GIVEN_WORDS = frozenset(lexicon.words("given_words"))
_OF_PEOPLES = frozenset(lexicon.words("names_of_peoples"))
_LONGEST = 4  # characters of a Chinese name
_NAME_TAGS = ("nr", "ns", "nz")
# What stands before a name: the end of what a person is (村民, 党员, 校长), or a label.
_ROLE = re.compile(
    r"(?:[员者民众户长师记任工手属童儿妇夫妻父母友匠医警兵范弟哥姐叔婶嫂爷奶娃孩伴侣士授干]"
    r"|(?<![个每等])人|学生|新生|考生|贫困生|大学生|医生|先生|女士|代表|委员|对象|同志|同学|专家"
    r"|书记|主席|教授|主管|司机|干部|教练|家长|嘉宾|老板|[：:])[\s“（(]*$"
)
# No given name begins or ends with one of these.
_NO_GIVEN = frozenset("的了在是与及等被对将把从到某氏们也都其并而或由因但仍已未不个次届类项各每至")
_IN_FOREIGN = frozenset("不都也大小上下多里")  # words that sound in names: 阿不都拉
# A day of the week, or the end of something that is masked already: 周五前, 某镇落实, x线建设.
_NO_NAME = re.compile("周[一二三四五六日末][前上下晚早中起内后]?$|(?<=[某x\0])[镇线项家车门路]")
_SEPARATORS = frozenset("、，,和与及跟同/ \u3000|；;\t")
# What is done to somebody: a name follows where all its characters are those of names.
_DONE_TO = re.compile(
    r"(?:任命|聘任|聘请|推选|选举|提名|推荐|举报|投诉|受理|慰问|看望|救助|帮扶|走访|表彰|通知|找到)$"
)
_DOTTED = re.compile(r"(?<=[\u4e00-\u9fff])[·•・‧∙](?=[\u4e00-\u9fff])")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_VERBS = ("v", "p", "d", "uj", "ul", "c", "zg", "nz")
# Surnames that are hardly ever one in running text: only what a person is, right before, tells.
_PARTICLES = frozenset("和从是有能都后上所同来那应由起多才先计家公相通充双向时成开")
_POST = re.compile(
    r"\s*(?:同志|老师|先生|女士|校长|园长|院长|局长|县长|市长|区长|镇长|乡长|书记|主任|科长|股长"
    r"|部长|处长|主席|医生|医师|教练|队长|会长|委员|同学|大爷|大妈|大娘|小朋友|老人|一家|等)"
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_han(self) -> bool:
        return _HAN.fullmatch(self.text) is not None


def person_names(text: str) -> list[Span]:
    """Where names of persons stand, and words that may be ones; in order, none in another."""
    words = _tagged(text)
    found = {
        *_dotted(text, words),
        *_of_peoples(words),
        *_chinese(text, words),
        *_alone(text),
    }
    found |= set(_listed(text, found))
    return _merged({span for span in found if not _NO_NAME.match(text[: span[1]], span[0])})


def _tagged(text: str) -> list[_Word]:
    words, at = [], 0
    for word, tag in dictionary().tag(text, False):
        words.append(_Word(word, tag, at))
        at += len(word)
    return words


def _merged(spans: set[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


# --- names of two parts, and of other peoples ---


def _dotted(text: str, words: Sequence[_Word]) -> Iterator[Span]:
    """买买提·艾合买提: the words around a dot, as far as they are none of the language."""
    for dot in _DOTTED.finditer(text):
        before = [word for word in words if word.end <= dot.start()]
        behind = [word for word in words if word.start >= dot.end()]
        start, end = before[-1].start if before else dot.start(), dot.end()
        for word in reversed(before[:-1]):
            if not _is_syllable(word):
                break
            start = word.start
        for word in behind:
            if end > dot.end() and not (_is_syllable(word) or word.text in _IN_FOREIGN):
                break
            end = word.end
        yield start, end


def _is_syllable(word: _Word) -> bool:
    if not word.is_han or word.text in _NO_GIVEN or word.text in ORDINARY:
        return False
    return len(word.text) == 1 or word.tag.startswith(("nr", "ns"))


def _of_peoples(words: Sequence[_Word]) -> Iterator[Span]:
    """扎西顿珠, 乌云其木格: words of such names, with what beside them is no word."""
    texts = "".join(word.text for word in words)
    for known in re.finditer("|".join(sorted(_OF_PEOPLES, key=len, reverse=True)), texts):
        start, end = known.span()
        for word in reversed([word for word in words if word.end <= start][-2:]):
            if not _is_syllable(word) or word.text in ORDINARY_CHARACTERS:
                break
            start = word.start
        for word in [word for word in words if word.start >= end][:3]:
            if not _is_syllable(word) or word.text in ORDINARY_CHARACTERS:
                break
            end = word.end
        yield start, end


# --- a surname and what follows ---


def _chinese(text: str, words: Sequence[_Word]) -> Iterator[Span]:
    taken = 0
    for at, word in enumerate(words):
        if not word.is_han or word.start < taken:
            continue
        if span := _beginning(text, words, at) or _within(text, words, at):
            yield span
            taken = span[1]


def _beginning(text: str, words: Sequence[_Word], at: int) -> Span | None:
    """The name that begins with a word; None where none does."""
    word = words[at]
    surname = _surname_at(text, word.start)
    if not surname:
        return _unheard_of(text, words, at)
    begin = word.start + len(surname)
    if len(word.text) > len(surname):
        return _one_word(text, words, at, surname)
    while at + 1 < len(words) and words[at].end < begin:  # 上/官
        at += 1
    sure = surname not in _WORDS or word.tag == "nr" or _ROLE.search(text[: word.start]) is not None
    end = _end_of_given(words, at + 1, begin, sure=sure)
    if end == begin:
        return None
    given = text[begin:end]
    return (word.start, end) if _holds(text, words, (word.start, end), surname, given) else None


def _unheard_of(text: str, words: Sequence[_Word], at: int) -> Span | None:
    """村民位文生: a surname in no list, before two characters of given names."""
    some = words[at : at + 3]
    if len(some) < 3 or any(len(word.text) > 1 for word in some):
        return None
    given = some[1].text + some[2].text
    if some[0].text in _NO_GIVEN or not _GIVEN.issuperset(given):
        return None
    return (some[0].start, some[2].end) if _ROLE.search(text[: some[0].start]) else None


def _surname_at(text: str, start: int) -> str:
    for length in (4, 2, 1):
        some = text[start : start + length]
        if len(some) == length and (some in _RARER or some in _WORDS or is_surname(some)):
            return some
    return ""


def _end_of_given(words: Sequence[_Word], at: int, begin: int, *, sure: bool) -> int:
    """Where a given name of one or two characters ends; `begin` where none can be.

    sure  what stands before is a surname rather than a word
    """
    end = begin
    for word in words[at : at + 2]:
        if not word.is_han or word.text in _NO_GIVEN or not _can_be_given(word, sure=sure):
            break
        if word.end - begin > 2:
            return end
        end = word.end
        if end - begin == 2 or (len(word.text) == 1 and not _is_given(words, at + 1)):
            break
    return end


def _can_be_given(word: _Word, *, sure: bool) -> bool:
    if word.text in _GIVEN_WORDS:
        return True
    if word.text in ORDINARY or (len(word.text) > 1 and word.tag.startswith("v")):
        return sure and len(word.text) > 1 and _GIVEN.issuperset(word.text)
    return True


def _is_given(words: Sequence[_Word], at: int) -> bool:
    """Whether a single character can be the second of a given name."""
    if at >= len(words) or len(words[at].text) > 1 or not words[at].is_han:
        return False
    return _likely(words[at].text) == 1


def _likely(given: str) -> float:
    """What share of the characters stand in given names, or are no words by themselves."""
    if given in _GIVEN_WORDS:
        return 1.0
    named = [sign in _GIVEN or sign not in ORDINARY_CHARACTERS for sign in given]
    return sum(named) / len(named)


def _holds(text: str, words: Sequence[_Word], span: Span, surname: str, given: str) -> bool:
    called = _called(text, span)
    likely = _likely(given)
    if surname not in _WORDS:
        return likely > 0 or called
    if surname in _PARTICLES:
        return likely == 1 and called
    if called and likely > 0:
        return True
    if _DONE_TO.search(text[: span[0]]) and _GIVEN.issuperset(given):
        return True
    long = len(given) == 2 and (given in _GIVEN_WORDS or _GIVEN.issuperset(given))
    return likely == 1 and _stands_free(words, span, behind_too=not long)


def _called(text: str, span: Span) -> bool:
    """Whether what a person is stands right before, or a post or title behind."""
    before, behind = text[: span[0]], text[span[1] :]
    return _ROLE.search(before) is not None or _POST.match(behind) is not None


def _stands_free(words: Sequence[_Word], span: Span, *, behind_too: bool = True) -> bool:
    """Whether marks, verbs, other names or the text's ends are on both sides."""
    sides = [[word for word in words if word.end == span[0]]]
    if behind_too:
        sides.append([word for word in words if word.start == span[1]])
    return all(
        not side or not side[0].is_han or side[0].tag.startswith((*_VERBS, "nr")) for side in sides
    )


def _one_word(text: str, words: Sequence[_Word], at: int, surname: str) -> Span | None:
    """刘建华, 高明, 白来娣: names of which a word is made, with one character more or without."""
    word = words[at]
    given = word.text[len(surname) :]
    if len(word.text) > _LONGEST or _likely(given) < 1:
        return None
    longer = (word.start, word.end + _one_more(words, at, given))
    if word.tag.startswith("nr") and word.text not in ORDINARY:
        return longer
    if longer[1] > word.end and (_called(text, longer) or _stands_free(words, longer)):
        return longer
    labelled = re.search(r"[：:]\s*$", text[: word.start]) is not None
    last = at + 1 == len(words) or not words[at + 1].is_han
    return (word.start, word.end) if labelled and last else None


def _one_more(words: Sequence[_Word], at: int, given: str) -> int:
    return int(len(given) == 1 and _is_given(words, at + 1))


def _within(text: str, words: Sequence[_Word], at: int) -> Span | None:
    """老/人马/亮龙, 追/回顾/帆: a name whose surname ends another word."""
    word = words[at]
    start = word.end - 1
    if len(word.text) != 2 or not _surname_at(text, start) or not _is_given(words, at + 1):
        return None
    if _ROLE.search(text[: word.end]) or words[at + 1].text in _PARTICLES:  # 人员; 人才和培训
        return None
    end = _end_of_given(words, at + 1, word.end, sure=True)
    called = _ROLE.search(text[:start]) is not None
    free = text[start] not in _WORDS and _stands_free(words, (word.start, end))
    return (start, end) if called or free else None


# --- names by where they stand ---


def _alone(text: str) -> Iterator[Span]:
    """A name that is all of a line, or of what stands between marks."""
    for run in _HAN.finditer(text):
        words = run[0]
        surname = _surname_at(words, 0)
        given = words[len(surname) :]
        if not surname or not 0 < len(given) <= 2 or words in ORDINARY:
            continue
        known = dictionary().has_word(words) and not _is_name_word(words)
        if (surname not in _WORDS and not known) or (not known and _likely(given) == 1):
            yield run.span()


def _is_name_word(word: str) -> bool:
    return all(tag.startswith(_NAME_TAGS) for _, tag in dictionary().tag(word, False))


def _listed(text: str, known: set[Span]) -> Iterator[Span]:
    """Names that are listed with one that is known: 张强、文静和高山."""
    ends = {end for _, end in known}
    starts = {start for start, _ in known}
    for run in re.finditer(r"[\u4e00-\u9fff]{2,4}", text):
        for start, end in _cuts(run.span()):
            beside = (text[start - 1 : start] in _SEPARATORS and start - 1 in ends) or (
                text[end : end + 1] in _SEPARATORS and end + 1 in starts
            )
            surname = _surname_at(text, start) if beside else ""
            given = text[start + len(surname) : end]
            least = 0.5 if (start, end) == run.span() else 1
            if surname and 0 < len(given) <= 2 and _likely(given) >= least:
                yield start, end


def _cuts(span: Span) -> Iterator[Span]:
    """A run and what is left of it without its first or last character."""
    start, end = span
    yield span
    if end - start > 2:
        yield start + 1, end
        yield start, end - 1
