"""A comment silences a rule and does not say why.

Whoever reads the file next has to decide whether the exception still holds. Without a reason they can only guess.

How to fix: write the reason behind the bracket, in a sentence.

When to ignore: never; a reason is one sentence.

*Bad*

```yaml
quality_attributes:
  ingest-fast:
    measure: throughput >= 100 MB/s # archkit: ignore[AK201] # AK026
```

*Good*

```yaml
quality_attributes:
  ingest-fast:
    measure: throughput >= 100 MB/s # archkit: ignore[AK201] the contract counts bytes, not records
```
"""

from archkit.diagnostics import Severity
from archkit.rules import Rule

RULE = Rule("AK026", "ignore-without-reason", Severity.WARNING, "Practice of code linters (mypy, clang-tidy)")
