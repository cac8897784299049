"""Pages or media cross half the world on each request, and nothing keeps them near the users.

Light in glass takes 100 ms for 10 000 km and back, and a page needs several such trips, a picture more. An edge that
keeps copies near the users answers in a tenth of that. Asked where users are more than 3 000 km from the component
that sends them pages (`interface: html`) or blobs, a response time of 3 s or less is promised, and neither a CDN nor
a second region is there.

How to fix: a component of `kind: cdn` that caches what does not change, or a region near the users.

When to ignore: each page is made for one user and none of it can be kept.

*Bad*

```yaml
actors:
  rider: # AK426
    clients: [browser]
    regions: [sa-east]
components:
  site: {kind: web-app, interface: html, regions: [eu-central]}
use_cases:
  look: {steps: [rider -> site: Open the page], measures: [p95 response_time <= 3 s]}
```

*Good*

```yaml
actors: {rider: {clients: [browser], regions: [sa-east]}}
components:
  edge: {kind: cdn}
  site: {kind: web-app, interface: html, regions: [eu-central]}
use_cases:
  look: {steps: [rider -> edge: Open the page], measures: [p95 response_time <= 3 s]}
```
"""

from collections.abc import Iterator

from archkit.catalog import Catalog
from archkit.diagnostics import Severity
from archkit.evaluate.formulas.geography import Place, great_circle
from archkit.model import Actor, Component, Message
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK426",
    "distant-content",
    Severity.QUESTION,
    "I. Grigorik, High Performance Browser Networking (2013), chapter 1",
    whole=True,
    stage="mvp",
    related=("cdn", "edge-computing", "static-content-hosting", "geo-routing"),
)
_NEAR = {"cdn", "cdn-pull", "cdn-push", "edge-computing", "edge-workload", "static-content-hosting"}
_FAR_KM, _PATIENCE = 3000.0, 3.0


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what keeps content near the users, once a kind of users."""
    components = subject.requirements.components
    if _NEAR & subject.chosen.keys() or any(one.kind == "cdn" for one in components.values()):
        return
    hurried = {
        ref.id
        for target in subject.targets
        if target.measure.metric == "response_time" and target.measure.value.high <= _PATIENCE
        for ref in target.of
    }
    asked: set[str] = set()
    for use_case, message in subject.messages if hurried else ():
        actor, component = subject.parts.actor(message.source), subject.parts.own(message.target)
        if use_case.id not in hurried or actor is None or component is None or actor.id in asked:
            continue
        far = (
            _distance(subject.catalog, actor, component)
            if _sends_content(subject, component, message)
            else None
        )
        if far and far > _FAR_KM:
            asked.add(actor.id)
            yield Hit(
                actor.place,
                f"what keeps the content of '{component.id}' near '{actor.id}', who is {far:,.0f} km away?",
                help="each request pays the distance several times: write a component of kind cdn, or a region nearby",
                key=True,
            )


def _sends_content(subject: Subject, component: Component, message: Message) -> bool:
    entities = subject.requirements.entities
    blobs = any(name in entities and entities[name].kind == "blob" for name in message.returns)
    return message.waits and (blobs or component.interface == "html")


def _distance(catalog: Catalog, actor: Actor, component: Component) -> float | None:
    """Return how far the farthest users are from the nearest region that serves them, in km."""
    served = list(_points(catalog, component))
    distances = [
        min(great_circle(here, there) for there in served) for here in _points(catalog, actor) if served
    ]
    return max(distances, default=None)


def _points(catalog: Catalog, one: Actor | Component) -> Iterator[Place]:
    for name, own in one.regions.items():
        point = (own.latitude, own.longitude) if own else catalog.region(name)
        if point:
            yield Place(*point)
