"""Actors: who and what uses the system, and in which use cases."""

from collections.abc import Mapping

from archkit.generators._site.here import Here
from archkit.generators._site.kind import Kind, count, named, quantity, word
from archkit.generators._site.whole import Site
from archkit.model import Actor


def _more(actor: Actor, site: Site, here: Here) -> Mapping[str, object]:
    cases = list(site.referring(actor.ref, "use_case"))
    own = [one for one in cases if one.primary_actor == actor.ref]  # type: ignore[attr-defined]  # use cases, by the kind asked for
    return {"starts": own, "takes_part": [one for one in cases if one not in own], "names": here}


ACTORS = Kind(
    "actors",
    "Actors",
    "Who and what uses the system from outside, and what each wants of it.",
    {
        "Actor": named,
        "Kind": lambda one, *_: word(one.kind),
        "How many": lambda one, *_: quantity(one.population),
        "Trust": lambda one, *_: word(one.trust),
        "Use cases": lambda one, site, _: count(sum(1 for _ in site.referring(one.ref, "use_case"))),
    },
    template="actor",
    linked=frozenset({"use_case"}),
    more=_more,
)
