"""Entities: What the system keeps and passes on."""

from archkit.tui.steps._step import Step

STEP = Step(order=40, title="Entities", section="entities", sentence="What the system keeps and passes on.")
