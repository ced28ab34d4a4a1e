"""What stands before a number: its year, whether it is cumulative, whether it is part of a whole; growth, share and rate."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from report_parser.figures.clauses import Item, clause_patterns, trimmed
from report_parser.figures.context import Fact
from report_parser.figures.level import Level
from report_parser.figures.lexicon import domains, is_weak, within
from report_parser.text.needed import Gate

_YEAR = re.compile(r"(?<![\d-])(20\d{2})\s*(?:年度|年)(?!\s*[-—至])")
_THIS_YEAR = re.compile(r"今年|本年度|本年(?!末)")
_YEARS_BEFORE = 14
_AGAINST = re.compile(r"(?:比|较|与|同|对比|相比|比较)[^,;。]{0,6}$")
_OF_THAT_YEAR = re.compile(r"\s*(?:的|同期|同期的|度|度的|为|是|仅为|共|有|只有|仅)*\s*")
"""Between a year and a number that is of that year alone: 2014年为48305条, 比2011年的1.52万条."""


_GATED = ("plan", "classes", "among_disclosed", "part", "comparison", "last_year")


@cache
def _gate() -> tuple[tuple[str, ...], Gate]:
    patterns = {name: clause_patterns()[name].pattern for name in _GATED}
    patterns |= {"year": _YEAR.pattern, "this_year": _THIS_YEAR.pattern}
    return tuple(patterns), Gate(tuple(patterns.values()))


@lru_cache(maxsize=512)
def likely_marks(words: str) -> frozenset[str]:
    """Returns the marks that may stand in the words before a number.

    Most numbers have none of the eight, and one look at the characters takes a third of the time of the searches.
    """
    names, gate = _gate()
    return frozenset(names[place] for place in gate.open_to(words))


def note_marks(level: Level, item: Item) -> None:
    """Updates the state by what stands before a number."""
    state, patterns, prefix = level.state, clause_patterns(), level.prefix(item)
    likely = likely_marks(prefix)
    _note_year(level, item, prefix)
    _note_subject(level, item)
    if _ends_cumulation(level, item):
        state.cumulative = False
    for match in _counted_up(level, item):
        words = level.text[max(level.start, match.start() - _YEARS_BEFORE) : match.end()]
        own = _OF_THIS_YEAR.search(_this_year(match[0], state.setting.year)) or _since_this_year(
            words, state.setting.year
        )
        own = own or _made_this_year(level.text, match.end(), state.setting.year)
        own = own and not _of_years(words, state.setting.year)
        if match.end() > item.left[0].start and not own:
            state.cumulative = True
            state.year = None if _BEGINS.search(match[0]) else state.year
    if state.year == (state.setting.year or 0) + 1 and _IN_FACT.search(prefix):
        state.year = None
    if "plan" in likely and patterns["plan"].search(prefix) and state.setting.year:
        state.year = state.setting.year + 1
    if "classes" in likely and patterns["classes"].search(prefix):
        state.listing = True
    if "among_disclosed" in likely and (among := patterns["among_disclosed"].search(prefix)):
        state.parts = state.listing = True
        state.cumulative = state.cumulative or prefix[: among.start()].endswith(("累计", "累计主动"))
    if "part" in likely and patterns["part"].search(prefix):
        state.parts = True
        of_a_year = bool(_YEAR.search(prefix) or _THIS_YEAR.search(prefix))
        if state.whole is not None and state.whole.rule.endswith("cumulative") and not of_a_year:
            state.cumulative = True


_OF_THIS_YEAR = re.compile(
    r"(?:(?<![至止到])本年度?|今年|全年|年内|当年)(?:,|共|总共|已)*(?:主动公开(?:政府|政务)?信息(?:数|量|总数)?(?:,|共)*)?累计$"
)
"""截至2013年底,全年累计: counted up, but within the year."""
_IN_FACT = re.compile(r"实际|完成|已(?:经)?(?:主动)?(?:公开|发布|召开|举办)")
"""计划公开500条,实际公开612条: what was done is of the year again."""
_OF_ITS_INFO = re.compile(r"(?:主动)?(?:公开|发布)(?:了)?本年(?:的)?(?:各类)?(?:政府|政务)?信息")
"""累计主动公开本年度政府信息28条."""
_BEGINS = re.compile(r"以来|算起|起算|^自")
"""从2008年算起: the year is where the count begins, not whose it is."""


def _counted_up(level: Level, item: Item) -> Iterator[re.Match[str]]:
    """The marks of a cumulative value before a number."""
    start, end = level.start, item.quantity.left
    if end <= level.counted_from:
        return iter(())
    return clause_patterns()["cumulative"].finditer(level.text, start, end)


def _note_subject(level: Level, item: Item) -> None:
    """行政复议结果:维持1件: what stands before a colon is what the numbers after it are about."""
    for piece, following in itertools.pairwise(item.left):
        if following.before == ":":
            spoken = domains(h for h in within(level.hits, piece.start, piece.end) if not is_weak(h))
            if len(spoken) == 1:
                level.state.domain = spoken[0]


_FIRST_YEAR = 2008
_SINCE_REGULATIONS = re.compile(r"条例》?(?:正式)?(?:实施|施行|颁布实施|颁布施行)(?:以来|后|起)")
"""State Council Order 492 came into force on 1 May 2008: since then is the year of the first report."""


def _this_year(words: str, year: int | None) -> str:
    """The words with the report's own year as 本年: 截至目前,2015年累计 in the report for 2015."""
    return words.replace(f"{year}年度", "本年").replace(f"{year}年", "本年")


