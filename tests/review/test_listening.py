"""Several reviewers in the office network: who is let in, as whom, and what nobody learns."""

import json
import random
import re
import stat
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from drafter.documents.draft_file import read_draft, write_draft
from drafter.documents.draft_store import DraftStore
from drafter.errors import EnvironmentFault, InputError
from drafter.records import Deed, Draft
from drafter.review.access import reviewer
from drafter.review.app import review_app
from drafter.review.decisions import By
from drafter.review.listening import OfficeDoor
from drafter.review.office_address import OfficeAddress, is_near, office_address
from drafter.review.passes import passes_of
from drafter.review.presence import LASTS, Presence
from drafter.review.quiet import LARGEST
from drafter.review.session import Sitting
from drafter.review.visits import IDLE, LONGEST, MOST, WINDOW, WRONG
from drafter.system import WINDOWS
from tests.review.drafts import redrafted, small

ADDRESS = OfficeAddress("10.1.2.3", "10.1.2.3", 8765)
HERE = "https://10.1.2.3:8765"
NAMES = ("张科长", "李主任")


@dataclass
class Office:
    """A draft served to several; time stands still until it is moved."""

    file: Path
    home: Path
    app: object = None
    now: float = 1000.0
    told: list[str] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def draft(self) -> Draft:
        return read_draft(self.file)

    def client(self, who: str = "", address: str = "10.9.9.9") -> TestClient:
        """A browser; with a name it has shown its pass."""
        made = TestClient(
            self.app,  # type: ignore[arg-type]
            base_url=HERE,
            follow_redirects=False,
            client=(address, 50000),
            headers={"origin": HERE},
        )
        if who:
            assert made.post("/enter", data={"pass": self.secrets[who]}).status_code == 303
        return made


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path / "总结.draft.json", tmp_path / "home")
    write_draft(small(), made.file)
    passes = passes_of(made.home, made.file)
    made.secrets = {who: passes.give(who) for who in NAMES}
    made.app = serve(made)
    return made


def serve(office: Office) -> object:
    minutes = iter(range(10_000))

    def by() -> By:
        return By(reviewer(), f"2026-07-06T09:{next(minutes) % 60:02}:00+08:00")

    sitting = Sitting(DraftStore(office.file), [], by, redrafted, several=True)
    passes = passes_of(office.home, office.file)
    door = OfficeDoor(ADDRESS, passes, office.told.append, lambda: office.now)
    return review_app(sitting, door, Presence(lambda: office.now))


@dataclass
class Page:
    """A reviewer's page: what it shows until it is looked at again."""

    client: TestClient
    stamp: str = ""
    edition: str = ""
    html: str = ""

    def __post_init__(self) -> None:
        self.load()

    def load(self) -> None:
        self.html = self.client.get("/").text
        self.stamp = re.search(r'data-stamp="(\w+)"', self.html)[1]  # type: ignore[index]
        self.edition = re.search(r'data-edition="(\d+)"', self.html)[1]  # type: ignore[index]

    def do(self, deed: str, **fields: str) -> tuple[int, str]:
        """The status, and what was said or shown."""
        sent = {"stamp": self.stamp, "edition": self.edition, "at": "", **fields}
        answer = self.client.post(f"/do/{deed}", data=sent)
        if "x-stamp" in answer.headers:
            self.stamp, self.edition = answer.headers["x-stamp"], answer.headers["x-edition"]
        said = unquote(answer.headers.get("x-said", ""))
        return answer.status_code, said if answer.status_code == 200 else answer.text


def sentence(draft: Draft, words: str) -> str:
    return next(one.id for one in draft.all_sentences() if words in one.text)


# --- who decides, and what meets ---


