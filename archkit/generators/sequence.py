"""Each use case and each of its extensions becomes a sequence diagram as Mermaid text."""

import re
from collections.abc import Iterator

from archkit.generators._artifact import Artifact, Dossier, Generator, safe_name
from archkit.model import Actor, Component, Extension, Message, Note, Requirements, Step, UseCase, walk
from archkit.render import wrap

FOLDER = "diagrams/sequence"
_LINE = 40
"""Characters of a text before it is broken."""
_LIVE = re.compile(r"[;#$<>&\x00-\x1f\x7f]")


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make one text for each flow that has steps."""
    for use_case in dossier.requirements.use_cases.values():
        name = safe_name(use_case.id)
        if use_case.steps:
            yield Artifact.text(f"{FOLDER}/{name}.mmd", mermaid(dossier.requirements, use_case))
        for number, extension in enumerate(use_case.extensions, start=1):
            if extension.steps:
                text = mermaid(dossier.requirements, use_case, extension)
                yield Artifact.text(f"{FOLDER}/{name}.extension-{number}.mmd", text)


def mermaid(requirements: Requirements, use_case: UseCase, extension: Extension | None = None) -> str:
    """Return the flow of a use case, or of one of its extensions, as a Mermaid sequence diagram.

    Participants are named p1, p2, … because many ordinary words are keywords of Mermaid; their names stand
    behind ``as``.
    """
    steps = extension.steps if extension else use_case.steps
    title = f"{use_case.label}: {extension.when}" if extension else use_case.label
    names: dict[str, str] = {}
    for step in walk(steps):
        ends = (step.source, step.target) if isinstance(step, Message) else step.over if isinstance(step, Note) else ()
        for end in ends:
            names.setdefault(end, f"p{len(names) + 1}")
    lines = ["sequenceDiagram", f"  title {_text(title)}", "  autonumber"]
    lines += [_participant(name, requirements.participant(end), end) for end, name in names.items()]
    lines += _steps(steps, names, depth=1)
    return "\n".join(lines)


def _participant(name: str, item: Actor | Component | None, identifier: str) -> str:
    word = "actor" if isinstance(item, Actor) and item.kind == "person" else "participant"
    return f"  {word} {name} as {_text(item.label if item else identifier)}"


def _steps(steps: tuple[Step, ...], names: dict[str, str], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for step in steps:
        if isinstance(step, Message):
            arrow = "->>" if step.waits else "-)"
            yield f"{indent}{names[step.source]}{arrow}{names[step.target]}: {_text(step.action or step.event or ' ')}"
            if step.returns and step.waits and step.source != step.target:
                yield f"{indent}{names[step.target]}-->>{names[step.source]}: {_text(', '.join(step.returns))}"
        elif isinstance(step, Note):
            over = ",".join(dict.fromkeys(names[end] for end in step.over)) or next(iter(names.values()), "")
            if over:
                first_and_last = over.split(",")
                ends = first_and_last if len(first_and_last) < 3 else [first_and_last[0], first_and_last[-1]]
                yield f"{indent}Note over {','.join(ends)}: {_text(step.note)}"
        elif names:
            yield from _fragment(step, names, depth)


def _fragment(step: Step, names: dict[str, str], depth: int) -> Iterator[str]:
    indent = "  " * depth
    word = type(step).__name__.lower()
    another = {"alt": "else", "par": "and"}.get(word, "else")
    for index, branch in enumerate(step.inner()):
        share = f" [{branch.share.text}]" if branch.share else ""
        yield f"{indent}{word if index == 0 else another} {_text(f'{branch.when}{share}')}".rstrip()
        yield from _steps(branch.steps, names, depth + 1)
    yield f"{indent}end"


def _text(text: str) -> str:
    """Return a text as Mermaid shows it: its own marks as codes, broken where it is long."""
    lines = wrap(text, _LINE).split("\n")
    return "<br/>".join(_LIVE.sub(lambda match: f"#{ord(match[0])};", line) for line in lines) or " "


GENERATOR = Generator("a sequence diagram of each use case and extension, as Mermaid text", make, order=10)
