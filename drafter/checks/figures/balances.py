"""FIG217: what there was, came and went does not make what is left: 年初860，新增1240，减少980，年末1220."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.checks.figures.reading import (
    alike,
    amount,
    exact,
    half_step,
    is_aside,
    sentences,
    total,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

_OPENING = re.compile(
    r"(?:年初|期初)[一-鿿]{0,4}(?:结余|结存|结转|余额|未结|在册|存|有)|[上去]年[末底]|旧存|上年(?:结余|结转|未结|余额)|上期末"
)
_CLOSING = re.compile(r"年末|年底|期末|(?:滚存|结余|结存|余额|未结|在册|存量|实有)[一-鿿]{0,4}$")
_IN = re.compile(
    r"新增|新收|新纳入|纳入|新进|新录|新入|新发|新立|收入|增加|调入|转入|流入|当年安排|本年安排|补充|购入|招收|新登记"
)
_OUT = re.compile(
    r"减少|支出|退出|审结|办结|结案|核减|拨付|使用|核销|注销|退休|调出|转出|死亡|销号|消化|偿还|清退|辞职|发放|报废|结清"
)
_NOT = re.compile(r"同比|环比|增长|下降|比上年|较|占|其中|人均|预计|计划|累计")
_LEAST = 3  # figures that make a balance


@dataclass(slots=True)
class _Balance:
    """A balance as far as it is read; `flows` says that something came or went."""

    made: Decimal
    room: Decimal
    figures: list[Fact]


def balances(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        counted = [
            fact
            for fact in figures
            if fact.kind in {FactKind.QUANTITY, FactKind.MONEY} and not is_aside(line, fact)
        ]
        if len(counted) >= _LEAST and _OPENING.search(line.view):
            yield from _read(line, counted)


def _read(line: Line, figures: list[Fact]) -> Iterator[Finding]:
    """Read the figures in turn from one of the opening on, until one of the closing is met."""
    balance: _Balance | None = None
    for fact in figures:
        name = _name(line, fact)
        if _OPENING.search(name) and not _NOT.search(name):
            balance = _Balance(total([fact]), half_step(fact), [fact]) if exact(fact) else None
        elif balance is None or not alike(fact, balance.figures[0]):
            continue
        elif _NOT.search(name) or not exact(fact):
            balance = None
        elif _CLOSING.search(name):
            yield from _judged(line, balance, fact)
            balance = None
        elif not _flow(balance, name, fact):
            balance = None


def _flow(balance: _Balance, name: str, fact: Fact) -> bool:
    """Add what came, take off what went; False for what is neither."""
    sign = bool(_IN.search(name)) - bool(_OUT.search(name))
    balance.made += sign * total([fact])
    balance.room += half_step(fact)
    balance.figures.append(fact)
    return sign != 0


def _judged(line: Line, balance: _Balance, left: Fact) -> Iterator[Finding]:
    if len(balance.figures) < _LEAST - 1:
        return
    if abs(balance.made - total([left])) > balance.room + half_step(left):
        yield RULE.at(line, left.span, right=amount(balance.made, left))


def _name(line: Line, fact: Fact) -> str:
    """The clause that ends with a figure, without the figure before."""
    return re.split(r"[，。；：、]", line.view[max(0, fact.span[0] - 24) : fact.span[0]])[-1]


RULE: Rule[Report] = Rule(
    code="FIG217",
    severity=Severity.WARNING,
    name=("收支、增减结存不平", "what came and went does not make what is left"),
    why=(
        "年初数加本年新增、减本年减少，等于年末数；请核对是哪个数有误。",
        "What there was, with what came and without what went, is what is left; a person has to say which figure is wrong.",
    ),
    source=("审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=("按前面的增减应为{right}，文中写{text}", "it comes to {right}; the text says {text}"),
    wrong=(
        "年初结余860万元，当年新增1240万元，当年减少980万元，年末结余1220万元。",
        "上年末在册低保对象4260户，今年新纳入380户，退出460户，年末在册4240户。",
        "年初未结案126件，本年新收840件，审结882件，年末未结104件。",
    ),
    right=(
        "年初结余860万元，当年新增1240万元，当年减少980万元，年末结余1120万元。",
        "上年末在册低保对象4260户，今年新纳入380户，退出460户，年末在册4180户。",
        "年初下达资金860万元，新增贷款1240万元，占全年的62%，年末贷款余额3.2亿元。",
        "上年结余320万元，本年收入1280万元，比上年增加60万元，年末结余500万元。",
    ),
    check=balances,
)
