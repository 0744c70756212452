"""Names that leave nothing out: 城镇 and 乡村, 第一、第二、第三产业; and the figures they stand before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.checks.figures.reading import COUNTED, alike, is_aside
from drafter.documents.report import Line
from drafter.records import Fact, FactKind

_END = re.compile(r"[。；！？]")
_LEAD = re.compile(r"^[，、；：（）]*(?:其中|分别[为是]|包括)?[，：]?")
_VERB = re.compile(
    r"(?:占[^，。；：]{0,8}(?:比重|比例)|实现|完成|达到?|为|有|共|占(?:比|总数的?)?)+$"
)
AVERAGE = re.compile(r"人均|户均|[^总]均|平均|新增|转移|价格|增长|下降|百分点|消费支出")
_LONGEST = 24  # characters before a figure that name what it is of


@dataclass(frozen=True, slots=True)
class Named:
    """The place of a part among its like, and the words before and behind its name."""

    at: int
    before: str
    behind: str

    def goes_on(self, first: "Named") -> bool:
        """Whether it is of the same thing as the first part: 男教师, 女教师."""
        return self.behind == first.behind and self.before in {"", first.before}


@dataclass(frozen=True)
class Partition:
    """What makes a whole.

    whole  what the whole is called; parts, what each of its parts is
    """

    whole: str
    parts: tuple[str, ...]

    @cached_property
    def of_whole(self) -> re.Pattern[str]:
        return re.compile(self.whole)

    @cached_property
    def names(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(re.compile, self.parts))

    def part(self, label: str) -> Named | None:
        """Which part a label names; None for none."""
        for at, name in enumerate(self.names):
            if found := name.search(label):
                return Named(at, label[: found.start()], label[found.end() :])
        return None


PARTITIONS = (
    Partition(
        r"生产总值|GDP|增加值",
        (r"第?一产业?(?:增加值)?", r"第?二产业?(?:增加值)?", r"第?三产业?(?:增加值)?"),
    ),
    Partition(r"人口", (r"城[镇市](?:常住)?(?:人口)?", r"(?:乡村|农村)(?:常住)?(?:人口)?")),
    Partition(
        r"零售总?额", (r"城[镇市](?=[^，。；]{0,8}零售)", r"(?:乡村|农村)(?=[^，。；]{0,8}零售)")
    ),
    Partition(r"(?:财政|预算|总)[^，。；]{0,4}收入", (r"(?<!非)税收(?:收入)?", r"非税(?:收入)?")),
    Partition(r"进出口", (r"(?<!进)出口(?:总?[额值])?", r"进口(?!出)(?:总?[额值])?")),
    Partition(r"人|名|户|数|员|生|师", (r"男性?", r"女性?")),
    Partition(r"对象|人|供养|五保|特困", (r"集中供养", r"分散供养")),
    Partition(r"林", (r"公益林", r"商品林")),
    Partition(r"林", (r"天然林", r"人工林")),
    Partition(r"项目|工程", (r"续建(?=项目|\d|$)", r"新(?:建|开工)(?=项目|\d|$)")),
    Partition(r"项目|工程", (r"新(?:建|开工)(?=项目|\d|$)", r"续建(?=项目|\d|$)")),
    Partition(r"隐患|问题", (r"一般(?=隐患|问题|\d|$)", r"重大(?=隐患|问题|\d|$)")),
    Partition(r"隐患|问题", (r"重大(?=隐患|问题|\d|$)", r"一般(?=隐患|问题|\d|$)")),
    Partition(r"公路|里程", (r"县道(?=\d|$)", r"乡道(?=\d|$)", r"村道(?=\d|$)")),
    Partition(r"案|处罚", (r"一般程序", r"简易程序")),
    Partition(r"地|田|种植|播种", (r"水田", r"旱地")),
    Partition(r"学校|园|所|在[校园]", (r"公办", r"民办")),
    Partition(r"企业|利用|资", (r"内资", r"外资")),
    Partition(r"受理|办理|培训|销售|报名", (r"线上", r"线下")),
    Partition(r"学生|在校", (r"小学生?", r"初中生?", r"高中生?")),
    Partition(r"", (r"(?<![基不])(?<!本)满意", r"基本满意", r"不满意")),
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure with the words that name it."""

    fact: Fact
    label: str


def labelled(line: Line) -> list[Labelled]:
    """The figures of a line, each with what stands between it and the figure or stop before it."""
    found, end = [], 0
    for fact in line.facts:
        if fact.kind in COUNTED and not is_aside(line, fact):
            words = _END.split(line.view[max(end, fact.span[0] - _LONGEST) : fact.span[0]])[-1]
            found.append(Labelled(fact, _VERB.sub("", _LEAD.sub("", words))))
            end = fact.span[1]
    return found


def partitioned(
    partition: Partition, figures: Sequence[Labelled], kinds: frozenset[FactKind]
) -> Iterator[tuple[int, list[Fact]]]:
    """The figures of all parts of a whole where they follow one another.

    Each with the place of the first; rates and changes may stand between them.
    """
    run: list[Fact] = []
    start, first = 0, Named(0, "", "")
    for at, figure in enumerate(figures):
        if figure.fact.kind not in kinds:
            continue
        part = None if AVERAGE.search(figure.label) else partition.part(figure.label)
        if part and not run and part.at == 0:
            start, first, run = at, part, [figure.fact]
        elif (
            part
            and run
            and part.at == len(run)
            and part.goes_on(first)
            and alike(run[0], figure.fact)
        ):
            run.append(figure.fact)
        else:
            run = []
        if len(run) == len(partition.parts):
            yield start, run
            run = []
