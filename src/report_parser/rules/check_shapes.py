"""Which blocks and keys a table of rules may have, and what a key holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "texts", "pattern", "patterns", "number", "flag", "numbers", "any"]


@dataclass(frozen=True, slots=True)
class Key:
    """What a key holds, and whether an entry must have it."""

    kind: Kind
    required: bool = True


Block = dict[str, Key]
_TEXT, _TEXTS, _PATTERN, _PATTERNS = Key("text"), Key("texts"), Key("pattern"), Key("patterns")
_NUMBER, _ANY = Key("number"), Key("any")


def _maybe(key: Key) -> Key:
    return Key(key.kind, required=False)


_EXAMPLES = {"examples": _ANY, "counter": _TEXTS}
_RULE: Block = {
    "need": _TEXTS,
    "allow": _maybe(_TEXTS),
    "domain": _TEXT,
    "units": _TEXT,
    "not_units": _maybe(_TEXTS),
    "only_units": _maybe(_TEXTS),
    "whole": Key("flag", required=False),
    "head": Key("flag", required=False),
    "part": Key("flag", required=False),
    "roles": _maybe(_TEXTS),
    **_EXAMPLES,
}

_TOLD: Block = {
    "tolerance": _TEXT,
    "templates": _maybe(_TEXTS),
    "basis": _maybe(_TEXT),
    "zh": _TEXT,
    "en": _TEXT,
}
WORDING_RULE = _RULE
"""An ``[[indicator.rule]]``."""

_NAMED: Block = {"key": _TEXT, "zh": _TEXT, "en": _TEXT}

SHAPES: dict[str, dict[str, Block]] = {
    "codebook": {
        "table": {"name": _TEXT, "zh": _TEXT, "en": _TEXT},
        "era": {**_NAMED, "law_zh": _TEXT, "law_en": _TEXT},
        "law": _NAMED,
        "group": _NAMED,
        "dimension": {**_NAMED, "name": _TEXT, "suffix": _TEXT},
        "note": {**_NAMED, "applies": _TEXTS},
    },
    "sections": {
        "role": {"name": _TEXT, "pattern": _PATTERN, "exclude": _PATTERN, "examples": _TEXTS, "counter": _TEXTS},
        "not_heading": {"patterns": _PATTERNS},
    },
    "templates": {
        "template": {
            "name": _TEXT,
            "first_year": _NUMBER,
            "last_year": _NUMBER,
            "basis": _TEXT,
            "basis_en": _TEXT,
            "custom": _maybe(_TEXTS),
            "required": _TEXTS,
            "lenient": _TEXTS,
        }
    },
    "checks": {
        "tolerance": {"name": _TEXT, "zh": _TEXT, "en": _TEXT},
        "code": {"name": _TEXT, "severity": _TEXT, "zh": _TEXT, "en": _TEXT, "basis": _TEXT},
        "formula": {
            "id": _TEXT,
            "code": _TEXT,
            "source": _TEXT,
            "whole": _TEXT,
            "formula": _TEXT,
            "accept": _maybe(_TEXTS),
            "tables": _maybe(_TEXTS),
            "each": _maybe(_TEXT),
            "need": _maybe(_TEXTS),
            "exceeds": Key("flag", required=False),
            "slack": _maybe(_NUMBER),
            "message": _maybe(_TEXT),
            **_TOLD,
        },
        "list": {
            "id": _TEXT,
            "wholes": _TEXTS,
            "parts": _TEXTS,
            "not_parts": _maybe(_TEXTS),
            "other": _TEXTS,
            "nested": _maybe(_ANY),
            **{k: Key("flag", required=False) for k in ("overlap", "open", "exhaustive")},
            **_TOLD,
        },
        "rate": {
            "id": _TEXT,
            "indicator": _maybe(_TEXT),
            "label": _PATTERN,
            "parts": _TEXTS,
            "wholes": _TEXTS,
            **_TOLD,
        },
        "base": {"pattern": _PATTERN, "wholes": _TEXTS},
        "conflict": {"prose": _TEXTS, "table": _TEXTS, "except": _TEXTS},
        "same": {"id": _TEXT, "prose": _TEXTS, "table": _TEXTS, **_TOLD},
        "check": {"id": _TEXT, "code": _TEXT, "formula": _TEXT, **_TOLD},
        "message": {"key": _TEXT, "zh": _TEXT, "en": _TEXT},
    },
    "confidence": {
        "bounds": {"least": _NUMBER, "most": _NUMBER, "fills": _NUMBER},
        "second": {"start": _NUMBER, "own": _NUMBER, "likeness": _NUMBER},
        "kind": {
            "id": _TEXT,
            "zh": _TEXT,
            "method": _TEXTS,
            "rule": _maybe(_PATTERN),
            "indicators": _maybe(_TEXTS),
            "only": _maybe(_TEXT),
            "wrong": _NUMBER,
        },
        "evidence": {"id": _TEXT, "zh": _TEXT, "raises": Key("flag"), "factor": _NUMBER},
        "alike": {"names": _TEXTS, "indicators": _maybe(_TEXTS)},
    },
    "units": {"unit": {"family": _TEXT, "base": _maybe(_TEXT), "names": Key("numbers"), "strong": _TEXTS}},
    "not_quantities": {"mask": {"name": _TEXT, "pattern": _PATTERN, "examples": _TEXTS, "counter": _maybe(_ANY)}},
    "negations": {
        "zero": {
            "indicator": _TEXT,
            "need": _TEXTS,
            "none": _TEXTS,
            "domains": _TEXTS,
            "examples": _TEXTS,
            "counter": _TEXTS,
        }
    },
    "words": {
        "concept": {
            "name": _TEXT,
            "words": _TEXTS,
            "patterns": _maybe(_PATTERNS),
            "domain": _maybe(_TEXT),
            "group": _maybe(_TEXT),
            "neutral": Key("flag", required=False),
            "weak": _maybe(_ANY),
        }
    },
    "images": {
        "image": {
            "roles": _TEXTS,
            "label": _PATTERN,
            "not_label": _PATTERN,
            "before": _PATTERN,
            **{f"{k}_{e}": _TEXTS for k in ("label", "before") for e in ("examples", "counter")},
        }
    },
    "boilerplate": {
        "container": {"selectors": _TEXTS, "min_chars": _NUMBER, "min_share": _NUMBER},
        "skip": {"tags": _TEXTS, "words": _TEXTS},
        "lines": {"patterns": _PATTERNS, "tail_patterns": _PATTERNS},
        "report": {"title_words": _PATTERNS},
    },
    "indicators": {
        "indicator": {"id": _TEXT, "cumulative_of": _maybe(_TEXT), "rule": _ANY},
        "both": {
            "indicators": _TEXTS,
            "need": _TEXTS,
            "allow": _maybe(_TEXTS),
            "domain": _maybe(_TEXT),
            "units": _TEXT,
            "examples": _ANY,
            "counter": _maybe(_TEXTS),
        },
    },
}
"""Table (``indicators`` for each table of that folder) -> name of the block -> its keys.

Tables not listed here are only checked for patterns that do not compile.
"""
