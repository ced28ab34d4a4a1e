"""Clean tables of each kind as cells with their meaning, and the ways in which pages damage them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from report_parser.document.build import TextBuilder
from report_parser.document.grid import RawCell
from report_parser.models import Document

APPLICANTS = ("natural_person", "company", "research", "public_welfare", "legal_service", "other", "total")
Key = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Td:
    """A cell with what its number means; ``key`` is None for labels and heads."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    key: Key | None = None


Table = list[list[Td]]


def key(indicator: str, **dimensions: str) -> Key:
    return indicator, tuple(sorted(dimensions.items()))


def numbers(start: int = 101) -> Iterator[str]:
    """Numbers of which no two are alike, so that a value in the wrong place shows."""
    while True:
        yield str(start)
        start += 7


def document(*tables: Table, lines: tuple[str, ...] = ()) -> Document:
    """A document of these tables, each after its line of text (if any)."""
    builder = TextBuilder()
    for i, table in enumerate(tables):
        if i < len(lines) and lines[i]:
            builder.add_line(lines[i])
        builder.add_grid([[RawCell(c.text, c.rowspan, c.colspan) for c in row] for row in table])
    return builder.document(tags={}, around=(), container="")


def truth(table: Table) -> dict[Key, float]:
    """What a table says, cell by cell."""
    return {c.key: float(c.text.replace(",", "")) for row in table for c in row if c.key is not None and c.text}


DENIED = (
    ("state_secret", "1.属于国家秘密"),
    ("prohibited_by_law", "2.其他法律行政法规禁止公开"),
    ("security_stability", "3.危及“三安全一稳定”"),
    ("third_party_rights", "4.保护第三方合法权益"),
    ("internal_affairs", "5.属于三类内部事务信息"),
    ("process_information", "6.属于四类过程性信息"),
    ("enforcement_file", "7.属于行政执法案卷"),
    ("administrative_query", "8.属于行政查询事项"),
)
UNAVAILABLE = (
    ("outcome.not_held", "1.本机关不掌握相关政府信息"),
    ("outcome.no_existing_record", "2.没有现成信息需要另行制作"),
    ("outcome.unclear", "3.补正后申请内容仍不明确"),
)
NOT_PROCESSED = (
    ("petition", "1.信访举报投诉类申请"),
    ("duplicate", "2.重复申请"),
    ("publication", "3.要求提供公开出版物"),
    ("excessive", "4.无正当理由大量反复申请"),
    ("reconfirmation", "5.要求行政机关确认或重新出具已获取信息"),
)
OTHER = (
    ("overdue_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("unpaid_fee", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other", "3.其他"),
)


def requests(form: int = 2021) -> Table:
    """The table of requests, of 2019 or of 2021."""
    counter = numbers()

    def values(indicator: str) -> list[Td]:
        return [
            Td(next(counter), key=key(indicator) if a == "total" else key(indicator, applicant=a)) for a in APPLICANTS
        ]

    results: Table = [
        [Td("（一）予以公开", colspan=2), *values("outcome.granted")],
        [
            Td("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", colspan=2),
            *values("outcome.partially_granted"),
        ],
    ]
    groups = [
        ("（三）不予公开", [(f"outcome.denied.{k}", t) for k, t in DENIED]),
        ("（四）无法提供", list(UNAVAILABLE)),
        ("（五）不予处理", [(f"outcome.not_processed.{k}", t) for k, t in NOT_PROCESSED]),
    ]
    if form == 2021:
        groups.append(("（六）其他处理", [(f"outcome.other.{k}", t) for k, t in OTHER]))
    for name, rows in groups:
        for i, (indicator, label) in enumerate(rows):
            results.append([*([Td(name, rowspan=len(rows))] if i == 0 else []), Td(label), *values(indicator)])
    if form == 2019:
        results.append([Td("（六）其他处理", colspan=2), *values("outcome.other")])
    results.append([Td("（七）总计", colspan=2), *values("outcome.total")])
    results[0].insert(0, Td("三、本年度办理结果", rowspan=len(results)))
    return [
        [
            Td("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", rowspan=3, colspan=3),
            Td("申请人情况", colspan=7),
        ],
        [Td("自然人", rowspan=2), Td("法人或其他组织", colspan=5), Td("总计", rowspan=2)],
        [Td("商业企业"), Td("科研机构"), Td("社会公益组织"), Td("法律服务机构"), Td("其他")],
        [Td("一、本年新收政府信息公开申请数量", colspan=3), *values("requests.received")],
        [Td("二、上年结转政府信息公开申请数量", colspan=3), *values("requests.carried_in")],
        *results,
        [Td("四、结转下年度继续办理", colspan=3), *values("requests.carried_out")],
    ]


