"""The documents that the rules' examples are read beside.

Fictional, like all that this repository ships.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.facts.numerals import article_numbers
from drafter.ports import Held


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents with their text: lines, those of articles beginning with their numbers.

    Implements ports.Holdings.
    """

    texts: tuple[tuple[Held, tuple[str, ...]], ...]

    def documents(self) -> Sequence[Held]:
        return [held for held, _ in self.texts]

    def passages(self, document: str) -> Sequence[tuple[int | None, str]]:
        lines = next(lines for held, lines in self.texts if held.id == document)
        return [(next(iter(article_numbers(line[:9])), None), line) for line in lines]


EXAMPLE = Shelf(
    (
        (
            Held("D1", "云岭县校车安全管理办法（试行）", "云政办发〔2024〕12号", "2024年3月1日"),
            (
                "第一条　为了加强校车安全管理，制定本办法。",
                "第二条　校车驾驶人应当取得校车驾驶资格，不得超员、超速行驶。",
                "第三条　校车每半年检验一次，每车每年补助经费20000元。",
            ),
        ),
        (
            Held(
                "D2",
                "云岭县校车安全管理办法",
                "云政办发〔2019〕3号",
                "2019年3月1日",
                "云岭县校车安全管理办法（试行）",
            ),
            ("第一条　为了加强校车安全管理，制定本办法。", "第二条　每车每年补助经费8000元。"),
        ),
        (
            Held(
                "D3",
                "云岭县中小学教师“县管校聘”管理改革实施方案",
                "云政办发〔2023〕18号",
                "2023年5月6日",
            ),
            ("一、教师编制实行县域统筹，学校按需设岗。",),
        ),
        (
            Held("D4", "云岭县乡村教师管理规定", "", "2018年1月1日", "云岭县乡村教师支持办法"),
            ("第一条　乡村教师每月补助300元。",),
        ),
        (
            Held("D5", "云岭县乡村教师支持办法", "云教发〔2025〕6号", "2025年2月1日"),
            ("第一条　乡村教师每月补助500元。",),
        ),
    )
)
