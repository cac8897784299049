"""Text -> YAML events: from libyaml, and from PyYAML's own parser where that is missing."""

from typing import Any

import yaml

from archkit.source.faults import Fault

try:
    from yaml import _yaml as libyaml
except ImportError:  # a PyYAML that was built without it
    libyaml = None  # type: ignore[assignment]


class PurePythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser: the same events, ten times slower."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


Parser: Any = getattr(libyaml, "CParser", PurePythonParser)
"""The faster of the two that is there."""


class Stopped(Exception):  # noqa: N818 - no fault of the program: what was found ends the reading of this file
    """The text cannot be turned into data; the finding says why."""

    def __init__(self, fault: Fault, start: int, end: int, message: str, help_: str) -> None:
        super().__init__(message)
        self.fault = fault
        self.start = start
        self.end = end
        self.message = message
        self.help = help_
