"""Any sequence of edits on any document: the text means what was asked for, and nothing else is touched."""

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archkit.source import Document, parse
from archkit.source.splice import add_field, insert_item, move_item, remove, rename_key, set_value

RELAXED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
Route = tuple[str | int, ...]

TEXTS = st.sampled_from(
    [
        "Rider",
        "",
        "null",
        "a: b",
        "x # y",
        "- x",
        "it's",
        'say "hi"',
        "a,b",
        "{x}",
        "two\nlines",
        "last break\n",
        "\n",
        "word " * 30 + "end",
        "@x",
        "~400/s",
        "  blanks  ",
        "tab\tand \x07",
        "😀",
        "a\n\n  b\n",
        ">= 5 ms",
        "42",
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["p", "q", "a -> b", "no"]), inner, max_size=3)
    ),
    max_leaves=5,
)
NEW_KEYS = st.sampled_from(
    ["new", "rider -> app", "true", "a: b", "x # y", "Zoë", "'", "- x", "{", "long key, with words"]
)


def routes(data: Any, route: Route = ()) -> list[Route]:
    found = [route]
    if isinstance(data, dict):
        for key, value in data.items():
            found += routes(value, (*route, key))
    if isinstance(data, list):
        for index, value in enumerate(data):
            found += routes(value, (*route, index))
    return found


def with_value(data: Any, route: Route, value: Any) -> Any:
    if not route:
        return value
    if isinstance(data, dict):
        return {
            key: with_value(each, route[1:], value) if key == route[0] else each for key, each in data.items()
        }
    return [
        with_value(each, route[1:], value) if index == route[0] else each for index, each in enumerate(data)
    ]


def at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def one_edit(document: Document, data: st.DataObject) -> tuple[str, Any, Route]:
    """Draw an edit; return the new text, the data that it must mean, and where it took place."""
    old = document.data
    places = routes(old)
    containers = [route for route in places if isinstance(at(old, route), dict | list) and at(old, route)]
    kind = data.draw(st.sampled_from(["set", "add", "rename", "remove", "insert", "move"]))
    maps = [route for route in containers if isinstance(at(old, route), dict)]
    lists = [route for route in containers if isinstance(at(old, route), list)]
    if kind == "add" and maps:
        route, key, value = data.draw(st.sampled_from(maps)), data.draw(NEW_KEYS), data.draw(VALUES)
        entries = list(at(old, route).items())
        if key not in dict(entries):
            index = data.draw(st.integers(0, len(entries)))
            before = entries[index][0] if index < len(entries) else None
            text = add_field(document, route, key, value, before=before)
            entries.insert(index, (key, value))
            return text, with_value(old, route, dict(entries)), route
    if kind == "rename" and maps:
        route, new = data.draw(st.sampled_from(maps)), data.draw(NEW_KEYS)
        whole = at(old, route)
        key = data.draw(st.sampled_from(list(whole)))
        if new not in whole:
            renamed = {new if each == key else each: value for each, value in whole.items()}
            return rename_key(document, (*route, key), new), with_value(old, route, renamed), (*route, key)
    if kind == "remove" and containers:
        route = data.draw(st.sampled_from([route for route in places if route]))
        parent = at(old, route[:-1])
        rest: Any = (
            {k: v for k, v in parent.items() if k != route[-1]}
            if isinstance(parent, dict)
            else [v for i, v in enumerate(parent) if i != route[-1]]
        )
        return remove(document, route), with_value(old, route[:-1], rest), route if rest else route[:-1]
    if kind == "insert" and lists:
        route, value = data.draw(st.sampled_from(lists)), data.draw(VALUES)
        items = list(at(old, route))
        index = data.draw(st.integers(0, len(items)))
        text = insert_item(document, route, index, value)
        items.insert(index, value)
        return text, with_value(old, route, items), route
    if kind == "move" and containers:
        route = data.draw(st.sampled_from(containers))
        whole = at(old, route)
        steps = list(whole) if isinstance(whole, dict) else list(range(len(whole)))
        source, target = data.draw(st.sampled_from(steps)), data.draw(st.integers(0, len(steps) - 1))
        order = [step for step in steps if step != source]
        order.insert(target, source)
        moved = (
            {key: whole[key] for key in order}
            if isinstance(whole, dict)
            else [whole[index] for index in order]
        )
        return move_item(document, route, source, target), with_value(old, route, moved), route
    route, value = data.draw(st.sampled_from(places[1:] or places)), data.draw(VALUES)
    return set_value(document, route, value), with_value(old, route, value), route


def lines_of(document: Document, route: Route) -> range:
    key, value = document.key_span(route), document.value_span(route)
    first, last = min(key.line, value.line), value.end_line
    if route and isinstance(route[-1], int) and not document.line_text(first)[: value.column - 1].strip():
        # The value of an item begins on a line below its dash.
        first -= 1
        while document.line_text(first).strip()[:1] in {"", "#"}:
            first -= 1
    for depth in range(len(route)):
        start, end = document.value_offsets(route[:depth])
        if document.text[start : start + 1] in {"[", "{"}:
            span = document.offset_span(start, end)
            first, last = min(first, span.line), max(last, span.end_line)
    return range(first, last + 1)


@RELAXED
@given(data=st.data())
def test_edits_change_what_they_say_and_nothing_else(documents: Any, data: st.DataObject) -> None:
    text, _ = data.draw(documents)
    for _ in range(data.draw(st.integers(1, 4))):
        document, _ = parse("f.yaml", text)
        assert document is not None
        edited, expected, route = one_edit(document, data)
        result, findings = parse("f.yaml", edited)
        assert not findings
        assert result is not None
        assert result.data == expected
        check_rest(document, result, route)
        text = edited


def check_rest(old: Document, new: Document, route: Route) -> None:
    touched = lines_of(old, route)
    kept = Counter(comment.text.strip() for comment in old.comments() if comment.line not in touched)
    there = Counter(comment.text.strip() for comment in new.comments())
    assert not kept - there, "a comment is gone"
    # A dash may move from one line to the next, so it does not count.
    outside = [old.line_text(n).strip(" -") for n in range(1, old.line_count + 1) if n not in touched]
    after = iter([new.line_text(n).strip(" -") for n in range(1, new.line_count + 1)])
    for line in outside:
        assert not line or line in after, f"the line {line!r} is gone"
