"""WRD103: a character or word typed twice (认真真落实, 进行进行)."""

import re
from collections.abc import Iterator

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Place, Report
from drafter.records import Finding, Severity

_CHARACTER = re.compile(r"([\u4e00-\u9fff])\1")
_WORD = re.compile(r"([\u4e00-\u9fff]{2,4})\1")
_HONEST_WORDS = frozenset(
    "研究 商量 打扫 讨论 考虑 收拾 活动 休息 学习 了解 检查 清清 一层 一步 一项 一个 一次 一件 一村 一户 一人 一点 逐条 很多 许多 非常".split()
)
_PARTICLES = frozenset("的了在和与及为是对于被把将并已以而其该从由至向")
_NO_SLIPS = frozenset(
    (
        *(
            "全全链",
            "全全过",
            "全全面",
            "作作风",
        ),  # 安全全链条, 工作作风: segmentation cuts them wrongly
        *("为为民", "是是非", "的的确", "了了无"),
    )
)


def doubled(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        if line.place is Place.TITLE:
            continue
        for match in _CHARACTER.finditer(line.view):
            if _slip(line.view, match.start()):
                yield RULE.at(line, match.span())
        for match in _WORD.finditer(line.view):
            # 老人每人每月: 人每 is no word
            if not _is_meant(match[1]) and _ends_word(line.view, match.end(1)):
                yield RULE.at(line, match.span())


def _is_meant(word: str) -> bool:
    """Whether a word is doubled on purpose: 研究研究, 一个一个."""
    counted = re.search("[一二三四五六七八九十]", word) is not None
    return counted or word in _HONEST_WORDS or len(set(word)) == 1


def _slip(text: str, at: int) -> bool:
    """Whether 真真 at `at` is a slip: 认真真落实 is one, for 认真 is a word and 真真 is none here.

    No slip is a word that is doubled on purpose, nor the end of a word and the start of the next.
    """
    around = text[max(0, at - 2) : at + 4]
    if re.search(r"([\u4e00-\u9fff])\1([\u4e00-\u9fff])\2", around):
        return False  # 扎扎实实
    if text[at : at + 3] in _NO_SLIPS:
        return False
    if _DOUBLED_WORD.search(around):
        return not _two_words(text, at)
    return text[at] in _PARTICLES


def _ends_word(text: str, at: int) -> bool:
    """Whether a word ends before the place `at`."""
    import rjieba  # 0.2 s to load: only where there is a doubled word to judge

    start = max(0, at - 8)
    end = start
    for word in rjieba.cut(text[start : at + 8], False):
        end += len(word)
        if end >= at:
            break
    return end == at


def _two_words(text: str, at: int) -> bool:
    """Whether the pair is the end of a word and the start of the next: 创新新能源, 农业业态."""
    import rjieba  # 0.2 s to load: only where there is a pair to judge

    start = max(0, at - 6)
    for word in rjieba.cut(text[start : at + 8], False):
        end = start + len(word)
        if start <= at < end:
            whole = len(word) > 1 and end == at + 1
        elif start == at + 1:
            return whole and len(word) > 1
        start = end
    return False


# A common two-character word with its second (认真真) or first (认认真) character typed twice.
_WORDS = (
    "认真 落实 推进 加强 开展 提高 提升 完成 组织 建设 工作 进一步 全面 积极 持续 深入 有效 切实 扎实 确保 保障 推动 促进 强化 "
    "实施 制定 印发 召开 培训 检查 排查 整改 治理 服务 管理 监督 学习 教育 宣传 活动 项目 投资 资金 群众 干部 企业 学校 医院 农村 "
    "乡镇 社区 安全 生产 发展 经济 社会 文化 环境 生态 质量 水平 能力 机制 制度 体系 责任 任务 目标 问题 措施 情况 成效 贯彻 会议 精神 "
    "严格 规范 健全 完善 优化 创新 改革 支持 协调 配合 争取 筹措 拨付 发放 办理 处理 解决 查处 打击 整治 提供 参加 参与 充分 统筹 "
    "坚持 围绕 聚焦 紧扣 突出 着力 努力 全力 大力 有力 稳步 稳定 明显 显著 不断 逐步 及时 按时 定期 依法 严肃 深化 巩固 拓展 "
    "基础 设施 设备 技术 科技 人才 教师 学生 儿童 老人 家庭 居民 农民 职工 党员 党委 政府 部门 单位 领导 班子 队伍 作风 廉政 纪律"
).split()
_KEPT = frozenset(("学学", "好好", "多多"))
_DOUBLED_WORD = re.compile(
    "|".join(
        sorted(
            {word[:-1] + word[-1] * 2 for word in _WORDS if word[-1] * 2 not in _KEPT}
            | {word[0] * 2 + word[1:] for word in _WORDS if len(word) == 2}
        )
    )
)

RULE: Rule[Report] = Rule(
    code="WRD103",
    severity=Severity.WARNING,
    name=("叠字、重词", "a character or word typed twice"),
    why=(
        "多打了一个字或一个词；“人人、天天、研究研究”一类不算。",
        "Typed twice by mistake; words doubled on purpose are let pass.",
    ),
    source="practice: proofreading",
    message=("“{text}”疑为多字", "“{text}” seems typed twice"),
    wrong=(
        "认真真落实各项任务。",
        "持续推进进项目建设。",
        "群众的的满意度提高。",
        "开展开展安全检查12次。",
    ),
    right=(
        "人人参与、天天检查、层层落实。",
        "召开党委会会议3次，发展农业业态12个。",
        "严格落实各项制度，研究研究再定。",
        "推动动员大会精神落实。",
        "建设设施农业基地3个。",
        "百岁老人每人每月补贴500元。",
    ),
    check=doubled,
)
