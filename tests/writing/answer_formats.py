"""One good answer in the forms in which chat models give it, and answers that only look like one.

Three bullets: two with tokens, one without.
"""

import json

from drafter.ports import Task, TaskBullet, Token
from drafter.records import FactKind, Part
from drafter.writing.bullet_lines import bullet_lines

_N, _P = FactKind.QUANTITY, FactKind.PERCENT
TASK = Task(
    headings=("主要工作", "强化培训"),
    part=Part.DONE,
    bullets=(
        TaskBullet(
            "N1",
            "举办培训【F1】场次，参训【F2】人",
            (Token("【F1】", _N, "场次"), Token("【F2】", _N, "人")),
        ),
        TaskBullet(
            "N2",
            "排查隐患【F1】处，整改率【F2】%",
            (Token("【F1】", _N, "处"), Token("【F2】", _P, "%")),
        ),
        TaskBullet("N3", "召开安全生产工作会议"),
    ),
)
ONE = "围绕能力提升，举办培训【F1|数量】场次，参训【F2|数量】人。"
TWO = "深入排查隐患【F3|数量】处，整改率【F4|比例】%。"
THREE = "及时召开安全生产工作会议。"
MEANT = {
    "N1": "围绕能力提升，举办培训【F1】场次，参训【F2】人。",
    "N2": "深入排查隐患【F1】处，整改率【F2】%。",
    "N3": "及时召开安全生产工作会议。",
}


def _rows(form: str, between: str = "\n") -> str:
    """The three sentences, each in a form with {n} and {text}."""
    texts = enumerate((ONE, TWO, THREE), 1)
    return between.join(form.format(n=n, text=text) for n, text in texts)


def _beside_notes(form: str) -> str:
    """The three sentences, each beside its note."""
    rows = enumerate(zip(NOTES, (ONE, TWO, THREE), strict=True), 1)
    return "\n".join(form.format(n=n, note=note, text=text) for n, (note, text) in rows)


PLAIN = _rows("【B{n}】{text}")
NOTES = tuple(line.masked for line in bullet_lines(TASK))
_BY_LABEL = {"B1": ONE, "B2": TWO, "B3": THREE}

