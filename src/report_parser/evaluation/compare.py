"""One gold file against one output: what is right, wrong and missing, with every difference."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import regex

from report_parser.evaluation.scores import Difference, DocumentScore, Tally, total
from report_parser.text.compact import compact

_MARKS = regex.compile(r"[\p{P}\p{S}\s]+")
_ALIKE = 0.75
Object = Mapping[str, Any]
_NOTHING: dict[str, Any] = {}


def score(name: str, gold: Object, output: Object | None, *, failure: str | None = None) -> DocumentScore:
    """Returns the score of one document.

    Args:
        name: the document's name, for the list of differences.
        gold: the gold file's object.
        output: what the program printed; None where it printed nothing: everything in gold is then missing.
        failure: why there is no output.
    """
    printed = _NOTHING if output is None else output
    differences: list[Difference] = [Difference("failure", "", "a report", failure)] if output is None else []
    groups, confidences = _indicators(gold, printed, differences)
    traps = [k for k in gold.get("absent", []) if k in printed.get("indicators", {})]
    differences += [_indicator_difference("trap", k, None, printed) for k in traps]
    sections, headings = _sections(gold, printed, differences)
    return DocumentScore(
        name=name,
        template=gold.get("template"),
        groups=groups,
        sections=sections,
        headings=headings,
        fields=_fields(gold, output, differences),
        figures=_figures(gold, printed, differences),
        findings=_findings(gold, printed, differences),
        traps=len(traps),
        confidences=confidences,
        differences=tuple(differences),
        failure=failure,
    )


def same_number(one: float, other: float) -> bool:
    """Returns whether two values are equal but for the rounding of floats (1e-9)."""
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def _indicators(
    gold: Object, printed: Object, differences: list[Difference]
) -> tuple[dict[str, Tally], tuple[tuple[float, bool], ...]]:
    expected: Mapping[str, float] = gold.get("indicators", {})
    got = printed.get("indicators", {})
    confidence = {f["id"]: f["confidence"] for f in printed.get("figures", [])}
    ignored = set(gold.get("optional", []))
    groups: dict[str, Tally] = {}
    judged: list[tuple[float, bool]] = []
    for key in dict.fromkeys([*expected, *got]):
        if key in ignored:
            continue
        right = key in expected and key in got and same_number(expected[key], got[key]["value"])
        tally = Tally(1) if right else Tally(0, int(key in got), int(key in expected))
        group = key.partition("[")[0].partition(".")[0]
        groups[group] = groups.get(group, Tally()) + tally
        if key in got:
            judged.append((confidence.get(got[key]["figure"], 0.0), right))
        if not right:
            differences.append(_indicator_difference("indicator", key, expected.get(key), printed))
    return groups, tuple(judged)


def _indicator_difference(kind: str, key: str, expected: float | None, printed: Object) -> Difference:
    got = printed.get("indicators", {}).get(key)
    if got is None:
        return Difference(kind, key, expected, None)
    quote = next((f["quote"] for f in printed.get("figures", []) if f["id"] == got["figure"]), "")
    return Difference(kind, key, expected, got["value"], quote)


def plain(text: object) -> str:
    """Returns text without white space and marks, width folded, for comparing headings, titles and labels.

    >>> plain("收费、减免 情况：")
    '收费减免情况'
    """
    return _MARKS.sub("", compact(str(text)).text)


def _sections(gold: Object, printed: Object, differences: list[Difference]) -> tuple[Tally, Tally]:
    """(sections with heading and role right, headings right); gold without ``sections`` judges none."""
    if "sections" not in gold:
        return Tally(), Tally()
    wanted = [s for s in gold["sections"] if s["role"] != "preamble"]
    expected = [(s["role"], plain(s["heading"])) for s in wanted]
    shown = [s for s in printed.get("sections", []) if s["role"] != "preamble"]
    got = [(s["role"], plain(s["heading"])) for s in shown]
    pairs = _align(expected, got)
    roles = headings = Tally()
    for i, j in pairs:
        if i is None or j is None:
            tally = heading = Tally(0, int(j is not None), int(i is not None))
        else:
            heading = Tally(1) if expected[i][1] == got[j][1] else Tally(0, 1, 1)
            tally = Tally(1) if expected[i] == got[j] else Tally(0, 1, 1)
        roles, headings = roles + tally, headings + heading
        if not tally.right:
            differences.append(Difference("section", "", _printed(wanted, i), _printed(shown, j)))
    return roles, headings


def _printed(sections: Sequence[Object], i: int | None) -> str | None:
    return None if i is None else f"{sections[i]['heading']} ({sections[i]['role']})"


def _align(expected: Sequence[tuple[str, str]], got: Sequence[tuple[str, str]]) -> list[tuple[int | None, int | None]]:
    """Pairs two sequences in order so that most headings (and then roles) agree; None stands for no partner."""
    rows, columns = len(expected), len(got)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            both = best[i + 1][j + 1] + _worth(expected[i], got[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < rows and j < columns:
        worth = _worth(expected[i], got[j])
        if worth and best[i][j] == best[i + 1][j + 1] + worth:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs + [(n, None) for n in range(i, rows)] + [(None, n) for n in range(j, columns)]


def _worth(one: tuple[str, str], other: tuple[str, str]) -> int:
    return 2 * (one[1] == other[1]) + (one[0] == other[0])


def _fields(gold: Object, output: Object | None, differences: list[Difference]) -> dict[str, Tally]:
    """The template and every metadata field that gold states; where there is no output each is wrong."""
    tallies: dict[str, Tally] = {}
    wanted = {**({"template": gold["template"]} if "template" in gold else {}), **gold.get("document", {})}
    for name, expected in wanted.items():
        got = None
        if output is not None:
            got = output["template"] if name == "template" else output["document"].get(name)
        right = output is not None and _same_field(expected, got)
        tallies[name] = Tally(1) if right else Tally(0, int(got is not None), 1)
        if not right:
            differences.append(Difference("document", name, expected, got))
    return tallies


def _same_field(expected: Any, got: Any) -> bool:
    if isinstance(expected, dict) and isinstance(got, dict):
        return all(_same_field(value, got.get(key)) for key, value in expected.items())
    if isinstance(expected, str) and isinstance(got, str):
        return compact(expected).text == compact(got).text
    return bool(expected == got)


def _figures(gold: Object, printed: Object, differences: list[Difference]) -> Tally:
    """Recall of further figures; each figure of the output serves one of gold's."""
    left = list(printed.get("figures", []))
    found = 0
    for wanted in gold.get("figures", []):
        partner = max(left, key=lambda f: _likeness(wanted, f), default=None)
        if partner is not None and _likeness(wanted, partner) >= _ALIKE:
            left.remove(partner)
            found += 1
            continue
        near = next((f for f in left if same_number(f["value"], wanted["value"])), None)
        got = None if near is None else f"{near['label']} {near['value']} {near['unit']}"
        expected = f"{wanted['label']} {wanted['value']} {wanted.get('unit')}"
        differences.append(Difference("figure", wanted["label"], expected, got, "" if near is None else near["quote"]))
    return Tally(found, 0, len(gold.get("figures", [])) - found)


