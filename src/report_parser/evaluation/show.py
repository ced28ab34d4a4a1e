"""The scores as text, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from report_parser.evaluation.scores import DocumentScore, Evaluation, Tally

_WIDTH = 26


def as_text(result: Evaluation, *, verbose: bool = False) -> str:
    """Returns the scores as lines; ``verbose`` puts every difference, document by document, before them."""
    lines: list[str] = []
    if verbose:
        for document in result.documents:
            lines += _document(document)
    return "\n".join([*lines, *_summary(result)])


def _document(document: DocumentScore) -> Iterator[str]:
    tally = document.indicators
    yield f"{document.name}: {tally.right} right, {tally.wrong} wrong, {tally.missing} missing"
    for difference in document.differences:
        got = "nothing" if difference.got is None else _short(difference.got)
        expected = "nothing" if difference.expected is None else _short(difference.expected)
        quote = f"   <- {_short(difference.quote)}" if difference.quote else ""
        yield f"  {difference.kind:<9} {difference.key}: expected {expected}, got {got}{quote}"
    yield ""


def _short(value: Any) -> str:
    text = str(value).replace("\n", " ")
    return text if len(text) <= 120 else text[:117] + "..."


def _summary(result: Evaluation) -> Iterator[str]:
    for document in result.failures:
        yield f"FAILED {document.name}: {document.failure}"
    yield f"{'':<{_WIDTH}} {'precision':>9} {'recall':>9} {'F1':>9}   right wrong missing"
    yield _row("indicators", result.indicators)
    yield from _rows("  ", result.by_group.items())
    yield from _rows("  template ", result.by_template.items())
    yield _row("sections (role, heading)", result.sum_of("sections"))
    yield _row("section headings", result.sum_of("headings"))
    yield from _rows("document.", result.fields.items())
    yield _row("further figures (recall)", result.sum_of("figures"), recall_only=True)
    yield _row("findings", result.sum_of("findings"))
    yield from _rows("confidence ", result.calibration.items(), precision_only=True)
    macro = "-" if result.macro_f1 is None else f"{result.macro_f1:.4f}"
    count = len(result.documents)
    yield f"documents {count}, flawless {result.flawless}, failed {len(result.failures)}, macro F1 {macro}"
    alarms = result.sum_of("findings").wrong / max(count, 1)
    yield f"trap violations {result.traps}, false alarms {alarms:.2f} a report"


def _rows(prefix: str, tallies: Iterable[tuple[str, Tally]], *, precision_only: bool = False) -> Iterator[str]:
    for name, tally in tallies:
        yield _row(prefix + name, tally, precision_only=precision_only)


def _row(name: str, tally: Tally, *, recall_only: bool = False, precision_only: bool = False) -> str:
    scores = (
        None if recall_only else tally.precision,
        None if precision_only else tally.recall,
        None if recall_only or precision_only else tally.f1,
    )
    shown = " ".join(f"{'-' if s is None else f'{s:.4f}':>9}" for s in scores)
    return f"{name:<{_WIDTH}} {shown}   {tally.right:>5} {tally.wrong:>5} {tally.missing:>7}"
