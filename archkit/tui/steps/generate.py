"""Generate: the diagrams, documents and the site that are made of the requirements."""

from archkit.tui.steps._step import Step

STEP = Step(
    order=150,
    title="Generate",
    sentence="Diagrams, contracts, service levels and the site, made of what the files say.",
    pane="archkit.tui.generate_pane:GeneratePane",
    stands_alone=True,
    help="""\
Everything below the output folder is made of the requirements, so it cannot contradict them.

- **Enter** unfolds a folder, and shows the diff of a file: what would change on the disk, before anything is written.
- **g** writes what is new or changed. A file that you edited by hand is left alone, and told.
- **b** writes it and builds the site besides; **o** opens the site in the browser.

`archkit build` does the same in a pipeline, and stops at findings that fail.
""",
)
