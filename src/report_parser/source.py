"""Bytes -> text: charset, media type, SHA-256; and a clear refusal of what is no document."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path

import regex

from report_parser.errors import InputError
from report_parser.models import Source
from report_parser.text.radicals import without_radicals

MAX_BYTES = 32 * 1024 * 1024
"""A report is some tens of kilobytes; the longest page met had 2 MB. Beyond this a file is refused before it is read."""
_HEAD = 4096
_HAS_TAGS = regex.compile(
    r"<(?:!doctype|html|head|body|meta|div|p|table|span|br|title|td|font|article|section|h[1-6])\b[^>]{0,400}>",
    regex.IGNORECASE,
)
_SIGNATURES = {
    b"%PDF": ("a PDF file", "extract its text first, for instance with `pdftotext -layout FILE.pdf`"),
    b"PK\x03\x04": ("a zip archive or an Office document", "unpack it, or save the document as HTML or text"),
    b"PK\x05\x06": ("an empty zip archive", "pass the pages themselves"),
    b"\xd0\xcf\x11\xe0": ("an old Office document (.doc, .xls)", "save it as HTML or text"),
    b"\x89PNG": ("a picture", "pass the page or its text"),
    b"\xff\xd8\xff": ("a picture", "pass the page or its text"),
    b"GIF8": ("a picture", "pass the page or its text"),
    b"BM": ("a picture", "pass the page or its text"),
    b"Rar!": ("a rar archive", "unpack it and pass the pages"),
    b"7z\xbc\xaf": ("a 7z archive", "unpack it and pass the pages"),
    b"\x1f\x8b": ("a gzip archive", "unpack it and pass the pages"),
    b"\x7fELF": ("a program", "pass a page or a text file"),
    b"MZ": ("a program", "pass a page or a text file"),
    b"SQLite format 3": ("a database", "pass a page or a text file"),
}
_CONTROL = bytes((*range(9), *range(14, 27), *range(28, 32)))
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_source(data: bytes | str, *, path: str | None = None) -> Source:
    """Returns the text of a document with its provenance.

    The charset is, in this order: the BOM; UTF-8 where the bytes are strictly UTF-8; what the page declares, with gb2312 and gbk
    widened to gb18030; gb18030. Bytes that none of them reads become U+FFFD, and ``lossy`` says so. Radicals that stand for characters
    (U+2F00-2FD5, U+2E80-2EF3), as text taken from PDF files has them, are those characters.

    Raises:
        InputError: empty, too large, or binary; the message says what the file is and what to do.
    """
    if isinstance(data, str):
        raw = data.encode("utf-8", "surrogatepass")
        text, encoding, declared = data, "utf-8", None
        refuse_size(len(raw), path)
        if not data.strip():
            raise InputError(f"{path or 'input'}: the document is empty; nothing to read")
    else:
        raw = data
        _refuse(raw, path)
        text, encoding, declared = decode(raw)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = without_radicals(text)
    media_type = "text/html" if _HAS_TAGS.search(text[: 1 << 16]) else "text/plain"
    return Source(
        path, hashlib.sha256(raw).hexdigest(), media_type, encoding, len(raw), text, "\ufffd" in text, declared
    )


def read_path(path: Path | str) -> Source:
    """Returns the Source of a file.

    Raises:
        InputError: there is no such file, it is a folder, it may not be read, or it is no document.
    """
    return read_source(read_bytes(path), path=str(path))


def read_bytes(path: Path | str) -> bytes:
    """Returns the bytes of a file.

    Raises:
        InputError: there is no such file, it is a folder, it may not be read, or it is too large.
    """
    path = Path(path)
    try:
        refuse_size(path.stat().st_size, str(path))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file; check the path") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: is a folder; pass the files in it, e.g. {path}/*.html") from error
    except PermissionError as error:
        raise InputError(f"{path}: may not be read; check its permissions") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error


def decode(data: bytes) -> tuple[str, str, str | None]:
    """Returns (text, encoding used, charset declared)."""
    for bom, name in _BOMS.items():
        if data.startswith(bom):
            return data.decode(name, "replace").lstrip("\ufeff"), name, None
    declared = _declared(data)
    try:
        return data.decode("utf-8"), "utf-8", declared
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 0:
            return data[: error.start].decode("utf-8") + "\ufffd", "utf-8", declared
    best: tuple[int, int, str, str] | None = None
    for order, name in enumerate(dict.fromkeys(_candidates(declared))):
        text = data.decode(name, "replace")
        bad = text.count("\ufffd")
        if best is None or bad < best[0]:
            best = (bad, order, text, name)
        if not bad:
            break
    assert best is not None
    return best[2], best[3], declared


def _candidates(declared: str | None) -> Iterator[str]:
    if declared is not None:
        name = declared.strip().lower()
        if name.startswith(("gb", "hz", "x-gbk", "cp936", "ms936")):
            name = "gb18030"
        try:
            name = codecs.lookup(name).name
        except LookupError:
            name = "gb18030"
        if name not in ("ascii", "iso8859-1", "cp1252", "utf-16", "utf-32"):
            yield name
    yield "gb18030"
    yield "utf-8"
    yield "big5hkscs"


def _declared(data: bytes) -> str | None:
    if b"charset" not in data[:_HEAD].lower() and b"encoding" not in data[:_HEAD].lower():
        return None
    from bs4.dammit import EncodingDetector

    found = EncodingDetector.find_declared_encoding(data[:_HEAD], is_html=True, search_entire_document=True)
    return found if isinstance(found, str) else None


def refuse_size(size: int, path: str | None) -> None:
    """Raises InputError for more bytes than a report can have."""
    if size > MAX_BYTES:
        raise InputError(
            f"{path or 'input'}: {size / 1e6:.0f} MB is more than a report can have (limit {MAX_BYTES // 10**6} MB); pass the report's own page"
        )


def _refuse(data: bytes, path: str | None) -> None:
    name = path or "input"
    refuse_size(len(data), path)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise InputError(f"{name}: the file is empty; nothing to read")
    for signature, (what, advice) in _SIGNATURES.items():
        if data.startswith(signature) and (len(signature) > 2 or _binary(data)):
            raise InputError(f"{name}: this is {what}, not a page or a text; {advice}")
    if _binary(data) and not data.startswith(tuple(_BOMS)):
        raise InputError(f"{name}: this is binary data, not a page or a text; pass HTML or plain text")


def _binary(data: bytes) -> bool:
    sample = data[:65536]
    return len(sample) - len(sample.translate(None, _CONTROL)) > max(4, len(sample) // 50)
