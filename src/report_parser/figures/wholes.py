"""What a sentence as a whole tells of its numbers: the last is the sum of those before it, or the first is the count of all years."""

from __future__ import annotations

import itertools
import re

from report_parser.figures.context import Fact
from report_parser.figures.intake import OF_A_LEVEL
from report_parser.figures.level import alike
from report_parser.figures.rules import cumulative_twins

_SUMMED = re.compile(r"(?:合计|总计|共计|总共|共有|共)|全[市县区省镇乡州旗盟系]")
_THE_YEARS = re.compile(
    r"[,;]?(?:其中)?[,:]?(?:(?P<year>20\d\d)年度?|本年度?|今年|当年)(?:新增|为|是|主动|公开|发布|增加|共|的|政府|政务|信息)*"
)
_COUNTED_UP = re.compile(r"截至|截止|累计|以来|历年|[两二三四五六七八九十几]年来|20\d\d年至20\d\d年")
_SOME_YEARS = re.compile(r"[两二三四五六七八九十几]年来|20\d\d年至20\d\d年")
_OF_ONE_YEAR = re.compile(r"全年|本年|今年|当年")


def _between(text: str, one: Fact, other: Fact) -> str:
    """The words between two numbers, without the unit of the first: 9400余条,其中2011年|2060余条."""
    return text[one.end : other.start].lstrip("余多").removeprefix(one.unit or "").removesuffix("约").removesuffix("近")


def sum_of_parts(text: str, facts: list[Fact]) -> None:
    """市级机关1.9万条,县区4.4万条,全市合计6.3万条: what adds up to the last number are its parts."""
    for at in range(2, len(facts)):
        whole = facts[at]
        if whole.unit == "%" or not _SUMMED.search(text[facts[at - 1].end : whole.start]):
            continue
        for count in range(2, at + 1):
            parts = facts[at - count : at]
            if any(p.unit != whole.unit or p.indicator not in (None, *_SUMS) for p in parts):
                break
            named = next((p for p in parts if p.indicator or p.rule == OF_A_LEVEL), None)
            if len({p.year for p in parts}) > 1:
                continue  # 2016年860条,2017年1090条,两年共1950条
            if named is None or sum(p.value for p in parts) != whole.value:
                continue
            indicator = named.indicator or "proactive.total"
            if whole.indicator not in (None, indicator):
                break
            for part in parts:
                part.indicator = None
            whole.indicator, whole.rule, whole.confidence = indicator, "sum of parts", 0.85
            break


_SUMS = ("proactive.total", "platform.reading_points", "requests.received", "resources.staff", "consultation.total")


def consulted_in_all(text: str, facts: list[Fact]) -> None:
    """窗口共接待咨询720人次,其中电话咨询430人次,现场咨询290人次: the first number is of all ways, wherever it was."""
    told = [f for f in facts if (f.indicator or "").startswith("consultation.by_channel.")]
    if (
        len(told) < 2
        or told[0].value <= max(f.value for f in told[1:])
        or "其中" not in text[told[0].end : told[1].start]
    ):
        return
    if any(f.indicator == told[0].indicator for f in told[1:]):
        told[0].indicator, told[0].rule = "consultation.total", "consulted in all"


def rest_of_nothing(facts: list[Fact]) -> None:
    """予以公开2件,其余2件分别告知…: the rest is a class only where classes stand beside it."""
    for indicator in ("requests.by_topic", "proactive.by_topic"):
        told = [f for f in facts if f.indicator == indicator]
        if len(told) == 1 and told[0].dimensions.get("category") == "其他" and not told[0].label.endswith("类"):
            told[0].indicator, told[0].dimensions = None, {}


def press_conferences(facts: list[Fact]) -> None:
    """召开新闻通气会7次、新闻发布会4次: other meetings with the press are none where press conferences are counted beside them."""
    told = [f for f in facts if f.indicator == "response.press_conferences"]
    if any("发布会" in f.label for f in told):
        for other in told:
            if "发布会" not in other.label:
                other.indicator = None


_OF_DISCLOSED = re.compile(r"(?:查阅|查询).{0,4}(?:政府(?:公开)?信息|公开信息|信息公开)")


