"""Glossary: What the words of the domain mean."""

from archkit.tui.steps._step import Step

STEP = Step(order=28, title="Glossary", section="glossary", sentence="What the words of the domain mean.")