def test_each_decides_under_the_name_of_his_pass(office: Office) -> None:
    zhang, li = (Page(office.client(who)) for who in NAMES)
    one, other = (sentence(office.draft, words) for words in ("排查隐患", "招聘教师"))
    assert zhang.do("accept", names=one)[0] == 200
    assert li.do("edit", sentence=other, text="招聘教师118名，其中研究生31名，均已到岗。")[0] == 200
    made = office.draft.review.decisions
    assert [(each.deed, each.who) for each in made] == [
        (Deed.ACCEPT, "张科长"),
        (Deed.EDIT, "李主任"),
    ]
    side = zhang.client.get(f"/side/{other}").text
    assert "李主任" in side
    assert "张科长" in zhang.client.get(f"/side/{one}").text
    record = zhang.client.get("/export/record.md").text
    assert "张科长" in record
    assert "李主任" in record


def test_the_second_to_decide_on_a_sentence_is_told_and_shown(office: Office) -> None:
    zhang, li = (Page(office.client(who)) for who in NAMES)
    name = sentence(office.draft, "排查隐患")
    words = "排查隐患152处，整改149处，无一反弹。"
    assert zhang.do("edit", sentence=name, text=words)[0] == 200
    status, shown = li.do("accept", names=name)
    assert status == 409
    assert "同一处" in shown
    assert "张科长" in shown
    assert "无一反弹" in shown
    assert [one.who for one in office.draft.review.decisions] == ["张科长"]
    assert li.do("accept", names=name)[0] == 200  # having seen it


def test_a_page_that_is_older_may_decide_elsewhere(office: Office) -> None:
    zhang, li = (Page(office.client(who)) for who in NAMES)
    for page, words in ((zhang, "排查隐患"), (li, "开展督导"), (li, "招聘教师")):
        assert page.do("accept", names=sentence(office.draft, words))[0] == 200
    assert zhang.do("accept", names=sentence(office.draft, "培训安全员"))[0] == 200
    assert len(office.draft.review.decisions) == 4


def test_undo_is_of_ones_own(office: Office) -> None:
    zhang, li = (Page(office.client(who)) for who in NAMES)
    one, other = (sentence(office.draft, words) for words in ("排查隐患", "招聘教师"))
    zhang.do("accept", names=one)
    li.load()
    assert "disabled" in re.search(r'<button[^>]*data-key="u"[^>]*>', li.html)[0]  # type: ignore[index]
    assert "没有可撤销" in li.do("undo")[1]
    li.do("accept", names=other)
    zhang.do("undo")
    assert [bool(each.undone) for each in office.draft.review.decisions] == [True, False]


def test_what_another_built_on_is_not_undone_and_he_is_named(office: Office) -> None:
    zhang, li = (Page(office.client(who)) for who in NAMES)
    name = sentence(office.draft, "开展督导")
    zhang.do("edit", sentence=name, text="开展督导4次，覆盖全县。")
    li.load()
    li.do("edit", sentence=name, text="开展督导4次，覆盖全县学校。")
    assert "李主任" in zhang.do("undo")[1]
    assert not any(each.undone for each in office.draft.review.decisions)


def test_each_chooses_among_what_he_asked_for(office: Office) -> None:
    zhang, li = (Page(office.client(who)) for who in NAMES)
    section = next(one.id for one in office.draft.all_sections() if "校园安全" in one.heading)
    assert zhang.client.post("/redraft", data={"section": section, "remark": "短些"}).is_success
    assert 'data-deed="choose"' in zhang.client.get(f"/side/{section}").text
    assert 'data-deed="choose"' not in li.client.get(f"/side/{section}").text
    assert li.do("choose", section=section, number="0")[0] == 404


