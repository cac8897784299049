"""Review: all that lint found, each with the page of its rule, and a key that leads to the field."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=140,
    title="Review",
    sentence="All that is wrong or still to be asked, each with the reason and the way to its field.",
    pane="archkit.tui.review_pane:ReviewPane",
    stands_alone=True,
    help="""\
What `archkit lint` says, and what a pipeline will say. Errors first, open questions last.

- **Enter** goes to the field that a finding is about; **F8** walks from one to the next wherever you are.
- **w** shows why: the page of the rule, with a bad and a good example.
- **i** writes an exception for this element into its file, with your reason. One that silences nothing later is told.

A finding contradicts only what the files say. What is missing is asked, once, from the stage on at which it matters.
""",
)
