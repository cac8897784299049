"""What-if sliders: load, replicas and latency as positions that can be moved, and the question that they ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archkit.diagnostics import Place
from archkit.evaluate import WhatIf
from archkit.model import Component, Quantity, Requirements, format_value

_LOADS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0, 20.0, 50.0, 100.0)
_TIMES = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
_MOST_REPLICAS = 999


@dataclass(frozen=True, slots=True)
class Slider:
    """One number that is thought different."""

    kind: str
    """``load``, ``replicas`` or ``latency``."""
    of: str = ""
    """The component; empty for the load."""
    base: float = 1.0
    """What the files say: a factor, a number of replicas, a factor on the latency."""
    value: float = 1.0
    """What is thought instead."""
    texts: tuple[tuple[str, Quantity], ...] = ()
    """Of a latency: its points, such as ``p50``, as the files have them."""
    place: Place | None = None
    """Where it stands."""
    gone: bool = False
    """Whether the component is thought away."""

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere than the files say."""
        return self.value != self.base or self.gone

    @property
    def label(self) -> str:
        """What it is called."""
        return f"{self.of} {self.kind}" if self.of else self.kind

    @property
    def shown(self) -> str:
        """The value as people read it."""
        if self.gone:
            return "thought away"
        if self.kind == "replicas":
            return f"{self.value:g}"
        if self.kind == "latency":
            return ", ".join(f"{point} {self._scaled(quantity)}" for point, quantity in self.texts)
        return f"×{self.value:g}"

    def shown_in(self, room: int) -> str:
        """Return the value in so many cells: of a latency the first points, where all of them are too many."""
        if len(self.shown) <= room or self.kind != "latency" or self.gone:
            return self.shown
        points = self.shown.split(", ")
        fitting = (", ".join(points[:count]) for count in range(len(points) - 1, 0, -1))
        return next((text for text in fitting if len(text) <= room), points[0])

    def _scaled(self, quantity: Quantity) -> str:
        if self.value == self.base:
            return quantity.text
        return format_value(quantity.middle * self.value, quantity.dimension)

    def by(self, steps: int) -> "Slider":
        """Return it moved to the right, or to the left where the number is negative."""
        if self.kind == "replicas":
            value = min(max(self.value + steps, 1), _MOST_REPLICAS)
            return replace(self, value=value, gone=False)
        ladder = _LOADS if self.kind == "load" else _TIMES
        at = min(range(len(ladder)), key=lambda number: abs(ladder[number] - self.value))
        return replace(self, value=ladder[min(max(at + steps, 0), len(ladder) - 1)], gone=False)

    def back(self) -> "Slider":
        """Return it where the files have it."""
        return replace(self, value=self.base, gone=False)

    def away(self) -> "Slider":
        """Return it with its component thought away, or there again; the load stays."""
        return replace(self, gone=not self.gone) if self.of else self

    @property
    def position(self) -> float:
        """Where it stands between its ends, from 0 to 1."""
        if self.kind == "replicas":
            return min(self.value / max(self.base * 2, 4), 1.0)
        ladder = _LOADS if self.kind == "load" else _TIMES
        at = min(range(len(ladder)), key=lambda number: abs(ladder[number] - self.value))
        return at / (len(ladder) - 1)

    def fields(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield the fields of the component that it changes, each with its new text."""
        if not self.moved or self.gone:
            return
        if self.kind == "replicas":
            yield ("replicas",), f"{self.value:g}"
        for point, quantity in self.texts:
            yield ("latency", point), self._scaled(quantity)


def sliders_of(requirements: Requirements) -> tuple[Slider, ...]:
    """Return a slider for the load, and for each own component one for its replicas and one for its latency."""
    found = [Slider("load")]
    for component in requirements.components.values():
        if not component.is_external:
            found += _of(component)
    return tuple(found)


def _of(component: Component) -> Iterator[Slider]:
    replicas = float(component.replicas or 1)
    yield Slider("replicas", component.id, replicas, replicas, place=component.at("replicas"))
    latency = component.latency
    if latency is not None:
        points = tuple(
            (name, value) for name in ("p50", "p99") if (value := getattr(latency, name)) is not None
        )
        if points:
            yield Slider("latency", component.id, texts=points, place=component.at("latency"))


def carried_over(old: Sequence[Slider], new: Sequence[Slider]) -> tuple[Slider, ...]:
    """Return new sliders, those that were moved where they were moved to: the files changed beside them."""
    moved = {(one.kind, one.of): one for one in old if one.moved}
    return tuple(
        replace(one, value=before.value, gone=before.gone)
        if (before := moved.get((one.kind, one.of))) is not None and before.base == one.base
        else one
        for one in new
    )


def question_of(sliders: Sequence[Slider]) -> WhatIf:
    """Return what the sliders ask."""
    load = next((one.value for one in sliders if one.kind == "load"), 1.0)
    without = tuple(dict.fromkeys(f"component:{one.of}" for one in sliders if one.gone))
    changes = tuple(
        f"component:{one.of}.{'.'.join(route)}={text}" for one in sliders for route, text in one.fields()
    )
    return WhatIf(load, changes, without)
