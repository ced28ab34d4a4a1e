"""Messages on pipes: each part behind its length in eight bytes. An answer is a head in JSON and a body."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">Q")


def write_bytes(stream: BinaryIO, data: bytes) -> None:
    """Writes one part and flushes it.

    Raises:
        OSError: nobody reads at the other end.
    """
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_bytes(stream: BinaryIO) -> bytes | None:
    """Returns the next part, None at the end of the stream, be it between two parts or within one."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size = _LENGTH.unpack(head)[0]
    data = stream.read(size)
    return data if len(data) == size else None


def write_answer(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Writes an answer: its head and its body."""
    write_bytes(stream, json.dumps(head, ensure_ascii=False).encode("utf-8", "replace"))
    write_bytes(stream, body)


def read_answer(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Returns (head, body) of the next answer, None where the stream ends before or within it."""
    head = read_bytes(stream)
    body = read_bytes(stream) if head is not None else None
    if head is None or body is None:
        return None
    return json.loads(head), body
