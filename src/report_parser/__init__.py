"""Reference parser for China's annual reports on the disclosure of government information (政府信息公开年度报告).

``parse(bytes_or_str)`` and ``parse_file(path)`` return a frozen ``Report``; its ``to_dict()`` is the JSON object that
``report-parser parse`` prints. ``evaluate(folders)`` compares the program's output with gold files.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from report_parser._version import __version__

if TYPE_CHECKING:
    from report_parser.errors import InputError, ReportParserError
    from report_parser.evaluation import evaluate
    from report_parser.models import Report
    from report_parser.pipeline import parse, parse_file

__all__ = ["InputError", "Report", "ReportParserError", "__version__", "evaluate", "parse", "parse_file"]

_HOME = {
    "InputError": "errors",
    "Report": "models",
    "ReportParserError": "errors",
    "evaluate": "evaluation",
    "parse": "pipeline",
    "parse_file": "pipeline",
}


def __getattr__(name: str) -> Any:
    """Loads a public name on first use, so that ``report-parser --version`` need not load the parser."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"report_parser.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
