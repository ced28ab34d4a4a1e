"""HTML -> elements: the parser's events in order, with what each element is, and how much text it and its links hold.

lxml parses into a target, not a tree: a target has no depth limit, loses nothing after the first ``</html>``, and is linear in the number
of attributes. The target only notes what it is told; all is worked out afterwards in one loop, which takes half the time of methods that
lxml calls for each event.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

from lxml import etree

from report_parser.rules.load import read_table

CELLS = ("td", "th")
_COUNTED = ("td", "th", "a")
_CHUNK = 1 << 16
_ENOUGH = 50
"""Chinese characters that a page must have kept for its parse to be taken as whole."""
_LEAST_BODY = 600
"""Characters outside of links; the longest footer or side column among the fixtures holds 92."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_CENTER_STYLE = re.compile(r"text-align\s*:\s*center")
_LINES_STYLE = re.compile(r"white-space\s*:\s*pre")
_WORD = re.compile(r"[a-z]+(?=[A-Z\d_\W]|$)|[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_NO_ATTRIBUTES: Mapping[str, str] = {}


class Style(NamedTuple):
    """What an element's ``style`` says of its text."""

    hidden: bool
    bold: bool
    centered: bool
    lines: bool


LONGEST_STYLE = 400
"""Characters of a style that is remembered; a picture may stand in one."""


def style_of(text: str) -> Style:
    """Returns what the text of a ``style`` attribute says."""
    return _short_style(text) if len(text) <= LONGEST_STYLE else _style(text)


@lru_cache(maxsize=2048)
def _short_style(text: str) -> Style:
    return _style(text)


def _style(text: str) -> Style:
    text = text.lower()
    return Style(*(p.search(text) is not None for p in (_HIDDEN, _BOLD_STYLE, _CENTER_STYLE, _LINES_STYLE)))


class Dress(NamedTuple):
    """What an element does to the text within it."""

    role: str
    """The element's name where it means more than its dress: a link, a picture, a line break, a part of a table."""
    block: bool
    bold: bool
    centered: bool
    level: int
    """1-6 for h1-h6, else 0."""
    lines: bool
    """Line feeds of the markup are shown."""


@dataclass(eq=False)
class Node:
    """An element: where its events lie, and how much text it and its links hold.

    No slots: most elements hold nothing, and what stays at its default then costs neither time nor memory.
    """

    tag: str
    attrs: Mapping[str, str]
    parent: Node | None
    first: int
    skip: bool
    last: int = field(init=False, default=0)
    chars: int = field(init=False, default=0)
    linked: int = field(init=False, default=0)
    tables: int = field(init=False, default=0)
    cells: int = field(init=False, default=0)
    links: int = field(init=False, default=0)
    longest_cell: int = field(init=False, default=0)
    wide: bool = field(init=False, default=False)
    """Some row has several cells; a table of one column only lays out text."""
    dress: Dress | None = field(init=False, default=None)

    @property
    def own(self) -> int:
        """Characters outside of links."""
        return self.chars - self.linked


Event = str | Node
"""A piece of text; or an element, which stands at its beginning and again at its end."""


@dataclass(frozen=True, slots=True)
class Elements:
    """A page's elements in the order in which they open, its events, and its meta tags with ``title``."""

    nodes: list[Node]
    events: list[Event]
    tags: dict[str, str]


class _Recorder:
    """Parser target: notes attributes and tag for an element's beginning, None for an end, and text as it is.

    No pairs: what is no container the collector of garbage need not look at.
    """

    def __init__(self) -> None:
        self.told: list[Any] = []
        self.data = self.told.append

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        self.told += (attrs, tag)

    def end(self, tag: str) -> None:
        self.told.append(None)

    def close(self) -> None:
        """Nothing is left to do."""


def parse_html(markup: str) -> Elements:
    """Returns the elements of a page; never raises for broken markup."""
    recorder = _Recorder()
    parser = etree.HTMLParser(target=cast(Any, recorder), encoding="utf-8", huge_tree=True)
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    for at in range(0, len(data), _CHUNK):
        parser.feed(data[at : at + _CHUNK])
    try:
        parser.close()
    except etree.XMLSyntaxError:
        recorder.close()
    return _elements(recorder.told if _complete(recorder.told, markup) else _told_by_soup(markup))


def _complete(told: Sequence[Any], markup: str) -> bool:
    """False where lxml kept hardly any of a page's Chinese text."""
    kept = 0
    items = iter(told)
    for item in items:
        if item.__class__ is not str:
            item is None or next(items)
        elif not item.isascii():
            kept += len(_CJK.findall(item))
            if kept > _ENOUGH:
                return True
    return kept * 4 >= len(_CJK.findall(markup))


def _told_by_soup(markup: str) -> list[Any]:
    from bs4 import BeautifulSoup, NavigableString, Tag

    told: list[Any] = []
    pending: list[Any] = [BeautifulSoup(markup, "html.parser")]
    while pending:
        item = pending.pop()
        if item is None:
            told.append(None)
        elif isinstance(item, Tag):
            told += ({k: " ".join(v) if isinstance(v, list) else v for k, v in item.attrs.items()}, item.name)
            pending.append(None)
            pending.extend(reversed(item.contents))
        elif type(item) is NavigableString:
            told.append(str(item))
    return told


def _elements(told: list[Any]) -> Elements:
    """The elements that a parser told of; those that it left open end with the page."""
    nodes, events, tags, names, skipped = list[Node](), list[Event](), dict[str, str](), dict[Any, str](), skip_tags()
    node: Node | None = None
    links = 0
    items = iter(told)
    for item in items:
        if item.__class__ is str:
            events.append(item)
            if node is None or node.tag in skipped:
                continue
            if node.tag == "title":
                tags["title"] = tags.get("title", "") + item
            elif not item.isspace():
                size = sum(map(len, item.split()))
                node.chars += size
                if links:
                    node.linked += size
        elif item is not None:
            attrs = item or _NO_ATTRIBUTES  # lxml's own empty mapping is slow to ask
            printed = next(items)
            tag = names.get(printed) or names.setdefault(printed, _tag(printed))
            if tag == "meta":
                _note_meta(attrs, tags)
            node = Node(tag, attrs, node, len(events), tag in skipped or (bool(attrs) and _skipped(tag, attrs)))
            nodes.append(node)
            events.append(node)
            links += tag == "a"
        elif node is not None:
            links -= node.tag == "a"
            node = _end(node, events)
    while node is not None:
        node = _end(node, events)
    return Elements(nodes, events, tags)


def _tag(name: Any) -> str:
    return name.rpartition("}")[2].lower() if isinstance(name, str) else "unknown"


def _end(node: Node, events: list[Event]) -> Node | None:
    """Ends an element and adds what it holds to the one around it, which is returned."""
    node.last = len(events)
    events.append(node)
    up = node.parent
    if up is not None and (node.chars or node.links or node.cells or node.tag in _COUNTED):
        _add_up(node, up)
    return up


def _add_up(node: Node, up: Node) -> None:
    if node.skip:
        if node.chars - node.linked < _LEAST_BODY or node.tag in skip_tags() or is_hidden(node.attrs):
            return
        node.skip = False  # a name like print-area says nothing where a body's worth of text stands in it
    tag = node.tag
    up.chars += node.chars
    up.linked += node.linked
    if node.links or tag == "a":
        up.links += node.links + (tag == "a")
    cell = tag in CELLS
    if cell or node.cells:
        up.cells += node.cells + cell
        up.wide = up.wide or node.wide or (tag == "tr" and node.cells > 1)
        up.tables += node.tables + (tag == "table" and is_data_table(node))
        up.longest_cell = max(up.longest_cell, node.chars if cell else node.longest_cell)


def is_data_table(table: Node) -> bool:
    """Returns whether a table has rows of several cells, and enough of them to hold data."""
    return table.cells >= 4 and table.wide


def _note_meta(attrs: Mapping[str, str], tags: dict[str, str]) -> None:
    name = attrs.get("name") or attrs.get("property") or attrs.get("http-equiv")
    if name and attrs.get("content"):
        tags.setdefault(name.strip().lower(), attrs["content"].strip())


@cache
def skip_tags() -> frozenset[str]:
    """Returns the elements that are never shown."""
    return frozenset(read_table("boilerplate")["skip"]["tags"])


@cache
def _skip_words() -> frozenset[str]:
    return frozenset(read_table("boilerplate")["skip"]["words"])


@lru_cache(maxsize=4096)
def _class_skipped(names: str) -> bool:
    words = _skip_words()
    parts = [w.lower() for w in _WORD.findall(names)]
    return any(p in words for p in parts) or any(n.lower() in words for n in names.split())


def is_hidden(attrs: Mapping[str, str]) -> bool:
    """Returns whether an element's attributes hide it."""
    return "hidden" in attrs or ("style" in attrs and style_of(attrs["style"]).hidden)


def _skipped(tag: str, attrs: Mapping[str, str]) -> bool:
    """True for what is not shown, and for what its class or id names as navigation, footer and the like."""
    if tag in ("html", "body"):
        return False
    if is_hidden(attrs):
        return True
    names = f"{attrs.get('id', '')} {attrs.get('class', '')}".strip()
    return bool(names) and len(names) < 200 and _class_skipped(names)
