"""The evaluation becomes a page: every verdict, how full components are, what is stored, spent and left of budgets."""

from collections.abc import Iterator

from markupsafe import Markup

from archkit.evaluate import ErrorBudget, show
from archkit.generators._site.page import Page
from archkit.generators._site.results import address_of
from archkit.generators._site.shown import figure
from archkit.generators._site.whole import SEVERITY, Site
from archkit.model import Dimension, Ref
from archkit.model.links import PARTICIPANT
from archkit.render.plot import Bar, Series, bar_plot, growth_plot

_YEAR = 365 * 86_400.0
_MOST_BARS = 24


def numbers(site: Site) -> Page:
    """Return the page of all numbers."""
    here = site.here("numbers.md")
    evaluation = site.evaluation
    in_order = sorted(evaluation.results, key=lambda one: SEVERITY.index(one.verdict))
    values = {
        "results": [(one, address_of(one, here)) for one in in_order],
        "not_computed": list(
            {(one.target.owner.ref, one.target.measure.text): one for one in evaluation.not_computed}.values()
        ),
        "plots": [plot for plot in (utilisation(site), growth(site), budgets(site)) if plot],
        "participant": lambda identifier: here.link(Ref(PARTICIPANT, identifier)),
        "degrades_at": evaluation.degrades_at,
        "cost": evaluation.cost,
        "money": lambda value: show(
            value, Dimension.MONEY_RATE, evaluation.cost.currency if evaluation.cost else ""
        ),
        "outgrown": [(one, show(seconds, Dimension.DURATION)) for one, seconds in evaluation.outgrown],
    }
    return Page(here, "Numbers", "numbers", values, "Whether the design reaches its measures.")


def utilisation(site: Site) -> Markup:
    """Return how full each component is at its peak, the fullest first."""
    known = [one for one in site.evaluation.components if one.utilisation is not None]
    known.sort(key=lambda one: (-(one.utilisation or 0.0), one.component))
    bars = [
        Bar(
            _label(site, one.component),
            one.utilisation or 0.0,
            show(one.utilisation, Dimension.SHARE),
            "bad" if (one.utilisation or 0) >= 1 else "warm" if (one.utilisation or 0) > 0.7 else "plain",
            one.utilisation_average,
        )
        for one in known[:_MOST_BARS]
    ]
    if not bars:
        return Markup()
    title = "Utilisation at the peak"
    told = "Share of its capacity that each component serves at the peak; the thin mark is the average. Beyond 70 % queues grow fast."
    limits = [(0.7, "70 %"), (1.0, "100 %")]
    return figure(bar_plot(title, told, bars, end=1.05, limits=limits), told, "utilisation")


def growth(site: Site) -> Markup:
    """Return how the stored data grows over five years, the largest first."""
    series: dict[tuple[str, str | None], list[tuple[float, float]]] = {}
    for one in site.evaluation.storage:
        series.setdefault((one.entity, one.component), []).append((one.horizon / _YEAR, one.bytes))
    grown = [
        Series(_stored(site, entity, store), sorted(points))
        for (entity, store), points in series.items()
        if any(value for _, value in points)
    ]
    if not grown:
        return Markup()
    grown.sort(key=lambda one: -one.points[-1][1])
    title = "Stored data over the years"
    told = "What entities take in their stores after one, three and five years, copies and indexes included."
    svg = growth_plot(
        title,
        told,
        grown,
        show_x=lambda years: f"{years:g} y" if years else "0",
        show_y=lambda size: show(size, Dimension.SIZE) if size else "0",
    )
    return figure(svg, told, "growth")


def budgets(site: Site) -> Markup:
    """Return how much of each error budget the design itself uses."""
    bars = list(_budget_bars(site))[:_MOST_BARS]
    if not bars:
        return Markup()
    title = "Error budgets: what the design itself uses"
    told = "Share of each error budget that the design uses before anything unforeseen happens; beyond 100 % the objective is missed."
    return figure(bar_plot(title, told, bars, end=1.25, limits=[(1.0, "all of it")]), told, "error-budgets")


def _budget_bars(site: Site) -> Iterator[Bar]:
    for one in site.evaluation.error_budgets:
        if one.left is not None:
            used = max(0.0, 1 - one.left)
            tone = "bad" if used > 1 else "warm" if used > 0.5 else "good"
            yield Bar(_of(site, one), used, f"{min(used, 99):.0%}" if used >= 0.01 else "< 1 %", tone)  # type: ignore[arg-type]  # three tones


def _of(site: Site, one: ErrorBudget) -> str:
    demand = site.requirements.quality_attributes.get(one.quality_attribute)
    return demand.label if demand else one.quality_attribute


def _label(site: Site, identifier: str) -> str:
    found = site.requirements.participant(identifier)
    return found.label if found else identifier


def _stored(site: Site, entity: str, store: str | None) -> str:
    found = site.requirements.entities.get(entity)
    name = found.label if found else entity
    return f"{name} in {_label(site, store)}" if store else f"{name}, one copy"