def visitors_of_the_disclosed(text: str, facts: list[Fact]) -> None:
    """接待查阅者1300人次,其中查阅政府公开信息56人次: of an archive's visitors, those who came for what is disclosed."""
    for all_of_them, some in itertools.pairwise(facts):
        if (
            all_of_them.indicator == "platform.reading_visitors"
            and some.indicator is None
            and some.unit == all_of_them.unit
            and "其中" in text[all_of_them.end : some.start]
            and _OF_DISCLOSED.search(some.label)
            and not _OF_DISCLOSED.search(all_of_them.label)
        ):
            some.indicator, some.rule, some.confidence = all_of_them.indicator, "visitors of the disclosed", 0.85
            all_of_them.indicator = None


_OWN_SITE = re.compile(r"官网|官方网站|(?:[我本][局委办厅院]|[局委厅院])(?:官方|政务|门户)?网站?")


def own_site(facts: list[Fact]) -> None:
    """在市政府信息公开平台公开88条,在本局官网公开383条: beside the body's own site another's is another place."""
    told = [f for f in facts if f.indicator == "proactive.by_channel.website"]
    if any(_OWN_SITE.search(f.label) for f in told):
        for other in told:
            if not _OWN_SITE.search(other.label) and _SITE_ABOVE.search(other.label):
                other.indicator = None


_SITE_ABOVE = re.compile(r"平台|政务网|[省市县区州旗](?:人民)?政府")


def points_beside_rooms(facts: list[Fact]) -> None:
    """建有1个信息公开查阅室和9个信息查阅点: the points are those counted as such."""
    told = [f for f in facts if f.indicator == "platform.reading_points" and f.value]
    if any("查阅点" in f.label for f in told) and not all("查阅点" in f.label for f in told):
        for room in told:
            if "查阅点" not in room.label:
                room.indicator = None


def visits_of_the_year(text: str, facts: list[Fact]) -> None:
    """总访问量突破410万次,今年以来访问量52万次: the larger number is of all years."""
    for ever, own in itertools.pairwise(facts):
        visits = ever.indicator == own.indicator and (own.indicator or "").startswith("platform.")
        if visits and own.value < ever.value and _OF_ONE_YEAR.search(text, ever.end, own.start):
            ever.indicator = None


_NEW_OF_IT = re.compile(r"[,(]?(?:其中)?(?:今年|本年度?|当年)(?:新增|增加)(?:了)?$")


def new_this_year(text: str, facts: list[Fact]) -> None:
    """政府文件150条,今年新增26条: the stock is not the year's, what is new of it is; in a list of several without 今年 too."""
    facts = sorted(facts, key=lambda f: f.start)
    between = [_between(text, a, b).rstrip() for a, b in itertools.pairwise(facts)]
    often = sum(words == ",新增" for words in between) > 1
    for stock, new, words in zip(facts, facts[1:], between, strict=False):
        told = _NEW_OF_IT.search(words) or (often and words == ",新增")
        if not told or stock.unit != new.unit or new.value > stock.value or new.unit == "%":
            continue
        if stock.indicator in ("proactive.by_topic", "proactive.total"):
            new.indicator, new.dimensions, new.rule = stock.indicator, dict(stock.dimensions), "new this year"
            new.relation, new.confidence, stock.indicator = None, 0.85, None


_EVER = re.compile(r"[,;]历年累计(?:主动)?(?:公开)?(?:政府信息|信息)?(?:达到?|共|为)?")


def of_all_years_besides(text: str, facts: list[Fact]) -> None:
    """在网站公开信息26条,历年累计410条: of what the first number counts, the second has all that was ever disclosed."""
    for own, ever in itertools.pairwise(facts):
        said = _EVER.fullmatch(_between(text, own, ever))
        if (
            said
            and ever.indicator is None
            and alike(own.unit, ever.unit)
            and _DISCLOSED.search(own.label)
            and own.value <= ever.value
        ):
            ever.indicator, ever.rule, ever.confidence = "proactive.cumulative", "of all years besides", 0.85


_DISCLOSED = re.compile(r"公开(?:各类)?(?:政府|政务)?(?:信息|文件)$")