UNDERSTOOD: dict[str, str] = {
    "as asked": PLAIN,
    "bare tokens": PLAIN.replace("|数量", "").replace("|比例", ""),
    "blank lines": _rows("【B{n}】{text}", "\n\n"),
    "no end marks": _rows("【B{n}】{text}").replace("。", ""),
    "windows line ends": _rows("【B{n}】{text}", "\r\n"),
    "square brackets": _rows("[B{n}] {text}"),
    "wide square brackets": _rows("［B{n}］{text}"),
    "round brackets": _rows("(B{n}) {text}"),
    "wide round brackets": _rows("（B{n}）{text}"),
    "colon": _rows("B{n}: {text}"),
    "wide colon": _rows("B{n}：{text}"),
    "label and colon": _rows("【B{n}】：{text}"),
    "lower case": _rows("b{n}. {text}"),
    "dash": _rows("B{n} - {text}"),
    "bold label": _rows("**B{n}** {text}"),
    "bold label and colon": _rows("**【B{n}】**：{text}"),
    "bold label with colon inside": _rows("**B{n}：**{text}"),
    "everything bold": _rows("**【B{n}】{text}**"),
    "sentence bold": _rows("【B{n}】**{text}**"),
    "list of labels": _rows("- 【B{n}】{text}"),
    "numbered list of labels": _rows("{n}. 【B{n}】{text}"),
    "heading marks": _rows("### 【B{n}】\n{text}"),
    "label, then a line": _rows("【B{n}】\n{text}", "\n\n"),
    "label and colon, then a line": _rows("B{n}：\n\n{text}", "\n\n"),
    "quoted": _rows("【B{n}】“{text}”"),
    "quoted in code": _rows("【B{n}】`{text}`"),
    "quote of Markdown": _rows("> 【B{n}】{text}"),
    "numbers": _rows("{n}. {text}"),
    "numbers with 、": _rows("{n}、{text}"),
    "numbers in brackets": _rows("（{n}）{text}"),
    "labels of its own": _rows("【句子{n}】{text}"),
    "code fence": f"```\n{PLAIN}\n```",
    "named code fence": f"```text\n{PLAIN}\n```",
    "json object": json.dumps(_BY_LABEL, ensure_ascii=False),
    "json object over lines": json.dumps(_BY_LABEL, ensure_ascii=False, indent=2),
    "json with escapes": json.dumps(_BY_LABEL),
    "json with labels in brackets": "```json\n"
    + json.dumps({f"【{label}】": text for label, text in _BY_LABEL.items()}, ensure_ascii=False)
    + "\n```",
    "json array of objects": json.dumps(
        [{"id": label, "text": text} for label, text in _BY_LABEL.items()], ensure_ascii=False
    ),
    "json array within an object": json.dumps(
        {
            "answers": [
                {"label": f"【{label}】", "note": "略", "sentence": text}
                for label, text in _BY_LABEL.items()
            ]
        },
        ensure_ascii=False,
    ),
    "json array of texts": json.dumps([ONE, TWO, THREE], ensure_ascii=False),
    "json after a preamble": f"以下是结果：\n{json.dumps(_BY_LABEL, ensure_ascii=False)}\n请查收。",
    "xml": _rows("<B{n}>{text}</B{n}>"),
    "table": "| 编号 | 句子 |\n| --- | --- |\n" + _rows("| 【B{n}】 | {text} |"),
    "table with the notes": "| 编号 | 要点 | 句子 |\n|:--|:--|:--|\n"
    + _rows("| B{n} | 略 | {text} |"),
    "table of tabs": _rows("B{n}\t{text}"),
    "thinking": f"<think>\n【B1】先想一想，这里有【F1】\n</think>\n{PLAIN}",
    "thinking, end tag only": f"先想一想。\n【B1】草稿【F1】\n</think>\n{PLAIN}",
    "other thinking tag": f"<thinking>【B1】草稿</thinking>\n\n{PLAIN}",
    "preamble": f"好的，以下是根据要点撰写的句子：\n\n{PLAIN}",
    "closing remark": f"{PLAIN}\n\n希望对您有帮助！如需调整请告诉我。",
    "closing remark in the last line": f"{PLAIN}希望对您有帮助！",
    "preamble within a line": _rows("【B{n}】好的，{text}"),
    "remark behind a sentence": _rows("【B{n}】{text}（注：标记已原样保留）"),
    "remark in the next line": _rows("【B{n}】{text}\n（共28字）"),
    "notes repeated": _rows("【B{n}】要点原文\n【B{n}】{text}"),
    "arrow from the note": _beside_notes("【B{n}】{note}\n→ {text}"),
    "arrow in the line": _beside_notes("【B{n}】{note} → {text}"),
    "sentence below the note": _beside_notes("【B{n}】{note}\n{text}"),
    "drafts first": f"草稿：\n{_beside_notes('【B{n}】{note}')}\n\n终稿：\n{PLAIN}",
    "checked at the end": f"{PLAIN}\n\n核对：\n【B1】标记齐全\n【B2】标记齐全\n【B3】无标记",
    "explained with tokens": PLAIN.replace("人。", "人。\n说明：保留【F1】、【F2】。"),
    "numbered emoji": f"1️⃣ {ONE}\n2️⃣ {TWO}\n3️⃣ {THREE}",
    "colours of a terminal": _rows("【B{n}】\x1b[1m{text}\x1b[0m"),
    "CSV": _rows('"B{n}","{text}"'),
    "token not closed": PLAIN.replace("数量】", "数量"),
    "token without brackets": PLAIN.replace("【F1|数量】", "F1"),
    "emoji": _rows("✅【B{n}】{text}🎉"),
    "zero width": _rows("\u200b【B{n}】\ufeff{text}\u200d"),
    "half width marks": _rows("【B{n}】{text}").replace("，", ",").replace("。", "."),
    "one paragraph": _rows("【B{n}】{text}", ""),
    "tokens in square brackets": PLAIN.replace("【F", "[F")
    .replace("|数量】", "]")
    .replace("|比例】", "]"),
    "wide tokens": PLAIN.replace("【F", "【Ｆ").replace("|", "｜"),
    "spaces in tokens": PLAIN.replace("【F", "【 F").replace("|", " | "),
    "spaces around tokens": PLAIN.replace("【F", " 【F").replace("】场", "】 场"),
    "tokens in code": PLAIN.replace("【F1|数量】", "`【F1|数量】`"),
    "no labels": _rows("{text}"),
    "no labels, blank lines": _rows("{text}", "\n\n"),
    "no labels, a list": _rows("- {text}"),
    "heading of the section first": f"强化培训\n{PLAIN}",
    "called a note": _rows("要点{n}：{text}"),
    "called an item": _rows("第{n}条：{text}"),
    "circled numbers": f"①{ONE}\n②{TWO}\n③{THREE}",
    "Chinese numbers": f"一、{ONE}\n二、{TWO}\n三、{THREE}",
    "一是": f"一是{ONE}\n二是{TWO}\n三是{THREE}",
    "bold numbers": _rows("**{n}.** {text}"),
    "numbers alone": _rows("{n} {text}"),
    "label with its name": _rows("编号B{n}：{text}"),
    "label with its name in brackets": _rows("【要点B{n}】{text}"),
    "wide bar": _rows("B{n}｜{text}"),
    "arrow": _rows("B{n} => {text}"),
    "arrow behind the label": _rows("【B{n}】→{text}"),
    "bold of HTML": _rows("<b>B{n}</b> {text}"),
    "list of HTML": f"<ol>\n{_rows('<li>{text}</li>')}\n</ol>",
    "answer of XML": f"<answer>\n{PLAIN}\n</answer>",
    "YAML": _rows("B{n}: >\n  {text}"),
    "list of YAML": _rows("- id: B{n}\n  text: {text}"),
    "JSON a line": "\n".join(
        json.dumps({"id": label, "text": text}, ensure_ascii=False)
        for label, text in _BY_LABEL.items()
    ),
    "JSON with a comma too many": json.dumps(_BY_LABEL, ensure_ascii=False, indent=1).replace(
        '"\n}', '",\n}'
    ),
    "wide digits": PLAIN.replace("B1", "B１").replace("B2", "Ｂ2"),
    "before its first label": f"回答：{PLAIN}",
    "end of each": _rows("【B{n}】{text}【完】"),
    "footnote": _rows("【B{n}】{text}[1]"),
    "explained": _rows("【B{n}】{text}\n说明：此句保留了全部标记。"),
    "original and new": _rows("【B{n}】\n原文：略\n改写：{text}"),
    "tokens in braces": PLAIN.replace("【F", "{{F")
    .replace("|数量】", "}}")
    .replace("|比例】", "}}"),
    "tokens with a colon": PLAIN.replace("|", "："),
    "bold tokens": PLAIN.replace("【F", "**【F").replace("量】", "量】**"),
    "wrapped line": PLAIN.replace("，参训", "，\n参训"),
}
"""What says the same as PLAIN, beyond doubt."""

ASKED_AGAIN: dict[str, str] = {
    "one paragraph without labels": _rows("{text}", ""),
    "no labels, another order": f"{TWO}\n{ONE}\n{THREE}",
    "no labels, two lines only": f"{ONE}\n{TWO}",
    "no labels, tokens lost": f"举办培训多场。\n{TWO}\n{THREE}",
    "json cut short": '{"B1',
    "prose": "好的，以下是为您撰写的内容，请查收。",
    "a question": "请问需要我写成什么风格？",
    "thinking only": "<think>\n【B1】先想一想",
    "labels only": "【B1】\n【B2】\n【B3】",
}
"""What nobody could take for the three sentences without guessing."""
