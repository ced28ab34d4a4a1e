"""Parts against wholes in running text: channels, subjects, applicants, answers, results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_parser.checks.measure import Measure, measure_of, total
from report_parser.checks.naming import show
from report_parser.checks.partlists import AMONG, Listing, find_lists, is_growth
from report_parser.checks.registry import Verdict
from report_parser.checks.sublists import states_its_own, without_sublists
from report_parser.checks.view import SURE, View
from report_parser.models import Figure

_MAX_UNKNOWN = 7
_FIRM = 0.9
"""A whole that is read with less confidence is not said to be exceeded."""
_NO_CASES = frozenset({"项", "个", "次", "人", "人次", "户"})


def check_parts(view: View) -> Iterator[Verdict]:
    """Yields the verdicts of every list of parts in the prose."""
    for listing in find_lists(view):
        yield from _judge(view, listing)


def _judge(view: View, listing: Listing) -> Iterator[Verdict]:
    if listing.among:
        yield from _exceeding(view, listing)
    yield from _add_up(view, listing)


def _add_up(view: View, listing: Listing) -> Iterator[Verdict]:
    """Compares the sum of a list with its whole: with all that it prints, else without what divides its items."""
    if (
        len(listing.parts) < 2
        or not _sound(listing)
        or _beside(listing)
        or _anew(view, listing)
        or _of_another(view, listing)
    ):
        yield Verdict("sum.mismatch", None)
        return
    base = _outer(view, listing)
    targets = [measure_of(w) for w in listing.wholes]
    if _complete(view, listing) or any(summed.meets(t) for summed in _readings(view, listing, base) for t in targets):
        yield Verdict("sum.mismatch", True)
        return
    outer = without_sublists(view, listing)
    if outer is not listing:
        yield from _add_up(view, outer)
        return
    if _has_other_whole(view, listing):
        yield Verdict("sum.mismatch", None)
        return
    known = total([measure_of(f) for f in base])
    most = known.plus(total([measure_of(f) for f in listing.unknown]))
    over = [known.low > t.high for t in targets]
    short = [most.high < t.low for t in targets]
    if (any(over) and (_may_overlap(view, listing, base, targets) or listing.whole.confidence < _FIRM)) or (
        any(short) and not _makes_all(view, listing)
    ):
        yield Verdict("sum.mismatch", None)
    elif all(a or b for a, b in zip(over, short, strict=True)):
        yield _failed(view, listing, base if over[0] else (*base, *listing.unknown), known if over[0] else most)
    else:
        yield Verdict("sum.mismatch", None)


def _may_overlap(view: View, listing: Listing, base: Sequence[Figure], targets: Sequence[Measure]) -> bool:
    """Whether more than the whole is no fault: one item stands in several channels, and no part alone is larger than it."""
    larger = listing.among and any(measure_of(p).low > t.high for p in base for t in targets)
    return listing.spec.overlap and not larger and not (listing.among and _says_all(view, listing))


def _makes_all(view: View, listing: Listing) -> bool:
    """Whether the parts should make the whole, and few enough counts stand among them that we could not name."""
    few = len(listing.unknown) <= _MAX_UNKNOWN
    return few and (listing.complete or _plain_list(view, listing))


_ANOTHER = re.compile(r"[^,;。、\d]{0,4}[,;](?:另外?|还|同时|及时|主动)*(?:公开|公示|更新|发布|推送|公布|上传)")


def _complete(view: View, listing: Listing) -> int:
    """How many parts make the whole before a statement of its own follows, 0 where none does: 其中动态130条、通知20条,公开财政信息36条."""
    whole, made = measure_of(listing.whole), total([])
    for count, part in enumerate(listing.parts[:-1], start=1):
        made = made.plus(measure_of(part))
        following = view.text(part.end, listing.parts[count].start)
        if count > 1 and made.meets(whole):
            return count if _ANOTHER.match(following) or _COUNTED.search(following) else 0
        if not _LISTED.search(following):
            return 0
    return 0


_LISTED = re.compile(r"[、,;]")
_COUNTED = re.compile(r"\d")
"""A count that is none of the parts stands between: 行政执法类30条,公示栏上财务公开15条,政务公开6条."""


def _beside(listing: Listing) -> bool:
    """Whether parts stand beside a count, not below it: 网站公开52条，其他信息2167条；不予公开3件，均涉及个人隐私；非政府信息1件."""
    if any(part.start == listing.whole.start for part in listing.parts):
        return True
    if not listing.spec.open or listing.among:
        return False
    return any(measure_of(p).low > measure_of(listing.whole).high for p in listing.parts)


_BEFORE = 400
_DIVIDED = re.compile(r"从[^,;。]{0,16}看|按[^,;。]{0,12}分")


def _anew(view: View, listing: Listing) -> bool:
    """Whether a count before the whole is what is divided anew: 新公开280条。1.网站186条。从公开内容看: 1.工作动态类160条."""
    between = view.text(listing.whole.end, listing.parts[0].start)
    if not (listing.whole.indicator or "").startswith("proactive.by_channel.") or not _DIVIDED.search(between):
        return False
    made = total([measure_of(f) for f in (*listing.parts, *listing.unknown)])
    before = view.prose(max(0, listing.whole.start - _BEFORE), listing.whole.start)
    return any(f.unit == listing.whole.unit and made.meets(measure_of(f)) for f in before)


def _of_another(view: View, listing: Listing) -> bool:
    """Whether the results may be those of the reviews before: 行政复议10件，行政诉讼0件，结果维持2件."""
    if listing.spec.id not in ("review", "litigation"):
        return False
    if not listing.whole.value and not listing.among:
        return True
    start = max(view.document.text.rfind(c, 0, listing.whole.start) for c in "。\n") + 1
    others = [f for f in view.prose(start, listing.whole.start) if f.indicator in ("review.total", "litigation.total")]
    made = total([measure_of(p) for p in listing.parts])
    return any(
        made.meets(measure_of(f)) or made.meets(measure_of(f).plus(measure_of(listing.whole)))
        for f in others
        if f.value
    )


def _has_other_whole(view: View, listing: Listing) -> bool:
    """Whether parts after a count that we could not name are said to be its own (各部门受理28件，其中…)."""
    for stranger in _strangers(view, listing):
        after = [p for p in listing.parts if p.start >= stranger.end]
        if after and AMONG.search(view.text(stranger.end, after[0].start)):
            return True
    return False


def _strangers(view: View, listing: Listing) -> list[Figure]:
    """Counts that stand among the parts and are neither: of another body, another kind, or unnamed."""
    start, end = listing.whole.end, listing.parts[-1].start
    near = [f for f in view.prose(start, end) if f.unit == listing.whole.unit and f.year == listing.whole.year]
    return [f for f in near if f not in listing.parts and not is_growth(f)]


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
    for part in listing.parts[: _complete(view, listing) or None]:
        fits = any(measure_of(part).low <= w.high for w in wholes)
        unsure = (
            listing.whole.confidence < _FIRM
            or part.confidence < SURE
            or part.scope != listing.whole.scope
            or part.unit != listing.whole.unit
        )
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
    """False where a part may have been misread, is of another scope, stands twice with different values, or where all are zero."""
    if listing.whole.value and not any(part.value for part in listing.parts):
        return False  # 受理申请4件,全部为当面申请,没有收到信函、传真申请: the ways that were not taken
    values: dict[tuple[str, str], float] = {}
    for part in listing.parts:
        key = (part.indicator or "", str(part.dimensions.get("category", "")))
        if part.confidence < SURE - 0.02 or part.scope != listing.whole.scope or _counts_else(part, listing.whole):
            return False
        if values.setdefault(key, part.value) != part.value:
            return False
    return True


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
    alone = tuple(f for f in base if not states_its_own(view, f))
    unknown = [total([])]
    for figure in listing.unknown if len(listing.unknown) <= _MAX_UNKNOWN else ():
        unknown += [extra.plus(measure_of(figure)) for extra in unknown]
    for chosen in {tuple(f.id for f in r): r for r in (base, listing.parts, flat, inner, alone)}.values():
        known = total([measure_of(f) for f in chosen])
        yield from (known.plus(extra) for extra in unknown)


def _after_among(view: View, listing: Listing, part: Figure) -> bool:
    before = [f for f in listing.parts if f.end <= part.start]
    return bool(before) and bool(AMONG.search(view.text(before[-1].end, part.start)))


def _says_all(view: View, listing: Listing) -> bool:
    """共…其中…: the text counts the whole together."""
    whole = listing.whole
    return "共" in view.text(max(0, whole.start - 30), whole.start)


def _plain_list(view: View, listing: Listing) -> bool:
    """True for a list that follows its whole directly, in one paragraph, without 其中, and is more than a mention or two."""
    last = listing.parts[-1]
    paragraph = "\n" not in view.document.text[listing.whole.end : last.start]
    return listing.spec.exhaustive and not listing.among and paragraph and len(listing.parts) >= 3
