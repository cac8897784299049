"""Questions: What has to be asked before anybody can answer."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=20,
    title="Questions",
    section="questions",
    sentence="What has to be asked before anybody can answer.",
)