RESULTS = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)
BLOCKS = (
    ("review", None, "行政复议"),
    ("litigation", "direct", "未经复议直接起诉"),
    ("litigation", "after_review", "复议后起诉"),
)


def review_key(prefix: str, result: str, route: str | None) -> Key:
    return key(f"{prefix}.{result}", route=route) if route else key(f"{prefix}.{result}")


def review() -> Table:
    """The table of reviews and lawsuits: 15 values in one row."""
    counter = numbers()
    leaves = [Td(label) for _, label in RESULTS]
    return [
        [Td("行政复议", colspan=5), Td("行政诉讼", colspan=10)],
        [*(replace(c, rowspan=2) for c in leaves), Td("未经复议直接起诉", colspan=5), Td("复议后起诉", colspan=5)],
        [*leaves, *leaves],
        [Td(next(counter), key=review_key(p, r, route)) for p, route, _ in BLOCKS for r, _ in RESULTS],
    ]


def review_upright() -> Table:
    """The same, one value a row."""
    counter = numbers()
    rows: Table = []
    for prefix, route, name in BLOCKS:
        for i, (result, label) in enumerate(RESULTS):
            block = [Td(name, rowspan=5)] if i == 0 else []
            rows.append([*block, Td(label), Td(next(counter), key=review_key(prefix, result, route))])
    return rows


