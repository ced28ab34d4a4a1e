"""Where the fixtures lie."""

from __future__ import annotations

from pathlib import Path

FIXTURES = Path(__file__).parent.parent / "fixtures"
DOCUMENTS = sorted(p for p in (FIXTURES / "reports").rglob("*") if p.suffix in (".html", ".txt"))
