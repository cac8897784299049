"""Quality attributes: How well the system has to do it, with a measure."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=70,
    title="Quality attributes",
    section="quality_attributes",
    sentence="How well the system has to do it, with a measure.",
    pane="archkit.tui.quality_pane:QualityPane",
    help="""\
Functions fit nearly every structure; qualities tell structures apart. Write the demand as people say it, then make it a number.

- **v** says how much: the likeliest measure of the statement; once more for the next one. A number that nobody said carries `~`.
- **b** builds a measure part by part, and tells at once whether the design meets it.
- **s** fills the scenario: who does what, where, under which circumstances, and what happens.
- **t** shows the utility tree as a board; **⇧ arrows** (or `HJKL`) push a card to where it belongs.

Measure at the user, waiting included, and by percentiles: an average hides the people who left.
""",
)