def _since_this_year(words: str, year: int | None) -> bool:
    """True for 2015年以来 in the report for 2015: the year's own value."""
    if year == _FIRST_YEAR and _SINCE_REGULATIONS.search(words):
        return True
    return bool(
        re.search(rf"{year}年(?:1月(?:1日|份)?)?(?:以来|起|开始)|{year}年1月(?:1日|份)?(?:起)?(?:至|到|-|—)", words)
    )


def _of_years(words: str, year: int | None) -> bool:
    """True for 2008年至2011年累计 in the report for 2011: all of these years."""
    span = _YEARS.search(words)
    return span is not None and year is not None and int(span[1]) < year


_YEARS = re.compile(r"(20\d\d)年?(?:度|\d{1,2}月(?:\d{1,2}日)?)?(?:至|到|-|—|~)(?:20\d\d)年?")


def _made_this_year(text: str, start: int, year: int | None) -> bool:
    """True for 截至2014年底,累计主动公开2014年政府信息195条 in the report for 2014."""
    return (
        re.compile(rf"(?:主动)?公开(?:了)?{year}年度?(?:以来)?的?(?:各类|全部)?(?:政府|政务)?信息").match(text, start)
        is not None
    )


_ACTS = re.compile(r"新?(?:发布|开设|召开|举办|回应|开展|组织|编发|制发|制定)")
"""What a body did is a fact of its own after a cumulative total."""


_OTHER_ACTS = re.compile(r"制定|制发|出台|收到|接到|受理|召开|举办|开展")
_OF_ALL_YEARS = re.compile(r"(?:累计|历年)(?:主动)?公开的(?:政府)?信息(?:当)?中")
"""在累计公开的信息中: what follows divides the count of all years, to the end of the sentence."""


