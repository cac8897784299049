"""A baseline excuses what is no longer there.

A baseline holds the findings that a team has decided to live with for now. One that was mended should leave it, or
the same fault could come back without a word. It is not judged while a file cannot be read, nor when the command line
selects rules or files.

How to fix: `archkit lint --write-baseline` takes out what is mended. It takes in what is new as well, so mend that
first.

When to ignore: a pipeline that compares branches with one common baseline.
"""

from archkit.diagnostics import Severity
from archkit.rules import Rule

RULE = Rule("AK031", "stale-baseline", Severity.INFO, "Practice of code linters (ESLint, PHPStan)")
