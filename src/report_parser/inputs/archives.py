"""Zip and tar archives: their members that are documents, with names in UTF-8 or GBK."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

from report_parser.inputs.limits import too_large
from report_parser.inputs.places import Finder, Item, Place, Trouble, kind_of
from report_parser.source import MAX_BYTES

_UTF8_FLAG = 0x800
_ENCRYPTED = 0x1


def read_zip(place: Place, finder: Finder, wanted: Callable[[str], bool]) -> Iterator[Item | Trouble]:
    """Yields the documents of a zip in the order of its directory, as ``ARCHIVE!/MEMBER``."""
    try:
        with place.open() as stream, zipfile.ZipFile(stream) as archive:
            position = 0
            for entry in archive.infolist():
                position += entry.compress_size
                member = _zip_name(entry)
                if entry.is_dir() or not _is_document(member, finder):
                    continue
                name = f"{place.name}!/{member}"
                if wanted(name):
                    yield _zip_member(archive, entry, name, position)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        yield Trouble(place.name, "archive", f"the zip archive is damaged or cut short ({error}); fetch it anew")


def _zip_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, position: int) -> Item | Trouble:
    if entry.flag_bits & _ENCRYPTED:
        return Trouble(name, "archive", "the member is encrypted; unpack the archive with its password")
    if entry.file_size > MAX_BYTES:
        return Trouble(name, "refused", too_large(entry.file_size))
    try:
        with archive.open(entry) as stream:
            data = stream.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError) as error:
        return Trouble(name, "archive", f"the member is damaged ({error}); fetch the archive anew")
    return Item(name, data, position) if len(data) <= MAX_BYTES else Trouble(name, "refused", too_large(None))


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """A member's name: zip knows UTF-8 (flagged) and cp437; what Chinese Windows wrote is GBK, what others wrote often UTF-8."""
    if entry.flag_bits & _UTF8_FLAG:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return entry.filename


def read_tar(place: Place, finder: Finder, wanted: Callable[[str], bool]) -> Iterator[Item | Trouble]:
    """Yields the documents of a tar (plain, gz, bz2, xz) in its order, as ``ARCHIVE!/MEMBER``."""
    last = "its beginning"
    try:
        with place.open() as stream, tarfile.open(fileobj=stream, mode="r|*", errors="surrogateescape") as archive:
            for entry in archive:
                member = _tar_name(entry.name)
                if not entry.isfile() or not _is_document(member, finder):
                    continue
                name = f"{place.name}!/{member}"
                last = member
                if not wanted(name):
                    continue
                if entry.size > MAX_BYTES:
                    yield Trouble(name, "refused", too_large(entry.size))
                    continue
                content = archive.extractfile(entry)
                data = content.read() if content is not None else b""
                if len(data) < entry.size:
                    raise tarfile.ReadError("unexpected end of data")
                yield Item(name, data, min(place.size, entry.offset_data + entry.size))
    except (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError) as error:
        message = f"the tar archive is damaged or cut short ({error}); what follows {last} is lost; fetch it anew"
        yield Trouble(place.name, "archive", message, last)


def _tar_name(name: str) -> str:
    try:
        name.encode()
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    return name


def _is_document(member: str, finder: Finder) -> bool:
    if kind_of(member) == "file" and not member.startswith("__MACOSX/"):
        return True
    finder.ignore(member)
    return False
