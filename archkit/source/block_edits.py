"""A change to a list or map that is written line by line -> the patches that make it.

A comment belongs to the entry on whose own lines it stands, from its first line to its last. Comment lines
directly above an entry, in its own column and without a blank line between, go along when it is moved and stay
when it is removed.
"""

from archkit.source.patches import Patch
from archkit.source.slots import Container, Outline, Slot
from archkit.source.writing import indented


def insert(outline: Outline, container: Container, index: int, lines: list[str], line_break: str) -> Patch:
    """Put the lines of a new entry at ``index``, as far from its neighbours as they are from each other."""
    slots = container.slots
    body = indented(lines, container.column)
    gap = [""] if _is_spaced(outline, slots, index) else []
    if index:
        at = outline.line_end(slots[index - 1].end)
        return Patch.of((at, at, line_break + line_break.join([*gap, *body])))
    first = slots[0]
    if outline.begins_line(first.start):
        at = _with_comments_above(outline, container, 0)
        return Patch.of((at, at, line_break.join([*body, *gap, ""])))
    # Behind the dash of the list that the map or list is an item of.
    text = line_break.join([body[0].lstrip(" "), *body[1:], *gap, " " * container.column])
    return Patch.of((first.start, first.start, text))


def remove(outline: Outline, container: Container, index: int) -> list[Patch]:
    """Take an entry's own lines away; the container keeps at least one other entry."""
    slot = container.slots[index]
    text = outline.text
    after = outline.next_line(slot.end)
    if not outline.begins_line(slot.start):
        following = after + len(text[after:]) - len(text[after:].lstrip())
        return [Patch.of((slot.start, following, ""))]
    before = outline.line_start(slot.start)
    floor = outline.next_line(container.slots[index - 1].end) if index else 0
    ends_text = after == len(text)
    if ends_text or not _line(outline, after).strip():
        while before > floor and not _line(outline, outline.line_start(before - 1)).strip():
            before = outline.line_start(before - 1)
    patches = []
    if ends_text and outline.line_end(slot.end) == len(text) and before:
        # The file did not end with a line break and still does not.
        patches.append(Patch.of((outline.line_end(outline.line_start(before - 1)), after, "")))
    patches.append(Patch.of((before, after, "")))
    # Blank lines that follow would become part of a text above that keeps its last line breaks.
    blank_end = after
    while blank_end < len(text) and not _line(outline, blank_end).strip():
        blank_end = outline.next_line(blank_end)
    if blank_end > after:
        patches.append(Patch.of((before, blank_end, "")))
    return patches


def move(outline: Outline, container: Container, source: int, target: int) -> Patch:
    """Put an entry at another place; the blank lines between the places stay where they are."""
    slots, text = container.slots, outline.text
    is_compact = not outline.begins_line(slots[0].start)
    starts = [
        slot.start if is_compact and not number else _with_comments_above(outline, container, number)
        for number, slot in enumerate(slots)
    ]
    ends = [outline.line_end(slot.end) for slot in slots]
    bodies = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    between = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    if is_compact:
        bodies[0] = " " * container.column + bodies[0]
    bodies.insert(target, bodies.pop(source))
    if is_compact:
        bodies[0] = bodies[0].lstrip(" ")
    parts = [bodies[0]]
    for separator, body in zip(between, bodies[1:], strict=True):
        parts += [separator, body]
    return Patch.of((starts[0], ends[-1], "".join(parts)))


def _is_spaced(outline: Outline, slots: tuple[Slot, ...], index: int) -> bool:
    """Tell whether a blank line stands between the entries around ``index``."""
    if len(slots) < 2:
        return False
    above = min(max(index, 1), len(slots) - 1)
    between = outline.text[outline.next_line(slots[above - 1].end) : outline.line_start(slots[above].start)]
    return any(not line.strip() for line in between.splitlines())


def _with_comments_above(outline: Outline, container: Container, index: int) -> int:
    """Return the beginning of the comment lines that stand directly above an entry, else of its own line."""
    start = outline.line_start(container.slots[index].start)
    floor = outline.next_line(container.slots[index - 1].end) if index else 0
    while start > floor:
        above = outline.line_start(start - 1)
        line = _line(outline, above)
        if len(line) - len(line.lstrip(" ")) != container.column or not line.lstrip().startswith("#"):
            break
        start = above
    return start


def _line(outline: Outline, start: int) -> str:
    return outline.text[start : outline.line_end(start)]
