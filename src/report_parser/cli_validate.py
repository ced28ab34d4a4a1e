"""``report-parser validate``: is the report complete, and does it add up? For people, as JSON, or as a page."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from report_parser.checks import run_checks
from report_parser.checks.page import findings_page
from report_parser.checks.registry import Lang, registry
from report_parser.checks.show import code_title, findings_as_text
from report_parser.cli_parse import guarded, read_input
from report_parser.errors import InputError, UsageError
from report_parser.models import Finding, Report
from report_parser.pipeline import Reading, read
from report_parser.serialize import dumps, report_to_dict

_OF_THE_DOCUMENT = ("document.", "encoding.", "table.image")
_EPILOG = """\
examples:
  report-parser validate draft.html                        what to correct, with the passages
  report-parser validate --strict --ignore published.late *.html
  report-parser validate --format html report.txt > findings.html

exit codes: 0 no error found; 1 some input failed; 2 bad usage; 3 a finding of severity error (with --strict: or warning)"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the verb to the command line."""
    validate = verbs.add_parser(
        "validate",
        help="say what is missing in reports, and what does not add up",
        description="Checks reports for what the law and arithmetic say of them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    validate.add_argument("files", metavar="FILE", nargs="+", help="HTML, text, PDF or Word; - for standard input")
    validate.add_argument("--format", choices=["text", "json", "html"], default="text", help="how to print findings")
    validate.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the messages")
    validate.add_argument("--strict", action="store_true", help="exit with 3 on warnings too")
    validate.add_argument(
        "--select", action="append", metavar="CODES", help="only these codes (section. takes all of them)"
    )
    validate.add_argument("--ignore", action="append", metavar="CODES", help="all but these codes, parted by commas")
    validate.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the findings of all files and returns the exit code.

    Raises:
        UsageError: ``--select`` or ``--ignore`` names no known code.
    """
    select, ignore = codes_of(arguments.select), codes_of(arguments.ignore)
    reports: list[Report] = []
    failures: list[str] = []
    for name in arguments.files:
        try:
            report = guarded(name, partial(_validated_input, name, arguments.lang))
        except InputError as error:
            failures.append(str(error))
            print(f"report-parser: {error}", file=sys.stderr)
            continue
        report = replace(report, findings=tuple(f for f in report.findings if _wanted(f.code, select, ignore)))
        reports.append(report)
        if arguments.format == "text":
            print(findings_as_text(report, arguments.lang, colour=use_colour()))
    if arguments.format == "html":
        print(findings_page(reports, failures, arguments.lang), end="")
    elif arguments.format == "json":
        print(
            dumps(
                {"schema": "report-parser/validate/1", "reports": [_as_json(r) for r in reports], "failures": failures},
                indent=2,
            )
        )
    return exit_code([f for r in reports for f in r.findings], failed=bool(failures), strict=arguments.strict)


def _validated_input(name: str, lang: Lang) -> Report:
    return validated(read(read_input(name)), lang)


def validated(reading: Reading, lang: Lang = "zh") -> Report:
    """Returns a report with all its findings, in the language asked for."""
    report = reading.report
    own = [f for f in report.findings if f.code.startswith(_OF_THE_DOCUMENT)]
    if lang == "en":
        own = [replace(f, message=f"{code_title(f.code, lang)}.") for f in own]
    if any(f.code.startswith("document.") for f in own):
        return replace(report, findings=tuple(own))
    found, checks = run_checks(
        document=reading.document,
        metadata=report.document,
        template=report.template,
        sections=report.sections,
        tables=report.tables,
        figures=report.figures,
        indicators=report.indicators,
        lang=lang,
    )
    return replace(report, findings=(*own, *found), checks=checks)


def codes_of(given: Sequence[str] | None) -> tuple[str, ...]:
    """Returns the codes of an option that may be given several times, with commas.

    Raises:
        UsageError: one of them begins no known code; the message lists the nearest.
    """
    codes = tuple(c.strip() for option in given or () for c in option.split(",") if c.strip())
    known = registry().codes
    for code in codes:
        if not any(k == code or k.startswith(code.rstrip(".") + ".") for k in known):
            raise UsageError(f"{code!r} is no code of a finding; known are {', '.join(known)}")
    return codes


def _wanted(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    return (not select or _named(code, select)) and not _named(code, ignore)


def _named(code: str, codes: Sequence[str]) -> bool:
    return any(code == c or code.startswith(c.rstrip(".") + ".") for c in codes)


def exit_code(findings: Sequence[Finding], *, failed: bool, strict: bool) -> int:
    """Returns 1 where some input failed, 3 where a finding is grave enough, else 0."""
    if failed:
        return 1
    grave = {"error", "warning"} if strict else {"error"}
    return 3 if any(f.severity in grave for f in findings) else 0


def use_colour() -> bool:
    """Returns whether standard output is a terminal whose user did not refuse colours (NO_COLOR)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _as_json(report: Report) -> dict[str, object]:
    whole = report_to_dict(report, text=False)
    named = {i for f in report.findings for i in f.figures}
    shown = {key: whole[key] for key in ("source", "document", "template", "findings", "checks")}
    return shown | {"figures": [f for f in whole["figures"] if f["id"] in named]}