@pytest.mark.parametrize(("several", "turns"), [(2, 60), (4, 200)])
def test_no_decision_is_lost_whatever_the_order(office: Office, several: int, turns: int) -> None:
    """Deeds of pages that look only now and then.

    Each is in the file under the name of who did it and changes nothing else that was decided, or
    he is told and the file is as it was.
    """
    dice = random.Random(several)
    who = [*NAMES, "王局长", "赵股长"][:several]
    passes = passes_of(office.home, office.file)
    office.secrets |= {name: passes.give(name) for name in who}
    pages = {name: Page(office.client(name)) for name in who}
    done: Counter[str] = Counter()
    for turn in range(turns):
        name = dice.choice(who)
        if dice.random() < 0.2:
            pages[name].load()
        deed, fields = any_deed(dice, turn)
        before, written = office.draft.review.decisions, office.file.read_bytes()
        status, said = pages[name].do(deed, **fields)
        after = office.draft.review.decisions
        changed = [one for one in after if one not in before]
        if status == 409:
            assert 'id="stale"' in said
            assert any(other in said for other in who)
        if status != 200 or not changed:
            assert office.file.read_bytes() == written
        else:
            (one,) = changed
            assert one.who == name
            assert [each.id for each in after[: len(before)]] == [each.id for each in before]
            assert deed in {one.deed, "undo", "redo"}
            assert one.text in {fields.get("text", one.text), ""}
        done[str(status) if status != 200 else deed if changed else "same"] += 1
    assert set(done) >= {"409", "accept", "edit", "fill", "undo", "redo"}
    assert done["409"] > turns / 20


DEEDS = ("accept", "edit", "comment", "restore", "reopen", "fill", "undo", "redo")


def any_deed(dice: random.Random, turn: int) -> tuple[str, dict[str, str]]:
    """A deed of a page, with what its form sends."""
    draft = small()
    at = dice.choice([one.id for one in draft.all_sentences()])
    gaps = [gap.id for bullet in draft.brief.all_bullets() for gap in bullet.gaps]
    deed = dice.choice([*DEEDS, "edit", "accept", "undo", "redo"])
    fields = {
        "edit": {"sentence": at, "text": f"开展工作，改到第{turn}稿。"},
        "comment": {"where": at, "text": f"第{turn}条"},
        "fill": {"gap": dice.choice(gaps), "value": str(300 + turn % 3), "accepted": "1"},
        "undo": {},
        "redo": {},
    }
    return deed, fields.get(deed, {"names": at})


def test_no_decision_is_lost_at_the_same_moment(office: Office) -> None:
    """Four pages at work at once, each in its own thread."""
    who = [*NAMES, "王局长", "赵股长"]
    passes = passes_of(office.home, office.file)
    office.secrets |= {name: passes.give(name) for name in who}
    places = [one.id for one in small().all_sentences()]
    kept: list[tuple[str, str]] = []

    pages = {name: Page(office.client(name)) for name in who}  # each sees the same at first

    def work(name: str) -> int:
        page, told = pages[name], 0
        for turn in range(12):
            text = f"开展工作，{name}改到第{turn}稿。"
            status, _ = page.do("edit", sentence=places[turn % len(places)], text=text)
            told += status == 409
            if status == 200:
                kept.append((name, text))
        return told

    with ThreadPoolExecutor(len(who)) as pool:
        told = sum(pool.map(work, who))
    decided = [(one.who, one.text) for one in office.draft.review.decisions]
    assert sorted(decided) == sorted(kept)
    assert told + len(kept) == 12 * len(who)
    assert told


# --- who else is there ---


def test_who_is_where_is_seen_until_he_is_gone(office: Office) -> None:
    zhang, li = (Page(office.client(who)) for who in NAMES)
    name = sentence(office.draft, "排查隐患")
    assert "没有别人" in zhang.client.post("/present", data={"at": ""}).text
    li.client.post("/present", data={"at": name, "editing": "1"})
    shown = zhang.client.post("/present", data={"at": "front"}).text
    assert "李主任" in shown
    assert "正在改" in shown
    assert "校园安全" in shown
    assert f'data-goto="{name}"' in shown
    office.now += LASTS + 1
    assert "李主任" not in zhang.client.post("/present", data={"at": "front"}).text


def test_a_place_that_is_none_harms_nobody(office: Office) -> None:
    zhang, li = (Page(office.client(who)) for who in NAMES)
    li.client.post("/present", data={"at": '"><script>' + "x" * 5000})
    shown = zhang.client.post("/present", data={"at": ""}).text
    assert "<script" not in shown
    assert len(shown) < 1000


