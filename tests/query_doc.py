"""Writes the outputs in ``docs/query.md`` anew from the fixtures: ``python tests/query_doc.py``."""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
from pathlib import Path

from conftest import DOCUMENTS
from report_parser.cli import main
from report_parser.pipeline import parse_file
from report_parser.serialize import dumps

DOC = Path(__file__).parent.parent / "docs" / "query.md"
EXAMPLE = re.compile(r"```sql\n(?P<sql>.*?)```\n\n```text\n(?P<shown>.*?)```", re.DOTALL)


def rewritten(text: str, data: Path) -> str:
    """Returns the page with what ``query`` prints now, and with the number of fixtures."""

    def run(example: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            main(["query", example["sql"], "--data", str(data)])
        return f"```sql\n{example['sql']}```\n\n```text\n{printed.getvalue()}```"

    return EXAMPLE.sub(run, re.sub(r"\(\d+ reports", f"({len(DOCUMENTS)} reports", text))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "all.jsonl"
        lines.write_text("".join(dumps(parse_file(path).to_dict()) + "\n" for path in DOCUMENTS), encoding="utf-8")
        main(["export", str(lines), "--out", folder])
        DOC.write_text(rewritten(DOC.read_text("utf-8"), Path(folder)), encoding="utf-8")
