"""A sentence as a row of items: each number with the words that name what it counts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from report_parser.figures.lexicon import Hit, needed_by_all, within
from report_parser.models import Quantity
from report_parser.rules.load import read_table

_DELIMITER = re.compile(r"[,;:。!?]|、(?<!公民、)")
_SENTENCE_END = re.compile(r"[。!?](?![”\"’])")
VERBS = frozenset("receive accept answer conclude hold disclose issue set_up proactive receive_visitors".split())
_TRIM_LEFT = re.compile(
    r"(?:(?:其中|包括|包含|内有|内含|含|分别|另有|另外|另|还有|还|同时|此外|并且|并|且|共计|共有|共|全年|年内|今年以来|今年|本年度|本年|当年|累计|总计|合计|已经|已|也|又|有(?!效|关|无|机|色|限|偿|害)|为(?![民农企老])|是|以|即|如|以及|和|及(?!时)|的|了|\d{4}年度?|[,;:、()\s\"”“-]))++"
)
_TRIM_RIGHT = re.compile(
    r"(?:(?:分别|依次|各|均|约|共计|共有|共|总计|合计|累计|一共|达到|达|为|是|有|(?<![统审会设预])计|占|了|的|等|近|仅|就|已|:|,|、|\(|\s|\"|“|”|数量|总数|总量|-))+$"
)
_TRIM_ENDS = frozenset('别次各均约共计到达为是有占了的等近仅就已:,、( "“”量数-\t\n')
"""What a label may end in that is none of its noun phrase: the last characters of ``_TRIM_RIGHT``."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_PART_END = re.compile(r"[。!?;]")
_BLANKS = re.compile(r" {2,}")
"""What brackets leave behind."""


class Piece(NamedTuple):
    """A stretch between two delimiters; ``before`` is the delimiter that it follows."""

    start: int
    end: int
    before: str


@dataclass(slots=True)
class Item:
    """A number with its surroundings, in offsets of the compact text."""

    quantity: Quantity
    left: list[Piece]
    """Pieces from the number before (or the sentence's start) to this one, in reading order."""
    right: Piece
    """From the number to the next delimiter or number."""
    stop: int
    """Where the next number begins, or the stretch ends."""
    label: Piece | None = None
    hits: list[Hit] = field(default_factory=list)
    from_right: bool = False
    distance: int = 0
    """How many pieces lie between the number and its label."""
    respective: bool = False
    compound: tuple[Piece, ...] = ()
    """Parallel labels of 各5件, 均为0件."""


@cache
def clause_patterns() -> dict[str, re.Pattern[str]]:
    """Returns the compiled marks of ``clauses.toml`` by name."""
    table: dict[str, Any] = read_table("clauses")
    found = {}
    for name, entry in table.items():
        options = [re.escape(w) for w in entry.get("words", [])] + list(entry.get("patterns", []))
        for key in ("pattern", "remark", "verb", "not_negation"):
            options += [entry[key]] if key in entry and name != "negation" else []
        if options:
            found[name] = re.compile("|".join(f"(?:{o})" for o in options))
    negation = table["negation"]
    found["negator"] = re.compile(negation["negator"])
    found["negated_verb"] = re.compile(negation["verb"])
    found["not_negation"] = re.compile(negation["not_negation"])
    return found


@cache
def cumulative_words() -> tuple[str, ...]:
    """Returns words of which every mark of a cumulative value holds one."""
    entry = read_table("clauses")["cumulative"]
    return needed_by_all([*entry.get("words", []), *entry.get("patterns", [])])


