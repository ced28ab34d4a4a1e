"""Every format holds the same rows, typed; blank and zero stay apart; nothing is run as a formula; the same bytes twice."""

from __future__ import annotations

import copy
import csv
import struct
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pyarrow.parquet
import pytest

from conftest import DOCUMENTS, FIXTURES
from report_parser.errors import MissingExtraError, UsageError
from report_parser.pipeline import parse_file
from report_parser.rules.codebook import data_tables
from report_parser.sinks import SINKS, export
from report_parser.sinks import excel as excel_sink
from report_parser.sinks import files as sink_files
from report_parser.sinks.rows import report_id, rows_of
from sinks_reading import READERS, Tables

Json = dict[str, Any]
LANZHOU = FIXTURES / "reports" / "2008" / "lanzhou-2011.html"


@pytest.fixture(scope="session")
def reports() -> list[Json]:
    return [parse_file(path).to_dict() for path in DOCUMENTS]


@pytest.fixture(scope="session")
def lanzhou() -> Json:
    return parse_file(LANZHOU).to_dict()


def rows(reports: list[Json]) -> Tables:
    tables: Tables = {name: [] for name in data_tables()}
    for report in reports:
        for name, found in rows_of(report).items():
            tables[name] += found
    return tables


def column(table: str, name: str) -> int:
    return [c.name for c in data_tables()[table].columns].index(name)


def strange(report: Json) -> Json:
    """The report with texts that a format could trip over."""
    report = copy.deepcopy(report)
    report["document"]["title"] = '=HYPERLINK("x","政府")'
    report["document"]["issuer"] = "@SUM(1,2)，“甲”\t乙"
    report["figures"][0]["label"] = "+cmd|' /C calc'!A0"
    report["figures"][0]["quote"] = '一行\n二行,"三"\n㐀𠮷龘' + "长" * 3000
    report["figures"][0]["raw"] = "-12"
    report["figures"][1]["label"] = "'=已有撇号"
    report["figures"][1]["quote"] = ""
    return report


def test_the_rows_are_the_reports(reports: list[Json]) -> None:
    tables = rows(reports)
    assert len(tables["reports"]) == len(tables["indicators"]) == len(reports)
    assert len(tables["figures"]) == sum(len(r["figures"]) for r in reports)
    assert len(tables["findings"]) == sum(len(r["findings"]) for r in reports)
    values = [v for r in reports for k, v in r["indicators"].items() if "[category=" not in k]
    wide = [v for row in tables["indicators"] for v in row[data_tables()["indicators"].head :] if v is not None]
    assert sorted(wide) == sorted(v["value"] for v in values)
    assert len({row[0] for row in tables["reports"]}) == len(reports)


def test_a_report_as_rows(lanzhou: Json) -> None:
    found = {name: [dict(zip([c.name for c in data_tables()[name].columns], r, strict=True)) for r in rs] for name, rs in rows_of(lanzhou).items()}  # fmt: skip
    (report,), (wide,) = found["reports"], found["indicators"]
    assert (report["issuer"], report["region_code"], report["province_name"]) == ("兰州市", "620100", "甘肃省")
    assert (report["report_year"], report["report_template"]) == (2011, "2008")
    assert wide["requests_received"] == 26
    chosen = next(f for f in found["figures"] if f["indicator_id"] == "requests.received" and f["is_chosen"])
    assert (chosen["figure_value"], chosen["section_role"], chosen["unit"]) == (
        26,
        "requests",
        "件",
    )  # printed 件（次）
    assert lanzhou["text"][chosen["text_start"] : chosen["text_end"]] == chosen["printed_number"]
    nested = [s for s in found["sections"] if s["parent_id"]]
    assert all(s["section_id"].startswith(s["parent_id"] + ".") for s in nested)


@pytest.mark.parametrize("name", SINKS)
def test_same_rows_in_every_format(name: str, reports: list[Json], tmp_path: Path) -> None:
    written = SINKS[name](lambda: iter(reports), tmp_path)
    assert sorted(written) == sorted(tmp_path.iterdir())
    expected, found = rows(reports), READERS[name](tmp_path)
    for table in data_tables():
        assert found[table] == expected[table], table


@pytest.mark.parametrize("name", SINKS)
def test_strange_texts_come_back(name: str, lanzhou: Json, tmp_path: Path) -> None:
    report = strange(lanzhou)
    SINKS[name](lambda: iter([report, lanzhou]), tmp_path)
    assert READERS[name](tmp_path) == rows([report, lanzhou])


