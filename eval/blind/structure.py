"""Lists that are not what they promise, claims that the figures deny, words said twice or lost."""

import re
from collections.abc import Sequence
from random import Random

from drafter.evaluation.prose.word_lists import segmenter
from eval.blind.draws import Draw, Generator, alter, both, put, table
from eval.blind.places import Place

_ONES = "一二三四五六七八九十"
_COUNTS = "一两三四五六七八九十"
_NOUNS = (
    "方面工作", "项重点任务", "项工作", "个方面", "件实事", "项举措", "大工程", "大行动", "条措施",
    "类问题", "个环节", "大提升工程", "个着力点", "项攻坚", "个突破", "大体系", "项机制",
)  # fmt: skip
_LEADS = (
    "重点抓好{n}：", "着力做好以下{n}：", "突出{n}，", "围绕{n}持续发力：", "集中推进{n}：",
    "下一步，将抓实{n}：", "主要采取了{n}：", "聚焦{n}，", "概括起来是{n}：", "紧盯{n}：",
)  # fmt: skip


def _lists(rng: Random, names: Sequence[str]) -> str:
    """Things after each other, in one of the forms of lists."""
    stop = rng.choice("；。，")
    forms = (
        stop.join(f"{_ONES[at]}是{name}" for at, name in enumerate(names)),
        stop.join(f"（{at}）{name}" for at, name in enumerate(names, 1)),
        "。".join(f"第{_ONES[at]}，{name}" for at, name in enumerate(names)),
        "、".join(names),
        "".join(f"“{name}”" for name in names),
        "；".join(names),
        "\n" + "\n".join(f"{at}.{name}。" for at, name in enumerate(names, 1)).removesuffix("。"),
        "\n" + "\n".join(f"（{_ONES[at]}）{name}" for at, name in enumerate(names)),
    )
    return rng.choice(forms)


def promised(rng: Random, place: Place) -> Draw:
    """A number of items, and as many more or fewer that follow."""
    names = rng.sample([row[0] for row in table("tasks")], rng.randint(2, 6))
    count = len(names)
    wrong = rng.choice([n for n in (count - 1, count + 1, count + 2) if n > 1])
    noun, lead = rng.choice(_NOUNS), rng.choice(_LEADS)
    listed = _lists(rng, names)
    end = "" if "\n（" in listed else "。"
    said = [lead.format(n=_COUNTS[n - 1] + noun) + listed + end for n in (wrong, count)]
    body = place.text
    if "\n" in listed:
        return Draw(f"{body}\n{said[0]}", f"{body}\n{said[1]}", f"{_COUNTS[wrong - 1]} of {count}")
    return put(rng, place, *said)


def named(rng: Random, place: Place) -> Draw:
    """A number behind the things it counts: A、B、C三项机制."""
    names = rng.sample([row[0] for row in table("tasks")], rng.randint(2, 5))
    count = len(names)
    wrong = rng.choice([n for n in (count - 1, count + 1, count + 3) if n > 1])
    noun = rng.choice(("项机制", "大行动", "项制度", "大工程", "个专班", "类事项", "项改革"))
    joined = rng.choice(("、".join(names), "".join(f"“{name}”" for name in names)))
    verb = rng.choice(("统筹推进", "健全完善", "深入实施", "建立", "整合"))
    wrong_said, right_said = (
        f"{verb}{joined}{_COUNTS[n - 1]}{noun}，形成工作合力。" for n in (wrong, count)
    )
    return put(rng, place, wrong_said, right_said)


def gap(rng: Random, place: Place) -> Draw:
    """An item whose number is skipped or used twice."""
    names = rng.sample([row[0] for row in table("tasks")], rng.randint(3, 6))
    at = rng.randrange(1, len(names))
    step = rng.choice((1, -1))
    form = rng.choice(("{}是{}", "第{}，{}", "（{}）{}"))
    stop, lines = ("\n", True) if form[0] == "（" else (rng.choice("；。"), False)
    marks = [_ONES[n] for n in range(len(names))]
    worse = marks[:at] + [_ONES[n + step] for n in range(at, len(names))]
    if rng.random() < 0.5:
        worse[at + 1 :] = marks[at + 1 :] if step < 0 else worse[at + 1 :]
    texts = [
        stop.join(form.format(mark, name) for mark, name in zip(ones, names, strict=True))
        for ones in (worse, marks)
    ]
    if lines:
        return both((f"{place.text}\n{text}" for text in texts), " ".join(worse))
    return put(rng, place, texts[0] + "。", texts[1] + "。")


def like_list(rng: Random, place: Place) -> Draw:
    """A look-alike only: numbers beside lists that they do not count."""
    a, b, c, d = rng.sample([row[0] for row in table("tasks")], 4)
    clause = rng.choice(
        (
            f"统筹“三农”工作，{a}、{b}，{c}取得新进展",
            f"会同公安、教育、民政等七个部门{a}",
            f"出台十条政策，在{a}、{b}、{c}等方面给予支持",
            f"创建“四好农村路”示范乡镇，{a}、{b}",
            f"一方面，{a}；另一方面，{b}",
            f"落实“三会一课”制度，{a}，{b}，{c}",
            f"对两批项目实行清单管理，{a}、{b}、{c}、{d}",
            f"三个乡镇先行试点，{a}，{b}",
        )
    )
    return put(rng, place, "", f"{clause}。")


