"""Draws the plots of ``docs/accuracy.md`` as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

_LEFT, _RIGHT, _TOP, _TALL, _GAP = 56, 16, 54, 130, 48
_STEP = 44
_FLOOR = 0.8
_PANELS = (("f1", "F1 of indicators", "#1f5fa8", 0.98), ("precision", "precision of indicators", "#b04a1e", 0.985),
           ("figures", "recall of further figures", "#4c7330", 0.93))  # fmt: skip
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" font-family="sans-serif" font-size="12">'


def plot_rounds(looks: Mapping[str, Any]) -> str:
    """Returns a panel for each measure, a point for each round: filled at first look, hollow after mending; the aim is dashed."""
    names = list(looks)
    width = max(560, _LEFT + _RIGHT + _STEP * len(names))
    height = _TOP + len(_PANELS) * (_TALL + _GAP) + 10
    parts = [_HEAD.format(width, height), f'<rect width="{width}" height="{height}" fill="white"/>', *_legend()]
    for i, (key, title, colour, aim) in enumerate(_PANELS):
        top = _TOP + i * (_TALL + _GAP)
        parts += _panel(looks, key, top, width)
        parts.append(f'<text x="{_LEFT}" y="{top - 7}" fill="{colour}" font-weight="bold">{title}, %</text>')
        parts.append(
            f'<line x1="{_LEFT}" x2="{width - _RIGHT}" y1="{_y(aim, top):.1f}" y2="{_y(aim, top):.1f}" stroke="{colour}" stroke-dasharray="5 4"/>'
        )
        for which in ("after", "first"):
            parts += _series(looks, key, which, colour, top)
    parts.append(f'<text x="{width / 2:.0f}" y="{height - 6}" text-anchor="middle">round</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend() -> Iterator[str]:
    for x, text, fill in ((_LEFT + 6, "first look", "#555"), (_LEFT + 106, "after mending", "white")):
        yield f'<circle cx="{x}" cy="14" r="4" stroke="#555" fill="{fill}"/><text x="{x + 10}" y="18">{text}</text>'
    yield f'<line x1="{_LEFT + 226}" x2="{_LEFT + 254}" y1="14" y2="14" stroke="#555" stroke-dasharray="5 4"/>'
    yield f'<text x="{_LEFT + 262}" y="18">aim</text>'


def _panel(looks: Mapping[str, Any], key: str, top: int, width: int) -> Iterator[str]:
    for percent in (80, 85, 90, 95, 100):
        y = _y(percent / 100, top)
        yield f'<line x1="{_LEFT}" x2="{width - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{percent}</text>'
    for i, name in enumerate(looks):
        yield f'<text x="{_x(i):.1f}" y="{top + _TALL + 15}" text-anchor="middle" fill="#555">{name}</text>'


def _series(looks: Mapping[str, Any], key: str, which: str, colour: str, top: int) -> Iterator[str]:
    points = [(_x(i), _y(v, top)) for i, e in enumerate(looks.values()) if (v := e.get(which, {}).get(key)) is not None]
    fill = colour if which == "first" else "white"
    if which == "first":
        yield f'<polyline fill="none" stroke="{colour}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" stroke="{colour}" fill="{fill}"/>' for x, y in points)


def _x(i: int) -> float:
    return _LEFT + _STEP * (i + 0.5)


def _y(value: float, top: int) -> float:
    return top + (1 - max(value, _FLOOR)) / (1 - _FLOOR) * _TALL


_SIDE = 320
_EDGES = (0.0, 0.6, 0.8, 0.9, 0.95, 0.97, 1.01)
_LOW = 0.3
_LEAST = 5
"""Figures that a band must hold to be drawn."""


def plot_reliability(
    by_rule: Mapping[float, Iterable[int]], fitted: Mapping[float, Iterable[int]], held: Mapping[float, Iterable[int]]
) -> str:
    """Returns the share that was right at first look over the confidence stated, band by band; on the diagonal it is what it says."""
    width, height = _SIDE + 300, _SIDE + 70
    parts = [_HEAD.format(width, height), f'<rect width="{width}" height="{height}" fill="white"/>']
    for percent in range(0, 101, 10):
        y = _up(percent / 100)
        parts.append(f'<line x1="{_across(_LOW)}" x2="{_across(1)}" y1="{y}" y2="{y}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{percent}</text>')
        if percent >= 100 * _LOW:
            parts.append(f'<text x="{_across(percent / 100)}" y="{_up(0) + 18}" text-anchor="middle">{percent}</text>')
    parts.append(
        f'<line x1="{_across(_LOW)}" y1="{_up(_LOW)}" x2="{_across(1)}" y2="{_up(1)}" stroke="#999" stroke-dasharray="4 4"/>'
    )
    rows = (("by rule, rounds 3 to 13", "#b04a1e", "white", by_rule), ("calibrated, rounds fitted", "#1f5fa8", "white", fitted),
            ("calibrated, rounds held out", "#1f5fa8", "#1f5fa8", held))  # fmt: skip
    for i, (title, colour, fill, found) in enumerate(rows):
        parts += [
            f'<circle cx="{_across(max(p, _LOW)):.1f}" cy="{_up(r):.1f}" r="{size:.1f}" stroke="{colour}" fill="{fill}" fill-opacity="0.7"/>'
            for p, r, size in _bands(found)
        ]
        y = 60 + 24 * i
        parts.append(f'<circle cx="{_SIDE + 90}" cy="{y}" r="5" stroke="{colour}" fill="{fill}" fill-opacity="0.7"/>')
        parts.append(f'<text x="{_SIDE + 102}" y="{y + 4}">{title}</text>')
    parts.append(f'<text x="{_SIDE + 84}" y="{60 + 24 * 3 + 4}" fill="#555">larger: more figures in the band</text>')
    parts.append(f'<text x="{_LEFT}" y="16" font-weight="bold">right at first look, % (prose and tables)</text>')
    parts.append(f'<text x="{_across(0.65)}" y="{_up(0) + 38}" text-anchor="middle">confidence stated, %</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _bands(found: Mapping[float, Iterable[int]]) -> Iterator[tuple[float, float, float]]:
    """(mean confidence, share right, radius) of each band that holds figures."""
    for low, high in pairwise(_EDGES):
        band = [(p, *c) for p, c in found.items() if low <= p < high]
        count = sum(right + wrong for _, right, wrong in band)
        if count >= _LEAST:
            mean = sum(p * (right + wrong) for p, right, wrong in band) / count
            yield mean, sum(right for _, right, _ in band) / count, 3 + min(7.0, count**0.25)


def _across(value: float) -> float:
    return round(_LEFT + (value - _LOW) / (1 - _LOW) * _SIDE, 1)


def _up(value: float) -> float:
    return round(30 + (1 - value) * (_SIDE - 10), 1)
