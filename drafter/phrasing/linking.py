"""What ties the clauses of a note together: 其中, 已, 并, 和, 的, 对…开展."""

import re
from collections.abc import Iterator, Sequence

from drafter.phrasing.counted import Clauses, Counted, clauses_of, each_clause
from drafter.phrasing.note import Note, Step
from drafter.phrasing.verbs import is_deed, is_level, last_run, starts_with_verb
from drafter.phrasing.word_lists import words_in
from drafter.proof.clauses import HAN, is_token
from drafter.proof.word_reading import tagged
from drafter.records import FactKind, Part

_TOLD = frozenset({Part.DONE, Part.OTHER})
_JOINED = re.compile("[和与及或跟同]|等|以及")
_SHARE = re.compile(r"^(?:占|完成(?:年度|全年))[一-鿿]{2,}(?<![的了占比达为])$")
_NO_THOSE = frozenset("学校 企业 者 部分 人员 级 地区 学历 职称 处分 学位 兼职".split())
_ADDED = ({FactKind.QUANTITY}, {FactKind.MONEY})  # of what one list is
_NO_THING = re.compile("[共每另其各均总已未正将拟]|其中|合计|累计|新增")
_LOOKED_AT = re.compile(r"^(检查|抽检|抽查|巡查|督查|监测|评估|回访|核查|筛查)([^和与及、]{2,})$")
_PLACES = frozenset("家 所 处 座 户 个 栋 条 台".split())  # what is looked at one by one
_LOOKING = re.compile("检查|排查|巡查|抽查|督查|督导|执法|自查|摸排|暗访|巡察|审计")
_TIMES = re.compile("次$|^[轮场期遍]$")


def parts_of(note: Note) -> Iterator[str]:
    """受理12件，甲类8件、乙类4件 → 受理12件，其中甲类8件、乙类4件: where the parts add up."""
    clauses = clauses_of(note)
    for whole in clauses.counted():
        total = clauses.value(whole.token)
        parts = list(_alike_behind(clauses, whole))
        values = [clauses.value(part.token) or 0 for part in parts]
        if clauses.mark_before(whole.place) == "、" or not all(map(_is_thing, parts)):
            continue
        if len(parts) > 1 and total and sum(values) == total:
            first = parts[0]
            changed = {first.place: first.led_by(f"其中{first.lead}")}
            yield clauses.text(changed, {whole.place: "，"})


def some_of(note: Note) -> Iterator[str]:
    """抽检1860批次，不合格42批次 → 抽检1860批次，其中不合格42批次."""
    clauses = clauses_of(note)
    for clause in clauses.counted():
        before = clauses.at(clause.place - 1)
        is_which = (
            "其中" not in note.text and clause.lead in words_in("which_of_all") and not clause.rest
        )
        joined = clauses.mark_before(clause.place) == "，"
        if is_which and joined and before and before.unit == clause.unit:
            yield clauses.text({clause.place: clause.led_by(f"其中{clause.lead}")})


def found_by(note: Note) -> Iterator[str]:
    """检查企业48家次，隐患126处 → 检查企业48家次，发现隐患126处."""
    clauses = clauses_of(note)
    for clause in clauses.counted() if note.part in _TOLD else ():
        before = clauses.pieces[clause.place - 1] if clause.place else None
        looked = before and before.mark == "，" and _LOOKING.search(before.text)
        if looked and clause.lead in words_in("what_is_found") and not clause.rest:
            yield clauses.text({clause.place: clause.led_by(f"发现{clause.lead}")})


def in_all(note: Note) -> Iterator[str]:
    """招聘教师64名，其中研究生17名 → 共招聘教师64名，其中研究生17名."""
    clauses = clauses_of(note)
    clause, behind = clauses.at(0), clauses.at(1)
    if note.part not in _TOLD or "共" in note.text or not clause or not behind or clause.rest:
        return
    if behind.lead.startswith("其中") and clause.lead.startswith(tuple(words_in("own_deeds"))):
        yield clauses.text({0: clause.led_by(f"共{clause.lead}")})


def of_those(place: int, note: Note) -> Iterator[str]:
    """50岁以上占36.4% → 50岁以上的占36.4%."""
    clauses = clauses_of(note)
    text = clauses.pieces[place].text
    for at, sign in enumerate(text):
        end = at + 1 + len(clauses.tokens[sign].unit) if is_token(sign) else 0
        behind = HAN.match(text, end)
        if behind and end > at + 1 and text[:end].endswith(("以上", "以下")):
            word, tag = tagged(behind[0])[0]
            if (tag[:1] == "n" and word not in _NO_THOSE) or word == "占":
                yield clauses.text({place: f"{text[:end]}的{text[end:]}"})


def finished(note: Note) -> Iterator[str]:
    """发现问题127个，整改121个 → 发现问题127个，已整改121个."""
    clauses = clauses_of(note)
    if note.part not in _TOLD or "已" in note.text:
        return
    for clause in clauses.counted():
        before = clauses.at(clause.place - 1)
        is_outcome = clause.lead in words_in("finished_deeds") and not clause.rest
        if is_outcome and before and before.unit == clause.unit:
            yield clauses.text({clause.place: clause.led_by(f"已{clause.lead}")})


def last_deed(note: Note) -> Iterator[str]:
    """检查企业48家次，下达通知书9份 → …，并下达通知书9份: the last of deeds by the same hand."""
    clauses = clauses_of(note)
    if note.part not in _TOLD or "并" in note.text:
        return
    for row in reversed(list(_deeds_in_row(clauses))):
        last = row[-1]
        follows = last.lead.startswith(tuple(words_in("following_deeds")))
        if len(row) > 2 or (len(row) == 2 and follows):
            yield clauses.text({last.place: last.led_by(f"并{last.lead}")})


