"""Messages of all flows become a page: who tells whom, over what, under which promises, and what goes along."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archkit.contracts import (
    MessageType,
    Schema,
    Traffic,
    address_of,
    camel,
    messaging_of,
    snake,
)
from archkit.generators._site.here import Here
from archkit.generators._site.names import event_anchor
from archkit.generators._site.page import Page
from archkit.generators._site.types import PropertyView, properties
from archkit.generators._site.whole import Site
from archkit.model import Ref
from archkit.model.links import PARTICIPANT


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message, ready to be shown."""

    one: MessageType
    anchor: str
    sender: Markup
    receivers: Markup
    carrier: Markup
    address: str
    promises: Sequence[str]
    payload: Sequence[PropertyView]
    use_cases: Markup


def events(site: Site) -> Page | None:
    """Return the page; None where no flow sends a message."""
    if not site.messages:
        return None
    here = site.here("events.md")
    sent = {
        (one.message.sender, one.message.name): (one, offered.schemas.get(one.payload))
        for offered in messaging_of(site.requirements)
        for one in offered.traffic
    }
    shown: list[MessageView] = []
    taken: set[str] = set()
    for one in sorted(site.messages, key=lambda each: (each.title.casefold(), each.sender)):
        anchor = event_anchor(one.title)
        anchor = f"{anchor}-from-{one.sender}" if anchor in taken else anchor
        taken.add(anchor)
        shown.append(_view(one, anchor, sent.get((one.sender, one.name), (None, None)), site, here))
    return Page(here, "Events", "events", {"messages": shown}, "What components tell each other.")


def _view(
    one: MessageType, anchor: str, sent: tuple[Traffic | None, Schema | None], site: Site, here: Here
) -> MessageView:
    traffic, schema = sent
    case = snake if site.requirements.config.generate.apis.naming == "snake_case" else camel
    return MessageView(
        one,
        anchor,
        here.link(Ref(PARTICIPANT, one.sender)),
        here.links(Ref(PARTICIPANT, each) for each in one.receivers),
        here.link(Ref(PARTICIPANT, one.carrier)) if one.carrier else Markup(),
        address_of(one, site.requirements),
        _promises(traffic) if traffic else (),
        properties(schema, case, here, lambda name: Markup("<code>{}</code>").format(name)) if schema else (),
        here.links(dict.fromkeys(each.use_case.ref for each in one.occurrences)),
    )


def _promises(traffic: Traffic) -> Sequence[str]:
    promise = traffic.promise
    said = [*promise.deliveries, *(f"in order by {field}" for field in promise.ordering)]
    return [*said, "duplicates do no harm"] if promise.duplicates and all(promise.duplicates) else said
