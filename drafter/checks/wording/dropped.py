"""WRD104: a character is missing from a set word (进一推进, 征求见, 资助资12万元)."""

import re
from collections.abc import Iterator

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.checks.wording.closest import lacking
from drafter.checks.wording.cutting import cuts_through
from drafter.checks.wording.phrases import (
    SHORTEST,
    Phrases,
    is_word,
    known_phrases,
    stands,
    stretches,
)
from drafter.checks.wording.word_lists import words
from drafter.documents.report import Report
from drafter.records import Finding, Severity, Span

_MARKS = "，。；、：！"
_OWN_ENDS = frozenset("前后上下内外间中城园区馆院所站点线网村镇县市省户员家者型性化类级")  # 走在前
_LONGEST_CUT = 9  # characters of a phrase that lacks one
_ALONE = 2  # characters of a broken phrase that stand alone
# A set word broken by a missing character, and what tells it from honest words; group 1 is the
# right form's clue.
_BROKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (r"进一(?=[推加提完强深健规优巩拓落增扩明改促])", "进一步"),
        (r"(?<!进)一步(?=加强|推进|完善|提升|强化|优化|规范|健全|深化)", "进一步"),
        (r"征求见|征意见(?!稿)|求意见(?<![征需寻]求意见)", "征求意见"),
        (
            r"(?:资助|补助|奖补|扶持|专项|激励|培训|救助|落实)资(?=[\dx]{1,6}(?:\.[\dx]+)?[万亿元])",
            "资金",
        ),
        (
            r"(?<![全各])面(?=推进|加强|落实|提升|完成)(?<![方面层全对正反平界外内上下里表版场基路页镜封]面)",
            "全面",
        ),
        (r"坚(?=全面|加强|推进|完成|落实)(?<!攻坚)", "坚持（或衍字）"),
        (r"(?<=[\u4e00-\u9fff])持续(?:进|强)(?=[\u4e00-\u9fff]{2})(?!步)", "持续推进"),
        (r"认落实|真落实(?<!认真落实)(?<!求真落实)", "认真落实"),
        (r"深(?=开展|推进)(?<![纵加水高精进由]深)", "深入"),
        (r"(?<![\u4e00-\u9fff])扎(?=推进|开展)|(?<!扎|切|落|真|务|夯|抓|做|压)实推进", "扎实推进"),
        (r"切(?=加强|提高|提升|保障|落实|做好)(?<![一密关迫急亲]切)", "切实"),
        (
            r"(?:(?<![\u4e00-\u9fff])|(?<=积极|认真|扎实|精心|广泛|集中|深入|持续|定期|统一|有序|先后|共同|全面))组开展|(?<!组)织开展(?=[\u4e00-\u9fff]{2})",
            "组织开展",
        ),
        (
            r"(?<=[，。；])召会议|(?<!召|公|敞|展|打|放|离|分)开会议(?=[\u4e00-\u9fff\d])",
            "召开会议",
        ),
        (r"(?<![贯透])彻落实|贯落实|贯彻实(?!施|际|行|践|质)", "贯彻落实"),
        (r"积(?=推进|开展|参与|争取|配合)|(?<!积)极(?=推进|开展|争取)(?<![北南太]极)", "积极"),
        (r"高质发展|高量发展|质量发展(?<!高质量发展)(?=格局|道路|态势)", "高质量发展"),
        (r"人民满的", "人民满意的"),
        (r"(?:不断|稳步|持续|逐步|显著|明显|大幅)(?:提|完|优|扩|规)(?=[，。；])", "提升（完善等）"),
        (r"(?<!不)断(?=提升|提高|加强|完善|优化|增强|健全)(?<![间中阻切垄判诊]断)", "不断"),
        (r"基础设(?!施|备|计|置|立|想)", "基础设施"),
        (r"(?<!主)体责任(?=落实|制)(?<![主集具]体责任)", "主体责任"),
        (r"主责任(?=落实|制|[，。；])(?<![业店宾雇车户船货得作自民为公君]主责任)", "主体责任"),
        (r"安全产(?!品|业|能|权|值)|安生产", "安全生产"),
        (r"政府策|(?<!政)府决策部署", "政府（或政府所在）"),
        (r"工作(?:落|推)(?=[，。；])", "工作落实（推进）"),
        (r"取得(?:显|明)成效|取得了?(?:积)成效", "取得显著成效"),
        (r"满(?=度达|率达)(?<![圆饱充]满)", "满意"),
        (r"(?<=[\u4e00-\u9fff])监(?=机制|力度|责任)(?<![总太]监)", "监管（督）"),
        (r"责任制(?=到位落|度落)", "责任制"),
        (r"乡振兴|乡村振(?!兴)", "乡村振兴"),
        (r"(?<!系)统推进|统筹进(?=[\u4e00-\u9fff])(?!行|口|出|一|度|展|入)", "统筹推进"),
        (r"长机制(?<![成增生市校部局县]长机制)", "长效机制"),
        (r"(?<![个项步点])点工作(?<![重试要节难定网亮站堵痛特热盲焦]点工作)", "重点工作"),
        (r"民服务(?<![人便为居农市惠利公全渔村牧移]民服务)", "便民（为民）服务"),
        (r"(?<=各)项(?=任落实|作落实)", "各项任务"),
        (r"(?<=\d个)项(?=[\u4e00-\u9fff])(?!目)", "项目"),
    )
)


