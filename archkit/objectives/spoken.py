"""Exact numbers become text: for PromQL without float noise, for people in the units that they think in."""

from decimal import Decimal

_UNITS = ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s"))
_PROMETHEUS = ((86_400, "d"), (3600, "h"), (60, "m"), (1, "s"))


def exact(value: float) -> Decimal:
    """Return the decimal number that a float stands for: 0.999, not 0.99899999999999999911."""
    return Decimal(repr(value))


def number(value: Decimal) -> str:
    """Return a number as PromQL, YAML and JSON read it: no exponent, no needless zeros, twelve digits at most."""
    rounded = Decimal(f"{value:.12g}")
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Decimal, digits: int = 6) -> str:
    """Return a share for people: ``99.9 %``."""
    return f"{number(Decimal(f'{share * 100:.{digits}g}'))} %"


def spoken_duration(seconds: Decimal | float) -> str:
    """Return a duration for people, in its two greatest units: ``43 min 12 s``, ``7 h 12 min``, ``2 d 2 h``."""
    exactly = Decimal(seconds)
    if exactly < 10:
        return f"{number(Decimal(f'{exactly:.2g}'))} s"
    rest, parts = int(exactly.to_integral_value()), []
    for size, unit in _UNITS:
        if rest >= size:
            parts.append(f"{rest // size} {unit}")
            rest %= size
        if len(parts) == 2:
            break
    return " ".join(parts)


def prometheus_duration(seconds: int) -> str:
    """Return a duration as PromQL writes it, in one unit: ``5m``, ``6h``, ``30d``."""
    size, unit = next((size, unit) for size, unit in _PROMETHEUS if seconds % size == 0)
    return f"{seconds // size}{unit}"
