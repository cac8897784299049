"""A quantity as people write it becomes numbers in base units, and back: ``300 ms``, ``99.9 %``, ``~400/s``, ``1 KB..500 MB``.

The grammar is strict, so that no text has two readings::

    quantity = ["~"] term [".." term]
    term     = digits ["." digits] [" "] [unit]
    digits   = 2000000 | 2 000 000 | 2_000_000       thousands in threes, one kind of mark
    unit     = one of ``units.UNITS``, a size or a currency followed by a period, a scale and a currency

There is no sign, no exponent and no comma. A bare number is a count and nothing else.
"""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from archkit.model.misread import MisreadError, quoted
from archkit.model.quantity_display import format_value
from archkit.model.units import DIMENSIONS, UNITS, Dimension, ReadUnit, Unit, read_unit, with_unit

__all__ = [
    "DIMENSIONS",
    "UNITS",
    "Dimension",
    "Quantity",
    "QuantityError",
    "Unit",
    "canonical",
    "format_value",
    "parse_quantity",
]

LONGEST_QUANTITY = 80
"""More characters than this are refused unread: no quantity that a person writes comes near."""

_TERM = re.compile(
    r"(?P<number>(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:_[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    r" ?(?P<unit>[A-Za-z%/][A-Za-z%/ ]*)?"
)
_RANGE_MARK = re.compile(r" ?\.\. ?")
_FAR_APART = 10


class QuantityError(MisreadError):
    """A text is no quantity, or not one of the dimension that its field needs."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit, exactly as it was written, and what that means in base units.

    Two quantities are equal when they were written alike; compare ``low`` and ``high`` to compare amounts.
    """

    text: str
    """As written, for printing back."""
    dimension: Dimension
    """What it measures."""
    low: float
    """The lower end in the base unit: seconds, a fraction of 1, per second, bytes, bytes per second, things, units
    of the currency, units of the currency per month of 365/12 days."""
    high: float
    """The upper end; equal to ``low`` where no range was written."""
    unit: str = ""
    """The unit in archkit's spelling, of the upper end: ``ms``, ``M/day``, ``EUR/month``; empty for a bare number."""
    currency: str = ""
    """The currency's code, of money only."""
    guess: bool = False
    """True where a ``~`` says that nobody knows yet."""

    @property
    def is_range(self) -> bool:
        """Tell whether the ends differ."""
        return self.low != self.high

    @property
    def middle(self) -> float:
        """What counts in sums: the middle of the ends, of their logarithms where they are more than ten times apart."""
        if self.low > 0 and self.high > _FAR_APART * self.low:
            return math.sqrt(self.low) * math.sqrt(self.high)
        return self.low if not self.is_range else (self.low + self.high) / 2

    def worse(self, *, at_most: bool) -> float:
        """Return the end that is harder on a limit: the upper one against an upper limit."""
        return self.high if at_most else self.low

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)  # a workspace says the same few values over and over
def parse_quantity(text: str, *dimensions: Dimension) -> Quantity:
    """Read a quantity.

    Args:
        text: As written; blanks around it do not count.
        *dimensions: The dimensions that the field takes; none means any.

    Returns:
        The quantity, with ends in base units: seconds, fraction of 1, per second, bytes, bytes per second, things,
        units of the currency, units of the currency per month. ``month`` is 30 days as a duration and 365/12 days in
        rates and money per time; a year is 365 days; a working day is 7/5 of a day, the calendar time that it takes.

    Raises:
        QuantityError: The text is none, or of another dimension; its help says what to write.
    """
    if len(text) > LONGEST_QUANTITY:
        raise QuantityError(
            f"{quoted(text)} is too long for a quantity: {len(text)} characters",
            help=f"write {' or '.join(DIMENSIONS[d].phrase for d in dimensions) or 'a number and a unit'}",
        )
    quantity = _read(text)
    if quantity is None or (dimensions and quantity.dimension not in dimensions):
        from archkit.model.quantity_faults import explain  # noqa: PLC0415 - most quantities are right

        message, advice = explain(text, dimensions, _read)
        raise QuantityError(message, help=advice)
    return quantity


class _Term(NamedTuple):
    number: str
    unit: ReadUnit

    @property
    def value(self) -> Fraction:
        return Fraction(re.sub("[ _]", "", self.number)) * self.unit.factor

    @property
    def text(self) -> str:
        symbol = self.unit.symbol
        if symbol == "working days" and self.value == self.unit.factor:
            symbol = "working day"
        return with_unit(self.number, symbol)


def _read(text: str) -> Quantity | None:
    """Read a quantity of any dimension, or return None where the text is none."""
    terms = _terms(text)
    if terms is None:
        return None
    first, last = terms[0], terms[-1]
    low = float(first.value)
    high = low if first is last else float(last.value)
    return Quantity(
        text=text,
        dimension=last.unit.dimension,
        low=low,
        high=high,
        unit=last.unit.symbol,
        currency=last.unit.currency,
        guess=text.strip().startswith("~"),
    )


def _terms(text: str) -> tuple[_Term, ...] | None:
    """Read the one or two numbers with their units, or return None.

    ``100..200 ms`` gives its unit to both ends. ``1..5M`` does not: it may mean one to five million, or 1 to 5M.
    """
    body = text.strip().removeprefix("~").removeprefix(" ")
    parts = _RANGE_MARK.split(body)
    matches = [_TERM.fullmatch(part) for part in parts]
    if len(parts) > 2 or not all(matches):
        return None
    read = [(match["number"], match["unit"] or "") for match in matches if match]
    first_unit, last_unit = read[0][1], read[-1][1]
    last = read_unit(last_unit)
    if last is None or (not first_unit and last.scale):
        return None
    first = read_unit(first_unit or last_unit)
    if first is None or (first.dimension, first.currency) != (last.dimension, last.currency):
        return None
    terms = tuple(_Term(number, unit) for (number, _), unit in zip(read, (first, last), strict=False))
    return None if len(terms) == 2 and terms[0].value > terms[1].value else terms


def canonical(quantity: Quantity) -> str:
    """Return the quantity in archkit's own spelling: ``300ms`` as ``300 ms``, ``~ 2 / d`` as ``~2/day``.

    Digits, thousands marks and the choice of unit stay the author's; blanks and the names of units do not.
    """
    terms = _terms(quantity.text) or ()
    return ("~" if quantity.guess else "") + "..".join(term.text for term in terms)
