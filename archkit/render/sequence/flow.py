"""A use case or one of its extensions becomes a sequence chart: calls get their answers and activation bars.

The steps of a flow say who asks whom; they do not say when an answer comes back. A call stays open while its callee
speaks; when somebody further out speaks again, the calls above are answered first, innermost before outermost, as on a
call stack. Nobody waits for an event: whoever has nothing to say after sending one answers at once. A fragment closes
what it opened and nothing else, so that each of its branches is balanced.
"""

from collections.abc import Iterable

from archkit.model import (
    Actor,
    Component,
    Extension,
    Ref,
    Requirements,
    Step,
    UseCase,
    messages,
    walk,
)
from archkit.model import Message as FlowMessage
from archkit.model import Note as FlowNote
from archkit.render._text import clean
from archkit.render.sequence.chart import (
    Chart,
    Close,
    Entry,
    Fragment,
    FragmentKind,
    Message,
    Note,
    Participant,
    ParticipantKind,
    Section,
)

_OUTSIDE = "Outside"
_KIND_OF_COMPONENT: dict[str, ParticipantKind] = {
    "web-app": "client",
    "mobile-app": "client",
    "client": "client",
    "store": "database",
    "database": "database",
    "cache": "database",
    "object-store": "database",
    "search": "database",
    "broker": "broker",
    "external": "system",
}
_KIND_OF_FRAGMENT: dict[str, FragmentKind] = {
    "Alt": "alt",
    "Opt": "opt",
    "Loop": "loop",
    "Par": "par",
    "Critical": "critical",
}


def operation_ref(component: str, operation: str) -> Ref:
    """Return the reference under which a link to an operation's page is asked for."""
    return Ref("operation", f"{component} {operation}")


def chart_of(requirements: Requirements, use_case: UseCase, extension: Extension | None = None) -> Chart:
    """Return the chart of a use case, or of one of its extensions.

    Args:
        requirements: Know the names and kinds of those who take part.
        use_case: Whose flow it is.
        extension: One of its extensions, to draw that instead; the step at which it happens stands above it.

    Returns:
        The chart; without entries where nothing is said yet.
    """
    if extension is None:
        title, steps, said = use_case.label, use_case.steps, use_case.goal or use_case.outcome
        entries = _Builder(requirements, steps).entries(steps)
    else:
        title = f"{use_case.label}: {extension.when or extension.id or 'extension'}"
        steps, said = extension.steps, f"What happens instead in the use case {use_case.label}."
        builder = _Builder(requirements, steps)
        first = [
            step
            for step in messages(use_case.steps)
            if extension.at and extension.at in {step.id, step.action}
        ][:1]
        above = builder.entries(tuple(first), numbered=False)
        below = builder.entries(steps)
        frame = Fragment("break", (Section(clean(extension.when), below),)) if below else None
        entries = (*above, *([frame] if frame else ()))
        steps = (*first, *steps)
    return Chart(clean(title), clean(said), _participants(requirements, use_case, steps), entries)


class _Open:
    """A participant that works on a message."""

    __slots__ = ("answer", "step")

    def __init__(self, step: FlowMessage, answer: str | None) -> None:
        self.step = step
        self.answer = answer


