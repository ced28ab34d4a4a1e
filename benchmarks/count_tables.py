"""Counts the tables that are recognised in the fixtures, by kind: the numbers that ``docs/tables.md`` quotes.

python benchmarks/count_tables.py
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import report_parser


def main() -> None:
    folder = Path(__file__).parent.parent / "fixtures" / "reports"
    kinds: Counter[str] = Counter()
    in_text = documents = 0
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".html", ".txt")):
        tables = report_parser.parse_file(path).tables
        documents += 1
        kinds.update(t.kind.rpartition("_20")[0] or t.kind for t in tables)
        in_text += len(tables) if path.suffix == ".txt" else 0
    print(f"{documents} documents, {kinds.total()} tables, {in_text} of them in plain text")
    for kind, count in sorted(kinds.items()):
        print(f"{kind}: {count}")


if __name__ == "__main__":
    main()