LIST: tuple[Generator, ...] = (promised, promised, named, gap, like_list)


def denied(rng: Random, place: Place) -> Draw:
    """A claim that the figure beside it denies."""
    n, m = rng.randint(2, 30), rng.randint(40, 900)
    low, high = rng.randint(38, 93), rng.randint(101, 140)
    half = rng.randint(51, 70)
    r, s = rng.randint(10, 90) / 10, rng.randint(5, 30) / 10
    right, wrong = rng.choice(
        (
            (f"超额完成年度任务，到位资金占目标的{high}%", f"超额完成年度任务，到位资金占目标的{low}%"),
            (f"全面完成投资任务，完成率{high}%", f"全面完成投资任务，完成率{low}%"),
            (f"提前实现“双过半”，完成全年目标的{half}%", f"提前实现“双过半”，完成全年目标的{100 - half}%"),
            (f"受理投诉{m}件，全部办结", f"受理投诉{m}件，办结{m - n}件，全部办结"),
            (f"销售收入增长{r}%，增幅扩大{s}个百分点", f"销售收入下降{r}%，增幅扩大{s}个百分点"),
            (f"财政支出下降{r}%，降幅收窄{s}个百分点", f"财政支出增长{r}%，降幅收窄{s}个百分点"),
            (f"问题整改率100%，{m}个问题全部销号", f"问题整改率100%，尚有{n}个问题未整改"),
            (f"未发生较大以上事故，一般事故{n}起", f"未发生任何事故，一般事故{n}起、死亡1人"),
            ("实现了村村通公交，通车率100%", f"实现了村村通公交，通车率{low}%"),
            (f"指标全部达标，{m}项中{m}项达标", f"指标全部达标，{m}项中{m - n}项达标"),
        )
    )  # fmt: skip
    return put(rng, place, f"{wrong}。", f"{right}。")


PROMISE: tuple[Generator, ...] = (denied,)


def sentence_twice(rng: Random, place: Place) -> Draw | None:
    """A sentence of the place again, right behind itself or at the end, or in a new paragraph."""
    long = [sentence for sentence in place.sentences if len(sentence) >= 14]
    if not long:
        return None
    body, chosen = place.text, rng.choice(long)
    again = rng.choice(
        (
            body.replace(chosen, chosen + chosen, 1),
            body + chosen,
            f"{body}\n{chosen}",
            f"{chosen}\n{body}",
        )
    )
    return Draw(again, body, f"twice: {chosen}")


def piece_twice(rng: Random, place: Place) -> Draw | None:
    """A character or a word of the place twice."""
    words = [(word, at) for word, at in _words(place.text) if "\u4e00" <= word[0] <= "\u9fff"]
    if not words:
        return None
    word, at = rng.choice(words)
    if len(word) == 1 or rng.random() < 0.5:
        end = at + rng.randint(1, len(word))
        return _legal(alter(place, end, end, place.text[end - 1]))
    return _legal(alter(place, at, at, word))


def _legal(draw: Draw | None) -> Draw | None:
    """Not where a right reading may be left: reduplications that are words, digits, marks."""
    fine = (
        re.search(r"(人人|层层|常常|种种|天天|家家|户户|点点|处处|件件|个个|三三|大大)", draw.wrong)
        if draw
        else None
    )
    return None if fine else draw


# Words that no part of stands for the whole: 全县 and 各类 do with a character less.
_SOLID = re.compile(
    r"[^\W\d_全各本每大小新老多再已未不更较最主总分所有等][^\W\d_a-zA-Z县市区校院所局员者性化]+"
)


def dropped(rng: Random, place: Place) -> Draw | None:
    """A character of a longer word is gone."""
    words = [(word, at) for word, at in _words(place.text) if _SOLID.fullmatch(word)]
    if not words:
        return None
    word, at = rng.choice(words)
    gone = at + rng.randrange(len(word))
    return alter(place, gone, gone + 1, "")


def _words(text: str) -> list[tuple[str, int]]:
    """The words of a text, each with where it begins."""
    cut, at = [], 0
    for word in segmenter().cut(text):
        cut.append((word, at))
        at += len(word)
    return cut


def like_repeat(rng: Random, place: Place) -> Draw:
    """A look-alike only: characters that meet at the border of two words; parallel sentences."""
    n, m = rng.randint(20, 90), rng.randint(100, 900)
    if rng.random() < 0.25:
        (task,) = rng.choice(table("tasks"))
        return put(
            rng, place, "", f"一季度{task}{n}次，覆盖{m}人。二季度{task}{n + 7}次，覆盖{m + 60}人。"
        )
    (clause,) = rng.choice(table("doubles"))
    return put(rng, place, "", f"{clause}。")


REPEAT: tuple[Generator, ...] = (
    sentence_twice, piece_twice, piece_twice, dropped, dropped, like_repeat, like_repeat,
)  # fmt: skip