def dropped(report: Report) -> Iterator[Finding]:
    known = known_phrases(report.house)
    for line in own_lines(report):
        found = [
            (match.span(), right)
            for pattern, right in _BROKEN
            for match in pattern.finditer(line.view)
            if not cuts_through(line.view, match.span())
        ]
        told = {at for span, _ in found for at in range(*span)}
        found += _cut_short(line.view, known)
        told |= {at for span, _ in found for at in range(*span)}
        found += (
            (span, right)
            for span, right in _lacking(line.view, known)
            if told.isdisjoint(range(*span))
        )
        for span, right in found:
            yield RULE.at(line, span, right=right)


def _lacking(text: str, known: Phrases) -> Iterator[tuple[Span, str]]:
    """Set phrases of four or five characters that lack one: 控辍学, 齐抓管.

    At least two of those left stand alone; else they are words: 稳就业 is none of 稳岗就业.
    """
    for first, stretch in stretches(text):
        done = 0
        for (start, end), right, at in sorted(lacking(stretch, known)):
            written = stretch.text[start:end]
            honest = written in known.right or is_word(written) or written in words("common")
            if (
                start >= done
                and not honest
                and not stands(stretch, (at - 1, at + 1), (start, end), known)
            ):
                yield (first + start, first + end), right
                done = end


def _cut_short(text: str, known: Phrases) -> Iterator[tuple[Span, str]]:
    """Set phrases that lack their last character before a mark: 健全长效机。"""
    for first, stretch in stretches(text):
        end = len(stretch.text)
        if first + end < len(text) and text[first + end] not in _MARKS:
            continue
        last = stretch.text[end - 1]
        if not stretch.alone(end - 1) or last in words("stand_alone") or last in _OWN_ENDS:
            continue
        for start in range(max(0, end - _LONGEST_CUT), end - SHORTEST + 2):
            written = stretch.text[start:]
            rights = known.lacking.get(written[:2], ())
            meant = next((one for one in sorted(rights) if one[:-1] == written), None)
            whole = start in stretch.edges and written not in known.right
            if meant and whole and not is_word(written):
                yield (first + start, first + end), meant
                break


RULE: Rule[Report] = Rule(
    code="WRD104",
    severity=Severity.WARNING,
    name=("疑有漏字", "a character seems missing"),
    why=(
        "固定词语缺了一个字；请对照原意补上。",
        "A set word lacks a character; a person puts it in.",
    ),
    source=("校对惯例", "practice: proofreading"),
    message=("“{text}”疑有漏字，可能是“{right}”", "“{text}” seems to lack a character: “{right}”?"),
    wrong=(
        "进一推进项目建设。",
        "在充分征求见的基础上修订完善。",
        "落实各项政策，资助资12万元。",
        "坚全面完成监测任务。",
        "抓好安全产各项工作。",
        "深入实施乡村振战略，扎实推进隐患排专项行动。",
        "形成齐抓管的工作格局，落实控辍保责任。",
        "积极组开展送教下乡活动，组开展检查12次。",
        "优化营商境，社会消费零售总额增长5%，保障群生命财产安全。",
        "年底前4个项完成投资4.5亿元。",
        "督促企业落实安全生产主责任，签订责任书380份。",
        "优化营商环，群众满意度不断提。",
    ),
    right=(
        "进一步推进项目建设，努力走在前，打造智慧城。",
        "充分征求意见，落实资助资金12万元。",
        "方方面面推进，全面完成监测任务。",
        "攻坚全面打响，深入开展检查。",
        "不断提升便民服务水平，抓好重点工作。",
        "实施人才兴皖工程，推进产业兴边，发展乡村游、红色游。",
        "深化文旅合作，开展研学游学，推行信用修复一网办。",
        "围绕稳就业、强保障，打通职普通道，建设“四好农村路”。",
        "县应急局为主责部门，压实船主责任、业主责任。",
        "项目组开展检查12次，督导组开展暗访，专家组开展指导。",
    ),
    check=dropped,
)
