"""One change to a document's data -> its text with that change made and every other character kept.

Each function takes a document and returns a text; parse it again to go on. What a change writes follows the
layout of the file: its indentation, line breaks, brackets, quotes and blocks. Comments stay, except those on
the own lines of what is removed or replaced, from its first line to its last. Comment lines directly above an
entry go along when it is moved, and stay when it is removed.

Before a text is returned it is parsed again and compared with the data that was asked for. So an edit that
would also change something else (through an alias, say) is refused, never half done.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from archkit.diagnostics import Route
from archkit.errors import WriteRefusedError
from archkit.source import block_edits, flow_edits
from archkit.source.document import Document
from archkit.source.finishing import aligned, closed_at_end, finished
from archkit.source.patches import Patch
from archkit.source.reading import parse
from archkit.source.scalars import Spot, written
from archkit.source.slots import Container, Outline
from archkit.source.value_edits import replace_in_block, replace_in_flow, replace_whole
from archkit.source.writing import Layout, plain_value

Edit = Callable[[Document], str]
"""A change to be made later: ``partial(set_value, route=("actors", "rider", "name"), value="Rider")``."""


def apply(document: Document, edits: Iterable[Edit]) -> str:
    """Return the text after all edits, each made on the result of the one before.

    Raises:
        WriteRefusedError: One of them cannot be made; then none is.
    """
    for edit in edits:
        # Every edit has parsed its result already, so there is one.
        result, _ = parse(document.path, edit(document))
        document = result or document
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
    alias = Outline(document).is_alias(route)
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
    neighbour = before if before is not None else after
    if (target is None or target == {}) and neighbour is None and not _is_commented(document, route):
        return _replace(document, route, {key: value})
    if not isinstance(target, dict):
        raise KeyError(route)
    _check_free(target, key)
    outline = Outline(document)
    if neighbour is not None:
        outline.check_reachable((*route, neighbour))
    entries = list(target.items())
    # What comes in through '<<' stands behind the map's own keys.
    own = [name for name in target if outline.is_own((*route, name))]
    at = len(own) if neighbour is None else own.index(neighbour) + (before is None)
    entries.insert(at, (key, value))
    return _insert(
        document,
        route,
        at,
        (
            lambda layout: layout.flow_field(key, value),
            lambda layout, column: layout.field(key, value, column),
        ),
        dict(entries),
    )


def rename_key(document: Document, route: Route, new: str) -> str:
    """Return the text with another name for the key at the end of a route.

    Raises:
        KeyError: No such key.
        WriteRefusedError: The new name is taken, or the key is written as an alias.
    """
    parent = document.at(route[:-1])
    document.at(route)
    if not isinstance(parent, dict) or not route:
        raise KeyError(route)
    if new == route[-1]:
        return document.mark + document.text
    _check_free(parent, new)
    outline, _, container = _opened(document, route[:-1])
    outline.check_reachable(route)
    start, end = document.key_offsets(route)
    start = outline.without_properties(start, end)
    style = document.text[start] if document.text[start] in "\"'" else ""
    [name] = written(new, Spot.FLOW_KEY if container.is_flow else Spot.KEY, style=style)
    expected = {new if key == route[-1] else key: value for key, value in parent.items()}
    patch = aligned(outline, Patch.of((start, end, name)))
    return finished(document, [patch], _with(document.data, route[:-1], expected))


def remove(document: Document, route: Route) -> str:
    """Return the text without the entry at a route, its own lines and the comments on them.

    The last entry of a map or list leaves ``{}`` or ``[]``.

    Raises:
        KeyError: Nothing stands there, or the route is empty.
        WriteRefusedError: The change would change something else.
    """
    document.at(route)
    if not route:
        raise KeyError(route)
    parent = document.at(route[:-1])
    rest: Any
    if isinstance(parent, dict):
        rest = {key: value for key, value in parent.items() if key != route[-1]}
    else:
        rest = [value for index, value in enumerate(parent) if index != route[-1]]
    outline, _, container = _opened(document, route[:-1])
    outline.check_reachable(route)
    if not rest:
        return _replace(document, route[:-1], rest)
    edits = flow_edits if container.is_flow else block_edits
    patches = edits.remove(outline, container, container.index(route[-1]))
    return finished(document, patches, _with(document.data, route[:-1], rest))


def insert_item(document: Document, route: Route, index: int, value: Any) -> str:
    """Return the text with a new item in the list at a route; ``index`` may be the list's length.

    Where there is nothing yet at the route, the list is begun.

    Raises:
        KeyError: No list stands there, or it has no such place.
        WriteRefusedError: The change would change something else.
    """
    target, value = document.at(route), plain_value(value)
    if (target is None or target == []) and index == 0 and not _is_commented(document, route):
        return _replace(document, route, [value])
    if not isinstance(target, list) or not 0 <= index <= len(target):
        raise KeyError((*route, index))
    return _insert(
        document,
        route,
        index,
        (lambda layout: layout.flow(value), lambda layout, column: layout.item(value, column)),
        [*target[:index], value, *target[index:]],
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
    document.at((*route, source))
    document = closed_at_end(document, route)
    whole = document.at(route)
    outline, _, container = _opened(document, route)
    outline.check_reachable((*route, source))
    steps = [slot.step for slot in container.slots]
    if not 0 <= target < len(steps):
        raise KeyError((*route, target))
    start = steps.index(source)
    if start == target:
        return document.mark + document.text
    steps.insert(target, steps.pop(start))
    moved: Any
    if isinstance(whole, dict):
        moved = {key: whole[key] for key in [*steps, *(key for key in whole if key not in steps)]}
    else:
        moved = [whole[index] for index in steps if isinstance(index, int)]
    edits = flow_edits if container.is_flow else block_edits
    patch = edits.move(outline, container, start, target)
    return finished(document, [patch], _with(document.data, route, moved))


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
    document = closed_at_end(document, route) if route else document
    outline = Outline(document)
    outline.check_reachable(route)
    container = outline.container(route[:-1]) if route else None

    def patches(layout: Layout) -> Iterable[Patch]:
        if container is None:
            return [replace_whole(outline, layout, value)]
        slot = container.slots[container.index(route[-1])]
        if container.is_flow:
            return [replace_in_flow(outline, layout, slot, route, value)]
        return replace_in_block(outline, layout, slot, route, value)

    tries = (aligned(outline, patch) for layout in _layouts(outline) for patch in patches(layout))
    return finished(document, tries, _with(document.data, route, value))


def _insert(
    document: Document,
    route: Route,
    index: int,
    entry: tuple[Callable[[Layout], str], Callable[[Layout, int], list[str]]],
    expected: Any,
) -> str:
    """Write a new entry into a list or map that has some; ``entry`` is how it is written in brackets, and by lines."""
    document = closed_at_end(document, route)
    outline, layout, container = _opened(document, route)
    in_flow, in_block = entry
    if not container.slots and not container.is_flow:
        raise WriteRefusedError("this map takes all its fields in through '<<'", help="add the field by hand")

    def patches() -> Iterator[Patch]:
        for each in _layouts(outline):
            if container.is_bare_pair:
                yield Patch.of((container.start, container.end, each.flow(expected)))
            elif container.is_flow:
                yield flow_edits.insert(outline, container, index, in_flow(each), layout.line_break)
            else:
                lines = in_block(each, container.column)
                yield block_edits.insert(outline, container, index, lines, layout.line_break)

    return finished(document, patches(), _with(document.data, route, expected))


# --- what they share ---------------------------------------------------------------------------------------


def _opened(document: Document, route: Route) -> tuple[Outline, Layout, Container]:
    """Return what is needed to change the entries of the list or map at a route."""
    outline = Outline(document)
    outline.check_reachable(route)
    if outline.is_alias(route):
        raise outline.shared(route)
    return outline, Layout.of(outline), outline.container(route)


def _layouts(outline: Outline) -> Iterator[Layout]:
    """Yield the ways to write: the nicest; then with quotes, where a block would take in what stands below it."""
    layout = Layout.of(outline)
    yield layout
    yield replace(layout, style='"')


def _is_commented(document: Document, route: Route) -> bool:
    """Tell whether an empty pair of brackets has a comment in it."""
    start, end = document.value_offsets(route)
    return document.text[start : start + 1] in {"[", "{"} and "#" in document.text[start:end]


def _check_free(target: dict[str, Any], key: str) -> None:
    if key in target:
        raise WriteRefusedError(f"the key '{key}' is there already", help="choose another key")


def _with(data: Any, route: Route, value: Any) -> Any:
    """Return the data with another value at a route; lists and maps on the way are copied."""
    if not route:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[route[0]] = _with(data[route[0]], route[1:], value)
    return copy
