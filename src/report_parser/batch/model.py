"""What goes to workers and comes back from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: wall seconds and megabytes of address space. A worker that holds more than half is replaced."""

    seconds: float = 60.0
    megabytes: int = 1024


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read, by the key of its result."""

    key: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a task: a report (compressed JSON) with its facts, or a code and a message."""

    key: bytes
    code: str | None
    message: str | None
    where: str | None
    seconds: float
    facts: dict[str, Any] | None
    body: bytes
