"""The examples in docstrings hold, in the package as it is installed."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import report_parser

MODULES = [m.name for m in pkgutil.walk_packages(report_parser.__path__, "report_parser.") if "__main__" not in m.name]


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