def _likeness(wanted: Object, figure: Object) -> float:
    """How alike the labels of two figures are; 0 where value or unit differ (gold without a unit asks for none)."""
    unit = wanted.get("unit")
    if not same_number(wanted["value"], figure["value"]):
        return 0.0
    if unit is not None and plain_unit(unit) != plain_unit(figure["unit"]):
        return 0.0
    return likeness(wanted["label"], figure["label"])


def plain_unit(unit: str | None) -> str | None:
    """Returns a unit with its width folded: ％ is %, 人次 is not 次."""
    return None if unit is None else compact(unit).text


def likeness(one: str, other: str) -> float:
    """Returns the share of the shorter label's characters that the longer one has; 1 where it contains it.

    >>> likeness("满意工单", "其中满意的工单"), likeness("满意工单", "")
    (1.0, 0.0)
    """
    shorter, longer = sorted((plain(one), plain(other)), key=len)
    if not shorter:
        return 0.0
    if shorter in longer:
        return 1.0
    return (Counter(shorter) & Counter(longer)).total() / len(shorter)


def _findings(gold: Object, printed: Object, differences: list[Difference]) -> Tally:
    """``wrong`` counts false alarms: errors and warnings whose code gold lacks."""
    codes = list(gold.get("findings", []))
    shown = printed.get("findings", [])
    raised = {name for f in shown for name in _names(f)}
    missing = [c for c in codes if c not in raised]
    alarms = [f for f in shown if f["severity"] in ("error", "warning") and not codes_cover(codes, f)]
    differences += [Difference("finding", c, c, None) for c in missing]
    differences += [Difference("finding", _names(f)[-1], None, _names(f)[-1], f["message"]) for f in alarms]
    return total((Tally(len(codes) - len(missing), 0, len(missing)), Tally(0, len(alarms))))


def codes_cover(codes: Sequence[str], finding: Object) -> bool:
    """Returns whether gold names a finding, by its code alone or with its role."""
    return any(name in codes for name in _names(finding))


def _names(finding: Object) -> list[str]:
    code, role = finding["code"], finding["role"]
    return [code, f"{code}:{role}"] if role else [code]
