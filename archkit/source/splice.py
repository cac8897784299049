"""One change to a document's data -> its text with that change made and every other character kept.

Each function takes a document and returns a text; parse it again to go on. What a change writes follows the
layout of the file: its indentation, line breaks, brackets, quotes and blocks. Comments stay, except those on
the own lines of what is removed or replaced, from its first line to its last. Comment lines directly above an
entry go along when it is moved, and stay when it is removed.

Before a text is returned it is parsed again and compared with the data that was asked for. So an edit that
would also change something else (through an alias, say) is refused, never half done.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from archkit.diagnostics import Route
from archkit.errors import WriteRefusedError
from archkit.source import block_edits, flow_edits
from archkit.source.document import Document
from archkit.source.patches import Patch
from archkit.source.quoting import quoted
from archkit.source.reading import parse
from archkit.source.scalars import Spot, written
from archkit.source.slots import Container, Outline
from archkit.source.value_edits import replace_in_block, replace_in_flow, replace_whole
from archkit.source.writing import Layout, flow, flow_field, plain_value

Edit = Callable[[Document], str]
"""A change to be made later: ``partial(set_value, route=("actors", "rider", "name"), value="Rider")``."""


def apply(document: Document, edits: Iterable[Edit]) -> str:
    """Return the text after all edits, each made on the result of the one before.

    Raises:
        WriteRefusedError: One of them cannot be made; then none is.
    """
    for edit in edits:
        document = _parsed(document, edit(document))
    return document.mark + document.text


def set_value(document: Document, route: Route, value: Any) -> str:
    """Return the text with another value at a route; what is missing on the way there is created.

    A map or list that changes in part is changed in part: entries that stay keep their comments and layout.

    Args:
        document: The document.
        route: Where the value belongs. A key of a map may be new; its map is then created, too.
        value: Text, None, a map, a list or tuple; a number or bool is written as its text.

    Raises:
        KeyError: The route leads through a text or beyond the end of a list.
        WriteRefusedError: The change cannot be made without changing something else.
    """
    value = plain_value(value)
    if not document.has(route):
        return _create(document, route, value)
    old = document.at(route)
    if old == value:
        return document.mark + document.text
    alias = _outline(document).is_alias(route)
    if isinstance(old, dict) and isinstance(value, dict) and old and value and not alias:
        return apply(document, _map_edits(route, old, value))
    if isinstance(old, list) and isinstance(value, list) and old and value and not alias:
        return apply(document, _list_edits(route, old, value))
    return _replace(document, route, value)


def add_field(  # noqa: PLR0913 - what, where, and beside what
    document: Document,
    route: Route,
    key: str,
    value: Any,
    *,
    before: str | None = None,
    after: str | None = None,
) -> str:
    """Return the text with a new key in the map at a route: before or after another key, or last.

    Where there is nothing yet at the route (an empty file, ``actors:``), the map is begun.

    Raises:
        KeyError: No map stands there, or it has no key ``before`` or ``after``.
        WriteRefusedError: The key is there already, or the change would change something else.
    """
    target, value = document.at(route), plain_value(value)
    if target is None or target == {}:
        return _replace(document, route, {key: value})
    if not isinstance(target, dict):
        raise KeyError(route)
    if key in target:
        raise WriteRefusedError(
            f"the key '{key}' is there already", help="change its value, or choose another key"
        )
    document = _closed(document, route)
    outline, layout, container = _opened(document, route)
    names = [slot.step for slot in container.slots]
    neighbour = before if before is not None else after
    index = len(names)
    if neighbour is not None:
        if neighbour not in names:
            raise KeyError((*route, neighbour))
        index = names.index(neighbour) + (before is None)
    entries = list(target.items())
    place = list(target).index(neighbour) + (before is None) if neighbour is not None else len(entries)
    entries.insert(place, (key, value))
    patches = []
    if not container.slots:
        raise WriteRefusedError("the map takes all its fields in through '<<'", help="add the field by hand")
    if container.is_bare_pair:
        patches = [Patch.of((container.start, container.end, flow(dict(entries))))]
    elif container.is_flow:
        patches = [
            flow_edits.insert(outline, container, index, _write(flow_field, key, value), layout.line_break)
        ]
    else:
        lines = _write(layout.field, key, value, container.column)
        patches = [block_edits.insert(outline, container, index, lines, layout.line_break)]
    return _finished(document, patches, _with(document.data, route, dict(entries)))


def rename_key(document: Document, route: Route, new: str) -> str:
    """Return the text with another name for the key at the end of a route.

    Raises:
        KeyError: No such key.
        WriteRefusedError: The new name is taken, or the key is written as an alias.
    """
    parent, key = document.at(route[:-1]), route[-1]
    if not isinstance(parent, dict) or key not in parent:
        raise KeyError(route)
    if new == key:
        return document.mark + document.text
    if new in parent:
        raise WriteRefusedError(f"the key '{new}' is there already", help="choose another key")
    outline = _outline(document)
    outline.check_reachable(route)
    start, end = document.key_offsets(route)
    start = outline.without_properties(start, end)
    style = document.text[start] if document.text[start] in "\"'" else ""
    spot = Spot.FLOW_KEY if outline.container(route[:-1]).is_flow else Spot.KEY
    [name] = _write(written, new, spot, style=style)
    expected = {new if each == key else each: value for each, value in parent.items()}
    patch = _aligned(outline, Patch.of((start, end, name)))
    return _finished(document, [patch], _with(document.data, route[:-1], expected))


def remove(document: Document, route: Route) -> str:
    """Return the text without the entry at a route, its own lines and the comments on them.

    The last entry of a map or list leaves ``{}`` or ``[]``.

    Raises:
        KeyError: Nothing stands there, or the route is empty.
        WriteRefusedError: The change would change something else.
    """
    if not route:
        raise KeyError(route)
    parent = document.at(route[:-1])
    document.at(route)
    outline, _, container = _opened(document, route[:-1])
    outline.check_reachable(route)
    if len(parent) == 1 and not container.is_bare_pair:
        return _replace(document, route[:-1], {} if isinstance(parent, dict) else [])
    rest: Any
    if isinstance(parent, dict):
        rest = {key: value for key, value in parent.items() if key != route[-1]}
    else:
        rest = [value for index, value in enumerate(parent) if index != route[-1]]
    if container.is_bare_pair:
        patches = [Patch.of((container.start, container.end, "{}"))]
    else:
        index = [slot.step for slot in container.slots].index(route[-1])
        edits = flow_edits if container.is_flow else block_edits
        patches = edits.remove(outline, container, index)
    return _finished(document, patches, _with(document.data, route[:-1], rest))


def insert_item(document: Document, route: Route, index: int, value: Any) -> str:
    """Return the text with a new item in the list at a route; ``index`` may be the list's length.

    Where there is nothing yet at the route, the list is begun.

    Raises:
        KeyError: No list stands there, or it has no such place.
        WriteRefusedError: The change would change something else.
    """
    target, value = document.at(route), plain_value(value)
    if (target is None or target == []) and index == 0:
        return _replace(document, route, [value])
    if not isinstance(target, list) or not 0 <= index <= len(target):
        raise KeyError((*route, index))
    document = _closed(document, route)
    outline, layout, container = _opened(document, route)
    if container.is_flow:
        patch = flow_edits.insert(outline, container, index, _write(flow, value), layout.line_break)
    else:
        lines = _write(layout.item, value, container.column)
        patch = block_edits.insert(outline, container, index, lines, layout.line_break)
    return _finished(
        document, [patch], _with(document.data, route, [*target[:index], value, *target[index:]])
    )


def move_item(document: Document, route: Route, source: str | int, target: int) -> str:
    """Return the text with an item of the list, or an entry of the map, at another place.

    Args:
        document: The document.
        route: The list or map.
        source: The item's index, or the entry's key.
        target: The index that it has afterwards, counted from 0.

    Raises:
        KeyError: No such item, or no such place.
        WriteRefusedError: The change would change something else.
    """
    whole = document.at(route)
    if not isinstance(whole, dict | list):
        raise KeyError(route)
    document.at((*route, source))
    document = _closed(document, route)
    outline, _, container = _opened(document, route)
    outline.check_reachable((*route, source))
    steps = [slot.step for slot in container.slots]
    if not 0 <= target < len(steps):
        raise KeyError((*route, target))
    start = steps.index(source)
    if start == target:
        return document.mark + document.text
    edits = flow_edits if container.is_flow else block_edits
    steps.insert(target, steps.pop(start))
    moved: Any
    if isinstance(whole, dict):
        moved = {key: whole[key] for key in [*steps, *(key for key in whole if key not in steps)]}
    else:
        moved = [whole[index] for index in steps if isinstance(index, int)]
    return _finished(
        document, [edits.move(outline, container, start, target)], _with(document.data, route, moved)
    )


# --- how a larger change is made of these ------------------------------------------------------------------


def _map_edits(route: Route, old: dict[str, Any], new: dict[str, Any]) -> Iterable[Edit]:
    """Yield the edits that turn one map into the other; keys that stay keep their order."""
    above: str | None = None
    for key, value in new.items():
        if key in old:
            yield partial(set_value, route=(*route, key), value=value)
        elif above is None:
            yield partial(add_field, route=route, key=key, value=value, before=next(iter(old)))
        else:
            yield partial(add_field, route=route, key=key, value=value, after=above)
        above = key
    for key in old:
        if key not in new:
            yield partial(remove, route=(*route, key))


def _list_edits(route: Route, old: list[Any], new: list[Any]) -> Iterable[Edit]:
    """Yield the edits that turn one list into the other, leaving alone what both begin and end with."""
    shorter = min(len(old), len(new))
    head = next((index for index in range(shorter) if old[index] != new[index]), shorter)
    tail = next(
        (index for index in range(shorter - head) if old[-1 - index] != new[-1 - index]), shorter - head
    )
    for index in range(head, shorter - tail):
        yield partial(set_value, route=(*route, index), value=new[index])
    for index in range(shorter - tail, len(new) - tail):
        yield partial(insert_item, route=route, index=index, value=new[index])
    for index in reversed(range(shorter - tail, len(old) - tail)):
        yield partial(remove, route=(*route, index))


def _create(document: Document, route: Route, value: Any) -> str:
    """Set a value whose map does not exist yet."""
    parent, key = route[:-1], route[-1]
    if not isinstance(key, str):
        raise KeyError(route)
    if document.has(parent):
        return add_field(document, parent, key, value)
    return _create(document, parent, {key: value})


def _replace(document: Document, route: Route, value: Any) -> str:
    """Write a value instead of another, or of nothing."""
    outline = _outline(document)
    outline.check_reachable(route)
    layout = Layout.of(outline)
    if not route:
        patches = _write(replace_whole, outline, layout, value)
    else:
        document = _closed(document, route)
        outline, _, container = _opened(document, route[:-1])
        slot = next(slot for slot in container.slots if slot.step == route[-1])
        if container.is_flow:
            patches = [_write(replace_in_flow, outline, slot, route, value)]
        else:
            patches = _write(replace_in_block, outline, layout, slot, route, value)
    patches = [_aligned(outline, patch) for patch in patches]
    return _finished(document, patches, _with(document.data, route, value))


# --- what they share ---------------------------------------------------------------------------------------


def _outline(document: Document) -> Outline:
    return Outline(document)


def _opened(document: Document, route: Route) -> tuple[Outline, Layout, Container]:
    """Return what is needed to change the entries of the list or map at a route."""
    outline = Outline(document)
    outline.check_reachable(route)
    if outline.is_alias(route):
        raise outline.shared(route)
    return outline, Layout.of(outline), outline.container(route)


def _write(function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Call what writes a value; a text that YAML cannot hold is refused in words."""
    try:
        return function(*arguments, **options)
    except ValueError as error:
        raise WriteRefusedError(
            f"YAML cannot hold {quoted(str(error))} there",
            help="leave out control characters, and keep keys short",
        ) from error


