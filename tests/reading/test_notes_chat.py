"""A chat is told by its form; what people report in it is kept, what else stands there is told."""

import pytest

from drafter.reading.chat import is_chat, notes_of_chat


def notes(text: str) -> list[str]:
    return [note for _, note in notes_of_chat(text.split("\n"), 1).notes if note]


def told(text: str) -> list[str]:
    return [part.text for part in notes_of_chat(text.split("\n"), 1).left_out]


NOTE = "排查隐患64处"
HEADS = [
    "张三 2026/7/3 10:23:11",
    "张三  下午3:15",
    "2026-07-01 09:12:33 张三(10086123)",
    "安全科-张三: 07-02 15:08:44",
    "张三 | 安全科 7月3日 09:20",
    "【管理员】张三 7月3日 星期五 9:20",
    "安全科 张三\n7/1 14:20",
    "张三(安全科)\n7月2日 15:40",
]


@pytest.mark.parametrize("head", HEADS)
def test_a_line_of_a_sender_and_a_time_is_the_head_of_a_message(head: str) -> None:
    text = f"{head}\n{NOTE}\n\n{head}\n收到\n"
    assert is_chat(text.split("\n"))
    assert notes(text) == [NOTE]
    assert {head.split("\n")[0], "收到"} <= set(told(text))


@pytest.mark.parametrize(
    "text",
    [
        "主要做法：\n1.排查隐患64处\n其中：\n整改60处",
        "会议时间：7月2日 9:00\n截止时间：7月5日 17:00\n排查隐患64处",
        "公交末班车延长至 22:00\n图书馆开放至 21:30\n",
        "7月3日10:30发布预警：叫应责任人312人\n7月4日9:00解除预警：转移48人",
        "接访科：接待群众386批\n督查科：化解积案27件",
    ],
)
def test_what_has_another_form_is_no_chat(text: str) -> None:
    assert not is_chat(text.split("\n"))


CHAT = """\
张三 2026/7/3 10:23
{0}

李四 2026/7/3 10:31
招聘教师73名
"""


@pytest.mark.parametrize(
    "line",
    [
        "排查隐患64处",
        "7月3日10:30发布预警1次，叫应责任人312人",
        "张三同志等3人获评先进",
        "受理事项xx件",
        "全面完成年度各项目标任务并通过上级验收",
    ],
)
def test_reports_are_notes(line: str) -> None:
    assert notes(CHAT.format(line)) == [line, "招聘教师73名"]


@pytest.mark.parametrize(
    "line",
    [
        "收到",
        "1",
        "马上，正在弄",
        "上午开会去了，晚点补",
        "应该的",
        "@所有人 每人报3条，7月3日17:00前",
        "隐患是64处还是46处？",
        "更正：隐患应为46处",
        "回复 李四：隐患总数也补一下",
        "2人未读",
        "👍 李四、王五",
        "李四撤回了一条消息",
        "[图片]",
        "「李四：招聘教师73名」",
        "https://docs.qq.com/sheet/1",
    ],
)
def test_talk_is_told_and_no_note(line: str) -> None:
    text = CHAT.format(line)
    assert notes(text) == ["招聘教师73名"]
    assert "".join(told(text)).replace(" ", "").count(line.replace(" ", "")[-4:])


def test_a_notice_to_all_is_told_with_all_its_lines() -> None:
    text = CHAT.format("【群公告】请报半年工作\n每条不超过50字")
    assert notes(text) == ["招聘教师73名"]
    assert "每条不超过50字" in told(text)


def test_a_lead_stays_above_its_list() -> None:
    text = CHAT.format("小额信贷：\n① 新增312户\n② 逾期率0.3%")
    assert notes(text)[:3] == ["小额信贷：", "① 新增312户", "② 逾期率0.3%"]
