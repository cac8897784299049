"""A computed number in base units becomes a short text for people: 0.1834 s as ``183 ms``, 0.99931 as ``99.931 %``."""

import math
from decimal import Decimal
from types import MappingProxyType

from archkit.model.units import Dimension, read_unit, with_unit

_MOST_DECIMALS = 18
_LONGEST_PLAIN = 1e15
"""From here on a number is shown with an exponent; people do not count the digits."""

_LADDERS = MappingProxyType(
    {
        Dimension.DURATION: (
            *((symbol, 2) for symbol in ("y", "d", "h", "min")),
            *((symbol, 1) for symbol in ("s", "ms", "us")),
            ("ns", 0),
        ),
        Dimension.RATE: (
            *((symbol, 1) for symbol in ("G/s", "M/s", "/s", "/min", "/h", "/day", "/week", "/month")),
            ("/year", 0),
        ),
        Dimension.SIZE: (*((symbol, 1) for symbol in ("PB", "TB", "GB", "MB", "KB")), ("B", 0)),
        Dimension.BANDWIDTH: (
            *((symbol, 1) for symbol in ("TB/s", "GB/s", "MB/s", "KB/s", "B/s", "KB/day")),
            ("B/day", 0),
        ),
        Dimension.COUNT: (("G", 1), ("M", 1), ("", 0)),
    }
)
"""The units to choose from, greatest first, each with the least number that is shown in it. The longer units of time
begin at 2, or at a whole 1: 90 s stays in seconds, an hour does not become 60 minutes."""
_ZERO = MappingProxyType(
    {
        Dimension.DURATION: "s",
        Dimension.RATE: "/s",
        Dimension.SIZE: "B",
        Dimension.BANDWIDTH: "B/s",
        Dimension.COUNT: "",
    }
)


def format_value(
    value: float, dimension: Dimension, *, unit: str = "", currency: str = "", digits: int = 3
) -> str:
    """Return a computed value as people read it, in the form that ``parse_quantity`` takes.

    Args:
        value: The value in the base unit of its dimension; a negative one gets a minus sign.
        dimension: What it measures.
        unit: The unit to show it in, as ``Quantity.unit`` has it; without it the one with the shortest number is taken.
        currency: The currency of money.
        digits: How many digits count. Whole digits are never rounded away, and a share keeps as many digits
            of what is missing to 100 %, so that 99.9931 % does not become 100 %.

    Raises:
        ValueError: The value is not finite, the unit is of another dimension, or money comes without a currency.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be shown as {dimension.value}")
    if value < 0:
        return "-" + format_value(-value, dimension, unit=unit, currency=currency, digits=digits)
    if unit:
        return _in_unit(value, dimension, unit, digits)
    match dimension:
        case Dimension.SHARE:
            return _percent(value, digits)
        case Dimension.MONEY | Dimension.MONEY_RATE:
            if not currency:
                raise ValueError("money is shown with its currency")
            period = "/month" if dimension is Dimension.MONEY_RATE else ""
            return f"{_amount(value, digits)} {currency}{period}"
        case _:
            return _on_ladder(value, dimension, digits)


def _in_unit(value: float, dimension: Dimension, symbol: str, digits: int) -> str:
    unit = read_unit(symbol)
    if unit is None or unit.dimension is not dimension:
        raise ValueError(f"{symbol!r} is not a unit of {dimension.value}")
    if dimension is Dimension.SHARE:
        return _percent(value, digits)
    scaled = value / float(unit.factor)
    return with_unit(_amount(scaled, digits) if unit.currency else _number(scaled, digits), symbol)


def _on_ladder(value: float, dimension: Dimension, digits: int) -> str:
    if value == 0:
        return with_unit("0", _ZERO[dimension])
    symbol = next(
        symbol for symbol, least in _LADDERS[dimension] if _is_readable_in(symbol, value, least, digits)
    )
    return _in_unit(value, dimension, symbol, digits)


def _is_readable_in(symbol: str, value: float, least: int, digits: int) -> bool:
    """Tell whether a value is great enough for a unit, once it is rounded, or a whole number of it."""
    unit = read_unit(symbol)
    if unit is None:
        return False
    scaled = value / float(unit.factor)
    return _rounded(scaled, digits) >= least or (
        scaled >= 1 and math.isclose(scaled, round(scaled), rel_tol=1e-9)
    )


def _percent(value: float, digits: int) -> str:
    exact = Decimal(value) * 100
    decimals = _decimals(float(exact), digits)
    if 0 < value < 1:
        decimals = max(decimals, _decimals((1 - value) * 100, digits))
    return f"{_plain(exact, decimals)} %"


def _amount(value: float, digits: int) -> str:
    """Return money with its cents: none from 1000 on, as many places as the digits need below 1."""
    if value == round(value) or value >= 1000:
        return _plain(Decimal(value), 0)
    short = _number(value, digits)
    return short if value < 1 and len(short) > len("0.00") else f"{value:.2f}"


def _number(value: float, digits: int) -> str:
    return _plain(Decimal(value), _decimals(value, digits))


def _rounded(value: float, digits: int) -> float:
    return round(value, _decimals(value, digits))


def _decimals(value: float, digits: int) -> int:
    """Return how many places behind the point keep so many digits of a number."""
    if value == 0:
        return 0
    return min(max(digits - 1 - math.floor(math.log10(value)), 0), _MOST_DECIMALS)


def _plain(value: Decimal, decimals: int) -> str:
    """Return a number without needless zeros, its thousands apart where it has more than four digits."""
    if value >= _LONGEST_PLAIN:
        return f"{value:.3g}"
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    whole, point, fraction = text.partition(".")
    return (f"{int(whole):,}".replace(",", " ") if len(whole) > 4 else whole) + point + fraction
