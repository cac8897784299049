"""Use cases: What actors want to get done."""

from archkit.tui.steps._step import Step

STEP = Step(order=50, title="Use cases", section="use_cases", sentence="What actors want to get done.")
