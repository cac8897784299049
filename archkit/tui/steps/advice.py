"""Advice: which patterns fit these requirements, why, and what they cost."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=100,
    title="Advice",
    sentence="Which patterns fit these requirements, why, and what they cost.",
    pane="archkit.tui.advice_pane:AdvicePane",
    stages=frozenset({"findings", "advice"}),
    stands_alone=True,
    help="""\
Patterns of the catalog, weighed against the facts of your files. Each reason leads to the line that it rests on.

- **Enter** goes to the reasons; on a reason, to the requirement behind it.
- **y** accepts the pattern: a decision record is written with its context, what it was weighed against, and its price.
- **p** proposes it; **x** writes down that you do without.
- What is *not known yet* tells which answer would decide.

No architecture can be proven best. Look at the price before you accept: a record without drawbacks has weighed nothing.
""",
)
