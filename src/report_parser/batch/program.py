"""What a result depends on besides the document: the program's version, its code and its rules."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from report_parser._version import __version__

_ROOT = Path(__file__).parent.parent
_NOT_READING = ("batch", "sinks", "review", "evaluation")
_ENDINGS = (".py", ".toml", ".tsv")


@cache
def program_digest() -> str:
    """Returns a hash of the version, the code that reads documents, and the tables of rules."""
    digest = hashlib.sha256(__version__.encode())
    for file in sorted(p for p in _ROOT.rglob("*") if p.suffix in _ENDINGS):
        name = file.relative_to(_ROOT)
        if name.parts[0] in _NOT_READING or name.parts[0].startswith("cli"):
            continue
        digest.update(f"\0{name.as_posix()}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def result_key(content: bytes) -> bytes:
    """Returns the key of the result of a document's bytes, by this program."""
    return hashlib.sha256(f"{program_digest()}{hashlib.sha256(content).hexdigest()}".encode()).digest()
