"""Personal data as notes have it: names, numbers and addresses in the lines that hold them.

Names come from Faker and from published lists of names, numbers from their standards. Of surnames,
given names and lines one half is for those who write rules (`DEV`), the other was looked at once
they were written (`KEPT`); other lines and given names were written last (`LATE`).
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from faker import Faker
from faker.providers.person.zh_CN import Provider as Names

DEV, KEPT, LATE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Item:
    """A line of notes with one piece of personal data in it.

    kind     what it is, and in what guise
    secrets  what nobody else may get, as `plain` makes it: any of them is a leak
    """

    kind: str
    line: str
    secrets: tuple[str, ...]

    def only(self, times: Mapping[str, int]) -> "Item":
        """The item by what no other has: a given name that several have tells of none of them.

        times  secret → in how many items it is
        """
        own = tuple(s for s in self.secrets if times[s] == 1 and not (s.isdigit() and len(s) < 5))
        return replace(self, secrets=own or self.secrets[:1])

    def leaks_in(self, sent: str) -> bool:
        """Whether a text that was sent, as `plain` makes it, tells it."""
        return any(secret in sent for secret in self.secrets)


_WORDS = str.maketrans("〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两", "00012345678911234567892")


def plain(text: str) -> str:
    """A text without its guises: signs, spaces and what nobody sees gone, numerals as digits."""
    folded = unicodedata.normalize("NFKC", text).translate(_WORDS)
    digits = "".join(_digit(sign) for sign in folded)
    return re.sub(r"[\W_]+", "", digits).casefold()


def _digit(sign: str) -> str:
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)


def _pieces(number: str, length: int) -> tuple[str, ...]:
    """All stretches of a number that are long enough to tell it by."""
    whole = plain(number)
    return tuple(whole[at : at + length] for at in range(len(whole) - length + 1))


# --- names ---

_COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 长孙 宇文 端木 轩辕".split()
)
# Of the yearly reports on names: what children were called most, and what their grandparents were.
_GIVEN = (
    "沐宸 浩宇 沐辰 茗泽 奕辰 宇泽 浩然 奕泽 宇轩 沐阳 若汐 一诺 艺涵 依诺 梓涵 苡沫 雨桐 欣怡 语桐 "
    "语汐 子轩 俊熙 思远 佳怡 梦琪 雪梅 建国 建军 国强 志强 秀英 桂英 秀兰 玉兰 桂兰 凤英 春梅 小花 "
    "小红 大勇 德柱 来福 金锁 铁柱 满仓 爱华 爱民 卫东 红卫 跃进 解放 援朝 胜利 和平 富贵 发财 得志 "
    "文博 天佑 多多 乐乐 朵朵 晓燕 晓东 海燕 永生 长生 全福 有才 招娣 来娣 引弟 水生 土根 木兰 "
    "平安 如意 高升 清明 立春 小满 中秋 国庆 五一 双喜 万年 千里 一鸣 三省 思齐 致远 明德 守信"
).split()
_OTHER = (
    "买买提·艾合买提 阿依古丽·吐尔逊 阿卜杜拉·麦麦提 古丽娜尔·买买提 艾力·肉孜 热依汗古丽·阿布都热合曼 "
    "吐尔逊江·卡德尔 米热古丽·依明 赛福鼎·阿不都拉 迪丽努尔·艾尼 扎西顿珠 次仁旺堆 格桑卓玛 达瓦次仁 "
    "洛桑旦增 尼玛扎西 德吉央宗 索朗曲珍 云丹嘉措 仁青多吉 乌云其木格 巴特尔 孟和巴雅尔 萨仁高娃 "
    "阿古拉 娜仁托娅 阿苦拉日 吉克阿牛 沙马日聪 曲比阿乌 玉罕 岩温 岩罕香 玉腊 马哈木 海日古丽 "
    "约翰·史密斯 玛丽·布朗 金顺姬 朴正浩"
).split()

_NAME_LINES = (
    "学生{n}获全国青少年科技创新大赛一等奖",
    "走访慰问困难党员{n}",
    "{n}",
    "为低保户{n}申请临时救助3000元",
    "驻村第一书记{n}带队开展环境整治",
    "对违规操作的{n}作出停职检查处理",
    "联系人：{n}",
    "教师{n}被评为县级优秀",
    "群众{n}反映路灯不亮,已于3日内修复",
    "由{n}同志牵头，限5月底前完成",
    "{n}负责数据报送，每月5日前汇总",
    "调解{n}与邻居的宅基地纠纷1起",
    "协助走失老人{n}回家",
    "帮助残疾人{n}找到工作",
    "经办人:{n}  审核人:{m}",
    "获奖教师:{n}、{m}、{o}",
    "{n}、{m}等2人通过职称评审",
    "新任命{n}为办公室副主任",
    "副局长{n}到校调研食堂安全",
    "患者{n}家属送来锦旗1面",
    "{n}老师开展送教上门12次",
    "结对帮扶{n}、{m}两户",
    "追回{n}骗取的补贴资金2万元",
    "王家村村民{n}家房屋修缮完工",
    "见义勇为的{n}受到表彰",
    "贫困生{n}（高二3班）获助学金2000元",
    "上报人{n}",
    "{n}：完成入户走访32户",
    "失业人员{n}参加电工培训后上岗",
    "社区矫正对象{n}按期解除矫正",
    "举报{n}无证行医，已查处",
    "退役军人{n}创办合作社，带动15户",
    "与{n}签订责任书",
    "感谢信：{n}帮我家解决了用水问题",
    "县长{n}主持召开专题会议2次",
    "受理{n}工伤认定申请",
    "（{n}）完成台账整理86份",
    "{n}的孩子入学问题得到解决",
    "道德模范{n}事迹报告会举办3场",
    "留守儿童{n}得到爱心妈妈照料",
    "请{n}补充数据",
    "{n} {m} {o}",
)
_STREET = "滨河 建设 团结 和顺 桂花 文昌 迎春 青年 柳荫 古槐 石榴 望江 东湖 南苑 学府 书香".split()
_HAMLET = "石门 柳树 大塘 青杠 老鹰 双桥 龙潭 白果 黄泥 上坝 月亮 杏花 磨子 官田 竹林 清溪".split()


_SYLLABLES = (
    "zhang wang liu chen yang zhao huang zhou sun wei fang lei jing tao hua guo min".split()
)


_LATE_GIVEN = (
    "振宇 丽君 桂珍 天明 志远 雅琴 锦程 佩兰 家豪 思颖 春生 秋菊 冬生 大海 小军 惠芬 凤仙 银花 金山 玉柱 "
    "传武 继光 守田 忠良 孝先 炳坤 耀祖 兆丰 润生 石头 狗剩 栓柱 翠花 月娥 彩霞 爱莲 巧云 淑芳 美玲 慧敏 "
    "俊豪 子墨 梓萱 可馨 雨泽 晨曦 伟 敏 峰 莉 斌 颖 刚 娟 波 燕 超 玲 凯 芸"
).split()
_LATE_OTHER = (
    "艾尔肯·阿不力孜 帕提古丽·玉山 木拉提·哈孜别克 叶尔江·努尔兰 阿依努尔·赛力克 旦增罗布 拉巴次仁 "
    "央金拉姆 白玛旺堆 普布扎西 格日勒图 斯琴高娃 朝鲁门 敖日格乐 阿支拉洛 马海木呷 岩香坎 玉波拉"
).split()
_LATE_LINES = (
    "驾驶员{n}疲劳驾驶被查",
    "{n}家中发生火灾，已妥善安置",
    "职工{n}休产假期间由{m}代岗",
    "向{n}送达整改通知书",
    "党支部书记{n}讲专题党课4次",
    "学校聘请{n}为法治副校长",
    "信访人{n}反映的问题已办结",
    "烈士{n}的亲属得到慰问",
    "退休干部{n}发挥余热",
    "采纳{n}提出的建议3条",
    "网格员{n}上报隐患12处",
    "{n}因病去世，补助已发放",
    "{n}、{m}夫妇返乡创业",
    "被告{n}已履行判决",
    "儿童{n}接种后出现发热",
    "授予{n}五一劳动奖章",
    "牵头人：{n}；成员：{m}、{o}",
    "新进人员{n}、{m}已到岗",
    "记者{n}采访报道2篇",
    "我局{n}同志赴省里挂职",
)


class _Drawn:
    """Draws names and numbers; the same for the same seed and half."""

    def __init__(self, seed: int, half: int) -> None:
        self.dice = random.Random(f"{seed}-{half}")
        self.half = half
        self._faker = Faker("zh_CN")
        self._faker.seed_instance(2 * seed + half)
        if half == LATE:
            own: list[str] = [*Names.last_names]
            self._common, self._rare, self._compound = own[:120], own[120:], _COMPOUND
            self._given, self._other = _LATE_GIVEN, _LATE_OTHER
            return
        single = [name for name in Names.last_names if len(name) == 1]
        common = single[:120]
        self._common, self._rare = self._mine(common), self._mine(single[120:])
        self._compound = self._mine(_COMPOUND)
        many = dict.fromkeys((*Names.first_names_male, *Names.first_names_female))
        self._given = [*self._mine(_GIVEN), *self._mine(many)]
        self._other = self._mine(_OTHER)

    def _mine(self, all: Iterable[str]) -> list[str]:
        return list(all)[self.half % 2 :: 2]

    def pick(self, choices: Sequence[str]) -> str:
        return self.dice.choice(choices)

    def line(self, lines: Sequence[str]) -> str:
        return self.pick(self._mine(lines))

    def name(self) -> tuple[str, str]:
        """A name and of what sort it is."""
        sort = self.dice.choices(("common", "rare", "compound", "other"), (70, 12, 8, 10))[0]
        if sort == "other":
            return self.pick(self._other), "other"
        surnames = {"common": self._common, "rare": self._rare, "compound": self._compound}[sort]
        given = self.pick(self._given)
        if self.dice.random() < 0.2:  # parents put together what they like
            given = self.pick(self._given)[0] + self.pick(self._given)[-1]
        return self.pick(surnames) + given, sort

    def digits(self, length: int) -> str:
        return "".join(self.dice.choices("0123456789", k=length))

    def mobile(self) -> str:
        return self.pick("13 15 17 18 19".split()) + self.digits(9)

    def id_card(self) -> str:
        number: str = self._faker.ssn()
        return number

    def bank_card(self) -> str:
        body = "62" + self.digits((self.pick(["13", "16"]) == "13" and 13) or 16)
        return body + _luhn(body)

    def credit_code(self) -> str:
        """Of a one-person business: GB 32100-2015, with its check character."""
        signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        body = "92" + self.id_card()[:6] + "MA" + "".join(self.dice.choices(signs, k=7))
        total = sum(signs.index(sign) * 3**at % 31 for at, sign in enumerate(body))
        return body + signs[(31 - total % 31) % 31]

    def mail_name(self) -> str:
        first, last = (self.pick(_SYLLABLES) + self.pick(_SYLLABLES) for _ in range(2))
        return first + self.pick(["", "_", "."]) + last + self.digits(3)

    def plate(self) -> str:
        plate: str = self._faker.license_plate().replace("-", "")
        return plate


def _luhn(body: str) -> str:
    total = 0
    for at, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if at % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return str(-total % 10)


def _names(drawn: _Drawn) -> Item:
    (n, sort), (m, _), (o, _) = drawn.name(), drawn.name(), drawn.name()
    form = drawn.pick(_LATE_LINES) if drawn.half == LATE else drawn.line(_NAME_LINES)
    said = [name for name, key in ((n, "{n}"), (m, "{m}"), (o, "{o}")) if key in form]
    told = [part for name in said for part in _telling(name)]
    return Item(f"name, {sort}", form.format(n=n, m=m, o=o), tuple(map(plain, told)))


def _telling(name: str) -> list[str]:
    """What of a name tells who it is: the whole, its long parts, a given name of two characters."""
    parts = [part for part in name.split("·") if len(part) > 2]
    surname = 2 if name[:2] in _COMPOUND else 1
    given = name[surname:] if len(name) == surname + 2 and parts == [name] else ""
    return [name, *parts, *([given] if given else [])]


# --- numbers in their guises ---

_HAN = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_CAPITAL = dict(zip("0123456789", "零壹贰叁肆伍陆柒捌玖", strict=True))
_CIRCLED = dict(zip("0123456789", "⓪①②③④⑤⑥⑦⑧⑨", strict=True))
_BOLD = {digit: chr(0x1D7CE + int(digit)) for digit in "0123456789"}
_WIDE = {digit: chr(0xFF10 + int(digit)) for digit in "0123456789"}


def _in(signs: dict[str, str], number: str) -> str:
    return "".join(signs.get(sign, sign) for sign in number)


def _grouped(number: str, sizes: Sequence[int], between: str) -> str:
    groups, at = [], 0
    for size in sizes:
        groups.append(number[at : at + size])
        at += size
    return between.join([*groups, number[at:]] if number[at:] else groups)


_GUISES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("plain", str),
    ("spaces", lambda n: _grouped(n, (3, 4), " ")),
    ("dots", lambda n: _grouped(n, (3, 4), ".")),
    ("hyphens", lambda n: _grouped(n, (3, 4), "-")),
    ("strokes", lambda n: _grouped(n, (3, 4), "/")),
    ("ellipses", lambda n: _grouped(n, (3, 4), "…")),
    ("low lines", lambda n: _grouped(n, (3, 4), "_")),
    ("raised dots", lambda n: _grouped(n, (3, 4), "·")),
    ("commas", lambda n: _grouped(n, (3, 4), "，")),
    ("tildes", lambda n: _grouped(n, (3, 4), "~")),
    ("each apart", " ".join),
    ("each by a hyphen", "-".join),
    ("zero width", "\u200b".join),
    ("soft hyphens", lambda n: _grouped(n, (3, 4), "\u00ad")),
    ("full width", lambda n: _in(_WIDE, n)),
    ("words", lambda n: _in(_HAN, n)),
    ("words, 幺", lambda n: _in(_HAN, n).replace("一", "幺")),
    ("words, apart", lambda n: _grouped(_in(_HAN, n), (3, 4), " ")),
    ("capitals", lambda n: _in(_CAPITAL, n)),
    ("circled", lambda n: _in(_CIRCLED, n)),
    ("bold", lambda n: _in(_BOLD, n)),
    ("half words", lambda n: n[:3] + _in(_HAN, n[3:7]) + n[7:]),
    ("brackets", lambda n: f"({n[:3]}){n[3:]}"),
    ("O and l", lambda n: n.replace("0", "O").replace("1", "l")),
)
_LINES = {
    "mobile": (
        "负责人电话{x}",
        "有事请打{x}",
        "{x}",
        "家长联系方式{x}(微信同号)",
        "值班手机：{x}，24小时开机",
        "举报人留的号码是{x}",
        "联系李老师 {x}",
        "通知到户主({x})",
    ),
    "id": (
        "身份证{x}",
        "证号：{x}",
        "申请人{x}符合条件",
        "{x}",
        "为持证人({x})办理补贴",
        "公民身份号码 {x}，已核",
    ),
    "card": (
        "补贴打入{x}",
        "卡号{x}",
        "一卡通:{x}",
        "{x}（农商行）",
        "账号 {x}，户名为本人",
        "已将2000元汇至{x}",
    ),
}


def _number(kind: str, number: str, length: int) -> Callable[[_Drawn], Item]:
    def made(drawn: _Drawn) -> Item:
        value = getattr(drawn, number)()
        name, guise = drawn.dice.choice(_GUISES)
        line = drawn.line(_LINES[kind]).format(x=guise(value))
        shown = value.replace("0", "O").replace("1", "l") if name == "O and l" else value
        return Item(f"{kind}, {name}", line, _pieces(shown, length))

    return made


def _landline(drawn: _Drawn) -> Item:
    area, local = drawn.pick("0839 010 021 0871 0996".split()), "6" + drawn.digits(6)
    form = drawn.line(
        ("{a}-{l}", "({a}){l}", "{a} {l}", "{a}{l}", "{a}—{l}", "+86-{b}-{l}", "{a}/{l}", "{a}.{l}")
    )
    said = form.format(a=area, l=local, b=area[1:])
    line = drawn.line(("住宅电话{x}", "{x}", "家中座机：{x}", "拨打{x}找到本人")).format(x=said)
    return Item("landline", line, _pieces(local, 6))


def _code(drawn: _Drawn) -> Item:
    code = drawn.credit_code()
    guise = drawn.line(
        ("{c}", "{d}", "{e}", "{f}", "{g}", "{h}")
    ).format(
        c=code, d=code.lower(), e=_grouped(code, (2, 6, 9), " "), f=_grouped(code, (4, 4, 4, 4), "-"),
        g="".join(chr(ord(sign) + 0xFEE0) for sign in code), h="\u200b".join(code),
    )  # fmt: skip
    line = drawn.line(
        ("个体工商户代码{x}", "{x}", "小吃店（{x}）补办许可", "统一社会信用代码：{x}")
    ).format(x=guise)
    return Item("credit code", line, _pieces(code, 6))


def _mail(drawn: _Drawn) -> Item:
    name, host = drawn.mail_name(), drawn.pick("qq.com 163.com sina.com.cn gmail.com".split())
    at, dot = drawn.line(
        (
            "@|.",
            "＠|．",
            " @ |.",
            " at | dot ",
            "[at]|[dot]",
            "#|.",
            "艾特|点",
            "（a）|.",
            "\u200b@|.",
            "@|。",
        )
    ).split("|")
    line = drawn.line(
        ("邮箱{x}", "材料发至{x}", "{x}", "E-mail: {x}", "（{x}）", "请发{x}收")
    ).format(x=name + at + host.replace(".", dot))
    return Item("mail", line, (plain(name), plain(name)[:-3]))


def _plate(drawn: _Drawn) -> Item:
    plate = drawn.plate()
    said = drawn.line(("{p}", "{q}", "{r}", "{s}", "{t}", "{u}")).format(
        p=plate, q=f"{plate[:2]}·{plate[2:]}", r=f"{plate[0]} {plate[1:]}", s=plate.lower(),
        t=plate[0] + "".join(chr(ord(sign) + 0xFEE0) for sign in plate[1:]), u=f"{plate[:2]}-{plate[2:]}",
    )  # fmt: skip
    line = drawn.line(
        (
            "查处{x}违停",
            "车主({x})已到场",
            "{x}",
            "肇事车辆为{x}，已移交",
            "车牌{x}",
            "私家车{x}免检",
        )
    ).format(x=said)
    return Item("plate", line, (plain(plate), plain(plate)[2:]))


def _permit(drawn: _Drawn) -> Item:
    eight = drawn.digits(8)
    name, number = drawn.line(
        (f"护照|E{eight}", f"护照|EA{eight[:7]}", f"护照号码：|e{eight}", f"护照|G {eight[:4]} {eight[4:]}",
         f"港澳通行证|C{eight}", f"台胞证|{eight}", f"往来港澳通行证号 |H{eight}", f"军官证|军字第{eight[:7]}号",
         f"驾驶证档案编号|5108{eight}", f"社保卡|A{eight}", f"社会保障号：|5108{eight}0011",
         f"医保编号|{eight}21", f"学籍号|G5108{eight}12", f"残疾证|5108{eight}001143", f"居住证|5108{eight}3321",
         f"参保人社保编号|{eight}7", f"护照|Ｅ{_in(_WIDE, eight)}", f"社保号|{_in(_HAN, eight)}")
    ).split("|")  # fmt: skip
    line = drawn.line(("{n}{x}", "本人{n}{x}已注销", "补办{n}（{x}）", "{n}:{x}")).format(
        n=name, x=number
    )
    return Item("passport, social security", line, _pieces(re.sub(r"[^\w]", "", eight), 6))


def _account(drawn: _Drawn) -> Item:
    digits = str(1 + drawn.dice.randrange(9)) + drawn.digits(8)
    name = drawn.mail_name().replace(".", "")
    said, secret = drawn.line(
        (f"微信{name}|{name}", f"QQ{digits}|{digits}", f"加我qq：{digits}|{digits}",
         f"vx {name}|{name}", f"微信号是{name}|{name}", f"抖音号{name}|{name}", f"薇信：{name}|{name}",
         f"扣扣{digits}|{digits}")
    ).split("|")  # fmt: skip
    line = drawn.line(("家长{x}", "群主{x}", "可加{x}", "报名请联系{x}")).format(x=said)
    return Item("account", line, (plain(secret), plain(secret)[:-3]))


def _address(drawn: _Drawn) -> Item:
    street, hamlet = drawn.line(_STREET), drawn.line(_HAMLET)
    a, b, c = (str(drawn.dice.randrange(2, 40)) for _ in range(3))
    said, secrets = drawn.line(
        (f"城关镇{street}路{a}号{b}栋{c}单元301室|{street}路", f"{street}小区{b}号楼{c}单元502|{street}小区",
         f"{hamlet}村{a}组{b}号|{hamlet}村", f"{street}花园{a}幢{b}0{c}|{street}花园",
         f"{hamlet}乡{hamlet}坪组{a}号|{hamlet}乡|{hamlet}坪", f"{street}街{a}号附{b}号|{street}街",
         f"{hamlet}沟{a}号（老屋）|{hamlet}沟{a}", f"{street}苑{a}栋{b}-{c}-2|{street}苑{a}",
         f"{street}巷{_in(_HAN, a)}号|{street}巷", f"{hamlet}湾社{a}队|{hamlet}湾")
    ).split("|", 1)  # fmt: skip
    line = drawn.line(
        (
            "户主家住{x}",
            "上门送药至{x}",
            "住址：{x}",
            "{x}",
            "独居老人住在{x}，每周探访2次",
            "现居{x}",
        )
    ).format(x=said)
    return Item("address", line, tuple(map(plain, secrets.split("|"))))


_KINDS: tuple[tuple[Callable[[_Drawn], Item], int], ...] = (
    (_names, 40), (_number("mobile", "mobile", 6), 16), (_landline, 3),
    (_number("id", "id_card", 6), 10), (_number("card", "bank_card", 6), 8), (_code, 5),
    (_mail, 5), (_plate, 4), (_permit, 5), (_account, 2), (_address, 6),
)  # fmt: skip


def items(count: int, *, seed: int = 1, half: int = DEV) -> Iterator[Item]:
    """As many items, the kinds in their shares (40 in 104 are names), in mixed order."""
    drawn = _Drawn(seed, half)
    makers = [make for make, share in _KINDS for _ in range(share)]
    for _ in range(count):
        yield drawn.dice.choice(makers)(drawn)
