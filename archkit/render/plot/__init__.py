"""Plots: numbers that people would rather look at than read, as SVG in light and dark."""

from archkit.render.plot.bars import Bar, bar_plot
from archkit.render.plot.curves import Series, curve_plot, growth_plot
from archkit.render.plot.frame import Tone

__all__ = ["Bar", "Series", "Tone", "bar_plot", "curve_plot", "growth_plot"]
