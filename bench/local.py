"""How the local model writes, and how long it takes.

    python bench/local.py MODEL.gguf [plain|rich|both]

Prints every answer with its values put in, seconds a section of four bullets, and what the proof
has against it. The journal is thrown away, so every run asks the model.
"""

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from drafter.documents.note_text import compose
from drafter.documents.outline import RULES
from drafter.ports import LEAD, Answer, Task
from drafter.proof.proof import complaints
from drafter.proof.tokens import fill, mask_bullet
from drafter.records import Bullet, Part
from drafter.writing.journal import SqliteJournal
from drafter.writing.local import LocalWriter, MannerName
from drafter.writing.prompts import Prompts

ROOT = Path(__file__).parents[1]
# (bureau, part, bullets)
SECTIONS: tuple[tuple[str, Part, tuple[str, ...]], ...] = (
    (
        "教育",
        Part.DONE,
        (
            "举办幼儿园园长培训3期，参训园长126人",
            "投入860万元改造农村幼儿园14所",
            "9月起全面实行《幼儿园保育教育质量评估办法》",
            "普惠性幼儿园覆盖率达到92.4%，比上年提高3.1个百分点",
        ),
    ),
    (
        "卫生健康",
        Part.DONE,
        (
            "为65岁以上老年人免费体检2.3万人次",
            "家庭医生签约8.6万人，重点人群签约率83.5%",
            "县人民医院新增影像设备1台、呼吸机12台",
            "查处无证行医7起，罚款4.2万元",
        ),
    ),
    (
        "民政",
        Part.DONE,
        (
            "发放城乡低保金3120.5万元，保障对象6214人",
            "建成村级养老服务站18个，改造老年人家庭320户",
            "救助流浪乞讨人员96人次，护送返乡41人",
            "办理结婚登记1832对、离婚登记611对",
        ),
    ),
    (
        "交通运输",
        Part.DONE,
        (
            "新改建农村公路86.4公里，改造危桥9座",
            "S217线平川段于11月30日建成通车",
            "新增公交线路5条，更新新能源公交车48辆",
            "查处超限超载车辆213辆，卸载货物4100吨",
        ),
    ),
    (
        "农业农村",
        Part.DONE,
        (
            "建成高标准农田2.6万亩，完成投资5460万元",
            "推广小麦良种35万亩，良种覆盖率98%",
            "与省农科院签订合作协议，建立试验基地3个",
            "开展农药经营门店检查240家，立案6起",
        ),
    ),
    (
        "市场监管",
        Part.DONE,
        (
            "检查食品生产经营单位4126家，下达责令改正通知书318份",
            "抽检食品1250批次，合格率98.7%",
            "受理消费者投诉2084件，挽回经济损失96.3万元",
            "新登记经营主体5320户，同比增长11.2%",
        ),
    ),
    (
        "文化旅游",
        Part.DONE,
        (
            "送戏下乡126场，观众4.8万人次",
            "县图书馆新增图书1.2万册，开办分馆4个",
            "“平川剪纸”列入第六批省级非物质文化遗产名录",
            "检查文化经营场所312家，责令整改15家",
        ),
    ),
    (
        "应急管理",
        Part.DONE,
        (
            "检查企业560家，排查隐患1243处，整改率99.1%",
            "开展应急演练38场次，参演5200人",
            "7月5日转移受洪水威胁群众1860人",
            "储备帐篷300顶、棉被1200床",
        ),
    ),
    (
        "教育",
        Part.PLANNED,
        (
            "2027年8月底前建成城东小学，新增学位1080个",
            "组织教师到xx跟岗学习xx人",
            "修订《校车安全管理办法》，更换校车12辆",
            "开展校园食堂检查不少于4次",
        ),
    ),
    (
        "农业农村",
        Part.PLANNED,
        (
            "新建高标准农田3万亩",
            "培育农民合作社20家、家庭农场50家",
            "完成农村户厕改造1500户",
            "6月底前完成承包地确权资料归档",
        ),
    ),
    (
        "卫生健康",
        Part.PROBLEMS,
        (
            "乡镇卫生院缺执业医师46名，全科医生不足",
            "2所卫生院业务用房陈旧，设备老化",
            "信息系统之间数据不通，重复填报较多",
            "基本公共卫生服务经费到位率只有78%",
        ),
    ),
)


def main() -> None:
    """Write every section in the manners asked for."""
    gguf = Path(sys.argv[1])
    asked = sys.argv[2] if len(sys.argv) > 2 else "both"
    manners: tuple[MannerName, ...] = ("plain", "rich")
    for manner in manners:
        if asked in (manner, "both"):
            measure(gguf, manner)


def measure(gguf: Path, manner: MannerName) -> None:
    """Print the answers and the seconds of one manner."""
    with tempfile.TemporaryDirectory() as folder:
        journal = SqliteJournal(Path(folder) / "journal.db")
        writer = LocalWriter(
            gguf, manner=manner, prompts=Prompts([ROOT / "prompts"]), journal=journal
        )
        seconds, refused, spent = [], 0, process_time()
        for number, (bureau, part, bullets) in enumerate(SECTIONS, 1):
            made = [bullet(f"S{number}B{n}", text) for n, text in enumerate(bullets, 1)]
            task = Task((bureau,), part, tuple(map(mask_bullet, made)), lead="抓好各项工作。")
            start = perf_counter()
            lead, *answers = [Answer(LEAD, "", RULES), *writer.write(task)]
            if answers[0].bullet == LEAD:
                lead = answers.pop(0)
            seconds.append(perf_counter() - start)
            tokens = sum(answer.completion_tokens for answer in (lead, *answers))
            print(f"\n## {bureau} {part} {seconds[-1]:.1f} s, {tokens} tokens")
            print(f"lead  {lead.text}")
            for note, base, answer in zip(made, task.bullets, answers, strict=True):
                odd = [one.for_model() for one in complaints(note, base, answer.text, part)]
                refused += bool(odd)
                marks = f"  !! {'; '.join(odd)}" if odd else ""
                print(f"{answer.author.writer:5} {shown(answer, note)}{marks}")
        writer.close()
    asked = [value for value in seconds[1:] if value > 0.1]
    mean = sum(asked) / len(asked)
    busy = (process_time() - spent) / len(seconds)
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"\n{manner}: {mean:.2f} s a section, {busy:.2f} s of CPU")
    print(f"the first, with loading, {seconds[0]:.1f} s")
    print(f"{refused} answers refused; load {load}")


def bullet(id: str, note: str) -> Bullet:
    """The note as the reader of notes makes it."""
    text, facts, gaps = compose(note)
    numbered = tuple(replace(fact, id=f"F{n}") for n, fact in enumerate(facts, 1))
    return Bullet(
        id,
        text,
        note,
        1,
        numbered,
        tuple(replace(gap, id=f"G{n}") for n, gap in enumerate(gaps, 1)),
    )


def shown(answer: Answer, note: Bullet) -> str:
    """The answer with its values, or as it is where a token is none of the note's."""
    try:
        return fill(answer.text, note)[0]
    except KeyError:
        return answer.text


if __name__ == "__main__":
    main()
