"""LFT101: a placeholder of any style is still open."""

from collections.abc import Iterator

from drafter.checks.leftovers.masks import open_places
from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity


def placeholders(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        for span in open_places(line):
            single = line.view[slice(*span)] == "某"  # can be meant: 某县的教训
            yield RULE.at(line, span, severity=Severity.WARNING if single else None)


RULE: Rule[Report] = Rule(
    code="LFT101",
    severity=Severity.ERROR,
    name=("占位符没有填", "an open placeholder"),
    why=(
        "x、××、**、##、○○、△△、某某、____、N名、……亿元、空括号、留白、【待补】、[金额]、{{…}}等占位符表示数据未落实，定稿前必须填实或删去。",
        "x, ××, **, ##, ○○, △△, 某某, ____, N名, ……亿元, empty brackets, blanks, 【待补】, [金额] and {{…}} stand for what is not known; a signed report has none.",
    ),
    source=("公文初稿里常见的占位写法", "practice: placeholder styles met in official drafts"),
    message=("占位符没有填：{text}", "an open placeholder: {text}"),
    wrong=(
        "开展培训xx场次，落实资金xxx.xx万元。",
        "××县教育局组织检查**次。",
        "在某某中学召开现场会。",
        "本节内容【待补：本节要点】",
        "截至20xx年底，完成____万元。",
        "联系{{部门名称}}办理。",
        "联系${dept}办理。",
        "深入学习党的XX大精神，表彰○○名。",
        "由<单位名称>牵头，完成投资   万元。",
        "XX县水利局\n20××年×月×日",
        "2026年   月   日",
        "在2*24年的基础上，再培训*名。",
        "（略）",
        "在□□镇召开现场会。",
        "推广A县、B县做法，培训N人次。",
        "开展技能培训（  ）期，化解矛盾纠纷    件。",
        "结案率△△%，办结##件，满意率##.##%。",
        "引进博士M名，[具体数字]家企业申领补贴[金额]万元。",
        "基金结余……亿元，惠及群众？？户，走访企业？家。",
        "支出 万元，占预算的 %。",
        "本节【填写工作亮点】。",
    ),
    right=(
        "推进“5+2”课后服务，建设3×4米展板。",
        "某种程度上缓解了某些问题，对某一领域开展检查。",
        "QQ群发送通知，推广“1+N”模式。",
        "X射线机2台，X光片120张。",
        "**加强领导**，压实责任。",
        "按长×宽×高计算，费用为单价×数量。",
        "实施“数据要素×”行动，开展“人工智能×制造”试点。",
        "二○○八年以来，累计投入2.1亿元。",
        "犯罪嫌疑人王某某已被抓获。",
        "印发《关于印发<云岭县农村公路管理办法>的通知》。",
        "各部门（单位）要抓好落实，总投资亿元以上项目12个。",
        "建设A区、B区停车场，AAA级景区2家。",
        "参加4×100米接力，整治X308线。",
        "法定代表人姓  名：李明，职  务：校长，附  件：1份。",
        "惠及群众多少户？个别单位落实不力怎么办？",
        "推广“1+N”模式，建设A座、B栋，采购N95口罩2万只，C类企业3家。",
        "涉及教育、医疗、养老……人民群众满意。",
        "慰问老党员、困难群众等……共36户。",
    ),
    check=placeholders,
)
