"""Notes in the words of an earlier report: what is taken over, and what must not be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.checks.draft import check_draft
from drafter.documents.draft_lines import plain_text
from drafter.documents.notes import parse_notes
from drafter.documents.outline import ARCHIVE, RULES
from drafter.facts.figures import read_facts
from drafter.phrasing.archive import archive_of
from drafter.phrasing.learned_verbs import learned_verbs
from drafter.ports import Answer, Task
from drafter.reading.notes import open_notes
from drafter.records import Draft, FactKind, Passage, Sentence
from drafter.writing.archive import passages_of_files
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter

HEAD = """---
organization: 云岭县民政局
kind: summary
period: 2026年上半年
date: 2026年7月3日
---

# 一、上半年工作开展情况

## （一）{heading}
{notes}
"""
EARLIER = "云岭县民政局2025年上半年工作总结"


def drafted(notes: str, earlier: str, heading: str = "社会救助") -> Draft:
    """Notes drafted by the rules beside one paragraph of last year's report."""
    text = HEAD.format(heading=heading, notes=notes)
    passage = Passage(
        "D1-4",
        EARLIER,
        ("一、上半年工作开展情况", f"（一）{heading}"),
        earlier,
        unit="云岭县民政局",
    )
    return draft(parse_notes(text, Path("notes.md")), Tools(RuleWriter(), archive=(passage,)))


def body(made: Draft) -> list[Sentence]:
    return [s for s in made.all_sentences() if s.bullets or s.id.startswith("L")]


def text_of(made: Draft) -> str:
    return "".join(sentence.text for sentence in body(made))


TAKEN = [
    (
        "- 警示牌213块",
        "在重点水域设置警示牌186块，安装监控12处。",
        "设置警示牌213块",
    ),
    (
        "- 临时救助1260人次，发放资金186.4万元",
        "实施临时救助1108人次，发放救助资金152.7万元。",
        "实施临时救助1260人次，发放救助资金186.4万元",
    ),
    (
        "- 城乡低保对象8420人，发放低保金3120万元",
        "现有城乡低保对象8611人，累计发放低保金2987万元，有效保障了困难群众基本生活。",
        "现有城乡低保对象8420人，发放低保金3120万元",
    ),
    (
        "- 养老机构安全检查3轮\n- 发现隐患46处，整改45处",
        "开展养老机构安全检查2轮，发现隐患38处，整改38处。",
        "开展养老机构安全检查3轮，发现隐患46处，已整改45处",
    ),
    (
        "- 婚姻登记1086对，登记合格率100%",
        "办理婚姻登记1124对，登记合格率达到99.9%。",
        "办理婚姻登记1086对，登记合格率达到100%",
    ),
]


@pytest.mark.parametrize(("notes", "earlier", "wanted"), TAKEN)
def test_the_words_of_last_year_with_the_figures_of_this_one(
    notes: str, earlier: str, wanted: str
) -> None:
    made = drafted(notes, earlier)
    assert wanted in text_of(made)
    assert ARCHIVE in {sentence.author for sentence in body(made)}


