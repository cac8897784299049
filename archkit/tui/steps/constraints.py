"""Constraints: What is fixed before the design begins."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=80, title="Constraints", section="constraints", sentence="What is fixed before the design begins."
)
