"""Progress on standard error: one line that is drawn anew on a terminal, else a plain line now and then."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TextIO

_REDRAW = 0.2
_PLAIN = 15.0
_CELLS = 24


@dataclass(slots=True)
class Progress:
    """Counts documents and bytes. ``total`` is the bytes of all places, 0 where unknown."""

    stream: TextIO | None
    total: int
    done: int = 0
    failed: int = 0
    kept: int = 0
    bytes: int = 0
    began: float = field(default_factory=time.monotonic)
    drawn: float = field(default_factory=time.monotonic)

    def show(self, *, last: bool = False) -> None:
        """Draws the line if it is time to."""
        if self.stream is None:
            return
        terminal = self.stream.isatty()
        now = time.monotonic()
        if not last and now - self.drawn < (_REDRAW if terminal else _PLAIN):
            return
        self.drawn = now
        line = self.line(now - self.began, last=last)
        self.stream.write(f"\r\x1b[K{line}" + ("\n" if last else "") if terminal else f"{line}\n")
        self.stream.flush()

    def line(self, seconds: float, *, last: bool = False) -> str:
        """Returns the line for a run of so many seconds.

        >>> Progress(None, 1000, done=30, failed=1, bytes=500).line(10.0)
        '[############............] 30 documents, 3.0 a second, 1 failed, 0:10 left'
        """
        share = min(1.0, self.bytes / self.total) if self.total else 0.0
        share = 1.0 if last else share
        bar = "#" * int(share * _CELLS)
        kept = f", {self.kept} unchanged" if self.kept else ""
        left = (
            f", {_clock(seconds / share - seconds)} left" if 0 < share < 1 else f", {_clock(seconds)}" if last else ""
        )
        rate = self.done / seconds if seconds > 0 else 0.0
        return f"[{bar:.<{_CELLS}}] {self.done} documents{kept}, {rate:.1f} a second, {self.failed} failed{left}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