@pytest.mark.parametrize("name", SINKS)
def test_what_no_file_can_hold_is_replaced(name: str, lanzhou: Json, tmp_path: Path) -> None:
    report = copy.deepcopy(lanzhou)
    report["source"]["path"] = "\udcb9\ud800.html"
    report["figures"][0]["label"] = "甲\0乙"
    SINKS[name](lambda: iter([report]), tmp_path)
    found = READERS[name](tmp_path)
    assert found["reports"][0][column("reports", "source_path")] == "??.html"
    assert found["figures"][0][column("figures", "printed_label")] == "甲\ufffd乙"


@pytest.mark.parametrize("name", SINKS)
def test_no_reports_give_empty_tables(name: str, tmp_path: Path) -> None:
    SINKS[name](lambda: iter(()), tmp_path)
    assert READERS[name](tmp_path) == {table: [] for table in data_tables()}


@pytest.mark.parametrize("name", SINKS)
def test_blank_is_not_zero(name: str, lanzhou: Json, tmp_path: Path) -> None:
    report = copy.deepcopy(lanzhou)
    report["indicators"] = {
        "requests.received": {"value": 0, "unit": "件", "figure": "f1"},
        "fees.collected": {"value": 0.5, "unit": "元", "figure": "f2"},
    }
    report["document"] |= {"year": None, "published": None, "region": None}
    SINKS[name](lambda: iter([report]), tmp_path)
    found = READERS[name](tmp_path)
    (wide,), (one,) = found["indicators"], found["reports"]
    assert wide[column("indicators", "requests_received")] == 0
    assert wide[column("indicators", "fees_collected")] == 0.5
    assert wide[column("indicators", "requests_carried_in")] is None
    assert [one[column("reports", c)] for c in ("report_year", "published_on", "province_name")] == [None] * 3


