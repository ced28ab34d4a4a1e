"""Gold files against the program's output, as the contract defines them. Its numbers must not flatter."""

from report_parser.evaluation.run import evaluate
from report_parser.evaluation.scores import DocumentScore, Evaluation, Tally

__all__ = ["DocumentScore", "Evaluation", "Tally", "evaluate"]
