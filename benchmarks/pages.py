"""Seeded pages for measuring: 40 to 150 KB, in the dress of government sites, with prose, figures and the request table."""

from __future__ import annotations

import random
from collections.abc import Iterator

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
SECTIONS = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
]
CONTAINERS = ['id="zoom"', 'class="TRS_Editor"', 'id="UCAP-CONTENT"', 'class="article-content"', 'id="vsb_content"']


def pages(count: int, seed: int = 20260101) -> Iterator[bytes]:
    """Yields ``count`` pages; a third in GB18030, declared as gb2312."""
    chance = random.Random(seed)
    for i in range(count):
        old = i % 3 == 0
        markup = _page(chance, "gb2312" if old else "utf-8")
        yield markup.encode("gb18030" if old else "utf-8")


def _page(chance: random.Random, charset: str) -> str:
    year = chance.randint(2019, 2024)
    title = f"某县人民政府{year}年政府信息公开工作年度报告"
    parts = []
    for number, name in zip("一二三四五六", SECTIONS, strict=True):
        parts.append(f"<p><strong>{number}、{name}</strong></p>")
        parts += [_paragraph(chance) for _ in range(chance.randint(8, 22))]
        if name == SECTIONS[2]:
            parts.append(_table(chance))
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
