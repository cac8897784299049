"""Numbers: whether the design can reach its targets, how that is computed, and what if."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=110,
    title="Numbers",
    sentence="Whether the design can reach its targets, how that is computed, and what if.",
    pane="archkit.tui.numbers_pane:NumbersPane",
    stages=frozenset({"findings", "evaluation"}),
    stands_alone=True,
    help="""\
Every measure is judged from the flows, the load and what the components can do. Nothing is written while you try.

- **← →** move a slider: the load, the replicas of a component, its latency. Verdicts follow at once; `✓→✗` marks what changed.
- **0** puts a slider back, **r** all of them, **x** thinks a component away.
- **w** writes replicas and latencies that you moved into the files.
- **v** shows the derivation, the components under their load, where it gives way first, and what pulls against what.
- **Enter** on a measure goes to its derivation; on a line of it, to the field that the number comes from.

Waiting grows without bound near full load: look at components above 80 %.
""",
)
