"""Who takes part in a flow and is declared nowhere -> the actors and components that they probably are."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Any

from archkit.model import Ref
from archkit.session._session import Change, Session
from archkit.session.elements import Element
from archkit.session.flows import participants_of
from archkit.session.values import written

if TYPE_CHECKING:
    from archkit.catalog import Catalog

_COMPARED_AT_MOST = 2000
"""With more names than this, looking for slips of the pen would take longer than a key may."""
_SLIP = 0.87
"""How similar a name is to one that begins with the same letter when it is taken for a slip: ``frontned``, ``fronted``."""
Declared = tuple[str, str, dict[str, Any]]
"""A section, an id, and the fields that it begins with."""


def undeclared(session: Session, names: Iterable[str]) -> list[str]:
    """Return those names that neither an actor nor a component has."""
    return [
        name for name in names if not any(session.find(Ref(kind, name)) for kind in ("actor", "component"))
    ]


def taking_part(use_case: Element) -> list[str]:
    """Return who takes part in a use case, in its flow and in what can go wrong with it, as they come in."""
    extensions = use_case.field("extensions")
    flows = [use_case.field("steps")]
    flows += [
        one.get("steps")
        for one in (extensions if isinstance(extensions, list) else [])
        if isinstance(one, dict)
    ]
    return list(dict.fromkeys(name for steps in flows for name in participants_of(steps)))


def proposed(
    session: Session, use_case: Element, catalog: "Catalog"
) -> tuple[list[Declared], dict[str, str]]:
    """Return what those who take part in a use case and are declared nowhere probably are.

    Whoever the use case names as an actor, and whoever begins a flow that names none, stands outside; all others are
    components, of the kind that their name tells.

    Args:
        session: The workspace.
        use_case: The use case.
        catalog: Says what names are taken for.

    Returns:
        What to declare; and names that look like a slip of the pen, with the id that may be meant.
    """
    taking = taking_part(use_case)
    missing = undeclared(session, taking)
    if not missing:
        return [], {}
    plan, named = catalog.tour, _actors(session)
    if taking and not use_case.field("primary_actor"):
        named.add(taking[0])
    known = [one.id for section in ("actors", "components") for one in session.elements(section)]
    slips = {name: meant for name in missing if name not in named and (meant := _meant(name, known))}
    found: list[Declared] = []
    for name in missing:
        if name in named:
            found.append(("actors", name, {"kind": plan.actor_kind(name)}))
        elif name not in slips:
            found.append(("components", name, {"kind": plan.part(name).kind}))
    return found, slips


def _meant(name: str, known: list[str]) -> str:
    """Return the declared name that another one is so similar to that it may be a slip of the pen."""
    if len(known) > _COMPARED_AT_MOST:
        return ""
    alike = [one for one in known if one[:1] == name[:1]]
    return next(iter(get_close_matches(name, alike, n=1, cutoff=_SLIP)), "")


def _actors(session: Session) -> set[str]:
    """Return whom use cases name as actors."""
    found: set[str] = set()
    for one in session.elements("use_cases"):
        supporting = one.field("supporting_actors")
        named = [one.field("primary_actor"), *(supporting if isinstance(supporting, list) else [])]
        found |= {name for name in named if isinstance(name, str)}
    return found


def components_for(session: Session, names: Iterable[str], begun: Callable[[str], Any]) -> Iterator[Change]:
    """Yield the changes that declare each name that is declared nowhere as a component, with what it begins with."""
    for name in undeclared(session, names):
        file = session.home("components", name)
        yield file, partial(written, route=("components", name), value=begun(name))
