"""Decisions: What was chosen, and why."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=120,
    title="Decisions",
    section="decisions",
    sentence="What was chosen, and why.",
    pane="archkit.tui.decisions_pane:DecisionsPane",
    help="""\
A record is for whoever asks in two years why it is so: context, decision, what lost and why, and what it costs.

- **y** accepts, **e** rejects, **s** begins the record that replaces it.
- **w** notes the demands behind it as they are today. When one of them changes, the decision is told to be suspect.

Advice writes whole records: see there.
""",
)
