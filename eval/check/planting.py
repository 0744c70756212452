"""Defects to plant in clean text, one at a time: what `python -m eval check` measures rules with."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Change = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of defect.

    name    in English, for tables
    codes   rules, or families, any of which counts as having found it
    where   where it can be planted in clean text
    change  makes the defect of a match; what it leaves as it is, is no place for it
    """

    name: str
    codes: tuple[str, ...]
    where: re.Pattern[str]
    change: Change

    def planted(self, text: str) -> Iterator[str]:
        """`text` with one defect, once for every place it can stand."""
        for match in self.where.finditer(text):
            new = self.change(match)
            if new != match[0]:
                yield text[: match.start()] + new + text[match.end() :]


def _kind(name: str, codes: str, where: str, change: Change | str) -> Kind:
    def to_text(match: re.Match[str]) -> str:
        return str(change)

    make = to_text if isinstance(change, str) else change
    return Kind(name, tuple(codes.split()), re.compile(where, re.MULTILINE), make)


def _more(match: re.Match[str]) -> str:
    """The number in group 2 made larger by more than rounding hides."""
    return f"{match[1]}{int(match[2]) * 3 + 7}{match[3]}"


KINDS: tuple[Kind, ...] = (
    # figures among themselves; the clean text holds sums that are right
    _kind(
        "part over whole",
        "FIG201",
        r"(\d([所名家处人])，其中[^\d，。占超完]{2,6})(\d{1,4})\2(?=[，、。])",
        lambda m: f"{m[1]}{int(m[3]) * 20 + 7}{m[2]}",
    ),
    _kind("parts and whole", "FIG201", r"(分别为\D{2,6})(\d{1,4})([所名家件处人个]、)", _more),
    _kind("sum", "FIG202", r"(，共)(\d{1,4})([件所名家处])", _more),
    _kind(
        "rate",
        "FIG203",
        r"(\d[处件批次]{1,2}，(?:整改|办结|合格)\d+[处件批次]{1,2}，(?:整改|办结|合格)率)(9\d)(\.\d+%|%)",
        lambda m: f"{m[1]}{int(m[2]) - 17}{m[3]}",
    ),
    _kind("growth", "FIG204", r"(由\d+[人张个家]增加到\d+[人张个家]，增长)(\d+)(%)", _more),
    _kind(
        "percent for points", "FIG204", r"(由\d+%提高到\d+%，提高\d+)个百分点", lambda m: m[1] + "%"
    ),
    _kind("shares over 100", "FIG205", r"(占)(4\d|3\d)(%、)", _more),
    _kind(
        "rate over 100",
        "FIG205 FIG203",
        r"(?<=[^农])(覆盖率|巩固率|合格率)(?:为|达到|达)?\d+(?:\.\d+)?%(?!以上|左右)",
        lambda m: f"{m[1]}达108.5%",
    ),
    _kind(
        "promised items",
        "FIG207 HED",
        r"([两三四五])项(机制|工作|措施|制度)(?=：|[。，])",
        lambda m: f"七项{m[2]}",
    ),
    _kind("times fewer", "FIG208", r"(?:下降|减少)\d+(?:\.\d+)?%", "减少2倍"),
    # dates
    _kind(
        "impossible day", "DAT101", r"(?<=[^\d])(4|6|9|11)月\d{1,2}日", lambda m: f"{m[1]}月31日"
    ),
    _kind("impossible month", "DAT101", r"(?<![\d])\d{1,2}月底", "13月底"),
    _kind("short year", "DAT102", r"20(2\d)年(?=上半年|底|\d{1,2}月)", lambda m: f"{m[1]}年"),
    _kind(
        "finished first",
        "DAT104",
        r"(\d)月(开工[^，。]{0,6}，)\d{1,2}月底?(?=交付|建成|竣工)",
        lambda m: f"9月{m[2]}3月",
    ),
    # numbers of headings and lists
    _kind("list gap", "HED", r"。三是|；三是", lambda m: m[0][0] + "四是"),
    _kind("list repeat", "HED", r"。二是|；二是", lambda m: m[0][0] + "一是"),
    _kind("heading mark", "HED", r"^(（[一二三四]）)(?=[\u4e00-\u9fff])", lambda m: m[1] + "、"),
    # punctuation
    _kind("half-width comma", "PUN101", r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", ","),
    _kind("half-width bracket", "PUN101 PUN103", r"（(?=[\u4e00-\u9fff])", "("),
    _kind("closing quote lost", "PUN103", r"(?<=[\u4e00-\u9fff])”", ""),
    _kind("opening title lost", "PUN103", r"《", ""),
    _kind("stop between quotes", "PUN105", r"”“", "”、“"),
    _kind("doubled stop", "PUN104", r"(?<=[\u4e00-\u9fff])。(?=.)", "。。"),
    _kind("comma and stop", "PUN104", r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", "，、"),
    _kind(
        "nested title",
        "PUN106",
        r"《([^《》]{4,20}通知|[^《》]{4,20}办法)》",
        lambda m: f"《关于印发《{m[1]}》的通知》",
    ),
    _kind("number brackets", "PUN107", r"〔(20\d\d)〕(?=\d+号)", lambda m: f"[{m[1]}]"),
    _kind(
        "stop before 等",
        "PUN110",
        r"(?<=[\u4e00-\u9fff])等(?=[\u4e00-\u9fff])(?<=、[\u4e00-\u9fff]{2}等)",
        "、等",
    ),
    _kind("space", "PUN112", r"(?<=[\u4e00-\u9fff])(\d+)(?=[名个家次所])", lambda m: f" {m[1]} "),
    # numerals
    _kind(
        "full-width digits",
        "NUM101",
        r"(?<=[\u4e00-\u9fff])(\d)(?=[名个家次所])",
        lambda m: chr(ord(m[1]) + 0xFEE0),
    ),
    _kind("percent range", "NUM103", r"(\d+)%～(\d+)%", lambda m: f"{m[1]}～{m[2]}%"),
    _kind("large range", "NUM104", r"(\d+)万～(\d+)万", lambda m: f"{m[1]}～{m[2]}万"),
    _kind("hyphen range", "NUM105", r"(?<=\d)～(?=\d+[名个年])|(?<=20\d\d)—(?=20\d\d年)", "-"),
    _kind(
        "doubled estimate",
        "NUM107",
        r"(?<=[\u4e00-\u9fff])(\d+0)(?=[名人家户])",
        lambda m: f"约{m[1]}余",
    ),
    _kind("mixed scale", "NUM109", r"(?<![\d.])(\d)\d00(?=[名人家元])", lambda m: f"{m[1]}千5百"),
    # wording
    _kind("fixed phrase", "WRD101", r"铸牢中华民族共同体意识", "筑牢中华民族共同体意识"),
    _kind("fixed phrase 2", "WRD101", r"控辍保学", "控流保学"),
    _kind("fixed phrase 3", "WRD101", r"立德树人", "立德育人"),
    _kind("near miss", "WRD102 WRD101", r"义务教育优质均衡发展", "义务教育优质均横发展"),
    _kind("near miss 2", "WRD102 WRD101", r"安全生产治本攻坚三年行动", "安全生产治本攻坚三年动"),
    _kind(
        "doubled character",
        "WRD103",
        r"(落实|推进|开展|加强|组织|完成)(?=[\u4e00-\u9fff])",
        lambda m: m[1] + m[1][1],
    ),
    _kind(
        "doubled word",
        "WRD103",
        r"(落实|推进|开展|加强|组织|完成)(?=[\u4e00-\u9fff])",
        lambda m: m[1] * 2,
    ),
    _kind("dropped character", "WRD104", r"进一步(?=[推加提完强深健规优])", "进一"),
    _kind("dropped character 2", "WRD104", r"征求意见", "征求见"),
    _kind(
        "misspelt",
        "WRD106",
        r"台账|部署|截至目前|防范|其他",
        lambda m: {
            "台账": "台帐",
            "部署": "布署",
            "截至目前": "截止目前",
            "防范": "防犯",
            "其他": "其它",
        }[m[0]],
    ),
    _kind(
        "phrase with a character alike",
        "WRD116 WRD106 WRD101 WRD102",
        r"责任落实|安全生产|乡村振兴|义务教育|应急预案|隐患排查|督促检查|贯彻落实",
        lambda m: m[0].translate(str.maketrans("任产兴务预患督彻", "认铲星物予串都撤")),
    ),
    _kind(
        "phrase turned about",
        "WRD116",
        r"乡村振兴|义务教育|应急预案|隐患排查",  # 安全产生 would be words
        lambda m: m[0][:2] + m[0][:1:-1],
    ),
    _kind("statute", "WRD115", r"。$", "，依据《中华人民共和国义务教育法》第九十二条办理。"),
    _kind("until", "WRD107", r"截至(?=\d{1,2}月|20\d\d年)", "截止"),
    _kind("repeated sentence", "WRD109", r"(?<=。)([^。；0-9]{18,60}。)", lambda m: m[1] + m[1]),
    _kind(
        "document's two titles",
        "WRD113",
        r"《([^《》〈〉第、\d]{10,30})》[^。\n]*。",
        lambda m: f"{m[0]}认真落实《{m[1][:8]}{m[1][9:]}》。",
    ),
    _kind(
        "unit's two names",
        "WRD114",
        r"(?<![\u4e00-\u9fff])([县区])(卫生健康|教育|水利|交通运输)局[^。\n]*。",
        lambda m: (
            m[0]
            + m[1]
            + {"卫生健康": "卫生", "教育": "教育体育", "水利": "水务", "交通运输": "交通"}[m[2]]
            + "局抓好落实。"
        ),
    ),
    _kind(
        "school's two names",
        "WRD114",
        r"(青石桥|白马滩|大柳树)(中心小学|实验小学|中心卫生院)[^。\n]*。",
        lambda m: f"{m[0]}{m[1]}{m[2].replace('中心', '中').replace('实验', '试验')}抓好落实。",
    ),
    # leftovers
    _kind("mask", "LFT101", r"(?<=[\u4e00-\u9fff])\d{2}(?=[名个家次所件])", "xx"),
    _kind("crosses", "LFT101", r"(?<=[\u4e00-\u9fff])\d{2}(?=[名个家次所件])", "××"),
    _kind(
        "to be filled in",
        "LFT101",
        r"(?<=[\u4e00-\u9fff])\d{2}(?=[名个家次所件])",
        "【待补：数量】",
    ),
    _kind("nobody", "LFT101", r"[\u4e00-\u9fff]{2}县(?=教育|民政|人民医院|中学)", "某某县"),
    _kind("template", "LFT103", r"。$", "。（此处填写具体做法）"),
    _kind("web", "LFT104", r"。$", "。下一篇：2023年工作计划"),
    _kind("error value", "LFT111", r"(?<=[\u4e00-\u9fff])\d{2}(?=[名个家次所件])", "#DIV/0!"),
    _kind("talk", "LFT112", r"。$", "。[图片]"),
    _kind("chat", "LFT105", r"^(?=[\u4e00-\u9fff]{6})", "以下是根据您提供的要点撰写的内容："),
    _kind(
        "remark", "LFT109", r"(?<=\d)([名个家次所件])(?=[，。])", lambda m: m[1] + "（数据待核）"
    ),
    _kind("phone", "LFT107", r"。$", "，联系电话13812345678。"),
)
