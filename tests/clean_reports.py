"""Clean reports of the three templates, drawn by chance from a seed: bodies, years, wordings, tables; any number can be changed.

A draft is a report before it is printed: its sentences have slots ({received}), its tables have cells ("outcome.granted/company"), and both
take their numbers from ``values``. A fault is one value changed, or one heading or date.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

import table_forms as forms
from clean_wordings import (
    ABOUT_STAFF,
    CONSULTATION,
    LITIGATION,
    MODERN_OVERVIEW,
    OUTCOMES,
    PREAMBLES,
    PROACTIVE,
    REQUESTS,
    REVIEW,
    SECTIONS_2008,
    SECTIONS_2019,
)

Values = dict[str, int | str]
T = TypeVar("T")
APPLICANTS = forms.APPLICANTS[:-1]
_BODIES = (
    ("青溪县人民政府", "全县", "government"), ("云泉市人民政府", "全市", "government"), ("河东区人民政府", "全区", "government"),
    ("临川县水利局", "我局", "department"), ("安宁市教育局", "我局", "department"), ("江北区民政局", "我局", "department"),
    ("平桥镇人民政府", "我镇", "township"), ("白水乡人民政府", "我乡", "township"), ("南门街道办事处", "街道", "township"),
)  # fmt: skip
_NUMBERS = "一二三四五六七八九"


@dataclass(frozen=True)
class Part:
    """A section: its role, heading, sentences, and the forms of the tables under it."""

    role: str
    heading: str
    text: str
    tables: tuple[str, ...] = ()
    number: str = ""


@dataclass(frozen=True)
class Draft:
    """A report before it is printed."""

    name: str
    template: str
    form: str
    title: str
    preamble: str
    parts: tuple[Part, ...]
    date: str
    year: int
    values: Values = field(default_factory=dict)

    def slots(self) -> set[str]:
        """The numbers that stand in the sentences."""
        text = self.preamble + "".join(p.text for p in self.parts)
        return {k for k in self.values if f"{{{k}}}" in text}

    def cells(self) -> set[str]:
        """The numbers that stand in the tables."""
        return {_cell(c.key) for p in self.parts for t in p.tables for row in forms.FORMS[t]() for c in row if c.key}

    def has(self, name: str) -> bool:
        return name in self.slots() or name in self.cells()

    def part(self, role: str) -> Part | None:
        return next((p for p in self.parts if p.role == role), None)

    def changed(self, **values: int | str) -> Draft:
        return replace(self, values={**self.values, **values})


def spread(found: Sequence[T], most: int = 4) -> list[T]:
    """Some of many, evenly over all."""
    if len(found) <= most:
        return list(found)
    return [found[i * (len(found) - 1) // (most - 1)] for i in range(most)]


def year_before(draft: Draft) -> Draft:
    """The same body's report for the year before: what it carries over is what this one carries in, documents in force follow on."""
    year = draft.year - 1
    values = dict(draft.values)
    for applicant in ("", *(f"/{a}" for a in APPLICANTS)):
        out = int(values[f"requests.carried_in{applicant}"])
        values[f"requests.received{applicant}"] = (
            int(values[f"outcome.total{applicant}"]) + out - 2 * (1 if applicant else 6)
        )
        values[f"requests.carried_out{applicant}"] = out
        values[f"requests.carried_in{applicant}"] = 2 if applicant else 12
    for kind in ("regulations", "normative_documents"):
        change = [int(values.get(f"article20.{kind}.{k}", 0)) for k in ("issued", "repealed", "in_force")]
        values[f"article20.{kind}.in_force"] = change[2] - change[0] + change[1]
    told = _told(values, year, str(draft.values["scope"]))
    dates = {**_period(year), "year": year, "said": year, "last": year - 1, "next": year + 1}
    return replace(
        draft, name=f"{draft.name}-before", year=year, values={**values, **told, **dates},
        title=draft.title.replace(str(draft.year), str(year)), date=draft.date.replace(str(draft.year + 1), str(draft.year)),
    )  # fmt: skip


