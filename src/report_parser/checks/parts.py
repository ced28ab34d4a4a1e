"""Parts against wholes in running text: channels, subjects, applicants, answers, results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from report_parser.checks.measure import Measure, measure_of, total
from report_parser.checks.naming import show
from report_parser.checks.registry import PartsList, Verdict, registry
from report_parser.checks.view import SURE, View
from report_parser.models import Figure

_BRACKETS = re.compile(r"\([^()]*+\)")
_EXCEPT = re.compile(r"除[^,;。()]{1,12}(?:之?外|以外)")
_NUMBERED = re.compile(r"[:。;,](?:1[.、)]|\(?[1一]\)|①|⑴|一是)[^。;]{0,30}$")
_OTHER_CLASSES = frozenset({"其他", "其它", "其余"})
_CLASS_ENDS = re.compile(r"(?:类|政府|政务|信息|方面|的)+$")
_MAX_UNKNOWN = 7
_REACH = 1200
"""Characters from a whole to the last of its parts."""
_AMONG = re.compile(r"其中|包括|包含")
_COMPLETE = re.compile(
    r"分别(?:为|是|有)|依次(?:为|是)|按(?:照)?[^,;。]{0,20}(?:分|划分|分类)|从[^,;。]{0,16}(?:来?看|分)|分为|由[^,;。]{0,20}(?:组成|构成)"
)
_NO_CASES = frozenset({"项", "个", "次", "人", "人次", "户"})
_REST = re.compile(r"其[他它]|其余")
_OTHER = re.compile(r"^(?:通过|采用|以|采取)?(?:其[他它]|其余)|其[他它](?:类|方式|渠道|形式|情[形况])")


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole as printed, the parts that follow it, and the counts between that are neither."""

    spec: PartsList
    whole: Figure
    parts: tuple[Figure, ...]
    unknown: tuple[Figure, ...]
    among: bool
    """其中 stands between the whole and its first part."""
    complete: bool
    """The text says that the parts make the whole (分别为, 按…分), or prints 其他."""
    wholes: tuple[Figure, ...]
    """All figures that may be the whole, the nearest first."""


def check_parts(view: View) -> Iterator[Verdict]:
    """Yields the verdicts of every list of parts in the prose."""
    runs = [
        [f for f in view.by_top.get(section.id, ()) if f.unit != "%" and view.own_year(f) and not _is_growth(f)]
        for section in view.sections
    ]
    places = [_places(run) for run in runs]
    for spec in registry().lists:
        wholes = {w for w in spec.wholes if not spec.holds(w)}
        for run, at in zip(runs, places, strict=True):
            for i in sorted(i for w in wholes for i in at.get(w, ())):
                listing = _listing(view, spec, run, i)
                if listing is not None:
                    yield from _judge(view, listing)


def _places(run: Sequence[Figure]) -> dict[str, list[int]]:
    """Where each indicator is stated surely enough to be a whole."""
    places: dict[str, list[int]] = {}
    for i, figure in enumerate(run):
        if figure.indicator and figure.confidence >= SURE:
            places.setdefault(figure.indicator, []).append(i)
    return places


def _is_growth(figure: Figure) -> bool:
    return (figure.relation or {}).get("kind") == "growth"


def _listing(view: View, spec: PartsList, run: Sequence[Figure], at: int) -> Listing | None:
    whole = run[at]
    following: list[Figure] = []
    for figure in run[at + 1 :]:
        if figure.start - whole.end > _REACH or (figure.indicator in spec.wholes and not spec.holds(figure.indicator)):
            break
        following.append(figure)
    parts = [f for f in following if spec.holds(f.indicator)]
    if not parts:
        return None
    between = _unbracketed(view.text(whole.end, parts[0].start))
    marks = list(_AMONG.finditer(between))
    among = bool(marks) and "。" not in between[marks[-1].end() :]
    if among and not _enumerates(view, parts[0]):
        reach = _sentence_end(view, parts[0].end)
        parts = [f for f in parts if f.start < reach]
    if _EXCEPT.search(view.text(whole.end, parts[-1].end)):
        return None
    stop = _sentence_end(view, parts[-1].end)
    kin = [
        f
        for f in following
        if f.start < stop and _unplaced(spec, f, parts[0]) and _same_kind(f, whole) and f.scope == whole.scope
    ]
    rest = [f for f in kin if not _is_twin(f, parts) and f.start > parts[0].start and _REST.fullmatch(f.label.strip())]
    parts = sorted([*parts, *rest[-1:]], key=lambda f: f.start)
    unknown = tuple(f for f in kin if not _is_twin(f, parts))
    told = (bool(_COMPLETE.search(between)) and not spec.open) or any(_is_other(spec, f) for f in (*parts, *unknown))
    before = [f for f in run[: at + 1] if f.indicator in spec.wholes]
    return Listing(spec, whole, tuple(parts), unknown, among, told, tuple(reversed(before)))


