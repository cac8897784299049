"""Values of fields become HTML: what a row of a page's facts shows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from archkit.evaluate import Verdict
from archkit.generators._site.names import Names
from archkit.model import Measure, Part, Quantity, Ref, name_from
from archkit.model.schema import sentences

MARKS = {
    Verdict.MET: "✓",
    Verdict.AT_RISK: "!",
    Verdict.MISSED: "✗",
    Verdict.INFEASIBLE: "∅",
    Verdict.CANNOT_TELL: "?",
}
"""Verdict to a mark that needs no colour."""
_LABELS = {
    "api": "API", "sli": "Indicator", "mtbf": "MTBF", "mttr": "MTTR", "trade_offs": "Pulls against", "baseline": "Today",
    "considered": "Considered", "deciders": "Decided by",
}  # fmt: skip
"""Fields whose name is not how people write it."""
_BY_SYSTEM, _BY_SWITCH = "@media (prefers-color-scheme: dark)", '[data-md-color-scheme="slate"]'
"""How a picture on its own and one inside a page know that it is dark."""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact: what is said, and the value."""

    label: str
    value: Markup
    hint: str = ""
    """What the field means, in a sentence."""
    field: str = ""
    """The field of the format that it shows."""


def badge(verdict: Verdict) -> Markup:
    """Return a verdict with its mark."""
    words = verdict.value.replace("-", " ")
    return Markup('<span class="ak-badge ak-{}"><span aria-hidden="true">{}</span> {}</span>').format(
        verdict.value, MARKS[verdict], words
    )


def chip(word: str, kind: str = "") -> Markup:
    """Return a word that classifies, such as a priority or a status."""
    return Markup('<span class="ak-chip{}">{}</span>').format(f" ak-chip--{kind}" if kind else "", word)


def figure(svg: str, caption: str, name: str) -> Markup:
    """Return a picture for a page; it follows the page's switch between light and dark.

    Args:
        svg: The picture.
        caption: What it shows, for those who cannot see it and for its tools.
        name: The name of the file that a reader downloads.
    """
    switched = svg.replace(_BY_SYSTEM, _BY_SWITCH).strip()
    return Markup(
        '<figure class="ak-figure" data-name="{}">\n<div class="ak-canvas" tabindex="0" role="group" aria-label="{}"'
        " data-search-exclude>\n{}\n</div>\n</figure>"
    ).format(name, caption, Markup(switched))  # noqa: S704 - archkit drew it, and escaped what users wrote


def rows(part: Part, names: Names, skip: Iterable[str] = ()) -> Iterator[Row]:
    """Yield the fields that were said, in the order of the format; what a field holds inside stands in its one row."""
    left_out, meanings = set(skip), sentences(type(part))
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if name in left_out or value in (None, "", (), {}) or value == info.default:
            continue
        label = _LABELS.get(name) or name_from((info.alias or name).replace("_", "-"))
        hint = meanings.get(name, "").replace("`", "")
        if isinstance(value, Part):
            inner = [_pair(row.label.lower(), row.value, names) for row in rows(value, names)]
            if inner:
                yield Row(label, Markup(", ").join(inner), hint, name)
        else:
            yield Row(label, shown(value, names), hint, name)


def shown(value: Any, names: Names) -> Markup:
    """Return a value of a field as HTML."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Ref):
        return names.link(value)
    if isinstance(value, bool):
        return Markup("yes") if value else Markup("no")
    if isinstance(value, Quantity | Measure):
        return amount(value.text)
    if isinstance(value, date):
        return escape(value.isoformat())
    if isinstance(value, dict):
        return Markup("<br>").join(_pair(key, one, names) for key, one in value.items())
    if isinstance(value, tuple):
        long = any(len(str(one)) > 24 or str(one).endswith(".") for one in value)
        between = Markup("<br>") if long else Markup(", ")
        return between.join(shown(one, names) for one in value)
    return escape(getattr(value, "text", None) or str(value))


def typeset(text: str) -> str:
    """Return a quantity or a measure as in print: numbers stay with their units, comparisons are one sign."""
    tied = re.sub(r"(?<=\d) (?=[A-Za-z%µ\d])", "\u00a0", text.strip())
    return tied.replace("<=", "≤").replace(">=", "≥").replace("_", " ")


def amount(text: str) -> Markup:
    """Return a quantity or a measure as in print, as HTML."""
    return escape(typeset(text))


def breakable(text: str) -> Markup:
    """Return an address or a name of code that may be broken after its signs, not in the midst of a word."""
    return Markup("<wbr>").join(escape(part) for part in re.split(r"(?<=[/._:-])(?=[^/])", text))


def _pair(key: str, value: Any, names: Names) -> Markup:
    if value in (None, ""):
        return escape(key)
    return Markup('<span class="ak-key">{}</span> {}').format(key, shown(value, names))
