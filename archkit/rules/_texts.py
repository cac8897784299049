"""An element becomes the sentences that a reviewer would judge, each with its place."""

from collections.abc import Iterator
from typing import NamedTuple

from archkit.diagnostics import Place
from archkit.model import Constraint, Item, QualityAttribute, UseCase

_FIELDS: dict[type[Item], tuple[str, ...]] = {
    UseCase: ("title", "goal", "trigger", "preconditions", "outcome"),
    QualityAttribute: ("statement",),
    Constraint: ("statement",),
}


class Text(NamedTuple):
    """A sentence that somebody wrote."""

    field: str
    """The field that holds it."""
    place: Place
    """Where it stands."""
    words: str
    """What it says."""


def texts_of(item: Item) -> Iterator[Text]:
    """Yield the sentences in which an element demands something; other kinds of element have none."""
    for field in _FIELDS.get(type(item), ()):
        value = getattr(item, field)
        if isinstance(value, str):
            if value:
                yield Text(field, item.at(field), value)
        else:
            yield from (Text(field, item.at(field, index), one) for index, one in enumerate(value))
