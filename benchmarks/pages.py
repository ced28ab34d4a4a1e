"""Seeded pages for measuring, in the dress of government sites.

``prose``: 40 to 150 KB of prose with figures, and the table of requests. ``tables``: little prose and all four kinds of tables, the
statistics of 2014 (53 rows and their heads), article 20, requests, review and litigation.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Literal

Kind = Literal["prose", "tables"]

PLAIN = [
    "按照全面推进政务公开工作的要求，坚持以公开为常态、不公开为例外，把信息公开同业务工作一并部署、一并落实。",
    "进一步健全主动公开目录的动态调整机制，对涉及群众切身利益的事项做到及时更新、便于查找。",
    "加强政府网站和政务新媒体的日常管理，严格落实信息发布审核制度，未经审核的内容一律不得发布。",
    "围绕重点领域信息公开，及时发布财政预决算、公共资源配置、重大建设项目和社会公益事业等方面的信息。",
    "组织开展业务交流，帮助各单位工作人员熟悉条例规定，提高办理申请的规范化水平。",
    "公开工作同群众的期待相比还有差距，个别单位重视程度不够，内容更新不够及时。",
    "下一步将继续完善工作机制，拓宽公开渠道，增强公开的针对性和实效性。",
]
COUNTED = [
    "全年主动公开政府信息{a}条，其中通过政府网站公开{b}条，占{p}%，政务微博公开{c}条，政务微信公开{d}条。",
    "共收到政府信息公开申请{c}件，其中当面申请{d}件，网络申请{e}件，信函申请{f}件，均已按时答复。",
    "答复申请{c}件，其中同意公开{d}件，部分公开{e}件，不予公开{f}件，信息不存在{e}件，占{p}%。",
    "制发规范性文件{d}件，发布政策解读稿件{e}篇，召开新闻发布会{f}场，回应公众关注热点{f}次。",
    "召开政府信息公开工作会议{f}次，举办培训班{f}期，培训{c}人次，接待现场咨询{d}人次。",
    "因政府信息公开引发行政复议{f}件，结果维持{e}件；行政诉讼{f}件。未收取任何费用。",
]
ROWS = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（二）部分公开", "1.属于国家秘密",
        "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息",
        "7.属于行政执法案卷", "8.属于行政查询事项", "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确",
        "1.信访举报投诉类申请", "2.重复申请", "（七）总计", "四、结转下年度继续办理"]  # fmt: skip
HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
STATISTICS = {
    "一、主动公开情况": ("", ()),
    "（一）主动公开政府信息数": ("条", ("其中：主动公开规范性文件数",)),
    "制发规范性文件总数": ("件", ()),
    "（二）通过不同渠道和方式公开政府信息的情况": (
        "条",
        (
            "1.政府公报公开政府信息数",
            "2.政府网站公开政府信息数",
            "3.政务微博公开政府信息数",
            "4.政务微信公开政府信息数",
            "5.其他方式公开政府信息数",
        ),
    ),
    "二、回应解读情况": ("", ()),
    "（一）回应公众关注热点或重大舆情数": ("次", ()),
    "（二）通过不同渠道和方式回应解读的情况": (
        "次",
        (
            "1.参加或举办新闻发布会总次数",
            "其中：主要负责同志参加新闻发布会次数",
            "2.政府网站在线访谈次数",
            "其中：主要负责同志参加政府网站在线访谈次数",
            "3.政策解读稿件发布数",
            "4.微博微信回应事件数",
            "5.其他方式回应事件数",
        ),
    ),
    "三、依申请公开情况": ("", ()),
    "（一）收到申请数": ("件", ("1.当面申请数", "2.传真申请数", "3.网络申请数", "4.信函申请数")),
    "（二）申请办结数": ("件", ("1.按时办结数", "2.延期办结数")),
    "（三）申请答复数": (
        "件",
        (
            "1.属于已主动公开范围数",
            "2.同意公开答复数",
            "3.同意部分公开答复数",
            "4.不同意公开答复数",
            "其中：涉及国家秘密",
            "涉及商业秘密",
            "涉及个人隐私",
            "危及国家安全、公共安全、经济安全和社会稳定",
            "不是《条例》所指政府信息",
            "法律法规规定的其他情形",
            "5.不属于本行政机关公开数",
            "6.申请信息不存在数",
            "7.告知作出更改补充数",
            "8.告知通过其他途径办理数",
        ),
    ),
    "四、行政复议数量": ("件", ("（一）维持具体行政行为数", "（二）被依法纠错数", "（三）其他情形数")),
    "五、行政诉讼数量": (
        "件",
        ("（一）维持具体行政行为或者驳回原告诉讼请求数", "（二）被依法纠错数", "（三）其他情形数"),
    ),
    "六、举报投诉数量": ("件", ()),
    "七、依申请公开信息收取的费用": ("万元", ()),
    "八、机构建设和保障经费情况": ("", ()),
    "（一）政府信息公开工作专门机构数": ("个", ("（二）设置政府信息公开查阅点数",)),
    "（三）从事政府信息公开工作人员数": ("人", ("1.专职人员数", "2.兼职人员数")),
    "（四）政府信息公开专项经费": ("万元", ()),
    "九、政府信息公开会议和培训情况": ("", ()),
    "（一）召开政府信息公开工作会议或专题会议数": ("次", ("（二）举办各类培训班数",)),
    "（三）接受培训人员数": ("人次", ()),
}
"""The rows of the national table, those that share a unit under the first of them."""  # fmt: skip
ARTICLE20 = (
    ("一", ("本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "行政规范性文件")),
    ("五", ("本年处理决定数量",), ("行政许可",)),
    ("六", ("本年处理决定数量",), ("行政处罚", "行政强制")),
    ("八", ("本年收费金额（单位：万元）",), ("行政事业性收费",)),
)
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
SECTIONS = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
]
CONTAINERS = ['id="zoom"', 'class="TRS_Editor"', 'id="UCAP-CONTENT"', 'class="article-content"', 'id="vsb_content"']


def pages(count: int, seed: int = 20260101, kind: Kind = "prose") -> Iterator[bytes]:
    """Yields ``count`` pages of a kind; a third in GB18030, declared as gb2312."""
    chance = random.Random(seed)
    for i in range(count):
        old = i % 3 == 0
        markup = _page(chance, "gb2312" if old else "utf-8", kind)
        yield markup.encode("gb18030" if old else "utf-8")


def _page(chance: random.Random, charset: str, kind: Kind) -> str:
    year = chance.randint(2019, 2024)
    title = f"某县人民政府{year}年政府信息公开工作年度报告"
    parts = []
    tables = {SECTIONS[2]: _table}
    if kind == "tables":
        tables |= {SECTIONS[1]: _article20, SECTIONS[3]: _review, SECTIONS[5]: _statistics}
    for number, name in zip("一二三四五六", SECTIONS, strict=True):
        parts.append(f"<p><strong>{number}、{name}</strong></p>")
        parts += [_paragraph(chance) for _ in range(chance.randint(8, 22) if kind == "prose" else 1)]
        if name in tables:
            parts.append(tables[name](chance))
    side = "".join(f'<li><a href="/xxgk/{y}.html">某县{y}年政府信息公开年度报告</a></li>' for y in range(2008, 2025))
    menu = "".join(f'<li><a href="/{i}/">栏目{i}</a></li>' for i in range(60))
    style = "body{font:14px/2 sans-serif}" * chance.randint(200, 900)
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><meta name="PubDate" content="{year + 1}-01-20 09:00">'
        f'<meta name="ArticleTitle" content="{title}"><title>{title}_某县人民政府</title><style>{style}</style></head><body>'
        f'<div class="nav"><ul>{menu}</ul></div><div class="crumb">当前位置：首页 &gt; 政府信息公开年报</div><h1>{title}</h1>'
        f"<div>发布时间：{year + 1}-01-20 来源：某县人民政府办公室</div><div {chance.choice(CONTAINERS)}>{''.join(parts)}</div>"
        f'<div class="side"><ul>{side}</ul></div><div class="footer">版权所有</div></body></html>'
    )


def _paragraph(chance: random.Random) -> str:
    sentences = chance.choices(PLAIN, k=chance.randint(2, 5))
    if chance.random() < 0.35:
        numbers = {k: chance.randint(1, 10**n) for k, n in zip("abcdef", (5, 4, 3, 2, 2, 1), strict=True)}
        sentences.append(chance.choice(COUNTED).format(p=round(chance.random() * 100, 1), **numbers))
    return f'<p style="text-indent:2em;mso-char-indent-count:2"><span style="font-size:16pt">{"".join(sentences)}</span></p>'


def _table(chance: random.Random) -> str:
    head = "".join(f"<td><p>{h}</p></td>" for h in HEADS)
    rows = [
        f"<tr><td><p>{label}</p></td>{''.join(f'<td><p>{chance.randint(0, 99)}</p></td>' for _ in HEADS)}</tr>"
        for label in ROWS
    ]
    return f'<table border="1"><tbody><tr><td></td>{head}</tr>{"".join(rows)}</tbody></table>'


def _rows(rows: list[list[str]]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in rows)
    return f'<table border="1"><tbody>{lines}</tbody></table>'


def _statistics(chance: random.Random) -> str:
    rows = [["统计指标", "单位", "统计数"]]
    for label, (unit, below) in STATISTICS.items():
        rows += [[text, unit, str(chance.randint(0, 99)) if unit else ""] for text in (label, *below)]
    return _rows(rows)


def _article20(chance: random.Random) -> str:
    rows = []
    for item, heads, labels in ARTICLE20:
        rows.append([f"第二十条第（{item}）项"])
        rows.append(["信息内容", *heads])
        rows += [[label, *(str(chance.randint(0, 99)) for _ in heads)] for label in labels]
    return _rows(rows)


def _review(chance: random.Random) -> str:
    leaves = "".join(f"<td>{r}</td>" for r in RESULTS)
    values = "".join(f"<td>{chance.randint(0, 9)}</td>" for _ in range(15))
    return (
        '<table border="1"><tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>'
        f"<tr>{leaves.replace('<td>', '<td rowspan=2>')}"
        '<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>'
        f"<tr>{leaves}{leaves}</tr><tr>{values}</tr></table>"
    )
