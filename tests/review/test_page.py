"""Every deed in a real browser: what the page shows after, and what the file holds."""

import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Locator, Page, expect

from drafter.documents.draft_file import write_draft
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_reviewed import standing
from drafter.documents.draft_store import DraftStore
from drafter.documents.gaps import open_gaps
from drafter.messages import t
from drafter.records import Deed
from drafter.review.decisions import By, comment
from tests.review.conftest import Desk, Open, Serve
from tests.review.drafts import PASSAGE, other, undated, wrong

ROOT = Path(__file__).parents[2]


def sentence(page: Page, words: str) -> Locator:
    return page.locator(".s", has_text=words).first


def saw(page: Page, words: str) -> None:
    """What the page says at its foot."""
    expect(page.locator("#said")).to_contain_text(words)


def go(page: Page, words: str) -> Locator:
    """Select a sentence as a hand would."""
    one = sentence(page, words)
    one.click()
    expect(one).to_have_attribute("aria-current", "true")
    expect(page.locator("#side [data-panel]")).to_have_attribute(
        "data-panel", str(one.get_attribute("data-at"))
    )
    return one


def retype(page: Page, text: str) -> None:
    """In the editor: something else instead."""
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def last(desk: Desk) -> tuple[Deed, str]:
    made = desk.draft.review.decisions[-1]
    return made.deed, made.text


# --- looking ---


def test_a_sentence_shows_what_is_behind_it(serve: Serve, visit: Open) -> None:
    page = visit(serve())
    one = sentence(page, "排查隐患")
    expect(one.locator(".o-proved")).to_have_text(["152处", "149处"])
    expect(one.locator(".o-model")).to_have_text("抓好任务落实")
    line = "getComputedStyle(document.querySelector('.o-model')).textDecorationStyle"
    assert page.evaluate(line) == "dotted"  # not by colour alone
    one.hover()
    side = page.locator("#side")
    expect(side).to_contain_text("第10行")
    expect(side.locator(".facts .o-proved")).to_have_text(["152处", "149处"])
    expect(side.locator(".pair > div").nth(0)).to_contain_text(PASSAGE.text)
    masked = side.locator(".pair > div").nth(1)
    expect(masked).to_contain_text("排查隐患")
    assert "131" not in masked.inner_text()
    expect(side).to_contain_text("剧本")
    assert page.locator("[aria-current]").first != one  # looked at, not selected


@pytest.mark.parametrize("how", ["click", "tap", "focus", "key"])
def test_a_sentence_is_selected_by_hand_touch_and_key(serve: Serve, visit: Open, how: str) -> None:
    page = visit(serve())
    one = sentence(page, "排查隐患")
    match how:
        case "click":
            one.click()
        case "tap":
            one.dispatch_event("click")
        case "focus":
            one.focus()
        case "key":
            while "排查隐患" not in page.locator("#text [aria-current]").inner_text():
                page.keyboard.press("j")
    expect(one).to_have_attribute("aria-current", "true")
    expect(page.locator("#side")).to_contain_text("第10行")


def test_the_outline_tells_what_is_left(serve: Serve, visit: Open) -> None:
    page = visit(serve())
    row = page.locator("#outline a", has_text="校园安全")
    expect(row.locator(".badge.open")).to_have_text("缺1")
    row.click()
    expect(page.locator(".hd[aria-current]")).to_contain_text("校园安全")
    accept_section(page)
    expect(row.locator(".badge.done")).to_be_visible()
    go(page, "排查隐患")
    page.keyboard.press("e")
    retype(page, "排查隐患152处，整改149处。")
    page.keyboard.press("Enter")
    expect(row.locator(".badge.changed")).to_have_text("改1")


def test_28_characters_make_a_line(serve: Serve, visit: Open) -> None:
    page = visit(serve())
    script = """() => {
      const line = document.querySelector('.sheet .line'), style = getComputedStyle(line);
      const size = parseFloat(style.fontSize);
      return [line.clientWidth / size, parseFloat(style.textIndent) / size];
    }"""
    for width, height in ((1366, 768), (1024, 768), (768, 1024)):  # a phone shows fewer
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(script) == pytest.approx([28, 2], abs=0.02)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- deciding ---


