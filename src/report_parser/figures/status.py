"""A status said of one count: 行政诉讼1件,目前正在审理当中 is one case, and one case pending."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from report_parser.figures.clauses import Item, clause_patterns
from report_parser.figures.context import Fact
from report_parser.figures.lexicon import Hit, within

_STATUS = {
    "requests.received": {
        "already_public": "outcome.already_public", "granted": "outcome.granted", "partial": "outcome.partially_granted", "denied": "outcome.denied",
        "nonexistent": "outcome.nonexistent", "not_held": "outcome.not_held",
    },
    "review.total": {"upheld": "review.upheld", "corrected": "review.corrected", "pending": "review.pending", "withdrawn_case": "review.withdrawn", "other_result": "review.other"},
    "litigation.total": {"upheld": "litigation.upheld", "corrected": "litigation.corrected", "pending": "litigation.pending", "withdrawn_case": "litigation.withdrawn", "other_result": "litigation.other"},
    "outcome.denied": {
        "state_secret": "outcome.denied.state_secret", "trade_secret": "outcome.denied.trade_secret", "privacy": "outcome.denied.privacy",
        "security": "outcome.denied.security_stability", "process_info": "outcome.denied.process_information", "internal_affairs": "outcome.denied.internal_affairs",
    },
}  # fmt: skip


_IS = ("属于", "属", "为", "系")
_WAYS = {
    "online_apply": "requests.by_channel.online", "mail": "requests.by_channel.mail", "in_person": "requests.by_channel.in_person",
    "fax": "requests.by_channel.fax", "email": "requests.by_channel.email",
}  # fmt: skip
"""收到1件申请,属于网络申请: the way of the only one."""


def _stop(following: Item) -> int:
    """Where the next number's own words begin."""
    return (
        following.left[0].end
        if following.label is None or following.from_right
        else max(following.label.start, following.left[0].end)
    )


def reason_facts(total: Fact, hits: Sequence[Hit]) -> list[Fact]:
    """Returns the reason of a single refusal that a bracket gives: 不予公开1件(涉及商业秘密)."""
    named = {c for h in hits for c in h.concepts}
    ids = [target for name, target in _STATUS.get(total.indicator or "", {}).items() if name in named]
    if total.indicator != "outcome.denied" or total.value != 1 or len(ids) != 1:
        return []
    return [replace(total, indicator=ids[0], rule="status", confidence=0.85, whole=total)]


_ALL_DONE = re.compile(
    r"^,?(?:目前|现|都|均|已|全部|均已|已全部|已经|全|按时|按期|依法|及时|予以)*(?:办结|办理完毕|答复|回复)"
)
_GIVEN = re.compile(r"(?:受理|收到|接收|上述|以上|这|该|对)的?$")


def settle(text: str, row: list[Item], facts: list[Fact]) -> None:
    """对受理的17件申请,已全部办结: the number printed again is what was concluded, not what was received."""
    if not any(f.indicator == "requests.received" for f in facts):
        return
    for item in row:
        fact = next((f for f in facts if f.start == item.quantity.start and f.indicator == "requests.received"), None)
        if fact is None or not item.from_right or item.label is None:
            continue
        done = _ALL_DONE.match(text, item.label.end)
        if done and _GIVEN.search(text[item.left[-1].start : item.quantity.left]):
            fact.indicator = "requests.concluded" if done[0].endswith(("办结", "完毕")) else "requests.answered"


_PERSONS = frozenset({"人", "人次", "名", "户"})
_ITEMS = frozenset({"件", "次", "份", "项", "起", "宗", "条"})


def count_items(facts: list[Fact]) -> None:
    """收到申请5人次9件: the applications are the items, not those who made them."""
    for persons, found in itertools.pairwise(facts):
        same = persons.indicator == found.indicator == "requests.received"
        if same and persons.unit in _PERSONS and found.unit in _ITEMS and found.start - persons.end <= _BESIDE:
            persons.indicator = None


def only_new(facts: list[Fact]) -> None:
    """共受理申请59件,其中新收到47件: all in hand are not all received."""
    told = [f for f in facts if f.indicator == "requests.received"]
    new = [f for f in told if "新收" in f.label or "新受理" in f.label]
    for fact in told:
        if new and fact not in new and fact.value > new[-1].value:
            fact.indicator = None


_BESIDE = 4
_REFUSED = re.compile(r"不予(?:以)?公开|不同意公开|不公开|免予公开")


def refusal(facts: list[Fact]) -> list[Fact]:
    """因涉及个人隐私不予公开1件, the only refusal of a list of outcomes: one numeral, the refusal and its reason."""
    refused = [f for f in facts if (f.indicator or "").startswith("outcome.denied")]
    if len(refused) != 1 or refused[0].indicator == "outcome.denied":
        return []
    if sum((f.indicator or "").startswith("outcome.") for f in facts) < 2:
        return []
    only = refused[0]
    of_refusals = only.whole is not None and only.whole.indicator == "outcome.denied"
    if of_refusals or not only.value or not _REFUSED.search(only.label):
        return []
    total = replace(only, indicator="outcome.denied", rule="refusal", confidence=0.85)
    if _AND_OTHERS.search(only.label):
        only.indicator = None  # 因涉及国家秘密等原因不予公开38件: not all of them for the reason named
    return [total]


_AND_OTHERS = re.compile(r"等(?:原因|情形|理由|因素)")


def _denied(text: str, start: int, hit: Hit) -> bool:
    """True where the clause denies what the hit says: 行政诉讼4件,无败诉; 收到申请1件,未出现不予公开的情况."""
    begin = max(start, *(text.rfind(mark, start, hit.start) + 1 for mark in ",;。"))
    return any(mark in text[begin : hit.start] for mark in "未没无")


_OF_ONE = frozenset({"outcome.denied", "requests.received"})
_ALL_FOR = re.compile(r"[^;。]{0,14}?,?(?:均|全部|都)(?:因|由于|属|涉|为)")
"""不予公开2件,均因涉及商业秘密: one reason for all of them."""


def status_facts(text: str, end: int, row: list[Item], facts: list[Fact], hits: Sequence[Hit]) -> list[Fact]:
    """Returns a second fact for each count of cases whose status follows it without a number of its own."""
    found: list[Fact] = []
    if not any(f.indicator in _STATUS for f in facts):
        return found
    for i, item in enumerate(row):
        total = next((f for f in facts if f.start == item.quantity.start and f.indicator in _STATUS), None)
        if total is None or not total.value:
            continue
        following = next((r for r in row[i + 1 :] if r.quantity.unit != "%"), None)
        stop = _stop(following) if following else end
        clause = text[item.quantity.right : stop]
        shared = total.indicator == "outcome.denied" and bool(_ALL_FOR.match(clause))
        if total.indicator in _OF_ONE and total.value != 1 and not shared:
            continue
        if total.indicator == "requests.received" and following:
            continue
        if (clause_patterns()["one_fact"].search(clause) and not shared) or "其中" in clause:
            continue
        start = item.quantity.right
        named = {c for h in within(hits, start, stop) if not _denied(text, start, h) for c in h.concepts}
        ids = [target for name, target in _STATUS[total.indicator or ""].items() if name in named]
        said = {c for h in within(hits, start, stop) if text[: h.start].endswith(_IS) for c in h.concepts}
        ways = [target for name, target in _WAYS.items() if name in said and total.indicator == "requests.received"]
        quote = (total.quote[0], stop)
        found.extend(
            replace(total, indicator=kinds[0], rule="status", confidence=0.85, whole=total, quote=quote)
            for kinds in (ids, ways)
            if len(kinds) == 1
        )
    return found
