"""A text that is no quantity becomes one sentence that says why, and one that says what to write instead."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from archkit.model.misread import quoted
from archkit.model.references import did_you_mean
from archkit.model.units import CURRENCIES, DIMENSIONS, UNITS, Dimension, read_unit, symbols_of, with_unit


class Readable(Protocol):
    """What this module asks of a quantity."""

    @property
    def dimension(self) -> Dimension:
        """What it measures."""

    @property
    def unit(self) -> str:
        """Its unit, empty for a bare number."""


Reader = Callable[[str], Readable | None]
Match = re.Match[str]

_SPOKEN_UNITS = {
    "msec": "ms", "msecs": "ms", "millis": "ms", "secs": "s", "mins": "min", "hr": "h", "hrs": "h", "wk": "w",
    "wks": "w", "mo": "month", "mon": "month", "yr": "y", "yrs": "y", "percent": "%", "pct": "%",
    "rps": "/s", "qps": "/s", "tps": "/s", "hz": "/s", "rpm": "/min", "kbps": "kbit/s", "mbps": "Mbit/s",
    "gbps": "Gbit/s", "thousand": "k", "million": "M", "mio": "M", "mn": "M", "billion": "G", "euro": "EUR",
    "euros": "EUR", "dollar": "USD", "dollars": "USD",
}  # fmt: skip
"""What people say for a unit of the table."""
_SPOKEN_SIGNS = str.maketrans(
    {
        "€": " EUR", "£": " GBP", "₹": " INR", "$": " USD", "\u2212": "-", "\u2010": "-", "\u2011": "-",
        "\u2012": "..", "\u2013": "..", "\u2014": "..", "≈": "~", "\u223c": "~", "≤": "<=", "≥": ">=",
        "\u03bc": "u", "\u2044": "/", "\u066b": ".", "\u066c": "_", "\u2019": "_",
    }
)  # fmt: skip
_NUMBER = r"[0-9]+(?:[ _][0-9]+)*(?:\.[0-9]+)?"


@dataclass(frozen=True, slots=True)
class _Slip:
    """A frequent way to write a quantity wrongly, and what was meant."""

    pattern: re.Pattern[str]
    repair: str | Callable[[Match], str]
    reason: str
    """Goes on after the quoted text: ``'1,5 s' has a decimal comma``."""


def _slip(pattern: str, repair: str | Callable[[Match], str], reason: str) -> _Slip:
    return _Slip(re.compile(pattern), repair, reason)


def _without_exponent(match: Match) -> str:
    value = Fraction(match[1]) * Fraction(10) ** int(match[2])
    for symbol, factor in (("G", 10**9), ("M", 10**6), ("k", 10**3)):
        if value >= factor and (value / factor).denominator == 1 and not match[3].strip()[:1].isalpha():
            return f"{value / factor}{symbol}{match[3]}"
    return f"{float(value):.15f}".rstrip("0").rstrip(".") + match[3]


def _spoken_unit(match: Match) -> str:
    return _SPOKEN_UNITS.get(match[0].casefold(), match[0])


def _in_threes(match: Match) -> str:
    return re.sub(r"\D", "_", match[0])


_SLIPS = (
    _slip(r"^(<=|>=|<|>|=) ?", "", "has a comparison; only a measure compares"),
    _slip(r"^(?:ca\.?|circa|about|around|approx\.?|roughly) ?(?=[0-9])", "~", "says 'about' in words"),
    _slip(r"^(~?) ?[-+] ?(?=[.0-9])", r"\1", "has a sign; quantities have none"),
    _slip(r"\s{2,}|[\t\n\r\f\v]", " ", "has more than one blank in a row, or a tab"),
    _slip(r"([0-9]+(?:\.[0-9]+)?)[eE]([+-]?[0-9]{1,2})\b(.*)", _without_exponent, "has an exponent"),
    _slip(r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3}){2,}(?![0-9])", _in_threes, "groups thousands with commas"),
    _slip(r"(?<![0-9])[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9])", _in_threes, "groups thousands with points"),
    _slip(r"(?<![0-9])[0-9]{1,3}(?:'[0-9]{3})+(?![0-9])", _in_threes, "groups thousands with apostrophes"),
    _slip(r"(?<=[0-9]),(?=[0-9])", ".", "has a comma in its number"),
    _slip(r"(?<![0-9.])\.(?=[0-9])", "0.", "begins with the decimal point"),
    _slip(r"(?<=[0-9])\.(?![0-9.])", "", "ends its number in a point"),
    _slip(r"[,;:!]+$|(?<!\.)\.$", "", "ends in punctuation"),
    _slip(r"(?<=[0-9])__+(?=[0-9])", "_", "has several thousands marks in a row"),
    _slip(r" ?\bper ", "/", "says 'per' where / belongs"),
    _slip(r" ?/ ", "/", "has a blank after the /"),
    _slip(r"(?<=[0-9a-zA-Z%]) ?(?:-|\bto\b|\.\.\.) ?(?=[0-9])", "..", "joins two ends without '..'"),
    _slip(rf"^(~?) ?([A-Z]{{3}}) ?({_NUMBER})(.*)", r"\1\3 \2\4", "has its currency before the number"),
    _slip(r"[A-Za-z]+", _spoken_unit, "has a unit by a name that is not in the table"),
    _slip(r"(?<=[0-9a-zA-Z]) (?=/)", "", "has a blank before the /"),
)
_NOUN_IN_RATE = re.compile(rf"^(~? ?{_NUMBER} ?[kMG]?) ?[A-Za-z_-]{{3,}}(/[a-z]+)$")


def explain(text: str, wanted: Sequence[Dimension], read: Reader) -> tuple[str, str]:
    """Say what is wrong with a text that was refused.

    Args:
        text: The text, bounded in length by the caller.
        wanted: The dimensions that its field takes; empty for any.
        read: Reads a quantity of any dimension, or returns None.

    Returns:
        A message that quotes the text, and a help that says what to write.
    """
    found = read(text)
    if found is not None:
        return _of_another_dimension(text, found, wanted)
    if not text.strip():
        return f"nothing is written where {_phrase(wanted)} belongs", _example(wanted)
    reason, meant = _repaired(text, wanted)
    repaired = read(meant)
    if repaired is not None and (not wanted or repaired.dimension in wanted):
        return f"{quoted(text)} {reason or 'is not written as a quantity'}", _write(text, meant)
    if not any(char.isdecimal() for char in text):
        return f"{quoted(text)} has no number", _example(wanted)
    if reason and repaired is not None:
        return f"{quoted(text)} {reason}", _example(wanted)
    if ".." in meant:
        return _in_range(text, meant, wanted, read)
    return _in_unit(text, meant, reason, wanted)


def _repaired(text: str, wanted: Sequence[Dimension]) -> tuple[str, str]:
    """Return the first slip that was found and the text with all of them mended."""
    meant = text.strip()
    reason = ""
    strange = next((char for char in meant if not char.isascii()), "")
    if strange or "$" in meant:
        meant = _in_ascii(meant)
        name = unicodedata.name(strange, "unnamed") if strange else ""
        reason = (
            f"holds U+{ord(strange):04X} {name}, which is not plain ASCII"
            if strange
            else "has a sign for its currency"
        )
    for slip in _SLIPS:
        mended = slip.pattern.sub(slip.repair, meant)
        if mended != meant:
            reason, meant = reason or slip.reason, mended
    noun = _NOUN_IN_RATE.match(meant)
    takes_rates = not wanted or Dimension.RATE in wanted
    if noun and takes_rates and read_unit(noun[2]) and not _is_known(meant):
        reason, meant = reason or "says what it counts; a rate needs no noun", noun[1].rstrip() + noun[2]
    return reason, meant


def _in_ascii(text: str) -> str:
    spoken = unicodedata.normalize("NFKC", text.translate(_SPOKEN_SIGNS)).translate(_SPOKEN_SIGNS)
    plain = (str(unicodedata.decimal(char, char)) for char in spoken)
    return re.sub(r"\s+", " ", "".join(plain)).strip().removeprefix("\ufeff")


def _is_known(text: str) -> bool:
    match = re.fullmatch(rf"~? ?{_NUMBER} ?(.*)", text)
    return bool(match and read_unit(match[1]))


def _write(text: str, meant: str) -> str:
    """Say what to write; one comma before three digits may be either kind of mark."""
    comma = re.search(r"(?<![0-9,.])([1-9][0-9]{0,2}),([0-9]{3})(?![0-9,])", text)
    if comma:
        return f"write '{meant.replace(f'{comma[1]}.{comma[2]}', f'{comma[1]}_{comma[2]}')}' for thousands, '{meant}' for a fraction"
    return f"write '{meant}'"


def _of_another_dimension(text: str, found: Readable, wanted: Sequence[Dimension]) -> tuple[str, str]:
    needed = _phrase(wanted)
    if found.dimension is Dimension.COUNT and not found.unit:
        number = text.strip()
        fraction = re.fullmatch(r"(~?)(0\.[0-9]+|1)", number)
        if Dimension.SHARE in wanted and fraction and number != "1":
            percent = f"{fraction[1]}{float(Fraction(fraction[2]) * 100):.12g} %"
            return f"{quoted(text)} has no unit; a bare number only counts things", f"write '{percent}'"
        units = [symbol for dimension in wanted for symbol in symbols_of(dimension)]
        return (
            f"{quoted(text)} has no unit, here {needed} is needed; a bare number only counts things",
            f"add one of: {', '.join(units)}" if len(units) > 1 else f"write '{with_unit(number, units[0])}'",
        )
    return f"{quoted(text)} is {DIMENSIONS[found.dimension].phrase}, here {needed} is needed", _example(
        wanted
    )


def _in_range(text: str, meant: str, wanted: Sequence[Dimension], read: Reader) -> tuple[str, str]:
    ends = [part.strip() for part in meant.split("..")]
    readable = [read(end) for end in ends]
    if len(ends) > 2:
        return f"{quoted(text)} has more than two ends", "write a range as '1 KB..500 MB'"
    if None in readable:
        broken = ends[readable.index(None)]
        if not broken:
            return f"{quoted(text)} has one end only", "write both ends of a range, as in '1 KB..500 MB'"
        message, advice = explain(broken, wanted, read)
        return f"{message} (in {quoted(text)})", advice
    first, last = (end for end in readable if end is not None)
    if not last.unit or not first.unit:
        return (
            f"{quoted(text)} leaves open which unit its ends have",
            f"write the unit at both ends: {_both(ends)}",
        )
    if first.dimension is not last.dimension:
        return (
            f"{quoted(text)} goes from {DIMENSIONS[first.dimension].phrase} to {DIMENSIONS[last.dimension].phrase}",
            "write both ends in units of the same kind",
        )
    if first.unit[-3:] != last.unit[-3:] and first.dimension in {Dimension.MONEY, Dimension.MONEY_RATE}:
        return f"{quoted(text)} has two currencies", "write both ends in the same currency"
    return f"{quoted(text)} begins with its higher end", f"write '{ends[1]}..{ends[0]}'"


def _both(ends: Sequence[str]) -> str:
    unit = next((match[0] for end in reversed(ends) if (match := re.search(r" ?[A-Za-z%/].*$", end))), " ms")
    return "'" + "..".join(end if re.search("[A-Za-z%/]", end) else end + unit for end in ends) + "'"


def _in_unit(text: str, meant: str, reason: str, wanted: Sequence[Dimension]) -> tuple[str, str]:
    match = re.fullmatch(rf"~? ?({_NUMBER}) ?([^0-9]*)", meant)
    if match is None:
        return f"{quoted(text)} {reason or 'is not one number with one unit'}", _example(wanted)
    number, unit = match[1], match[2].strip()
    if read_unit(unit) is not None:
        return (
            f"{quoted(text)} does not group its digits in threes with one kind of mark",
            "write 2_000_000 or 2 000 000",
        )
    if unit == "m":
        return f"{quoted(text)} could mean minutes or months", f"write '{number} min' or '{number} months'"
    bits = re.fullmatch(r"([kKMGT])b(/.*)?", unit)
    if bits:
        prefix, period = bits[1].upper(), bits[2] or ""
        return (
            f"{quoted(text)} could mean bits or bytes",
            f"write '{number} {prefix.replace('K', 'k')}bit{period}' or '{number} {prefix}B{period}'",
        )
    close = did_you_mean(unit, _unit_names(wanted))
    return (
        f"{quoted(text)} has a unit that is not in the table: {quoted(unit)}",
        f"did you mean '{with_unit(number, close)}'?" if close else _example(wanted),
    )


def _unit_names(wanted: Sequence[Dimension]) -> list[str]:
    """Return every unit that would do, those with a period included."""
    dimensions = wanted or tuple(Dimension)
    names = [name for unit in UNITS if unit.dimension in dimensions for name in (unit.symbol, *unit.aliases)]
    periods = [unit.symbol for unit in UNITS if unit.dimension is Dimension.RATE]
    scales = [unit.symbol for unit in UNITS if unit.dimension is Dimension.COUNT]
    sizes = [unit.symbol for unit in UNITS if unit.dimension is Dimension.SIZE]
    currencies = sorted(CURRENCIES)
    heads = {Dimension.RATE: scales, Dimension.BANDWIDTH: sizes, Dimension.MONEY_RATE: currencies}
    for dimension in dimensions:
        names += [head + period for head in heads.get(dimension, ()) for period in periods]
    return names + (currencies if Dimension.MONEY in dimensions else [])


def _phrase(wanted: Sequence[Dimension]) -> str:
    return " or ".join(DIMENSIONS[dimension].phrase for dimension in wanted) or "a quantity"


def _example(wanted: Sequence[Dimension]) -> str:
    examples = (
        f"{DIMENSIONS[d].phrase} such as '{DIMENSIONS[d].example}'"
        for d in wanted or (Dimension.DURATION, Dimension.RATE)
    )
    return f"write {' or '.join(examples)}"