def share_of(note: Note) -> Iterator[str]:
    """占工业投资62% → 占工业投资的62%."""
    clauses = clauses_of(note)
    for clause in clauses.counted():
        if clause.kind is FactKind.PERCENT and _SHARE.search(clause.lead) and not clause.rest:
            yield clauses.text({clause.place: clause.led_by(f"{clause.lead}的")})


def last_of_list(place: int, note: Note) -> Iterator[str]:
    """金牌8枚、银牌11枚、铜牌15枚 → 金牌8枚、银牌11枚和铜牌15枚: of things under one verb."""
    clauses = clauses_of(note)
    if clauses.pieces[place].mark == "、":
        return
    row = list(_list_before(clauses, place))
    alike = {thing.kind for thing in row} in _ADDED and (
        len(row) > 2 or len({thing.unit for thing in row}) == 1  # 养老机构18家、床位2640张
    )
    if len(row) > 1 and alike and all(map(_is_thing, row[1:])) and _governs(row):
        yield clauses.text({}, {place - 1: "和"})


def _governs(row: Sequence[Counted]) -> bool:
    """Whether the first of a list has the verb of all; two parts of a whole need no 和."""
    parts = row[0].lead.startswith("其中")
    return len(row) > 2 if parts else starts_with_verb(row[0].lead)


def last_of_names(place: int, note: Note) -> Iterator[str]:
    """培训书记、支部委员三百余人 → 培训书记和支部委员三百余人."""
    clauses = clauses_of(note)
    if place >= len(clauses.pieces):
        return
    text = clauses.pieces[place].text
    head, mark, last = text.rpartition("、")
    if not mark or _JOINED.search(text) or not HAN.match(last) or len(last) < 2:
        return
    if len(head.rpartition("、")[2]) < 2:  # 县、乡、村三级
        return
    if not all(map(_is_name, [*head.split("、")[1:], last])):  # 品种老、树形乱
        return
    if HAN.match(head[-1:]) and not head.endswith("第"):
        yield clauses.text({place: f"{head}和{last}"})


def _is_name(text: str) -> bool:
    """Whether words hold no deed (企业出剧目) and do not end by saying how something is."""
    if not (found := HAN.search(text)):
        return False  # VR, a name of its own
    words = tagged(found[0])
    if text[-1] in "率度量额数值费":  # 合格率
        return words[0][1] != "v"
    deeds = [tag for _, tag in words[:-1] if tag == "v"]
    is_goal = "前" in text and words[-1][1] == "v"  # 10月开工、春节前完工
    return not deeds and words[0][1] not in "vf" and words[-1][1][:1] not in "ad" and not is_goal


def looked_at(note: Note) -> Iterator[str]:
    """检查企业86家 → 对86家企业开展检查: where nothing else has made a sentence of the note."""
    clauses = clauses_of(note)
    clause = clauses.at(0)
    if note.part not in _TOLD or note.text != note.base.masked or not clause or clause.rest:
        return
    found = _LOOKED_AT.match(clause.lead)
    if not found or clauses.pieces[0].mark == "、" or starts_with_verb(found[2]):
        return
    verb, thing = found.groups()
    if _TIMES.search(clause.unit):
        yield clauses.text({0: f"对{thing}开展{verb}{clause.figure}"})
    elif clause.unit in _PLACES:
        yield clauses.text({0: f"对{clause.figure}{thing}开展{verb}"})


LINKS: tuple[Step, ...] = (
    parts_of,
    some_of,
    found_by,
    in_all,
    *each_clause(of_those),
    finished,
    last_deed,
    share_of,
    *each_clause(last_of_list),
    *each_clause(last_of_names),
    looked_at,
)


def _alike_behind(clauses: Clauses, whole: Counted) -> Iterator[Counted]:
    """The clauses right behind one, with the same unit and words of their own."""
    at = whole.place
    while clauses.pieces[at].mark and clauses.pieces[at].mark in "，、：":
        at += 1
        part = clauses.at(at)
        if not part or part.unit != whole.unit or not HAN.search(part.lead) or part.rest:
            return
        yield part


def _list_before(clauses: Clauses, place: int) -> Iterator[Counted]:
    """The clauses that 、 joins to the one at a place, and that; none where one has no count."""
    first = place
    while first and clauses.mark_before(first) == "、":
        first -= 1
    row = [clauses.at(at) for at in range(first, place + 1)]
    if all(row):
        yield from filter(None, row)


def _is_thing(clause: Counted) -> bool:
    """Whether a clause is a noun and its count: not 完工7个, 共60万元, 每人60学时."""
    plain = bool(HAN.search(clause.lead)) and not clause.rest and not _JOINED.search(clause.lead)
    run = last_run(clause.lead)
    named = not is_deed(run) and not is_level(run)
    verbs = [word for word, tag in tagged(run) if tag == "v" and word not in words_in("soft_verbs")]
    return (
        plain and named and not verbs and not _is_deed(clause) and not _NO_THING.match(clause.lead)
    )


def _is_deed(clause: Counted) -> bool:
    return starts_with_verb(clause.lead)


def _deeds_in_row(clauses: Clauses) -> Iterator[list[Counted]]:
    """Clauses joined by ， that each begin with a verb of the office's own deeds."""
    row: list[Counted] = []
    for place, piece in enumerate(clauses.pieces):
        clause = clauses.at(place)
        if clause and clause.lead.startswith(tuple(words_in("own_deeds"))):
            row.append(clause)
        elif clauses.mark_before(place) != "、":
            row = []
        if piece.mark not in ("，", "、"):
            if row:
                yield row
            row = []
