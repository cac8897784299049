"""Quality attributes: How well the system has to do it, with a measure."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=70,
    title="Quality attributes",
    section="quality_attributes",
    sentence="How well the system has to do it, with a measure.",
)
