"""A clean table, damaged at random and pasted as text, never yields a wrong value: what is lost is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_parser.document.plaintext import read_text
from report_parser.figures.from_tables import read_tables
from table_forms import FORMS, Key, Table, review_upright, truth
from test_tables_property import EXAMPLES, damaged
from text_layouts import LAYOUTS

TEXT_DAMAGES = ("row", "row_deleted", "column", "blank", "spaces", "typo", "split", "empty")
"""Text has no spans that could be wrong."""
UNDECIDABLE = {("article20_2019", "tabbed", "split")}
"""采购项目数量 is two columns wide, which tabs do not show: 2, 41 below it are two columns' numbers as well as one cut in two."""
TITLE = "某县2020年政府信息公开工作年度报告"
BEFORE = {
    "requests": "三、收到和处理政府信息公开申请情况",
    "article20": "二、主动公开政府信息情况",
    "review": "四、政府信息公开行政复议、行政诉讼情况",
    "statistics": "附表：政府信息公开情况统计表",
}
AFTER = "五、存在的主要问题及改进情况\n公开内容有待进一步丰富，公开渠道有待进一步拓宽。"
ALL_FORMS: dict[str, Callable[[], Table]] = {**FORMS, "review_upright": review_upright}


def figures(form: str, lines: list[str]) -> dict[Key, float]:
    page = read_text("\n".join([TITLE, BEFORE[form.split("_")[0]], *lines, AFTER]))
    reading = read_tables(page, year=2020, sections=())
    assert all(page.text[f.start : f.end] == f.raw for f in reading.figures)
    return {(f.indicator, tuple(sorted(f.dimensions.items()))): f.value for f in reading.figures if f.indicator}


def wrong(form: str, found: dict[Key, float]) -> dict[Key, float]:
    said = truth(ALL_FORMS[form]())
    return {k: v for k, v in found.items() if said.get(k) != v}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", ALL_FORMS)
def test_clean(form: str, layout: str) -> None:
    table = ALL_FORMS[form]()
    found = figures(form, LAYOUTS[layout](table))
    assert wrong(form, found) == {}
    if form != "review_upright" or layout == "tabbed":
        assert found == truth(table)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_one_damage(form: str, layout: str, data: st.DataObject) -> None:
    kinds = tuple(k for k in TEXT_DAMAGES if (form, layout, k) not in UNDECIDABLE)
    table = data.draw(damaged(ALL_FORMS[form](), kinds))
    assert wrong(form, figures(form, LAYOUTS[layout](table))) == {}
