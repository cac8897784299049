"""Decisions: What was chosen, and why."""

from archkit.tui.steps._step import Step

STEP = Step(order=120, title="Decisions", section="decisions", sentence="What was chosen, and why.")
