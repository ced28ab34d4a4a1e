"""Pages that a browser saved whole (.mht, .mhtml): the HTML among their parts."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

import regex

from report_parser.errors import InputError

_HEAD = regex.compile(
    rb"^(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}?Content-Type:\s*multipart/related", regex.IGNORECASE
)


def is_mht(data: bytes) -> bool:
    """Returns whether the bytes begin with the head of a message of several parts."""
    return _HEAD.match(data[:8192].lstrip().replace(b"\r\n", b"\n")) is not None


def page_of_mht(data: bytes) -> bytes:
    """Returns the bytes of the first HTML part, else of the first text part.

    Raises:
        InputError: it holds neither.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    for wanted in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == wanted and (page := _payload(part)).strip():
                return page
    raise InputError("the saved page (.mht) holds no HTML; save it anew, or as HTML")


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
