"""The four forms of tables, built from the rows of a plain text: requests, Article 20, review and litigation, statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from report_parser.document.grid import RawCell
from report_parser.document.textcells import Piece
from report_parser.document.textlabels import Vocabulary, reduce_label, tighten
from report_parser.rules.load import read_table

_LEAST_ROWS = 2
_MAX_WRAP = 4
_BESIDE = 8
_STRAY = 4
_HEAD_LINES = 3
_LEAST_BEGINNING = 6
_REVIEW_NAMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_REVIEW_HEADS = ("行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉")


@dataclass(frozen=True, slots=True)
class Row:
    """A line's pieces as a table's line: words before, values after."""

    labels: list[Piece]
    values: list[Piece]
    tabbed: bool = False
    """Tabs part its cells: an empty cell at the end may be left out, none before it."""


def _labelled(rows: list[Row], words: Vocabulary) -> list[list[RawCell]]:
    """The request table and the statistics table: a label, then values under heads."""
    first = next(i for i, r in enumerate(rows) if r.values)
    width = Counter(len(r.values) for r in rows if r.values).most_common(1)[0][0]
    heads = _heads(rows[:first], words, width)
    if heads is None and _fills_total_alone(rows, first, words):
        heads, rows = list(words.order), [_at_the_end(r, len(words.order)) for r in rows]
        width = len(heads)
    if heads is None:
        return []
    heads = _order_that_adds_up(heads, words, [r.values for r in rows if len(r.values) == width])
    cells = [[RawCell(""), *(RawCell(h) for h in heads)]]
    centres = _centres(rows, width)
    listed = any(len({v.line for v in r.values}) > 1 for r in rows)
    for i, row in enumerate(rows):
        if not row.values:
            if listed and i > first and len(row.labels) == 1 and row.labels[0].han in words.rows | words.strong:
                cells.append([RawCell(row.labels[0].text), *(RawCell("") for _ in heads)])
            continue
        label = _label(rows, i, words)
        values: Sequence[Piece | None] = row.values if len(row.values) == width else _placed(row.values, centres)
        off = not listed and _one_line_off(rows, i, words)
        if label and not off and not _stands_for_its_rows(rows, i, label, words):
            cells.append([RawCell(label), *(RawCell(v.text if v else "") for v in values)])
    return cells if len(cells) > _LEAST_ROWS else []


def _stands_for_its_rows(rows: list[Row], at: int, label: str, words: Vocabulary) -> bool:
    """True for a group's name beside values, with a row of bare values below: they are those of its first row, whose label was lost."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    bare = below is not None and bool(below.values) and not below.labels and not _label(rows, at + 1, words)
    return bare and reduce_label(label) in _group_names()


def _one_line_off(rows: list[Row], at: int, words: Vocabulary) -> bool:
    """True for values between two rows' labels of which the upper has none, with a row of bare values below: each may be the other's."""
    if not 0 < at < len(rows) - 1:
        return False
    above, own, below = rows[at - 1 : at + 2]
    known = words.rows | words.strong
    named = [r.labels[-1].han in known - words.heads for r in (above, own) if r.labels]
    bare = bool(below.values) and reduce_label(_label(rows, at + 1, words)) not in known
    return named == [True, True] and not above.values and bare


@cache
def _group_names() -> frozenset[str]:
    rows = read_table("tables")["requests"]["row"]
    return frozenset(reduce_label(name) for row in rows if row.get("sum") for name in row["labels"])


def _heads(rows: list[Row], words: Vocabulary, width: int) -> list[str] | None:
    """The heads of the value columns, left to right; None where they cannot be told."""
    pieces = sorted((p for r in rows for p in r.labels if p.han in words.heads), key=lambda p: (p.near + p.far) / 2)
    placed = not any(r.tabbed for r in rows) or sorted(p.han for p in pieces) != sorted(words.order)
    if placed and len(pieces) == width and len({p.line for p in pieces}) <= _HEAD_LINES:
        return [p.text for p in pieces]
    letters = Counter("".join(p.han for r in rows for p in r.labels))
    order = words.order
    lacking = Counter("".join(order)) - letters - Counter(words.optional)
    if len(order) == width and not lacking and not letters["小"]:
        return list(order)
    return None


def _fills_total_alone(rows: list[Row], first: int, words: Vocabulary) -> bool:
    """Whether all heads of the form are there and each row's only value stands under the last, 总计, right of all others."""
    heads = [p for r in rows[:first] for p in r.labels]
    totals = [p for p in heads if p.han == "总计"]
    if len(totals) != 1 or words.order[-1:] != ("总计",) or any(len(r.values) > 1 or r.tabbed for r in rows[first:]):
        return False
    begins = min(v.near for r in rows[first:] for v in r.values)
    lacking = Counter("".join(words.order)) - Counter("".join(p.han for p in heads)) - Counter(words.optional)
    others = [p for p in heads if p is not totals[0] and p.line >= totals[0].line]
    return not lacking and totals[0].near <= begins and all(p.far < begins for p in others)