def _unplaced(spec: PartsList, figure: Figure, first: Figure) -> bool:
    """A count that may be one more part: one without indicator, a class among the channels, any other among the parts."""
    if figure.indicator is None:
        return True
    if spec.holds(figure.indicator) or figure.indicator in spec.wholes:
        return False
    return figure.start > first.start or any(o.holds(figure.indicator) for o in _kin()[spec.id])


@cache
def _kin() -> dict[str, tuple[PartsList, ...]]:
    """The lists that share a whole, by the id of each."""
    lists = registry().lists
    return {one.id: tuple(o for o in lists if not set(o.wholes).isdisjoint(one.wholes)) for one in lists}


def _unbracketed(text: str) -> str:
    """The text without what stands in closed brackets."""
    return _BRACKETS.sub("", text)


def _enumerates(view: View, part: Figure) -> bool:
    """Whether a part opens a numbered list (1. … 2. …), whose items end in full stops or line breaks of their own."""
    return bool(_NUMBERED.search(view.text(max(0, part.start - 40), part.start)))


def _sentence_end(view: View, at: int) -> int:
    stops = [view.document.text.find(c, at) for c in "。\n"]
    return min((s for s in stops if s >= 0), default=len(view.document.text))


def _same_kind(figure: Figure, whole: Figure) -> bool:
    return figure.unit == whole.unit or figure.unit is None or whole.unit is None


def _is_twin(figure: Figure, parts: Sequence[Figure]) -> bool:
    return any(p.start == figure.start for p in parts)


def _is_other(spec: PartsList, figure: Figure) -> bool:
    category = figure.dimensions.get("category", "")
    if spec.open:
        return category in _OTHER_CLASSES or _CLASS_ENDS.sub("", figure.label.strip()) in _OTHER_CLASSES
    return figure.indicator in spec.other or bool(_OTHER.search(figure.label.strip()))


def _judge(view: View, listing: Listing) -> Iterator[Verdict]:
    spec = listing.spec
    if listing.among:
        yield from _exceeding(view, listing)
    if len(listing.parts) < 2 or not _sound(listing):
        yield Verdict("sum.mismatch", None)
        return
    base = _outer(view, listing)
    targets = [measure_of(w) for w in listing.wholes]
    if any(summed.meets(t) for summed in _readings(view, listing, base) for t in targets):
        yield Verdict("sum.mismatch", True)
        return
    if _has_other_whole(view, listing):
        yield Verdict("sum.mismatch", None)
        return
    known = total([measure_of(f) for f in base])
    most = known.plus(total([measure_of(f) for f in listing.unknown]))
    if all(known.low > t.high for t in targets):
        overlaps = spec.overlap and not (listing.among and _says_all(view, listing))
        yield Verdict("sum.mismatch", None) if overlaps else _failed(view, listing, base, known)
    elif all(most.high < t.low for t in targets) and (listing.complete or _plain_list(view, listing)):
        yield _failed(view, listing, (*base, *listing.unknown), most)
    else:
        yield Verdict("sum.mismatch", None)


def _has_other_whole(view: View, listing: Listing) -> bool:
    """Whether parts after a count that we could not name are said to be its own (各部门受理28件，其中…)."""
    for stranger in _strangers(view, listing):
        after = [p for p in listing.parts if p.start >= stranger.end]
        if after and _AMONG.search(view.text(stranger.end, after[0].start)):
            return True
    return False


def _strangers(view: View, listing: Listing) -> list[Figure]:
    """Counts that stand among the parts and are neither: of another body, another kind, or unnamed."""
    start, end = listing.whole.end, listing.parts[-1].start
    near = [f for f in view.prose(start, end) if f.unit == listing.whole.unit and f.year == listing.whole.year]
    return [f for f in near if f not in listing.parts and not _is_growth(f)]


def _failed(view: View, listing: Listing, parts: Sequence[Figure], summed: Measure) -> Verdict:
    whole, figures = listing.whole, sorted(parts, key=lambda f: f.start)
    gap = show(abs(summed.value - measure_of(whole).value))
    finding = view.finding(
        "sum.mismatch", "sum", (whole, *figures), expected=summed.value, actual=whole.value,
        whole=view.name(whole), parts=view.names(figures), sum=show(summed.value), gap=gap,
    )  # fmt: skip
    return Verdict("sum.mismatch", False, finding)