def test_the_poll_tells_that_something_was_decided(office: Office) -> None:
    zhang, li = (Page(office.client(who)) for who in NAMES)
    li.do("accept", names=sentence(office.draft, "排查隐患"))
    answer = zhang.client.post("/present", data={"at": ""})
    assert answer.headers["x-edition"] > zhang.edition
    changed = zhang.client.get(f"/since/{zhang.edition}").text
    assert "排查隐患" in changed


# --- passes, visits: what OWASP ASVS asks of them ---


def test_the_secret_is_in_no_file_no_address_and_no_log(office: Office) -> None:
    secret = office.secrets["张科长"]
    assert len(secret) >= 43  # 256 bits
    client = office.client("张科长")
    client.post("/enter", data={"pass": "x" + secret})
    kept = [one for one in office.home.rglob("*") if one.is_file()]
    assert kept
    assert all(secret not in one.read_text(encoding="utf-8") for one in kept)
    assert not any(secret in line for line in office.told)
    assert client.get("/", params={"pass": secret, "token": secret}).status_code == 200
    bare = office.client()
    assert bare.get("/side/front", params={"pass": secret, "token": secret}).status_code == 403


@pytest.mark.skipif(WINDOWS, reason="rights are not modes there")
def test_only_the_owner_reads_the_passes(office: Office) -> None:
    (file,) = (office.home / "passes").glob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_the_cookie_is_kept_to_this_page(office: Office) -> None:
    answer = office.client().post("/enter", data={"pass": office.secrets["张科长"]})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-drafter_review_8765=")
    low = cookie.lower()
    for word in ("httponly", "secure", "samesite=strict", "path=/"):
        assert word in low
    assert "domain" not in low
    assert "expires" not in low
    assert "max-age" not in low
    assert office.secrets["张科长"] not in cookie
    again = office.client().post("/enter", data={"pass": office.secrets["张科长"]})
    assert again.headers["set-cookie"] != cookie  # a new one for each visit


@pytest.mark.parametrize("path", ["/side/front", "/static/review.js", "/since/0", "/export/clean"])
def test_without_a_pass_nothing_is_told(office: Office, path: str) -> None:
    client = office.client()
    answer = client.get(path)
    assert answer.status_code == 403
    assert "云岭县" not in answer.text
    assert client.get("/").headers["location"] == "/enter"
    assert "云岭县" not in client.get("/enter").text
    assert client.post("/do/undo", data={"stamp": "x"}).status_code == 403
    assert client.post("/present", data={"at": ""}).status_code == 403


def test_a_pass_that_is_taken_back_ends_the_visit_at_once(office: Office) -> None:
    page = Page(office.client("李主任"))
    passes_of(office.home, office.file).take_back("李主任")  # by another program
    assert page.do("accept", names=sentence(office.draft, "排查隐患"))[0] == 403
    answer = office.client().post("/enter", data={"pass": office.secrets["李主任"]})
    assert answer.status_code == 403
    assert office.client("张科长").get("/").status_code == 200
    with pytest.raises(InputError, match="没有给这个人发过链接"):
        passes_of(office.home, office.file).take_back("李主任")


def test_a_new_pass_makes_the_old_one_void(office: Office) -> None:
    page = Page(office.client("李主任"))
    old = office.secrets["李主任"]
    office.secrets["李主任"] = passes_of(office.home, office.file).give("李主任")
    assert page.client.get("/").status_code == 303
    assert office.client().post("/enter", data={"pass": old}).status_code == 403
    assert office.client("李主任").get("/").status_code == 200


def test_a_pass_is_good_after_a_new_start_and_a_visit_is_not(office: Office) -> None:
    client = office.client("张科长")
    cookies = dict(client.cookies)
    office.app = serve(office)
    again = office.client()
    again.cookies.update(cookies)
    assert again.get("/side/front").status_code == 403
    assert office.client("张科长").get("/side/front").status_code == 200


def test_leaving_ends_the_visit_on_the_server(office: Office) -> None:
    client = office.client("张科长")
    token = dict(client.cookies)
    assert client.post("/leave").status_code == 303
    client.cookies.update(token)
    assert client.get("/side/front").status_code == 403


