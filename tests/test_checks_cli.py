"""``validate`` and ``compare`` as a clerk uses them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from checks_samples import COUNTY, MODERN, TOWN, read
from clean_reports import FORM_2021, render
from report_parser import cli_compare, cli_rules, cli_validate
from report_parser.checks.listing import checks_page
from report_parser.checks.registry import registry
from report_parser.checks.show import findings_as_text
from report_parser.errors import UsageError
from report_parser.rules.codebook import explained


def command(module, *arguments: str) -> int:  # type: ignore[no-untyped-def]
    parser = argparse.ArgumentParser()
    module.add_parser(parser.add_subparsers())
    known = parser.parse_args([module.__name__.rpartition("cli_")[2], *arguments])
    return int(known.run(known))


def catalogue_label(indicator: str, lang: str) -> str:
    one = explained()[indicator]
    return one.en if lang == "en" else one.entry.label_zh


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def faulty() -> str:
    """Four faults: a share, a sum, a missing section, a heading's number."""
    text = COUNTY.replace("占62.5%", "占63.5%").replace("同意公开22件", "同意公开32件")
    start, end = text.index("四、收费"), text.index("五、行政复议")
    return (text[:start] + text[end:]).replace("七个部分", "六个部分").replace("收费及减免情况、", "")


def test_a_report_is_mended_step_by_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = faulty()
    steps = [
        ("", "", ["percent.mismatch", "sum.mismatch", "section.missing", "section.numbering"]),
        ("占63.5%", "占62.5%", ["sum.mismatch", "section.missing", "section.numbering"]),
        ("同意公开32件", "同意公开22件", ["section.missing", "section.numbering"]),
        ("五、行政复议", "四、收费及减免情况\n　　没有收取费用。\n\n五、行政复议", []),
    ]
    for old, new, left in steps:
        text = text.replace(old, new) if old else text
        code = command(cli_validate, write(tmp_path, "draft.txt", text))
        shown = capsys.readouterr().out
        assert code == (3 if left else 0)
        for name in ("percent.mismatch", "sum.mismatch", "section.missing", "section.numbering"):
            assert (name in shown) == (name in left), (name, shown)
    assert "没有发现问题" in shown


