"""HTML -> Document, in one walk over the parser's events.

lxml parses into a target, not a tree: a target has no depth limit, loses nothing after the first ``</html>``, and is linear in the number
of attributes. Text, blocks and grids are built while the events of the body are walked once, and offsets are recorded as they arise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

from lxml import etree

from report_parser.document.build import TextBuilder
from report_parser.models import Document
from report_parser.rules.load import read_table

OPEN, CLOSE, TEXT = 0, 1, 2
_CHUNK = 1 << 16
_MOST = 0.8
_ENOUGH = 50
"""Chinese characters that a page must have kept for its parse to be taken as whole."""
_LEAST_BODY = 600
"""Characters outside of links; the longest footer or side column among the fixtures holds 92."""
_BLOCK = frozenset(
    "p div section article main h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tbody thead tfoot tr td th caption center form fieldset "
    "blockquote pre header hr body html address figure figcaption option label ucapcontent".split()
)
_BOLD = frozenset("b strong h1 h2 h3 h4 h5 h6 th".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_CENTER_STYLE = re.compile(r"text-align\s*:\s*center")
_WORD = re.compile(r"[a-z]+(?=[A-Z\d_\W]|$)|[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_NO_TEXT = ("head", "title")
_CELL = ("td", "th")


_NO_ATTRIBUTES: Mapping[str, str] = {}


class Dress(NamedTuple):
    """What an element does to the text within it."""

    block: bool
    bold: bool
    centered: bool
    level: int
    """1-6 for h1-h6, else 0."""


_UNDRESSED = Dress(False, False, False, 0)
_DRESSES = {
    tag: Dress(tag in _BLOCK, tag in _BOLD, tag == "center", int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0)
    for tag in _BLOCK | _BOLD
}


@dataclass
class Node:
    """An element: where its events lie, and how much text it and its links hold.

    No slots: most elements hold nothing, and what stays at its default then costs neither time nor memory.
    """

    tag: str
    attrs: Mapping[str, str]
    parent: int
    first: int
    skip: bool
    last: int = field(init=False, default=0)
    chars: int = field(init=False, default=0)
    linked: int = field(init=False, default=0)
    tables: int = field(init=False, default=0)
    cells: int = field(init=False, default=0)
    links: int = field(init=False, default=0)
    longest_cell: int = field(init=False, default=0)
    dress: Dress | None = field(init=False, default=None)

    @property
    def own(self) -> int:
        """Characters outside of links."""
        return self.chars - self.linked


@dataclass(slots=True)
class Recorder:
    """Parser target: a flat list of events, and the nodes they open and close."""

    nodes: list[Node] = field(default_factory=list)
    events: list[tuple[int, Any]] = field(default_factory=list)
    stack: list[int] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)
    in_link: int = 0

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        tag = tag.rpartition("}")[2].lower() if isinstance(tag, str) else "unknown"
        attrs = attrs or _NO_ATTRIBUTES  # lxml's own empty mapping is slow to ask
        if tag == "meta":
            self._meta(attrs)
        node = Node(tag, attrs, self.stack[-1] if self.stack else -1, len(self.events), _skipped(tag, attrs))
        self.stack.append(len(self.nodes))
        self.nodes.append(node)
        self.events.append((OPEN, node))
        self.in_link += tag == "a"

    def end(self, tag: str) -> None:
        if not self.stack:
            return
        node = self.nodes[self.stack.pop()]
        node.last = len(self.events)
        self.events.append((CLOSE, node))
        self.in_link -= node.tag == "a"
        if not self.stack:
            return
        up = self.nodes[self.stack[-1]]
        if node.skip:
            if node.own < _LEAST_BODY or _hidden(node.tag, node.attrs):
                return
            node.skip = False  # a name like print-area says nothing where a body's worth of text stands in it
        cell = node.tag in _CELL
        if node.chars:
            up.chars += node.chars
            up.linked += node.linked
        links = node.links + (node.tag == "a")
        if links:
            up.links += links
        if cell or node.cells:
            up.cells += node.cells + cell
            up.tables += node.tables + (node.cells >= 4 and node.tag == "table")
            up.longest_cell = max(up.longest_cell, node.chars if cell else node.longest_cell)

    def data(self, text: str) -> None:
        self.events.append((TEXT, text))
        if self.stack:
            node = self.nodes[self.stack[-1]]
            if node.tag == "title":
                self.tags["title"] = self.tags.get("title", "") + text
            elif node.tag not in _skip_words()[0]:
                size = len(text) if text.isalnum() else len("".join(text.split()))
                node.chars += size
                node.linked += size if self.in_link else 0

    def close(self) -> Recorder:
        while self.stack:
            self.end("")
        return self

    def _meta(self, attrs: Mapping[str, str]) -> None:
        name = attrs.get("name") or attrs.get("property") or attrs.get("http-equiv")
        if name and attrs.get("content"):
            self.tags.setdefault(name.strip().lower(), attrs["content"].strip())


@cache
def _boilerplate() -> dict[str, Any]:
    return read_table("boilerplate")


@cache
def _skip_words() -> tuple[frozenset[str], frozenset[str]]:
    skip = _boilerplate()["skip"]
    return frozenset(skip["tags"]), frozenset(skip["words"])


@lru_cache(maxsize=4096)
def _class_skipped(names: str) -> bool:
    words = _skip_words()[1]
    parts = [w.lower() for w in _WORD.findall(names)]
    return any(p in words for p in parts) or any(n.lower() in words for n in names.split())


def _hidden(tag: str, attrs: Mapping[str, str]) -> bool:
    return tag in _skip_words()[0] or "hidden" in attrs or bool(_HIDDEN.search(attrs.get("style", "").lower()))


def _skipped(tag: str, attrs: Mapping[str, str]) -> bool:
    """True for what is not shown, and for what its class or id names as navigation, footer and the like."""
    if tag in _skip_words()[0]:
        return True
    if not attrs or tag in ("html", "body"):
        return False
    if _hidden(tag, attrs):
        return True
    names = f"{attrs.get('id', '')} {attrs.get('class', '')}".strip()
    return bool(names) and len(names) < 200 and _class_skipped(names)


def parse_html(markup: str) -> Recorder:
    """Returns the events of a page; never raises for broken markup."""
    recorder = Recorder()
    parser = etree.HTMLParser(target=cast(Any, recorder), encoding="utf-8", huge_tree=True)
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    for at in range(0, len(data), _CHUNK):
        parser.feed(data[at : at + _CHUNK])
    try:
        parser.close()
    except etree.XMLSyntaxError:
        recorder.close()
    return recorder if _complete(recorder, markup) else _parse_with_soup(markup)


def _complete(recorder: Recorder, markup: str) -> bool:
    """False where lxml kept hardly any of a page's Chinese text."""
    kept = 0
    for kind, item in recorder.events:
        if kind == TEXT:
            kept += len(_CJK.findall(item))
            if kept > _ENOUGH:
                return True
    return kept * 4 >= len(_CJK.findall(markup))