@pytest.mark.parametrize(("seconds", "status"), [(IDLE - 1, 200), (IDLE + 1, 403)])
def test_a_visit_in_which_nothing_is_done_ends(office: Office, seconds: float, status: int) -> None:
    client = office.client("张科长")
    office.now += seconds / 2
    by_itself = {"x-quiet": "1"}  # the page asks, and nobody is at work
    for path in ("/since/0", "/side/front"):
        assert client.get(path, headers=by_itself).status_code == 200
    assert client.post("/present", data={"at": ""}, headers=by_itself).status_code == 200
    office.now += seconds / 2
    assert client.get("/side/front").status_code == status


def test_no_visit_lasts_for_ever(office: Office) -> None:
    client = office.client("张科长")
    for _ in range(int(LONGEST / IDLE) + 1):
        office.now += IDLE - 60
        last = client.get("/side/front").status_code
    assert last == 403


def test_visits_of_one_reviewer_are_few(office: Office) -> None:
    clients = [office.client("张科长") for _ in range(MOST + 1)]
    assert [one.get("/side/front").status_code for one in clients] == [403, *[200] * MOST]


def test_wrong_passes_are_counted_by_address(office: Office) -> None:
    guessing = office.client(address="10.9.9.8")
    tries = [guessing.post("/enter", data={"pass": f"x{n}"}).status_code for n in range(WRONG + 1)]
    assert tries == [*[403] * WRONG, 429]
    right = {"pass": office.secrets["张科长"]}
    other = {"x-forwarded-for": "10.9.9.1"}
    answer = guessing.post("/enter", data=right, headers=other)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, str(int(WINDOW)))
    assert office.client(address="10.9.9.7").post("/enter", data=right).status_code == 303
    office.now += WINDOW + 1
    assert guessing.post("/enter", data=right).status_code == 303
    assert any("10.9.9.8" in line for line in office.told)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example:8765"}, 421),
        ({"host": "10.1.2.3"}, 421),
        ({"host": "10.1.2.3:1"}, 421),
        ({"origin": "http://10.1.2.3:8765"}, 403),
        ({"origin": "https://10.1.2.3:9"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_no_other_site_acts_for_a_reviewer(
    office: Office, headers: dict[str, str], status: int
) -> None:
    client = office.client("张科长")
    accept = {"names": sentence(office.draft, "排查隐患"), "stamp": "x"}
    assert client.post("/do/accept", data=accept, headers=headers).status_code == status
    secret = {"pass": office.secrets["张科长"]}
    entered = office.client().post("/enter", data=secret, headers=headers)
    assert entered.status_code == status  # nor lets him in under another name
    assert client.post("/leave", headers=headers).status_code == status
    assert not office.draft.review.decisions


def test_a_link_in_a_mail_leads_to_the_entry_and_no_further(office: Office) -> None:
    client = office.client("张科长")
    del client.headers["origin"]
    client.headers["sec-fetch-site"] = "cross-site"
    assert client.get("/enter").status_code == 200
    assert client.get("/").status_code == 403
    assert client.get("/side/front").status_code == 403


@pytest.mark.parametrize("path", ["/", "/enter", "/side/front", "/static/enter.js", "/nowhere"])
def test_every_answer_has_the_headers(office: Office, path: str) -> None:
    for client in (office.client(), office.client("张科长")):
        said = client.get(path).headers
        assert "default-src 'none'" in said["content-security-policy"]
        assert "frame-ancestors 'none'" in said["content-security-policy"]
        assert "unsafe" not in said["content-security-policy"]
        assert said["x-content-type-options"] == "nosniff"
        assert said["x-frame-options"] == "DENY"
        assert said["cache-control"] == "no-store"
        assert said["referrer-policy"] in {"same-origin", "no-referrer"}
        assert "access-control-allow-origin" not in said


def test_a_draft_that_is_gone_is_told_without_where_it_was(office: Office) -> None:
    page = Page(office.client("张科长"))
    name = sentence(office.draft, "排查隐患")
    office.file.unlink()
    for answer in (page.client.get("/"), page.client.post("/present", data={"at": ""})):
        assert answer.status_code == 422
        assert str(office.file.parent) not in answer.text
    assert page.do("accept", names=name)[0] == 422


@pytest.mark.parametrize("path", ["/enter", "/present", "/do/edit"])
def test_large_requests_are_not_read(office: Office, path: str) -> None:
    client = office.client("张科长")
    assert client.post(path, data={"pass": "x" * LARGEST}).status_code == 413


@pytest.mark.parametrize(("address", "status"), [("8.8.8.8", 403), ("2001:4860::1", 403)])
def test_only_near_addresses_are_served(office: Office, address: str, status: int) -> None:
    client = office.client(address=address)
    assert client.get("/enter").status_code == status
    right = {"pass": office.secrets["张科长"]}
    assert client.post("/enter", data=right).status_code == status


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 41])
def test_a_name_that_is_none(office: Office, name: str) -> None:
    with pytest.raises(InputError, match="姓名"):
        passes_of(office.home, office.file).give(name)


