"""What a section is about, told by its heading: work done, problems, plans."""

import re

from drafter.records import Part

_SHORT = "问题|不足|困难|短板|弱项|差距|难点|难题|痛点|堵点|卡点|薄弱环节|症结|制约因素"
_PROBLEMS = re.compile(
    rf"(?:存在|面临|遇到).{{0,8}}(?:{_SHORT})|(?:{_SHORT}).{{0,2}}(?:{_SHORT})"
    rf"|(?:主要|突出)问题$|^问题|^(?:{_SHORT}|难处)(?:之处)?(?=$|[与和及、])"
)
# At the end of a heading they tell it of a top section only: 欠薪问题 is a matter of work.
_PROBLEMS_OF_TOP = re.compile(rf"(?:{_SHORT}|难处|不足之处)(?:及?原因(?:分析)?)?$")
_MENDED = re.compile(
    r"整改|整治|解决|排查|化解|补|破解|攻克|强弱项|应对|克服|疏通|打通|消除|治理|缩小|群众|聚焦|帮"
)
_AHEAD = "计划|打算|安排|思路|设想|想法|谋划|重点|任务|举措|措施|目标|方向"
_PLANNED = re.compile(
    r"下一步|下步|下一阶段|下阶段|今后|接下来|^后续|^后(?:几|[一二三四五六])个月"
    rf"|(?:下半年|明年|来年|次年|下季度|\d{{4}}年|二季度|三季度|四季度).{{0,6}}(?:{_AHEAD}|怎么|要)"
    r"|工作(?:计划|打算|安排|思路|设想|想法|谋划)(?!.*(?:完成|落实|执行)情况)"
    r"|^(?:计划(?!生育|免疫|管理)|打算|想法|设想|努力方向|改进方向|工作思路)|打算$"
)
_ASIDE = re.compile(r"完成情况|落实情况|进展情况|开展情况|总结|回顾")


def part_of(heading: str, level: int, inherited: Part) -> Part:
    """What a section is about, told by its heading; else what the section above it is about."""
    told = _PROBLEMS.search(heading) or (level == 1 and _PROBLEMS_OF_TOP.search(heading))
    if told and not _MENDED.search(heading):
        return Part.PROBLEMS
    if (
        (level <= 2 or re.search(r"下一步|打算", heading))
        and _PLANNED.search(heading)
        and not _ASIDE.search(heading)
    ):
        return Part.PLANNED
    return Part.DONE if level == 1 and _ASIDE.search(heading) else inherited
