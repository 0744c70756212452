"""Pages as the sites of governments and schools make them: the document alone is left."""

from pathlib import Path

import pytest

from drafter.reading.document import Document, read_document

TITLE = "云岭县教育体育局2024年工作总结"
TEXT = [
    "根据县委、县政府工作安排，现将2024年工作总结如下。",
    "一、工作完成情况",
    "（一）加强党的建设",
    "举办专题学习12场次，参学300人次。开展“三会一课”检查2轮。",
    "1.优化学校布局。新建幼儿园6所，新增学位1,200个，普惠率达到93.5%。",
    "二、存在问题",
    "经费缺口较大，部分项目进展不快。",
]
BODY = "".join(f"<p>　　{line}</p>\n" for line in TEXT)
NAV = "<div class=nav><ul><li><a>首页</a></li><li><a>政务公开</a></li><li><a>办事服务</a></li></ul></div>"
SIGNED = (
    "<p style='text-align:right'>云岭县教育体育局</p><p style='text-align:right'>2025年1月8日</p>"
)


def read(tmp_path: Path, page: str, encoding: str = "utf-8", name: str = "网页.html") -> Document:
    file = tmp_path / name
    file.write_bytes(page.encode(encoding))
    return read_document(file)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        # a portal of a government: the name of the site in <title>, shares and related pages below
        (
            f"<html><head><meta charset=utf-8><title>{TITLE}_云岭县人民政府</title></head><body>{NAV}<div class=w1200>"
            f"<div class=BreadcrumbNav>当前位置：<a>首页</a> &gt; <a>工作总结</a></div><div class='article pub_border'>"
            f"<h1>{TITLE}</h1><div class=pages-date>2025-01-10 09:30 <span>来源： 县教育体育局</span>"
            f"<span>字体：<a>大</a><a>中</a></span></div><div id=UCAP-CONTENT>{BODY}{SIGNED}"
            "<div class=editor>【我要纠错】责任编辑：张三</div></div><div>扫一扫在手机打开当前页</"
            "div><div>相关稿件</div>"
            "<ul><li><a>云岭县教育体育局2023年工作总结</a></li></ul></div></div><div class=footer>"
            "<p>主办单位：某办公室</p></div>",
            "utf-8",
        ),
        # tables that lay the page out, in GB 18030 under the name of gb2312
        (
            "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'>"
            f"<meta name=ArticleTitle content='{TITLE}'><title>工作总结</title></head><body><table>"
            f"<tr><td>{NAV}</td></tr>"
            "<tr><td>您现在的位置：<a>首页</a>&gt;<a>信息公开</a></td></tr>"
            f"<tr><td align=center><b>{TITLE}</b></td></tr><tr><td align=center>发布时间：2025-01-10　来源：县教体局"
            f"　【字体：<a>大</a> <a>小</a>】</td></tr><tr><td><div class=TRS_Editor>{BODY}{SIGNED}</div></td></tr>"
            "<tr><td>附件：<a>2024年工作总结.doc</a></td></tr><tr><td>【<a>打印本页</a>】【<a>关闭窗口</a>】</td></tr>"
            "<tr><td>上一篇：<a>关于放假的通知</a><br>下一篇：<a>2023年工作总结</a></td></tr></table></body></html>",
            "gb18030",
        ),
        # the whole page in a form, as ASP.NET and vsb have it; a side bar with headings of its own
        (
            f"<html><head><meta charset=utf-8><title>{TITLE}-云岭县第一中学</title></head><body><form id=form1>"
            "<div class=top>设为首页|加入收藏</div><div class=left><h3>通知公告</h3><ul><li><a>工作"
            "动态</a></li></ul></div>"
            f"<h2>{TITLE}</h2><p>时间：2025-01-10　点击数：<span>88</span></p>"
            f"<div id=vsb_content>{BODY}{SIGNED}</div><p>附件【<a>总结.docx</a>】已下载<span>3</span>次</p>"
            "<p>上一条：<a>关于召开家长会的通知</a></p></form></body></html>",
            "utf-8",
        ),
        # no name of the page, the title by class alone, the text in a box whose class says "print"
        (
            f"<html><meta charset=utf-8><body><div id=print class=print><div class=head-title>{TITLE}</div>"
            f"<div>字号：大 中 小</div><div class=hot-content>{BODY}{SIGNED}</div></div></body></html>",
            "utf-8",
        ),
        # lines ended by <br>, a third heading as title, all in one cell
        (
            "<html><meta charset=gbk><title>工作总结</title><body><table><tr><td><ul><li><a>栏目一</a><li><a>栏目二</a>"
            f"<li><a>栏目三</a></ul></td><td><h3>{TITLE}</h3><div>2025/1/10 来源：本站 点击：33</div><div>"
            + "<br/>\n".join(
                f"&nbsp;&nbsp;&nbsp;&nbsp;{line}"
                for line in [*TEXT, "云岭县教育体育局", "2025年1月8日"]
            )
            + "</div></td></tr></table></body></html>",
            "gbk",
        ),
        # a title of two lines, words cut into spans, the site's own name as first heading
        (
            f"<html><meta charset=utf-8><body><h1>云岭县人民政府门户网站</h1>{NAV}<div>"
            "<p align=center><span style='font-size:22pt'>云岭县教育体育局</span></p>"
            "<p align=center><span style='font-size:22pt'>2024年工作总结</span></p>"
            + "".join(
                f"<div><span>{x[:5]}</span><span><b>{x[5:9]}</b></span><span>{x[9:]}</span></div>"
                for x in TEXT
            )
            + f"{SIGNED}</div></body></html>",
            "utf-8",
        ),
    ],
)
def test_the_document_alone_is_left_of_a_page(tmp_path: Path, page: str, encoding: str) -> None:
    document = read(tmp_path, page, encoding)
    assert (document.title, document.unit, document.date) == (
        TITLE,
        "云岭县教育体育局",
        "2025年1月8日",
    )
    assert texts(document) == TEXT


