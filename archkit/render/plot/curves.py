"""Values become curves: how long runs take against a target, and how data grows over the years."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archkit.render._xml import element, number
from archkit.render.plot.frame import SERIES, WIDTH, fitted, line, sheet, text, ticks

_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 24, 48, 44
_HEIGHT = 280
_KEY = 22
_ROOM_RIGHT = WIDTH - 190
"""Up to here a target has room for its words at its right, where no curve runs."""


@dataclass(frozen=True, slots=True)
class Series:
    """A line through points."""

    label: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Axes:
    """Where values stand on the sheet."""

    end_x: float
    end_y: float
    right: float = WIDTH - _RIGHT

    def x(self, value: float) -> float:
        return _LEFT + (self.right - _LEFT) * min(value / self.end_x, 1.0)

    def y(self, value: float) -> float:
        return _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * min(value / self.end_y, 1.0)

    def drawn(self, show_x: Callable[[float], str], show_y: Callable[[float], str]) -> list[str]:
        base = self.y(0)
        out = []
        for value in ticks(self.end_y, 5):
            out.append(line(_LEFT, self.y(value), self.right, self.y(value), "grid"))
            out.append(text(_LEFT - 8, self.y(value) + 4, show_y(value), "small end"))
        for value in ticks(self.end_x, 7):
            out.append(line(self.x(value), base, self.x(value), base + 4, "axis"))
            out.append(text(self.x(value), base + 18, show_x(value), "small middle"))
        out.append(line(_LEFT, base, self.right, base, "axis"))
        return out

    def path(self, points: Sequence[tuple[float, float]]) -> str:
        return " ".join(
            f"{'L' if index else 'M'}{number(self.x(x))} {number(self.y(y))}"
            for index, (x, y) in enumerate(points)
        )


def curve_plot(
    title: str,
    description: str,
    points: Sequence[tuple[float, float]],
    *,
    targets: Sequence[tuple[float, float]],
    show: Callable[[float], str],
) -> str:
    """Return the share of runs that end within a time, against targets.

    Args:
        title: What takes the time.
        description: How to read it.
        points: Time and share, from the shortest to the longest.
        targets: Each time with the share that has to end within it.
        show: Returns a time as people read it.
    """
    end = max([x for x, _ in points] + [time * 1.12 for time, _ in targets]) or 1.0
    axes = _Axes(end, 1.0)
    closed = f"{axes.path(points)} L{number(axes.x(points[-1][0]))} {number(axes.y(0))}"
    closed += f" L{number(axes.x(points[0][0]))} {number(axes.y(0))} Z"
    body = [
        element("path", class_="area", d=closed),
        *axes.drawn(show, lambda share: f"{share:.0%}"),
        element("path", class_="curve", d=axes.path(points)),
        text(axes.right, _HEIGHT - 8, "share of runs that take no longer", "small end"),
    ]
    for index, (time, share) in enumerate(targets):
        x, y = axes.x(time), axes.y(share)
        side, look = (6, "small of-target") if x < _ROOM_RIGHT else (-6, "small end of-target")
        body += [
            line(x, axes.y(0), x, _TOP - 6, "target"),
            line(_LEFT, y, x, y, "target"),
            text(x + side, _TOP + 40 + 18 * index, f"{share * 100:.4g} % within {show(time)}", look),
        ]
    return sheet(title, description, _HEIGHT, body)


def growth_plot(
    title: str,
    description: str,
    series: Sequence[Series],
    *,
    show_x: Callable[[float], str],
    show_y: Callable[[float], str],
) -> str:
    """Return how values grow, a line each; at most six, and the key below.

    Args:
        title: What grows.
        description: How to read it.
        series: The lines, the largest first.
        show_x: Returns a value along the bottom as people read it.
        show_y: Returns a value along the side as people read it.
    """
    drawn = series[:SERIES]
    points = [point for one in drawn for point in one.points]
    axes = _Axes(max(x for x, _ in points), (max(y for _, y in points) or 1.0) * 1.06)
    body = axes.drawn(show_x, show_y)
    for index, one in enumerate(drawn):
        body.append(element("path", class_=f"series s{index}", d=axes.path(one.points)))
        y = _HEIGHT + _KEY * index
        body.append(line(_LEFT, y, _LEFT + 26, y, f"series s{index}"))
        words = f"{one.label}: {show_y(one.points[-1][1])} after {show_x(one.points[-1][0])}"
        body.append(text(_LEFT + 36, y + 4, fitted(words, WIDTH - _LEFT - 60)))
    return sheet(title, description, _HEIGHT + _KEY * len(drawn), body)
