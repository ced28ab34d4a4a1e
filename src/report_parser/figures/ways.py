"""By which way something was published: what the words around a count, the sentence before it and the heading say."""

from __future__ import annotations

import re
from functools import lru_cache

from report_parser.figures.clauses import Item, residue
from report_parser.figures.context import groups_of
from report_parser.figures.level import Level
from report_parser.figures.lexicon import Hit, find_hits
from report_parser.text.compact import compact

_PUBLISHING = frozenset(
    "gazette website weibo_wechat weibo wechat new_media app press broadcast media notice_board press_conference".split()
)
_ACCOUNTS = frozenset({"wechat", "weibo", "weibo_wechat", "app"})
_FANS = re.compile(r"粉丝|关注|订阅")
_THROUGH = re.compile(r"(?:通过|借助|依托|利用|运用)(?!多|各|不同|线上线下)|编印|编发")
DISCLOSES = frozenset({"disclose", "proactive", "receive", "accept"})


def subject(level: Level, item: Item) -> list[Hit]:
    """The one way of publishing that is the sentence's subject: 政务微博…,发布政务信息1126条."""
    assert item.label is not None
    if "其中" in level.prefix(item):
        return []  # 通过政府网站发布财政预决算,其中预算公开12条
    begin = max(level.start, level.text.rfind(";", level.start, item.label.start))
    beyond = _BEYOND.match(level.text, begin)
    begin = beyond.end() if beyond else begin  # 除政府信息公开网外,《某市公报》全年编发12期,刊登政府信息146条
    ways = [h for h in level.hits if begin <= h.start < item.label.start and h.concepts & _PUBLISHING]
    if not ways:
        return list(level.state.way)
    if len({h.concepts for h in ways}) > 1:
        read = [f.end for f in level.facts if (f.indicator or "").startswith("proactive.by_channel.")]
        ways = [h for h in ways if not read or h.start > read[-1]]  # 微博发布386条,《公报》编印24期,登载信息1236条
        if not ways:
            return []
    if any(h.concepts & _ACCOUNTS for h in ways):
        ways = [h for h in ways if "new_media" not in h.concepts] or ways  # 政务新媒体“某县民政”微信公众号: one account
    if "new_media" not in ways[-1].concepts and any(
        "mode_word" in h.concepts and ways[-1].end <= h.start < item.label.start for h in level.hits
    ):
        return []  # 通过政府网站、公开子站等多元途径,对外发布信息99条
    if "website" in ways[-1].concepts and level.facts and level.facts[-1].indicator == "platform.website_visits":
        return ways[-1:]  # 市政府网站全年访问量1286万次,发布信息13542条
    named = next(h.start for h in ways if h.concepts == ways[-1].concepts)
    if named >= item.left[0].start and _THROUGH.search(level.text, named - min(named, _NEXT_TO), named):
        return ways[-1:]
    if ways[-1].concepts & _ACCOUNTS and _FANS.search(level.text, ways[-1].end, item.label.start):
        return ways[-1:]  # 微信公众号关注人数2300人,全年推送图文信息118条
    near = ways[-1].end > item.left[0].start or "website" not in ways[-1].concepts
    near = near or bool(_ITS_COLUMNS.search(level.text, ways[-1].end, item.left[0].start + _NEXT_TO))
    return ways[-1:] if near and len({h.concepts for h in ways}) == 1 else []


_BEYOND = re.compile(r";?除(?:了)?[^,;。]{1,20}(?:之外|以外|外)")
_ITS_COLUMNS = re.compile(r"\d+(?:个|大)?(?:一级|二级)?(?:栏目|板块|版块)")
"""网站设有20个栏目,全年发布信息1250条: what a site consists of is no other subject."""
_NEXT_TO = 6
"""How near 通过 and the like stand to the way of publishing that they introduce."""
_ENUMERATED = re.compile(
    r"(?:\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十\d]{1,2}(?:是|[、.)]))?(?:通过|利用)?"
)
_ANNOUNCED = 22


