"""Where in a clause the verb that it lacks goes: behind when, where and who, before what."""

import re

from drafter.phrasing.counted import Clauses
from drafter.phrasing.word_lists import words_in
from drafter.proof.clauses import is_token
from drafter.proof.token_kinds import BODIES_AND_PLACES
from drafter.records import FactKind

NO_DEED = re.compile(
    r"^(?:我们|他们|大家|有[个的]|其中|其余|其他|合计|总计|共|每|人均|户均|亩均|日均|村均|平均|最|同比|比|较|占|另|比例|约(?!谈)|近(?!视)|达|为)|预计|计划|拟|力争|目标|确保|(?<![优接招期等款])待(?!遇)"
    r"|不(?!动产|可移动|锈钢|合格)|未(?!成年|来|婚)|没(?!收)"
)
"""What is no deed: a part, a share, a sum, a mean, what is still to come."""
BY_OTHERS = re.compile(
    r"^(?:(?:国家|[省市地乡镇村]|乡镇|街道|社区)级|上级|中央|[省市县区](?:人大|政协|纪委|委(?![托员])))"
)
"""What opens a deed that another level may have done: 市级检查3次, 乡级巡河1560次."""
_OF_BODY = re.compile(
    r"^(?:全?[县市区镇乡省]|[\ue000-\uefff]).*(?:学校|中心|医院|学院|局|站|园区|镇|乡|村|社区|街道|馆)$"
)
_WITH = ("会同", "配合", "协同", "与")  # who does it too: 会同公安、教育开展暗访4次
_SUBJECT = re.compile(r"^.*(?:中心组|班子成员|班子)(?=.)")


def place_of_verb(clauses: Clauses, lead: str, noun: str) -> int:
    """Where in a lead the verb goes: behind when, where and who, before what."""
    at = 0
    while rest := _without_opening(clauses, lead[at:]):
        at += rest
    before = lead.removesuffix(noun)
    if _OF_BODY.match(before) or before.startswith(_WITH):
        return len(before)
    if subject := _SUBJECT.match(lead):
        return max(at, subject.end())
    return at


def _without_opening(clauses: Clauses, lead: str) -> int:
    """How many characters of a lead are a date, a place, a body or a word of scope."""
    if lead and is_token(lead[0]):
        token = clauses.tokens[lead[0]]
        is_scope = token.kind is FactKind.DATE or token.word in BODIES_AND_PLACES
        return 1 + len(token.unit) if is_scope and len(lead) > 1 else 0
    longest = max(
        (word for word in words_in("openings") if lead.startswith(word)), key=len, default=""
    )
    return len(longest) if len(longest) < len(lead) else 0


def without_subject(lead: str) -> str:
    subject = _SUBJECT.match(lead)
    return lead[subject.end() :] if subject else lead