def share(part: int, whole: int, digits: int) -> str:
    """A share as reports print it."""
    value = Decimal(100 * part) / Decimal(whole)
    return str(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def split(chance: random.Random, whole: int, parts: int) -> list[int]:
    """A whole cut into parts, none of them nothing where it is large enough."""
    least = 1 if whole >= parts else 0
    cuts = sorted(chance.randint(0, whole - least * parts) for _ in range(parts - 1))
    return [b - a + least for a, b in zip([0, *cuts], [*cuts, whole - least * parts], strict=True)]


def prose(seed: int) -> Draft:
    """A report of the form of 2008, with figures in prose."""
    chance = random.Random(seed)
    body, scope, kind = _BODIES[seed % len(_BODIES)]
    year = chance.choice(range(2009, 2019))
    values = _prose_values(chance, year)
    values["scope"] = scope if kind == "government" else chance.choice((scope, ""))
    words = random.Random(seed * 31 + 7)
    requests = words.choice(REQUESTS)
    sentences = {
        "proactive": words.choice(PROACTIVE),
        "requests": requests + ("" if "{dealt}" in requests else words.choice(OUTCOMES)),
        "review_litigation": words.choice(REVIEW) + words.choice(LITIGATION),
        "overview": words.choice(ABOUT_STAFF),
        "consultation": words.choice(CONSULTATION),
    }
    headings = SECTIONS_2008[seed % len(SECTIONS_2008)]
    parts = tuple(Part(role, heading, sentences.get(role) or text) for role, heading, text in headings)
    return _draft(f"prose-{seed}", "2008", chance, (body, year), parts, values, seed)


def statistics(seed: int) -> Draft:
    """A report of 2014 to 2018 with the appended table."""
    draft = prose(seed)
    year = 2014 + seed % 5
    chance = random.Random(seed)
    cells = _statistics_values(chance, draft.values)
    annex = Part("appendix", "附表：政府信息公开情况统计表", "", ("statistics_2014",), "-")
    moved = {k: v for k, v in draft.values.items() if k not in ("year", "last", "next")}
    values = {**moved, **cells, **_period(year), "year": year, "last": year - 1, "next": year + 1}
    parts = tuple(
        p if p.role in ("fees", "problems", "other") else replace(p, text=_plain(p.role)) for p in draft.parts
    )
    return replace(
        draft, name=f"statistics-{seed}", form="html", year=year, values=values, parts=(*parts, annex),
        title=draft.title.replace(str(draft.year), str(year)), date=f"{year + 1}年3月{1 + seed % 20}日",
    )  # fmt: skip


def modern(seed: int, form: int) -> Draft:
    """A report of the form of 2019 or 2021, with its three tables."""
    chance = random.Random(seed)
    body, scope, _ = _BODIES[seed % len(_BODIES)]
    year = chance.choice((2019, 2020)) if form == 2019 else chance.choice(range(2021, 2026))
    values: Values = {**_requests_values(chance, form), **_review_values(chance), **_article20_values(chance, form)}
    values |= _told(values, year, scope)
    headings = SECTIONS_2019[seed % len(SECTIONS_2019)]
    overview = MODERN_OVERVIEW[seed % len(MODERN_OVERVIEW)]
    tables = {
        "proactive": f"article20_{form}",
        "requests": f"requests_{form}",
        "review_litigation": "review_litigation",
    }
    parts = tuple(
        Part(role, heading, overview if role == "overview" else text, (tables[role],) if role in tables else ())
        for role, heading, text in headings
    )
    return _draft(f"form-{form}-{seed}", str(form), chance, (body, year), parts, values, seed, form="html")


def _draft(
    name: str, template: str, chance: random.Random, what: tuple[str, int], parts: tuple[Part, ...], values: Values, seed: int,
    form: str = "",
) -> Draft:  # fmt: skip
    body, year = what
    kind = chance.choice(("政府信息公开工作年度报告", "政府信息公开年度报告"))
    title = f"{body}{year}年{kind}"
    date = f"{year + 1}年1月{chance.randint(5, 30)}日"
    return Draft(
        name, template, form or ("txt", "html")[seed % 2], title, PREAMBLES[seed % len(PREAMBLES)], parts, date, year,
        {**values, "year": year, "last": year - 1, "next": year + 1, "said": year, "done": "", **_period(year), "declared": _declared(parts), "count": _NUMBERS[len(parts) - 1]},
    )  # fmt: skip


def _period(year: int) -> Values:
    return {"start": f"{year}年1月1日", "end": f"{year}年12月31日"}


def _declared(parts: tuple[Part, ...]) -> str:
    return "、".join(p.heading.replace("、", "") for p in parts)


def _plain(role: str) -> str:
    return {
        "overview": "{year}年，我们认真落实信息公开条例，扎实推进各项工作。",
        "proactive": "通过网站、公开栏等方式主动公开各类信息，具体数据见附表。",
        "requests": "依法办理公开申请，具体数据见附表。",
        "review_litigation": "具体数据见附表。",
        "consultation": "安排专人接待来访咨询。",
    }[role]


def _prose_values(chance: random.Random, year: int) -> Values:
    del year
    total = chance.randint(300, 9000)
    channels = dict(zip(("website", "weibo", "wechat", "other"), split(chance, total, 4), strict=True))
    topics = dict(zip("abcd", split(chance, total, 4), strict=True))
    received = chance.randint(20, 200)
    ways = dict(zip(("in_person", "online", "mail", "fax"), split(chance, received, 4), strict=True))
    people = dict(zip(("person", "company", "group"), split(chance, received, 3), strict=True))
    subjects = dict(zip("abc", split(chance, received, 3), strict=True))
    last = received + chance.choice((-7, -5, 6, 9))
    granted, partial, denied, nonexistent, held = split(chance, received, 5)
    secret, privacy = split(chance, denied, 2)
    on_time, extended = split(chance, received, 2)
    reviews, suits = chance.randint(6, 20), chance.randint(6, 20)
    digits = chance.choice((0, 1, 2))
    values: Values = {f"ch_{k}": v for k, v in channels.items()} | {f"tp_{k}": v for k, v in topics.items()}
    values |= {f"sh_{k}": share(v, total, digits) for k, v in channels.items()}
    values |= {f"st_{k}": share(v, total, digits) for k, v in topics.items()}
    values |= ways | {f"sw_{k}": share(v, received, digits) for k, v in ways.items()}
    values |= {f"ap_{k}": v for k, v in people.items()} | {f"as_{k}": v for k, v in subjects.items()}
    values |= _growth(received, last, digits)
    values |= {"total": total, "received": received, "answered": received, "concluded": received, "rate": "100"}
    values |= {"granted": granted, "partial": partial, "denied": denied, "nonexistent": nonexistent, "not_held": held}
    values |= {
        "secret": secret,
        "privacy": privacy,
        "on_time": on_time,
        "extended": extended,
        "on_time_rate": share(on_time, received, digits),
    }
    values |= _results(chance, "r", reviews) | _results(chance, "l", suits)
    return values | _people(chance) | _carried(received)


def _growth(received: int, last: int, digits: int) -> Values:
    return {
        "received_last": last, "growth": share(abs(received - last), last, digits), "diff": abs(received - last),
        "grew": "增长" if received > last else "下降", "more": "增加" if received > last else "减少",
    }  # fmt: skip


def _carried(received: int) -> Values:
    """A second way of telling the year: with what came from the last one and went to the next."""
    return {"carried_in": 3, "carried_out": 2, "dealt": received + 1}


def _results(chance: random.Random, prefix: str, whole: int) -> Values:
    upheld, corrected, other, pending = split(chance, whole, 4)
    return {
        f"{prefix}_total": whole,
        f"{prefix}_upheld": upheld,
        f"{prefix}_corrected": corrected,
        f"{prefix}_other": other,
        f"{prefix}_pending": pending,
    }


def _people(chance: random.Random) -> Values:
    staff, asked, press = chance.randint(8, 60), chance.randint(90, 900), chance.randint(3, 12)
    full, part = split(chance, staff, 2)
    came, called, wrote = split(chance, asked, 3)
    return {
        "staff": staff, "full": full, "part_time": part, "asked": asked, "came": came, "called": called, "wrote": wrote,
        "press": press, "press_principal": chance.randint(1, press - 1), **_orders(chance),
    }  # fmt: skip


def _orders(chance: random.Random) -> Values:
    orders = chance.randint(800, 9000)
    content = chance.randint(orders // 2, orders - 9)
    return {"orders": orders, "content": content, "content_rate": share(content, orders, 1)}


def _statistics_values(chance: random.Random, told: Values) -> Values:
    def number(slot: str) -> int:
        return int(told[slot])

    cells: Values = {i: chance.randint(1, 9) for _, _, i in forms.STATISTICS if i}
    channels = dict(
        zip(("gazette", "website", "weibo", "wechat", "other"), split(chance, number("total") + 50, 5), strict=True)
    )
    cells |= {f"proactive.by_channel.{k}": v for k, v in channels.items()} | {"proactive.total": number("total")}
    cells |= {f"requests.by_channel.{k}": told[k] for k in ("in_person", "online", "mail", "fax")}
    cells |= {
        "requests.received": told["received"],
        "requests.concluded": told["concluded"],
        "requests.answered": told["answered"],
    }
    cells |= {"requests.concluded.on_time": told["on_time"], "requests.concluded.extended": told["extended"]}
    names = (
        "already_public",
        "granted",
        "partially_granted",
        "denied",
        "not_held",
        "nonexistent",
        "correction_requested",
        "referred",
    )
    outcomes = dict(zip(names, split(chance, number("answered"), 8), strict=True))
    cells |= {f"outcome.{k}": v for k, v in outcomes.items()}
    reasons = (
        "state_secret",
        "trade_secret",
        "privacy",
        "security_stability",
        "not_government_information",
        "other_law",
    )
    cells |= {f"outcome.denied.{k}": v for k, v in zip(reasons, split(chance, outcomes["denied"], 6), strict=True)}
    for name, prefix in (("review", "r"), ("litigation", "l")):
        cells |= {f"{name}.total": number(f"{prefix}_total") - number(f"{prefix}_pending")}
        cells |= {f"{name}.{k}": told[f"{prefix}_{k}"] for k in ("upheld", "corrected", "other")}
    cells |= {
        "resources.staff": told["staff"],
        "resources.staff.full_time": told["full"],
        "resources.staff.part_time": told["part_time"],
    }
    cells |= {
        "response.press_conferences": told["press"],
        "response.press_conferences.by_principal": told["press_principal"],
    }
    return cells | {
        "fees.collected": 0,
        "response.online_interviews": 7,
        "response.online_interviews.by_principal": 3,
        "proactive.normative_documents_issued": 9,
    }


def _requests_values(chance: random.Random, form: int) -> Values:
    rows = [r[0].key[0] for r in [[c for c in row if c.key] for row in forms.requests(form)] if r and r[0].key]
    results = [r for r in rows if r.startswith("outcome.") and r != "outcome.total"]
    cells: Values = {}
    for applicant in APPLICANTS:
        usual = {r: chance.choice((0, 0, 1, 2)) for r in results} | {"outcome.granted": chance.randint(2, 20)}
        whole, carried_in, out = sum(usual.values()), chance.choice((1, 2)), chance.choice((1, 3))
        column = {**usual, "outcome.total": whole, "requests.carried_in": carried_in, "requests.carried_out": out}
        column["requests.received"] = whole + out - carried_in
        cells |= {f"{row}/{applicant}": n for row, n in column.items()}
    return cells | {row: sum(int(cells[f"{row}/{a}"]) for a in APPLICANTS) for row in rows}


def _review_values(chance: random.Random) -> Values:
    cells: Values = {}
    for prefix, route, _ in forms.BLOCKS:
        end = f"/{route}" if route else ""
        parts = {k: chance.randint(1, 5) for k in ("upheld", "corrected", "other", "pending")}
        cells |= {f"{prefix}.{k}{end}": n for k, n in {**parts, "total": sum(parts.values())}.items()}
    return cells


def _article20_values(chance: random.Random, form: int) -> Values:
    keys = [_cell(c.key) for row in forms.article20(form) for c in row if c.key]
    values: Values = {k: chance.randint(1, 60) for k in keys}
    return values | {k: chance.randint(200, 400) for k in keys if k.endswith("in_force")}


def _told(cells: Mapping[str, int | str], year: int, scope: str) -> Values:
    """What the overview says of the tables."""

    def number(key: str) -> int:
        return int(cells[key])

    suits = number("litigation.total/direct") + number("litigation.total/after_review")
    granted = number("outcome.granted")
    return {
        "scope": scope, "received": number("requests.received"), "carried_in": number("requests.carried_in"),
        "answered": number("outcome.total"), "carried_out": number("requests.carried_out"), "r_total": number("review.total"),
        "l_total": suits, "granted": granted, "granted_share": share(granted, number("outcome.total"), 1), "total": 1000 + year,
        "issued": number("article20.normative_documents.issued"),
    }  # fmt: skip


def _cell(key: forms.Key) -> str:
    indicator, dimensions = key
    value = dimensions[0][1] if dimensions else "total"
    return indicator if value == "total" else f"{indicator}/{value}"


def render(draft: Draft) -> bytes:
    """Returns a draft as a page or as text, its headings numbered in order."""
    head = [draft.title, draft.preamble.format(**draft.values)]
    body: list[tuple[str, tuple[str, ...]]] = []
    for i, part in enumerate(draft.parts):
        number = "" if part.number == "-" else f"{part.number or _NUMBERS[i]}、"
        body.append((number + part.heading, ()))
        lines = [line for line in part.text.format(**draft.values).split("\n") if line]
        body += [(line, ()) for line in lines]
        body += [("", part.tables)] if part.tables else []
    if draft.form == "txt":
        lines = [*head, *(text for text, _ in body), draft.date]
        return "\n".join(lines).encode()
    inner = "\n".join(
        _html(text, tables, draft.values) for text, tables in [*((h, ()) for h in head[1:]), *body, (draft.date, ())]
    )
    return (
        f'<html><head><meta charset="utf-8"><title>{draft.title}</title></head><body><div class="content">'
        f"<h1>{head[0]}</h1>\n{inner}\n</div></body></html>"
    ).encode()


def _html(text: str, tables: tuple[str, ...], values: Values) -> str:
    return f"<p>{text}</p>" if not tables else "".join(_table(forms.FORMS[t](), values) for t in tables)


def _table(table: forms.Table, values: Values) -> str:
    rows = []
    for row in table:
        cells = []
        for cell in row:
            text = cell.text if cell.key is None else values.get(_cell(cell.key), "")
            cells.append(f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{text}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


PROSE = tuple(prose(seed) for seed in range(60))
STATISTICS = tuple(statistics(seed) for seed in range(100, 112))
FORM_2019 = tuple(modern(seed, 2019) for seed in range(200, 212))
FORM_2021 = tuple(modern(seed, 2021) for seed in range(300, 324))
DRAFTS = (*PROSE, *STATISTICS, *FORM_2019, *FORM_2021)
