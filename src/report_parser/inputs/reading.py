"""A place -> the documents in it, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report_parser.inputs.archives import read_tar, read_zip
from report_parser.inputs.limits import too_large
from report_parser.inputs.places import Finder, Item, Place, Trouble
from report_parser.inputs.warc import read_warc
from report_parser.source import MAX_BYTES

_READERS = {"zip": read_zip, "tar": read_tar, "warc": read_warc}
Wanted = Callable[[str], bool]


def read_place(place: Place, finder: Finder, wanted: Wanted) -> Iterator[Item | Trouble]:
    """Yields the documents of a place, and what in it cannot be read; never raises for what a file holds.

    Args:
        place: a file or an archive.
        finder: counts members that are no documents.
        wanted: tells by its name whether a document of an archive is to be read.
    """
    try:
        if place.kind == "file":
            yield _whole(place)
        else:
            yield from _READERS[place.kind](place, finder, wanted)
    except OSError as error:
        yield Trouble(place.name, "unreadable", error.strerror or str(error) or type(error).__name__)


def _whole(place: Place) -> Item | Trouble:
    if place.size > MAX_BYTES:
        return Trouble(place.name, "refused", too_large(place.size))
    with place.open() as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return Trouble(place.name, "refused", too_large(len(data)))
    return Item(place.name, data, place.size)
