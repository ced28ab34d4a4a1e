"""The line that opens an annex: 附件:, or a table's name below 附:."""

from __future__ import annotations

import re

from report_parser.models import Block, Document
from report_parser.text.flat import flat

_MARK = re.compile(r"附[件表录]\d{0,2}:?")
_BARE_MARK = re.compile(r"附:?")
_TABLE = re.compile(r"[^,。;:]{2,36}统计表(?:\([^()]{0,12}\))?")
_NEAR = 4


def opens_nothing(document: Document, at: int) -> bool:
    """Returns True for 附件: above a link to a file or above nothing: no table and no title of one follows."""
    if not _MARK.fullmatch(_line(document, document.blocks[at])):
        return False
    following = document.blocks[at + 1 : at + _NEAR]
    return not any(b.grid is not None or "表" in document.text[b.start : b.end] for b in following)


def names_table(document: Document, at: int) -> bool:
    """Returns True for the line right below a mere 附: that names a table (清河县审计局2009年度政府信息公开情况统计表)."""
    block = document.blocks[at]
    above = _line(document, document.blocks[at - 1]) if at else ""
    return (
        block.grid is None
        and bool(_BARE_MARK.fullmatch(above))
        and _TABLE.fullmatch(_line(document, block)) is not None
    )


def _line(document: Document, block: Block) -> str:
    return flat(document.text[block.start : min(block.end, block.start + 90)])
