"""Errors are tried again that no second attempt can cure, or the curable ones are not.

A call that was refused because it is wrong, or because the caller may not make it, is refused again; it belongs to the
user. What passes by itself are timeouts, lost connections and callees that are overloaded for a moment. It is found
where `retry_on` holds `client-error` or `any`, or none of `timeout`, `connection`, `unavailable`, `rate-limited`.

How to fix: `retry_on: [timeout, connection, unavailable]`.

When to ignore: a callee that reports its own trouble as an error of the caller; note it at the component.

*Bad*

```yaml
components:
  shop:
    resilience: {retries: 2, retry_on: [any]} # AK856
```

*Good*

```yaml
components:
  shop:
    resilience: {retries: 2, retry_on: [timeout, connection, unavailable]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK856",
    "retry-of-hopeless",
    Severity.WARNING,
    "Google, Site Reliability Engineering (2016), chapter 22: retriable and nonretriable errors",
    related=("error-categorization", "retry"),
)
_HOPELESS = ("client-error", "any")
_PASSES = {"timeout", "connection", "unavailable", "rate-limited"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find lists of errors that are too wide or too narrow."""
    for component in subject.requirements.components.values():
        guard = component.resilience
        if guard is None or not guard.retry_on or component.is_external:
            continue
        hopeless = next((one for one in _HOPELESS if one in guard.retry_on), None)
        if hopeless:
            said = f"tries '{hopeless}' again, and a call that was refused is refused again"
        elif _PASSES.isdisjoint(guard.retry_on):
            said = f"tries only {', '.join(guard.retry_on)} again, and none of the errors that pass by themselves"
        else:
            continue
        yield Hit(
            component.at("resilience", "retry_on"),
            f"'{component.id}' {said}",
            help="write retry_on: [timeout, connection, unavailable]",
        )
