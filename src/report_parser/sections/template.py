"""Which of the three templates a report follows, with the votes that ``explain`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from report_parser.models import Table
from report_parser.rules.load import read_table


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """The template and what spoke for it: (witness, template) pairs, the deciding one first."""

    name: str | None
    votes: tuple[tuple[str, str], ...]


@cache
def _years() -> tuple[tuple[str, int, int], ...]:
    return tuple((t["name"], t["first_year"], t["last_year"]) for t in read_table("templates")["template"])


@cache
def required_roles(name: str) -> tuple[str, ...]:
    """Returns the roles of the sections that a template requires, in their order.

    >>> len(required_roles("2008")), required_roles("2008")[-1]
    (7, 'other')
    """
    return tuple(next(t["required"] for t in read_table("templates")["template"] if t["name"] == name))


def template_of_year(year: int | None) -> str | None:
    """Returns the template in force for a reporting year, None where there is none.

    >>> template_of_year(2016), template_of_year(2020), template_of_year(2023), template_of_year(2005)
    ('2008', '2019', '2021', None)
    """
    return next((name for name, first, last in _years() if year is not None and first <= year <= last), None)


def choose_template(year: int | None, tables: Iterable[Table] = ()) -> TemplateChoice:
    """Returns the template: the reporting year decides; where it is unknown, the tables do if they agree.

    A kind of table carries the first year of its form (``requests_2021``).
    """
    votes: list[tuple[str, str]] = []
    if by_year := template_of_year(year):
        votes.append((f"year {year}", by_year))
    for table in tables:
        ending = table.kind.rpartition("_")[2]
        if ending.isdigit() and (name := template_of_year(int(ending))):
            votes.append((f"table {table.id} {table.kind}", name))
    if by_year or year is not None:
        return TemplateChoice(by_year, tuple(votes))
    names = {name for _, name in votes}
    return TemplateChoice(names.pop() if len(names) == 1 else None, tuple(votes))
