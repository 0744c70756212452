"""Phrases and words missed by sound, shape and neighbour; leftovers; marks of punctuation."""

import re
from collections.abc import Iterator
from random import Random

from drafter.evaluation.prose.word_lists import segmenter
from eval.blind.draws import Draw, Generator, alter, both, other, put, table
from eval.blind.places import Place, year_of

_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


def _replaced(rng: Random, name: str, place: Place, start: int, end: int) -> Draw | None:
    """One character between start and end becomes another of its group in a list."""
    groups = {char: row[0] for row in table(name) for char in row[0]}
    spots = [at for at in range(start, end) if place.text[at] in groups]
    if not spots:
        return None
    at = rng.choice(spots)
    char = place.text[at]
    return alter(place, at, at + 1, other(rng, groups[char], char))


def _phrases(place: Place) -> list[tuple[int, int]]:
    """Where fixed phrases stand in a place."""
    found = (re.finditer(re.escape(row[0]), place.text) for row in table("phrases"))
    return [match.span() for matches in found for match in matches]


def by_sound(rng: Random, place: Place) -> Draw | None:
    spans = _phrases(place)
    return _replaced(rng, "sounds", place, *rng.choice(spans)) if spans else None


def by_shape(rng: Random, place: Place) -> Draw | None:
    spans = _phrases(place)
    return _replaced(rng, "shapes", place, *rng.choice(spans)) if spans else None


def by_neighbour(rng: Random, place: Place) -> Draw:
    """A phrase in another order, without a character, with a neighbouring word."""
    clause, right, *wrongs = rng.choice(table("neighbours"))
    n = rng.randint(3, 90)
    said = [f"{clause.format(one)}，推出举措{n}项。" for one in (rng.choice(wrongs), right)]
    return put(rng, place, *said)


def turned(rng: Random, place: Place) -> Draw | None:
    """Two neighbouring characters of a fixed phrase change places."""
    spans = [span for span in _phrases(place) if span[1] - span[0] >= 4]
    if not spans:
        return None
    start, end = rng.choice(spans)
    at = rng.randrange(start, end - 1)
    pair = place.text[at : at + 2]
    return alter(place, at, at + 2, pair[::-1])


def like_phrase(rng: Random, place: Place) -> Draw:
    """A look-alike only: slogans with a pun, rare words, wrong ones read across words."""
    (clause,) = rng.choice(table("rare"))
    return put(rng, place, "", f"{clause}。")


PHRASE: tuple[Generator, ...] = (
    by_sound, by_shape, by_neighbour, by_neighbour, turned, like_phrase, like_phrase,
)  # fmt: skip


def _words(place: Place) -> Iterator[tuple[int, int]]:
    """Where words of two characters and more stand in a place."""
    at = 0
    for word in segmenter().cut(place.text):
        if _CHINESE.fullmatch(word):
            yield at, at + len(word)
        at += len(word)


def word_by_sound(rng: Random, place: Place) -> Draw | None:
    """Any word of the place with a character of the same sound."""
    spans = list(_words(place))
    return _replaced(rng, "sounds", place, *rng.choice(spans)) if spans else None


def word_by_shape(rng: Random, place: Place) -> Draw | None:
    spans = list(_words(place))
    return _replaced(rng, "shapes", place, *rng.choice(spans)) if spans else None


def misspelt(rng: Random, place: Place) -> Draw:
    """A word as editors find it written, in a sentence of its own."""
    clause, right, *wrongs = rng.choice(table("misspellings"))
    said = [f"{clause.format(one)}。" for one in (rng.choice(wrongs), right)]
    return put(rng, place, *said)


WORD: tuple[Generator, ...] = (word_by_sound, word_by_shape, misspelt, like_phrase)


def leftover(rng: Random, place: Place) -> Draw:
    """Something that is not the report's, in a sentence, before or behind it."""
    n = rng.randint(100, 900)
    inside = (
        "#DIV/0!", "#REF!", "#N/A", "#VALUE!", "####", "#NAME?", "NaN", "null", "undefined",
        "{{金额}}", "{amount}", "[数字]", "XXX", "***", "？？", "____", "（待定）", "【待核】",
    )  # fmt: skip
    marks = (
        "&nbsp;", "&amp;", "&nbsp；", "<br>", "</p>", "&#8220;", "\\n", "**", "<span>", "[1]",
        "〔此处插图〕", "（见上图）", "错误!未找到书签。", "Error! Bookmark not defined.", "�", "锟斤拷",
    )  # fmt: skip
    lines = (
        "好的，以下是修改后的内容：", "希望以上内容对您有帮助！", "小王 14:32", "张主任：这段再补个数",
        "下载全文", "上一篇：关于召开会议的通知", "责任编辑：李明", "点击查看更多", "分享到微信",
        "批注[1]：数据找财政核", "项目\t单位\t数量\t备注", "| 指标 | 数值 |", "来源：某某网",
        "第 3 页 共 12 页", "###  工作开展情况", "（此处省略）", "（字数：1200）", "【打印】【关闭】",
        "作为人工智能助手，我整理如下：", "[图片]", "版权所有 未经许可不得转载", "文档由会员上传",
    )  # fmt: skip
    way = rng.randrange(3)
    if way == 0:
        task = rng.choice(("完成投资", "受理申请", "发放补贴", "实现收入"))
        unit = rng.choice(("万元", "件", "亿元", "户"))
        return put(rng, place, f"全年{task}{rng.choice(inside)}{unit}。", f"全年{task}{n}{unit}。")
    if way == 1:
        at = rng.choice([m.end() for m in re.finditer("[，。；、]", place.text)] or [0])
        mark = rng.choice(marks)
        body = place.text
        return Draw(body[:at] + mark + body[at:], body, mark)
    line = rng.choice(lines)
    first = rng.random() < 0.5
    body = place.text
    return Draw(f"{line}\n{body}" if first else f"{body}\n{line}", body, line)


