"""The finding of a formula that does not hold, in a sentence after the shape of the table: a row, a column, a balance, a sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report_parser.checks.expressions import Judgement
from report_parser.checks.naming import column_of, listed, printed, quoted, row_of, show
from report_parser.checks.registry import Formula, Lang
from report_parser.checks.view import View
from report_parser.models import Figure, Finding

_MANY = 8


def mismatch(view: View, formula: Formula, result: Judgement) -> Finding:
    """Returns the finding for a formula that does not hold; its figures are all the operands."""
    left, right = result.left, result.right
    key = formula.message or _usual(formula, result)
    whole = left.figures[0] if left.figures else right.figures[0]
    words: dict[str, Any] = {
        "row": row_of(whole), "column": column_of(whole, view.lang), "whole": printed(whole),
        "left": _sides(view, key, left.figures), "right": _sides(view, key, right.figures),
        "left_sum": show(left.value), "sum": show(right.value), "gap": show(abs(left.value - right.value)),
        "rule": formula.zh if view.lang == "zh" else formula.en,
    }  # fmt: skip
    if key == "exceeds":
        words |= {"part": view.name(whole), "whole": view.name(right.figures[0])}
    elif key in ("sum", "sum_blank"):
        words["whole"], words["parts"] = view.name(whole), words["right"]
    balance = len(left.figures) > 1
    expected, actual = (left.value, right.value) if balance else (right.value, left.value)
    return view.finding(formula.code, key, (*left.figures, *right.figures), expected=expected, actual=actual, **words)


def _usual(formula: Formula, result: Judgement) -> str:
    if formula.comparison.sign == "<=":
        return "exceeds" if len(result.right.figures) == 1 else "at_most"
    if len(result.left.figures) > 1:
        return "formula"
    return "sum" if result.right.figures else "sum_blank"


def _sides(view: View, key: str, figures: Sequence[Figure]) -> str:
    """The operands of one side; zeros of a long list are left out."""
    told = figures if len(figures) <= _MANY else [f for f in figures if f.value] or figures
    if key == "row":
        return listed([_short(column_of(f, view.lang), f, view.lang) for f in told], view.lang) or _blank(view.lang)
    if key in ("column", "balance"):
        words = [_short(quoted(row_of(f), view.lang), f, view.lang) for f in told]
        plus = "加" if view.lang == "zh" else " + "
        return (plus.join(words) if key == "balance" else listed(words, view.lang)) or _blank(view.lang)
    return view.names(told)


def _short(words: str, figure: Figure, lang: Lang) -> str:
    return f"{words}{'' if lang == 'zh' else ' '}{figure.raw.strip()}"


def _blank(lang: Lang) -> str:
    return "各项都空着" if lang == "zh" else "all blank"
