"""Requirements become verdicts: whether the numbers of a design can be met, and how that is derived."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archkit.evaluate.at_a_glance import Glance, Share, glance
    from archkit.evaluate.evaluation import Evaluation, evaluate
    from archkit.evaluate.figures import Input, Missing
    from archkit.evaluate.forms import Look, as_data, as_json, as_markdown, as_text
    from archkit.evaluate.formulas.percentiles import percentile
    from archkit.evaluate.judging import Progress
    from archkit.evaluate.result import (
        Answer,
        ComponentState,
        Cost,
        Degradation,
        ErrorBudget,
        Line,
        Moved,
        Moves,
        NotComputed,
        Result,
        Sensitivity,
        Stored,
        Target,
        Verdict,
        show,
    )
    from archkit.evaluate.tradeoffs import Effect, Point, Pull, TradeOffs
    from archkit.evaluate.whatif import WhatIf, load_factor

__all__ = [
    "Answer",
    "ComponentState",
    "Cost",
    "Degradation",
    "Effect",
    "ErrorBudget",
    "Evaluation",
    "Glance",
    "Input",
    "Line",
    "Look",
    "Missing",
    "Moved",
    "Moves",
    "NotComputed",
    "Point",
    "Progress",
    "Pull",
    "Result",
    "Sensitivity",
    "Share",
    "Stored",
    "Target",
    "TradeOffs",
    "Verdict",
    "WhatIf",
    "as_data",
    "as_json",
    "as_markdown",
    "as_text",
    "evaluate",
    "glance",
    "load_factor",
    "percentile",
    "show",
]
_HOMES = {
    "at_a_glance": ("Glance", "Share", "glance"),
    "evaluation": ("Evaluation", "evaluate"),
    "figures": ("Input", "Missing"),
    "forms": ("Look", "as_data", "as_json", "as_markdown", "as_text"),
    "formulas.percentiles": ("percentile",),
    "judging": ("Progress",),
    "result": (
        "Answer",
        "ComponentState",
        "Cost",
        "Degradation",
        "ErrorBudget",
        "Line",
        "Moved",
        "Moves",
        "NotComputed",
        "Result",
        "Sensitivity",
        "Stored",
        "Target",
        "Verdict",
        "show",
    ),
    "tradeoffs": ("Effect", "Point", "Pull", "TradeOffs"),
    "whatif": ("WhatIf", "load_factor"),
}
"""File of this room to the names that it gives to others."""


def __getattr__(name: str) -> Any:
    """Load a file when something of it is first asked for: rules need few of them, and a small project's lint feels all."""
    home = next((file for file, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(name)
    globals()[name] = found = getattr(import_module(f"archkit.evaluate.{home}"), name)
    return found