def _parse_with_soup(markup: str) -> Recorder:
    from bs4 import BeautifulSoup, NavigableString, Tag

    recorder = Recorder()
    pending: list[Any] = [BeautifulSoup(markup, "html.parser")]
    while pending:
        item = pending.pop()
        if item is None:
            recorder.end("")
        elif isinstance(item, Tag):
            recorder.start(item.name, {k: " ".join(v) if isinstance(v, list) else v for k, v in item.attrs.items()})
            pending.append(None)
            pending.extend(reversed(item.contents))
        elif type(item) is NavigableString:
            recorder.data(str(item))
    return recorder.close()


def read_html(markup: str) -> Document:
    """Returns the Document of a page's markup."""
    recorder = parse_html(markup)
    body, container = _find_body(recorder.nodes)
    builder = TextBuilder()
    if body is not None:
        _walk(recorder.events[body.first : body.last + 1], builder)
    outside = TextBuilder()
    for part in _outside(recorder, body):
        _walk(part, outside)
    around = tuple(b for b in outside.lines() if len(b) <= 160)[:400]
    tags = {k: v for k, v in recorder.tags.items() if v}
    return builder.document(tags=tags, around=around, container=container)


def _outside(recorder: Recorder, body: Node | None) -> Iterator[list[tuple[int, Any]]]:
    if body is None:
        yield recorder.events
        return
    yield recorder.events[: body.first]
    yield recorder.events[body.last + 1 :]


