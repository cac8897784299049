"""Nothing may run in a public cloud, and a component runs in one.

A rule that keeps the system in the organisation's own rooms excludes every product that exists only as a cloud
service. It is found where a constraint says on-premises (in its statement, or by `choice: on-premises`) and the
technology or platform of a component that it affects is the service of a public cloud.

How to fix: take a product that can be run in one's own rooms, or have the rule challenged for this component.

When to ignore: a component that the rule is known not to bind; better, list in `affects` what it binds.

*Bad*

```yaml
constraints:
  own-rooms:
    kind: technical
    statement: The system runs on-premises.
components:
  ride-store:
    technology: Amazon DynamoDB # AK308
```

*Good*

```yaml
constraints:
  own-rooms:
    kind: technical
    statement: The system runs on-premises.
components:
  ride-store:
    technology: Cassandra
```
"""

from collections.abc import Iterator

from archkit.catalog import WordList
from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK308",
    "cloud-on-premises",
    Severity.ERROR,
    "NIST SP 800-145: public cloud is provided on the premises of the provider",
    related=("hybrid-cloud",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find components in a public cloud that a constraint keeps out of it."""
    known = subject.requirements
    premises = subject.catalog.words("on_premises")
    cloud = subject.catalog.words("public_cloud")
    rules = [
        one
        for one in known.constraints.values()
        if "on-premises" in one.choice or next(premises.find(one.statement), None)
    ]
    if not rules:
        return
    clouds = {one.id: list(_in_cloud(one, cloud)) for one in known.components.values()}
    for rule in rules:
        bound = {ref.id for ref in rule.affects if ref.kind == "component"}
        for identifier in bound & clouds.keys() if bound else clouds:
            component = known.components[identifier]
            for field, word, vendor in clouds[identifier]:
                yield Hit(
                    component.at(field),
                    f"'{word}' runs at {vendor} only, and '{rule.id}' keeps '{component.id}' on-premises",
                    help="take a product that runs in one's own rooms, or challenge the constraint for this component",
                    words=word,
                    related=((rule.at("statement"), f"'{rule.id}' stands here"),),
                )


def _in_cloud(component: Component, cloud: WordList) -> Iterator[tuple[str, str, str]]:
    """Yield field, word and vendor of each public cloud that a component names."""
    for field in ("technology", "platform"):
        for word, vendor in cloud.find(getattr(component, field)):
            yield field, word, vendor