def _exceeding(view: View, listing: Listing) -> Iterator[Verdict]:
    """其中 makes each part a part of the whole: none may be larger."""
    wholes = [measure_of(w) for w in listing.wholes]
    for part in listing.parts:
        fits = any(measure_of(part).low <= w.high for w in wholes)
        unsure = part.confidence < SURE or part.scope != listing.whole.scope or part.unit != listing.whole.unit
        unsure = unsure or any(f.value >= part.value for f in _strangers(view, listing) if f.end <= part.start)
        if fits or unsure:
            yield Verdict("part.exceeds_whole", True if fits else None)
            continue
        finding = view.finding(
            "part.exceeds_whole", "exceeds", (part, listing.whole), expected=listing.whole.value, actual=part.value,
            part=view.name(part), whole=view.name(listing.whole),
        )  # fmt: skip
        yield Verdict("part.exceeds_whole", False, finding)


def _sound(listing: Listing) -> bool:
    """False where a part may have been misread, is of another scope, or stands there twice with different values."""
    values: dict[tuple[str, str], float] = {}
    for part in listing.parts:
        key = (part.indicator or "", str(part.dimensions.get("category", "")))
        if part.confidence < SURE - 0.02 or part.scope != listing.whole.scope or _counts_else(part, listing.whole):
            return False
        if values.setdefault(key, part.value) != part.value:
            return False
    return len(listing.unknown) <= _MAX_UNKNOWN


def _counts_else(part: Figure, whole: Figure) -> bool:
    """Matters (项), persons or times are not the cases (件) of the whole."""
    return part.unit != whole.unit and None not in (part.unit, whole.unit) and bool({part.unit, whole.unit} & _NO_CASES)


def _outer(view: View, listing: Listing) -> tuple[Figure, ...]:
    """The parts without those that are parts of another part: in a bracket after it, or below it in the catalogue."""
    seen: set[tuple[str, str]] = set()
    outer: list[Figure] = []
    for part in listing.parts:
        key = (part.indicator or "", str(part.dimensions.get("category", "")))
        if key in seen or _below(listing, part) or _bracketed(view, listing, part):
            continue
        seen.add(key)
        outer.append(part)
    return tuple(outer)


def _below(listing: Listing, part: Figure) -> bool:
    ids = {p.indicator or "" for p in listing.parts if p is not part}
    below = any(i and (part.indicator or "").startswith(i + ".") for i in ids)
    return below or any(part.indicator in parts for whole, parts in listing.spec.nested.items() if whole in ids)


def _bracketed(view: View, listing: Listing, part: Figure) -> bool:
    """True where a bracket opens after another part (or an unknown count) and has not closed before this one."""
    before = [f for f in (*listing.parts, *listing.unknown) if f.end <= part.start]
    if not before:
        return False
    between = view.text(max(f.end for f in before), part.start)
    nearest = max(before, key=lambda f: f.end)
    if between.count("(") > between.count(")"):
        return True
    return nearest in listing.parts and between.count(")") == 0 and _still_open(view, nearest, listing)


def _still_open(view: View, part: Figure, listing: Listing) -> bool:
    """True for the second and later items of one bracket."""
    before = [f for f in listing.parts if f.end <= part.start]
    if not before:
        return False
    between = view.text(max(f.end for f in before), part.start)
    return between.count("(") > between.count(")") or (")" not in between and _still_open(view, before[-1], listing))


def _readings(view: View, listing: Listing, base: tuple[Figure, ...]) -> Iterator[Measure]:
    """Sums of a list's readings: its parts (``base``), with any of the unknown counts, with or without what 其中 may put below a part."""
    flat = tuple({f.indicator or f.id: f for f in listing.parts}.values())
    inner = tuple(f for f in base if not _after_among(view, listing, f))
    unknown = [total([])]
    for figure in listing.unknown:
        unknown += [extra.plus(measure_of(figure)) for extra in unknown]
    for chosen in {tuple(f.id for f in r): r for r in (base, listing.parts, flat, inner)}.values():
        known = total([measure_of(f) for f in chosen])
        yield from (known.plus(extra) for extra in unknown)


def _after_among(view: View, listing: Listing, part: Figure) -> bool:
    before = [f for f in listing.parts if f.end <= part.start]
    return bool(before) and bool(_AMONG.search(view.text(before[-1].end, part.start)))


def _says_all(view: View, listing: Listing) -> bool:
    """共…其中…: the text counts the whole together."""
    whole = listing.whole
    return "共" in view.text(max(0, whole.start - 30), whole.start)


def _plain_list(view: View, listing: Listing) -> bool:
    """True for a list that follows its whole directly, in one paragraph, without 其中, and is more than a mention or two."""
    last = listing.parts[-1]
    paragraph = "\n" not in view.document.text[listing.whole.end : last.start]
    return listing.spec.exhaustive and not listing.among and paragraph and len(listing.parts) >= 3
