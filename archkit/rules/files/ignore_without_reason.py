"""A comment silences a rule and does not say why.

Whoever reads the file next has to decide whether the exception still holds. Without a reason they can only guess, and
so it stays for ever: nobody dares to remove what somebody once wanted. It is found where nothing stands behind the
bracket but `until=` and `owner=`.

How to fix: write the reason behind the bracket, in a sentence that will tell when it no longer holds.

When to ignore: never; a reason is one sentence.

*Bad*

```yaml
quality_attributes:
  search-fast:
    measure: p50 response_time <= 100 ms # archkit: ignore[AK213] # AK026
```

*Good*

```yaml
quality_attributes:
  search-fast:
    measure: p50 response_time <= 100 ms # archkit: ignore[AK213] only watched; the contract's p99 is login-fast
```
"""

from archkit.diagnostics import Severity
from archkit.rules import Rule

RULE = Rule("AK026", "ignore-without-reason", Severity.WARNING, "Practice of code linters (mypy, clang-tidy)")
