"""The flows of a workspace as a list: each use case, and below it what can go wrong in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text

from archkit.diagnostics import Place, visible
from archkit.session import Element
from archkit.tui.widgets.rows import RowList


@dataclass(frozen=True, slots=True)
class Flow:
    """A list of steps: of a use case, or of one of its extensions."""

    place: Place
    """Where the list stands, or would stand."""
    title: str
    """What it is called."""
    primary_actor: str | None
    """Who begins it."""
    count: int
    """How many steps it has, those inside frames not counted."""
    extension: int | None = None
    """Which extension of its use case it is."""


def flows_of(elements: Iterable[Element]) -> list[Flow]:
    """Return the flows of use cases, each before its extensions."""
    found = []
    for element in elements:
        actor = element.field("primary_actor")
        actor = actor if isinstance(actor, str) else None
        found.append(Flow(element.place.at("steps"), element.label, actor, _count(element.field("steps"))))
        extensions = element.field("extensions")
        for index, one in enumerate(extensions if isinstance(extensions, list) else []):
            when = element.field("extensions", index, "when")
            steps = element.field("extensions", index, "steps")
            title = f"{element.label}: {when}" if when else f"{element.label}: extension {index + 1}"
            if isinstance(one, dict):
                found.append(
                    Flow(element.place.at("extensions", index, "steps"), title, actor, _count(steps), index)
                )
    return found


def _count(steps: object) -> int:
    return len(steps) if isinstance(steps, list) else 0


class FlowsList(RowList[Flow]):
    """Flows, one a line."""

    def draw(self, index: int, width: int) -> list[Text]:
        """Return the title of a flow and how many steps it has."""
        flow = self.rows[index]
        title = flow.title if flow.extension is None else f"  ↳ {flow.title.partition(': ')[2]}"
        count = str(flow.count) if flow.count else "—"
        title = visible(title)
        room = max(width - len(count) - 3, 4)
        title = title if len(title) <= room else title[: room - 1] + "…"
        return [
            Text.assemble(
                f" {title}", " " * (width - len(title) - len(count) - 2), (count, self.style("dim"))
            )
        ]
