"""The sentences of an answer, in whatever form a model gives it.

A line 【B1】… for each bullet, or 【B4+B5】… for several, is what is asked for, and 【首】… for the
lead. Other labels, numbers, JSON, tables, fences and what models say to people around it are
understood too. Lines without any label are taken only where their count and their tokens fit the
bullets; nothing else is guessed.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import numeric

from drafter.facts.numerals import chinese_number
from drafter.messages import t
from drafter.proof.joined import ids_of, joined_id
from drafter.proof.token_kinds import WORDS
from drafter.proof.tokens import TOKEN
from drafter.writing.answer_cleaning import cleaned, is_talk, pairs_of_words, without_frame
from drafter.writing.bullet_lines import BulletLine, joined_line

_THOUGHT = re.compile(
    r"<(think|thinking|thought|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE
)
_THOUGHT_ENDS = re.compile(
    r"\A.*</(?:think|thinking|thought|reasoning)>", re.DOTALL | re.IGNORECASE
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FENCE = re.compile(r"^[ \t>]*(?:```|~~~)[^\n]*$", re.MULTILINE)
_KIND = r"\s*\\?[|｜:：/]\s*"
_ANY_TOKEN = re.compile(
    r"(?:【|\[{1,2}|［|〔|\{{1,2}|｛|<|＜|\(|（)\s*[FfＦｆ]\s*(\d{1,3})"
    rf"(?:{_KIND}[\u4e00-\u9fff\s]{{1,6}})?\s*(?:】|\]{{1,2}}|］|〕|\}}{{1,2}}|｝|>|＞|\)|）)"
    rf"|【\s*F(\d{{1,3}}){_KIND}(?:{'|'.join(sorted(WORDS))})|(?<![A-Za-z0-9])F(\d{{1,3}})(?![A-Za-z0-9])"
)
_ONE = r"[BbＢｂ]\s*\d{1,3}"
_JOINT = r"\s*(?:[+＋&/、,，和与及]|】\s*[+＋]?\s*【)\s*"
_BRACKETED_LABEL = re.compile(
    rf"[【\[［]\s*({_ONE}(?:{_JOINT}(?:[BbＢｂ]\s*)?\d{{1,3}})*)\s*[】\]］]"
)
_TAG = re.compile(r"</?(?![Bb]\d)[A-Za-z][^<>\n]*>")
# What may stand before a label or number at the head of a line: list marks, quotes, emoji.
_DECOR = r"[^\w\n【】［］\[\]（）()<]{0,12}"
_CALLED = r"(?:(?:id|label|key|no|要点|编号|序号|标记)[\s:：.\"']*)?"
_HEAD_LABEL = re.compile(
    rf"^{_DECOR}(?:\d{{1,3}}[.．、)）]\s*)?{_DECOR}{_CALLED}[（(<]?"
    r"([BＢｂ]\s?\d{1,3}(?:\s?[+＋&]\s?[BＢｂ]?\s?\d{1,3})*)(?![0-9A-Z])"
    r"[\s）)>*_`\"”’」:：.．、,，|｜=→⇒\-—]*",
    re.MULTILINE | re.IGNORECASE,
)
_HEAD_LEAD = re.compile(
    rf"^{_DECOR}[【\[［(（<]?\s*(?:首|首句|领起|领起句|总领句?)\s*(?:[】\]］)）>]|[:：])[\s:：]*",
    re.MULTILINE,
)
_HEAD_MARK = re.compile(r"[【\[［]\s*([条段])\s*[】\]］]\s*")
_LEAD = "【首】"
_LABEL = re.compile(r"【(B\d+(?:\+B\d+)*|首)】")
_JSON_LABEL = re.compile(r"\W*[Bb]?\s?\d{1,3}(?:\s?[+＋]\s?[Bb]?\d{1,3})*\W*")
_JSON_LEAD = re.compile(r"\W*(?:首句?|领起句?|lead)\W*")
_HAN_NUMERAL = "[一二三四五六七八九十]"
_NUMBER = re.compile(
    rf"^{_DECOR}(?:[（(第]|要点|句子)?\s*(\d{{1,3}}|{_HAN_NUMERAL}{{1,3}}|[①-⑳])[条项]?"
    rf"(?:[\s.．、)）:：\ufe0f\u20e3]+|(?<=[①-⑳])|(?<={_HAN_NUMERAL})是)\s*(?=\S)"
)
_INSTEAD = re.compile(
    r"^\s*(?:[→⇒➜➡]|[-=]{1,2}>|(?:改写|修改|润色|句子|回答)[^：:\n]{0,4}[：:])\s*"
)
_OPEN = re.compile(r"[，、：,]$")
_CELLS = re.compile(r"[|\t→⇒]|[=-]>")


@dataclass(frozen=True, slots=True)
class Understood:
    """What an answer says.

    texts  label → its sentence, cleaned, in the request's tokens, in the order of the answer; B4+B5
           is the label of two bullets that it states together
    lead   the sentence that opens the section; "" for none
    marks  label → the marks before it: 条, 段
    fault  what is wrong with the form of the answer, where not one sentence could be read
    """

    texts: Mapping[str, str]
    lead: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""


def understood(answer: str, lines: Sequence[BulletLine]) -> Understood:
    """The sentences that an answer has for the bullets of its request.

    Of several texts for a label the last counts that has the bullet's tokens: models correct
    themselves, and repeat the note before its sentence.
    """
    said, marks = _without_marks(in_one_form(answer))
    parts = _labelled(said)
    by_label = {line.label: line for line in lines}
    texts: dict[str, str] = {}
    for label in _once(parts, by_label):
        line = joined_line([by_label[part] for part in ids_of(label)])
        if text := without_frame(_best(parts[label], line), line.masked):
            texts[label] = text
    if not texts:
        texts = {
            line.label: kept
            for line in lines
            if (kept := without_frame(_in_order(said, lines).get(line.label, ""), line.masked))
        }
    lead = next((text for times in parts.get("首", ()) for text in times), "")
    if not lines and not lead and len(rows := _rows(said)) == 1:  # only the lead was asked for
        lead = cleaned(rows[0])
    return Understood(texts, lead, marks, "" if texts else _fault(answer, said))


def _once(parts: Mapping[str, object], by_label: Mapping[str, BulletLine]) -> Iterator[str]:
    """The labels of known bullets, in order; of labels that share a bullet the first counts."""
    taken: set[str] = set()
    for label in parts:
        bullets = set(ids_of(label))
        if bullets <= by_label.keys() and not bullets & taken:
            taken |= bullets
            yield label


def _without_marks(said: str) -> tuple[str, dict[str, str]]:
    """The answer without 【条】 and 【段】, and which of them stand beside each label."""
    marks: dict[str, str] = {}
    pieces = _LABEL.split(said)
    kept, found = _cut_marks(pieces[0])
    for label, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        opening = re.match(rf"(?:\s*{_HEAD_MARK.pattern})*", rest)
        start = opening.end() if opening else 0
        marks[label] = found + "".join(_HEAD_MARK.findall(rest[:start]))
        text, found = _cut_marks(rest[start:])
        kept += f"【{label}】{text}"
    return kept, marks


def _cut_marks(text: str) -> tuple[str, str]:
    return _HEAD_MARK.sub("", text), "".join(_HEAD_MARK.findall(text))


def whole_lines(answer: str) -> str:
    """The answer without its last line, where that has no line break yet."""
    return answer[: answer.rfind("\n") + 1]


def has_whole_line(answer: str) -> bool:
    """Whether the line of at least one bullet is whole."""
    parts = _labelled(in_one_form(whole_lines(answer)))
    return any(texts for times in parts.values() for texts in times)


def in_one_form(answer: str) -> str:
    """The answer without thinking aloud and fences, every token and label in one form.

    JSON becomes lines.
    """
    text = _THOUGHT_ENDS.sub("", _THOUGHT.sub("", answer))
    text = _FENCE.sub("", _COLOUR.sub("", text.replace("\r\n", "\n")))
    text = "\n".join(_json_lines(text)) or text
    text = _ANY_TOKEN.sub(lambda token: f"【F{int(token[1] or token[2] or token[3])}】", text)
    text = _TAG.sub("", text)
    text = _BRACKETED_LABEL.sub(_joined_label, text)
    return _HEAD_LEAD.sub(_LEAD, _HEAD_LABEL.sub(_joined_label, text))


def _joined_label(label: re.Match[str]) -> str:
    numbers = (int(number) for number in re.findall(r"\d+", label[1]))
    return f"【{joined_id([f'B{number}' for number in dict.fromkeys(numbers)])}】"


def _labelled(said: str) -> dict[str, list[list[str]]]:
    """Label → the texts that follow it, once for each time that it stands there."""
    pieces = _LABEL.split(said)
    parts: dict[str, list[list[str]]] = {}
    for label, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        parts.setdefault(label, []).append(_texts(rest))
    return parts


def _texts(rest: str) -> list[str]:
    """What a label may stand for: its line or the longest cell of it, then what else follows."""
    rows = _rows(rest)
    if not rows:
        return []
    first = rows.pop(0)
    while rows and _OPEN.search(first.rstrip()):  # a line wrapped by hand
        first = first.rstrip() + rows.pop(0).strip()
    cells = sorted(filter(None, map(cleaned, _CELLS.split(first))), key=len, reverse=True)
    return [*cells[:1], *cells[::-1], *(cleaned(_INSTEAD.sub("", row)) for row in rows)]


def _rows(text: str) -> list[str]:
    """The lines that say something of the matter."""
    return [row for row in text.split("\n") if (said := cleaned(row)) and not is_talk(said)]


def _best(parts: Sequence[Sequence[str]], line: BulletLine) -> str:
    """The last text that fits the bullet; where none does, what its label stood before last."""
    fitting = [text for texts in parts for text in texts if _fits(text, line)]
    mains = [texts[0] for texts in parts if texts]
    return (fitting or mains or [""])[-1]


def _in_order(said: str, lines: Sequence[BulletLine]) -> dict[str, str]:
    """Label → sentence where lines have no labels, as their numbers and their tokens tell.

    {} where they leave a doubt.
    """
    rows = _rows(said)
    numbered = [(number, row) for row in rows if (number := _NUMBER.match(row))]
    if numbered:
        if [_value(number[1]) for number, _ in numbered] != list(range(1, len(lines) + 1)):
            return {}
        rows = [row[number.end() :] for number, row in numbered]
    if len(rows) != len(lines):
        return {}
    texts = {line.label: cleaned(row) for line, row in zip(lines, rows, strict=True)}
    fitting = sum(_fits(texts[line.label], line) for line in lines)
    # A number is a label: then a sentence that lost a token is for the proof to refuse.
    enough = fitting * 2 > len(lines) if numbered else fitting == len(lines)
    return texts if enough else {}


def _value(numeral: str) -> int:
    return int(numeric(numeral)) if len(numeral) == 1 else int(chinese_number(numeral) or numeral)


def _fits(text: str, line: BulletLine) -> bool:
    """Whether a text has the tokens of a bullet, no others, and a good part of its words."""
    note = pairs_of_words(line.masked)
    kept = sum(pair in text for pair in note)
    return _tokens(text) == line.tokens and kept * (3 if line.tokens else 2) >= len(note)


def _tokens(text: str) -> list[str]:
    return sorted(token[0] for token in TOKEN.finditer(text))


def _fault(answer: str, said: str) -> str:
    """What is wrong with the form of an answer that has no sentence, for its writer to mend."""
    if not said.strip():
        return t("answer.thought") if answer.strip() else ""
    if _LABEL.search(said):
        return t("answer.bare")
    if re.match(r"\s*[{\[]", said):
        return t("answer.json")
    return t("answer.labels")


def _json_lines(text: str) -> Iterator[str]:
    """The lines that the JSON values in a text make; none where there is no JSON in it."""
    decoder = json.JSONDecoder()
    text = re.sub(r",(?=\s*[}\]])", "", text)
    end = 0
    for opened in re.finditer(r"[{\[]", text):
        if opened.start() < end:
            continue
        try:
            value, end = decoder.raw_decode(text, opened.start())
        except ValueError:
            continue
        yield from _lines_of(value)


def _lines_of(value: object) -> Iterator[str]:
    """A line for each sentence of a JSON value, behind its label where it has one."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, list):
        for item in value:
            yield from _lines_of(item)
    elif isinstance(value, dict):
        by_label = {label: item for key, item in value.items() if (label := _label_of(key))}
        texts_first = sorted(value.values(), key=lambda item: isinstance(item, int))
        own = next(filter(None, map(_label_of, texts_first)), "")
        if own and not by_label:
            others = [item for item in value.values() if not _label_of(item)]
            by_label = {own: others}
        for label, item in by_label.items():
            yield f"【{label}】{max(_lines_of(item), key=len, default='')}"
        if not by_label:
            for item in value.values():
                yield from _lines_of(item)


def _label_of(value: object) -> str:
    """The label that a key or value of JSON is; "" for none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"B{value}"
    if isinstance(value, str) and _JSON_LEAD.fullmatch(value):
        return "首"
    label = isinstance(value, str) and _JSON_LABEL.fullmatch(value)
    numbers = (int(number) for number in re.findall(r"\d+", label[0])) if label else ()
    return joined_id([f"B{number}" for number in numbers])
