"""An evaluation becomes lines for the screen: a derivation, the components, where it gives way, what pulls against what."""

from collections.abc import Callable, Iterator

from archkit.diagnostics import Place
from archkit.evaluate import Evaluation, Result, Verdict, show
from archkit.model import Dimension
from archkit.tui.widgets.told import Told

SIGNS = {
    Verdict.INFEASIBLE: ("✗", "error"),
    Verdict.MISSED: ("✗", "error"),
    Verdict.AT_RISK: ("▲", "warning"),
    Verdict.CANNOT_TELL: ("?", "question"),
    Verdict.MET: ("✓", "good"),
}
"""A sign and a look for each verdict, the worst first."""
_FEW = 12
_BESIDE_BAR = 28
"""Cells of a component's line besides its bar and its name."""
Line = Callable[[Place], str]
"""Tells file and line of a place, short."""


def derivation(result: Result, before: Result | None, line: Line) -> Iterator[Told]:
    """Yield how one value comes about, and what it rests on."""
    target, answer = result.target, result.answer
    sign, look = SIGNS[result.verdict]
    yield Told(f"{target.owner.label}", "heading", place=target.place)
    yield Told(target.measure.text, "value")
    yield Told(f"at {target.of}", "dim")
    yield Told(f"{result.verdict.value.replace('-', ' ')}: {result.reason}", look, sign, look)
    if before is not None and (before.verdict is not result.verdict or before.shown != result.shown):
        yield Told(f"was {before.verdict.value.replace('-', ' ')}, {before.shown}", "dim", "↺", "dim")
    if answer.lines:
        yield Told("")
        yield Told("How it comes about", "heading")
    for number, one in enumerate(answer.lines):
        place = one.evidence[0] if one.evidence else None
        shown = one.shown if one.value is not None else ""
        yield Told(
            one.text, "accent" if one.closing else "value", "=" if one.closing else "", indent=2 * one.depth,
            tail=shown, tail_look="value", place=place, key=("line", number),
        )  # fmt: skip
    for title, texts, mark in (
        ("Mind", (*answer.notes, *answer.risks), ("•", "warning")),
        ("What would reach it", answer.cures, ("→", "good")),
    ):
        if texts:
            yield Told("")
            yield Told(title, "heading")
            yield from (Told(text, "value", *mark) for text in texts)
    if result.missing:
        yield Told("")
        yield Told("Missing", "heading")
        for missing in result.missing:
            yield Told(missing.text, "value", "?", "question", tail=line(missing.place), place=missing.place)
    if result.guesses:
        yield Told("")
        yield Told("Guesses that it rests on", "heading")
        for guess in result.guesses:
            yield Told(
                f"{guess.key.removeprefix('component:')} {guess.text}",
                "value",
                "~",
                "warning",
                place=guess.place,
            )
    if result.assumptions:
        yield Told("")
        yield Told("Taken for granted", "heading")
        yield from (Told(text, "dim", "·", "dim") for text in result.assumptions[:_FEW])


def components(evaluation: Evaluation, width: int) -> Iterator[Told]:
    """Yield every component under its load: how full it is, how many replicas it needs, and whether all hangs on it."""
    yield Told("Components under load", "heading", tail="replicas of needed")
    yield Told("")
    widest = max((len(one.component) for one in evaluation.components), default=0)
    cells = 10 if width >= widest + _BESIDE_BAR + 10 else 5
    known = evaluation.bench.figures.requirements
    for one in sorted(evaluation.components, key=lambda each: -(each.utilisation or 0)):
        element = known.components.get(one.component) or known.actors.get(one.component)
        place = element.place if element is not None else None
        use = one.utilisation
        look = "dim" if use is None else "error" if use > 1 else "warning" if use > 0.8 else "good"
        full = min(round((use or 0) * cells), cells)
        bar = "█" * full + "░" * (cells - full)
        needed = f" of {one.replicas_needed}" if one.replicas_needed is not None else ""
        load = show(one.load, Dimension.RATE) if one.load is not None else "no load"
        share = f"{use:.0%}" if use is not None else "?"
        alone = "◆" if one.single_point_of_failure else " "
        tail = f"{one.replicas}{needed}"
        yield Told(
            f"{bar} {share:>4} {alone} {one.component:<{widest}}  {load}",
            look,
            tail=tail,
            place=place,
            is_table=True,
            key=one.component,
        )
    if any(one.single_point_of_failure for one in evaluation.components):
        yield Told("◆ all hangs on it", "dim")
    cost = evaluation.cost
    if cost is not None:
        budget = f" of {cost.budget:,.0f}".replace(",", " ") if cost.budget is not None else ""
        now = f"{cost.at_load:,.0f}".replace(",", " ")
        yield Told("")
        yield Told(
            f"Cost: {now}{budget} {cost.currency} a month",
            "warning" if cost.budget and cost.at_load > cost.budget else "value",
        )


