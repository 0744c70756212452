"""A report becomes a template that the reader reads whole, and comes back from it as it was."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.documents.house_words import House
from drafter.errors import InputError
from drafter.facts.figures import read_gaps
from drafter.filling.mask_report import Row, mask_rows
from drafter.filling.template_files import as_text, fill_template, mask_file, own_names, read_sheet
from drafter.filling.unmask_report import Entry, Filled, mask_map, unmasked

_ROOT = Path(__file__).parents[2]
_CORPUS = sorted((_ROOT / "corpus").glob("*/*.md"))
_DATA = _ROOT.parent / "shared" / "data"
_REPORTS = sorted((_DATA / "reports").glob("*.txt"))
_SEED = _DATA / "seed.txt"
_OWN = own_names(House())


def masked(*texts: str) -> list[str]:
    return [
        row.text for row in mask_rows([Row(n, text) for n, text in enumerate(texts, 1)], _OWN).rows
    ]


@pytest.mark.parametrize(
    ("text", "template"),
    [
        (
            "争取资金1,234.5万元，占98.5%，提高2.4个百分点",
            "争取资金xxxx.x万元，占xx.x%，提高x.x个百分点",
        ),
        ("召开会议１２场次，参训三百余人", "召开会议xx场次，参训xxx余人"),
        ("2024年7月5日至2025年底", "20xx年x月x日至20xx年底"),
        ("截至2026-02-11", "截至20xx-xx-xx"),
        ("二〇二五年十二月三十一日", "20xx年xx月xx日"),
        ("用时3～5天，补助300-500元", "用时x～x天，补助xxx-xxx元"),
        ("举办第十八届运动会，居全省第3位", "举办第xx届运动会，居全省第x位"),
        ("三分之二以上达标，六成完成，百分之五未完成", "x分之x以上达标，x成完成，百分之x未完成"),
        ("数百名、几十次、上千人、三四天、百余家", "xxx名、xx次、xxxx人、x天、xxx余家"),
        ("装机3000万千瓦，新增场地2.7万平方米", "装机xxxx万千瓦，新增场地x.x万平方米"),
        ("云教发〔2024〕12号", "xx发〔20xx〕xx号"),
        ("印发《云岭县2024年秋季招生方案》", "印发《xx县20xx年秋季招生方案》"),
        ("省第十四次党代会", "省第xx次党代会"),
        (
            "响应时间由5个缩短至3个工作日，24小时值班，8时30分",
            "响应时间由x个缩短至x个工作日，xx小时值班，x时xx分",
        ),
        ("落实省委“132”部署", "落实省委“xxx”部署"),
        ("联系电话13812345678", "联系电话xxxxxxxxxxx"),
        ("发至zhang_san@qq.com", "发至xx"),
        ("查扣云A·12345轿车", "查扣xx轿车"),
        ("实施“8+4”政策体系", "实施“xx”政策体系"),
    ],
)
def test_what_becomes_of_it(text: str, template: str) -> None:
    assert masked(text) == [template]


@pytest.mark.parametrize(
    "text",
    [
        "开展“5+2”课后服务，落实“双减”、“五育”并举、一岗双责、三重一大",
        "实施能力提升工程2.0，拨打12345热线",
        "完成“十四五”规划，谋划“十五五”",
        "深入贯彻党的二十大和二十届二中、三中全会精神、中央八项规定精神",
        "学习《中华人民共和国教育法》《教育强国建设规划纲要（2024—2035年）》",
        "推进S208线改建，创建5A级景区，PM2.5下降",
        "一是抓落实。二是抓提升。",
        "进一步推进一批一体化项目，过去一年成绩突出",
        "坚持7×24小时响应，用好1+X证书",
    ],
)
def test_what_stays(text: str) -> None:
    assert masked(text) == [text]


def test_masks_that_stood_there_stay_and_are_told_from_new_ones() -> None:
    result = mask_rows([Row(1, "培训xx期，参训480人，xx区教育局3次")], _OWN)
    assert result.rows[0].text == "培训xx期，参训xxx人，xx区教育局x次"
    assert [(slot.mask, slot.original) for slot in result.slots] == [
        ("xxx人", "480人"),
        ("x次", "3次"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "云岭县3所学校，云岭3所",  # a name beside a number
        "CT1台、DR2台",  # a letter before a digit
        "，云岭县积极推进",  # not a stray mask
        "行动3.5万人次参加",  # not a version
        "推动“132”规划",  # not the five years
    ],
)
def test_a_mask_that_would_run_into_its_neighbour_takes_another_form(text: str) -> None:
    result = mask_rows([Row(1, "云岭县教育局"), Row(2, text)], _OWN)
    gaps = read_gaps(result.rows[1].text)
    mine = [slot for slot in result.slots if slot.line == 2]
    assert len(gaps) == len(mine) == len({slot.span for slot in mine})
    assert not {gap.kind for gap in gaps} & {"phrase", "stray"}
    assert all(slot.name is not any(c.isdigit() for c in slot.original) for slot in mine)


@pytest.mark.parametrize(
    ("text", "template", "told"),
    [
        ("培训教师⑨⑨人次", "培训教师xx人次", "⑨⑨人次"),
        ("增长Ⅻ.⑨%", "增长xxx%", "Ⅻ.⑨%"),
    ],
)
def test_a_number_nobody_read_is_masked_whole_told_and_comes_back(
    text: str, template: str, told: str
) -> None:
    result = mask_rows([Row(1, text)], _OWN)
    assert result.rows[0].text == template
    assert [(one.text, one.why) for one in result.doubts] == [(told, "unread")]
    entries = _entries(mask_map(result, result.rows))
    assert _back(result.rows, unmasked(result.rows, entries)) == [text]


def test_a_number_nobody_read_that_is_kept_on_demand_is_told() -> None:
    result = mask_rows([Row(1, "推广⑨⑨工程经验，培训⑨⑨人")], own_names(House(), keep=["⑨⑨工程"]))
    assert result.rows[0].text == "推广⑨⑨工程经验，培训xx人"
    assert {(one.text, one.why) for one in result.doubts} == {
        ("⑨⑨", "readable"),
        ("⑨⑨人", "unread"),
    }


# --- whole reports ---

# What stays on purpose: names of policies, laws and slogans in “…” and 《…》, codes, the names of
# plans, hotlines.
_KEPT_DIGITS = re.compile(
    r"“[^“”]*”|《[^《》]*》|PM_?2\.5|[A-Za-z]+-?\d+|\d[A-Z](?![A-Za-z])|\d\.0|12356|12345|再延长30年|7×24|4×100|3×3|(?:19|20)xx"
)
_NUMERAL = "一二两三四五六七八九十百千"
_MEASURE = (
    "个|名|人|户|家|所|项|次|场|起|件|期|处|座|套|台|辆|份|册|部|条|门|节|类|种|倍|天|年|月|日|亩|吨|间|批|届|元|"
    "公里|小时|分钟"
)
_COUNTED = re.compile(
    rf"(?<![xX×每第{_NUMERAL}.万])[{_NUMERAL}]{{1,6}}[余多]?(?:[万亿]?)(?:{_MEASURE})"
)
# Words that count nothing, or the same every year: 一批, 三年行动, 中央八项规定, 万元户,
# 国家二级标准.
_KEPT_WORDS = re.compile(
    "二人转|"
    r"一(?:届|个|批|项|次|种|类|轮|步|处|张|起|人一|户一|件事)|(?:过去|这|的|新的|下|上)一年|一年来|八项规定|两项补贴|五项管理|[两三五]年(?:行动|攻坚)"
    r"|两(?:个市场|种资源)|[一二]?十[一二三四五六七八九]?届|[突破超达]万亿?元|[万千百]亿[级元规]|千家万户|万家|[每，][千万]人|[一二三][、级]"
    r"|百万吨级|三个(?:大?台阶|一号)|千座公园|百年|十大|五级书记|学前一年|三地|万户"
)


def _left(text: str) -> list[str]:
    """Figures that a regular expression of our own still sees in a template."""
    plain = _KEPT_WORDS.sub("", _KEPT_DIGITS.sub("", text))
    found = re.findall(r".{0,8}[0-9０-９].{0,6}", plain)
    return found + [
        plain[max(0, one.start() - 5) : one.end() + 3] for one in _COUNTED.finditer(plain)
    ]


def _entries(given: dict[str, dict[str, object]]) -> dict[str, Entry]:
    return {
        id: Entry(*(str(entry[name]) for name in ("mask", "original", "kind", "about", "of")))
        for id, entry in given.items()
    }


def _back(rows: tuple[Row, ...], filled: Filled) -> list[str]:
    texts = {row.number: row.text for row in rows}
    for edit in sorted(filled.edits, key=lambda edit: edit.span, reverse=True):
        start, end = edit.span
        texts[edit.line] = texts[edit.line][:start] + edit.new + texts[edit.line][end:]
    return list(texts.values())


@pytest.mark.parametrize("path", [*_CORPUS, *_REPORTS], ids=lambda path: path.stem)
def test_every_figure_is_masked_and_comes_back(path: Path) -> None:
    rows = read_sheet(path).rows
    result = mask_rows(rows, _OWN)
    print(f"{path.stem}: {len(result.slots)} masks")
    for row in result.rows:
        assert not _left(row.text[row.lead :])
    stood = sum(len(read_gaps(row.text)) for row in rows)
    assert sum(len(read_gaps(row.text)) for row in result.rows) == stood + len(result.slots)
    entries = _entries(mask_map(result, result.rows))
    assert len(entries) == len(result.slots)
    filled = unmasked(result.rows, entries)
    assert not filled.objections
    assert len(filled.withheld) == stood
    assert _back(result.rows, filled) == [row.text for row in rows]


@pytest.mark.parametrize("path", [*_CORPUS[7:11], *_REPORTS[2:3]], ids=lambda path: path.stem)
def test_withheld_values_stay_masks_and_swapped_ones_are_caught(path: Path) -> None:
    result = mask_rows(read_sheet(path).rows, _OWN)
    entries = _entries(mask_map(result, result.rows))
    ids = list(entries)
    held = {
        id: Entry(entry.mask, None) if n % 3 == 0 else entry
        for n, (id, entry) in enumerate(entries.items())
    }
    filled = unmasked(result.rows, held)
    assert {id for id, _ in filled.withheld} >= set(ids[::3])
    assert len(filled.edits) == len(ids) - len(ids[::3])
    pairs = [
        (a, b)
        for a, b in zip(ids, ids[7:], strict=False)
        if entries[a].original != entries[b].original
    ][::40]
    for a, b in pairs:
        one, other = entries[a], entries[b]
        originals = unmasked(
            result.rows,
            {
                a: Entry(one.mask, other.original, one.kind, one.about, one.of),
                b: Entry(other.mask, one.original, other.kind, other.about, other.of),
            },
        )
        whole = unmasked(result.rows, {a: other, b: one})
        for swapped in (originals, whole):
            assert {objection.id for objection in swapped.objections} & {a, b}
    units = Counter(
        any(
            o.grave
            for o in unmasked(
                result.rows, {a: Entry(entries[a].mask, entries[b].original)}
            ).objections
        )
        for a, b in pairs
        if _unit(entries[a]) and _unit(entries[a]) != _unit(entries[b])
    )
    assert set(units) <= {True}


def _unit(entry: Entry) -> str:
    return re.sub(r"^[x×.\d]*", "", entry.mask)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="0123456789,.-%xX年月日号第一二三十百千万亿元个人约余近以上《》“”（）"
        "：:，、 同比其中县校云岭京幼王",
        max_size=40,
    )
)
def test_any_line_comes_back(text: str) -> None:
    result = mask_rows([Row(1, text)], _OWN)
    assert len(read_gaps(result.rows[0].text)) == len(read_gaps(text)) + len(result.slots)
    filled = unmasked(result.rows, _entries(mask_map(result, result.rows)))
    assert _back(result.rows, filled) == [text]


# --- files ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_file_comes_back_byte_for_byte(tmp_path: Path, encoding: str, end: str) -> None:
    text = _CORPUS[-1].read_text(encoding="utf-8").replace("\n", end)
    report, template, back = (tmp_path / name for name in ("report.md", "template.md", "back.md"))
    report.write_bytes(text.encode(encoding))
    mask_file(report, template, _OWN, map_file=tmp_path / "map.json")
    assert "青樟" not in template.read_bytes().decode(encoding)
    fill_template(template, tmp_path / "map.json", back)
    assert back.read_bytes() == report.read_bytes()


@pytest.mark.parametrize("path", [*_CORPUS[6:8], *_REPORTS[2:3]], ids=lambda path: path.stem)
def test_a_report_comes_back_in_the_form_of_its_template(tmp_path: Path, path: Path) -> None:
    """A text masked to Markdown comes back as the Markdown of the text."""
    plain = tmp_path / "report.txt"
    plain.write_text(
        "\n".join(line.text for line in read_sheet(path).report.lines), encoding="utf-8"
    )
    mask_file(plain, tmp_path / "t.md", _OWN, map_file=tmp_path / "map.json")
    fill_template(tmp_path / "t.md", tmp_path / "map.json", tmp_path / "back.md")
    sheet = as_text(read_sheet(plain), markdown=True)
    assert sheet.file
    assert (tmp_path / "back.md").read_text(encoding="utf-8") == sheet.file.text
    told = [line.text for line in read_sheet(tmp_path / "back.md").report.lines]
    assert told == [line.text.strip() for line in read_sheet(plain).report.lines]


def test_escapes_of_markdown_stay_where_they_are(tmp_path: Path) -> None:
    report, template, back = (tmp_path / name for name in ("report.md", "template.md", "back.md"))
    report.write_text(
        "# 一、工作\n\n1\\.培训。培训1,200人，走访\\_\\_\\_户\\*，评优12名。\n", encoding="utf-8"
    )
    mask_file(report, template, _OWN, map_file=tmp_path / "map.json")
    assert (
        template.read_text(encoding="utf-8").split("\n")[2]
        == "1\\.培训。培训xxxx人，走访\\_\\_\\_户\\*，评优xx名。"
    )
    fill_template(template, tmp_path / "map.json", back)
    assert back.read_bytes() == report.read_bytes()


def test_the_map_is_a_contract(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "云岭县教育局工作总结\n一、工作情况\n落实资金123.45万元，培训1,200人。\n", encoding="utf-8"
    )
    mask_file(report, tmp_path / "t.txt", _OWN, map_file=tmp_path / "map.json")
    given = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"G\d{4,}", id) for id in given)
    said = {(entry["mask"], entry["original"], entry["unit"]) for entry in given.values()}
    assert said == {
        ("xx县", "云岭县", "县"),
        ("xxx.xx万元", "123.45万元", "万元"),
        ("xxxx人", "1,200人", "人"),
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda map: map | {"G9999999": {"mask": "xx人", "original": "3人"}}, "G9999999"),
        (lambda map: {id: entry | {"original": "12个"} for id, entry in map.items()}, "单位"),
        (lambda map: {id: entry | {"original": 12} for id, entry in map.items()}, "original"),
        (lambda map: [1], "对照表"),
    ],
)
def test_a_map_that_does_not_fit_writes_nothing(tmp_path: Path, change, said: str) -> None:  # type: ignore[no-untyped-def]
    report = tmp_path / "report.txt"
    report.write_text("一、工作情况\n培训12人，检查3次。\n", encoding="utf-8")
    mask_file(report, tmp_path / "t.txt", _OWN, map_file=tmp_path / "map.json")
    given = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    (tmp_path / "map.json").write_text(json.dumps(change(given)), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        fill_template(tmp_path / "t.txt", tmp_path / "map.json", tmp_path / "back.txt")
    assert not (tmp_path / "back.txt").exists()


@pytest.mark.skipif(not _SEED.exists(), reason="the published masked report is not here")
def test_names_left_in_the_masked_report_are_found() -> None:
    result = mask_rows(read_sheet(_SEED).rows, _OWN)
    found = {slot.original for slot in result.slots if slot.name}
    for name in ("育英", "七", "九", "十一", "翌校通", "肃", "博学"):
        assert any(one.startswith(name) for one in found), name
    doubts = {doubt.text for doubt in result.doubts}
    assert any("金色年华" in text for text in doubts)
