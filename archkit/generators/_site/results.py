"""A judged measure becomes what its card shows: the verdict, the derivation line by line, and a plot of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archkit.evaluate import Result, percentile, show
from archkit.generators._site.here import Here
from archkit.generators._site.names import page_of
from archkit.generators._site.shown import figure, typeset
from archkit.generators._site.whole import Site
from archkit.model import Dimension
from archkit.render.plot import Bar, bar_plot, curve_plot

_RANKS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995)
_TOLERANCE = 0.02
_FEW_PLOTS = 60
"""Up to so many judged measures each gets a plot; of more, those that are not met."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a derivation."""

    text: str
    value: str
    source: Markup
    depth: int
    closing: bool


@dataclass(frozen=True, slots=True)
class ResultView:
    """A judged measure, ready to be shown."""

    result: Result
    title: str
    """The measure, and of what where it is judged of several."""
    anchor: str
    steps: Sequence[Step]
    plot: Markup


def anchor_of_measure(result: Result) -> str:
    """Return the anchor of a measure on the page of the element that states it."""
    anchor = f"measure-{result.target.index + 1}"
    return f"{anchor}-{result.target.of.id or 'system'}" if _is_one_of_several(result) else anchor


def _is_one_of_several(result: Result) -> bool:
    """Tell whether the same measure is judged of other elements, too."""
    return len(getattr(result.target.owner, "applies_to", ())) > 1


def because(result: Result) -> str:
    """Return the reason of a verdict without the value, where the value is shown beside it."""
    return result.reason.removeprefix(f"{result.shown}, ")


def address_of(result: Result, here: Here) -> str:
    """Return where a measure's derivation stands."""
    return here.page(page_of(result.target.owner.ref), anchor_of_measure(result))


def result_views(results: Sequence[Result], site: Site, here: Here) -> list[ResultView]:
    """Return the judged measures of an element for its page; those of one distribution share its plot."""
    found, drawn = [], set[object]()
    for result in results:
        curve = _question(result)
        alike = [one for one in results if curve and _question(one) == curve]
        found.append(_view(result, () if curve in drawn else (result, *alike), site, here))
        if curve:
            drawn.add(curve)
    return found


def _question(result: Result) -> object:
    """Return what a distribution answers: the metric, of what, at which load; None where there is none."""
    target = result.target
    if result.answer.curve is None or result.answer.overloaded:
        return None
    return target.measure.metric, target.of, target.measure.load.text if target.measure.load else ""


def _view(result: Result, plotted: Sequence[Result], site: Site, here: Here) -> ResultView:
    """Return one judged measure, with a plot of it and of those that share it."""
    steps = tuple(
        Step(
            line.text,
            line.shown if line.value is not None else "",
            here.source(line.evidence[0]) if line.evidence else Markup(),
            line.depth,
            line.closing,
        )
        for line in result.answer.lines
    )
    pressing = len(site.evaluation.results) <= _FEW_PLOTS or result.verdict.value != "met"
    item = here.find(result.target.of) if _is_one_of_several(result) else None
    title = f"{typeset(result.target.measure.text)}{f': {item.label}' if item else ''}"
    plot = _plot(result, plotted) if pressing and plotted else Markup()
    return ResultView(result, title, anchor_of_measure(result), steps, plot)


def _plot(result: Result, alike: Sequence[Result]) -> Markup:
    target, answer = result.target, result.answer
    name = f"{target.owner.id}-{anchor_of_measure(result)}"
    metric = target.measure.metric.replace("_", " ")
    if answer.curve is not None and not answer.overloaded:
        svg = _curve(result, alike, metric)
        return figure(svg, f"How {metric} is distributed", name)
    if target.measure.metric == "availability" and answer.down is not None:
        bars = _down(result)
        if bars:
            title = f"What the {metric} of {target.owner.label} is lost to"
            told = "Share of time in which each part is down, the largest first; the dashed line is the whole budget."
            budget = 1 - target.value
            svg = bar_plot(
                title,
                told,
                bars,
                end=max(budget * 1.08, *(one.value for one in bars)),
                limits=[(budget, f"budget {_share(budget)}")],
            )
            return figure(svg, title, name)
    return Markup()


def _curve(result: Result, alike: Sequence[Result], metric: str) -> str:
    target, curve = result.target, result.answer.curve
    assert curve is not None  # noqa: S101 - asked above
    points = [(percentile(curve, rank, _TOLERANCE).value, rank) for rank in _RANKS]
    points = [(0.0, 0.0), (points[0][0], 0.0), *points] if points[0][0] > 0 else points
    targets = {
        (one.target.value, one.target.measure.percentile / 100): one.target.measure.text
        for one in alike
        if isinstance(one.target.measure.percentile, float)
    }
    demanded = ", ".join(dict.fromkeys(one.target.measure.text for one in alike))
    return curve_plot(
        f"{target.owner.label}: {metric}",
        f"Share of runs that end within a time. Demanded: {demanded}. It comes to {result.shown}.",
        points,
        targets=sorted(targets),
        show=lambda seconds: show(seconds, Dimension.DURATION) if seconds else "0",
    )


def _down(result: Result) -> list[Bar]:
    """Return what an availability is lost to; of more than ten parts, the largest ten."""
    parts = [
        (line.text.partition(" down:")[0], line.value)
        for line in result.answer.lines
        if line.value is not None and not line.closing and line.depth == 0
    ]
    largest = sorted(parts, key=lambda one: -one[1])[:10]
    budget = max(1 - result.target.value, 1e-12)
    return [
        Bar(
            name, value, _share(value), "bad" if value > budget else "warm" if value > budget / 2 else "plain"
        )
        for name, value in largest
    ]


def _share(value: float) -> str:
    return show(value, Dimension.SHARE) if value >= 1e-5 else f"{value * 1e6:.2g} ppm"
