"""The raw steps of a flow -> lines that an editor shows, and a line's text -> the step that it stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from archkit.diagnostics import Route
from archkit.model import is_arrow
from archkit.model.references import ArrowError, parse_arrow

LineKind = Literal["message", "note", "alt", "opt", "loop", "critical", "par", "else", "branch", "other"]
"""What a line is; ``else`` and ``branch`` begin another list of steps, ``other`` is nothing that the format knows."""
FRAMES = ("alt", "opt", "loop", "critical", "par")
"""What can stand around steps."""
_KEYWORD = re.compile(r"\s*(alt|opt|loop|critical|par|note|else)\b\s*:?\s*(.*)", re.DOTALL)
_MESSAGE = re.compile(r"\s*(\S+)\s*(->|~>)\s*([^\s:]+)\s*(?::\s*(.*))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line of a flow."""

    kind: LineKind
    route: Route
    """The step in the file; of ``else`` and ``branch`` what holds their steps."""
    depth: int
    """In how many frames it stands."""
    text: str
    """As it is shown and typed: ``rider -> app: Look for a driver``, ``alt: a driver is found``."""
    data: Any
    """What the file has."""
    inner: Route | None = None
    """The list of the steps that stand below the line; None where none can."""

    @property
    def is_step(self) -> bool:
        """Whether the line is an item of a list of steps, and not the head of a branch."""
        return self.kind not in {"else", "branch"}

    @property
    def holder(self) -> Route:
        """The list that the step is an item of."""
        return self.route[:-1]

    @property
    def arrow(self) -> str | None:
        """The key of a message, as written."""
        if self.kind != "message":
            return None
        return self.data if isinstance(self.data, str) else next(iter(self.data))

    @property
    def body(self) -> Route | None:
        """Where the fields of a message stand or would stand; None for other lines."""
        return None if self.arrow is None else (*self.route, self.arrow)


def flow_lines(steps: Any, route: Route, depth: int = 0) -> Iterator[FlowLine]:
    """Yield the lines of a list of steps, those inside frames too, from top to bottom."""
    for index, step in enumerate(steps if isinstance(steps, list) else []):
        yield from _lines(step, (*route, index), depth)


def _lines(step: Any, route: Route, depth: int) -> Iterator[FlowLine]:
    kind = kind_of(step)
    if kind == "message":
        arrow = step if isinstance(step, str) else next(iter(step))
        body = None if isinstance(step, str) else step[arrow]
        action = body.get("action") if isinstance(body, dict) else body
        text = f"{arrow}: {action}" if isinstance(action, str) and action else arrow
        yield FlowLine("message", route, depth, text, step)
    elif kind == "other":
        yield FlowLine("other", route, depth, str(step), step)
    elif kind == "par":
        branches = step["par"] if isinstance(step["par"], list) else []
        yield FlowLine("par", route, depth, "par", step)
        for index, branch in enumerate(branches):
            here = (*route, "par", index)
            when = branch.get("when") if isinstance(branch, dict) else None
            text = when if isinstance(when, str) else ""
            yield FlowLine("branch", here, depth, text, branch, (*here, "steps"))
            yield from flow_lines(
                branch.get("steps") if isinstance(branch, dict) else None, (*here, "steps"), depth + 1
            )
    else:
        said = step[kind] if isinstance(step[kind], str) else ""
        inner = None if kind == "note" else (*route, "steps")
        yield FlowLine(kind, route, depth, f"{kind}: {said}" if said else kind, step, inner)
        if inner is not None:
            yield from flow_lines(step.get("steps"), inner, depth + 1)
        if kind == "alt" and step.get("else") is not None:
            yield from _else(step["else"], (*route, "else"), depth)


def _else(steps: Any, route: Route, depth: int) -> Iterator[FlowLine]:
    if isinstance(steps, list) and steps and all(_is_branch(one) for one in steps):
        for index, branch in enumerate(steps):
            here = (*route, index)
            when = branch.get("when")
            yield FlowLine("else", here, depth, f"else: {when}" if when else "else", branch, (*here, "steps"))
            yield from flow_lines(branch.get("steps"), (*here, "steps"), depth + 1)
    else:
        yield FlowLine("else", route, depth, "else", steps, route)
        yield from flow_lines(steps, route, depth + 1)


def _is_branch(data: Any) -> bool:
    return kind_of(data) == "other" and isinstance(data, dict) and bool({"when", "steps"} & data.keys())


def kind_of(step: Any) -> LineKind:
    """Return what a raw step is."""
    if isinstance(step, str):
        return "message" if is_arrow(step) else "other"
    if not isinstance(step, dict):
        return "other"
    kinds: tuple[LineKind, ...] = ("alt", "opt", "loop", "critical", "par", "note")
    for kind in kinds:
        if kind in step:
            return kind
    return "message" if len(step) == 1 and is_arrow(next(iter(step))) else "other"


def step_of(text: str) -> dict[str, Any] | None:
    """Return the step that a typed line stands for; None while it stands for none yet."""
    keyword = _KEYWORD.match(text)
    if keyword and keyword[1] != "else" and not is_arrow(text.partition(":")[0]):
        if keyword[1] == "par":
            return {"par": [{"steps": []}, {"steps": []}]}
        if keyword[1] == "note":
            return {"note": keyword[2].strip()}
        return {keyword[1]: keyword[2].strip(), "steps": []}
    message = _MESSAGE.match(text)
    if message is None:
        return None
    arrow = f"{message[1]} {message[2]} {message[3]}"
    try:
        parse_arrow(arrow)
    except ArrowError:
        return None
    return {arrow: (message[4] or "").strip() or None}


def fault_of(text: str) -> tuple[str, str]:
    """Return what keeps a typed line from being a step, and what to write; two empty texts for a step."""
    if not text.strip() or step_of(text) is not None:
        return "", ""
    arrow = text.partition(":")[0]
    try:
        parse_arrow(arrow)
    except ArrowError as error:
        return error.message, error.help
    return (
        "this is no step yet",
        "write FROM -> TO: what happens; ~> where nobody waits; or alt, opt, loop, par, note",
    )


def participants_of(steps: Any) -> list[str]:
    """Return who takes part in raw steps, in the order in which they come in."""
    found: dict[str, None] = {}
    for line in flow_lines(steps, ()):
        if line.arrow is not None:
            for end in re.split(r"\s*[-~]>\s*", line.arrow):
                if end.strip():
                    found.setdefault(end.strip())
    return list(found)