def like_leftover(rng: Random, place: Place) -> Draw:
    """A look-alike only: signs and Latin letters that belong there."""
    n = rng.randint(3, 90)
    clause = rng.choice(
        (
            f"R&D经费投入强度达到1.{n % 10}%", f"完成{n % 9 + 1}#楼、{n % 9 + 2}#楼主体施工",
            f"开展O2O、B2B模式销售，新增网店{n}家", f"推广“一码通”，扫描二维码办件{n}件",
            f"“我为群众办实事”清单（第{n}批）公布", f"试行“Y+N”工作法，覆盖村组{n}个",
            f"PM2.5平均浓度{n}微克/立方米", f"修订《考核办法（试行）》，明确指标{n}项",
            f"建成5G基站{n}座、AI训练平台1个", f"TSP、VOCs等指标持续下降，关停企业{n}家",
        )
    )  # fmt: skip
    return put(rng, place, "", f"{clause}。")


LEFTOVER: tuple[Generator, ...] = (leftover, leftover, leftover, like_leftover)

# A mark or more of a right sentence, and what they become.
_MARKS = (
    ("，", ","), ("。", "."), ("，", "，，"), ("。", "。。"), ("，", "，、"), ("，", "。，"), ("、", "、、"),
    ("；", ";"), ("：", ":"), ("“", ""), ("”", ""), ("《", ""), ("》", ""), ("（", ""), ("）", ""),
    ("（", "("), ("）", ")"), ("”", "“"), ("“", "\""), ("，", "， "), ("。", " 。"), ("》", "〉"), ("，", "…"),
    ("；", "；。"), ("，", "，。"), ("“", "「"),
)  # fmt: skip


def mark(rng: Random, place: Place) -> Draw | None:
    """In the place itself: a mark of another script, doubled, lost, or facing the wrong way."""
    right, wrong = rng.choice(_MARKS)
    body = place.text
    spots = [at for at, char in enumerate(body) if char == right and 0 < at < len(body) - 1]
    if not spots:
        return None
    at = rng.choice(spots)
    return alter(place, at, at + 1, wrong)


def shaped(rng: Random, place: Place) -> Draw:
    """Marks around numbers of documents, titles and items."""
    n, year = rng.randint(3, 90), year_of(place)
    a, b = rng.sample([row[0] for row in table("tasks")], 2)
    wrong, right = rng.choice(
        (
            (f"落实政办发[{year}]{n}号文件", f"落实政办发〔{year}〕{n}号文件"),
            (f"落实政办发【{year}】{n}号文件", f"落实政办发〔{year}〕{n}号文件"),
            (f"落实政办发（{year}）{n}号文件", f"落实政办发〔{year}〕{n}号文件"),
            (f"落实政办发〔{year}〕第0{n}号文件", f"落实政办发〔{year}〕{n}号文件"),
            ("印发《关于落实《考核办法》的通知》", "印发《关于落实〈考核办法〉的通知》"),
            (f"组织《{a}》活动{n}场", f"组织“{a}”活动{n}场"),
            (f"第一、{a}。第二、{b}", f"第一，{a}。第二，{b}"),
            (f"涉及教育、卫生、等部门{n}个", f"涉及教育、卫生等部门{n}个"),
            (f"涉及教育、卫生等等部门{n}个。。。", f"涉及教育、卫生等部门{n}个"),
            (f"开展“{a}”、“{b}”行动", f"开展“{a}”“{b}”行动"),
            (f"深化改革--{a}", f"深化改革——{a}"),
            (f"建成站点{n} 个", f"建成站点{n}个"),
            (f"（一）、{a}\n明确责任{n}项", f"（一）{a}\n明确责任{n}项"),
            (f"一、{a}；\n明确责任{n}项", f"一、{a}\n明确责任{n}项"),
            (f"一.{a}\n明确责任{n}项", f"一、{a}\n明确责任{n}项"),
        )
    )
    if "\n" in right:
        return both((f"{one}。\n{place.text}" for one in (wrong, right)), wrong)
    return put(rng, place, f"{wrong}。".replace("。。。。", "。。。"), f"{right}。")


def like_mark(rng: Random, place: Place) -> Draw:
    """A look-alike only: marks inside quotes, brackets and titles that are right."""
    n, year = rng.randint(3, 90), year_of(place)
    clause = rng.choice(
        (
            f"推行“马上办、网上办、一次办”，压减环节{n}个",
            f"印发《关于实施〈县考核办法（试行）〉的通知》（政办发〔{year}〕{n}号）",
            f"承办“科技周”“读书月”“邻里节”（第{n}季）",
            f"面积3×4米的展板{n}块全部更新",
            "坚持“谁主管、谁负责”，厘清责任链条",
            f"比例由2:3:5调整为2:4:4，涉及专业{n}个",
            f"——坚持项目为王，开工项目{n}个",
            f"“十四五”以来，新（改、扩）建道路{n}条",
            f"《县志》《年鉴》（{year}）出版发行",
        )
    )
    return put(rng, place, "", f"{clause}。")


PUNCTUATION: tuple[Generator, ...] = (mark, mark, shaped, like_mark)