def _with(data: Any, route: Route, value: Any) -> Any:
    """Return the data with another value at a route; lists and maps on the way are copied."""
    if not route:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[route[0]] = _with(data[route[0]], route[1:], value)
    return copy


def _parsed(document: Document, text: str) -> Document:
    result, findings = parse(document.path, text)
    if result is None:
        raise WriteRefusedError("the file cannot be read", help=findings[-1].help)
    return result


def _finished(document: Document, patches: Iterable[Patch], expected: Any) -> str:
    """Return the first patched text that reads as what is expected.

    Raises:
        WriteRefusedError: None does.
    """
    for patch in patches:
        text = patch.on(document.text)
        # A block of text at the end of a file needs the line break that the file may not have.
        for candidate in (text, text + Layout.of(Outline(document)).line_break):
            result, _ = parse(document.path, candidate)
            if result is not None and _same(result.data, expected):
                return document.mark + candidate
    raise WriteRefusedError(
        "this change would also change something else in the file",
        help="an anchor, an alias or '<<' may be the cause: make the change in the file itself",
    )


def _same(one: Any, other: Any) -> bool:
    """Tell whether data is equal, the order of keys included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _closed(document: Document, route: Route) -> Document:
    """Return the document with nothing open at its end, if the value at the route reaches to there.

    A block of text in the last line of a file without a final line break has none either. Anything written
    behind it would give it one, so its header is made to say that it ends without.
    """
    text = document.text
    if not text or text.endswith(("\n", "\r")):
        return document
    outline = Outline(document)
    if outline.end(route) < outline.end(()):
        return document
    start = outline.last_scalar_start(())
    header = outline.header(start) if start is not None else ""
    if start is None or not header or "-" in header:
        return document
    digits = header[1:].strip("+")
    patched = text[:start] + header[0] + digits + "-" + text[start + len(header) :]
    closed, _ = parse(document.path, document.mark + patched)
    return closed if closed is not None and closed.data == document.data else document


def _aligned(outline: Outline, patch: Patch) -> Patch:
    """Return the patch with the comment behind a changed line kept in its column, where it had one.

    A comment has a column where a neighbouring line's comment begins in the same one.
    """
    document = outline.document
    first, last = patch.pieces[0], patch.pieces[-1]
    line_start = outline.line_start(first[0])
    line = document.offset_span(first[0], first[0]).line
    single = outline.line_end(first[0]) >= last[1] and not any(
        "\n" in piece[2] or "\r" in piece[2] for piece in patch.pieces
    )
    comments = document.comments_on(line)
    if not single or not comments or comments[0].alone or comments[0].offset < last[1]:
        return patch
    comment = comments[0]
    gap_start = line_start + len(document.text[line_start : comment.offset].rstrip())
    neighbours = [each.column for number in (line - 1, line + 1) for each in document.comments_on(number)]
    if gap_start < last[1] or comment.column not in neighbours:
        return patch
    grown = sum(len(piece[2]) - (piece[1] - piece[0]) for piece in patch.pieces)
    gap = max(comment.offset - gap_start - grown, 1)
    return Patch.of(*patch.pieces, (gap_start, comment.offset, " " * gap))
