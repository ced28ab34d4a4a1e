"""Files that appear whole or not at all, and libraries that may be missing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from shutil import rmtree
from typing import Any

from report_parser.errors import MissingExtraError


@contextmanager
def staged(out: Path, names: Sequence[str]) -> Iterator[tuple[Path, ...]]:
    """Gives temporary paths beside the files to write; at the end all get their names, after an error none does.

    Args:
        out: the folder; it is made where it does not stand.
        names: names of the files.
    """
    out.mkdir(parents=True, exist_ok=True)
    paths = tuple(out / f".{name}.tmp" for name in names)
    for path in paths:
        path.unlink(missing_ok=True)
    try:
        yield paths
        for path in paths:
            _to_disk(path)
        for path, name in zip(paths, names, strict=True):
            path.replace(out / name)
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


@contextmanager
def scratch(out: Path, name: str) -> Iterator[Path]:
    """Gives an empty folder in ``out`` for files that only the making needs; it is gone at the end."""
    folder = out / f".{name}.parts"
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _to_disk(path: Path) -> None:
    """So that a power cut after the renaming leaves no empty file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def extra(module: str, name: str, what: str) -> Any:
    """Returns a module of an optional library.

    Args:
        module: what to import.
        name: the extra that installs it.
        what: what needs it, for the message.

    Raises:
        MissingExtraError: it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingExtraError(name, what) from error