def test_a_name_that_is_markup_is_only_text(office: Office) -> None:
    name = "<img src=x onerror=a>"
    office.secrets[name] = passes_of(office.home, office.file).give(name)
    page = Page(office.client(name))
    page.do("accept", names=sentence(office.draft, "排查隐患"))
    page.client.post("/present", data={"at": ""})
    other = office.client("张科长")
    shown = other.post("/present", data={"at": ""}).text
    shown += other.get(f"/side/{sentence(office.draft, '排查隐患')}").text + page.html
    assert "&lt;img src=x" in shown
    assert "<img" not in shown


def test_a_broken_file_of_passes_lets_nobody_in(office: Office) -> None:
    (file,) = (office.home / "passes").glob("*.json")
    inside = office.client("张科长")
    for text in ("", "[]", "{}", json.dumps({"format": "drafter.passes", "passes": [1]})):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="读不出来"):
            _ = passes_of(office.home, office.file).holders
        assert inside.get("/side/front").status_code == 403
        again = office.client().post("/enter", data={"pass": office.secrets["张科长"]})
        assert again.status_code == 403
        assert str(file) not in again.text
    assert any(str(file) in line for line in office.told)  # told where it can be mended


# --- where it may be reached ---


@pytest.mark.parametrize(
    ("given", "hosts"),
    [
        ("10.1.2.3:8765", ("10.1.2.3:8765",)),
        ("192.168.1.20:443", ("192.168.1.20:443", "192.168.1.20")),
        ("[fd00::1]:8443", ("[fd00::1]:8443",)),
        ("127.0.0.1:9", ("127.0.0.1:9",)),
    ],
)
def test_addresses_of_an_office(given: str, hosts: tuple[str, ...]) -> None:
    assert office_address(given).hosts == hosts


@pytest.mark.parametrize("given", ["0.0.0.0:8765", "[::]:8765", "8.8.8.8:443", "114.114.114.114:1"])
def test_addresses_that_the_internet_reaches(given: str) -> None:
    with pytest.raises(InputError, match="外网也能到"):
        office_address(given)


@pytest.mark.parametrize(
    "given", ["", "8765", "10.1.2.3", "10.1.2.3:0", "10.1.2.3:x", "a@10.1.2.3:1", "10.1.2.3:1/x"]
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(InputError, match="地址:端口"):
        office_address(given)


def test_a_name_that_nobody_knows() -> None:
    with pytest.raises(EnvironmentFault, match=r"no-such\.invalid"):
        office_address("no-such.invalid:8765")


@pytest.mark.parametrize(
    ("number", "near"),
    [("10.0.0.1", True), ("::ffff:10.0.0.1", True), ("::ffff:8.8.8.8", False), ("x", False)],
)
def test_near_and_far(number: str, near: bool) -> None:
    assert is_near(number) is near