@pytest.mark.parametrize("name", SINKS)
def test_same_bytes_twice(name: str, reports: list[Json], tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    written = [export(lambda: iter(reports[:20]), [name], out) for out in (first, second)]
    for one, two in zip(*written, strict=True):
        same = one.read_bytes() == two.read_bytes()
        assert same or (one.suffix == ".duckdb" and READERS[name](first) == READERS[name](second)), one.name


@pytest.mark.parametrize("name", SINKS)
def test_whole_or_not_at_all(name: str, lanzhou: Json, tmp_path: Path) -> None:
    def breaks() -> Iterator[Mapping[str, Any]]:
        yield lanzhou
        raise RuntimeError("the source broke")

    SINKS[name](lambda: iter([lanzhou]), tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(RuntimeError, match="the source broke"):
        SINKS[name](breaks, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", SINKS)
def test_reports_without_text(name: str, lanzhou: Json, tmp_path: Path) -> None:
    short = {key: value for key, value in lanzhou.items() if key != "text"}
    SINKS[name](lambda: iter([short]), tmp_path)
    assert READERS[name](tmp_path)["reports"][0][column("reports", "text_length")] is None


@pytest.mark.parametrize(("name", "module", "hint"), [("parquet", "pyarrow", "parquet"), ("xlsx", "xlsxwriter", "excel"), ("duckdb", "duckdb", "duckdb")])  # fmt: skip
def test_a_missing_library_is_named(name: str, module: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def missing(wanted: str) -> None:
        raise ModuleNotFoundError(f"No module named {wanted!r}")

    monkeypatch.setattr(sink_files, "import_module", missing)
    with pytest.raises(MissingExtraError, match=rf"the format {name} .*report-parser\[{hint}\]") as caught:
        SINKS[name](lambda: iter(()), tmp_path)
    assert caught.value.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean “parquet”"):
        export(lambda: iter(()), ["parket"], tmp_path)


def test_xlsx_runs_no_formula(lanzhou: Json, tmp_path: Path) -> None:
    report = strange(lanzhou)
    SINKS["xlsx"](lambda: iter([report]), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "reports.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert book["reports"].cell(3, column("reports", "title") + 1).value == report["document"]["title"]


def test_csv_runs_no_formula_and_opens_in_excel(lanzhou: Json, tmp_path: Path) -> None:
    paths = SINKS["csv"](lambda: iter([strange(lanzhou)]), tmp_path)
    for path in paths:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            fields = [field for row in csv.reader(file) for field in row]
        assert not [f for f in fields if f[:1] in ("=", "@", "\t", "\r") or (f[:1] in ("+", "-") and not f[1:2].isdigit())]  # fmt: skip


def test_xlsx_is_made_for_reading(reports: list[Json], tmp_path: Path) -> None:
    some = reports[:5]
    page = tmp_path / "review" / f"{report_id(some[1])}.html"
    page.parent.mkdir()
    page.write_text("page", encoding="utf-8")
    SINKS["xlsx"](lambda: iter(some), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "reports.xlsx")
    assert book.sheetnames == [*data_tables(), "codebook"]
    for table in data_tables().values():
        sheet = book[table.name]
        assert [cell.value for cell in sheet[1]] == [c.zh for c in table.columns]
        assert [cell.value for cell in sheet[2]] == [c.name for c in table.columns]
        assert sheet.freeze_panes == "C3"
        assert sheet.auto_filter.ref is not None
    title = column("reports", "title") + 1
    links = [book["reports"].cell(row, title).hyperlink for row in range(3, 8)]
    assert [link.target if link else None for link in links] == [
        None,
        f"review\\{page.name}",
        None,
        None,
        None,
    ]  # as Excel writes it
    year = book["reports"].cell(3, column("reports", "report_year") + 1)
    assert (type(year.value), year.number_format) == (int, "0")
    region = book["reports"].cell(3, column("reports", "region_code") + 1)
    assert region.data_type == "s"


def test_xlsx_goes_on_in_another_sheet(lanzhou: Json, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_sink, "MAX_ROWS", 20)
    monkeypatch.setattr(excel_sink, "MAX_CELL", 40)
    some = [lanzhou, strange(lanzhou), lanzhou]
    SINKS["xlsx"](lambda: iter(some), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "reports.xlsx")
    sheets = [name for name in book.sheetnames if name.startswith("figures")]
    count = sum(len(r["figures"]) for r in some)
    assert len(sheets) == -(-count // 18) > 1
    assert sum(book[name].max_row - 2 for name in sheets) == count
    said = str(book["codebook"].cell(2, 1).value)
    assert str(count) in said and all(name in said for name in sheets) and "40" in said
    texts = [c.value for name in sheets for row in book[name].iter_rows(min_row=3) for c in row if isinstance(c.value, str)]  # fmt: skip
    assert max(map(len, texts)) == 40
    assert any(text.endswith("…") for text in texts)


def test_parquet_types_do_not_depend_on_the_rows(lanzhou: Json, tmp_path: Path) -> None:
    SINKS["parquet"](lambda: iter(()), tmp_path / "none")
    SINKS["parquet"](lambda: iter([lanzhou]), tmp_path / "one")
    kinds = {"text": "string", "integer": "int64", "number": "double", "date": "date32[day]", "boolean": "bool"}
    for table in data_tables().values():
        schemas = [pyarrow.parquet.read_schema(tmp_path / d / f"{table.name}.parquet") for d in ("none", "one")]
        assert schemas[0].equals(schemas[1], check_metadata=True)
        assert [str(f.type) for f in schemas[0]] == [kinds[c.type] for c in table.columns]
        assert schemas[0].field(0).metadata[b"label_zh"].decode() == "报告标识"
    codec = pyarrow.parquet.read_metadata(tmp_path / "one" / "figures.parquet").row_group(0).column(0).compression
    assert codec == "ZSTD"


def test_parquet_in_several_row_groups(reports: list[Json], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_parser.sinks.parquet._CELLS", 500)
    monkeypatch.setattr("report_parser.sinks.parquet._GROUP", 20_000)
    SINKS["parquet"](lambda: iter(reports[:10]), tmp_path)
    assert pyarrow.parquet.read_metadata(tmp_path / "figures.parquet").num_row_groups > 2
    assert READERS["parquet"](tmp_path) == rows(reports[:10])


def test_stata_118_with_labels(lanzhou: Json, tmp_path: Path) -> None:
    big = copy.deepcopy(lanzhou)
    big["source"]["bytes"] = 3_000_000_000
    SINKS["stata"](lambda: iter([big]), tmp_path)
    data = (tmp_path / "reports.dta").read_bytes()
    assert data.startswith(b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder>")
    with pandas.io.stata.StataReader(tmp_path / "reports.dta") as reader:
        labels = reader.variable_labels()
        assert labels["published_on"] == "发布日期 / Published"
        assert max(len(label) for label in labels.values()) <= 80
        frame = reader.read()
    assert frame["source_bytes"][0] == 3_000_000_000
    assert frame["published_on"][0].date() == date.fromisoformat(lanzhou["document"]["published"])
    places = struct.unpack("<14Q", data[data.index(b"<map>") + 5 : data.index(b"</map>")])
    tags = [b"<stata_dta>", b"<map>", b"<variable_types>", b"<varnames>", b"<sortlist>", b"<formats>", b"<value_label_names>",
            b"<variable_labels>", b"<characteristics>", b"<data>", b"<strls>", b"<value_labels>", b"</stata_dta>"]  # fmt: skip
    assert all(data[place:].startswith(tag) for place, tag in zip(places, tags, strict=False))
    assert places[13] == len(data)
