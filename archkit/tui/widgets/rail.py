"""The walk on the left: every step, how far it is, and where something waits."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.text import Text
from textual.widget import Widget

from archkit.diagnostics import Severity, visible
from archkit.render import wrap
from archkit.tui.steps import Step
from archkit.tui.widgets.elements import SIGNS
from archkit.tui.widgets.rows import RowList
from archkit.walk import Suggestion


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a step is."""

    state: str = "open"
    """``done``, ``ready``, ``begun`` or ``open``."""
    count: int = 0
    """How many elements it has."""
    worst: Severity | None = None
    """How bad the worst finding in it is."""
    waiting: int = 0
    """How many useful questions are open."""
    is_next: bool = False
    """Whether working on it would help most now."""


_STATES = {"done": "●", "ready": "◌", "begun": "◐", "open": "○"}


class Rail(RowList[Step]):
    """The steps of the walk."""

    def __init__(self) -> None:
        super().__init__(id="rail")
        self.standings: Mapping[str, Standing] = {}

    def on_blur(self) -> None:
        """Lie no longer over the step."""
        self.app.query_one("#body").remove_class("-walking")

    def draw(self, index: int, width: int) -> list[Text]:
        """Return the line of a step."""
        step = self.rows[index]
        standing = self.standings.get(step.id, Standing())
        sign = _STATES[standing.state]
        look = self.style({"done": "good", "begun": "accent"}.get(standing.state, "dim"))
        count = str(standing.waiting or "")
        waits = SIGNS[standing.worst] if standing.worst else "→" if standing.is_next else " "
        title = step.title
        gap = max(width - len(title) - len(count) - 5, 1)
        return [
            Text.assemble(
                (f" {sign} ", look),
                title,
                " " * gap,
                (count, self.style("dim")),
                (f" {waits}", self.style(standing.worst.value if standing.worst else "accent")),
            )
        ]


class NextBox(Widget):
    """What would help most next, in as many lines as there are below the walk."""

    def __init__(self) -> None:
        super().__init__(id="next")
        self._what = ""
        self.display = False

    def render(self) -> Text:
        """Return what it is; where there is no room for all of it, it ends with an ellipsis."""
        width, room = max(self.size.width, 8), max(self.size.height - 1, 0)
        lines = wrap(visible(self._what), width)
        if len(lines) > room:
            lines = lines[:room]
            lines[-1:] = [f"{line[: width - 1].rstrip(' ,;:.')}…" for line in lines[-1:]]
        return Text.assemble(("n  what helps next\n", "bold"), "\n".join(lines), no_wrap=True)

    def tell(self, suggestion: Suggestion | None) -> None:
        """Say what it is; nothing where nothing is open."""
        what = suggestion.what if suggestion else ""
        if what != self._what:
            self._what = what
            self.display = bool(what)
            self.refresh()
