"""A stretch of prose of one bracket level, while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from report_parser.figures.clauses import Item, cumulative_words
from report_parser.figures.context import Fact, State
from report_parser.figures.lexicon import Hit


@dataclass(slots=True)
class Level:
    """A compact text's stretch from ``start``, its numbers, its words, what was named before, and the facts found so far."""

    text: str
    start: int
    end: int
    row: list[Item]
    hits: list[Hit]
    state: State
    facts: list[Fact] = field(default_factory=list)
    full: str = ""
    """The text with the brackets that ``text`` leaves blank."""
    counted_from: int = field(init=False)
    """Before this place no word stands of which every mark of a cumulative value holds one."""
    _places: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        places = [self.text.find(word, self.start, self.end) for word in cumulative_words()]
        self.counted_from = min((at for at in places if at >= 0), default=self.end)
        self._places = {item.quantity.start: i for i, item in reversed(list(enumerate(self.row)))}

    def place(self, item: Item) -> int:
        """Where an item stands in the row; a label of several that share a number stands where the number does."""
        return self._places[item.quantity.start]

    def prefix(self, item: Item) -> str:
        """The text between the number before (or the start) and this one."""
        return self.text[item.left[0].start : item.quantity.left]

    def near(self, item: Item) -> str:
        """The piece that the number stands in, up to it."""
        return self.text[item.left[-1].start : item.quantity.left].rstrip()

    def siblings(self, item: Item) -> int:
        """How many items around this one are built alike: one label before one number, units of one kind."""
        return sum(
            alike(r.quantity.unit, item.quantity.unit) and r.label is not None and not r.from_right for r in self.row
        )


_PAPERS = frozenset({"条", "份", "件", "篇", "个", "则"})


def alike(one: str | None, other: str | None) -> bool:
    """Returns whether two units count things of one kind; 条, 件, 份 and 篇 all count papers."""
    return one == other or (one in _PAPERS and other in _PAPERS)