def _ends_cumulation(level: Level, item: Item) -> bool:
    """A semicolon or another unit ends what 累计 was said of, unless the classes of that total follow."""
    at, whole = level.place(item), level.state.whole
    if item.label is not None and (
        _ACTS.match(level.text, item.label.start)
        or (item.left[-1].before == ";" and _OTHER_ACTS.search(level.text, item.label.start, item.label.end))
    ):
        return True
    if level.state.parts and whole is not None and whole.rule.endswith("cumulative"):
        return False
    if level.state.parts and _OF_ALL_YEARS.search(level.text, level.start, item.quantity.left):
        return False
    if item.label is not None and level.text[item.label.start : item.label.end].endswith(("类", "信息")):
        return False
    by_way = item.label is not None and _BY_WAY.match(level.text, item.label.start)
    if by_way and any(f.indicator == "requests.cumulative" for f in level.facts):
        return False
    return item.left[-1].before == ";" or (at > 0 and level.row[at - 1].quantity.unit != item.quantity.unit)


_BY_WAY = re.compile(r"(?:通过)?(?:网[络上]|在线|当面|现场|信函|书面|电[话子]|传真|邮[件寄])[^,;。年]{0,6}申请")
"""累计收到申请7件,其中公民6件、企业1件;网络申请4件: the same 7 once more."""


def _note_year(level: Level, item: Item, prefix: str) -> None:
    state, patterns, own_year = level.state, clause_patterns(), level.state.setting.year
    likely = likely_marks(prefix)
    found = _YEAR.finditer(prefix) if "year" in likely else ()
    years = [m for m in found if _speaks_of_value(level, item, prefix, m)]
    if state.lone_year and not years:
        state.year = None
    state.lone_year = False
    if years:
        state.year = int(years[-1][1])
        state.lone_year = bool(_OF_THAT_YEAR.fullmatch(prefix[years[-1].end() :]))
        if state.year == own_year and not patterns["cumulative"].search(prefix):
            state.cumulative = False
    elif (
        "last_year" in likely
        and (last := patterns["last_year"].search(prefix))
        and not _AGAINST.search(prefix[: last.start()])
    ):
        state.year = own_year - 1 if own_year else None
    elif "this_year" in likely and (this := _THIS_YEAR.search(prefix)):
        state.year = own_year
        if not patterns["cumulative"].search(prefix, this.end()):
            state.cumulative = False


_ON_ACCOUNT = ("因", "针对", "就")
_SINCE = re.compile(
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:《?(?:中华人民共和国政府信息公开)?条例》?(?:施行|实施))?(?:以来|起|至今|开始)"
)


def _speaks_of_value(level: Level, item: Item, prefix: str, year: re.Match[str]) -> bool:
    """False for a year that is only compared with (比2015年增加), or part of a word (结转2017年继续办理)."""
    at = year.start() + item.left[0].start
    if any(h.start <= at < h.end for h in level.hits) or _SINCE.match(prefix, year.end()):
        return False
    if prefix[: year.start()].endswith(_ON_ACCOUNT):
        return False  # 因2023年度申请引发行政复议1件
    return not _AGAINST.search(prefix[: year.start()]) or bool(_OF_THAT_YEAR.fullmatch(prefix[year.end() :]))


def is_growth(level: Level, item: Item) -> bool:
    """True for an increase or decrease: 比上年增加12件, 同比下降8.3%, 2.4个百分点."""
    if item.quantity.unit == "个百分点":
        return True
    if _goes_on_growing(level, item):
        return True
    prefix = level.prefix(item)
    if "comparison" not in likely_marks(prefix):
        return False
    pattern = clause_patterns()["comparison"]
    stretches = {level.near(item), prefix.rstrip()}
    return any(m.end() >= len(s) for s in stretches for m in pattern.finditer(s))


def _goes_on_growing(level: Level, item: Item) -> bool:
    """True for 分别增长7.2%和11.5%: the second."""
    before = level.facts[-1] if level.facts else None
    if before is None or before.rule != "growth" or item.quantity.unit != "%" or before.unit != "%":
        return False
    return _LISTED.fullmatch(level.text, before.end, item.quantity.left) is not None


_LISTED = re.compile(r"%?[、和及]")


def _base_year(level: Level, item: Item) -> int | None:
    """The year that a growth is from: the one printed, else the year before; none for 环比, 较年初, 年均."""
    words, year = level.prefix(item), level.state.setting.year
    named = _THAN_YEAR.findall(words)
    if named:
        return int(named[-1])
    return None if year is None or _NO_YEAR.search(words) else year - 1


