"""Tables of what was disclosed by class (公开类别 / 信息数): which heads such a table has."""

from __future__ import annotations

import re

from report_parser.text.fold import fold

_CLASS_HEAD = re.compile(
    r"(?:主动)?(?P<said>公开)?(?:政府)?(?P<info>信息)?(?:内容)?(?:的)?(?:类别|类型|种类|分类|类目|栏目|目录|内容)(?:名称)?"
)
_COUNT_HEAD = re.compile(
    r"(?:本年度?|全年)?(?:主动)?(?P<said>公开|发布|更新)?(?:的)?(?:政府)?(?P<info>信息)?(?:数量|条数|件数|篇数|总数|数目|数|量)(?:\((?:条|件|篇|份|个)\)|/条)?"
)
LEAST_ROWS = 3


def are_heads(label: str, count: str) -> bool:
    """True for 公开类别 over 信息数（条）: the heads themselves say that what was made public is counted by class.

    >>> are_heads("公开类别", "信息数（条）"), are_heads("类别", "数量"), are_heads("项目", "公开数")
    (True, False, False)
    """
    named, counted = _CLASS_HEAD.fullmatch(_plain(label)), _COUNT_HEAD.fullmatch(_plain(count))
    if named is None or counted is None:
        return False
    return any(m[group] for m in (named, counted) for group in ("said", "info"))


def _plain(text: str) -> str:
    return "".join(fold(text).split())
