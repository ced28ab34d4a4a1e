"""Accounts that a report calls by their name: “某县发布”, once it was said to be a 微信公众号."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from report_parser.figures.lexicon import Hit
from report_parser.text.fold import fold

_KINDS = {
    "微信": "wechat",
    "公众号": "wechat",
    "微博": "weibo",
    "客户端": "app",
    "APP": "app",
    "抖音": "media",
    "头条": "media",
    "视频号": "media",
}
_KIND = "|".join(_KINDS)
_SAID_AFTER = re.compile(rf"“(?P<name>[^“”]{{2,16}})”(?:政务|官方|新浪|腾讯){{0,2}}(?P<kind>{_KIND})")
_SAID_BEFORE = re.compile(rf"(?P<kind>{_KIND})(?:公众号|公众平台|平台|账号|号)?“(?P<name>[^“”]{{2,16}})”")


def account_names(text: str) -> dict[str, str]:
    """Returns the accounts that a text names, each with its concept; a name of two accounts is neither's.

    >>> account_names("“某县发布”微信公众号推送信息20条;“某县发布”全年阅读量8万次")
    {'某县发布': 'wechat'}
    """
    found: dict[str, set[str]] = {}
    folded = fold(text)
    for pattern in (_SAID_AFTER, _SAID_BEFORE):
        for match in pattern.finditer(folded):
            found.setdefault(match["name"], set()).add(_KINDS[match["kind"]])
    return {name: kinds.pop() for name, kinds in found.items() if len(kinds) == 1}


def with_accounts(hits: Sequence[Hit], text: str, start: int, end: int, accounts: Mapping[str, str]) -> list[Hit]:
    """Returns the hits of a sentence and, for each account that it calls by its name alone, a hit of what it is."""
    found = list(hits)
    for name, kind in accounts.items():
        at = text.find(f"“{name}”", start, end)
        while at >= 0:
            stop = at + len(name) + 2
            if not _SAID_AFTER.match(text, at) and not _SAID_BEFORE.match(text, max(start, at - 6), stop):
                found = [h for h in found if h.end <= at or h.start >= stop]
                found.append(Hit(at, stop, text[at:stop], frozenset({kind}), False))
            at = text.find(f"“{name}”", stop, end)
    return sorted(found, key=lambda h: h.start)
