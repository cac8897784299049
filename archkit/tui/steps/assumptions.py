"""Assumptions: What is taken to be true until somebody checks it."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=25,
    title="Assumptions",
    section="assumptions",
    sentence="What is taken to be true until somebody checks it.",
)
