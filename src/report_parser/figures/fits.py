"""Whether the words that a rule left over let it stand: 主动公开财政信息 is not 主动公开信息, 围绕一项工作发布信息 not all of it."""

from __future__ import annotations

import re

from report_parser.figures.clauses import Item, residue
from report_parser.figures.lexicon import Hit
from report_parser.figures.rules import Match

_STRAY = re.compile(r"^[、,各的之中内外上下了还也就又再均都有为是被经由对从向以到在于和与及或等]*$")


def _in_a_column(item: Item) -> bool:
    """True for 政策解读栏目中发布信息2620条: where it stood, not what was counted."""
    named = [h for h in item.hits if "interpretation" in h.concepts]
    if not named:
        return False
    return any("column" in h.concepts and h.start >= named[-1].end for h in item.hits)


_AND_INTERPRETED = re.compile(r"(?:文件|信息|公告|草案|方案|办法)(?:及|和|与|、)(?:其)?(?:政策)?解读")
"""政策文件及解读35条: papers and interpretations together."""


_ALL_KINDS = re.compile(
    r"(?<=公开|发布|公布)(?:了)?(?:各类[^,;。]*?等|(?:[^,;。、]+?、){2,}[^,;。、]+?等|(?:[^,;。、]+?、)+[^,;。、]+?及其[他它])(?=(?:各类|各方面|各个方面|方面|多方面|多类)?(?:政府|政务|服务)*信息)"
)
"""公开机构职能、政策法规、工作动态等信息: three kinds and more stand for all there are, one or two for themselves."""


_KINDS_TOGETHER = re.compile(r"(?:[^,;。、]{2,10}、)+[^,;。、]{2,10}等(?=(?:共|合|总)计|共?$)")
"""通过政府网站公开人事信息、财政信息、办事服务等共计70条: what the way published."""
_NAME = re.compile(r"“[^“”]{2,16}”(?!(?:类)?信息)")
"""An account's or a column's name counts nothing; but 更新“两率”信息 names what was counted."""
_AHEAD = 60
_TWO_KINDS = 2
_FIELDS = re.compile(
    r"(?:围绕|针对|聚焦|在)[^。;]{0,50}(?P<fields>方面|领域),(?!全年|本年|20\d\d年)|(?:围绕|针对|聚焦)[^。;,]{2,40},(?!全|本|20\d\d年|共|累计)"
)
"""围绕五个重要方面,全市共公开信息18264条: of these fields only; but 聚焦…等重点领域,全年公开政府信息63条."""
_OF_ANY_KIND = re.compile(r"机构|职能|职责|政策|法规|规划|财政|人事|中心工作|决策部署|动态|条例|重点|目录|职权")
"""围绕机构领导、政策法规等方面,主动公开信息118条: fields that every report has; but 围绕督察进驻,发布信息38条."""
_OF_SOME = re.compile(r"(?:子站|频道)$|重点领域|其[他它][^,;。]{0,3}$|^“|(?<=[,;])“[^“”]{2,20}”$")
"""重点领域公开政府信息数, 其他应当主动公开的政府信息, “某县发布”发布信息: not all of it."""


def fits(text: str, item: Item, match: Match, *, parts: bool) -> bool:
    """A whole is named by its own words alone: 主动公开财政信息 is not 主动公开信息."""
    assert item.label is not None
    if match.rule.name.startswith("response.interpretations") and (
        _in_a_column(item) or _AND_INTERPRETED.search(text[item.label.start : item.label.end])
    ):
        return False
    exact = match.rule.name.startswith(("requests.by_applicant", "proactive.normative"))
    if not match.rule.whole and not exact:
        by_channel = match.rule.name.startswith("proactive.by_channel")
        if not by_channel or any(h.concepts & {"disclose", "proactive", "info"} for h in item.hits):
            return True
    strict = (match.rule.domain == "proactive" and match.rule.whole) or match.rule.name.startswith(
        "requests.by_applicant"
    )
    begin = max(match.start if strict else match.end, item.label.start)
    if match.rule.whole and strict and _OF_SOME.search(text, item.label.start, begin):
        return False
    fields = _FIELDS.search(text, max(0, item.label.start - _AHEAD), item.label.end)
    if match.rule.name.startswith("proactive.total") and fields and fields.end() == item.label.start:
        general = len(_OF_ANY_KIND.findall(fields[0]))
        if general < (_TWO_KINDS if fields["fields"] else 1):
            return False
    end = item.label.end if item.from_right else min(item.quantity.left, item.label.end)
    listed = (None if parts else _ALL_KINDS) if strict else _KINDS_TOGETHER
    if listed is not None and (kinds := listed.search(text, begin, end)):
        begin = kinds.end()
    names = [Hit(m.start(), m.end(), m[0], frozenset(), neutral=True) for m in _NAME.finditer(text, begin, end)]
    words = sorted([*item.hits, *names], key=lambda h: h.start) if names else item.hits
    return begin >= end or bool(_STRAY.match(residue(text, begin, end, words)))
