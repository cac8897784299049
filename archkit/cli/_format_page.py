"""A field of the format becomes a page for the terminal: what it means, what may stand there, and the fields inside."""

import textwrap
from collections.abc import Iterator

from archkit.model.guide import FormatField

_NAMES = 18
"""Columns of a field's name, before its sentence begins."""
_STEP = (
    "A step is FROM -> TO: ACTION (the caller waits), FROM ~> TO: ACTION (nobody waits), or one of alt, opt, loop, par, "
    "critical and note. Behind the arrow may also stand a map: FROM -> TO: {action: ..., data: [...]}."
)


def format_page(fields: list[FormatField], *, width: int = 80) -> str:
    """Return the page of a field, or of all fields that have a name.

    Args:
        fields: What was found.
        width: Columns of the terminal.
    """
    return "\n\n".join("\n".join(_lines(one, max(width, 40))) for one in fields) + "\n"


def _lines(field: FormatField, width: int) -> Iterator[str]:
    yield f"# {field.path}"
    yield ""
    yield from textwrap.wrap(_told(field), width)
    if field.path.endswith(".steps"):
        yield ""
        yield from textwrap.wrap(_STEP, width)
    if field.inside:
        yield ""
    for one in field.inside:
        name = one.path.rpartition(".")[2]
        gap = " " * max(1, _NAMES - len(name))
        yield from textwrap.wrap(
            f"  {name}{gap}{_told(one)}",
            width,
            subsequent_indent=" " * (2 + _NAMES),
            break_long_words=False,
            break_on_hyphens=False,
        )
    if deeper := next((one.path for one in field.inside if one.value.endswith("map")), ""):
        yield ""
        yield f"What stands in a map: archkit explain {deeper}"


def _told(field: FormatField) -> str:
    value = f" ({field.value})" if field.value and not (field.inside and field.value.endswith("map")) else ""
    return f"{field.meaning.rstrip('.')}{value}."
