"""HTML -> Document, in one walk over the parser's events.

Text, blocks and grids are built while the events of the body are walked once, and offsets are recorded as they arise.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from report_parser.document.build import TextBuilder
from report_parser.document.elements import (
    CELLS,
    LONGEST_STYLE,
    Dress,
    Event,
    Node,
    is_data_table,
    parse_html,
    style_of,
)
from report_parser.models import Document
from report_parser.rules.load import read_table

_MOST = 0.8
_BLOCK = frozenset(
    "p div section article main h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tbody thead tfoot tr td th caption center form fieldset "
    "blockquote pre header hr body html address figure figcaption option label ucapcontent".split()
)
_BOLD = frozenset("b strong h1 h2 h3 h4 h5 h6 th".split())
_NO_TEXT = ("head", "title")
_ROLES = frozenset({"br", "img", "a", "table", "tr", "td", "th"})
_UNDRESSED = Dress("", False, False, False, 0, False)
_DRESSES = {
    tag: Dress(
        tag if tag in _ROLES else "",
        tag in _BLOCK,
        tag in _BOLD,
        tag == "center",
        int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0,
        tag == "pre",
    )
    for tag in _BLOCK | _BOLD | _ROLES
}


@cache
def _container() -> dict[str, Any]:
    found: dict[str, Any] = read_table("boilerplate")["container"]
    return found


def read_html(markup: str) -> Document:
    """Returns the Document of a page's markup."""
    page = parse_html(markup)
    body, container = _find_body(page.nodes)
    builder, outside, events = TextBuilder(), TextBuilder(), page.events
    if body is not None:
        _walk(events, body.first, body.last + 1, builder)
        _walk(events, 0, body.first, outside)
        _walk(events, body.last + 1, len(events), outside)
    else:
        _walk(events, 0, len(events), outside)
    around = tuple(b for b in outside.lines() if len(b) <= 160)[:400]
    tags = {k: v for k, v in page.tags.items() if v}
    return builder.document(tags=tags, around=around, container=container)


def _find_body(nodes: list[Node]) -> tuple[Node | None, str]:
    """The body's container: a known one, else the densest block."""
    settings = _container()
    total = sum(n.own for n in nodes if n.parent is None)
    least = max(settings["min_chars"], settings["min_share"] * total)
    wanted = {name: i for i, name in enumerate(settings["selectors"])}
    best: tuple[int, int, Node, str] | None = None
    for node in nodes:
        if node.chars < least or node.own < least or _is_dead(node):
            continue
        names = ["#" + node.attrs["id"].lower()] if "id" in node.attrs else []
        names += ["." + c.lower() for c in node.attrs.get("class", "").split()]
        for name in names:
            rank = wanted.get(name)
            if rank is not None and (best is None or (rank, -node.own) < (best[0], best[1])):
                best = (rank, -node.own, node, name)
    if best is not None:
        return best[2], best[3]
    return _densest(nodes)


def _is_dead(node: Node | None) -> bool:
    """True for an element that is skipped, or lies in one that is."""
    while node is not None and not node.skip:
        node = node.parent
    return node is not None


def _densest(nodes: list[Node]) -> tuple[Node | None, str]:
    """Descends from the page to the child that holds most of the text, until no child does."""
    children: dict[Node | None, list[Node]] = {}
    for node in nodes:
        if not node.skip and node.tag not in _NO_TEXT:
            children.setdefault(node.parent, []).append(node)
    chosen: Node | None = None
    while below := children.get(chosen):
        best = max(below, key=lambda n: n.own)
        if chosen is not None and not _holds_body(best, chosen):
            break
        chosen = best
    return chosen, "densest:" + (chosen.tag if chosen is not None else "none")


def _holds_body(inner: Node, outer: Node) -> bool:
    """True for a child that holds nearly all of its parent's text, and is neither a paragraph nor a table of data."""
    return inner.own >= _MOST * outer.own and inner.tag != "p" and not _is_data(inner)


def _is_data(node: Node) -> bool:
    """True for a table of data: cells, none of them long, no further table of data within."""
    return node.tag == "table" and is_data_table(node) and node.tables == 0 and node.longest_cell < 600


def _is_link_list(node: Node) -> bool:
    """True for a list of links to other pages (other years' reports, related news)."""
    return node.links >= 3 and node.linked > 0.7 * node.chars and node.tag in ("ul", "ol", "div", "dl", "table", "td")


def _walk(events: list[Event], at: int, end: int, out: TextBuilder) -> None:
    """Hands the events from ``at`` to ``end`` to the builder, those of skipped elements left out."""
    while at < end:
        item = events[at]
        at += 1
        if isinstance(item, str):
            out.text(item)
        elif item.first != at - 1:
            dress = item.dress or _dress(item)
            if dress is not _UNDRESSED:
                _close(item, dress, out)
        elif item.skip or item.tag in _NO_TEXT or (item.links >= 3 and _is_link_list(item)):
            jump = item.last - item.first
            if jump > 0:
                out.line_break() if item.tag in _BLOCK else None
                at = min(end, at + jump)
        else:
            dress = item.dress = _dress(item)
            if dress is not _UNDRESSED:
                _open(item, dress, out)


def _dress(node: Node) -> Dress:
    """What an element's name, its ``align`` and its style make of its text."""
    attrs = node.attrs
    if attrs:
        style, align = attrs.get("style"), attrs.get("align")
        if style or align:
            short = not style or len(style) <= LONGEST_STYLE
            return (_short_dressed if short else _dressed)(node.tag, style or "", align or "")
    return _DRESSES.get(node.tag, _UNDRESSED)


def _dressed(tag: str, style: str, align: str) -> Dress:
    plain, told = _DRESSES.get(tag, _UNDRESSED), style_of(style)
    centered = told.centered or align.lower() == "center"
    if not (told.bold or centered or told.lines):
        return plain
    return plain._replace(
        bold=plain.bold or told.bold, centered=plain.centered or centered, lines=plain.lines or told.lines
    )


_short_dressed = lru_cache(maxsize=2048)(_dressed)


def _open(node: Node, dress: Dress, out: TextBuilder) -> None:
    role, block, bold, centered, level, lines = dress
    if role == "br":
        out.line_break()
        return
    if role == "img":
        out.image(node.attrs)
        return
    if role == "a":
        out.link(node.attrs.get("href", ""))
    elif role == "table" and _is_data(node):
        out.open_grid()
    elif out.in_grid and role == "tr":
        out.open_row()
    elif out.in_grid and role in CELLS:
        out.open_cell(node.attrs.get("rowspan"), node.attrs.get("colspan"))
    elif block:
        out.line_break()
    if bold or centered or level or lines:
        out.fed += lines
        out.bold += bold
        out.centered += centered
        out.level = level or out.level


def _close(node: Node, dress: Dress, out: TextBuilder) -> None:
    role, block, bold, centered, level, lines = dress
    if role in ("br", "img"):
        return
    if out.in_grid and role == "table" and _is_data(node):
        out.close_grid()
    elif out.in_grid and role in CELLS:
        out.close_cell()
    elif block:
        out.line_break()
    if bold or centered or level or lines:
        out.fed -= lines
        out.bold -= bold
        out.centered -= centered
        out.level = 0 if level else out.level
