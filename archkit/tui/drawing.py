"""A use case as it is being written becomes the text of its sequence diagram."""

from typing import Any

from archkit.diagnostics import Place
from archkit.model import Requirements, UseCase
from archkit.session import Element
from archkit.tui.widgets.diagram import Draw

_COLUMNS_EACH = 12
"""Cells that a participant needs; with fewer, a flow is drawn in phases."""


def drawing_of(requirements: Requirements, element: Element | None, extension: int | None) -> Draw:
    """Return what draws a flow for a width; steps that are not finished are left out of the drawing.

    Args:
        requirements: Know the names and kinds of those who take part.
        element: The use case, as its file has it now.
        extension: Which of its extensions to draw instead.
    """
    data = element.data if element is not None and isinstance(element.data, dict) else {}
    place = element.place if element is not None else Place("", ("use_cases", ""))

    def draw(width: int) -> str:
        from archkit.render import sequence  # noqa: PLC0415 - in the thread that draws

        use_case = _use_case(data)
        use_case.bind(place)
        chosen = None
        if extension is not None:
            if extension >= len(use_case.extensions):
                return ""
            chosen = use_case.extensions[extension]
        chart = sequence.chart_of(requirements, use_case, chosen)
        if not chart.entries:
            return "The diagram is drawn here as soon as there is a step."
        parts = sequence.phases(chart, max(4, min(8, width // _COLUMNS_EACH)))
        return sequence.terminal_text(parts, width, colour=True)

    return draw


def _use_case(data: dict[str, Any]) -> UseCase:
    """Return the use case with every step that can be read."""
    extensions = data.get("extensions")
    readable = {
        "title": data.get("title"),
        "primary_actor": data.get("primary_actor"),
        "steps": _readable(data.get("steps")),
        "extensions": [
            {**{key: one.get(key) for key in ("when", "at")}, "steps": _readable(one.get("steps"))}
            if isinstance(one, dict)
            else {}
            for one in (extensions if isinstance(extensions, list) else [])
        ],
    }
    try:
        return UseCase.model_validate(readable)
    except ValueError:
        return UseCase.model_validate({"steps": readable["steps"]})


def _readable(steps: Any) -> list[Any]:
    return [step for step in (steps if isinstance(steps, list) else []) if _is_readable(step)]


def _is_readable(step: Any) -> bool:
    try:
        UseCase.model_validate({"steps": [step]})
    except ValueError:
        return False
    return True
