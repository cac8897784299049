"""Questions: what is not known yet, what helps most first."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=20,
    title="Questions",
    section="questions",
    sentence="What is not known yet, what helps most first.",
    pane="archkit.tui.questions_pane:QuestionsPane",
    stands_alone=True,
    help="""\
Everything that is open, from all steps of the walk: what you wrote down, what lint asks, and what is usually asked.
The first one helps most. An answer becomes YAML at once: a field, an element, or an entry below `questions`.

- **Enter** answers; several answers stand behind each other with semicolons.
- **d** drops a question, with a reason; it is not asked again, and everybody can read why.
- **o** hands it on to somebody who knows; it stays open, with an owner.
- **s** assumes something: the value counts, and is marked as assumed until somebody confirms it.
- **g** goes to what it is about; **f** shows the entries of the files.
""",
)
