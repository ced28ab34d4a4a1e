"""What a passage is about, carried from clause to clause: domain, whole, scope, year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from report_parser.figures.lexicon import Hit, concept, groups
from report_parser.models import Scope
from report_parser.rules.load import read_table

ROLE_DOMAINS = {
    "proactive": "proactive", "requests": "requests", "consultation": "consultation", "fees": "fees", "response": "response",
    "resources": "resources", "review_litigation": "review", "appendix": None,
}  # fmt: skip


@dataclass(slots=True)
class Fact:
    """A number as it was understood, in offsets of the compact text."""

    start: int
    end: int
    raw: str
    value: float
    unit: str | None
    qualifier: str
    label: str
    quote: tuple[int, int]
    indicator: str | None = None
    dimensions: dict[str, str] = field(default_factory=dict)
    year: int | None = None
    scope: Scope = "all"
    method: str = "prose"
    confidence: float = 0.9
    rule: str = ""
    at: int = 0
    """Where it starts in the document's text; a fact of an earlier paragraph has other compact offsets."""
    whole: Fact | None = None
    relation: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands: the section's role, what its headings speak of, and the report's own year and body."""

    role: str = "unknown"
    domain: str | None = None
    year: int | None = None
    issuer: str = ""
    heading_hits: tuple[Hit, ...] = ()
    heading: str = ""
    accounts: Mapping[str, str] = field(default_factory=dict)
    """Accounts that the report calls by their name, with the concept of what they are."""
    way: tuple[Hit, ...] = ()
    """The way of publishing that the innermost heading names and says no more of: 2.《某县政报》."""


@dataclass(slots=True)
class State:
    """What the sentences before have named; one for each paragraph, handed on to the next of the same section."""

    setting: Setting
    domain: str | None = None
    whole: Fact | None = None
    verbs: tuple[Hit, ...] = ()
    """The verb of the item before, which a bare noun after it shares (主动公开规章13件,规范性文件60件)."""
    total: dict[str, Fact] = field(default_factory=dict)
    """The last whole of each domain."""
    parts: bool = False
    scope: Scope = "all"
    cumulative: bool = False
    year: int | None = None
    listing: bool = False
    whole_hits: tuple[Hit, ...] = ()
    last_hits: tuple[Hit, ...] = ()
    """The words of the indicator read last."""
    lone_year: bool = False
    """The year was said of one number only."""
    way: tuple[Hit, ...] = ()
    """The way of publishing that a sentence of its own, or the heading, has announced: 二是政府公报。"""
    place: tuple[Hit, ...] = ()
    """The website, column or reading point named last."""
    ahead: bool = False
    """The section on problems has come to what is to be done next year."""
    made: Fact | None = None
    """The papers that a body made, of which the paragraph goes on to say what became."""

    def lists_bodies(self) -> bool:
        """True where parts of a whole, or a list of bodies, may stand."""
        return self.parts or "requests" in self.total

    def about(self) -> str | None:
        """The domain of a clause that names none itself; what is told of cases after a whole of none is told of the other kind."""
        domain = self.domain
        if domain in _CASES and self._value(domain) == 0 and self._value(_CASES[domain]):
            return _CASES[domain]
        return domain or self.setting.domain

    def _value(self, domain: str | None) -> float | None:
        total = self.total.get(domain or "")
        return total.value if total is not None else None


_CASES = {"litigation": "review", "review": "litigation"}


@cache
def _body_pattern() -> re.Pattern[str]:
    return re.compile(read_table("clauses")["body"]["pattern"])


_NO_BODY_START = re.compile(
    r"[一二三四五六七八九十]是|目前|现|围绕|聚焦|推进|做好|覆盖|紧扣|邀请|面向|集中|展示|聘请|委托|联合|配合|会同|督促|指导|协助|通过|针对|关于|因|就|被|在|由|告知|延期|按|经|向|其中|涉及|属于|以|从|利用|依托|上级|对|开展|举办|组织|接待|设|建|共|已|各|全|本|我|该|召开|提供|到|为|窗口|有关|相关|其他|其它|多"
)

_BY_WAY = re.compile(r"在|通过|利用|依托|借助")
"""积极主动在局门户网站, 充分利用局微信公众号: how and where the issuer did it, no body of that name."""


def other_body(text: str, issuer: str, hits: Sequence[Hit] = (), start: int = 0) -> str | None:
    """Returns the body that a clause's subject names, if it is not the issuer itself.

    Args:
        text: the clause, from its subject on.
        issuer: the report's own body.
        hits: the clause's words; a body's name holds none that counts something.
        start: where ``text`` begins in the text that the hits are of.

    >>> other_body("区征收办", "长沙市开福区"), other_body("市卫生局", "某市卫生局")
    ('区征收办', None)
    """
    if _OWN_HOUSE.match(text):
        return None
    match = _body_pattern().match(text)
    if match is None or _NO_BODY_START.match(text) or _BY_WAY.search(match[0]):
        return None
    body = match[0]
    if (
        len(body) < 3
        or body.endswith("大厅")
        or body[-2] in "我本"  # 专职人员承担我委的…: the issuer at the end of a phrase
        or re.match(r"办公(?:厅|室)", body)
        or body in issuer
        or (len(body) > 3 and body[1:] in issuer)
        or _abbreviates(body, issuer)
    ):
        return None
    inside = [h for h in hits if not h.neutral and h.start < start + len(body)]
    if any({"own_scope", "whole_scope"} & h.concepts and h.start < start + len(body) for h in hits):
        return None
    if any(concept(c).domain or concept(c).group for h in inside for c in h.concepts) or text[len(body) :].startswith(
        ("转", "移交", "批转")
    ):
        return None
    return body


_OWN_HOUSE = re.compile(
    r"(?:一年来|全年|年内|今年)?(?:乡|镇|县|市|区|局|厅|委|旗|街道|机关)[里上内](?=召开|举办|组织|开展|共|安排|配备|设)"
)
"""一年来乡里召开专题会议2次: the issuer itself."""


def _abbreviates(short: str, name: str) -> bool:
    """True for 区发改局 of 某市某区发展和改革局: its characters in the same order, and the same end."""
    full = name.replace("委员会", "委").replace("办公室", "办").replace("人民政府", "政府")
    rest = iter(full)
    if short[-1:] == full[-1:] and all(character in rest for character in short):
        return True
    if short.endswith("分局") and full.endswith("分局") and set(short) <= set(full) | set("区县市"):
        return True  # 区公安分局 of 某市公安局某区分局
    if short.endswith("管委会") and name.endswith(("管委会", "管理委员会")) and set(short) <= set(name):
        return True  # 高新区管委会 of 某市高新技术产业开发区管理委员会
    renamed = iter(full[:-1])  # 市商务委 of 某市商务局: the same office under an earlier or later name
    return (
        len(short) >= 4
        and short[-1] in "局委办厅"
        and full[-1:] in "局委办厅"
        and all(c in renamed for c in short[:-1])
    )


def scope_of(hits: list[Hit], default: Scope) -> Scope:
    """Returns the scope that a clause names (全区, 区本级), else ``default``."""
    for hit in hits:
        if "own_scope" in hit.concepts:
            return "own"
        if "whole_scope" in hit.concepts:
            return "all"
    return default


def groups_of(hits: Iterable[Hit]) -> set[str]:
    """Returns the groups of exclusive concepts (way, outcome, applicant ...) that the hits belong to."""
    return {g for h in hits for g in groups(h.concepts)}


def renew(state: State) -> None:
    """Takes a state to the start of a paragraph: wholes are remembered, the clause's own doings are not."""
    if not state.parts:
        state.scope = "all"
    state.parts = state.cumulative = state.listing = False
    state.year, state.verbs, state.way, state.made = None, (), state.setting.way, None