def sentences(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yields the spans of the sentences of a compact text."""
    for match in _SENTENCE_END.finditer(text, start):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def pieces(text: str, start: int, end: int, before: str = "") -> list[Piece]:
    """Returns the pieces of ``text[start:end]``; the last one may be empty."""
    found = []
    for match in _DELIMITER.finditer(text, start, end):
        found.append(Piece(start, match.start(), before))
        start, before = match.end(), match[0]
    found.append(Piece(start, end, before))
    return found


def bracket_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Returns the outermost bracketed stretches of a sentence, brackets included."""
    if text.find("(", start, end) < 0:
        return []
    spans, depth, opened = [], 0, 0
    for i in range(start, end):
        if text[i] == "(":
            if not depth:
                opened = i
            depth += 1
        elif text[i] == ")" and depth:
            depth -= 1
            if not depth:
                spans.append((opened, i + 1))
    if depth:
        spans.append((opened, end))
    return spans


def items(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Item]:
    """Returns the numbers of a stretch with the pieces around them."""
    found = []
    for i, quantity in enumerate(quantities):
        begin = quantities[i - 1].right if i else start
        stop = quantities[i + 1].left if i + 1 < len(quantities) else end
        left = pieces(text, begin, max(begin, quantity.left))
        cut = _DELIMITER.search(text, quantity.right, max(stop, quantity.right))
        right = Piece(quantity.right, cut.start() if cut else max(stop, quantity.right), "")
        found.append(Item(quantity, left, right, max(stop, quantity.right)))
    return found


def leave_to_before(item: Item, before: Item) -> None:
    """配备1名专职人员和9名兼职人员: words that the number before has taken are not this one's."""
    first = item.left[0]
    if before.from_right and before.label is not None and before.label.end >= first.end > first.start:
        item.left = [Piece(first.end, first.end, first.before), *item.left[1:]]


_AND_COUNTS = re.compile(r"[,、(](?:计|共|共计|有|为|达)?")


def takes_label_of_share(text: str, item: Item, before: Item) -> bool:
    """政策文件类占9.2%、288条: the count that follows a share without words of its own is of what the share is of."""
    between = text[before.quantity.right : item.quantity.left].strip()
    if before.quantity.unit != "%" or item.quantity.unit == "%" or before.label is None:
        return False
    if before.from_right:  # 占26.6%的是政策法规类,计38条
        if _AND_COUNTS.fullmatch(text[before.label.end : item.quantity.left].strip()) is None:
            return False
        start = before.label.start + (text[before.label.start : before.label.end].startswith("的是") and 2)
        item.label, item.hits = before.label._replace(start=start), before.hits
        return True
    if between and not _AND_COUNTS.fullmatch(between):
        return False  # 同意公开的占80%,共40件
    if not text[before.label.start : before.quantity.left].rstrip("约为").endswith("占"):
        return False
    item.label, item.hits = before.label, before.hits
    return True


def trimmed(text: str, piece: Piece) -> str:
    """Returns a piece's noun phrase: without leading connectives and trailing 共, 为, 分别."""
    return _trimmed(text[piece.start : piece.end])


@lru_cache(maxsize=1024)
def _trimmed(words: str) -> str:
    """Asked for again and again about the pieces of one sentence."""
    if found := _TRIM_LEFT.match(words):
        opened = words[: found.end()].endswith("“") and 0 < words.find("”", found.end()) < len(words) - 1
        words = words[found.end() - opened :]
    if words[-1:] in _TRIM_ENDS:
        words = _TRIM_RIGHT.sub("", words)
    return _BLANKS.sub("", words) if "  " in words else words


def residue(text: str, start: int, end: int, hits: Sequence[Hit]) -> str:
    """Returns the Chinese characters of a stretch that no word of the lexicon covers."""
    left: list[str] = []
    for hit in hits:
        if start < hit.end and hit.start < end:
            left.append(text[start : hit.start])
            start = hit.end
    left.append(text[start:end])
    rest = "".join(left)
    return "".join(_CHINESE.findall(rest)) if rest else ""


def choose_label(text: str, item: Item, hits: Sequence[Hit]) -> None:
    """Sets the label of an item: the noun phrase before the number, else after it, else further before."""
    near = item.left[-1]
    compound = _compound(text, item, hits)
    own = within(hits, compound.start, compound.end)
    salient = [h for h in own if not h.neutral]
    right_text = text[item.right.start : item.right.end]
    right_hits = within(hits, item.right.start, item.right.end)
    right_counts = _counts_right(text, item, right_hits, right_text)
    nominal = (
        any(not (h.concepts & VERBS) for h in salient)
        or len(residue(text, compound.start, compound.end, own)) >= 2
        or (not salient and any("own_scope" in h.concepts for h in own))
        or _names_something(text, near, own)
    )
    if (
        right_counts
        and right_hits[:1]
        and right_hits[0].start == item.right.start
        and right_hits[0].concepts & (_NOUNS if not salient else _PLACES)
    ):
        nominal, salient = False, []  # 各处室35名兼职信息员: who they are stands after the number
    if right_counts and trimmed(text, near) in _REST and right_text.startswith(_STATED):
        nominal, salient = False, []  # 其余23条为其他类
    if right_counts and _AND.search(text, near.start, near.end):
        nominal, salient = False, []  # 在图书馆和16个乡镇便民服务中心
    if right_counts and (
        text[compound.start : compound.end].endswith(("的", "》等")) or _ends_in_verb(text, compound, salient)
    ):
        nominal, salient = False, [h for h in salient if h.concepts & _ACTS]
    if (nominal or (salient and not right_counts)) and trimmed(text, compound):
        item.label, item.hits = compound, own
        return
    if right_counts:
        begin = near.start if salient else item.right.start
        stop = _end_of_noun(text, item, right_hits)
        item.label, item.from_right = Piece(item.right.start, stop, ""), True
        item.hits = [*(h for h in own if begin <= h.start), *(h for h in right_hits if h.end <= stop)]
        return
    for distance, piece in enumerate(reversed(item.left[:-1]), start=1):
        found = within(hits, piece.start, piece.end)
        if any(not h.neutral for h in found) or len(residue(text, piece.start, piece.end, found)) >= 2:
            wide = _widen(text, item.left, len(item.left) - 1 - distance)
            item.label, item.hits, item.distance = wide, within(hits, wide.start, wide.end), distance
            return
    item.label, item.hits = (near, own) if trimmed(text, near) else _after(text, item, hits)


_ACTS = VERBS | {"on_time", "extended"}
_NUMBER_NEXT = re.compile(r"[约近超]?\s?[\d一两二三四五六七八九十]")
_REST = frozenset({"其余", "余下", "剩余"})
_STATED = ("为", "是", "属", "尚", "仍", "正在", "未")
_AND = re.compile(r"(?:和|及|与|以及)\s*$")


def _names_something(text: str, piece: Piece, own: Sequence[Hit]) -> bool:
    """True for a phrase with three characters beyond the words of the lexicon; small words within a name (计 in 工作计划类) count as its own."""
    longer = [h for h in own if h.end - h.start > 1 or not h.neutral]
    return len(residue(text, piece.start, piece.end, longer)) >= 3 and len(trimmed(text, piece)) >= 3


def _after(text: str, item: Item, hits: Sequence[Hit]) -> tuple[Piece | None, list[Hit]]:
    """What is said next of a number without words of its own: 另有2件未到期限,转入下年继续办理."""
    stop = _PART_END.search(text, item.quantity.right)
    end = min(stop.start() if stop else len(text), item.stop)
    found = [h for h in within(hits, item.quantity.right, end) if not h.neutral]
    item.from_right, item.distance = bool(found), 1
    return (Piece(item.quantity.right, end, ""), found) if found else (None, [])


def _ends_in_verb(text: str, piece: Piece, salient: Sequence[Hit]) -> bool:
    """True where the clause before the number ends in a verb whose object follows: 全年组织召开5次新闻发布会."""
    last = salient[-1] if salient else None
    if clause_patterns()["verbs"].search(text[piece.start : piece.end].rstrip()):
        return True
    return last is not None and bool(last.concepts & VERBS) and not residue(text, last.end, piece.end, ())


def _compound(text: str, item: Item, hits: Sequence[Hit]) -> Piece:
    """The nearest piece, widened over 、 to the nouns that share the number (国家秘密、商业秘密的3件)."""
    return _widen(text, item.left, len(item.left) - 1)


def _widen(text: str, left: list[Piece], index: int) -> Piece:
    start = index
    if not trimmed(text, left[index]):
        return left[index]
    while start and left[start].before == "、" and left[start - 1].end > left[start - 1].start:
        start -= 1
    return Piece(left[start].start, left[index].end, left[start].before)


_RIGHT_STOP = re.compile(
    r"^(?:并|且|以上|以内|左右|占|其中|分别|,|为止|比|较|同比|和|与|及|增|减|上升|下降|\(|次|之|后|被|得到|在(?!线)|经|未(?![审结判裁宣]|到期)|尚(?![在未]))"
)


_SETS = re.compile(r"设(?:置|立|有)?(?!施|备|计|区|想|定)|建(?:成|有)|配[备有]|安装|张贴|编印|发放")
_GOES_ON = VERBS | {"waive", "on_time", "extended"}
_PLACES = frozenset({"reading_point"})
_NOUNS = frozenset({"staff", "full_time", "part_time", "reading_point"})


def _end_of_noun(text: str, item: Item, hits: Sequence[Hit]) -> int:
    """Where a noun after its number ends: 2名兼职人员|负责上传维护. Words of the lexicon that follow something else are not its own."""
    right = item.right
    salient = [h for h in hits if not h.neutral]
    verb = next((h.start for h in salient if h.concepts & _GOES_ON and h.start - right.start >= 2), right.end)
    if right.end == item.stop and _NUMBER_NEXT.match(text, item.stop):
        sets = _SETS.search(text, right.start + 1, right.end)
        verb = min(verb, sets.start() if sets else verb)
        if verb < right.end:
            return verb  # 和16个村党群服务中心|设置了公共查阅点17个, 8个社区|设公开栏31块: the next number's own words
    for hit, following in itertools.pairwise(salient):
        served = hit.concepts & _PLACES and following.concepts & {"visitor"}
        acts = not hit.concepts & _PLACES and following.concepts & VERBS
        if hit is salient[0] and hit.concepts & _NOUNS and (served or acts or following.start - hit.end >= 2):
            return hit.end
    return right.end


def _counts_right(text: str, item: Item, right_hits: Sequence[Hit], right_text: str) -> bool:
    """True where the noun follows its number: 3件为当面申请, 召开5次新闻发布会."""
    if not right_text or len(right_text) > 40:
        return False
    if _RIGHT_STOP.match(right_text):
        return False
    verb_next = item.right.end == item.stop and right_hits[:1] and right_hits[0].start == item.right.start
    if verb_next and right_hits[0].concepts & VERBS and _NUMBER_NEXT.match(text, item.stop):
        return False  # 预算公开1条|发布各类信息50条
    named = any(not h.neutral or "info" in h.concepts for h in right_hits) or right_text.startswith(
        ("是其他内容", "为其他内容")
    )
    return named or len(residue(text, item.right.start, item.right.end, right_hits)) >= 2
