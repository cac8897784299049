"""Somebody has to be logged in, and no use case says how that comes about.

"The rider is logged in" hides registration, the password that was forgotten, the account that was locked and the
secret that has to be kept: half of the security of a system. Asked once, when a precondition demands it and no use
case, no step and nothing below `scope: {out: ...}` speaks of logging in.

How to fix: write the use cases for registration and login, or say that another system does it.

When to ignore: an organisation whose single sign-on is a given; a constraint says that better.

*Bad*

```yaml
use_cases:
  find-a-ride: # AK119
    preconditions: [The rider is logged in.]
```

*Good*

```yaml
use_cases:
  find-a-ride:
    preconditions: [The rider is logged in.]
  rider-login:
    title: Rider logs in
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK119",
    "unexplained-login",
    Severity.QUESTION,
    "OWASP Application Security Verification Standard: registration, recovery and login are designed together",
    whole=True,
    stage="mvp",
    related=("federated-identity", "oauth2-authorization-code"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how somebody becomes known to the system."""
    login = subject.catalog.words("login")
    demanding = next(
        (
            (use_case, index, words)
            for use_case in subject.use_cases
            for index, text in enumerate(use_case.preconditions)
            for words, state in login.find(text)
            if state == "known already"
        ),
        None,
    )
    if demanding is None or any(
        state == "becoming known" for text in _told(subject) for _, state in login.find(text)
    ):
        return
    use_case, _, words = demanding
    yield Hit(
        use_case.place,
        f"how does somebody come to be '{words}', as '{use_case.id}' demands? No use case tells it",
        help="registration and login are half of the security: write their use cases, or put them into scope: {out: [...]}",
        key=True,
    )


def _told(subject: Subject) -> Iterator[str]:
    known = subject.requirements
    if known.system.scope:
        yield from known.system.scope.out
    for constraint in known.constraints.values():
        yield constraint.statement
    for use_case in known.use_cases.values():
        yield f"{use_case.label}. {use_case.goal} {use_case.trigger}"
        yield from (message.action for message in use_case.messages())
