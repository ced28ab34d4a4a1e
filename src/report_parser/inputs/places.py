"""Sources of a run -> places: files and archives, each with size and stamp, in the same order every time."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal, cast

from report_parser.errors import UsageError

Kind = Literal["file", "zip", "tar", "warc"]
ENDINGS = (".html", ".htm", ".shtml", ".xhtml", ".txt", ".md", ".mht", ".mhtml", ".pdf", ".docx")
"""What is a document by its name. Files named one by one are read whatever their name."""
ARCHIVES: dict[str, Kind] = {
    ".zip": "zip",
    ".tar": "tar",
    ".tar.gz": "tar",
    ".tgz": "tar",
    ".tar.bz2": "tar",
    ".tar.xz": "tar",
    ".warc": "warc",
    ".warc.gz": "warc",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A file that holds one document, or an archive that holds many."""

    name: str
    kind: Kind
    size: int
    stamp: str
    """Changes when the file is written to: size and time of change, or what the remote store says."""
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Item:
    """A document: its name within the run, its bytes, and how far into its place it ends."""

    name: str
    data: bytes
    position: int = 0
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A document, or a piece of an archive, that cannot be read: named, and the others go on."""

    name: str
    code: str
    message: str
    where: str | None = None


@dataclass(slots=True)
class Finder:
    """Finds the places of sources. ``ignored`` counts by ending what lies in folders and is no document."""

    ignored: Counter[str] = field(default_factory=Counter)

    def find(self, sources: Iterable[str]) -> Iterator[Place | Trouble]:
        """Yields the places of folders, files, globs and URLs, in the order given; within a folder by name.

        Raises:
            UsageError: a URL, and fsspec is not installed.
        """
        for source in sources:
            if "://" in source:
                yield from self._remote(source)
            elif Path(source).is_dir():
                yield from self._folder(source)
            elif Path(source).exists():
                yield _local(source, explicit=True)
            elif glob.has_magic(source) and (found := _matches(source)):
                yield from self.find(found)
            else:
                yield Trouble(printable(source), "missing", "no such file or folder; check the path")

    def _folder(self, folder: str) -> Iterator[Place | Trouble]:
        for directory, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if kind_of(name) is None:
                    self.ignore(name)
                    continue
                try:
                    yield _local(os.path.join(directory, name))  # noqa: PTH118 - a third of the time of Path
                except OSError as error:
                    yield Trouble(printable(f"{directory}/{name}"), "unreadable", error.strerror or str(error))

    def _remote(self, url: str) -> Iterator[Place | Trouble]:
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise UsageError(f"{url}: needs fsspec; run `pip install fsspec` and the package of its store") from error
        try:
            system, path = url_to_fs(url)
            info = system.info(path)
            folder = info["type"] == "directory"
            names = sorted(system.find(path)) if folder else [path]
        except Exception as error:
            yield Trouble(url, "missing", f"cannot be reached ({type(error).__name__}: {error})")
            return
        for name in names:
            kind = kind_of(name) if folder else kind_of(name) or "file"
            if kind is None:
                self.ignore(name)
                continue
            entry = system.info(name) if folder else info
            stamp = "|".join(str(entry.get(k)) for k in ("size", "ETag", "etag", "mtime", "created", "LastModified"))
            opened = cast("Callable[[], BinaryIO]", lambda system=system, name=name: system.open(name, "rb"))
            yield Place(system.unstrip_protocol(name), kind, entry.get("size") or 0, stamp, opened)

    def ignore(self, name: str) -> None:
        """Counts a file that is no document by its name."""
        self.ignored[os.path.splitext(name)[1].lower() or "(none)"] += 1  # noqa: PTH122


def kind_of(name: str) -> Kind | None:
    """Returns what a name is by its ending, None for no document.

    >>> kind_of("a/2016.SHTML"), kind_of("crawl.warc.gz"), kind_of("logo.png")
    ('file', 'warc', None)
    """
    lower = name.lower()
    base = lower.rpartition("/")[2]
    if base.startswith(("~$", "._")):
        return None
    if lower.endswith(ENDINGS):
        return "file"
    return next((kind for ending, kind in ARCHIVES.items() if lower.endswith(ending)), None)


def printable(name: str) -> str:
    """Returns a file's name as text; names in GBK, as Chinese Windows left them on disk, are read as such."""
    name = name.replace(os.sep, "/")
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def _matches(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - patterns may be absolute


def _local(path: str, *, explicit: bool = False) -> Place:
    stat = os.stat(path)  # noqa: PTH116
    kind = kind_of(path) or ("file" if explicit else None)
    assert kind is not None
    opened = cast("Callable[[], BinaryIO]", lambda: open(path, "rb"))  # noqa: PTH123, SIM115
    return Place(printable(path), kind, stat.st_size, f"{stat.st_size}|{stat.st_mtime_ns}", opened)
