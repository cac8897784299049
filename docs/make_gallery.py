"""The examples become the gallery: docs/gallery.md and a picture of every kind of diagram below docs/gallery/.

Run it with ``python docs/make_gallery.py``; with ``--check`` it writes nothing and fails when something is stale.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from archkit.generators import generate
from archkit.render import sequence
from archkit.workspace import Workspace

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"

CHOSEN = (
    (
        "hitchhiking",
        "sequence/ride-together",
        "Sequence: a use case",
        "Calls with their answers and bars, events in another colour, frames for what may happen, may repeat or runs at the same time. Beside each step stands its time.",
    ),
    (
        "hitchhiking",
        "sequence/pay-for-ride.extension-1",
        "Sequence: an extension",
        "What happens when something goes wrong; above the frame stands the step at which it does.",
    ),
    (
        "ticket-reservation",
        "sequence/buy-ticket",
        "Sequence: in parts",
        "More than eight participants, or more than sixty messages, are shown in parts.",
    ),
    ("hitchhiking", "context", "System context", "C4, level 1: who uses the system, and what it depends on."),
    (
        "hitchhiking",
        "containers",
        "Containers",
        "C4, level 2: the parts of the system with their technology and numbers, and who asks whom for what.",
    ),
    ("job-search", "containers", "Containers with a broker", "What is announced goes through the broker."),
    (
        "online-store",
        "dataflow",
        "Data flow",
        "Which data goes where; behind an arrow to the left stands what comes back.",
    ),
    ("hitchhiking", "deployment", "Deployment", "Which copies run in which region and zone."),
    (
        "hitchhiking",
        "data-model",
        "Data",
        "Entities, what they refer to, who keeps them and who alone changes them.",
    ),
    (
        "hitchhiking",
        "utility-tree",
        "Utility tree",
        "Demands on quality with their business value and technical risk.",
    ),
    ("archkit", "decision-graph", "Decisions", "What rests on what, and what was replaced."),
)
"""Example, diagram, heading, sentence."""


def files() -> Iterator[tuple[Path, str]]:
    """Yield each file of the gallery with its text."""
    made = {
        name: {
            artifact.path: artifact.data.decode()
            for artifact in generate(Workspace(EXAMPLES / name).dossier, KINDS)
        }
        for name in dict.fromkeys(example for example, *_ in CHOSEN)
    }
    lines = [
        "# Gallery",
        "",
        "Every picture on this page was generated from the examples, with `archkit generate`, and needs no script, no",
        "font and no network. Each file holds light and dark colours and follows the reader's choice; to see both here,",
        "each stands twice.",
    ]
    for example, diagram, heading, sentence in CHOSEN:
        name = f"{example}-{diagram.replace('/', '-')}"
        svg = made[example][f"diagrams/{diagram}.svg"]
        lines += ["", f"## {heading}", "", f"{sentence} Example: `{example}`.", ""]
        for mode in ("light", "dark"):
            path = DOCS / "gallery" / f"{name}.{mode}.svg"
            yield path, fixed(svg, mode)
            lines.append(f"![{heading}, {mode}](gallery/{path.name})")
    lines += [
        "",
        "## In the terminal",
        "",
        "`archkit show ride-together --width 100`:",
        "",
        "```text",
        terminal().rstrip(),
        "```",
    ]
    yield DOCS / "gallery.md", "\n".join(lines) + "\n"


KINDS = (
    "sequence",
    "context",
    "containers",
    "dataflow",
    "deployment",
    "data_model",
    "utility_tree",
    "decision_graph",
)


def fixed(svg: str, mode: str) -> str:
    """Return a picture that shows one of its two sets of colours, whatever the reader has chosen."""
    query = "@media (prefers-color-scheme: dark)"
    return svg.replace(query, "@media all" if mode == "dark" else "@media not all")


def terminal() -> str:
    """Return a use case as the terminal shows it."""
    requirements = Workspace(EXAMPLES / "hitchhiking").requirements
    use_case = requirements.use_cases["ride-together"]
    return sequence.terminal_text(sequence.phases(sequence.chart_of(requirements, use_case)), 100)


def main(words: list[str]) -> int:
    """Write the gallery, or tell what of it is stale."""
    wanted = dict(files())
    if "--check" in words:
        stale = [
            path
            for path, text in wanted.items()
            if not path.exists() or path.read_text(encoding="utf-8") != text
        ]
        stale += [path for path in (DOCS / "gallery").glob("*.svg") if path not in wanted]
        for path in stale:
            sys.stdout.write(f"stale: {path.relative_to(DOCS.parent)}\n")
        return 1 if stale else 0
    (DOCS / "gallery").mkdir(exist_ok=True)
    for path in (DOCS / "gallery").glob("*.svg"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"Wrote {len(wanted)} files below {DOCS}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