def test_accept_goes_on_to_the_next(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    one = go(page, "排查隐患")
    page.keyboard.press("a")
    expect(one).to_have_class(re.compile("accepted"))
    expect(sentence(page, "培训安全员")).to_have_attribute("aria-current", "true")
    expect(page.locator(".count.accepted b")).to_have_text("1/13")
    assert last(desk)[0] is Deed.ACCEPT
    page.keyboard.press("k")
    page.keyboard.press("b")
    expect(sentence(page, "排查隐患")).not_to_have_class(re.compile("accepted"))
    assert last(desk)[0] is Deed.REOPEN


def test_accept_leaps_over_what_is_decided_and_never_back(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    go(page, "培训安全员")
    page.keyboard.press("a")
    expect(page.locator(".count.accepted b")).to_have_text("1/13")
    one = go(page, "排查隐患")
    page.keyboard.press("a")
    expect(one).to_have_class(re.compile("accepted"))
    expect(sentence(page, "应急演练64")).to_have_attribute("aria-current", "true")
    one.click()
    page.keyboard.press("a")  # on what is accepted: it stays so, and on to the next
    expect(sentence(page, "应急演练64")).to_have_attribute("aria-current", "true")
    assert len(standing(desk.draft.review).accepted) == 2
    final = go(page, "争取资金")
    page.keyboard.press("a")
    saw(page, "下面没有待审的句子了")
    expect(final).to_have_attribute("aria-current", "true")
    page.keyboard.press("a")
    page.keyboard.press("n")  # after whatever the key would have done
    assert len(standing(desk.draft.review).accepted) == 3


def test_a_key_pressed_twice_leaves_out_no_sentence(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    go(page, "排查隐患")
    page.evaluate(
        "for (const n of [1, 2]) document.body.dispatchEvent("
        "new KeyboardEvent('keydown', { key: 'a', bubbles: true }))"
    )
    expect(sentence(page, "培训安全员")).to_have_attribute("aria-current", "true")
    page.keyboard.press("U")  # comes after both
    saw(page, "没有可重做的")
    expect(sentence(page, "培训安全员")).to_have_attribute("aria-current", "true")
    page.evaluate(
        "document.body.dispatchEvent("
        "new KeyboardEvent('keydown', { key: 'a', bubbles: true, repeat: true }))"
    )
    page.keyboard.press("U")
    assert len(standing(desk.draft.review).accepted) == 1


@pytest.mark.parametrize("where", ["校园安全", "下半年打算"])
def test_no_heading_is_accepted(serve: Serve, visit: Open, where: str) -> None:
    desk = serve()
    page = visit(desk)
    page.locator(".hd", has_text=where).click()
    page.keyboard.press("a")
    saw(page, "标题不用采用")
    page.locator(".sheet .title").click()
    page.keyboard.press("a")
    page.keyboard.press("A")
    saw(page, "这里没有可做的")
    assert not desk.draft.review.decisions


def accept_section(page: Page) -> None:
    page.keyboard.press("A")
    expect(page.locator("dialog [data-answer=yes]")).to_be_focused()
    page.keyboard.press("Enter")


def test_accept_a_section(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    go(page, "排查隐患")
    page.keyboard.press("A")
    expect(page.locator("dialog")).to_contain_text("本节还有4句没有采用")
    expect(page.locator("dialog")).to_contain_text("有缺项的1句")
    page.keyboard.press("Escape")
    expect(sentence(page, "排查隐患")).to_be_focused()
    assert not desk.draft.review.decisions
    accept_section(page)
    saw(page, "已采用4句")
    assert len(desk.draft.review.decisions[-1].where) == 4
    page.keyboard.press("A")
    saw(page, "这里没有可做的")
    expect(page.locator("dialog")).to_be_hidden()


def test_undo_goes_to_what_it_undid(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    go(page, "排查隐患")
    page.keyboard.press("a")
    saw(page, "已采用")
    page.locator(".hd", has_text="教师队伍").click()
    page.keyboard.press("c")
    expect(page.locator("#side form[data-deed=comment] input[type=text]").first).to_be_focused()
    page.keyboard.type("这一节偏短")
    page.keyboard.press("Enter")
    saw(page, "已批注")
    page.keyboard.press("g")
    value = page.locator("#side form[data-deed=fill] input[type=text]")
    expect(value).to_be_focused()
    value.fill("20")
    value.press("Enter")
    saw(page, "已填入")
    filled = page.locator("#text [aria-current]").get_attribute("data-at")
    places = []
    go(page, "开展督导")
    for words in ("已撤销：填缺项", "已撤销：批注", "已撤销：采用"):
        page.keyboard.press("u")
        saw(page, words)
        place = page.locator("#text [aria-current]")
        expect(place).to_be_focused()
        expect(page.locator("#side [data-panel]")).to_have_attribute(
            "data-panel", str(place.get_attribute("data-at"))
        )
        places.append(place.inner_text())
    assert filled
    assert "教师队伍" in places[1]
    assert "排查隐患" in places[2]
    go(page, "开展督导")
    page.keyboard.press("U")
    saw(page, "已重做：采用")
    expect(sentence(page, "排查隐患")).to_be_focused()


def test_an_edit_is_proved_at_once(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    one = go(page, "排查隐患")
    page.keyboard.press("e")
    expect(one.locator(".words")).to_be_focused()
    retype(page, "深入排查隐患152处，整改149处。")
    page.keyboard.press("Enter")
    saw(page, "没有问题")
    expect(one.locator(".o-hand")).to_have_text("深入")
    expect(one.locator(".o-proved")).to_have_text(["152处", "149处"])
    expect(one).to_be_focused()
    assert "深入排查隐患152处，整改149处。" in plain_text(desk.draft)

    page.keyboard.press("Enter")
    retype(page, "深入排查隐患152处，整改150处。")
    page.keyboard.press("Enter")
    saw(page, "核对发现")
    expect(one.locator(".o-unproved")).to_have_text("150处")
    expect(page.locator("#side .card.error").first).to_contain_text("150处")
    expect(one.locator(".pin.error")).to_be_visible()
    expect(page.locator(".count.findings b")).not_to_have_text("0")


def test_an_edit_is_left_by_escape_and_had_back(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    one = go(page, "开展督导")
    page.keyboard.press("e")
    retype(page, "扎实开展督导4次。")
    page.keyboard.press("Escape")
    expect(one).to_be_focused()
    expect(one).to_have_text("二是开展督导4次。")
    saw(page, "按 e 取回")
    assert not desk.draft.review.decisions
    page.keyboard.press("e")
    expect(one.locator(".words")).to_have_text("扎实开展督导4次。")
    page.keyboard.press("Enter")
    expect(one.locator(".o-hand")).to_have_text("扎实")


def test_enter_chooses_a_word_while_one_is_composed(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    one = go(page, "开展督导")
    page.keyboard.press("e")
    one.locator(".words").dispatch_event(
        "keydown", {"key": "Enter", "isComposing": True, "keyCode": 229}
    )
    expect(one.locator(".words")).to_be_focused()
    assert not desk.draft.review.decisions


def test_leaving_the_editor_saves(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    go(page, "开展督导")
    page.keyboard.press("e")
    retype(page, "扎实开展督导4次。")
    sentence(page, "排查隐患").click()
    saw(page, "已改，数据和话都与要点核对")
    assert "扎实开展督导4次。" in plain_text(desk.draft)
    expect(sentence(page, "排查隐患")).to_have_attribute("aria-current", "true")


def test_a_sentence_is_taken_out_and_put_back(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    one = go(page, "开展督导")
    page.keyboard.press("e")
    retype(page, "")
    page.keyboard.press("Enter")
    expect(page.locator(".s.gone")).to_contain_text("开展督导4次")
    assert "开展督导" not in plain_text(desk.draft)
    page.keyboard.press("r")
    saw(page, "已恢复初稿")
    expect(one).not_to_have_class(re.compile("gone"))
    assert "开展督导4次。" in plain_text(desk.draft)


def test_a_gap_is_filled_from_the_keyboard(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    page.keyboard.press("g")
    box = page.locator("#side form[data-deed=fill] input[type=text]")
    expect(box).to_be_focused()
    page.keyboard.type("很多")
    page.keyboard.press("Enter")
    expect(page.locator("#side form[data-deed=fill] .said")).not_to_be_empty()
    assert not desk.draft.fills
    expect(box).to_be_focused()
    box.fill("86")
    page.keyboard.press("Enter")
    one = sentence(page, "培训安全员")
    expect(one.locator(".o-filled")).to_have_text("86")
    expect(one).to_be_focused()
    assert [fill.text for fill in desk.draft.fills] == ["86"]
    page.keyboard.press("g")
    expect(sentence(page, "争取资金")).to_have_attribute("aria-current", "true")
    go(page, "培训安全员")
    page.locator("#side button", has_text="取消填写").click()
    expect(one.locator(".o-open")).to_have_text("xx")
    assert not desk.draft.fills


def test_an_unlikely_value_is_taken_from_who_insists(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    page.keyboard.press("g")
    box = page.locator("#side form[data-deed=fill] input[type=text]")
    box.fill("123456")
    page.keyboard.press("Enter")
    sure = page.locator("#side .sure")
    expect(sure).to_be_visible()
    sure.locator("input").check()
    box.press("Enter")
    expect(sentence(page, "培训安全员").locator(".o-filled")).to_contain_text("123456")


def test_a_finding_is_intended_with_a_reason(serve: Serve, visit: Open) -> None:
    desk = serve(wrong())
    page = visit(desk)
    expect(page.locator(".count.findings b")).not_to_have_text("0")
    page.keyboard.press("f")
    before = int(page.locator(".count.findings b").inner_text())
    page.keyboard.press("i")
    box = page.locator("#side form[data-deed=intend] input[name=reason]").first
    expect(box).to_be_focused()
    page.keyboard.type("会议就叫这个名称")
    page.keyboard.press("Enter")
    expect(page.locator(".count.findings b")).to_have_text(str(before - 1))
    expect(page.locator("#side .card.intended")).to_contain_text("会议就叫这个名称")
    assert last(desk) == (Deed.INTEND, "会议就叫这个名称")


def test_a_comment_and_its_end(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    one = go(page, "招聘教师")
    page.keyboard.press("c")
    expect(
        page.locator("#side form[data-deed=comment] :is(input[type=text], textarea)").first
    ).to_be_focused()
    page.keyboard.type("人事科再核一下")
    page.keyboard.press("Enter")
    expect(one.locator(".pin.comment")).to_be_visible()
    expect(page.locator("#side .thread")).to_contain_text("人事科再核一下")
    assert last(desk) == (Deed.COMMENT, "人事科再核一下")
    page.locator("#side form[data-deed=resolve] button").click()
    expect(one.locator(".pin.comment")).to_have_count(0)
    assert not standing(desk.draft.review).open_comments


def test_a_section_is_written_again(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    go(page, "排查隐患")
    page.keyboard.press("w")
    box = page.locator("#side form[data-deed=redraft] textarea")
    expect(box).to_be_focused()
    page.locator("#side .chips button", has_text="短一点").click()
    expect(box).to_have_value("短一点")
    page.locator("#side form[data-deed=redraft] button[type=submit]").click()
    ways = page.locator("#side form[data-deed=choose]")
    expect(ways).to_have_count(2)
    expect(ways.first.locator("button")).to_be_focused()
    expect(page.locator(".choice").nth(1)).to_contain_text("强化服务保障")
    ways.nth(1).locator("button").click()
    expect(sentence(page, "排查隐患")).to_contain_text("强化服务保障")
    made = desk.draft.review.decisions[-1]
    assert (made.deed, made.text) == (Deed.TAKE, "短一点")
    page.keyboard.press("u")
    expect(sentence(page, "排查隐患")).to_contain_text("抓好任务落实")


def test_a_section_is_picked_from_another_draft(serve: Serve, visit: Open) -> None:
    desk = serve(None, other())
    page = visit(desk)
    go(page, "排查隐患")
    page.keyboard.press("p")
    expect(page.locator("#side form[data-deed=pick] button")).to_be_focused()
    page.keyboard.press("Enter")
    saw(page, "已换用“乙稿”的写法")
    expect(sentence(page, "排查隐患").locator(".o-model")).to_have_text("已")
    assert desk.draft.review.decisions[-1].origin == "乙稿"
    expect(page.locator("#side .choice").last).to_contain_text("与现稿相同")
    page.keyboard.press("r")  # on the heading: the section as it was drafted
    expect(sentence(page, "排查隐患").locator(".o-model")).to_have_count(1)


def test_everything_is_undone_and_done_again(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    before = page.locator(".sheet").inner_text()
    go(page, "排查隐患")
    page.keyboard.press("a")
    saw(page, "已采用")
    page.keyboard.press("g")
    value = page.locator("#side form[data-deed=fill] input[type=text]")
    expect(value).to_be_focused()
    value.fill("86")
    value.press("Enter")
    saw(page, "已填入")
    go(page, "开展督导")
    page.keyboard.press("e")
    retype(page, "扎实开展督导4次。")
    page.keyboard.press("Enter")
    saw(page, "已改，数据和话都与要点核对")
    page.keyboard.press("c")
    expect(
        page.locator("#side form[data-deed=comment] :is(input[type=text], textarea)").first
    ).to_be_focused()
    page.keyboard.type("好")
    page.keyboard.press("Enter")
    saw(page, "已批注")
    after = page.locator(".sheet").inner_text()
    for words in ("已撤销：批注", "已撤销：修改", "已撤销：填缺项", "已撤销：采用"):
        page.keyboard.press("u")
        saw(page, words)
    expect(page.locator(".sheet")).to_have_text(before, use_inner_text=True)
    expect(page.locator("#bar [data-key=u]")).to_be_disabled()
    for words in ("已重做：采用", "已重做：填缺项", "已重做：修改", "已重做：批注"):
        page.keyboard.press("Control+Shift+z")
        saw(page, words)
    expect(page.locator(".sheet")).to_have_text(after, use_inner_text=True)


# --- two tabs, a server that is gone ---


def test_two_tabs(serve: Serve, visit: Open) -> None:
    desk = serve()
    one, two = visit(desk), visit(desk)
    go(two, "开展督导")
    two.keyboard.press("e")
    retype(two, "扎实开展督导4次。")
    go(one, "开展督导")
    one.keyboard.press("e")
    retype(one, "全年开展督导4次。")
    one.keyboard.press("Enter")
    saw(one, "核对")
    go(one, "排查隐患")
    one.keyboard.press("a")
    saw(one, "已采用")
    two.bring_to_front()
    two.keyboard.press("Enter")
    told = two.locator("dialog")
    expect(told).to_contain_text("刚在别处改过")
    expect(told.locator(".changes li")).to_have_count(2)
    expect(told).to_contain_text("全年开展督导4次。")  # how it reads now
    expect(told.locator("#stale-mine")).to_have_text("扎实开展督导4次。")
    assert "全年开展督导4次。" in plain_text(desk.draft)
    two.keyboard.press("Escape")  # back to the editor, nothing typed is lost
    expect(sentence(two, "排查隐患")).to_have_class(re.compile("accepted"))  # the page shows it
    words = sentence(two, "开展督导").locator(".words")
    expect(words).to_have_text("扎实开展督导4次。")
    expect(words).to_be_focused()
    two.keyboard.press("Enter")
    saw(two, "已改，数据和话都与要点核对")
    assert "扎实开展督导4次。" in plain_text(desk.draft)
    two.keyboard.press("u")  # and nothing of the other tab is either
    expect(words).to_have_text("全年开展督导4次。")


def test_a_stale_deed_is_done_at_a_word(serve: Serve, visit: Open) -> None:
    desk = serve()
    one, two = visit(desk), visit(desk)
    go(one, "排查隐患")
    one.keyboard.press("a")
    saw(one, "已采用")
    two.bring_to_front()
    go(two, "开展督导")
    two.keyboard.press("a")
    two.locator("dialog [data-answer=again]").click()
    expect(sentence(two, "开展督导")).to_have_class(re.compile("accepted"))
    expect(sentence(two, "排查隐患")).to_have_class(re.compile("accepted"))
    assert len(standing(desk.draft.review).accepted) == 2


def test_what_another_program_filled_in_is_not_overwritten(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    store = DraftStore(desk.file)
    by = By("李强", "2026-07-06T10:00:00+08:00")
    store.apply(lambda draft: comment(draft, "S1", "来自别处", by), store.load().stamp)
    go(page, "开展督导")
    page.keyboard.press("a")
    expect(page.locator("dialog .changes")).to_contain_text("来自别处")


def test_what_drafter_fill_filled_in_is_told(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    go(page, "开展督导")
    gap = next(place.gap.id for place in open_gaps(desk.draft.brief))
    done = subprocess.run(
        [sys.executable, "-m", "drafter", "fill", desk.file.name, "--set", f"{gap}=86"],
        cwd=desk.file.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0
    page.keyboard.press("a")
    changed = page.locator("dialog .changes")
    expect(changed.locator("li")).to_have_count(1)
    expect(changed).to_contain_text(f"填缺项：86（--set {gap}）")


def test_another_draft_in_the_same_file(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    go(page, "开展督导")
    page.keyboard.press("e")
    write_draft(wrong(), desk.file)
    retype(page, "扎实开展督导4次。")
    page.keyboard.press("Enter")
    told = page.locator("dialog")
    expect(told.locator(".changes")).to_contain_text("要点")
    expect(told.locator(".changes")).to_contain_text("走访学校")
    expect(told.locator("#stale-mine")).to_have_text("扎实开展督导4次。")
    told.locator("[data-answer=leave]").click()
    expect(sentence(page, "走访学校")).to_be_visible()
    expect(page.locator(".count.findings b")).not_to_have_text("0")


def test_nothing_typed_is_lost_when_the_server_is(serve: Serve, visit: Open, context) -> None:  # type: ignore[no-untyped-def]
    page = visit(serve())
    one = go(page, "开展督导")
    page.keyboard.press("e")
    retype(page, "扎实开展督导4次。")
    context.set_offline(True)
    page.keyboard.press("Enter")
    saw(page, "没有存上")
    expect(one.locator(".words")).to_have_text("扎实开展督导4次。")
    context.set_offline(False)
    page.keyboard.press("Enter")
    saw(page, "已改，数据和话都与要点核对")


# --- keys ---


def test_the_table_of_keys_is_a_dialog(serve: Serve, visit: Open) -> None:
    page = visit(serve())
    go(page, "排查隐患")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    expect(page.locator("dialog .keylist dt")).to_have_count(25)
    page.keyboard.press("a")  # no deed behind a dialog
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(sentence(page, "排查隐患")).to_be_focused()
    expect(page.locator(".count.accepted b")).to_have_text("0/13")


def test_keys_go_round_the_page(serve: Serve, visit: Open) -> None:
    page = visit(serve())
    go(page, "排查隐患")
    page.keyboard.press("J")
    expect(page.locator(".hd[aria-current]")).to_contain_text("教师队伍")
    page.keyboard.press("K")
    expect(page.locator(".hd[aria-current]")).to_contain_text("校园安全")
    page.keyboard.press("s")
    expect(page.locator("#side h2").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".hd[aria-current]")).to_be_focused()
    page.keyboard.press("o")
    expect(page.locator("#outline a[aria-current]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".hd[aria-current]")).to_contain_text("教师队伍")
    page.keyboard.press("x")
    expect(page.locator("#exports a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#export")).to_be_focused()
    page.keyboard.press("m")
    expect(page.locator(".sheet")).to_have_class(re.compile("plain"))


def test_every_sentence_is_one_tab_stop_with_a_name(serve: Serve, visit: Open) -> None:
    page = visit(serve())
    assert page.locator("#text [tabindex='0']").count() == 1
    names = page.locator(".s").evaluate_all(
        "list => list.map((one) => one.getAttribute('aria-label'))"
    )
    assert all(names)


def test_on_a_tablet_the_outline_slides_in(serve: Serve, visit: Open) -> None:
    page = visit(serve())
    page.set_viewport_size({"width": 768, "height": 1024})
    expect(page.locator("#outline")).not_to_be_in_viewport()
    page.locator("#toggle-outline").click()
    expect(page.locator("#outline")).to_be_in_viewport()
    page.locator("#outline a", has_text="教师队伍").click()
    expect(page.locator("#outline")).not_to_be_in_viewport()
    expect(page.locator(".hd[aria-current]")).to_contain_text("教师队伍")


def test_on_a_phone_all_is_in_reach(serve: Serve, visit: Open) -> None:
    desk = serve(wrong())
    page = visit(desk)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    size = "parseFloat(getComputedStyle(document.querySelector('.sheet .line')).fontSize)"
    assert page.evaluate(size) >= 16
    page.locator("[data-findings]").first.click()
    page.locator("#side [data-key=a]").click()
    saw(page, "已采用1句")
    outside = """() => [...document.querySelectorAll('#bar button, #side button, #text .pin')]
      .filter((one) => one.getClientRects().length)
      .map((one) => [one.textContent, one.getBoundingClientRect()])
      .filter(([, box]) => box.left < 0 || box.right > innerWidth).map(([words]) => words)"""
    assert page.evaluate(outside) == []
    small = """() => [...document.querySelectorAll('#bar button, #side button, #side input')]
      .filter((one) => one.type !== 'hidden' && one.getClientRects().length)
      .filter((one) => one.getBoundingClientRect().height < 28).map((one) => one.outerHTML)"""
    assert page.evaluate(small) == []
    page.locator("#bar [data-key=u]").click()
    saw(page, "已撤销")
    page.locator("#export").click()
    for link in page.locator("#exports a").all():
        expect(link).to_be_in_viewport(ratio=1)


def test_a_hand_saves_and_leaves_without_a_keyboard(serve: Serve, visit: Open) -> None:
    desk = serve()
    page = visit(desk)
    page.set_viewport_size({"width": 768, "height": 1024})
    one = go(page, "开展督导")
    page.locator("#side [data-key=e]").click()
    retype(page, "扎实开展督导4次。")
    page.locator("[data-edit=drop]").click()
    expect(one).to_have_text("二是开展督导4次。")
    assert not desk.draft.review.decisions
    page.locator("#side [data-key=e]").click()
    page.locator("[data-edit=save]").click()
    saw(page, "已改，数据和话都与要点核对")
    assert "扎实开展督导4次。" in plain_text(desk.draft)
    expect(page.locator("#editing")).to_be_hidden()


def test_exports(serve: Serve, visit: Open, tmp_path: Path) -> None:
    desk = serve()
    page = visit(desk)
    go(page, "开展督导")
    page.keyboard.press("e")
    retype(page, "扎实开展督导4次。")
    page.keyboard.press("Enter")
    saw(page, "已改，数据和话都与要点核对")
    page.keyboard.press("c")
    expect(
        page.locator("#side form[data-deed=comment] :is(input[type=text], textarea)").first
    ).to_be_focused()
    page.keyboard.type("请办公室核")
    page.keyboard.press("Enter")
    saw(page, "已批注")
    for kind, name in (("working", "审稿中"), ("redline", "修订稿"), ("record", "审稿记录")):
        file = tmp_path / f"{kind}.docx"
        assert saved(page, kind, file) == f"总结0（{name}）.docx"
        with ZipFile(file) as parts:
            body = parts.read("word/document.xml").decode()
            said = "".join(
                parts.read(one).decode() for one in parts.namelist() if one.endswith(".xml")
            )
        assert ("<w:ins " in body) == (kind == "redline")
        assert "扎实" in said
        assert "请办公室核" in said
    assert saved(page, "record.md", tmp_path / "record.md") == "总结0（审稿记录）.md"
    text = (tmp_path / "record.md").read_text(encoding="utf-8")
    assert "扎实开展督导4次。" in text
    assert "王芳" in text


def saved(page: Page, kind: str, file: Path) -> str:
    """Export by the keyboard; the name that the browser would give the file."""
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    with page.expect_download(timeout=30_000) as got:
        page.locator(f"#exports a[href$='/{kind}']").press("Enter")
    got.value.save_as(file)
    return got.value.suggested_filename


def test_a_final_file_waits_for_the_gaps(serve: Serve, visit: Open) -> None:
    page = visit(serve())
    page.locator("#export").click()
    page.locator("#exports a[href$='/clean']").click()
    saw(page, "还有缺项2处")
    expect(page.locator("#said")).to_have_class("bad")
    for left, value in (("1", "86"), ("0", "120.5")):
        page.keyboard.press("Escape")
        page.keyboard.press("g")
        box = page.locator("#side form[data-deed=fill] input[type=text]").first
        expect(box).to_be_focused()  # else the box of the gap before may be meant
        box.fill(value)
        box.press("Enter")
        expect(page.locator(".count.gaps b")).to_have_text(left)  # “已填入” can be the one before
    page.locator("#export").click()
    with page.expect_download(timeout=30_000) as got:
        page.locator("#exports a[href$='/clean']").click()
    assert got.value.suggested_filename == "总结0.docx"


def test_a_late_answer_does_not_close_the_menu_that_is_open(serve: Serve, visit: Open) -> None:
    desk = serve()
    page, elsewhere = visit(desk), visit(desk)
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    before = page.evaluate("document.activeElement.getAttribute('href')")
    go(elsewhere, "排查隐患")
    elsewhere.keyboard.press("a")
    expect(elsewhere.locator(".count.accepted")).to_contain_text("1/")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".count.accepted")).to_contain_text("1/")
    expect(page.locator("#exports")).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')") == before


def test_a_mouse_that_rests_does_not_change_what_is_beside_the_text(
    serve: Serve, visit: Open
) -> None:
    page = visit(serve())
    go(page, "排查隐患")
    sentence(page, "排查隐患").hover()
    shown = page.locator("#side [data-panel]").get_attribute("data-panel")
    page.keyboard.press("j")
    panel = page.locator("#side [data-panel]")
    expect(panel).not_to_have_attribute("data-panel", shown or "")
    below = panel.get_attribute("data-panel")
    page.evaluate(
        "const sheet = document.querySelector('#text .sheet');"
        "sheet.replaceWith(sheet.cloneNode(true))"
    )
    page.wait_for_timeout(400)  # longer than a mouse has to rest
    assert page.locator("#side [data-panel]").get_attribute("data-panel") == below


def test_a_gap_in_the_date_and_a_comment_on_a_section(serve: Serve, visit: Open) -> None:
    desk = serve(undated())
    page = visit(desk)
    page.keyboard.press("G")
    expect(page.locator(".title")).to_have_attribute("aria-current", "true")
    page.locator("#side form[data-deed=fill] input[type=text]").fill("5")
    page.keyboard.press("Enter")
    expect(page.locator(".sheet .date")).to_have_text("2026年7月5日")
    expect(page.locator(".sheet .date .o-filled")).to_have_text("5")
    page.keyboard.press("J")
    page.keyboard.press("c")
    expect(
        page.locator("#side form[data-deed=comment] :is(input[type=text], textarea)").first
    ).to_be_focused()
    page.keyboard.type("这一节偏短")
    page.keyboard.press("Enter")
    expect(page.locator(".hd .pin.comment")).to_be_visible()
    expect(page.locator("#outline .badge.comment")).to_have_text("批1")


def test_the_focus_is_not_lost_with_what_had_it(serve: Serve, visit: Open) -> None:
    page = visit(serve())
    go(page, "排查隐患")
    accept_section(page)
    saw(page, "已采用")
    undo = page.locator("#bar [data-key=u]")
    undo.focus()
    page.keyboard.press("Enter")
    saw(page, "已撤销")
    expect(undo).to_be_disabled()
    expect(sentence(page, "排查隐患")).to_be_focused()
    accept = page.locator("#side [data-key=a]")
    accept.focus()
    page.keyboard.press("Enter")
    expect(sentence(page, "培训安全员")).to_be_focused()


def test_in_english(serve: Serve, visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_LANG", "en")
    page = visit(serve())
    expect(page.locator("html")).to_have_attribute("lang", "en")
    go(page, "排查隐患")
    page.keyboard.press("a")
    saw(page, "1 accepted")
    page.keyboard.press("?")
    shown = page.locator("header, nav, aside, footer, dialog").all_inner_texts()
    chinese = re.findall(
        "[\u4e00-\u9fff]+", page.locator("#bar .counts, dialog .keylist").all_inner_texts()[0]
    )
    assert shown
    assert chinese == []


def test_the_plan_of_a_section_is_changed_on_the_page(serve: Serve, visit: Open) -> None:
    page = visit(serve())
    page.locator("#text [data-at=TB2]").click()
    page.get_by_role("button", name=t("page.deed.replan.join")).click()
    expect(page.locator("#dialog .proof")).to_be_visible()
    expect(page.locator("#text [data-at=TB3]")).to_have_count(1)  # shown, not done
    page.keyboard.press("Enter")
    expect(page.locator("#text [data-at=TB2]")).to_contain_text("；培训安全员")
    expect(page.locator("#text [data-at=TB3]")).to_have_count(0)
    page.keyboard.press("-")
    expect(page.locator("#dialog")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator("#text [data-at=TB3]")).to_have_count(0)
    page.keyboard.press("-")
    page.locator("#dialog [data-answer=yes]").click()
    expect(page.locator("#text [data-at=TB3]")).to_have_count(1)
    page.keyboard.press("[")
    saw(page, "已经到头")
    page.keyboard.press("l")
    expect(page.locator("#side form[data-deed=lead] input[type=text]").first).to_be_focused()
    expect(page.locator("#side .plan li")).to_have_count(4)