REFUSED = [
    # a result that no note of this year states
    ("- 发放救助资金186.4万元", "发放救助资金152.7万元，困难群众满意度进一步提升。", "满意度"),
    ("- 走访老人320户", "走访老人286户，得到群众一致好评。", "好评"),
    # another basis
    ("- 发放低保金3120万元", "全年累计发放低保金5987万元。", "全年"),
    ("- 投资1150万元", "完成投资980万元。", "完成"),
    ("- 新增床位120张", "新增床位98张，超额完成年度任务。", "超额"),
    # a direction that this year's note does not state
    ("- 低保对象8420人", "低保对象8611人，同比增长2.1%。", "增长"),
    ("- 低保对象8420人，同比下降2.2%", "低保对象8611人，同比增长2.1%。", "增长"),
    # a part of a whole that nobody says is one
    ("- 养老床位2360张，护理床位860张", "养老床位2210张，其中护理床位780张。", "其中"),
    # a document, a place, a person of last year
    ("- 检查机构32家", "按照《云岭县养老服务管理办法》要求，检查机构28家。", "办法"),
    ("- 适老化改造120户", "在白石乡、沙坪镇完成适老化改造98户。", "白石"),
    ("- 走访老人320户", "县委书记张明远带队走访老人286户。", "张明远"),
    # who did it, with whom, how often
    ("- 检查机构32家", "会同公安、消防部门检查机构28家。", "公安"),
    ("- 检查机构32家", "每月检查机构28家。", "每月"),
    # a period
    ("- 走访老人320户", "上半年走访老人286户。", "上半年"),
    # whose deed it was
    ("- 国家标准1项", "帮助企业参与制定国家标准2项。", "制定"),
    # which of them
    ("- 卫生院编制612名", "14所乡镇卫生院核定编制612名。", "乡镇"),
    # a preposition without the verb that it needs
    ("- 到龄退出村医补助41名", "对到龄退出的38名乡村医生，按照规定发放生活补助。", "对到龄"),
    ("- 预付式消费重点管理15家", "将预付式消费投诉较多的20家单位纳入重点管理。", "将"),
    ("- 老旧电梯更新26台", "针对老旧电梯开展评估54台，督促更新18台。", "针对"),
    ("- 器具检定120台，减免费用58万元", "检定器具98台，为用户减免检定费用54.6万元。", "为减免"),
    # half a word, a rate's word for another rate, a form for one part of a list only
    ("- 争取项目3个、资金86万元", "力争建设项目2个。", "力争取"),
    ("- 药占比25.1%", "护理型床位占比达到57.2%。", "达到"),
    ("- 城市每人每月760元、农村每人每月590元", "按照城市每人每月720元的标准发放。", "的标准、"),
    # the parts of a sum, as if they came on top
    ("- 受理投诉举报2618件，投诉1902件、举报716件", "接收投诉1760件。", "接收投诉"),
    # a word twice
    ("- 新生儿疾病筛查2187人次", "筛查新生儿疾病2416人次。", "筛查新生儿疾病筛查"),
    # a figure of last year beside one that has its match
    ("- 走访老人320户", "走访老人286户、发放慰问金12.6万元。", "慰问金"),
]  # fmt: skip


@pytest.mark.parametrize(("notes", "earlier", "foreign"), REFUSED)
def test_nothing_comes_over_that_the_notes_do_not_say(
    notes: str, earlier: str, foreign: str
) -> None:
    assert foreign not in text_of(drafted(notes, earlier))


def test_a_change_stays_with_the_figure_that_changed() -> None:
    made = drafted(
        "- 入住率58.6%，同比提高3.1个百分点；护理型床位占比61.4%",
        "护理型床位占比达到57.2%，同比提高1.6个百分点。",
    )
    assert "58.6%，同比提高3.1个百分点" in text_of(made)


def test_what_is_said_of_a_figure_stays_behind_it() -> None:
    made = drafted(
        "- 信访件63件，同比持平；热线工单247件，按期办结率99.2%",
        "受理信访件58件、热线工单218件，按期办结率为99.3%。",
    )
    assert "信访件63件，同比持平" in text_of(made)


def test_rates_stay_with_what_they_are_rates_of() -> None:
    made = drafted(
        "- 高血压管理3.72万人，规范管理率80.1%；糖尿病管理1.24万人，规范管理率78.3%",
        "管理高血压患者3.64万人、糖尿病患者1.18万人，规范管理率分别为78.6%、76.9%。",
    )
    text = text_of(made)
    assert text.index("3.72万人") < text.index("80.1%") < text.index("1.24万人")


def test_figures_of_one_unit_go_by_their_nouns() -> None:
    made = drafted(
        "- 特困人员860人，孤儿42人",
        "将孤儿38人、特困人员912人纳入保障。",
    )
    text = text_of(made)
    assert "特困人员860人" in text
    assert "孤儿42人" in text


def test_a_plan_lends_nothing_to_what_is_done() -> None:
    earlier = Passage(
        "D1-9", EARLIER, ("三、下半年工作计划",), "力争发放救助资金180万元。", unit="云岭县民政局"
    )
    notes = HEAD.format(heading="社会救助", notes="- 发放救助资金186.4万元")
    made = draft(parse_notes(notes, Path("notes.md")), Tools(RuleWriter(), archive=(earlier,)))
    assert "力争" not in text_of(made)


