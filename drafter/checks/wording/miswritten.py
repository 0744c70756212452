"""WRD116: a set phrase with one character taken for another (立徳树人, 党政同职, “双简”).

A place is looked at only where the segmenter leaves a character alone, and is a slip only where a
character of like sound or shape makes a set phrase, or a word, of what stands there.
"""

from collections.abc import Iterator, Sequence

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.checks.wording import fixed, misspelt, near
from drafter.checks.wording.alike import alike, are_alike, nearest
from drafter.checks.wording.closest import (
    Slip,
    exchanged,
    in_either_order,
    tells_apart,
    words_meant,
)
from drafter.checks.wording.cutting import cut_words
from drafter.checks.wording.idioms import idioms_meant
from drafter.checks.wording.pairs import pairs_meant
from drafter.checks.wording.phrases import (
    LONGEST,
    QUOTED,
    SHORTEST,
    STANDING,
    Phrases,
    Stretch,
    is_word,
    known_phrases,
    stands,
    stretches,
)
from drafter.checks.wording.word_lists import words
from drafter.documents.house_words import House
from drafter.documents.report import Place, Report
from drafter.records import Finding, Severity, Span

_BROKEN = 3  # of the four characters of an idiom that a slip leaves alone


def miswritten(report: Report) -> Iterator[Finding]:
    known = known_phrases(report.house)
    for line in own_lines(report):
        if line.place is Place.TABLE:
            continue
        for span, right in (*_slips(line.view, known), *_quoted_slips(line.view, known)):
            if not _told(line.view[slice(*span)], right, report.house):
                yield RULE.at(line, span, right=right)


def _slips(text: str, known: Phrases) -> Iterator[tuple[Span, str]]:
    for first, stretch in stretches(text):
        done = 0
        for (start, end), right, at in sorted(_found(stretch, known), key=_longest_first):
            if _is_named(text, (first + start, first + end), right):
                continue
            if start >= done and not stands(stretch, (at, at + 1), (start, end), known):
                yield (first + start, first + end), right
                done = end


def _found(stretch: Stretch, known: Phrases) -> Iterator[Slip]:
    for at in stretch.doubtful():
        if found := _meant(stretch, at, known) or _turned(stretch, at, known):
            yield *found, at
    for slip in exchanged(stretch, known):
        start, end = slip[0]
        if stretch.text[start:end] not in known.right and not is_word(stretch.text[start:end]):
            yield slip
    yield from words_meant(stretch)
    yield from pairs_meant(stretch)
    yield from idioms_meant(stretch)


def _is_named(text: str, span: Span, right: str) -> bool:
    """Whether a short word stands within a name in quotes, or behind a figure: “戏聚天津”, 50件多."""
    if len(right) >= SHORTEST:
        return False
    start, end = span
    within = QUOTED.finditer(text, max(0, start - LONGEST), end + LONGEST)
    before = text[start - 1 : start]
    if text[start - 3 : start - 1].find("“") >= 0 and before == "”":
        return True
    if before.isdigit():
        return True
    return any(match.start() <= start < match.end() for match in within)


def _longest_first(slip: Slip) -> tuple[int, int]:
    (start, end), *_ = slip
    return start, -end


def _meant(stretch: Stretch, at: int, known: Phrases) -> tuple[Span, str] | None:
    """The longest phrase that another character makes of what stands around a place."""
    text, written = stretch.text, stretch.text[at]
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if written in STANDING or {before + written, written + behind} & words("new_words"):
        return None
    beside = known.behind.get(before, set()) | known.before.get(behind, set())
    near = [one for one in nearest(written, beside) if not tells_apart(written, one)]
    found = _phrase_with(stretch, at, near, known) if near else None
    return found or _idiom(stretch, at)


def _phrase_with(
    stretch: Stretch, at: int, near: Sequence[str], known: Phrases
) -> tuple[Span, str] | None:
    text, written = stretch.text, stretch.text[at]
    single = len(stretch.owners[at][0]) == 1
    for start, end in known.windows(text, at):
        if text[start:end] in known.right or not stretch.holds((start, end), at):
            continue
        if _may_be_phrase(stretch, at, (start, end)):
            for other in near:
                right = text[start:at] + other + text[at + 1 : end]
                if right in known.firm or (
                    single and right in known.right and are_alike(written, other)
                ):
                    return (start, end), right
    return None


def _may_be_phrase(stretch: Stretch, at: int, span: Span) -> bool:
    """Whether a whole word may be the slip: only within a longer phrase (机构性矛盾)."""
    _, start, end = stretch.owners[at]
    if end - start == 1:
        return True
    return span[1] - span[0] > SHORTEST and span[0] <= start and end <= span[1]


