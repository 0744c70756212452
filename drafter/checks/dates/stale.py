"""DAT106: a campaign or document of an earlier year told as if it were this year's."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Place, Report
from drafter.records import Finding, Severity, Span

# What belongs to which years; outside them it is named only looking back.
_YEARS: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(pattern), first, last)
    for pattern, first, last in (
        (
            r"考试防疫|疫情防控常态化|常态化疫情防控|健康码|行程码|核酸检测|健康档案(?=，加强省外)|省外回[\u4e00-\u9fff]{1,2}考生|日报告、零报告",
            2020,
            2022,
        ),
        (r"党史学习教育", 2021, 2022),
        (
            r"(?<!党史学习教育)(?<!“不忘初心、牢记使命”)学习贯彻习近平新时代中国特色社会主义思想主题教育",
            2023,
            2024,
        ),
        (r"党纪学习教育", 2024, 2024),
        (r"安全生产专项整治三年行动|三年行动“?巩固提升”?", 2020, 2022),
        (r"深入贯彻中央八项规定精神学习教育", 2025, 2025),
        (r"“十四五”(?:开局|起步)", 2021, 2021),
        (r"“?十四五”?(?:规划)?收官", 2025, 2025),
        (r"“?十五五”?(?:规划)?开局", 2026, 2026),
        (r"“?十五五”?(?:规划)?收官", 2030, 2030),
        (r"“五项管理”|五项管理", 2021, 2023),
        (r"庆祝中国共产党成立100周年|建党100周年|建党一百周年", 2021, 2021),
        (r"喜迎(?:党的)?二十大", 2022, 2022),
        (r"新中国成立75周年", 2024, 2024),
        (r"脱贫攻坚普查|打赢脱贫攻坚战(?!的)", 2016, 2020),
        (r"“砥砺十年 ?奠基未来”", 2021, 2021),
        (r"“?幼小衔接，我们在行动”?", 2022, 2022),
        (r"倾听儿童，相伴成长", 2023, 2023),
        (r"守护育幼底线，?成就美好童年", 2024, 2024),
    )
)
_BACK = re.compile(r"过去|五年|巩固拓展?|巩固深化|成果|以来|上年|去年|(?:19|20)\d\d年")
# What a paragraph, or its heading, looks back over: more than the one year.
_REVIEW = re.compile(
    r"(?:过去|近|这|[两三四五六七八九十]|\d)年(?:来|间|中)|(?:过去|近|这|前)[两三四五几\d]年|(?:本届|上届|届)(?:政府|党委|县委|任期)"
    r"|“?十[一二三四]五”?(?:规划)?(?:时期|期间|以来|这五年)|近年来|多年来|几年来"
)


def stale(report: Report) -> Iterator[Finding]:
    year = report.year
    if year is None:
        return
    # a 工作报告 is read early in a year, and tells of the year before
    before = int("工作报告" in report.title)
    bygone = [row for row in _YEARS if not row[1] <= year <= row[2] + before]
    heading = ""
    for line in report.text_lines:
        heading = line.view if line.place is Place.HEADING else heading
        for pattern, first, last in bygone:
            for match in pattern.finditer(line.view):
                if not _looks_back(line.view, match.span(), heading):
                    years = f"{first}年" if first == last else f"{first}—{last}年"
                    yield RULE.at(line, match.span(), years=years, year=year)


def _looks_back(text: str, span: Span, heading: str) -> bool:
    """Whether the words beside the place, its paragraph up to there or its heading tell of past years."""
    around = text[max(0, span[0] - 10) : span[1] + 9]
    if _BACK.search(around.replace("巩固提升", "")) or _REVIEW.search(heading):
        return True
    return _REVIEW.search(text, 0, span[0]) is not None


RULE: Rule[Report] = Rule(
    code="DAT106",
    severity=Severity.WARNING,
    name=("往年的活动或提法", "a campaign of another year"),
    why=(
        "这是往年的专项活动，多半沿用了旧材料；确是回顾的可豁免。",
        "A campaign of another year was mostly copied along.",
    ),
    source=("审核惯例：查时态与年份", "practice: reviewers' check of tense and year"),
    message=(
        "“{text}”是{years}的，本稿是{year}年",
        "“{text}” belongs to {years}; the report is of {year}",
    ),
    wrong=(
        "云岭县教育局2024年上半年工作总结\n一、工作情况\n认真做好考试防疫工作。",
        "云岭县教育局2026年工作总结\n一、工作情况\n扎实开展党史学习教育。",
        "云岭县应急局2025年工作总结\n一、工作情况\n深入推进安全生产专项整治三年行动。",
    ),
    right=(
        "云岭县教育局2021年工作总结\n一、工作情况\n扎实开展党史学习教育。",
        "云岭县教育局2026年工作总结\n一、工作情况\n巩固拓展主题教育成果，巩固党史学习教育成果。",
        "云岭县应急局2025年工作总结\n一、工作情况\n深入推进安全生产治本攻坚三年行动。",
        "云岭县2026年政府工作报告\n一、过去五年的工作\n政府自身建设取得新成效。扎实开展党史学习教育、党纪学习教育。",
        "云岭县2026年政府工作报告\n一、工作回顾\n五年来，满怀豪情庆祝新中国成立75周年，先后开展党史学习教育、党纪学习教育。",
    ),
    check=stale,
)
