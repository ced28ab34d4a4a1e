"""Wordings of real reports: what is sound is not blamed, what is wrong is found (``checks_cases.toml``)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from checks_samples import COUNTY, loud, read
from test_checks_report import build

_CASES = tomllib.loads((Path(__file__).parent / "checks_cases.toml").read_text(encoding="utf-8"))["case"]
_PLACES = {
    "overview": ("一、概述", "二、"),
    "proactive": ("二、主动", "三、"),
    "requests": ("三、依申", "四、"),
    "review": ("五、行政", "六、"),
}


def with_sentence(place: str, text: str) -> str:
    """The county's report with another paragraph under a heading."""
    heading, following = _PLACES[place]
    start = COUNTY.index("\n", COUNTY.index(f"\n{heading}") + 1) + 1
    return f"{COUNTY[:start]}　　{text}\n\n{COUNTY[COUNTY.index(f'{chr(10)}{following}', start) + 1 :]}"


@pytest.mark.parametrize("case", _CASES, ids=lambda c: c["text"][:30])
def test_wording(case: dict[str, object]) -> None:
    place, text = str(case["in"]), str(case["text"])
    report = build("county", text) if place == "tables" else read(with_sentence(place, text))
    found = loud(report.findings)
    assert {f.code for f in found} == set(case.get("codes", [])), [f.message for f in found]  # type: ignore[call-overload]


def test_no_sentence_stands_twice() -> None:
    assert len({c["text"] for c in _CASES}) == len(_CASES)