def announced_way(text: str, start: int, end: int, before: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Returns the way of publishing that a sentence names and says no more of (二是政府公报。), else what held before.

    An enumeration that goes on with another subject ends what was announced.
    """
    mark = _ENUMERATED.match(text, start, end)
    first = mark.end() if mark else start
    if end - first <= _ANNOUNCED:
        hits = find_hits(text, first, end)
        ways = [h for h in hits if "way" in groups_of([h])]
        around = len(residue(text, first, end, [h for h in hits if h in ways or h.neutral or h.concepts & DISCLOSES]))
        together = any("mode_word" in h.concepts for h in hits)  # 通过政府网站等渠道: by more than the one named
        if len(ways) == 1 and not together and (around <= 2 or (around <= 6 and ways[0].end == end)):
            return tuple(ways)
    return () if first > start else before


@lru_cache(maxsize=1024)
def heading_way(heading: str) -> tuple[Hit, ...]:
    """Returns the way of publishing that a heading names and says no more of."""
    plain = compact(heading).text.rstrip("。:")
    return announced_way(plain, 0, len(plain), ())


def through_site(level: Level, item: Item) -> list[Hit]:
    """The website of the clause before that says nothing else: 通过“某县”门户网站,我乡共主动公开政府信息60条."""
    if item.distance or not item.left[:-1] or item.left[-1].before != ",":
        return []
    piece = item.left[-2]
    ways = [h for h in level.hits if piece.start <= h.start < piece.end and "way" in groups_of([h])]
    led = bool(ways) and _LED.search(level.text, piece.start, ways[0].start)
    if not led or len(ways) != 1 or "website" not in ways[0].concepts:
        return []
    return ways if ways[0].end == piece.end or _THIS_WAY.fullmatch(level.text, ways[0].end, piece.end) else []


_THIS_WAY = re.compile(
    r"(?:这一|这个)(?:核心|主要|唯一|重要)?(?:渠道|平台|载体|窗口|途径)|[^,;。\d设建开立增辟]{0,8}(?:专栏|栏目|频道|专题)"
)
_LED = re.compile(r"(?:通过|借助|依托|利用|运用|在)[^,;。]{0,24}$")
_NAMED_ONLY = re.compile(r"(?:“[^“”]{2,16}”|在[^,;。]{2,10}网)[ 共]*(?:累计|全年)?(?:发布|推送|更新)")
"""“某县教育”发布信息700条, 在某某网发布信息80条: a place of which the text does not say what or whose it is."""


def through_something(level: Level, item: Item) -> bool:
    """True where the clause began with a way of publishing that no word names: 通过编印简报18期,公开信息85条."""
    assert item.label is not None
    if _NAMED_ONLY.search(level.text, item.label.start, item.label.end):
        return True
    begin = max(level.start, level.text.rfind(";", level.start, item.label.start) + 1)
    verb = min((h.start for h in item.hits if h.concepts & DISCLOSES), default=item.label.start)
    own = not any("way" in groups_of([h]) for h in item.hits)
    if not _THROUGH.search(level.text, begin, max(begin, verb if own else item.label.start)):
        return False
    return not any("mode_word" in h.concepts and item.left[0].start <= h.start < item.label.start for h in level.hits)


_TOGETHER = re.compile(r"共|总|累计|合计|全年")


def leading_way(level: Level, item: Item) -> list[Hit]:
    """The way that a sentence began with, before a later count that is not said of all: 通过政府网站办理咨询5条,主动公开信息25条."""
    assert item.label is not None
    if not level.place(item) or _TOGETHER.search(level.text, item.label.start, item.quantity.left):
        return []
    ways = [h for h in level.hits if h.start < item.left[0].start and h.concepts & _PUBLISHING]
    begins = bool(ways) and _THROUGH.match(level.text, level.start) is not None
    return ways[:1] if begins and len({h.concepts for h in ways}) == 1 and not level.state.parts else []


def by_another_way(level: Level, item: Item) -> bool:
    """True for 通过网站主动公开43条,通过报刊、电视等形式主动公开285条: ways together beside one way are no total."""
    assert item.label is not None
    ways = [h for h in level.hits if item.label.start <= h.start < item.quantity.start and h.concepts & _PUBLISHING]
    if not ways and _ON_A_SITE.match(level.text, item.label.start, item.label.end):
        return True
    if ways and (_all_media(level, ways) or _all_new_media(level, ways)):
        return True
    beside = any((f.indicator or "").startswith("proactive.by_channel") for f in level.facts)
    return bool(ways) and beside and bool(_THROUGH.search(level.text, item.label.start, ways[0].start))


_ON_A_SITE = re.compile(
    r"(?:在|通过|依托|利用|经|借助)?[^,;。]{2,14}[\u4e00-\u9fff]网”?(?:上|共|累计|全年)*(?:主动)?(?:公开|发布|推送)"
)
"""中国某县网发布信息50条: on a site by its name, which may be the government's or a newspaper's."""


def _all_media(level: Level, ways: list[Hit]) -> bool:
    """True for 通过传统媒体和新媒体主动公开219000条: by these, whatever else there was."""
    through = _THROUGH.search(level.text, max(level.start, ways[0].start - _NEXT_TO), ways[0].start)
    return bool(through) and all("media" in h.concepts for h in ways) and not level.text.startswith("等", ways[-1].end)


_NEW_MEDIA = re.compile(r"等(?:各类|多个|官方)?(?:网络|新媒体|新兴媒体|新型媒体|自媒体|社交)")


def _all_new_media(level: Level, ways: list[Hit]) -> bool:
    """True for 通过某某抖音、某某微信等网络渠道发布信息260条: by accounts alone."""
    return bool(_NEW_MEDIA.match(level.text, ways[-1].end)) and all(h.concepts & _ACCOUNTS for h in ways)


_MEDIA = frozenset({"press", "broadcast", "media"})
_TOLD = re.compile(r"宣传|报道|刊登|刊发|播出|投稿")


def told_by_media(level: Level, item: Item) -> bool:
    """True for 在各大报纸、电视台宣传民政工作,全年发布信息700篇: what they printed, not what was disclosed."""
    assert item.label is not None
    begin = max(level.start, level.text.rfind(";", level.start, item.left[0].start) + 1)
    ways = [h for h in level.hits if begin <= h.start < item.label.start and "way" in groups_of([h])]
    told = bool(ways) and all(h.concepts & _MEDIA or "internet" in h.concepts for h in ways)
    return told and bool(_TOLD.search(level.text, ways[-1].end, item.label.start))


def after_website(level: Level, item: Item) -> bool:
    """True for a bare count after what a website had or published: 门户网站开设专题7个,发布信息2360条."""
    begin = max(level.start, level.text.rfind(";", level.start, item.left[0].start) + 1)
    return any("website" in h.concepts and begin <= h.start < item.left[0].start for h in level.hits)
