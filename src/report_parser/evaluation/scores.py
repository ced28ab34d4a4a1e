"""Tallies and the scores that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was right, how much was printed that is wrong, how much is missing."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missing + other.missing)

    @property
    def precision(self) -> float | None:
        """Share of what was printed that is right; None where nothing was printed."""
        printed = self.right + self.wrong
        return self.right / printed if printed else None

    @property
    def recall(self) -> float | None:
        """Share of what is true that was printed; None where nothing was to be found."""
        true = self.right + self.missing
        return self.right / true if true else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there was nothing to find and nothing was printed."""
        whole = 2 * self.right + self.wrong + self.missing
        return 2 * self.right / whole if whole else None

    def to_dict(self) -> dict[str, Any]:
        """The counts with precision, recall and F1, rounded to four digits."""
        scores = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        rounded = {k: None if v is None else round(v, 4) for k, v in scores.items()}
        return {"right": self.right, "wrong": self.wrong, "missing": self.missing, **rounded}


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement between gold and output; ``quote`` is the text that the output's value came from."""

    kind: str
    key: str
    expected: Any
    got: Any
    quote: str = ""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """The tallies of one document."""

    name: str
    template: str | None
    groups: Mapping[str, Tally] = field(default_factory=dict)
    """Tallies of indicators by the first component of their id."""
    sections: Tally = Tally()
    headings: Tally = Tally()
    fields: Mapping[str, Tally] = field(default_factory=dict)
    """Tallies of the metadata fields that gold states, ``template`` among them."""
    figures: Tally = Tally()
    findings: Tally = Tally()
    """``wrong`` counts false alarms."""
    traps: int = 0
    confidences: tuple[tuple[float, bool], ...] = ()
    """(confidence, right) of every indicator that was printed and is judged."""
    differences: tuple[Difference, ...] = ()
    failure: str | None = None
    """Why the document could not be read, None where it was."""

    @property
    def indicators(self) -> Tally:
        """All groups together."""
        return total(self.groups.values())


def total(tallies: Iterable[Tally]) -> Tally:
    """Returns the sum of tallies."""
    return sum(tallies, Tally())


def by_key(tables: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Returns tallies added up key by key, keys in order of first appearance."""
    added: dict[str, Tally] = {}
    for table in tables:
        for key, tally in table.items():
            added[key] = added.get(key, Tally()) + tally
    return added


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of all documents."""

    documents: tuple[DocumentScore, ...]

    @property
    def failures(self) -> tuple[DocumentScore, ...]:
        """Documents that are missing or could not be read; everything in their gold counts as missing."""
        return tuple(d for d in self.documents if d.failure is not None)

    @property
    def indicators(self) -> Tally:
        """All indicators of all documents."""
        return total(d.indicators for d in self.documents)

    @property
    def by_group(self) -> dict[str, Tally]:
        """Indicators by the first component of their id."""
        return dict(sorted(by_key(d.groups for d in self.documents).items()))

    @property
    def by_template(self) -> dict[str, Tally]:
        """Indicators by gold's template (``none`` where gold has none)."""
        return dict(sorted(by_key({d.template or "none": d.indicators} for d in self.documents).items()))

    @property
    def macro_f1(self) -> float | None:
        """Mean of the documents' own F1; a document with nothing to find counts only where something was invented."""
        scores = [f1 for d in self.documents if (f1 := d.indicators.f1) is not None]
        return sum(scores) / len(scores) if scores else None

    @property
    def flawless(self) -> int:
        """Documents that were read with no indicator wrong or missing."""
        return sum(d.failure is None and not d.indicators.wrong and not d.indicators.missing for d in self.documents)

    @property
    def fields(self) -> dict[str, Tally]:
        """Metadata fields."""
        return by_key(d.fields for d in self.documents)

    @property
    def traps(self) -> int:
        """Indicators printed that gold names as traps."""
        return sum(d.traps for d in self.documents)

    @property
    def calibration(self) -> dict[str, Tally]:
        """Printed indicators by their confidence: how many were right, how many wrong."""
        bands = {"0.95-1": 0.95, "0.9-0.95": 0.9, "0.8-0.9": 0.8, "0.5-0.8": 0.5, "0-0.5": 0.0}
        counted = dict.fromkeys(bands, Tally())
        for confidence, right in (pair for d in self.documents for pair in d.confidences):
            band = next(name for name, floor in bands.items() if confidence >= floor or floor == 0.0)
            counted[band] += Tally(int(right), int(not right))
        return {name: tally for name, tally in counted.items() if tally != Tally()}

    def sum_of(self, name: str) -> Tally:
        """Returns ``sections``, ``headings``, ``figures`` or ``findings`` of all documents."""
        return total(getattr(d, name) for d in self.documents)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain dicts and lists, for ``--json``."""
        macro = self.macro_f1
        return {
            "documents": len(self.documents),
            "flawless": self.flawless,
            "failures": [{"document": d.name, "reason": d.failure} for d in self.failures],
            "indicators": self.indicators.to_dict(),
            "macro_f1": None if macro is None else round(macro, 4),
            "by_group": {k: t.to_dict() for k, t in self.by_group.items()},
            "by_template": {k: t.to_dict() for k, t in self.by_template.items()},
            "sections": self.sum_of("sections").to_dict(),
            "headings": self.sum_of("headings").to_dict(),
            "fields": {k: t.to_dict() for k, t in self.fields.items()},
            "figures": self.sum_of("figures").to_dict(),
            "findings": self.sum_of("findings").to_dict(),
            "false_alarms": self.sum_of("findings").wrong,
            "trap_violations": self.traps,
            "calibration": {k: t.to_dict() for k, t in self.calibration.items()},
            "by_document": {d.name: d.indicators.to_dict() for d in self.documents},
            "differences": [{"document": d.name, **asdict(x)} for d in self.documents for x in d.differences],
        }
