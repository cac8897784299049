"""An option or a comment names a rule that does not exist.

A code that is spelled wrong selects, ignores or weighs nothing, and nobody notices. The same holds for a comment that
looks like an exception and is none: `# archkit: ignore AK201` lacks its brackets, `# archkit: disable=AK201` is the way of
another linter.

How to fix: `archkit lint --list-rules` shows every code and name.

When to ignore: never; for a rule of a newer archkit, update the older one.

*Bad*

```yaml
lint:
  ignore: [AK999] # AK027
```

*Good*

```yaml
lint:
  ignore: [AK201]
```
"""

from archkit.diagnostics import Severity
from archkit.rules import Rule

RULE = Rule("AK027", "unknown-code", Severity.WARNING, "Practice of code linters (ruff, yamllint)")
