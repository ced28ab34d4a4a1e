"""Bytes of any kind of document -> Source: HTML and text as they are, saved pages (MHT), PDF and Word by way of HTML."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace

from report_parser.errors import InputError
from report_parser.inputs.mht import is_mht, page_of_mht
from report_parser.models import Source
from report_parser.source import read_source, refuse_size
from report_parser.text.radicals import without_radicals

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MHT = "multipart/related"


def source_of(data: bytes | str, *, path: str | None = None) -> Source:
    """Returns the Source of a document; what it is, its bytes say, not its name. SHA-256 and size are those of the bytes given.

    Raises:
        InputError: empty, too large, damaged, of a kind that cannot be read, or of one whose extra is not installed;
            the message says what to do.
    """
    if isinstance(data, str):
        return read_source(data, path=path)
    try:
        if b"%PDF-" in data[:1024]:
            refuse_size(len(data), None)
            return _pdf(data, path)
        if data.startswith(b"PK\x03\x04") and _is_docx(data):
            refuse_size(len(data), None)
            return _docx(data, path)
        if is_mht(data):
            refuse_size(len(data), None)
            return _mht(data, path)
    except InputError as error:
        raise type(error)(f"{path or 'input'}: {str(error).removeprefix('input: ')}") from error
    return read_source(data, path=path)


def _pdf(data: bytes, path: str | None) -> Source:
    from report_parser.inputs.pdf import read_pdf

    text, markup = read_pdf(data)
    return _made(data, path, PDF, text, markup)


def _docx(data: bytes, path: str | None) -> Source:
    from report_parser.inputs.docx import docx_to_html

    return _made(data, path, DOCX, docx_to_html(data), True)


def _mht(data: bytes, path: str | None) -> Source:
    page = read_source(page_of_mht(data))
    markup = page.media_type == "text/html"
    return replace(
        page, path=path, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), media_type=MHT, markup=markup
    )


def _made(data: bytes, path: str | None, media_type: str, text: str, markup: bool) -> Source:
    text = without_radicals(text.encode("utf-8", "replace").decode())
    return Source(path, hashlib.sha256(data).hexdigest(), media_type, "utf-8", len(data), text, markup=markup)


def _is_docx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
