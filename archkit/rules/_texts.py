"""An element becomes the sentences that a reviewer would judge, each with its place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from archkit.catalog import Catalog
from archkit.diagnostics import Place
from archkit.model import Constraint, Item, QualityAttribute, UseCase

_FIELDS: dict[type[Item], tuple[str, ...]] = {
    UseCase: ("title", "goal", "trigger", "preconditions", "outcome"),
    QualityAttribute: ("statement",),
    Constraint: ("statement",),
}

_OPPOSITES = (("small", "large"), ("slow", "fast"), ("few", "many"), ("simple", "complex"))
"""Words that, both in one sentence, name two kinds of thing and judge neither."""
_AMOUNT = re.compile(
    r"\d\s?(?:%|percent|ms|s|sec|seconds?|min|minutes?|h|hours?|(?:working )?days?|weeks?|months?|/|per\b|[kmgt]i?b\b)"
    r"|\b(?:one|two|three|four|five|ten|thirty|sixty) (?:milliseconds?|seconds?|minutes?|hours?|(?:working )?days?)",
    re.IGNORECASE,
)


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


def vague_words(catalog: Catalog, text: str, *lists: str) -> list[tuple[str, str]]:
    """Return the words of a text that judge without saying how much, as they stand there, each with its advice.

    A text with an amount says how much. Names that hold such a word (a safe deposit, a quick reply), and two opposites in
    one sentence (small and large flats), judge nothing.
    """
    found = [pair for name in lists for pair in catalog.words(name).find(text)]
    if not found or _AMOUNT.search(text):
        return []
    for name, _ in catalog.words("name_of_a_thing").find(text):
        text = text.replace(name, " " * len(name))
    words = set(text.lower().replace(",", " ").replace(".", " ").split())
    kinds = {word for pair in _OPPOSITES if words.issuperset(pair) for word in pair}
    left = [pair for name in lists for pair in catalog.words(name).find(text)]
    told = [(word, advice) for word, advice in left if word.lower() not in kinds]
    return sorted(told, key=lambda pair: text.index(pair[0]))
