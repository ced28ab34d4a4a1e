"""Each column and each indicator is explained, in both languages; names are fit for SQL and Stata; both files are in order."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from conftest import FIXTURES
from report_parser.errors import RulesError
from report_parser.pipeline import parse_file
from report_parser.rules import check_codebook
from report_parser.rules import codebook as rules_codebook
from report_parser.rules.catalogue import catalogue
from report_parser.rules.check_codebook import codebook_problems
from report_parser.rules.codebook import blocks, data_tables, explained, law_text
from report_parser.sinks import SINKS, export
from report_parser.sinks.codebook import CODEBOOK_COLUMNS, codebook_rows, datapackage
from report_parser.sinks.codebook_page import codebook_page

# ISO/IEC 9075:2016, reserved words.
SQL_RESERVED = """
abs acos all allocate alter and any are array array_agg array_max_cardinality as asensitive asin asymmetric at atan atomic authorization avg begin
begin_frame begin_partition between bigint binary blob boolean both by call called cardinality cascaded case cast ceil ceiling char char_length
character character_length check classifier clob close coalesce collate collect column commit condition connect constraint contains convert copy corr
corresponding cos cosh count covar_pop covar_samp create cross cube cume_dist current current_catalog current_date
current_default_transform_group current_path current_role current_row current_schema current_time current_timestamp
current_transform_group_for_type current_user cursor cycle date day deallocate dec decfloat decimal declare default define delete dense_rank deref
describe deterministic disconnect distinct double drop dynamic each element else empty end end_frame end_partition equals escape every except exec
execute exists exp external extract false fetch filter first_value float floor for foreign frame_row free from full function fusion get global grant
group grouping groups having hold hour identity in indicator initial inner inout insensitive insert int integer intersect intersection interval into is
join json_array json_arrayagg json_exists json_object json_objectagg json_query json_table json_table_primitive json_value lag language large
last_value lateral lead leading left like like_regex listagg ln local localtime localtimestamp log log10 lower match match_number match_recognize
matches max member merge method min minute mod modifies module month multiset national natural nchar nclob new no none normalize not nth_value ntile
null nullif numeric occurrences_regex octet_length of offset old omit on one only open or order out outer over overlaps overlay parameter partition
pattern per percent percent_rank percentile_cont percentile_disc period portion position position_regex power precedes precision prepare primary
procedure ptf range rank reads real recursive ref references referencing regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx
regr_sxy regr_syy release result return returns revoke right rollback rollup row row_number rows running savepoint scope scroll search second seek
select sensitive session_user set show similar sin sinh skip smallint some specific specifictype sql sqlexception sqlstate sqlwarning sqrt start static
stddev_pop stddev_samp submultiset subset substring substring_regex succeeds sum symmetric system system_time system_user table tablesample tan tanh
then time timestamp timezone_hour timezone_minute to trailing translate translate_regex translation treat trigger trim trim_array true truncate uescape
union unique unknown unnest update upper user using value value_of values var_pop var_samp varbinary varchar varying versioning when whenever where
width_bucket window with within without year
""".split()
# https://sqlite.org/lang_keywords.html
SQLITE = """
abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case cast check collate column commit
conflict constraint create cross current current_date current_time current_timestamp database default deferrable deferred delete desc detach distinct
do drop each else end escape except exclude exclusive exists explain fail filter first following for foreign from full generated glob group groups
having if ignore immediate in index indexed initially inner insert instead intersect into is isnull join key last left like limit match materialized
natural no not nothing notnull null nulls of offset on or order others outer over partition plan pragma preceding primary query raise range recursive
references regexp reindex release rename replace restrict returning right rollback row rows savepoint select set table temp temporary then ties to
transaction trigger unbounded union unique update using vacuum values view virtual when where window with without
""".split()
STATA = "_all _b byte _coef _cons double float if in int long _n _N _pi _pred _rc _skip strl using with".split()


def names() -> list[str]:
    named = [name for table in data_tables().values() for name in (table.name, *(c.name for c in table.columns))]
    return [*named, "codebook", *CODEBOOK_COLUMNS]


def test_names_are_fit_for_sql_and_stata() -> None:
    duck = [word for (word,) in duckdb.sql("SELECT keyword_name FROM duckdb_keywords()").fetchall()]
    taken = {word.lower() for word in (*SQL_RESERVED, *SQLITE, *STATA, *duck)}
    for name in names():
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name), name
        assert name not in taken, name
        assert not re.fullmatch(r"str\d+", name), name
    for table in data_tables().values():
        columns = [c.name for c in table.columns]
        assert len(set(columns)) == len(columns)


def test_every_indicator_has_a_column_or_open_classes() -> None:
    wide = {c.indicator for c in data_tables()["indicators"].columns if c.indicator}
    for one in explained().values():
        assert (one.column is None) == (one.entry.dimensions == "category"), one.entry.id
        assert one.column is None or one.entry.id in wide
    sides = {"applicant": 6, "route": 2}
    assert len(wide) == sum(1 + sides.get(one.entry.dimensions, 0) for one in explained().values() if one.column)


@pytest.mark.parametrize("indicator", catalogue())
def test_an_indicator_is_explained(indicator: str) -> None:
    one = explained()[indicator]
    assert re.search(r"[a-z]{3}", one.en)
    assert not re.fullmatch(r"[^A-Za-z]*", one.definition_en)
    assert re.search(r"[\u4e00-\u9fff]", one.definition_zh)
    assert one.entry.eras.split() and set(one.entry.eras.split()) <= set(blocks("era"))
    assert all(law_text(key, lang) for key in one.law for lang in ("zh", "en"))
    assert one.notes, "what it can be compared with"
    assert one.group in blocks("group")
    page = codebook_page()
    assert f"`{indicator}`" in page and one.en in page and one.definition_zh.rstrip("。") in page


def test_the_page_holds_every_column_and_note() -> None:
    page = codebook_page()
    for table in data_tables().values():
        for column in table.columns:
            suffix = (
                f"`_{column.indicator[:-1].partition('=')[2]}" if column.indicator and "[" in column.indicator else ""
            )
            assert suffix or f"`{column.name}`" in page, column.name
    for note in blocks("note").values():
        assert note["zh"] in page and note["en"] in page
    heads = [line for line in page.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") for line in heads)


def test_the_tables_are_in_order() -> None:
    assert codebook_problems() == []


def test_faults_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = list(rules_codebook._rows("codebook.tsv"))
    changed = {"fees.waived": {"law": "17-28", "label_en": ""}, "fees.collected": {"column": "fees.Collected"}, "requests.by_body": {"column": "by_body"}}  # fmt: skip
    rows = [row | changed.get(row["id"], {}) for row in rows]
    real = rules_codebook._rows
    monkeypatch.setattr(rules_codebook, "_rows", lambda name: iter(rows) if name == "codebook.tsv" else real(name))
    notes = {"odd": {"applies": ["fees.wavied"], "zh": "甲", "en": "a"}}
    monkeypatch.setattr(check_codebook, "blocks", lambda block: notes if block == "note" else blocks(block))
    for cached in (explained, data_tables):
        cached.cache_clear()
    try:
        problems = "\n".join(codebook_problems())
    finally:
        for cached in (explained, data_tables):
            cached.cache_clear()
    for words in ("fees.waived”: column “label_en” is empty", "“17” is unknown", "requests.by_body”: column “column” must be empty",
                  "“fees.wavied” fits no indicator; did you mean “fees.waived”?", "column “fees.Collected” must be"):  # fmt: skip
        assert words in problems


def test_every_row_of_the_codebook_is_filled() -> None:
    rows = [dict(zip(CODEBOOK_COLUMNS, row, strict=True)) for row in codebook_rows()]
    assert len(rows) == sum(len(t.columns) for t in data_tables().values()) + 3
    for row in rows:
        assert row["label_zh"] and row["label_en"] and row["column_type"], row
        if row["indicator_key"]:
            assert all(row.values()), row


def test_a_missing_explanation_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [r for r in rules_codebook._rows("codebook.tsv") if r["id"] != "fees.waived"]
    monkeypatch.setattr(rules_codebook, "_rows", lambda _: iter(rows))
    explained.cache_clear()
    try:
        with pytest.raises(RulesError, match=r"codebook\.tsv.*fees\.waived"):
            explained()
    finally:
        explained.cache_clear()


def test_the_data_package_describes_what_stands_there(tmp_path: Path) -> None:
    report = parse_file(FIXTURES / "reports" / "2008" / "lanzhou-2011.html").to_dict()
    written = export(lambda: iter([report]), list(SINKS), tmp_path)
    assert sorted(written) == sorted(tmp_path.iterdir())
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    resources: list[dict[str, Any]] = package["resources"]
    by_name = {r["name"]: r for r in resources}
    assert len(by_name) == len(resources)
    assert {tmp_path / r["path"] for r in resources} == {p for p in written if p.name not in ("datapackage.json", "codebook.md")}  # fmt: skip
    types = {"string", "integer", "number", "date", "boolean"}
    for resource in resources:
        if resource["format"] == "jsonl":
            continue
        assert resource["type"] == "table"
        schema = resource["schema"]
        fields = [field["name"] for field in schema["fields"]]
        assert {field["type"] for field in schema["fields"]} <= types
        assert all(field["title"] for field in schema["fields"])
        assert set(schema["primaryKey"]) <= set(fields)
        for key in schema.get("foreignKeys", []):
            target = by_name[key["reference"]["resource"]]["schema"]["fields"]
            assert set(key["reference"]["fields"]) <= {field["name"] for field in target}
        if resource["format"] == "csv":
            with (tmp_path / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
                assert next(csv.reader(file)) == fields
    field = next(f for f in by_name["indicators.csv"]["schema"]["fields"] if f["name"] == "requests_received")
    assert (field["indicator_key"], field["unit"]) == ("requests.received", "件")
    assert set(field["comparability"]) <= set(package["comparability"])
    assert "received" in field["comparability"]


def test_the_data_package_of_a_folder_of_parts(tmp_path: Path) -> None:
    package = datapackage(tmp_path, [tmp_path / "part-1" / "figures.parquet"])
    assert [r["path"] for r in package["resources"]] == ["part-1/figures.parquet"]