class _Builder:
    """Walks through the steps and keeps the calls that are not answered yet."""

    def __init__(self, requirements: Requirements, steps: Iterable[Step]) -> None:
        self._requirements = requirements
        self._everybody = _speakers(steps)
        self._open: list[_Open] = []
        self._number = 0
        self._recent: tuple[str, ...] = ()

    def entries(self, steps: tuple[Step, ...], *, numbered: bool = True) -> tuple[Entry, ...]:
        """Return the entries of a list of steps; calls that it opens are closed at its end."""
        found: list[Entry] = []
        floor = len(self._open)
        for index, step in enumerate(steps):
            if isinstance(step, FlowMessage):
                found += self._back_to(step.source, floor)
                found.append(self._message(step, numbered=numbered))
                if not step.waits:
                    found += self._answer_below(floor, steps[index + 1 :])
            elif isinstance(step, FlowNote):
                found += self._answer_above(floor, steps[index + 1 :])
                found += self._note(step, steps)
            else:
                first = next(messages((step,)), None)
                found += self._back_to(first.source, floor) if first else ()
                found += self._fragment(step)
        return (*found, *self._close(floor))

    def _message(self, step: FlowMessage, *, numbered: bool) -> Message:
        self._recent = (step.source, step.target)
        inside = step.source == step.target
        if numbered:
            self._number += 1
        if not inside:
            answer = ", ".join(step.returns) if step.waits and step.returns else None
            self._open.append(_Open(step, answer))
        return Message(
            step.source,
            step.target,
            clean(step.action or step.event or step.operation) or "…",
            "call" if step.waits else "event",
            self._number if numbered else None,
            clean(_detail(step)),
            clean(self._budget(step)),
            opens=not inside and self._has_bar(step.target),
            creates=step.creates,
            destroys=step.destroys,
            ref=operation_ref(step.target, step.operation) if step.operation else None,
        )

    def _back_to(self, source: str, floor: int) -> list[Entry]:
        """Close calls until the one who speaks next is at work; all of them where it is not among those at work."""
        at_work = [
            index for index in range(floor, len(self._open)) if self._open[index].step.target == source
        ]
        return self._close(at_work[-1] + 1 if at_work else floor)

    def _answer_below(self, floor: int, later: tuple[Step, ...]) -> list[Entry]:
        """After an event was sent: close the calls of those who say nothing more unless they are spoken to again."""
        answered: list[Entry] = []
        below = len(self._open) - 2
        while below >= floor and not _goes_on(self._open[below].step.target, later):
            answered += self._end(self._open.pop(below))
            below -= 1
        return answered

    def _answer_above(self, floor: int, later: tuple[Step, ...]) -> list[Entry]:
        """Before a note: close the innermost calls of those who say nothing more."""
        keep = len(self._open)
        while keep > floor and not _goes_on(self._open[keep - 1].step.target, later):
            keep -= 1
        return self._close(keep)

    def _close(self, floor: int) -> list[Entry]:
        closed: list[Entry] = []
        while len(self._open) > floor:
            closed += self._end(self._open.pop())
        return closed

    def _end(self, call: _Open) -> list[Entry]:
        step, bar = call.step, self._has_bar(call.step.target)
        if call.answer is not None:
            return [Message(step.target, step.source, clean(call.answer), "reply", closes=bar)]
        return [Close(step.target)] if bar else []

    def _note(self, step: FlowNote, steps: tuple[Step, ...]) -> list[Entry]:
        known = tuple(dict.fromkeys(one for one in step.over if one in self._everybody))
        here = self._recent or tuple(_speakers(steps))[:2] or tuple(self._everybody)[:2]
        over = known or tuple(dict.fromkeys(here))
        return [Note(clean(step.note), over)] if over and step.note.strip() else []

    def _fragment(self, step: Step) -> list[Entry]:
        kind = _KIND_OF_FRAGMENT[type(step).__name__]
        sections = []
        for index, branch in enumerate(step.inner()):
            otherwise = "otherwise" if kind == "alt" and index > 0 else ""
            words = [clean(branch.when) or otherwise, branch.share.text if branch.share else ""]
            sections.append(Section(" · ".join(filter(None, words)), self.entries(branch.steps)))
        return [Fragment(kind, tuple(sections))] if any(section.items for section in sections) else []

    def _has_bar(self, identifier: str) -> bool:
        item = self._requirements.participant(identifier)
        return not (isinstance(item, Actor) and item.kind in {"person", "timer"})

    def _budget(self, step: FlowMessage) -> str:
        """Return the time that is said for a step: its own duration or limit, else what the callee needs for a call."""
        if step.duration:
            return f"takes {step.duration.text}"
        if step.timeout:
            return f"≤ {step.timeout.text}"
        callee = self._requirements.participant(step.target)
        latency = callee.latency if callee and step.waits and step.source != step.target else None
        if latency and latency.p99:
            return f"p99 {latency.p99.text}"
        return f"p50 {latency.p50.text}" if latency and latency.p50 else ""


def _goes_on(identifier: str, later: tuple[Step, ...]) -> bool:
    """Tell whether somebody speaks in the later steps before being spoken to."""
    for step in messages(later):
        if step.source == identifier:
            return True
        if step.target == identifier:
            return False
    return False


def _detail(step: FlowMessage) -> str:
    what = step.operation or (step.event if step.action else "")
    told = ", ".join(step.data)
    return " · ".join(filter(None, (what, told, f"via {step.channel}" if step.channel else "")))


def _speakers(steps: Iterable[Step]) -> dict[str, None]:
    """Return everybody who speaks or is spoken to, in the order of appearance."""
    found: dict[str, None] = {}
    for step in walk(tuple(steps)):
        if isinstance(step, FlowMessage):
            found |= {step.source: None, step.target: None}
        elif isinstance(step, FlowNote) and len(step.over) > 0:
            found |= dict.fromkeys(step.over)
    return found


def _participants(
    requirements: Requirements, use_case: UseCase, steps: tuple[Step, ...]
) -> tuple[Participant, ...]:
    """Return who takes part: who starts things on the left, the system in the middle, who is only asked on the right."""
    found = _speakers(steps)
    starters = {use_case.primary_actor.id if use_case.primary_actor else ""}
    starters |= {step.source for step in messages(steps)}
    left, middle, right = [], [], []
    for identifier in found:
        item = requirements.participant(identifier)
        if item is None or (isinstance(item, Component) and not item.is_external):
            middle.append(_participant(identifier, item, clean(requirements.system.label)))
        elif isinstance(item, Actor) and (item.kind != "system" or identifier in starters):
            left.append(_participant(identifier, item, ""))
        else:
            right.append(_participant(identifier, item, _OUTSIDE))
    return (*left, *middle, *right)


def _participant(identifier: str, item: Actor | Component | None, group: str) -> Participant:
    if item is None:
        return Participant(identifier, clean(identifier), "service", group)
    if isinstance(item, Actor):
        return Participant(identifier, clean(item.label), item.kind, group, ref=item.ref)
    kind = "system" if item.is_external else _KIND_OF_COMPONENT.get(item.kind or "", "service")
    kind = "database" if kind == "service" and item.is_store else kind
    return Participant(identifier, clean(item.label), kind, group, clean(item.technology), item.ref)
