"""An API for strangers does not say how its callers are known.

Who cannot be told from others cannot be limited, warned before a change, billed, or shut out. Asked of components with
`api: {kind: public}` or `partner` that state no `auth`, where no decision chooses a way.

How to fix: `api: {auth: api-key}` for machines, `oauth2` or `openid` where people are behind the calls; `none` when
everybody may read without a name.

When to ignore: an edge in front registers callers; model it as a gateway with its own `api`.

*Bad*

```yaml
components:
  shop: {kind: service, api: {kind: public, version: v1}} # AK503
```

*Good*

```yaml
components:
  shop: {kind: service, api: {kind: public, version: v1, auth: oauth2}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK503",
    "unregistered-callers",
    Severity.QUESTION,
    "OWASP API Security Top 10 (2023), API2: broken authentication; OpenAPI Specification 3.1: security schemes",
    stage="mvp",
    several="how are the callers of these APIs known? No auth is said of {names}",
    related=("client-registration", "api-key", "oauth2-authorization-code"),
)
_ANSWERS = {
    "client-registration",
    "api-key",
    "oauth2-authorization-code",
    "federated-identity",
    "centralized-auth",
    "json-web-token",
    "stateless-session-token",
    "mutual-tls",
    "gatekeeper",
}


_OUTSIDE = {"public", "partner"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how public callers are known."""
    if _ANSWERS & subject.chosen.keys():
        return
    for component in subject.requirements.components.values():
        api = component.api
        if api is not None and api.kind in _OUTSIDE and not api.auth and not component.is_external:
            yield Hit(
                component.place,
                f"how are the callers of the {api.kind} API of '{component.id}' known?",
                help="strangers can be neither limited nor warned: write api: {auth: api-key | oauth2 | openid | none}",
                key=True,
            )
