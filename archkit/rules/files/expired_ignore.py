"""An exception from a rule is over.

`until=` names the last day on which `# archkit: ignore[...]` holds. From the next day on the comment silences nothing,
so its finding is back, and this one says whom to ask. A day that no calendar has is found too: it would never come.
The day of today is the system's, or that of `SOURCE_DATE_EPOCH` where a run is to be repeated exactly.

How to fix: mend what was excused and remove the comment, or agree on another day and write it down.

When to ignore: never; the day was chosen so that somebody looks again.

*Bad*

```yaml
quality_attributes:
  ingest-fast:
    statement: It is fast. # archkit: ignore[AK201] until=2026-02-30 owner=data-team a pilot # AK029
```

*Good*

```yaml
quality_attributes:
  ingest-fast:
    statement: It is fast. # archkit: ignore[AK201] until=2199-12-31 owner=data-team a pilot until the contract ends
```
"""

from archkit.diagnostics import Severity
from archkit.rules import Rule

RULE = Rule(
    "AK029",
    "expired-ignore",
    Severity.WARNING,
    "Practice of code linters; NIST SP 800-53 CA-5, plan of action and milestones",
)
