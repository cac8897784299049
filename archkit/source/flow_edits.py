"""A change to a list or map between brackets -> the patches that make it."""

from archkit.source.patches import Patch
from archkit.source.slots import Container, Outline, Slot


def insert(outline: Outline, container: Container, index: int, entry: str, line_break: str) -> Patch:
    """Put a new entry at ``index``: on a line of its own where the entries around it have one."""
    slots = container.slots
    if not slots:
        at = container.start + 1
        return Patch.of((at, at, entry))
    if index < len(slots):
        at = slots[index].start
        separator = line_break + _margin(outline, slots[index]) if outline.begins_line(at) else " "
        return Patch.of((at, at, f"{entry},{separator}"))
    last = slots[-1]
    comma = _comma(outline, last)
    behind = comma if comma is not None else last.end
    # Behind 'key:' without a value a comma would be read as part of the key.
    value = " null" if outline.text[last.end - 1] == ":" and comma is None else ""
    if not outline.begins_line(last.start) or not outline.ends_line(behind):
        return Patch.of((last.end, last.end, f"{value}, {entry}"))
    # Each on a line of its own: the comment behind the last one stays behind it.
    at = outline.line_end(behind)
    line = line_break + _margin(outline, last) + entry
    if comma is not None:
        return Patch.of((at, at, line + ","))
    if at == last.end:
        return Patch.of((at, at, f"{value},{line}"))
    return Patch.of((last.end, last.end, f"{value},"), (at, at, line))


def remove(outline: Outline, container: Container, index: int) -> list[Patch]:
    """Take an entry away, with its comma, and with its lines where it has them to itself."""
    slots = container.slots
    slot = slots[index]
    comma = _comma(outline, slot)
    behind = comma if comma is not None else slot.end
    patches = []
    if outline.begins_line(slot.start) and outline.ends_line(behind):
        patches.append(Patch.of((outline.line_start(slot.start), outline.next_line(behind), "")))
    if index + 1 < len(slots):
        until = behind + len(outline.text[behind:]) - len(outline.text[behind:].lstrip(" "))
        patches.append(Patch.of((slot.start, until, "")))
    elif index:
        before = _comma(outline, slots[index - 1])
        comma_start = before - 1 if before is not None else slots[index - 1].end
        if not outline.text[comma_start + 1 : slot.start].strip():
            patches.append(Patch.of((comma_start, slot.end, "")))
        patches.append(Patch.of((slot.start, behind, "")))
    else:
        patches.append(Patch.of((slot.start, behind, "")))
    return patches


def move(outline: Outline, container: Container, source: int, target: int) -> Patch:
    """Put an entry at another place; commas, line breaks and comments stay where they are."""
    slots = container.slots
    bodies = [_complete(outline.text[slot.start : slot.end], slot) for slot in slots]
    bodies.insert(target, bodies.pop(source))
    return Patch.of(*((slot.start, slot.end, body) for slot, body in zip(slots, bodies, strict=True)))


def _complete(body: str, slot: Slot) -> str:
    """Return an entry that can stand anywhere: a key without a value would be read as part of its neighbour."""
    if body.endswith(":"):
        return f"{body} null"
    return body if slot.has_lead else f"{body}: null"


def _comma(outline: Outline, slot: Slot) -> int | None:
    """Return the offset behind the comma after an entry, or None."""
    at = outline.next_token(slot.end)
    return at + 1 if outline.text[at : at + 1] == "," else None


def _margin(outline: Outline, slot: Slot) -> str:
    return outline.text[outline.line_start(slot.start) : slot.start]
