"""Lists within the items of a list of parts: 机构类20条,其中领导成员10条、机构职能10条;政策类4条."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_parser.checks.partlists import Listing
from report_parser.checks.view import View
from report_parser.models import Figure

_OPENS = re.compile(r"其中|[内共]有|内含|包[括含]|[,(]含|分为|分别(?:是|为|有)|涉及|具体(?:是|为|有)")
_OWN = re.compile(r"[,;。](?:并|另|还)?(?:发布|公开|公布|受理|办理|制发)[^,;。]*共计?$")
_BEFORE = 40


def without_sublists(view: View, listing: Listing) -> Listing:
    """Returns the list without the counts that divide one of its items, where semicolons part the items.

    What follows an item's own count after 其中, 内有, 包括 … up to the semicolon belongs to that item. Without semicolons
    nothing tells where the inner list ends, and the list stays as it is.
    """
    counts = sorted((*listing.parts, *listing.unknown), key=lambda f: f.start)
    if ";" not in view.text(listing.whole.end, counts[-1].start):
        return listing
    inner = {f.id for f in counts if _divides_an_item(view, listing.whole.end, f, counts)}
    if not inner:
        return listing
    parts, unknown = (tuple(f for f in fs if f.id not in inner) for fs in (listing.parts, listing.unknown))
    return replace(listing, parts=parts, unknown=unknown) if parts else listing


def _divides_an_item(view: View, start: int, figure: Figure, counts: Sequence[Figure]) -> bool:
    item = start + view.text(start, figure.start).rfind(";") + 1
    first = next((f for f in counts if f.start >= item), figure)
    return first.start < figure.start and _OPENS.search(view.text(first.end, figure.start)) is not None


def states_its_own(view: View, figure: Figure) -> bool:
    """Returns whether a count in a list has a verb and 共 of its own: 其中…3件;发布依申请公开信息共28条."""
    return _OWN.search(view.text(max(0, figure.start - _BEFORE), figure.start)) is not None
