"""Word (.docx) -> HTML with merged cells. Needs ``report-parser[docx]`` (mammoth)."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from report_parser.errors import InputError
from report_parser.inputs.extras import need

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes that the parts of a Word document may have unpacked; a few hundred kilobytes of zip can hold gigabytes."""


def docx_to_html(data: bytes) -> str:
    """Returns the text of a Word document as HTML; pictures become empty ``img``.

    Raises:
        InputError: mammoth is not installed, or the file is damaged or grows beyond ``MAX_UNPACKED``.
    """
    mammoth = need("mammoth", "docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise InputError(f"the Word document unpacks to {unpacked / 1e6:.0f} MB; save it anew without its pictures")
        body = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(_no_data)).value
    except InputError:
        raise
    except Exception as error:
        detail = str(error) or type(error).__name__
        raise InputError(f"the Word document is damaged ({detail}); save it anew") from error
    return f"<html><head></head><body>{body}</body></html>"


def _no_data(_: Any) -> dict[str, str]:
    return {"src": ""}