def article20(form: int = 2021) -> Table:
    """The table after article 20, of 2019 or of 2021."""
    counter = numbers()

    def head(item: str, *labels: str) -> Table:
        return [[Td(f"第二十条第（{item}）项", colspan=4)], [Td("信息内容"), *_spread(labels)]]

    def row(label: str, prefix: str, *names: str) -> list[Td]:
        values = [(next(counter), key(f"article20.{prefix}.{n}")) for n in names]
        cells = _spread([v for v, _ in values])
        return [Td(label), *(replace(c, key=k) for c, (_, k) in zip(cells, values, strict=True))]

    if form == 2021:
        counts, one = ("issued", "repealed", "in_force"), ("decisions",)
        return [
            *head("一", "本年制发件数", "本年废止件数", "现行有效件数"),
            row("规章", "regulations", *counts),
            row("行政规范性文件", "normative_documents", *counts),
            *head("五", "本年处理决定数量"),
            row("行政许可", "licensing", *one),
            *head("六", "本年处理决定数量"),
            row("行政处罚", "penalties", *one),
            row("行政强制", "coercion", *one),
            *head("八", "本年收费金额（单位：元）"),
            row("行政事业性收费", "charges", "amount"),
        ]
    counts, items = ("issued", "published", "in_force"), ("items_last_year", "items_change", "decisions")
    heads = ("上一年项目数量", "本年增/减", "处理决定数量")
    return [
        *head("一", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
        row("规章", "regulations", *counts),
        row("规范性文件", "normative_documents", *counts),
        *head("五", *heads),
        row("行政许可", "licensing", *items),
        row("其他对外管理服务事项", "other_services", *items),
        *head("六", *heads),
        row("行政处罚", "penalties", *items),
        row("行政强制", "coercion", *items),
        *head("八", "上一年项目数量", "本年增/减"),
        row("行政事业性收费", "charges", "items_last_year", "items_change"),
        *head("九", "采购项目数量", "采购总金额（元）"),
        row("政府集中采购", "procurement", "items", "amount"),
    ]


def _spread(texts: tuple[str, ...] | list[str]) -> list[Td]:
    """Cells that fill three columns."""
    spans = {1: (3,), 2: (2, 1), 3: (1, 1, 1)}[len(texts)]
    return [Td(t, colspan=s) for t, s in zip(texts, spans, strict=True)]


STATISTICS = (
    ("一、主动公开情况", "", None),
    ("（一）主动公开政府信息数 （不同渠道和方式公开相同信息计1条）", "条", "proactive.total"),
    ("其中：主动公开规范性文件数", "条", "proactive.normative_documents_disclosed"),
    ("制发规范性文件总数", "件", "proactive.normative_documents_issued"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "", None),
    ("1.政府公报公开政府信息数", "条", "proactive.by_channel.gazette"),
    ("2.政府网站公开政府信息数", "条", "proactive.by_channel.website"),
    ("3.政务微博公开政府信息数", "条", "proactive.by_channel.weibo"),
    ("4.政务微信公开政府信息数", "条", "proactive.by_channel.wechat"),
    ("5.其他方式公开政府信息数", "条", "proactive.by_channel.other"),
    ("二、回应解读情况", "", None),
    ("（一）回应公众关注热点或重大舆情数 （不同方式回应同一热点或舆情计1次）", "次", "response.hot_topics"),
    ("（二）通过不同渠道和方式回应解读的情况", "", None),
    ("1.参加或举办新闻发布会总次数", "次", "response.press_conferences"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "response.press_conferences.by_principal"),
    ("2.政府网站在线访谈次数", "次", "response.online_interviews"),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", "response.online_interviews.by_principal"),
    ("3.政策解读稿件发布数", "篇", "response.interpretations"),
    ("4.微博微信回应事件数", "次", "response.weibo_wechat"),
    ("5.其他方式回应事件数", "次", "response.other"),
    ("三、依申请公开情况", "", None),
    ("（一）收到申请数", "件", "requests.received"),
    ("1.当面申请数", "件", "requests.by_channel.in_person"),
    ("2.传真申请数", "件", "requests.by_channel.fax"),
    ("3.网络申请数", "件", "requests.by_channel.online"),
    ("4.信函申请数", "件", "requests.by_channel.mail"),
    ("（二）申请办结数", "件", "requests.concluded"),
    ("1.按时办结数", "件", "requests.concluded.on_time"),
    ("2.延期办结数", "件", "requests.concluded.extended"),
    ("（三）申请答复数", "件", "requests.answered"),
    ("1.属于已主动公开范围数", "件", "outcome.already_public"),
    ("2.同意公开答复数", "件", "outcome.granted"),
    ("3.同意部分公开答复数", "件", "outcome.partially_granted"),
    ("4.不同意公开答复数", "件", "outcome.denied"),
    ("其中：涉及国家秘密", "件", "outcome.denied.state_secret"),
    ("涉及商业秘密", "件", "outcome.denied.trade_secret"),
    ("涉及个人隐私", "件", "outcome.denied.privacy"),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", "outcome.denied.security_stability"),
    ("不是《条例》所指政府信息", "件", "outcome.denied.not_government_information"),
    ("法律法规规定的其他情形", "件", "outcome.denied.other_law"),
    ("5.不属于本行政机关公开数", "件", "outcome.not_held"),
    ("6.申请信息不存在数", "件", "outcome.nonexistent"),
    ("7.告知作出更改补充数", "件", "outcome.correction_requested"),
    ("8.告知通过其他途径办理数", "件", "outcome.referred"),
    ("四、行政复议数量", "件", "review.total"),
    ("（一）维持具体行政行为数", "件", "review.upheld"),
    ("（二）被依法纠错数", "件", "review.corrected"),
    ("（三）其他情形数", "件", "review.other"),
    ("五、行政诉讼数量", "件", "litigation.total"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "litigation.upheld"),
    ("（二）被依法纠错数", "件", "litigation.corrected"),
    ("（三）其他情形数", "件", "litigation.other"),
    ("六、举报投诉数量", "件", "complaints.total"),
    ("七、依申请公开信息收取的费用", "元", "fees.collected"),
    ("八、机构建设和保障经费情况", "", None),
    ("（一）政府信息公开工作专门机构数", "个", "resources.dedicated_bodies"),
    ("（二）设置政府信息公开查阅点数", "个", "platform.reading_points"),
    ("（三）从事政府信息公开工作人员数", "人", "resources.staff"),
    ("1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "resources.staff.full_time"),
    ("2.兼职人员数", "人", "resources.staff.part_time"),
    (
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "元",
        "resources.special_budget",
    ),
    ("九、政府信息公开会议和培训情况", "", None),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "meetings.held"),
    ("（二）举办各类培训班数", "次", "training.sessions"),
    ("（三）接受培训人员数", "人次", "training.attendees"),
)


def statistics() -> Table:
    """The national statistics table."""
    counter = numbers()
    rows: Table = [[Td("统计指标"), Td("单位"), Td("统计数")]]
    for label, unit, indicator in STATISTICS:
        value = Td("——") if indicator is None else Td(next(counter), key=key(indicator))
        rows.append([Td(label), Td(unit or "——"), value])
    return rows


FORMS: dict[str, Callable[[], Table]] = {
    "requests_2019": lambda: requests(2019),
    "requests_2021": lambda: requests(2021),
    "article20_2019": lambda: article20(2019),
    "article20_2021": lambda: article20(2021),
    "statistics_2014": statistics,
    "review_litigation": review,
}


def lose_row(table: Table, row: int) -> Table:
    """The table without one row, the cells that reach into other rows gone with it (as when a line is deleted from the source)."""
    return [r for i, r in enumerate(table) if i != row]


def delete_row(table: Table, row: int) -> Table:
    """The table without one row, spans mended (as an editor deletes it)."""
    places = placed(table)
    out: Table = []
    moved: list[tuple[int, Td]] = []
    for r, cells in enumerate(table):
        kept: list[tuple[int, Td]] = []
        for cell, (_, col) in zip(cells, places[r], strict=True):
            if r == row:
                if cell.rowspan > 1:
                    moved.append((col, replace(cell, rowspan=cell.rowspan - 1)))
            else:
                inside = r < row < r + cell.rowspan
                kept.append((col, replace(cell, rowspan=cell.rowspan - inside)))
        if r == row + 1:
            kept = sorted([*kept, *moved], key=lambda item: item[0])
        if r != row:
            out.append([c for _, c in kept])
    return out


def delete_column(table: Table, column: int) -> Table:
    """The table without one column, spans mended."""
    out: Table = []
    for cells, places in zip(table, placed(table), strict=True):
        row: list[Td] = []
        for cell, (_, col) in zip(cells, places, strict=True):
            if col <= column < col + cell.colspan:
                if cell.colspan > 1:
                    row.append(replace(cell, colspan=cell.colspan - 1))
            else:
                row.append(cell)
        out.append(row)
    return out


def width(table: Table) -> int:
    return max(
        col + c.colspan
        for cells, places in zip(table, placed(table), strict=True)
        for c, (_, col) in zip(cells, places, strict=True)
    )


def placed(table: Table) -> list[list[tuple[int, int]]]:
    taken: set[tuple[int, int]] = set()
    out: list[list[tuple[int, int]]] = []
    for r, cells in enumerate(table):
        column, row = 0, []
        for cell in cells:
            while (r, column) in taken:
                column += 1
            taken.update((r + i, column + j) for i in range(cell.rowspan) for j in range(cell.colspan))
            row.append((r, column))
            column += cell.colspan
        out.append(row)
    return out
