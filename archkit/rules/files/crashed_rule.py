"""A rule of archkit failed on this workspace.

This is a fault of archkit, not of the requirements. The other rules have run, and their findings are
complete. The finding names the rule and the kind of failure.

How to fix: report it with the files if you can share them, and go on with `--ignore` and the code of the rule
until it is mended.

When to ignore: with `--ignore` and the code of the rule that failed, never this one: then nobody would hear of it.
"""

from archkit.diagnostics import Severity
from archkit.rules import Rule

RULE = Rule("AK009", "crashed-rule", Severity.ERROR, "archkit itself")
