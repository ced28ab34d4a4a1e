"""Reads the tables under ``rules/data``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from report_parser.errors import RulesError


@cache
def read_table(name: str) -> dict[str, Any]:
    """Returns the table ``rules/data/NAME.toml`` (NAME may hold a folder: ``indicators/requests``).

    Raises:
        RulesError: there is no such table, or it is no valid TOML or not in UTF-8; the message names the file and the line.
    """
    resource = files("report_parser").joinpath("rules", "data", f"{name}.toml")
    try:
        return tomllib.loads(resource.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RulesError(f"rules/data/{name}.toml: no such table") from error
    except UnicodeDecodeError as error:
        raise RulesError(
            f"rules/data/{name}.toml: is not in UTF-8 (byte {error.start + 1}); save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"rules/data/{name}.toml: {error}") from error


@cache
def table_names(folder: str = "") -> tuple[str, ...]:
    """Returns the names of all tables in a folder of ``rules/data``, sorted."""
    base = (
        files("report_parser").joinpath("rules", "data", folder)
        if folder
        else files("report_parser").joinpath("rules", "data")
    )
    prefix = f"{folder}/" if folder else ""
    return tuple(sorted(prefix + p.name[:-5] for p in base.iterdir() if p.name.endswith(".toml")))