def test_the_table_above_a_policy_says_what_it_is(tmp_path: Path) -> None:
    title = "云岭县人民政府办公室关于印发云岭县校车安全管理办法的通知"
    rows = [
        ("索 引 号：", "530600-2024-00012", "主题分类：", "教育"),
        ("发布机构：", "云岭县人民政府办公室", "成文日期：", "2024年03月05日"),
        ("发文字号：", "云政办发〔2024〕12号", "发布日期：", "2024-03-08"),
    ]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    document = read(
        tmp_path,
        f"<html><meta charset=utf-8><title>{title}</title><body>{NAV}<table>{table}</table><div><div>{title}</div>"
        f"<div>云政办发〔2024〕12号</div><div class=article-content><p>各乡镇人民政府：</p><p>{TEXT[3]}</p>"
        "<p align=center><b>云岭县校车安全管理办法</b></p><p>第一条　为了加强管理，制定本办法。</p></div></div>",
    )
    assert (document.title, document.kind, document.number) == (
        title,
        "通知",
        "云政办发〔2024〕12号",
    )
    assert (document.unit, document.date) == ("云岭县人民政府办公室", "2024年3月5日")
    assert texts(document) == [
        "各乡镇人民政府：", TEXT[3], "云岭县校车安全管理办法", "第一条 为了加强管理，制定本办法。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # a line of the file that ends between two hanzi, Word's own marks of lists, what was struck out
        (
            "<p>举办培训<span>12</span>场次，\n参训人员\n达300人次。</p>",
            ["举办培训12场次，参训人员达300人次。"],
        ),
        (
            "<p><![if !supportLists]><span>一、<span>&nbsp;&nbsp; </span></span><![endif]>主要工作</p>",
            ["一、主要工作"],
        ),
        ("<p>学位<s>500</s><del>600</del><ins>700</ins>个。</p>", ["学位700个。"]),
        # the numbers that a browser prints
        ("<ol><li>抓党建。</li><li>（二）抓队伍。</li></ol>", ["1. 抓党建。", "（二）抓队伍。"]),
        (
            "<ol start=3><li>抓安全。</li></ol><ol style='list-style:none'><li>无号。</li></ol>",
            ["3. 抓安全。", "无号。"],
        ),
        # cells that span; an empty one keeps its place
        (
            "<table><tr><th rowspan=2>学校<th colspan=2>学位<th>备注</tr><tr><th>小学<th>初中<th></tr>"
            "<tr><td>一中<td>1200<td><td>续建</tr></table>",
            ["学校｜学位｜｜备注\n学校｜小学｜初中\n一中｜1200｜｜续建"],
        ),
        ("<pre>第一行\n第二行</pre>", ["第一行", "第二行"]),
    ],
)
def test_what_a_browser_shows(tmp_path: Path, html: str, expected: list[str]) -> None:
    page = f"<html><meta charset=utf-8><body><h1>{TITLE}</h1>{html}<p>{TEXT[3]}</p></body></html>"
    assert texts(read(tmp_path, page))[:-1] == expected


def test_bold_lines_without_a_number_are_headings(tmp_path: Path) -> None:
    page = f"<html><meta charset=utf-8><body><h1>{TITLE}</h1><p><strong>亮点工作</strong></p>{BODY}</body></html>"
    assert [(b.text, bool(b.level)) for b in read(tmp_path, page).blocks][:2] == [
        ("亮点工作", True),
        (TEXT[0], False),
    ]


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    import email.message

    message = email.message.EmailMessage()
    message["Subject"] = "saved"
    message.set_content(
        f"<html><body><h1>{TITLE}</h1>{BODY}</body></html>", subtype="html", charset="gb18030"
    )
    (tmp_path / "网页.mht").write_bytes(message.as_bytes())
    document = read_document(tmp_path / "网页.mht")
    assert (document.title, texts(document)) == (TITLE, TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["", "<meta charset=gb2312>", "<meta charset=utf-8>"])
def test_what_a_page_says_of_its_encoding_need_not_be_true(
    tmp_path: Path, encoding: str, declared: str
) -> None:
    page = f"<html><head>{declared}</head><body><h1>{TITLE}</h1>{BODY}</body></html>"
    assert texts(read(tmp_path, page, encoding)) == TEXT
