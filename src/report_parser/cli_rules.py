"""``report-parser rules``: what is wrong with the tables of rules, what they hold, and the registry of checks."""

from __future__ import annotations

import argparse

from report_parser.rules.load import read_table, table_names


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the verb to the command line."""
    rules = verbs.add_parser("rules", help="work on the tables of rules")
    rules_verbs = rules.add_subparsers(metavar="VERB", required=True)
    check = rules_verbs.add_parser("check", help="say what is wrong with the tables: file, entry, key")
    check.set_defaults(run=_check)
    listing = rules_verbs.add_parser(
        "list",
        help="list the tables with their entries; --checks: every check",
        description="Lists the tables of rules; with --checks each check with formula, tolerance, severity, templates, legal source.",
    )
    listing.add_argument("--checks", action="store_true", help="the registry of checks")
    listing.add_argument(
        "--format", choices=["text", "json", "markdown"], default="text", help="how to print the checks"
    )
    listing.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the text")
    listing.set_defaults(run=_list)


def _check(_: argparse.Namespace) -> int:
    from report_parser.rules.check import check_rules

    problems = check_rules()
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}" if problems else "all tables are well formed")
    return 1 if problems else 0


def _list(arguments: argparse.Namespace) -> int:
    if not arguments.checks:
        for name in (*table_names(), *table_names("indicators")):
            blocks = read_table(name)
            counts = [f"{len(v)} {k}" for k, v in blocks.items() if isinstance(v, list | dict)]
            print(f"rules/data/{name}.toml  {', '.join(counts)}")
        return 0
    from report_parser.checks.listing import checks_as_data, checks_page, list_checks
    from report_parser.serialize import dumps

    if arguments.format == "json":
        print(dumps({"schema": "report-parser/checks/1", "checks": checks_as_data()}, indent=2))
    elif arguments.format == "markdown":
        print(checks_page(), end="")
    else:
        print(list_checks(arguments.lang))
    return 0
