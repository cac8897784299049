"""Where an operation comes from: the step that asks for it, what it does, and the steps that ask for none."""

from dataclasses import dataclass
from typing import Literal

from archkit.diagnostics import Place
from archkit.model import Ref

Verb = Literal["list", "get", "create", "replace", "update", "delete", "command", "notify"]
"""What an operation does to its resource: the five of AIP-131 to 135 with both ways to change, a command
(``POST /rides/{rideId}/cancellations``), and ``notify``: something is reported and nobody waits for the outcome."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The step of a use case that an operation serves."""

    use_case: Ref
    """Whose flow it is."""
    title: str
    """The title of the use case."""
    step: str
    """The id of the step, else its action, else its arrow."""
    caller: str
    """The id of who calls."""
    caller_name: str
    """The name of who calls."""
    place: Place
    """Where the step is written."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A step that became no operation, and why."""

    trace: Trace
    reason: str