def test_a_report_with_tables_is_mended_step_by_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each message says what the number should be; the clerk puts it there."""
    clean = next(d for d in FORM_2021 if d.has("granted_share"))
    steps = [
        ("outcome.unclear", 3, "row_total.mismatch", "一行"),
        ("received", 2, "value.conflict", "收到政府信息公开申请数"),
        ("review.pending", 1, "sum.mismatch", "行政复议"),
        ("granted_share", "1.5", "percent.mismatch", "占"),
    ]
    draft = clean
    for slot, change, _, _ in steps:
        wrong = change if isinstance(change, str) else int(clean.values[slot]) + change
        draft = draft.changed(**{slot: wrong})
    for slot, _, code, word in steps:
        path = tmp_path / "draft.html"
        path.write_bytes(render(draft))
        command(cli_validate, "--strict", str(path))
        lines = capsys.readouterr().out.splitlines()
        told = next(lines[i + 1] for i, line in enumerate(lines) if line.endswith(code))
        assert word in told
        assert str(clean.values[slot]) in told or slot == "outcome.unclear"
        draft = draft.changed(**{slot: clean.values[slot]})
    path.write_bytes(render(draft))
    assert command(cli_validate, "--strict", str(path)) == 0
    assert "没有发现问题" in capsys.readouterr().out


def test_registry_of_checks(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    cli_rules.add_parser(parser.add_subparsers())
    for options in ([], ["--checks"], ["--checks", "--lang", "en"], ["--checks", "--format", "json"]):
        known = parser.parse_args(["rules", "list", *options])
        assert known.run(known) == 0
    shown = capsys.readouterr().out
    checks = json.loads(shown[shown.index('{\n  "schema"') :])["checks"]
    assert len({c["id"] for c in checks}) == len(checks)
    assert all(c[k] for c in checks for k in ("id", "code", "severity", "formula", "tolerance", "basis", "zh", "en"))
    assert {c["code"] for c in checks} == registry().codes.keys()
    assert all(c["id"] in shown.partition('{\n  "schema"')[0] for c in checks)


def test_page_of_checks_is_current() -> None:
    page = Path(__file__).parent.parent / "docs" / "checks.md"
    assert page.read_text(encoding="utf-8") == checks_page()


def test_passage_is_quoted_and_uncoloured_off_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(cli_validate, write(tmp_path, "a.txt", COUNTY.replace("占申请总数的45%", "占申请总数的46%")))
    shown = capsys.readouterr().out
    assert "网络申请18件，占申请总数的46%" in shown.replace("│ ", "")
    assert "\x1b" not in shown
    assert "45%" in shown


def test_colours_on_a_terminal() -> None:
    report = read(COUNTY.replace("占申请总数的45%", "占申请总数的46%"))
    shown = findings_as_text(report, "zh", colour=True)
    assert "\x1b[33;1m警告\x1b[0m" in shown
    assert "\x1b[4m18件，占申请总数的46%\x1b[0m" in shown


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--strict"], 3),
        (["--strict", "--ignore", "percent.mismatch"], 0),
        (["--strict", "--select", "section."], 0),
    ],
)
def test_exit_codes(tmp_path: Path, options: list[str], code: int) -> None:
    path = write(tmp_path, "a.txt", COUNTY.replace("占申请总数的45%", "占申请总数的46%"))
    assert command(cli_validate, *options, path) == code


def test_a_file_that_fails_is_named_and_the_others_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(cli_validate, str(tmp_path / "none.html"), write(tmp_path, "a.txt", TOWN)) == 1
    shown = capsys.readouterr()
    assert "none.html" in shown.err
    assert "没有发现问题" in shown.out


def test_unknown_codes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"sum\.mismach"):
        command(cli_validate, "--select", "sum.mismach", write(tmp_path, "a.txt", TOWN))


def test_json_and_html(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(
        tmp_path, "a.txt", TOWN.replace("纠正1件", "纠正3件").replace("高度重视", "高度重视<script>alert(1)</script>")
    )
    command(cli_validate, "--format", "json", path)
    whole = json.loads(capsys.readouterr().out)
    (report,) = whole["reports"]
    assert next(f["code"] for f in report["findings"]) in ("sum.mismatch", "part.exceeds_whole")
    assert {f["id"] for f in report["figures"]} >= set(report["findings"][0]["figures"])
    command(cli_validate, "--format", "html", "--lang", "en", path)
    shown = capsys.readouterr().out
    assert shown.startswith("<!DOCTYPE html>")
    assert "<script" not in shown
    assert "<mark>" in shown


def test_compare_two_files_and_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = MODERN
    for year in (2021, 2022, 2023):
        last = last.replace(f"{year}年", f"{year - 1}年")
    folder = tmp_path / "years"
    folder.mkdir()
    one, other = write(folder, "b.txt", last), write(folder, "a.txt", MODERN)
    assert command(cli_compare, one, other) == 3
    first = capsys.readouterr().out
    assert "carry.mismatch" in first
    assert "4" in first
    assert command(cli_compare, str(folder)) == 3
    assert capsys.readouterr().out == first
    command(cli_compare, "--format", "json", one, other)
    (comparison,) = json.loads(capsys.readouterr().out)["comparisons"]
    assert comparison["changes"]["requests.received"]["growth"] == 0
    assert comparison["copied"]["share"] > 0.5
    command(cli_compare, "--format", "html", one, other)
    assert "carry.mismatch" in capsys.readouterr().out


def test_compare_needs_two_reports(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        command(cli_compare, write(tmp_path, "a.txt", TOWN))
    with pytest.raises(UsageError, match=r"holds 1 file \(\.html"):
        command(cli_compare, str(tmp_path))
    shop = write(tmp_path, "shop.txt", "本店新到一批茶叶，欢迎选购。")
    with pytest.raises(UsageError, match=r"no annual report: .*shop\.txt$"):
        command(cli_compare, write(tmp_path, "a.txt", TOWN), shop)


def test_compare_prints_no_empty_page_where_a_file_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(cli_compare, "--format", "html", write(tmp_path, "a.txt", TOWN), str(tmp_path / "missing.txt")) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "no such file" in shown.err


def test_compare_names_indicators_in_the_language_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = MODERN.replace("2022年", "2021年").replace("2023年", "2022年")
    command(cli_compare, "--lang", "en", write(tmp_path, "a.txt", last), write(tmp_path, "b.txt", MODERN))
    english = capsys.readouterr().out
    assert catalogue_label("requests.received", "en") in english
    assert catalogue_label("requests.received", "zh") not in english.partition("last year")[2].partition("prose")[0]
