"""Service levels: What is promised, and to whom."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=130, title="Service levels", section="service_levels", sentence="What is promised, and to whom."
)