def _find_body(nodes: list[Node]) -> tuple[Node | None, str]:
    """The body's container: a known one, else the densest block."""
    settings = _boilerplate()["container"]
    total = sum(n.chars - n.linked for n in nodes if n.parent == -1)
    wanted = {name: i for i, name in enumerate(settings["selectors"])}
    best: tuple[int, int, Node, str] | None = None
    dead: list[bool] = []
    for node in nodes:
        own = node.own
        dead.append(node.skip or (node.parent >= 0 and dead[node.parent]))
        if dead[-1] or own < settings["min_chars"] or own < settings["min_share"] * total:
            continue
        names = ["#" + node.attrs["id"].lower()] if "id" in node.attrs else []
        names += ["." + c.lower() for c in node.attrs.get("class", "").split()]
        for name in names:
            rank = wanted.get(name)
            if rank is not None and (best is None or (rank, -own) < (best[0], best[1])):
                best = (rank, -own, node, name)
    if best is not None:
        return best[2], best[3]
    return _densest(nodes)


def _densest(nodes: list[Node]) -> tuple[Node | None, str]:
    """Descends from the page to the child that holds most of the text, until no child does."""
    children: dict[int, list[int]] = {}
    for i, node in enumerate(nodes):
        if not node.skip and node.tag not in ("head", "title"):
            children.setdefault(node.parent, []).append(i)
    at, chosen = -1, None
    while below := children.get(at):
        best = max(below, key=lambda i: nodes[i].own)
        if chosen is not None and not _holds_body(nodes[best], chosen):
            break
        at, chosen = best, nodes[best]
    return chosen, "densest:" + (chosen.tag if chosen is not None else "none")


def _holds_body(inner: Node, outer: Node) -> bool:
    """True for a child that holds nearly all of its parent's text, and is neither a paragraph nor a table of data."""
    return inner.own >= _MOST * outer.own and inner.tag != "p" and not _is_data(inner)


def _is_data(node: Node) -> bool:
    """True for a table of data: cells, none of them long, no further table of data within."""
    return node.tag == "table" and node.cells >= 4 and node.tables == 0 and node.longest_cell < 600


def _is_link_list(node: Node) -> bool:
    """True for a list of links to other pages (other years' reports, related news)."""
    return node.links >= 3 and node.linked > 0.7 * node.chars and node.tag in ("ul", "ol", "div", "dl", "table", "td")


def _walk(events: list[tuple[int, Any]], out: TextBuilder) -> None:
    at, end = 0, len(events)
    while at < end:
        kind, item = events[at]
        at += 1
        if kind == TEXT:
            out.text(item)
        elif kind == CLOSE:
            _close(item, out)
        elif item.skip or item.tag in _NO_TEXT or _is_link_list(item):
            jump = item.last - item.first
            if jump > 0:
                out.line_break() if item.tag in _BLOCK else None
                at = min(end, at + jump)
        else:
            _open(item, out)


def _dress(node: Node) -> Dress:
    """What an element's name, its ``align`` and its style make of its text."""
    plain = _DRESSES.get(node.tag, _UNDRESSED)
    if not node.attrs:
        return plain
    style = node.attrs.get("style", "").lower()
    bold = "font-weight" in style and _BOLD_STYLE.search(style) is not None
    centered = "text-align" in style and _CENTER_STYLE.search(style) is not None
    centered = centered or node.attrs.get("align", "").lower() == "center"
    return plain._replace(bold=plain.bold or bold, centered=plain.centered or centered) if bold or centered else plain


def _open(node: Node, out: TextBuilder) -> None:
    tag = node.tag
    if tag == "br":
        out.line_break()
        return
    if tag == "img":
        out.image(node.attrs)
        return
    dress = node.dress = _dress(node)
    if tag == "a":
        out.link(node.attrs.get("href", ""))
    elif tag == "table" and _is_data(node):
        out.open_grid()
    elif out.in_grid and tag == "tr":
        out.open_row()
    elif out.in_grid and tag in _CELL:
        out.open_cell(node.attrs.get("rowspan"), node.attrs.get("colspan"))
    elif dress.block:
        out.line_break()
    if dress is not _UNDRESSED:
        out.bold += dress.bold
        out.centered += dress.centered
        out.level = dress.level or out.level


def _close(node: Node, out: TextBuilder) -> None:
    tag = node.tag
    if tag in ("br", "img"):
        return
    dress = node.dress or _dress(node)
    if out.in_grid and tag == "table" and _is_data(node):
        out.close_grid()
    elif out.in_grid and tag in _CELL:
        out.close_cell()
    elif dress.block:
        out.line_break()
    if dress is not _UNDRESSED:
        out.bold -= dress.bold
        out.centered -= dress.centered
        out.level = 0 if dress.level else out.level
