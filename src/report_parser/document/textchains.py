"""Pieces of a table in text -> labels and heads: what was wrapped over lines is one again."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from report_parser.document.textcells import Piece
from report_parser.document.textlabels import Vocabulary, split_ordinal, tighten

Rows = Sequence[Sequence[Piece]]
_REACH = 8
"""Lines over which the pieces of one label may be scattered (a vertical label, a label cut by a page break)."""
_NEAR = 7.0
_TOUCH = 2


@dataclass(slots=True)
class Chain:
    """A label or a head, with the pieces that it was printed in."""

    pieces: list[Piece]
    han: str
    ordinal: str = ""
    index: int = 0

    @property
    def text(self) -> str:
        joined = self.pieces[0].text
        for piece in self.pieces[1:]:
            joined += (
                " " if joined[-1:].isascii() and piece.text[:1].isascii() and joined[-1:].isalnum() else ""
            ) + piece.text
        return joined

    @property
    def first(self) -> int:
        return self.pieces[0].line

    @property
    def last(self) -> int:
        return self.pieces[-1].line

    @property
    def left(self) -> int:
        return min(p.left for p in self.pieces)

    def centre(self, by_columns: bool) -> float:
        """Middle of the chain, over all its pieces."""
        return sum(p.centre(by_columns) for p in self.pieces) / len(self.pieces)

    def distance(self, piece: Piece) -> float:
        """How far a piece stands to the side of the chain's last piece: by its left end or by its middle."""
        last = self.pieces[-1]
        both = [abs(last.left - piece.left), abs(last.near - piece.near)]
        return min(*both, abs(last.centre(True) - piece.centre(True)), abs(last.centre(False) - piece.centre(False)))


@dataclass(slots=True)
class TableBlock:
    """A table, or a part of one, under heads of its own."""

    caption: Piece | None = None
    title: Chain | None = None
    heads: list[Chain] = field(default_factory=list)
    rows: list[Chain] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def is_layout(rows: Rows, lines: Sequence[str]) -> bool:
    """True where pieces stand side by side, parted by wide gaps: their places on the line tell columns apart."""
    for row, line in zip(rows, lines, strict=True):
        if "\t" in line:
            return False
        if any(b.left - a.right >= 2 for a, b in itertools.pairwise(row)):
            return True
    return False


def read_blocks(rows: Rows, words: Vocabulary, *, layout: bool) -> list[TableBlock]:
    """Returns the parts of a table: each with its heads and its labels, wrapped ones joined."""
    reader = _Reader(words, layout)
    for i, row in enumerate(rows):
        reader.line(i, row)
    return [b for b in reader.blocks if b.heads or b.rows or b.caption or b.title]


class _Reader:
    """Goes down the lines and keeps the labels that may still grow."""

    def __init__(self, words: Vocabulary, layout: bool) -> None:
        self.words = words
        self.layout = layout
        self.block = TableBlock()
        self.blocks = [self.block]
        self.count = 0

    def line(self, number: int, row: Sequence[Piece]) -> None:
        labels = [p for p in row if not p.is_value]
        if self.words.caption is not None and self.words.caption.fullmatch(tighten("".join(p.text for p in row))):
            self._open()
            self.block.caption = labels[0] if labels else row[0]
            self.block.lines.append(number)
            return
        values = len(labels) < len(row)
        heads = any(self._surely_head(p) for p in labels)
        if heads and any(self._is_row(c) for c in self.block.rows):
            self._open()
        self.block.lines.append(number)
        for piece in labels:
            if self._is_head(piece, heads, values):
                self._head(piece)
            else:
                self._row(piece)

    def _open(self) -> None:
        self.block = TableBlock()
        self.blocks.append(self.block)

    def _is_row(self, chain: Chain) -> bool:
        return bool(chain.ordinal) or chain.han in self.words.rows

    def _surely_head(self, piece: Piece) -> bool:
        """True for a whole head, and nothing that a row's label could be or begin with."""
        han, words = piece.han, self.words
        known = han in words.heads or han in words.groups or han in words.titles
        return known and han not in words.row_starts and not split_ordinal(tighten(piece.text))[0]

    def _is_head(self, piece: Piece, heads: bool, values: bool) -> bool:
        han = piece.han
        if not han or split_ordinal(tighten(piece.text))[0]:
            return False
        grows = any(c.han + han in self.words.head_starts for c in self.block.heads if piece.line - c.last <= _REACH)
        if not grows and han not in self.words.head_starts:
            return False
        row_like = (
            han in self.words.row_starts or self._growing(piece, self.block.rows, self.words.row_starts) is not None
        )
        if not row_like:
            return True
        begun = any(self._is_row(c) for c in self.block.rows)
        return heads or not (begun or values)

    def _head(self, piece: Piece) -> None:
        chain = self._growing(piece, self.block.heads, self.words.head_starts, first=not self.layout)
        if chain is None:
            chain = self._new(piece)
            self.block.heads.append(chain)
        else:
            chain.pieces.append(piece)
            chain.han += piece.han
        if chain.han in self.words.titles:
            self.block.title = chain

    def _row(self, piece: Piece) -> None:
        chains = self.block.rows
        ordinal = split_ordinal(tighten(piece.text))[0]
        if chains and chains[-1].ordinal and not chains[-1].han and piece.line == chains[-1].last and not ordinal:
            chain: Chain | None = chains[-1]
        else:
            chain = None if ordinal else self._growing(piece, chains, self.words.row_starts) or self._touching(piece)
        if chain is None:
            chains.append(self._new(piece))
            return
        chain.pieces.append(piece)
        chain.han += piece.han

    def _new(self, piece: Piece) -> Chain:
        self.count += 1
        return Chain([piece], piece.han, split_ordinal(tighten(piece.text))[0], self.count)

    def _growing(
        self, piece: Piece, chains: list[Chain], starts: frozenset[str], *, first: bool = False
    ) -> Chain | None:
        """The chain that a piece goes on with to a known wording; the nearest of several (the oldest where places tell nothing)."""
        near: list[Chain] = []
        for chain in reversed(chains):
            if piece.line - chain.last > _REACH:
                if len(near) > 0 or piece.line - chain.last > 4 * _REACH:
                    break
                continue
            fits = piece.han and chain.han + piece.han in starts and (chain.last < piece.line or not self.layout)
            if fits and chain.distance(piece) <= _NEAR:
                near.append(chain)
        if not near:
            return None
        if first:
            return near[-1]
        return min(near, key=_by_distance(piece))

    def _touching(self, piece: Piece) -> Chain | None:
        """The numbered label right above that a piece of unknown wording stands under (a label with a typing error in it)."""
        if piece.han in self.words.row_starts:
            return None
        for chain in reversed(self.block.rows[-3:]):
            complete = chain.han in self.words.rows
            under = 0 < piece.line - chain.last <= _TOUCH and chain.distance(piece) <= _TOUCH
            if chain.ordinal and not complete and under and piece.han and chain.han not in self.words.spines:
                return chain
        return None


def _by_distance(piece: Piece) -> Callable[[Chain], tuple[float, int]]:
    return lambda chain: (chain.distance(piece), piece.line - chain.last)
