"""Requirements become verdicts: whether the numbers of a design can be met, and how that is derived."""

from archkit.catalog import Catalog
from archkit.evaluate.evaluation import Evaluation, Glance, Progress, evaluation_of
from archkit.evaluate.figures import Figures, Input, Missing
from archkit.evaluate.forms import Look, as_data, as_json, as_markdown, as_text
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
from archkit.evaluate.whatif import WhatIf, applied, load_factor
from archkit.model import Requirements

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
    "show",
]

_AS_IT_IS = WhatIf()


def evaluate(
    requirements: Requirements,
    catalog: Catalog | None = None,
    question: WhatIf = _AS_IT_IS,
    *,
    progress: Progress | None = None,
) -> Evaluation:
    """Judge every measure of a workspace.

    Args:
        requirements: All that the team has said.
        catalog: For regions, the network and the vocabulary; the built-in one where none is given.
        question: What is thought different from what the files say.
        progress: Told how many measures of how many are judged.

    Raises:
        UsageError: The question changes something that is not there.
    """
    changed, without = applied(requirements, question)
    figures = Figures(changed, catalog or Catalog(), load=question.load, without=without)
    return evaluation_of(figures, progress=progress)


def glance(requirements: Requirements, catalog: Catalog) -> Glance:
    """Return what the numbers of a workspace say at a glance: what fails, not by how much the rest is met."""
    return Glance(Figures(requirements, catalog))
