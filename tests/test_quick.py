"""What makes the program quick changes nothing of what it says."""

from __future__ import annotations

import copy
import pickle
import re
from collections import Counter
from dataclasses import FrozenInstanceError, dataclass, field, replace
from pathlib import Path

import pytest

from report_parser import not_quantities
from report_parser.document import headlines
from report_parser.document.build import _INVISIBLE, _SPACE, _TIGHT, clean
from report_parser.document.html import read_html
from report_parser.figures import lexicon, marks
from report_parser.figures.clauses import clause_patterns, cumulative_words
from report_parser.figures.lexicon import holds_any, needed_by_all, needed_words
from report_parser.quick import quick
from report_parser.rules.load import read_table
from report_parser.text.compact import compact
from report_parser.text.flat import flat_piece
from report_parser.text.needed import Gate, needed_characters

REPORTS = Path(__file__).parent.parent / "fixtures" / "reports"


@quick
@dataclass(frozen=True, slots=True)
class _Point:
    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)


def test_a_quick_class_is_a_frozen_dataclass() -> None:
    point = _Point(1, names=["a"])
    assert (type(point), point.x, point.y, point.names) == (_Point, 1, 2, ["a"])
    assert point == _Point(1, 2, ["a"]) == replace(_Point(0, 2, ["a"]), x=1)
    assert _Point(1).names is not _Point(1).names
    for twin in (pickle.loads(pickle.dumps(point)), copy.deepcopy(point), copy.copy(point)):
        assert (type(twin), twin) == (_Point, point)
    with pytest.raises(FrozenInstanceError):
        point.x = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        _Point()  # type: ignore[call-arg]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The paragraphs of all fixtures, folded and without white space."""
    texts = [p.read_text("utf-8", "replace") for p in sorted(REPORTS.rglob("*.txt"))]
    texts += [read_html(p.read_text("utf-8", "replace")).text for p in sorted(REPORTS.rglob("*.html"))]
    return [compact(line).text for text in texts for line in text.split("\n")]


def _missed(pattern: re.Pattern[str], words: tuple[str, ...], lines: list[str]) -> list[str]:
    return [
        m[0] for line in lines for m in pattern.finditer(line) if not holds_any(words, line[m.start() :], 0, len(line))
    ]


def test_every_match_passes_the_gate(lines: list[str]) -> None:
    known = lexicon._lexicon()
    for line in lines:
        told = set(known.gate.open_to(line))
        matched = [i for i, (_, pattern) in enumerate(known.patterns) if i not in told and re.search(pattern, line)]
        assert matched == [], line


def test_masks_and_additions_to_titles_pass_their_gates(lines: list[str]) -> None:
    masks, _, gate = not_quantities._masks()
    tail, tail_gate = headlines._patterns()[1:]
    for line in lines:
        open_to = set(gate.open_to(line))
        assert [name for i, (name, p) in enumerate(masks) if i not in open_to and p.search(line)] == [], line
        open_to = set(tail_gate.open_to(line))
        assert [p.pattern for i, p in enumerate(tail) if i not in open_to and p.search(line)] == [], line


def test_marks_before_a_number_pass_their_gate(lines: list[str]) -> None:
    patterns = {"year": marks._YEAR, "this_year": marks._THIS_YEAR}
    patterns |= {name: clause_patterns()[name] for name in marks._GATED}
    for line in lines:
        likely = marks.likely_marks(line)
        assert [name for name, p in patterns.items() if name not in likely and p.search(line)] == [], line


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("甲+乙?[丙丁]", ["甲", "丙丁"]),
        ("(?:甲乙|丙)(?:丁|)", ["丙甲"]),
        ("(?:甲乙|[^丙])丁{0,3}", []),
        ("(?<=甲)(?<!乙)丙(?=丁)(?!戊)", ["丙", "丁"]),
        (r"甲\d[^乙].[丙-戊]", ["甲"]),
        ("(?>甲|乙)丙++", ["乙甲", "丙"]),
        ("(?i)a甲", []),
        ("(?i:a)甲", ["甲"]),
        ("(甲)?(?(1)乙|丙)丁", ["丁"]),
    ],
)
def test_needed_characters(pattern: str, needs: list[str]) -> None:
    assert ["".join(sorted(one, key="丙丁乙甲".find)) for one in needed_characters(pattern)] == needs


def test_of_a_choice_the_rare_characters_are_taken() -> None:
    assert needed_characters("甲乙|丙丁", Counter("甲甲丁")) == (frozenset("乙丙"),)


def test_a_gate_opens_in_order_and_always_where_nothing_is_needed() -> None:
    gate = Gate(["甲乙", ".", "甲", "丙"], [])
    assert [list(gate.open_to(text)) for text in ("", "甲", "乙甲", "丙甲")] == [[1], [1, 2], [0, 1, 2], [1, 2, 3]]


def test_every_match_holds_a_needed_word(lines: list[str]) -> None:
    entries = read_table("words")["concept"]
    patterns = [p for entry in entries for p in entry.get("patterns", [])]
    told = [(p, needed_words(p)) for p in patterns]
    assert sum(bool(words) for _, words in told) > 0.8 * len(told)
    for pattern, words in told:
        assert not (words and _missed(re.compile(pattern), words, lines)), pattern


def test_marks_of_cumulative_values_hold_their_words(lines: list[str]) -> None:
    assert all(cumulative_words()), "a pattern without plain words: every number is searched with all patterns"
    assert _missed(clause_patterns()["cumulative"], cumulative_words(), lines) == []


def test_asides_hold_their_words(lines: list[str]) -> None:
    assert _missed(lexicon._ASIDE, ("“", *lexicon._ASIDE_WORDS), lines) == []


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:甲|乙丙)+丁?", ("甲", "乙丙")),
        ("(?:甲乙|丙丁)?(?:戊|己)", ("戊", "己")),
        ("(?:甲乙|(?:丙)丁)", ()),
        ("甲乙|丙丁", ()),
        (r"20\d{2}年(?:算起|起算)", ("算起", "起算")),
        ("[甲乙]丙*(?=丁)", ()),
        ("(?:一|二|三|四|五|六|七)", ()),
    ],
)
def test_needed_words(pattern: str, words: tuple[str, ...]) -> None:
    assert needed_words(pattern) == words


def test_what_is_not_plain_needs_no_word() -> None:
    assert needed_by_all(["甲乙", "[丙丁]"]) == ("",)
    assert holds_any(("",), "戊", 0, 1)


@pytest.mark.parametrize(
    "text",
    ["  公开 12 条\n", "公开\n信息", "公开\n 12", "公\u200b开", "公\u3000\u3000开", "\x1c公开\x1d", "公\x1f开", "\ufffc公开\ufffc", "", " \n", "a\xa0b", "公开\u00ad \n\u00ad信息"],
)  # fmt: skip
def test_clean_is_what_its_three_steps_make(text: str) -> None:
    assert clean(text) == _SPACE.sub(" ", _TIGHT.sub("", _INVISIBLE.sub("", text))).strip()


def test_flat_pieces_are_compact() -> None:
    text = "公开 12 条\t3 4件，\n　共５ 条。 "
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            assert flat_piece(text, start, end) == compact(text, start, end).text
