"""What artifacts look like: templates, graphs through Graphviz, sequence charts as pictures and as text."""

from archkit.render._graphviz import ENGINE_VARIABLE, Drawing, draw, engine, missing_engine
from archkit.render._templates import raw, raw_bytes, templates
from archkit.render._text import wrap

__all__ = [
    "ENGINE_VARIABLE",
    "Drawing",
    "draw",
    "engine",
    "missing_engine",
    "raw",
    "raw_bytes",
    "templates",
    "wrap",
]
