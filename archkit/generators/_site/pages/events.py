"""Events of all flows become a page: who tells whom, over what, with which promises."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archkit.generators._site.names import event_anchor
from archkit.generators._site.page import Page
from archkit.generators._site.whole import Site
from archkit.model import Message, Ref
from archkit.model.links import PARTICIPANT


@dataclass(frozen=True, slots=True)
class Event:
    """All that flows say of one event."""

    name: str
    anchor: str
    producers: Markup
    consumers: Markup
    channels: Markup
    carries: Sequence[str]
    promises: Sequence[str]
    use_cases: Markup


def events(site: Site) -> Page | None:
    """Return the page; None where no flow names an event."""
    found: dict[str, list[tuple[Ref, Message]]] = {}
    for use_case in site.requirements.use_cases.values():
        for one in use_case.messages():
            if one.event:
                found.setdefault(one.event, []).append((use_case.ref, one))
    if not found:
        return None
    here = site.here("events.md")

    def links(identifiers: Sequence[str]) -> Markup:
        return here.links(Ref(PARTICIPANT, one) for one in dict.fromkeys(filter(None, identifiers)))

    shown = [
        Event(
            name,
            event_anchor(name),
            links([one.source for _, one in told]),
            links([one.target for _, one in told]),
            links([one.channel for _, one in told]),
            list(dict.fromkeys(datum for _, one in told for datum in one.data)),
            list(dict.fromkeys(words for _, one in told for words in _promises(one))),
            here.links(dict.fromkeys(ref for ref, _ in told)),
        )
        for name, told in sorted(found.items())
    ]
    return Page(
        here, "Events", "events", {"events": shown}, "What components tell each other, and nobody waits for."
    )


def _promises(one: Message) -> Sequence[str]:
    said = [
        one.delivery or "",
        f"in order by {one.ordering.key}" if one.ordering and one.ordering.key else "",
        "duplicates do no harm" if one.handles_duplicates else "",
    ]
    return [words for words in said if words]
