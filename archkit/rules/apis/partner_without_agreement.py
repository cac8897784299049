"""An API is for partners, and nothing says where the agreement with them stands.

A partner builds a business on the API. What both sides promise, volumes, hours, notice before a change, who is called
at night, belongs on paper before the first call. Asked of components with `api: {kind: partner}` that name no
`agreement`.

How to fix: `api: {kind: partner, agreement: where it stands}`.

When to ignore: the partners are other departments of the same house; then `private` may be truer.

*Bad*

```yaml
system: {stage: growth}
components:
  figures: {kind: service, api: {kind: partner}} # AK502
```

*Good*

```yaml
system: {stage: growth}
components:
  figures: {kind: service, api: {kind: partner, agreement: "Annex 2 of the advertisers' contract"}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK502",
    "partner-without-agreement",
    Severity.QUESTION,
    "D. Jacobson, G. Brail, D. Woods, APIs: A Strategy Guide (2011): partner APIs and their contracts",
    stage="growth",
    several="where stands what is agreed with the partners of these APIs? Not said of {names}",
    related=("partner-api", "service-contract", "sla"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask where agreements with partners stand."""
    for component in subject.requirements.components.values():
        api = component.api
        if api is not None and api.kind == "partner" and not api.agreement and not component.is_external:
            yield Hit(
                component.place,
                f"where stands what is agreed with the partners of '{component.id}'?",
                help="volumes, hours and notice before a change belong on paper: write api: {agreement: ...}",
                key=True,
            )
