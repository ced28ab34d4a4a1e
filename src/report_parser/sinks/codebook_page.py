"""``codebook.md``: what each table, column and indicator means, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from report_parser.rules.codebook import EVERYWHERE, DataTable, Explained, blocks, data_tables, explained, law_text
from report_parser.rules.load import read_table

_INTRO = """\
# 数据说明 / Codebook

每个文件里的表和列相同，列名为英文小写，这里说明各列、各指标的含义、单位、依据和可比性。
空值表示报告没有说，不是零。CSV 中可能被电子表格当作公式的文字前面加了一个撇号（'）。

All files hold the same tables and columns. This page says what each column and indicator means, its unit, its legal source and what it can
be compared with. An empty value means that the report is silent; it is no zero. In CSV, a text that a spreadsheet might run as a formula has an
apostrophe (') before it.
"""
_TYPES = {
    "text": "文字 text",
    "integer": "整数 integer",
    "number": "数 number",
    "date": "日期 date",
    "boolean": "是非 boolean",
}


def codebook_page() -> str:
    """Returns the page as Markdown; it depends on the tables of rules alone."""
    parts = [_INTRO, *_tables(), *_wide(), *_eras(), *_notes()]
    return "\n".join(parts).rstrip() + "\n"


def _tables() -> Iterator[str]:
    yield "## 表 / Tables\n"
    yield _table(["表 table", "内容", "content"], ([t.name, t.zh, t.en] for t in data_tables().values()))
    first = data_tables()["reports"]
    yield "### 每张表开头的列 / Columns that every table begins with\n"
    yield _columns(first, 0, first.head)
    for table in data_tables().values():
        if table.name != "indicators":
            yield f"### {table.name}：{table.zh} / {table.en}\n"
            yield _columns(table, table.head, len(table.columns))


def _columns(table: DataTable, start: int, end: int) -> str:
    rows = (
        [f"`{c.name}`", _TYPES[c.type], _joined(c.zh, c.note_zh, "："), _joined(c.en, c.note_en, ": ")]
        for c in table.columns[start:end]
    )
    return _table(["列 column", "类型 type", "中文", "English"], rows)


def _wide() -> Iterator[str]:
    yield f"## indicators：{data_tables()['indicators'].zh} / {data_tables()['indicators'].en}\n"
    yield "N、S、B、C 见“格式”；⚑ 之后是“可比性”各条的名称。 For N, S, B, C see Templates; ⚑ names the notes under Comparability.\n"
    for group, members in groupby(explained().values(), key=lambda one: one.group):
        text = blocks("group")[group]
        yield f"### {text['zh']} / {text['en']}\n"
        yield _table(
            ["列 column", "指标 indicator", "单位", "中文", "English", "格式", "依据 law"],
            (_indicator(one) for one in members),
        )
    yield "### 分申请人、分途径的列 / Columns by applicant and by route\n"
    yield "列名加后缀，如 `outcome_granted_company`。 The column's name with a suffix.\n"
    sides = read_table("codebook")["dimension"]
    yield _table(
        ["后缀 suffix", "中文", "English", "用于 applies to"],
        ([f"`_{side['suffix']}`", side["zh"], side["en"], _applies(side["name"])] for side in sides),
    )


def _applies(name: str) -> str:
    ids = [one.column for one in explained().values() if one.column and one.entry.dimensions == name]
    return f"`{ids[0]}` … `{ids[-1]}`（{len(ids)} 列 columns）"


def _indicator(one: Explained) -> list[str]:
    notes = f" ⚑ {', '.join(one.notes)}" if one.notes else ""
    return [
        f"`{one.column}`" if one.column else "—（figures）",
        f"`{one.entry.id}`",
        one.entry.unit,
        _defined(one.entry.label_zh, one.definition_zh),
        _defined(one.en, one.definition_en),
        one.entry.eras + notes,
        ", ".join(_short_law(key) for key in one.law),
    ]


def _defined(label: str, definition: str) -> str:
    """Label and definition; a definition that only repeats the label is left out."""
    return f"**{label}**" if definition.strip("。.") == label else f"**{label}** — {definition}"


def _short_law(key: str) -> str:
    """A reference of at most a few characters: 2019 §20(1)."""
    act, _, place = key.partition("-")
    return f"20{act} §{place}" if place else "fee 2020"


def _eras() -> Iterator[str]:
    yield "## 格式与依据 / Templates and law\n"
    eras = blocks("era").items()
    yield _table(
        ["", "格式", "template", "依据", "legal source"],
        ([key, era["zh"], era["en"], era["law_zh"], era["law_en"]] for key, era in eras),
    )
    acts = [[_short_act(key), law_text(key, "zh"), law_text(key, "en")] for key in blocks("law")]
    yield _table(["略写 short", "依据", "law"], acts)


def _short_act(key: str) -> str:
    return f"20{key} §" if key.isdigit() else f"{key} 2020"


def _notes() -> Iterator[str]:
    yield "## 可比性 / Comparability\n"
    for key, note in blocks("note").items():
        where = "全部 all" if key in EVERYWHERE else ", ".join(f"`{pattern}`" for pattern in note["applies"])
        yield f"### {key}\n\n{where}\n\n{note['zh']}\n\n{note['en']}\n"


def _joined(label: str, note: str, mark: str) -> str:
    return f"{label}{mark}{note}" if note else label


def _table(heads: Sequence[str], rows: Iterator[list[str]] | list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
