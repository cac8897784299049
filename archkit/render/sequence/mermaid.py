"""A sequence chart becomes Mermaid text, for people who paste it elsewhere."""

from collections.abc import Iterator

from archkit.render._dialects import mermaid_line, mermaid_text
from archkit.render.sequence.chart import Chart, Close, Entry, Fragment, Message, Note, Participant, walk

_ARROWS = {"call": "->>", "event": "-)", "reply": "-->>", "lost": "-x"}
_TYPES = {"database": "database", "broker": "queue"}
_ANOTHER = {"alt": "else", "par": "and", "critical": "option"}


def mermaid(chart: Chart) -> str:
    """Return a sequence diagram.

    Participants are named p1, p2, … because many ordinary words are keywords of Mermaid.
    """
    names = {one.id: f"p{number}" for number, one in enumerate(chart.participants, start=1)}
    lines = ["sequenceDiagram", f"  title {mermaid_line(chart.title)}"]
    lines += _participants(chart, names)
    lines += _entries(chart, chart.entries, names, 1)
    return "\n".join(lines) + "\n"


def _participants(chart: Chart, names: dict[str, str]) -> Iterator[str]:
    created = {entry.target for entry in walk(chart.entries) if isinstance(entry, Message) and entry.creates}
    group = ""
    for one in chart.participants:
        if one.group != group:
            if group:
                yield "  end"
            if one.group:
                yield f"  box transparent {mermaid_line(one.group)}"
            group = one.group
        if one.id not in created:
            yield f"  {'  ' if group else ''}{_declared(one, names[one.id])}"
    if group:
        yield "  end"


def _declared(participant: Participant, name: str) -> str:
    label = mermaid_text(participant.label, 24)
    if participant.detail:
        label += f"<br/>{mermaid_text(participant.detail, 24)}"
    if participant.kind == "person":
        return f"actor {name} as {label}"
    kind = _TYPES.get(participant.kind)
    return (
        f'participant {name}@{{ "type": "{kind}" }} as {label}' if kind else f"participant {name} as {label}"
    )


def _entries(chart: Chart, entries: tuple[Entry, ...], names: dict[str, str], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for entry in entries:
        if isinstance(entry, Message):
            if entry.creates:
                yield f"{indent}create {_declared(chart.participant(entry.target), names[entry.target])}"
            if entry.destroys:
                yield f"{indent}destroy {names[entry.target]}"
            mark = "+" if entry.opens else "-" if entry.closes else ""
            arrow = f"{names[entry.source]}{_ARROWS[entry.kind]}{mark}{names[entry.target]}"
            yield f"{indent}{arrow}: {_said(entry)}"
        elif isinstance(entry, Close):
            yield f"{indent}deactivate {names[entry.participant]}"
        elif isinstance(entry, Note):
            ends = sorted((names[one] for one in entry.over), key=lambda name: int(name[1:]))
            over = ends[0] if len(ends) == 1 else f"{ends[0]},{ends[-1]}"
            yield f"{indent}Note over {over}: {mermaid_text(entry.text)}"
        else:
            yield from _fragment(chart, entry, names, depth)


def _fragment(chart: Chart, fragment: Fragment, names: dict[str, str], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for index, section in enumerate(fragment.sections):
        word = fragment.kind if index == 0 else _ANOTHER.get(fragment.kind, "else")
        condition = f"{section.condition} (continued)" if fragment.continued else section.condition
        yield f"{indent}{word} {mermaid_line(condition)}".rstrip()
        yield from _entries(chart, section.items, names, depth + 1)
    yield f"{indent}end"


def _said(message: Message) -> str:
    lines = [mermaid_text(message.caption)]
    detail = " · ".join(filter(None, (message.detail, message.budget)))
    return "<br/>".join([*lines, *([mermaid_text(detail, 48)] if detail else [])])
