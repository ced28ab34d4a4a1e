"""Finds gold files, parses the documents beside them and scores the output."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from report_parser.errors import UsageError
from report_parser.evaluation.compare import score
from report_parser.evaluation.scores import DocumentScore, Evaluation

_SUFFIX = ".gold.json"
_DOCUMENTS = (".html", ".htm", ".txt")


def evaluate(folders: Iterable[Path | str]) -> Evaluation:
    """Returns the scores of every gold file in the folders (at any depth); a gold file itself may be given too.

    A gold file whose document is missing or cannot be parsed counts as all missing.

    Raises:
        UsageError: a folder is not there, holds no gold file, or a gold file is no JSON object.
    """
    found = [(gold, folder) for folder in map(Path, folders) for gold in _gold_files(folder)]
    unique = {gold.resolve(): (gold, folder) for gold, folder in found}
    return Evaluation(tuple(_score(gold, folder) for gold, folder in unique.values()))


def _gold_files(folder: Path) -> list[Path]:
    if folder.is_file() and folder.name.endswith(_SUFFIX):
        return [folder]
    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder; pass a folder with NAME{_SUFFIX} beside NAME.html or NAME.txt")
    found = sorted(folder.rglob(f"*{_SUFFIX}"))
    if not found:
        raise UsageError(f"{folder}: holds no gold file; a gold file is NAME{_SUFFIX} beside NAME.html or NAME.txt")
    return found


def _score(gold_file: Path, folder: Path) -> DocumentScore:
    gold = _load(gold_file)
    stem = gold_file.name[: -len(_SUFFIX)]
    document = next((p for s in _DOCUMENTS if (p := gold_file.with_name(stem + s)).is_file()), None)
    if document is None:
        name = gold_file.relative_to(folder) if gold_file != folder else gold_file
        return score(str(name), gold, None, failure=f"no document beside {gold_file.name}")
    name = document.relative_to(folder) if gold_file != folder else document
    try:
        return score(str(name), gold, _output(document))
    except Exception as error:
        return score(str(name), gold, None, failure=f"{type(error).__name__}: {error}")


def _output(document: Path) -> dict[str, Any]:
    from report_parser.pipeline import parse_file

    return parse_file(document).to_dict()


def _load(gold_file: Path) -> dict[str, Any]:
    try:
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{gold_file}: is no JSON ({error}); mend it") from error
    if not isinstance(gold, dict):
        raise UsageError(f"{gold_file}: a gold file holds one JSON object")
    return gold
