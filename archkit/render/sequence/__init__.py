"""Flows as sequence charts: one model, one layout, four forms: SVG, text of the terminal, Mermaid, PlantUML."""

from archkit.render.sequence.chart import (
    Chart,
    Close,
    Entry,
    Fragment,
    Message,
    Note,
    Participant,
    Section,
    count_messages,
    involved,
)
from archkit.render.sequence.flow import chart_of, operation_ref
from archkit.render.sequence.layout import lay_out
from archkit.render.sequence.mermaid import mermaid
from archkit.render.sequence.phases import phases
from archkit.render.sequence.plantuml import plantuml
from archkit.render.sequence.svg import PIXELS, Href, svg
from archkit.render.sequence.terminal import CELLS, terminal_text

__all__ = [
    "CELLS",
    "PIXELS",
    "Chart",
    "Close",
    "Entry",
    "Fragment",
    "Href",
    "Message",
    "Note",
    "Participant",
    "Section",
    "chart_of",
    "count_messages",
    "involved",
    "lay_out",
    "mermaid",
    "operation_ref",
    "phases",
    "plantuml",
    "svg",
    "terminal_text",
]