def gives_way(evaluation: Evaluation) -> Iterator[Told]:
    """Yield where the system gives way first as the load grows."""
    yield Told("Where it gives way first", "heading")
    yield Told("")
    first = evaluation.degrades_at
    if first is None:
        yield Told("Nobody can tell: no load or no capacity is stated.", "dim")
        return
    factor = first.factor * evaluation.load
    yield Told(f"at {factor:.3g} times today's load", "warning" if factor > 1 else "error", "▲", "warning")
    known = evaluation.bench.figures.requirements
    if first.component:
        component = known.components.get(first.component)
        yield Told(
            f"{first.component} is full", "value", "·", "dim", place=component.place if component else None
        )
    if first.quality_attribute:
        quality = known.quality_attributes.get(first.quality_attribute)
        measure = f": {first.measure}" if first.measure else ""
        yield Told(
            f"{first.quality_attribute} is missed{measure}",
            "value",
            "·",
            "dim",
            place=quality.place if quality else None,
        )
    yield Told("")
    yield Told("Add replicas with the sliders, and watch the point move.", "dim")


def trade_offs(evaluation: Evaluation, width: int) -> Iterator[Told]:
    """Yield the matrix of what pulls against what, the reasons below it, and ATAM's points."""
    found = evaluation.trade_offs
    names = list(dict.fromkeys(name for pull in found.pulls for name in (pull.one, pull.other)))
    known = evaluation.bench.figures.requirements.quality_attributes
    yield Told("What pulls against what", "heading")
    yield Told("")
    if not names:
        yield Told("Nothing: no two demands pull against each other, by what is stated and computed.", "dim")
    pairs = {frozenset((pull.one, pull.other)): pull for pull in found.pulls}
    column = min(max(map(len, names), default=0), max(width - 3 * len(names) - 10, 12))
    if names:
        head = " ".join(f"{number + 1:>2}" for number in range(len(names)))
        yield Told(f"{'':<{column + 3}} {head}", "dim", is_table=True)
    for number, name in enumerate(names):
        cells = [_cell(pairs.get(frozenset((name, other))), name == other) for other in names]
        shown = name if len(name) <= column else f"{name[: column - 1]}…"
        place = known[name].place if name in known else None
        yield Told(
            f"{number + 1:>2} {shown:<{column}} {' '.join(cells)}",
            "value",
            place=place,
            is_table=True,
            key=("matrix", name),
        )
    if names:
        yield Told("● the team says so   ○ by the catalog or the numbers", "dim")
    for pull in found.pulls:
        yield Told("")
        yield Told(
            f"{pull.one} ↔ {pull.other}", "accent", place=known[pull.one].place if pull.one in known else None
        )
        yield from (
            Told(reason, "value", "·", "dim", indent=2) for reason in pull.because or ("the team says so",)
        )
    if found.points:
        yield Told("")
        yield Told("Decisions that much depends on", "heading")
    for point in found.points:
        kind = "trade-off" if point.trades_off else "sensitivity"
        yield Told(
            f"{point.key.removeprefix('component:')}, {point.turn}",
            "value",
            "◆",
            "warning",
            tail=kind,
            place=point.place,
        )
        for effect in point.effects[:_FEW]:
            look = "good" if effect.change > 0 else "error"
            yield Told(f"{effect.quality_attribute} {effect.change:+.0%}", look, indent=2)


def _cell(pull: object, same: bool) -> str:  # noqa: FBT001 - private
    if same:
        return " ·"
    if pull is None:
        return "  "
    return " ●" if getattr(pull, "stated", False) else " ○"