def test_a_sentence_says_after_what_it_is_worded() -> None:
    made = drafted(*TAKEN[1][:2])
    (sentence,) = body(made)
    (passage,) = [passage for passage in made.passages if passage.id in sentence.passages]
    assert sentence.author == ARCHIVE
    assert passage.document == EARLIER
    assert "实施" in {sentence.text[slice(*span)] for span in sentence.own} or not sentence.own


def test_a_note_without_an_earlier_one_is_the_rules() -> None:
    made = drafted("- 慈善捐款收入86万元", "开展防溺水家访2.4万户。")
    assert {sentence.author for sentence in body(made)} == {RULES}


@pytest.mark.parametrize(
    ("notes", "earlier"), [pair[:2] for pair in TAKEN] + [pair[:2] for pair in REFUSED]
)
def test_no_fact_of_the_earlier_document_comes_in(notes: str, earlier: str) -> None:
    made = drafted(notes, earlier)
    stated = {fact.key for bullet in made.brief.all_bullets() for fact in bullet.facts}
    theirs = {fact.key for fact in read_facts(earlier) if fact.kind is not FactKind.NAME} - stated
    printed = {fact.key for sentence in body(made) for fact in read_facts(sentence.text)}
    assert not theirs & printed
    assert not [finding for finding in check_draft(made) if finding.severity == "error"]
    assert all(fact.text in plain_text(made) for b in made.brief.all_bullets() for fact in b.facts)


def test_the_reports_that_are_shipped_leak_nothing_into_the_example() -> None:
    root = Path(__file__).parents[2]
    archive = [
        passage
        for file in sorted((root / "corpus/reports").glob("*.md"))
        for passage in passages_of_files([file])
    ]
    notes = open_notes(root / "examples/教育体育局半年总结.md", {}).brief({})
    made = draft(notes, Tools(RuleWriter(), archive=archive))
    after = [sentence for sentence in made.all_sentences() if sentence.author == ARCHIVE]
    assert after
    assert not [finding for finding in check_draft(made) if finding.code.startswith("LEK")]
    stated = {fact.key for bullet in notes.all_bullets() for fact in bullet.facts}
    assert {fact.key for sentence in after for fact in read_facts(sentence.text)} <= stated


def test_a_writer_is_carried_the_masked_sentence_that_says_the_like() -> None:
    tasks: list[Task] = []

    class Listens(RuleWriter):
        def write(self, task: Task) -> Iterator[Answer]:
            tasks.append(task)
            return super().write(task)

    text = HEAD.format(heading="社会救助", notes="- 临时救助1260人次")
    earlier = Passage("D1-4", EARLIER, ("（一）社会救助",), "在白石乡实施临时救助1108人次。")
    draft(parse_notes(text, Path("notes.md")), Tools(Listens(), archive=(earlier,)))
    assert list(tasks[0].earlier.values()) == ["在某乡实施临时救助xx人次"]


def test_verbs_are_learned_from_what_was_done_the_most_usual_first() -> None:
    texts = ["受理信访件58件。", "办理信访件12件，受理信访件6件。", "走访困难老人57名。"]
    passages = [Passage(f"D{n}", EARLIER, ("一、工作",), text) for n, text in enumerate(texts)]
    plan = Passage("D9", EARLIER, ("三、下半年工作计划",), "化解信访件40件。")
    learned = learned_verbs([archive_of([*passages, plan])])
    assert learned["信访件"] == ("受理", "办理")
    assert learned["困难老人"] == ("走访",)


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("- 信访件63件，上门答复22件", "受理信访件63件"),
        ("- 老人57名", "老人57名"),  # 走访困难老人 tells nothing of 老人
        ("- 困难老人57名", "困难老人57名"),  # 走访 is no light verb: the proof does not have it
    ],
)
def test_the_office_teaches_its_verb(note: str, wanted: str) -> None:
    made = drafted(note, "受理信访件58件，走访困难老人57名，受理信访件6件。", "其他工作")
    assert text_of(made).startswith(wanted)
