"""Sentences: what somebody wrote becomes use cases, qualities, constraints and questions."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=15,
    title="Sentences",
    sentence="What somebody wrote becomes use cases, qualities, constraints and questions.",
    pane="archkit.tui.sentences_pane:SentencesPane",
    stands_alone=True,
    help="""\
Paste a letter, a note, a list of wishes. Each sentence is read: what it does, how well, and what is fixed already.
Talk around it is left out; what nobody can answer becomes a question.

- **Esc** goes from the text to the pieces, and back.
- **Enter** begins the text, and takes a piece, with what it refers to; **A** takes all; **x** leaves one out.
- **v** chooses another measure. A number that the sentence does not say carries `~`.
""",
)
