"""A sequence chart becomes PlantUML text, for people who paste it elsewhere."""

from collections.abc import Iterator

from archkit.render._dialects import plantuml_line, plantuml_text
from archkit.render.sequence.chart import Chart, Close, Entry, Fragment, Message, Note, Participant, walk

_ARROWS = {"call": "->", "event": "->>", "reply": "-->", "lost": "->x"}
_WORDS = {"person": "actor", "database": "database", "broker": "queue"}


def plantuml(chart: Chart) -> str:
    """Return a sequence diagram.

    Groups are closed and bars are balanced here, because PlantUML draws what is not without a word.
    """
    names = {one.id: f"p{number}" for number, one in enumerate(chart.participants, start=1)}
    lines = ["@startuml", f"title {plantuml_line(chart.title)}", "hide footbox"]
    lines += _participants(chart, names)
    lines += _entries(chart, chart.entries, names, 0)
    return "\n".join([*lines, "@enduml"]) + "\n"


def _participants(chart: Chart, names: dict[str, str]) -> Iterator[str]:
    created = {entry.target for entry in walk(chart.entries) if isinstance(entry, Message) and entry.creates}
    group = ""
    for one in chart.participants:
        if one.group != group:
            if group:
                yield "end box"
            if one.group:
                yield f'box "{plantuml_line(one.group)}"'
            group = one.group
        if one.id not in created:
            yield f"{'  ' if group else ''}{_declared(one, names[one.id])}"
    if group:
        yield "end box"


def _declared(participant: Participant, name: str) -> str:
    label = plantuml_text(participant.label, 24)
    if participant.detail:
        label += f"\\n{plantuml_text(participant.detail, 24)}"
    return f'{_WORDS.get(participant.kind, "participant")} "{label}" as {name}'


def _entries(chart: Chart, entries: tuple[Entry, ...], names: dict[str, str], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for entry in entries:
        if isinstance(entry, Message):
            source, target = names[entry.source], names[entry.target]
            if entry.creates:
                yield f"{indent}create {_declared(chart.participant(entry.target), target)}"
            yield f"{indent}{source} {_ARROWS[entry.kind]} {target} : {_said(entry)}"
            if entry.opens:
                yield f"{indent}activate {target}"
            if entry.closes:
                yield f"{indent}deactivate {source}"
            if entry.destroys:
                yield f"{indent}destroy {target}"
        elif isinstance(entry, Close):
            yield f"{indent}deactivate {names[entry.participant]}"
        elif isinstance(entry, Note):
            ends = sorted((names[one] for one in entry.over), key=lambda name: int(name[1:]))
            over = ends[0] if len(ends) == 1 else f"{ends[0]}, {ends[-1]}"
            yield f"{indent}note over {over} : {plantuml_text(entry.text)}"
        else:
            yield from _fragment(chart, entry, names, depth)


def _fragment(chart: Chart, fragment: Fragment, names: dict[str, str], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for index, section in enumerate(fragment.sections):
        condition = f"{section.condition} (continued)" if fragment.continued else section.condition
        yield f"{indent}{'else' if index else fragment.kind} {plantuml_line(condition)}".rstrip()
        yield from _entries(chart, section.items, names, depth + 1)
    yield f"{indent}end"


def _said(message: Message) -> str:
    lines = [plantuml_text(message.caption)]
    detail = " · ".join(filter(None, (message.detail, message.budget)))
    return "\\n".join([*lines, *([plantuml_text(detail, 48)] if detail else [])])
