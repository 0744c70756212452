"""SEN101: words that say otherwise than the notes, or more."""

from collections import defaultdict
from collections.abc import Iterator

from drafter.checks.beside import Beside
from drafter.checks.rule import Rule
from drafter.checks.stated_words import Said, StatedWords
from drafter.records import Finding, Severity


def said_otherwise(beside: Beside) -> Iterator[Finding]:
    sentences: dict[tuple[int, int], list[Said]] = defaultdict(list)
    for said in StatedWords(beside).all():
        sentences[said.line.number, said.span[0]].append(said)
    for _, of_sentence in sorted(sentences.items()):
        first = of_sentence[0]
        turned = any(said.turned for said in of_sentence)
        severity = None if turned else Severity.INFO
        reason = "；".join(dict.fromkeys(said.reason for said in of_sentence))
        yield RULE.at(first.line, first.span, severity=severity, reason=reason)


RULE: Rule[Beside] = Rule(
    code="SEN101",
    severity=Severity.WARNING,
    name=("话与要点不一样", "words that are not the notes'"),
    why=(
        "数据不变，话也能把意思改掉：丢了“拟”“未”，换了对象，添了评价。改了要点意思的是提醒，"
        "只是多说的是提示；确有其事的，补进要点。",
        "Words alter a fact as digits do: a lost 拟 or 未, another subject, praise. What turns the"
        " sense is a warning, what only adds to it an info; where it is true, the notes should say"
        " it.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=("{reason}", "{reason}"),
    wrong=("要点：拟争取资金8000万元；成稿：已争取资金8000万元",),
    right=("要点：教师培训12期；成稿：举办教师培训12期",),
    check=said_otherwise,
)
