"""Flows: what happens step by step, and what happens instead when something goes wrong."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=60,
    title="Flows",
    sentence="What happens step by step, and what happens instead when something goes wrong.",
    pane="archkit.tui.flow_pane:FlowPane",
    needs_room=True,
)
