"""Types of a contract become HTML: what a property holds, with named structures as links where they stand near by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from archkit.contracts import Choice, Identifier, ListOf, MapOf, Primitive, Schema, Type
from archkit.generators._site.here import Here

Named = Callable[[str], Markup]
"""Returns the name of a structure, as a link where it can be one."""


@dataclass(frozen=True, slots=True)
class PropertyView:
    """A property of a schema, ready to be shown."""

    name: str
    type: Markup
    required: bool
    description: str
    source: Markup
    """Where it comes from."""


def properties(
    schema: Schema, case: Callable[[str], str], here: Here, named: Named
) -> Sequence[PropertyView]:
    """Return the properties of a schema.

    Args:
        schema: The schema.
        case: Gives names their case.
        here: The page.
        named: Shows the names of other schemas.
    """
    return [
        PropertyView(
            case(one.name),
            type_shown(one.type, named),
            one.required,
            one.description,
            here.source(one.origin.place) if one.origin else Markup(),
        )
        for one in schema.properties
    ]


def type_shown(one: Type, named: Named) -> Markup:
    """Return a type in words."""
    if isinstance(one, Primitive):
        return escape(one.name)
    if isinstance(one, Identifier):
        return Markup('id of {} <span class="ak-quiet">{}</span>').format(one.entity.id, one.of.name)
    if isinstance(one, Choice):
        return Markup(" | ").join(Markup("<code>{}</code>").format(each) for each in one.values)
    if isinstance(one, ListOf):
        return Markup("list of {}").format(type_shown(one.of, named))
    if isinstance(one, MapOf):
        return Markup("map of {}").format(type_shown(one.of, named))
    return named(one.schema)