def _at_the_end(row: Row, width: int) -> Row:
    """The row with blank cells before its only value."""
    if not row.values:
        return row
    (value,) = row.values
    return Row(row.labels, [*(replace(value, text="") for _ in range(width - 1)), value])


def _order_that_adds_up(heads: list[str], words: Vocabulary, rows: list[list[Piece]]) -> list[str]:
    """The form's own order of heads where a copy has lost the place of each, and the rows' totals close with it as well as otherwise."""
    order = list(words.order)
    if sorted(order) != sorted(reduce_label(h) for h in heads) or order == [reduce_label(h) for h in heads]:
        return heads
    kept, own = (_closing([reduce_label(h) for h in names], rows) for names in (heads, order))
    return order if own >= kept else heads


def _closing(names: list[str], rows: list[list[Piece]]) -> int:
    """How many rows' other cells add up to their total, blank rows and rows of zeros left out."""
    if "总计" not in names:
        return 0
    at = names.index("总计")
    numbers = [[int(v.text) if v.text.isdigit() else 0 for v in row] for row in rows]
    return sum(values[at] > 0 and sum(values) == 2 * values[at] for values in numbers)


def _centres(rows: list[Row], width: int) -> list[float]:
    full = [r.values for r in rows if len(r.values) == width]
    return [sorted((v[i].near + v[i].far) / 2 for v in full)[len(full) // 2] for i in range(width)] if full else []


def _placed(values: list[Piece], centres: list[float]) -> list[Piece | None]:
    """Values of an incomplete row under the column that each stands nearest to; none where two fall on one column."""
    placed: list[Piece | None] = [None] * len(centres)
    for value in values:
        middle = (value.near + value.far) / 2
        nearest = min(range(len(centres)), key=lambda i: abs(centres[i] - middle), default=None)
        if nearest is None or placed[nearest] is not None or len(values) > len(centres) or "\t" in value.text:
            return []
        placed[nearest] = value
    return placed


def _label(rows: list[Row], at: int, words: Vocabulary) -> str:
    """The label of a row of values: its own words, and those wrapped above and below it that complete a known label."""
    own = rows[at].labels[-1:]
    known = words.rows | words.strong
    if own and own[0].han in known:
        return own[0].text
    above = _wrapped(rows, at, -1, own)
    completed = _completed(above, own, _wrapped(rows, at, 1, own), known)
    if completed or (own and len(own[0].han) > _STRAY):
        return completed or own[0].text
    above = _wrapped(rows, at, -1, [])
    completed = _completed(above, [], _wrapped(rows, at, 1, []), known)
    if completed or own:
        return completed or own[0].text
    begun = [k for k in known if above and len(above[-1].han) >= _LEAST_BEGINNING and k.startswith(above[-1].han)]
    return above[-1].text if len(begun) == 1 else ""


def _completed(above: list[Piece], own: list[Piece], below: list[Piece], known: frozenset[str]) -> str:
    """The known label that a row's words make with some of the pieces above and below; empty where there is none."""
    for size in range(1, len(above) + len(below) + 1):
        for up in range(min(size, len(above)), -1, -1):
            if size - up > len(below):
                continue
            text = "".join(p.text for p in (*above[len(above) - up :], *own, *below[: size - up]))
            if reduce_label(text) in known:
                return text
    return ""


def _wrapped(rows: list[Row], at: int, step: int, own: list[Piece]) -> list[Piece]:
    """The last pieces of the lines without values before (or after) a row, in reading order; those beside its own words only."""
    found: list[Piece] = []
    i = at + step
    while 0 <= i < len(rows) and not rows[i].values and len(found) < _MAX_WRAP:
        piece = rows[i].labels[-1] if rows[i].labels else None
        if piece is not None and piece.han and (not own or abs(piece.near - own[0].near) <= _BESIDE):
            found.append(piece)
        i += step
    return found[::-1] if step < 0 else found


def _article20(rows: list[Row], words: Vocabulary) -> list[list[RawCell]]:
    """Blocks of a caption, heads and rows; a head wrapped over lines is joined."""
    cells: list[list[RawCell]] = []
    heads: list[str] = []
    begun = ""
    for i, row in enumerate(rows):
        if not row.values:
            if _is_caption(row, words):
                cells.append([RawCell("".join(p.text for p in row.labels))])
                heads, begun = [], ""
                continue
            for piece in row.labels:
                heads, begun = _head(heads, begun, piece.text, words)
            continue
        if len(heads) != len(row.values):
            heads = _heads_by_place(rows, i, words) or heads
        if heads and (not cells or cells[-1][0].text != "信息内容") and (len(cells) < 2 or len(cells[-1]) == 1):
            cells.append([RawCell("信息内容"), *(RawCell(h) for h in heads)])
        label = _label(rows, i, words)
        if label and len(row.values) == len(heads):
            cells.append([RawCell(label), *(RawCell(v.text) for v in row.values)])
    return cells if any(len(r) > 1 and any(c.text[:1].isdigit() for c in r[1:]) for r in cells) else []


def _heads_by_place(rows: list[Row], at: int, words: Vocabulary) -> list[str]:
    """Heads wrapped side by side: the pieces above each value, joined downwards; empty unless each is a known head."""
    columns = [(v.near + v.far) / 2 for v in rows[at].values]
    parts = [""] * len(columns)
    first = at
    while first and not rows[first - 1].values and not _is_caption(rows[first - 1], words):
        first -= 1
    for row in rows[first:at]:
        for piece in row.labels:
            if piece.han not in words.titles:
                middle = (piece.near + piece.far) / 2
                parts[min(range(len(columns)), key=lambda i: abs(columns[i] - middle))] += piece.text
    return parts if all(reduce_label(p) in words.heads for p in parts) else []


def _is_caption(row: Row, words: Vocabulary) -> bool:
    return (
        words.caption is not None and words.caption.fullmatch(tighten("".join(p.text for p in row.labels))) is not None
    )


def _head(heads: list[str], begun: str, text: str, words: Vocabulary) -> tuple[list[str], str]:
    """Adds a piece of text to the heads: a whole head, or what completes one that a line before began."""
    whole = begun + text
    if reduce_label(text) in words.titles:
        return [], ""
    if heads and reduce_label(heads[-1] + text) in words.heads:
        return [*heads[:-1], heads[-1] + text], ""
    if reduce_label(whole) in words.heads:
        return [*heads, whole], ""
    return heads, whole if any(h.startswith(reduce_label(whole)) for h in words.heads) else ""


def _statistics(rows: list[Row], words: Vocabulary) -> list[list[RawCell]]:
    """A label, its unit, and one or two columns of numbers; a number before the unit is the row's own."""
    parts = [_after_unit(r) for r in rows]
    width = max(1, len(heads := _number_heads(rows, words)))
    usual = Counter(len(p[1]) for p in parts if p and p[1]).most_common(1)
    if not usual or (not heads and usual[0][0] > 1):
        return []
    centres = _centres([Row([], p[1]) for p in parts if p], width)
    cells = [[RawCell("统计指标"), RawCell("单位"), *(RawCell(h) for h in heads or ["统计数"])]]
    for i, part in enumerate(parts):
        label = _label(rows, i, words) if part else ""
        if part is None or not label:
            continue
        unit, numbers = part
        tabbed = rows[i].tabbed or (all(n.line == unit.line for n in numbers) and any(not n.text for n in numbers))
        if width == 1 and len(numbers) > 1:
            numbers = []
        values = numbers if len(numbers) == width or tabbed or width == 1 else _placed(numbers, centres)
        texts = [v.text if v else "" for v in values[:width]]
        texts += [""] * (width - len(texts)) if tabbed else []
        cells.append([RawCell(label), RawCell(unit.text), *map(RawCell, texts)])
    return cells if len(cells) > _LEAST_ROWS else []


def _after_unit(row: Row) -> tuple[Piece, list[Piece]] | None:
    """A row's unit and what stands after it; None for a row without a unit."""
    at = next((i for i, v in enumerate(row.values) if v.kind == "unit"), None)
    return (row.values[at], row.values[at + 1 :]) if at is not None else None


def _number_heads(rows: list[Row], words: Vocabulary) -> list[str]:
    """The heads that stand after 单位 in the first line that has them."""
    for i, row in enumerate(rows):
        named = [p.han in words.units for p in row.labels]
        if any(named):
            after = row.labels[named.index(True) + 1 :] or _heads_below(rows[i + 1 :], words)
            return [p.text for p in after if p.han not in ("备注", "代码", "序号", "行次")]
    return []


def _heads_below(rows: list[Row], words: Vocabulary) -> list[Piece]:
    """The heads that follow one a line."""
    found: list[Piece] = []
    for row in rows:
        if row.values or len(row.labels) != 1 or row.labels[0].han not in words.heads:
            break
        found += row.labels
    return found


def build_review(rows: list[Row], _: Vocabulary) -> list[list[RawCell]]:
    """One row of fifteen values under two levels of heads, which must all be printed above it."""
    at = next((i for i, r in enumerate(rows) if len(r.values) == 3 * len(_REVIEW_NAMES)), None)
    if at is None:
        return []
    letters = Counter("".join(p.han for r in rows[: at + 1] for p in r.labels))
    if Counter("".join(_REVIEW_HEADS)) - letters or Counter("结果维持纠正其他尚未审总计") - letters:
        return []
    five = len(_REVIEW_NAMES)
    return [
        [RawCell("行政复议", colspan=five, rowspan=2), RawCell("行政诉讼", colspan=2 * five)],
        [RawCell("未经复议直接起诉", colspan=five), RawCell("复议后起诉", colspan=five)],
        [RawCell(name) for _ in range(3) for name in _REVIEW_NAMES],
        [RawCell(v.text) for v in rows[at].values],
    ]


BUILDERS: dict[str, Callable[[list[Row], Vocabulary], list[list[RawCell]]]] = {
    "requests": _labelled,
    "article20": _article20,
    "review": build_review,
    "statistics": _statistics,
}