_THAN_YEAR = re.compile(r"(?:比|较|与|同)(20\d\d)年")
_NO_YEAR = re.compile(r"环比|上(?:一)?(?:季度|月|周)|年初|年均|月均|平均")


def _compared(level: Level) -> Fact | None:
    """What has grown: the count before, unless that is the one of the year that it is compared with (比2012年的400件增加46.5%)."""
    counts = [f for f in level.facts if f.rule != "growth"]
    own = [f for f in counts if f.year == level.state.setting.year and f.unit != "%"]
    return own[-1] if own else counts[-1] if counts else None


def as_growth(level: Level, item: Item, fact: Fact) -> Fact:
    """Ties a growth figure to the number before it and to the year before."""
    level.state.year = None
    fact.rule, fact.confidence = "growth", 0.9
    several = "分别" in level.prefix(item) or _goes_on_growing(level, item)
    fact.relation = {
        "kind": "growth",
        "of": None if several else _compared(level),
        "base_year": _base_year(level, item),
    }
    return fact


def is_share(level: Level, item: Item) -> bool:
    """True for a percentage that is no rate (答复率 and the like)."""
    if item.quantity.unit != "%":
        return False
    after = item.from_right and level.near(item).endswith("占")  # 占80%,全文电子化率100%: the rate is the next number's
    if not after and any(c.endswith("_rate") for h in item.hits for c in h.concepts):
        return False
    return not clause_patterns()["rate"].search(level.near(item).rstrip(" 约近超"))


def _shared_part(level: Level, item: Item) -> Fact | None:
    """The count that a share is of: the one before it, or the k-th of as many counts for the k-th of several shares."""
    shares = 0
    while shares < len(level.facts) and level.facts[-1 - shares].unit == "%":
        shares += 1
    at = level.place(item)
    following = next((i for i, r in enumerate(level.row[at:]) if r.quantity.unit != "%"), len(level.row) - at)
    counts = [f for f in level.facts[: len(level.facts) - shares] if f.unit != "%"]
    run = shares + following
    if not counts or (run > 1 and len(counts) < run):
        return counts[-1] if counts and not shares else None
    return counts[shares - run] if run > 1 else counts[-1]


def _before_bracket(level: Level) -> Fact | None:
    """The count whose share a bracket gives: 机构概况类6条(6.9%)."""
    within = level.start > 0 and level.full[level.start - 1] == "("
    return level.state.whole if within and len(level.row) == 1 else None


_SHARE_OF = re.compile(r"(?:约|所)?(占[^,;。()\d]{0,8}?)(?:的|约|近|比例|比重|为)*$")
"""占总数的: what a share is of stays in its label."""


def as_share(level: Level, item: Item, fact: Fact) -> Fact:
    """Ties a share to the number before it, and that to its whole."""
    fact.rule, fact.confidence = "share", 0.9
    if item.from_right and item.label is not None and level.text.startswith("的是", item.label.start):
        fact.label = fact.label.removeprefix("的是").removeprefix("是")  # 占8.4%的是机构职能类,计12条
        return fact
    part = _shared_part(level, item) or _before_bracket(level)
    near, words = level.near(item).rstrip(" 约近"), trimmed(level.text, item.left[-1])
    if part is None or not (clause_patterns()["share"].search(near) or not words or item.respective):
        return fact
    if (
        item.respective
        or words in ("", "占比", "比例", "占")
        or near.lstrip(" (").startswith(("占", "约占", "比例", "比重", "所占"))
    ):
        said = _SHARE_OF.match(near.lstrip(" (,"))
        fact.label = part.label + (said[1] if said else "")
    whole = part.whole or (level.state.whole if level.state.whole is not part else None)
    fact.relation = {"kind": "share", "part": part, "whole": whole}
    return fact