def _idiom(stretch: Stretch, at: int) -> tuple[Span, str] | None:
    """A word of four characters that the segmenter finds broken to pieces: 一以惯之."""
    text = stretch.text
    for start, end in stretch.windows(at, 4):
        if sum(len(stretch.owners[place][0]) == 1 for place in range(start, end)) < _BROKEN:
            continue
        for other in alike(text[at]):
            right = text[start:at] + other + text[at + 1 : end]
            if is_word(right) and not tells_apart(text[at], other):
                return (start, end), right
    return None


def _turned(stretch: Stretch, at: int, known: Phrases) -> tuple[Span, str] | None:
    """The longest phrase of which a character and its neighbour have changed places: 立德人树."""
    text = stretch.text
    for first in (at - 1, at):
        pair = text[max(0, first) : first + 2]
        if len(set(pair)) < 2 or pair[0] not in known.behind.get(pair[1], ()):
            continue
        if STANDING.issuperset(pair) or stretch.owners[first][0] == pair:
            continue
        for size in range(min(LONGEST, len(text)), SHORTEST - 1, -1):
            for start, end in stretch.windows(at, size):
                right = text[start:first] + pair[::-1] + text[first + 2 : end]
                inside = start <= first < end - 1 and not in_either_order(right)
                if inside and text[start:end] not in known.right and right in known.right:
                    return (start, end), right
    return None


def _quoted_slips(text: str, known: Phrases) -> Iterator[tuple[Span, str]]:
    """A term in quotes that is a known one but for one character: “双简”."""
    for match in QUOTED.finditer(text):
        term = match[1]
        if term not in known.quoted and not is_word(term):
            for right in _exchanged(term):
                if right in known.quoted:
                    yield match.span(1), right
                    break


def _exchanged(term: str) -> Iterator[str]:
    """A term with each of its characters exchanged: of a short one those that no word holds."""
    for _, start, end in cut_words(term):
        if end - start > 1 and len(term) < SHORTEST:
            continue  # “三下降” is no “三下乡”
        for at in range(start, end):
            for other in alike(term[at]):
                yield term[:at] + other + term[at + 1 :]


def _told(text: str, right: str, house: House) -> bool:
    """Whether another rule has its own word for it."""
    exchanged = sum(one != other for one, other in zip(text, right, strict=True)) == 1
    return (
        misspelt.finds(text) or fixed.finds(text, house) or (exchanged and near.knows(right, house))
    )


RULE: Rule[Report] = Rule(
    code="WRD116",
    severity=Severity.WARNING,
    name=("固定词语疑有别字", "a set phrase with a wrong character"),
    why=(
        "与常用的固定词语只差一个音近或形近的字，原样又读不通；请核对，从不自动改。",
        "One character of like sound or shape away from a set phrase, and no words as it stands; a person confirms it.",
    ),
    source=(
        "公开的报告和法律里数出来的词语（2026年11月）；校对惯例",
        "phrases counted in published reports and statutes, November 2026; practice: proofreading",
    ),
    message=("“{text}”疑为“{right}”", "“{text}” is most likely “{right}”"),
    wrong=(
        "落实立徳树人根本任务。",
        "落实“双简”要求，减轻学生负担。",
        "坚持党政同职。",
        "防止拒腐访变意识松动。",
        "着力化解就业机构性矛盾。",
        "做到举一返三，立行立改。",
        "落实立德人树根本任务，推进义务育教优质均衡发展。",
        "全力以付抢险救灾，坚持循序渐近，推进标淮化厂房建设，保障食粮安全。",
        "会同民正、消防等部门检查。",
        "选派业务骨于跟班学习。",
        "坚持平战给合，补齐短板。",
        "以执法监督出其制胜。",
    ),
    right=(
        "落实立德树人根本任务，落实“双减”要求。",
        "对接粤港澳大湾区建设，6月底前完成验收。",
        "推进数智化改造，因城施策去库存。",
        "民之所向、政之所行，实施人才兴皖工程提质行动。",
        "培训村医约150人，慰问老兵近30人。",
        "天然气净输出省份，新能源公交车占87%。",
        "开展全系统师德师风问题自查自纠。",
        "发展悦己经济，办好廊洽会、数博会。",
        "推进提质增效，引才聚才，处置停业失联企业，实施“兴村”行动。",
        "本年新收案件50件，比上年的46件多办4件，8月底前县第五小学开工，提升保教质量。",
        "由局主要负责人包联，劳务报酬按月发放，检测数据实时上传。",
        "武宿机场三期、沈白高铁建成投用，路网覆盖100多个国家及地区。",
    ),
    check=miswritten,
)
