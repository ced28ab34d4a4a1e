"""Inputs that are no reports, or hardly: a clear message or a finding, never a traceback, never a hang."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import DOCUMENTS, FIXTURES
from report_parser import InputError, parse, parse_file
from report_parser.source import MAX_BYTES

BROKEN = FIXTURES / "broken"
SENTENCE = "2012年,全县主动公开政府信息512条。收到政府信息公开申请3件。"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty.html", "empty"),
        ("blank.txt", "empty"),
        ("zip-named.html", "zip"),
        ("picture-named.html", "picture"),
        ("binary.txt", "binary"),
        ("missing.html", "no such file"),
        (".", "folder"),
    ],
)
def test_refused_with_a_reason(name: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as raised:
        parse_file(BROKEN / name)
    assert str(BROKEN / name) in str(raised.value)


def test_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(InputError, match="more than a report"):
        parse(b"1" * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    "name", ["cut-in-tag.html", "after-html.html", "wrong-charset.html", "nul-bytes.html", "unclosed.html"]
)
def test_damaged_markup_is_still_read(name: str) -> None:
    report = parse_file(BROKEN / name)
    assert report.indicators["proactive.total"].value == 512


def test_nested_deep() -> None:
    page = (
        "<html><body>"
        + "<div>" * 5000
        + f"<p>某县2012年政府信息公开年度报告</p><p>一、概述</p><p>{SENTENCE}</p>"
        + "</div>" * 5000
    )
    assert parse(page.encode()).indicators["proactive.total"].value == 512


def test_a_million_characters_in_one_line() -> None:
    assert (
        parse(
            "某县2012年政府信息公开年度报告\n" + "一" * 300_000 + "3" * 300_000 + "(" * 300_000 + " " * 100_000 + "x"
        ).figures
        is not None
    )


def test_news_is_no_report() -> None:
    report = parse(
        "<html><body><h1>县政府召开常务会议</h1><p>"
        + "会议研究了春耕生产工作，听取了12个部门的汇报。" * 20
        + "</p></body></html>"
    )
    assert [f.code for f in report.findings] == ["document.not_a_report"]
    assert not report.figures
    assert not report.indicators


def test_only_an_attachment() -> None:
    page = "<html><head><title>某县2012年政府信息公开年度报告</title></head><body><h1>某县2012年政府信息公开年度报告</h1><p><a href='1.pdf'>附件：某县2012年政府信息公开年度报告.pdf</a></p></body></html>"
    report = parse(page)
    assert [f.code for f in report.findings if f.severity == "error"] == ["document.no_body"]
    assert not report.figures


def test_unreadable_bytes_are_said() -> None:
    data = (
        f"某县2012年政府信息公开年度报告\n一、概述\n{SENTENCE}\n".encode()
        + b"\xff\xfe\xff"
        + "二、其他事项\n无。".encode()
    )
    assert "encoding.lossy" in [f.code for f in parse(data).findings]


@pytest.mark.parametrize("path", DOCUMENTS[::6], ids=lambda p: p.stem)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_anywhere(path: Path, share: float) -> None:
    data = path.read_bytes()
    report = parse(data[: int(len(data) * share)])
    assert all(report.text[f.start : f.end] == f.raw for f in report.figures)
