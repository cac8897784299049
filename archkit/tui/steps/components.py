"""Components: How the system is cut, as far as it is known."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=90,
    title="Components",
    section="components",
    sentence="How the system is cut, as far as it is known.",
)
