"""What the summary and the search for copies need of a report, without its text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

import regex

_TELLING = regex.compile(r"[^\p{Han}\p{Latin}\d]+")


def facts_of(report: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the facts of a report's JSON object: a few hundred bytes.

    ``text`` is a hash of the body's letters and digits: two pages that dress one report differently have the same.
    """
    document = report["document"]
    region = document["region"] or {}
    findings = report["findings"]
    text = _TELLING.sub("", report["text"])
    return {
        "template": report["template"],
        "year": document["year"],
        "issuer": document["issuer"],
        "title": document["title"],
        "region": region.get("code"),
        "roles": sorted({role for section in report["sections"] for role in section["roles"]}),
        "missing": sorted({f["role"] for f in findings if f["code"] == "section.missing" and f["role"]}),
        "findings": dict(sorted(Counter(f["code"] for f in findings).items())),
        "figures": len(report["figures"]),
        "text": hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32] if len(text) >= 50 else None,
    }
