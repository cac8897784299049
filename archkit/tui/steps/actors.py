"""Actors: Who and what uses the system from outside."""

from archkit.tui.steps._step import Step

STEP = Step(order=30, title="Actors", section="actors", sentence="Who and what uses the system from outside.")
