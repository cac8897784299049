"""Anybody may change something through an API that asks nobody who they are.

Open data may be read without a name. A change without a name cannot be traced, limited or undone, and the first robot
finds it within hours. It is found where `api: {auth: none}` meets an operation with POST, PUT, PATCH or DELETE, or a
step that writes. The operations by which somebody logs in, registers or is asked for a first time are left out.

How to fix: `auth: api-key` or `oauth2`, or an API of its own for what changes something.

When to ignore: a form that everybody may send, behind a limit and a check for robots.

*Bad*

```yaml
actors: {reader: {clients: [browser]}}
components:
  wiki: {kind: service, interface: rest, api: {kind: public, auth: none}}
use_cases:
  correct:
    steps:
      - reader -> wiki:
          action: Correct a page
          operation: PUT /pages/{pageId} # AK504
```

*Good*

```yaml
actors: {reader: {clients: [browser]}}
components:
  wiki: {kind: service, interface: rest, api: {kind: public, auth: none}}
use_cases:
  read:
    steps:
      - reader -> wiki:
          action: Read a page
          operation: GET /pages/{pageId}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.apis._paths import READING

RULE = Rule(
    "AK504",
    "anonymous-change",
    Severity.WARNING,
    "OWASP API Security Top 10 (2023), API5: broken function level authorization",
    related=("client-registration", "rate-limiting", "least-privilege"),
)
_FIRST = {
    "sessions",
    "session",
    "login",
    "logins",
    "tokens",
    "token",
    "accounts",
    "users",
    "registrations",
    "sign-ups",
}
"""What somebody creates who has no name yet."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find changes without a name."""
    anonymous = subject.catalog.words("anonymous").advice
    told: set[tuple[str, str]] = set()
    for _, message in subject.messages:
        component = subject.parts.own(message.target)
        if component is None or component.api is None or component.api.auth.lower() not in anonymous:
            continue
        if not subject.parts.is_outside(message.source):
            continue
        method = message.operation.partition(" ")[0].upper()
        changes = bool(message.writes) or (
            method in {"POST", "PUT", "PATCH", "DELETE"} and method not in READING
        )
        first = method == "POST" and message.operation.rstrip("/").rpartition("/")[2] in _FIRST
        if changes and not first and (component.id, message.name) not in told:
            told.add((component.id, message.name))
            yield Hit(
                message.field("operation") if message.operation else message.field("writes"),
                f"'{message.name}' changes something in '{component.id}', whose callers need no name",
                help="write auth: api-key or oauth2, or give what changes something an API of its own",
                related=((component.at("api", "auth"), f"auth is '{component.api.auth}' here"),),
            )
