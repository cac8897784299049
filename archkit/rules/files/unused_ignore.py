"""A comment excuses something that is not there.

`# archkit: ignore[...]` silences a rule at one place. When the rule finds nothing there, the comment is left
over from a fault that was mended, or it stands in the wrong place and excuses nothing. Left alone, it would one
day excuse a new fault that nobody meant to excuse.

How to fix: remove the comment, or move it to the end of the line that is meant, or alone onto the line above.

When to ignore: a rule that finds something on some days only, such as one about dates.

*Bad*

```yaml
actors:
  rider:
    name: Rider
    description: Looks for a lift. # archkit: ignore[AK201] left over # AK025
```

*Good*

```yaml
actors:
  rider:
    name: Rider
    description: Looks for a lift.
```
"""

from archkit.diagnostics import Severity
from archkit.rules import Rule

RULE = Rule("AK025", "unused-ignore", Severity.WARNING, "Practice of code linters (ruff, ESLint)")
