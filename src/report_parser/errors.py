"""The exception tree. An exception stops one document; each has an exit code and says what to do next."""

from __future__ import annotations


class ReportParserError(Exception):
    """Root of every error that this package raises on purpose."""

    exit_code = 1


class UsageError(ReportParserError):
    """The call itself is wrong."""

    exit_code = 2


class RulesError(ReportParserError):
    """A table under rules/ is wrong; the message names file, entry and key."""

    exit_code = 2


class InputError(ReportParserError):
    """A document that cannot be read at all: missing, empty, binary, too large."""


class MissingExtraError(ReportParserError):
    """A library that only some users need is not installed."""

    exit_code = 2

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(f"{what} needs an extra: pip install 'report-parser[{extra}]'")
        self.extra = extra
