"""The units that a quantity may be written in, as data: what each measures and how much of the base it is."""

from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

MINUTE, HOUR, DAY = 60, 3600, 86_400
YEAR = 365 * DAY
MEAN_MONTH = Fraction(YEAR, 12)
"""The month of money and of rates, in seconds: twelve of them make a year."""
WINDOW_MONTH = 30 * DAY
"""The month of a duration, in seconds: error budgets and windows are counted in 30 days."""


class Dimension(StrEnum):
    """What a quantity measures; the value of each is in the base unit that ``DIMENSIONS`` names."""

    DURATION = "duration"
    SHARE = "share"
    RATE = "rate"
    SIZE = "size"
    BANDWIDTH = "bandwidth"
    COUNT = "count"
    MONEY = "money"
    MONEY_RATE = "money_rate"


class DimensionInfo(NamedTuple):
    """How a dimension is spoken of."""

    phrase: str
    """With its article: ``a duration``."""
    example: str
    """A quantity of this dimension, as a user writes it."""
    base: str
    """What ``low`` and ``high`` of a quantity count."""


DIMENSIONS = MappingProxyType(
    {
        Dimension.DURATION: DimensionInfo("a duration", "300 ms", "seconds"),
        Dimension.SHARE: DimensionInfo("a share", "99.9 %", "fraction of 1"),
        Dimension.RATE: DimensionInfo("a rate", "400/s", "per second"),
        Dimension.SIZE: DimensionInfo("a size", "2 KB", "bytes"),
        Dimension.BANDWIDTH: DimensionInfo("a bandwidth", "40 MB/s", "bytes per second"),
        Dimension.COUNT: DimensionInfo("a count", "2M", "things"),
        Dimension.MONEY: DimensionInfo("an amount of money", "0.02 EUR", "units of its currency"),
        Dimension.MONEY_RATE: DimensionInfo(
            "an amount of money per time", "900 EUR/month", "units of its currency per month of 365/12 days"
        ),
    }
)


class Unit(NamedTuple):
    """One row of the unit table."""

    symbol: str
    """How archkit writes it."""
    aliases: tuple[str, ...]
    """How it may be written too."""
    dimension: Dimension
    factor: Fraction
    """How many base units it is."""
    note: str = ""


def _durations() -> tuple[Unit, ...]:
    rows: tuple[tuple[str, str, Fraction | int, str], ...] = (
        ("ns", "nanosecond nanoseconds", Fraction(1, 10**9), ""),
        ("us", "microsecond microseconds", Fraction(1, 10**6), "microsecond"),
        ("ms", "millisecond milliseconds", Fraction(1, 1000), ""),
        ("s", "sec second seconds", 1, ""),
        ("min", "minute minutes", MINUTE, ""),
        ("h", "hour hours", HOUR, ""),
        ("d", "day days", DAY, "24 hours"),
        ("w", "week weeks", 7 * DAY, ""),
        ("month", "months", WINDOW_MONTH, "30 days, as a window counts it"),
        ("y", "year years", YEAR, "365 days"),
    )
    worked = Unit(
        "working days",
        ("working day", "business day", "business days"),
        Dimension.DURATION,
        Fraction(7 * DAY, 5),
        "the calendar time that passes: five working days are one week",
    )
    plain = (Unit(s, tuple(also.split()), Dimension.DURATION, Fraction(f), note) for s, also, f, note in rows)
    return (*plain, worked)


def _sizes() -> tuple[Unit, ...]:
    decimal = (
        Unit(
            f"{prefix}B",
            ("kB",) if prefix == "K" else (),
            Dimension.SIZE,
            Fraction(1000**power),
            f"1000^{power} bytes",
        )
        for power, prefix in enumerate("KMGTP", start=1)
    )
    binary = (
        Unit(f"{prefix}iB", (), Dimension.SIZE, Fraction(1024**power), f"1024^{power} bytes")
        for power, prefix in enumerate("KMGTP", start=1)
    )
    bits = (
        Unit(
            f"{prefix}bit",
            ("Kbit",) if prefix == "k" else (),
            Dimension.SIZE,
            Fraction(1000**power, 8),
            "8 bits are a byte",
        )
        for power, prefix in enumerate(("", "k", "M", "G", "T"))
    )
    return (Unit("B", ("byte", "bytes"), Dimension.SIZE, Fraction(1)), *decimal, *binary, *bits)


def _scales() -> tuple[Unit, ...]:
    note = "also before a period or a currency: 1.5M/day, 40k EUR"
    return (
        Unit("k", ("K",), Dimension.COUNT, Fraction(10**3), note),
        Unit("M", (), Dimension.COUNT, Fraction(10**6), note),
        Unit("G", ("bn",), Dimension.COUNT, Fraction(10**9), "a thousand million; B is the byte"),
    )


