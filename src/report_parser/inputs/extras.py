"""Loads packages that only an extra brings, and says which extra where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from report_parser.errors import InputError


class MissingReaderError(InputError):
    """A package is not installed; the message names the extra that brings it."""


def need(module: str, extra: str) -> Any:
    """Returns a module.

    Raises:
        MissingReaderError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        what = f"{module} is not installed; run `pip install 'report-parser[{extra}]'`"
        raise MissingReaderError(what) from error
