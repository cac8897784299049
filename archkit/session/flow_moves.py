"""A step that is moved up or down as it is seen -> the list of steps, and the place in it, where it then stands."""

from collections.abc import Sequence

from archkit.diagnostics import Route
from archkit.session.flows import FlowLine


def target_of(lines: Sequence[FlowLine], line: FlowLine, by: int) -> tuple[Route, int] | None:
    """Return the list and the place to which a step moves by one line, as it is seen: frames are entered and left."""
    index = int(line.route[-1])
    at = lines.index(line)
    if by > 0:
        after = [one for one in lines[at + 1 :] if one.route[: len(line.route)] != line.route]
        if not after:
            return _out(lines, line, behind=True)
        following = after[0]
        if following.is_step and following.holder == line.holder:
            return (following.inner, 0) if following.inner is not None else (line.holder, index + 2)
        if following.inner is not None and following.depth == line.depth - 1:
            return following.inner, 0
        return _out(lines, line, behind=True)
    if not at:
        return None
    above = lines[at - 1]
    if index:
        before = next(one for one in lines if one.is_step and one.route == (*line.holder, index - 1))
        heads = [
            one
            for one in lines
            if one.inner is not None
            and one.route[: len(before.route)] == before.route
            and one.depth == before.depth
        ]
        if heads:
            count = sum(one.is_step and one.holder == heads[-1].inner for one in lines)
            return heads[-1].inner or (), count
        return line.holder, index - 1
    if not above.is_step:
        heads = [one for one in lines[: at - 1] if one.inner is not None and one.depth == above.depth]
        if heads and heads[-1].route[: len(above.route) - 2] == above.route[: len(above.route) - 2]:
            count = sum(one.is_step and one.holder == heads[-1].inner for one in lines)
            return heads[-1].inner or (), count
    return _out(lines, line, behind=False)


def _out(lines: Sequence[FlowLine], line: FlowLine, *, behind: bool) -> tuple[Route, int] | None:
    """Return the place outside the frame that a step stands in."""
    heads = [
        one
        for one in lines
        if one.is_step and one.depth < line.depth and line.route[: len(one.route)] == one.route
    ]
    if not heads:
        return None
    return heads[-1].holder, int(heads[-1].route[-1]) + behind