def _periods() -> tuple[Unit, ...]:
    rows: tuple[tuple[str, str, Fraction | int, str], ...] = (
        ("/s", "/sec /second", 1, "also after a size or a currency: 40 MB/s, 900 EUR/month"),
        ("/min", "/minute", MINUTE, ""),
        ("/h", "/hour", HOUR, ""),
        ("/day", "/d", DAY, ""),
        ("/week", "/w", 7 * DAY, ""),
        ("/month", "", MEAN_MONTH, "a month of 365/12 days"),
        ("/year", "/y", YEAR, "365 days"),
    )
    return tuple(
        Unit(s, tuple(also.split()), Dimension.RATE, 1 / Fraction(f), note) for s, also, f, note in rows
    )


UNITS: tuple[Unit, ...] = (
    *_durations(),
    Unit("%", (), Dimension.SHARE, Fraction(1, 100)),
    *_scales(),
    *_sizes(),
    *_periods(),
    Unit("EUR", (), Dimension.MONEY, Fraction(1), "or any other currency code of ISO 4217"),
)
"""The unit table of the documentation. Bandwidth is a size and a period, money per time a currency and a period."""

CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
    ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
    MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
    UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()  # noqa: SIM905 - a column of codes is read, a list of 155 quoted ones is not
)
"""The currencies of ISO 4217 that people pay with."""


@cache
def _by_name() -> dict[str, Unit]:
    return {name: unit for unit in UNITS for name in (unit.symbol, *unit.aliases)}


class ReadUnit(NamedTuple):
    """What stands behind a number: which dimension it makes, and by what the number is multiplied."""

    symbol: str
    """In archkit's own spelling: ``ms``, ``M/day``, ``k EUR/month``; empty for a bare number."""
    dimension: Dimension
    factor: Fraction
    currency: str = ""
    scale: str = ""
    """``k``, ``M`` or ``G`` where the number is multiplied so."""


@lru_cache(maxsize=512)
def read_unit(text: str) -> ReadUnit | None:
    """Return what a unit as written means, or None where it is not in the table.

    Args:
        text: What follows the number and its blank: ``ms``, ``/s``, ``M/day``, ``k EUR/month`` or nothing.
    """
    head, slash, tail = text.partition("/")
    measured = _read_head(head)
    if not slash or measured is None:
        return measured
    period = _by_name().get(slash + tail)
    if period is None:
        return None
    match measured.dimension:
        case Dimension.COUNT:
            dimension, factor = Dimension.RATE, period.factor
        case Dimension.SIZE:
            dimension, factor = Dimension.BANDWIDTH, period.factor
        case Dimension.MONEY:
            dimension, factor = Dimension.MONEY_RATE, period.factor * MEAN_MONTH
        case _:
            return None
    return ReadUnit(
        measured.symbol + period.symbol,
        dimension,
        measured.factor * factor,
        measured.currency,
        measured.scale,
    )


def with_unit(number: str, symbol: str) -> str:
    """Return a number and its unit as archkit joins them: ``300 ms``, but ``400/s`` and ``2M``."""
    unit = read_unit(symbol)
    tight = not symbol or symbol.startswith("/") or (unit is not None and unit.scale != "")
    return f"{number}{symbol}" if tight else f"{number} {symbol}"


def _read_head(text: str) -> ReadUnit | None:
    """Read a unit without its period."""
    if not text:
        return ReadUnit("", Dimension.COUNT, Fraction(1))
    before, _, last = text.rpartition(" ")
    if last in CURRENCIES:
        scale = _by_name().get(before)
        if not before:
            return ReadUnit(last, Dimension.MONEY, Fraction(1), currency=last)
        if scale is None or scale.dimension is not Dimension.COUNT:
            return None
        return ReadUnit(
            f"{scale.symbol} {last}", Dimension.MONEY, scale.factor, currency=last, scale=scale.symbol
        )
    unit = _by_name().get(text)
    if unit is None:
        return None
    scaled = unit.symbol if unit.dimension is Dimension.COUNT else ""
    return ReadUnit(unit.symbol, unit.dimension, unit.factor, scale=scaled)


def symbols_of(dimension: Dimension) -> list[str]:
    """Return the units of a dimension as archkit writes them, smallest first as the table has them."""
    match dimension:
        case Dimension.BANDWIDTH:
            return ["KB/s", "MB/s", "GB/s", "kbit/s", "Mbit/s", "Gbit/s"]
        case Dimension.MONEY:
            return ["EUR", "USD"]
        case Dimension.MONEY_RATE:
            return ["EUR/month", "EUR/year", "USD/month"]
        case _:
            return [unit.symbol for unit in UNITS if unit.dimension is dimension]
