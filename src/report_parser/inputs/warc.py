"""WARC and WARC.gz of crawlers: the records that are pages. Needs ``report-parser[warc]`` (warcio)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from report_parser.inputs.extras import MissingReaderError, need
from report_parser.inputs.limits import too_large
from report_parser.inputs.places import Finder, Item, Place, Trouble
from report_parser.source import MAX_BYTES

_TYPES = ("html", "text/plain", "pdf", "wordprocessingml.document", "multipart/related", "x-mimearchive")
_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"WARC/1."
_STEP = 1 << 20


def read_warc(place: Place, finder: Finder, wanted: Callable[[str], bool]) -> Iterator[Item | Trouble]:
    """Yields the pages of a WARC, named by their URLs, with the date of their capture.

    A record that is shorter than it says is named and not read: half a page would pass for a whole one. After a damaged piece the
    reading goes on with the next record.
    """
    try:
        iterator = need("warcio.archiveiterator", "warc").ArchiveIterator
        failure = need("warcio.exceptions", "warc").ArchiveLoadFailed
    except MissingReaderError as error:
        yield Trouble(place.name, "missing_extra", str(error))
        return
    with place.open() as stream:
        start: int | None = 0
        while start is not None:
            stream.seek(start)
            at, any_read = start, False
            try:
                records = iterator(stream)
                for record in records:
                    at, any_read = records.offset, True
                    yield from _page(record, place, finder, wanted, at)
                if not any_read and start == 0 and place.size:
                    yield Trouble(place.name, "archive", "this is no WARC: it holds no record; fetch it anew")
                return
            except (failure, zlib.error, EOFError, ValueError, IndexError, AttributeError) as error:
                if any_read or start == 0:
                    yield _damage(place, at, error)
                start = _next_record(stream, at + 1)


def _damage(place: Place, at: int, error: Exception) -> Trouble:
    detail = str(error).partition(":")[0] or type(error).__name__
    message = f"the archive is damaged in or after the record at byte {at} ({detail}): pages are lost; fetch it anew"
    return Trouble(f"{place.name}#{at}", "archive", message, f"{place.name}, byte {at}")


def _page(
    record: Any, place: Place, finder: Finder, wanted: Callable[[str], bool], at: int
) -> Iterator[Item | Trouble]:
    if record.rec_type not in ("response", "resource"):
        return
    headers, http = record.rec_headers, record.http_headers
    url, date = headers.get_header("WARC-Target-URI") or f"{place.name}#{at}", headers.get_header("WARC-Date")
    if http is not None and not (http.get_statuscode() or "").startswith("2"):
        return
    kind = ((http or headers).get_header("Content-Type") or "").lower()
    if kind and not any(t in kind for t in _TYPES):
        finder.ignored[kind.partition(";")[0].strip()] += 1
        return
    if not wanted(url):
        return
    where = f"{place.name}, byte {at}"
    data = record.content_stream().read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield Trouble(url, "refused", too_large(None), where)
    elif missing := _missing(record):
        yield Trouble(url, "archive", f"the record is cut short: {missing} missing; fetch the page anew", where)
    else:
        yield Item(url, data, at, url, date)


def _missing(record: Any) -> str:
    """What a record lacks of the length it states, or by its own word; empty for a whole one."""
    while record.raw_stream.read(1 << 16):
        pass
    left = getattr(record.raw_stream, "limit", 0)
    reason = record.rec_headers.get_header("WARC-Truncated")
    return f"{left} bytes are" if left > 0 else f"the end (WARC-Truncated: {reason}) is" if reason else ""


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """The place of the next record from ``start`` on: a member of gzip that holds one, or its first line."""
    stream.seek(start)
    kept, base = b"", start
    while chunk := stream.read(_STEP):
        window = kept + chunk
        for mark in (_GZIP, _PLAIN):
            found = window.find(mark)
            while found >= 0:
                if len(window) - found >= 512 or len(chunk) < _STEP:
                    if mark == _PLAIN or _begins_record(window[found : found + 4096]):
                        return base + found
                    found = window.find(mark, found + 1)
                else:
                    break
        kept = window[-1024:]
        base += len(window) - len(kept)
    return None


def _begins_record(member: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(member, 16).startswith(b"WARC/")
    except zlib.error:
        return False
