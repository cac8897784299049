"""An element's data and its model -> the rows of a form, and a row's text -> the data that the file gets."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from archkit.diagnostics import Route
from archkit.model import is_arrow
from archkit.model.forms import FormField, form_of
from archkit.model.item import Part
from archkit.session.values import SHORT_FORM

ESSENTIAL: dict[str, tuple[str, ...]] = {
    "Actor": ("name", "kind", "description", "clients", "population", "active", "regions", "trust"),
    "Entity": ("name", "description", "kind", "fields", "size", "count", "growth", "access", "classification", "owner", "retention"),
    "UseCase": ("title", "primary_actor", "supporting_actors", "goal", "trigger", "priority", "preconditions", "outcome", "load", "steps", "extensions"),
    "QualityAttribute": ("attribute", "statement", "applies_to", "measure", "importance", "difficulty", "rationale", "scenario"),
    "Constraint": ("kind", "statement", "origin", "negotiable", "source", "affects", "challenged", "isolation"),
    "Component": ("name", "kind", "description", "technology", "interface", "replicas", "stateless", "latency", "capacity", "availability", "stores", "owner"),
    "Decision": ("title", "status", "date", "patterns", "addresses", "context", "decision", "consequences", "considered"),
    "Message": ("action", "data", "returns", "operation", "event", "reads", "writes", "duration", "timeout", "retries", "fallback", "idempotent"),
    "System": ("id", "name", "summary", "stage", "scope", "lifetime"),
}  # fmt: skip
"""The fields of a model that a form shows before they are filled in, in the order in which they are asked for."""

RowKind = Literal["field", "item", "entry", "heading", "add", "more"]
"""A field; an item of a list; an entry of a map; what stands above fields of its own; where to add; the fold."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a form."""

    kind: RowKind
    route: Route
    """Where its value stands in the file, or would stand."""
    field: FormField | None
    """The field that it belongs to; None for the fold."""
    depth: int
    """How deep it stands below the element."""
    label: str
    """What stands before the value; empty for further items of a list."""
    value: Any = None
    """What stands in the file."""

    @property
    def text(self) -> str:
        """The value as it is shown and edited."""
        if self.kind == "entry":
            return (
                f"{self.route[-1]}: {spoken(self.value)}" if self.value is not None else str(self.route[-1])
            )
        if self.field is not None and self.field.shape == "steps" and isinstance(self.value, list):
            return f"{len(self.value)} step{'' if len(self.value) == 1 else 's'}"
        return spoken(self.value)

    @property
    def is_set(self) -> bool:
        """Whether the file says something here."""
        return self.value not in (None, "", [], {})

    @property
    def is_editable(self) -> bool:
        """Whether a text can be typed here."""
        return self.kind in {"field", "item", "entry", "add"} and not (
            self.field is not None and self.field.shape in {"steps", "part", "parts"} and self.kind != "entry"
        )


def rows_of(
    model: type[Part], data: Any, route: Route, *, opened: Collection[Route] = (), everything: bool = False
) -> list[Row]:
    """Return the rows of an element's form.

    Args:
        model: What the element is.
        data: What the file has.
        route: Where it stands in the file.
        opened: Routes of parts that are shown with their fields though they are empty.
        everything: Whether fields are shown that are neither essential nor filled in.
    """
    data = _as_map(data, route)
    rows = list(_in_part(model, data, route, 0, opened, everything=everything))
    hidden = len(form_of(model)) - sum(
        row.depth == 0 and row.field is not None and bool(row.label) for row in rows
    )
    if hidden > 0:
        rows.append(Row("more", route, None, 0, f"{hidden} more fields"))
    elif everything:
        rows.append(Row("more", route, None, 0, "fewer fields"))
    return rows


def _in_part(  # noqa: PLR0913 - one recursion
    model: type[Part],
    data: dict[str, Any],
    route: Route,
    depth: int,
    opened: Collection[Route],
    *,
    everything: bool,
) -> Iterator[Row]:
    essential = ESSENTIAL.get(model.__name__, ())
    fields = {field.key: field for field in form_of(model)}
    order = [*(key for key in essential if key in fields), *(key for key in fields if key not in essential)]
    for key in order:
        value = data.get(key)
        if value is None and depth == 0 and essential and key not in essential and not everything:
            continue
        yield from _rows(fields[key], value, (*route, key), depth, opened)


def _rows(field: FormField, value: Any, route: Route, depth: int, opened: Collection[Route]) -> Iterator[Row]:
    part = field.part
    if field.shape == "part" and part is not None and not isinstance(value, str | list):
        yield Row("heading", route, field, depth, field.label, value)
        if value or route in opened:
            yield from _in_part(part, value or {}, route, depth + 1, opened, everything=True)
    elif field.shape == "parts" and part is not None and not isinstance(value, str | dict):
        yield Row("heading", route, field, depth, field.label, value)
        for index, item in enumerate(value or ()):
            yield Row("heading", (*route, index), field, depth + 1, str(index + 1), item)
            yield from _in_part(
                part,
                item if isinstance(item, dict) else {},
                (*route, index),
                depth + 2,
                opened,
                everything=True,
            )
    elif field.shape == "map" and not isinstance(value, str | list):
        yield Row("heading", route, field, depth, field.label, value)
        for key, each in (value or {}).items():
            yield Row("entry", (*route, key), field, depth + 1, "", each)
        if value or route in opened:
            yield Row("add", route, field, depth + 1, "", None)
    elif field.shape == "texts" and isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield Row("item", (*route, index), field, depth, "" if index else field.label, item)
        yield Row("add", (*route, len(value)), field, depth, "", None)
    else:
        yield Row("field", route, field, depth, field.label, value)


def _as_map(data: Any, route: Route) -> dict[str, Any]:
    """Return an element's data as a map, be it written as one or as a text alone."""
    if isinstance(data, str) and route and route[0] in SHORT_FORM:
        return {SHORT_FORM[str(route[0])]: data}
    if isinstance(data, str) and route and is_arrow(str(route[-1])):
        return {"action": data}
    return data if isinstance(data, dict) else {}


def spoken(value: Any) -> str:
    """Return data as one line of text, as a form shows and takes it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(spoken(each) for each in value)
    return ", ".join(
        f"{key}: {spoken(each)}" if each is not None else str(key) for key, each in value.items()
    )


def typed(row: Row, text: str) -> Any:
    """Return the data that a row's text stands for; None takes the value away.

    A list of words is written with commas; everything else is the text itself. A value that the file has as a map where
    the form shows one line stays what it is when its text was not changed.
    """
    if text == row.text:
        return row.value
    if not text.strip():
        return None
    field = row.field
    if field is not None and row.kind == "field" and field.shape in {"words", "references"}:
        return [word.strip() for word in text.split(",") if word.strip()]
    if field is not None and row.kind == "field" and field.shape == "texts":
        return [text]
    if field is not None and field.shape == "measures" and isinstance(row.value, list):
        return [word.strip() for word in text.split(",") if word.strip()]
    return text if field is not None and field.shape == "prose" else text.strip()


def entry_of(text: str) -> tuple[str, str | None]:
    """Return the key and the value of ``key: value``; the value is None where it is not there yet."""
    key, colon, value = text.partition(":")
    return key.strip(), value.strip() or None if colon else None
