"""What a step of the walk is: its title, its place, what it teaches, and the pane in which it is worked on.

A step is one file below ``archkit/tui/steps/`` that defines ``STEP``. A step over a section of the format needs no
widget of its own::

    STEP = Step(order=30, title="Actors", section="actors", sentence="Who and what uses the system from outside.")

A step with a pane of its own names it, ``pane="archkit.tui.utility_tree:UtilityTree"``, a subclass of ``archkit.tui.pane.StepPane``, whose
docstring says what it is given and what it is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from archkit.session import Stage

if TYPE_CHECKING:
    from archkit.tui.pane import StepPane


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the walk."""

    order: int
    """Its place: steps stand in this order, tens apart."""
    title: str
    """What the rail calls it."""
    sentence: str
    """What it is for, in one line below its title."""
    section: str = ""
    """The section of the format that it edits; empty where it edits none, or several."""
    pane: "Callable[[Step], StepPane] | str" = ""
    """Makes its pane: a class, or ``module:Class``, which is loaded when the step is opened; empty for the form over its
    section."""
    stages: frozenset[Stage] = frozenset({"findings"})
    """What the staircase has to compute while it is shown."""
    stands_alone: bool = False
    """Whether its pane tells all by itself, so that no help of fields stands beside it."""
    needs_room: bool = False
    """Whether help and findings stand below its pane instead of beside it, unless the terminal is huge."""
    help: str = ""
    """What the help screen says about it, in Markdown: how to work here, and what good answers look like."""
    id: str = ""
    """The name of its file; filled in when it is found."""

    def load(self) -> None:
        """Load what its pane is made of, so that the pane itself comes sooner."""
        if isinstance(self.pane, str) and self.pane:
            import_module(self.pane.partition(":")[0])

    def make_pane(self) -> "StepPane":
        """Make its pane."""
        if not isinstance(self.pane, str):
            return self.pane(self)
        module, _, name = (self.pane or "archkit.tui.section_pane:SectionPane").partition(":")
        made: StepPane = getattr(import_module(module), name)(self)
        return made
