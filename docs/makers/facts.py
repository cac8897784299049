"""The facts become a reference page: what advice and rules may ask of requirements."""

from collections.abc import Iterator
from itertools import groupby

from archkit.facts import FACTS


def pages() -> Iterator[tuple[str, str]]:
    """Yield path below docs/ and text of each page."""
    yield "reference/facts.md", "\n".join(_facts()) + "\n"


def _facts() -> Iterator[str]:
    yield "# Facts\n"
    yield "Patterns and rules never look at raw fields. They ask for facts, and each fact knows the requirements that it"
    yield "comes from. `archkit explain facts .` shows what they say in your workspace; a pattern's `when` may ask for any"
    yield "of them ([Add a catalog of your own](../how-to/own-catalog.md))."
    by_area = sorted(FACTS.values(), key=lambda fact: fact.area)
    for area, facts in groupby(by_area, key=lambda fact: fact.area):
        yield f"\n## {area.replace('_', ' ').capitalize()}\n\n| fact | kind | meaning |\n|---|---|---|"
        for fact in facts:
            kind = f"{fact.kind.value} ({fact.dimension.name.lower()})" if fact.dimension else fact.kind.value
            choices = f" One of: {', '.join(fact.choices)}." if fact.choices else ""
            yield f"| `{fact.name}` {{ #{fact.name} }} | {kind} | {fact.meaning}{choices} |"