def staff_in_all(text: str, facts: list[Fact]) -> None:
    """专职人员总数154人,其中全职19人,兼职135人: those named first are all, of both kinds."""
    kinds = [f for f in facts if f.indicator in ("resources.staff.full_time", "resources.staff.part_time")]
    full = [f for f in kinds if f.indicator == "resources.staff.full_time"]
    if len(full) != 2 or len(kinds) != 3 or "全职" not in full[1].label or full[0].value < full[1].value:
        return
    if re.search(r"其中|\(", text[full[0].end : full[1].start]):
        full[0].indicator, full[0].rule = "resources.staff", "staff in all"


def of_all_years(text: str, start: int, facts: list[Fact], year: int | None) -> None:
    """截至2011年底,共公开9400条,其中2011年2060条: the first number is cumulative, its part the year's own."""
    for whole, part in itertools.pairwise(facts):
        said = _THE_YEARS.fullmatch(_between(text, whole, part))
        if said is None or whole.unit != part.unit or part.value >= whole.value:
            continue
        before = text[max(start, text.rfind(";", start, whole.start) + 1) : whole.start]
        if (
            (said["year"] and int(said["year"]) != year)
            or not _COUNTED_UP.search(before)
            or _OF_ONE_YEAR.search(before)
        ):
            continue
        total = _total_of(whole)
        if total is None or part.indicator not in (None, total, "proactive.total"):
            continue
        ever = None if _SOME_YEARS.search(before) else cumulative_twins().get(total)
        whole.indicator, part.indicator, part.year = ever, total, year
        whole.rule = part.rule = "of all years"
        part.confidence = 0.85


_PARTS_OPEN = re.compile(r"。(?:其中|主要[为是]|申请方式)")


def parts_of_all_years(text: str, before: list[Fact], facts: list[Fact]) -> None:
    """本年受理3件,历年累计26件。其中已答复26件: what is more than the year's number is of the cumulative one, with all beside it."""
    if len(before) < 2 or not facts:
        return
    own, all_years = before[-2:]
    if own.unit != all_years.unit or "累计" not in text[own.end : all_years.start]:
        return
    alike = [f for f in facts if f.unit == own.unit and f.indicator]
    if _PARTS_OPEN.search(text, all_years.end, facts[0].start) and any(f.value > own.value for f in alike):
        for fact in alike:
            fact.indicator = None


def _total_of(whole: Fact) -> str | None:
    """The indicator of the year's value of what the whole counts."""
    if whole.rule.startswith("proactive.by_channel."):
        return whole.rule.partition("#")[0]  # 微信公众号累计发布31000条,其中本年度1900条
    twins = {twin: own for own, twin in cumulative_twins().items()}
    if whole.indicator in twins:
        return twins[whole.indicator]
    if whole.indicator in twins.values():
        return whole.indicator
    return "proactive.total" if whole.indicator is None and _ALL.search(whole.label) else None


_ALL = re.compile(r"(?:^|主动|累计)公开(?:各类)?(?:(?:政府|政务)?信息)?$")


_ANEW = re.compile(r"[;。!?](?!$)")
_ENDS = re.compile(r"[;。!?]")
_LIST_ENDS = re.compile(r"[。!?]")


def parts_of_the_same(text: str, facts: list[Fact]) -> None:
    """全年组织培训5次,其中保密培训2次,写作培训1次: what is among a number of the same indicator is a part of it, no second statement of it."""
    wholes: dict[tuple[str, str], list[Fact]] = {}
    for at, fact in enumerate(facts):
        if fact.indicator is None or fact.dimensions or not fact.value:
            continue
        family = wholes.setdefault((fact.indicator, fact.scope), [])
        if family and _is_among(text, family, facts[: at + 1]):
            family.append(fact)
            fact.indicator, fact.rule = None, "part of the same"
        else:
            family[:] = [fact]


def _is_among(text: str, family: list[Fact], facts: list[Fact]) -> bool:
    """Whether the last of the facts stands in a list that 其中 begins, right after the first of its family or after another part of it."""
    whole, fact = family[0], facts[-1]
    among = text.find("其中", whole.end, fact.start)
    if among < 0 or (fact.unit, fact.year) != (whole.unit, whole.year) or fact.value >= whole.value:
        return False
    first = next(f for f in facts if f.start >= among)
    ends, since = (_LIST_ENDS, family[-1].end) if len(family) > 1 else (_ENDS, among)
    apart = _ANEW.search(text[whole.end : among]) or ends.search(text, since, fact.start)
    return not apart and first.unit == whole.unit and not fact.label.startswith(("其他", "其它"))
