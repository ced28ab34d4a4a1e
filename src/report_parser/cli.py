"""The verbs of the command line. What a verb needs is loaded when it runs, so that ``--version`` starts at once."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from report_parser._version import __version__
from report_parser.errors import ReportParserError

_DESCRIPTION = "Reads annual reports on the disclosure of government information (政府信息公开年度报告), prints JSON."
_EPILOG = """\
examples:
  report-parser parse report.html                  one JSON object on standard output
  report-parser parse --jsonl --out all.jsonl *.html
  curl -s URL | report-parser parse -              read standard input
  report-parser explain report.html                how it was read: headings, figures, rules
  report-parser validate report.html               missing sections, sums that do not add up
  report-parser batch archive/ --out tables        whole archives into tables
  report-parser export all.jsonl --to csv,xlsx --out data
  report-parser query "SELECT issuer, missing_sections FROM reports" --data data
  report-parser evaluate fixtures/reports          output against gold files

exit codes: 0 all parsed; 1 some input failed (the others are still written); 2 bad usage; validate and compare add 3: an error in a report"""


_LATER = {
    "validate": "say what law and arithmetic will say of a report, in sentences for a clerk",
    "compare": "hold a report against last year's",
    "batch": "read whole archives into tables",
    "export": "write parsed reports as tables: Parquet, CSV, XLSX, SQLite, DuckDB, Stata",
    "query": "ask the tables with SQL",
    "rules": "work on the tables of rules: check them, list them, list the checks",
}
"""Verbs whose modules set up their own options; they are loaded only when asked for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code: 0 all well, 1 some input failed, 2 bad usage."""
    given = sys.argv[1:] if argv is None else list(argv)
    arguments = _parser(given).parse_args(given)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        code = run(arguments)
        sys.stdout.flush()
    except ReportParserError as error:
        print(f"report-parser: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        _silence()
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _silence() -> None:
    """The reader of our output has gone (``| head``): nothing more to write, and nothing to complain of at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "report-parser", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"report-parser {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    _add_parse(verbs)
    _add_evaluate(verbs)
    for verb, help_text in _LATER.items():
        if verb in given[:1]:
            import_module(f"report_parser.cli_{verb}").add_parser(verbs)
        else:
            verbs.add_parser(verb, help=help_text)
    schema = verbs.add_parser("schema", help="print the JSON Schema of the output")
    schema.set_defaults(run=_schema)
    explain = verbs.add_parser("explain", help="show how one report was read")
    explain.add_argument("file", metavar="FILE", help="HTML, text, PDF or Word; - for standard input")
    explain.set_defaults(run=_explain)
    return parser


def _add_parse(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parse = verbs.add_parser(
        "parse",
        help="print reports as JSON",
        description="Prints one JSON object a report: indented on a terminal, else one line each.",
    )
    parse.add_argument("files", metavar="FILE", nargs="+", help="HTML, text, PDF or Word; - for standard input")
    shape = parse.add_mutually_exclusive_group()
    shape.add_argument("--jsonl", action="store_true", help="one line a report, on a terminal too")
    shape.add_argument("--indent", type=_indent, metavar="N", help="indent by N spaces")
    parse.add_argument("--no-text", action="store_true", help="leave the body's text out")
    parse.add_argument("--out", metavar="FILE", help="write to FILE instead of standard output")
    parse.add_argument(
        "--min-confidence", type=_confidence, default=0.0, metavar="P", help="leave out figures below P (0 to 1)"
    )
    parse.set_defaults(run=_parse)


def _add_evaluate(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    evaluate = verbs.add_parser(
        "evaluate", help="compare output with gold files (NAME.gold.json beside NAME.html or .txt)"
    )
    evaluate.add_argument("folders", metavar="FOLDER", nargs="+", help="searched for *.gold.json; or a gold file")
    evaluate.add_argument("--verbose", action="store_true", help="list every difference")
    evaluate.add_argument("--json", action="store_true", help="print the scores as JSON")
    evaluate.set_defaults(run=_evaluate)


def _indent(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 16):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of spaces from 0 to 16")
    return int(text)


def _confidence(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return value


def _parse(arguments: argparse.Namespace) -> int:
    from report_parser.cli_parse import Layout, run_parse

    layout = Layout(arguments.jsonl, arguments.indent, not arguments.no_text, arguments.min_confidence)
    return run_parse(arguments.files, layout, arguments.out)


def _evaluate(arguments: argparse.Namespace) -> int:
    from report_parser.evaluation import evaluate
    from report_parser.evaluation.show import as_text
    from report_parser.serialize import dumps

    result = evaluate(arguments.folders)
    if arguments.json:
        print(dumps(result.to_dict(), indent=2))
    else:
        print(as_text(result, verbose=arguments.verbose))
    return 1 if result.failures else 0


def _schema(_: argparse.Namespace) -> int:
    from report_parser.serialize import schema_text

    print(schema_text(), end="")
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    from report_parser.cli_parse import guarded, read_input
    from report_parser.explain import explain
    from report_parser.pipeline import read

    print(guarded(arguments.file, lambda: explain(read(read_input(arguments.file)))))
    return 0
