"""An objective becomes pages: what it promises and why, the draft of an agreement, the skeleton of a runbook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from archkit.generators._artifact import safe_name
from archkit.generators._markdown import cell, plain, prose
from archkit.generators._slo_rules import dashboard_uid
from archkit.generators._yaml import Data, yaml
from archkit.model import Ref, Requirements
from archkit.objectives import (
    Objective,
    Reach,
    Tier,
    number,
    percent,
    prometheus_duration,
    spoken_duration,
    spoken_seconds,
)
from archkit.render import templates

Link = Callable[[Ref], str]
"""Returns a link to an element's page as Markdown."""

_NO_BUDGET = (
    "A target of 100 % leaves none, so any failure would burn it infinitely fast: name what may fail."
)
_NO_TARGET = "No target is stated."


def _render(template: str, own: Mapping[str, str], **values: Any) -> str:
    environment = templates(own)
    environment.filters |= {"plain": plain, "cell": cell, "indented": _indented}
    return environment.get_template(f"slo/{template}.md.j2").render(**values)


def _indented(text: str) -> str:
    """Return a text as a block of code: no character of it can end the block."""
    return "\n".join(f"    {line}" for line in text.splitlines())


def service_level_page(
    objective: Objective, reach: Sequence[Reach], link: Link, own: Mapping[str, str]
) -> str:
    """Return the page of an objective as Markdown, without its title.

    Args:
        objective: The objective.
        reach: What evaluating the design says to it.
        link: How elements are linked from the page.
        own: A team's own templates by path.
    """
    period, burn = spoken_duration(objective.period), objective.burn
    budget = objective.budget or Decimal()
    noun = objective.sli.noun if objective.sli else "events"
    events = None
    if objective.traffic and burn and (objective.sli is None or objective.sli.counts_events):
        events = objective.traffic.rate * objective.period
    return _render(
        "page",
        own,
        it=objective,
        block=_proposal(objective) if objective.is_proposed else "",
        promise=_promise(objective),
        target=percent(objective.target) if objective.target is not None else "not stated",
        agreement=percent(objective.promise) if objective.promise is not None else "",
        period=period,
        demanded=_demanded(objective, link),
        measured=_measured(objective),
        threshold=spoken_seconds(objective.sli.threshold)
        if objective.sli and objective.sli.threshold
        else "",
        buckets=_buckets(objective.sli.threshold) if objective.sli and objective.sli.threshold else "",
        reason=_reason(objective),
        budget=percent(budget),
        noun=noun,
        minutes=spoken_duration(budget * objective.period),
        requests=_count(events * budget) if events is not None else "",
        all_requests=_count(events) if events is not None else "",
        examples=_examples(objective, budget) if burn else (),
        rows=[_row(objective, index) for index in range(len(burn.rows))] if burn else (),
        no_budget=_NO_TARGET if objective.target is None else _NO_BUDGET,
        reach=[_reached(one, objective, link) for one in reach],
        owner=plain(objective.owner) or "The team",
        felt=[link(one.ref) for one in objective.use_cases],
        exclusions=objective.level.exclusions if objective.level else (),
    )


def _promise(objective: Objective) -> str:
    quality = objective.quality
    if quality and quality.statement:
        return quality.statement
    goals = [one.goal for one in objective.use_cases if one.goal]
    return goals[0] if len(objective.use_cases) == 1 and goals else objective.name


def _demanded(objective: Objective, link: Link) -> str:
    source = objective.quality.ref if objective.quality else next(iter(objective.about), None)
    measure = f" ({plain(objective.measure.text)})" if objective.measure else ""
    return (link(source) if source else "nothing that is written down") + measure


def _measured(objective: Objective) -> str:
    if not objective.measured_at:
        return "not stated"
    where = {True: ", where users meet the system", False: ", inside the system", None: ""}[
        objective.at_the_client
    ]
    return objective.measured_at + where


def _reason(objective: Objective) -> str:
    quality, said = objective.quality, []
    if quality and quality.rationale:
        said.append(prose(quality.rationale))
    if quality and quality.scenario and quality.scenario.source:
        scene = quality.scenario
        words = " ".join(
            part for part in (scene.source, scene.stimulus, scene.environment, scene.response) if part
        )
        said.append(f"The scenario: {plain(words)}.")
    if quality and quality.baseline:
        said.append(f"Today: {plain(quality.baseline.text)}.")
    return "\n\n".join(said) or "No reason is written down: add `rationale` to the quality attribute."


def _buckets(threshold: Decimal) -> str:
    steps = ("0.1", "0.25", "0.5", "0.75", "1", "1.5", "2", "4", "10")
    return ", ".join(number(threshold * Decimal(step)) for step in steps)


def _count(events: Decimal) -> str:
    whole = f"{int(events):,}".replace(",", " ")
    return whole if events >= 10 else number(Decimal(f"{events:.2g}"))


def _examples(objective: Objective, budget: Decimal) -> list[str]:
    """Return how long the budget lasts at some shares of bad events."""
    told = [f"In a total outage it is gone after {spoken_duration(budget * objective.period)}."]
    for share in (Decimal("0.5"), Decimal("0.1"), Decimal("0.01")):
        if share > budget:
            lasts = spoken_duration(budget / share * objective.period)
            told.append(f"While {percent(share)} is bad it is gone after {lasts}.")
    return told


def _row(objective: Objective, index: int) -> list[str]:
    rows = objective.burn.rows if objective.burn else ()
    row = rows[index]
    told = "ticket"
    if row.tier is Tier.FAST:
        told = "page" if objective.pages else "ticket, fast"
    return [
        told,
        percent(row.share, 4),
        prometheus_duration(row.long),
        prometheus_duration(row.short),
        number(Decimal(f"{row.factor:.4g}")),
        percent(row.threshold, 4),
        spoken_duration(row.exhausts),
        spoken_duration(row.detection),
    ]


def _reached(one: Reach, objective: Objective, link: Link) -> str:
    kind, _, identifier = one.of.partition(":")
    measure = plain(objective.measure.text) if objective.measure else ""
    value = f", {plain(one.value)}" if one.value else ""
    told = f"{link(Ref(kind, identifier))}: {measure} is **{one.verdict}**{value}: {plain(one.reason.rstrip('.'))}."
    if one.missing:
        told += f" Missing: {plain('; '.join(one.missing[:3]))}."
    elif one.hindrances:
        told += f" What decides: {plain(', '.join(one.hindrances))}."
    return told


def _proposal(objective: Objective) -> str:
    """Return the service level that would make a proposal an objective, as YAML."""
    sli: dict[str, Data] = {"kind": objective.sli.kind if objective.sli else "custom"}
    if objective.sli and objective.sli.metric:
        sli["metric"] = objective.sli.metric
        sli["selector"] = ",".join(str(one) for one in objective.sli.matchers)
    level: dict[str, Data] = {"name": objective.name}
    if objective.quality:
        level["objective_of"] = objective.quality.id
    level |= {
        "sli": sli,
        "target": percent(objective.target or Decimal()),
        "window": f"{objective.period // 86_400} d",
    }
    return yaml({"service_levels": {objective.id: {**level, "owner": "who answers for it", "paging": False}}})


def runbook(objective: Objective, requirements: Requirements, own: Mapping[str, str]) -> str:
    """Return the skeleton of an objective's runbook."""
    component = requirements.components.get(objective.service)
    rollback = component.deployment.rollback if component and component.deployment else None
    return _render(
        "runbook",
        own,
        it=objective,
        stated=objective.level.runbook if objective.level else "",
        promise=_promise(objective).rstrip("."),
        budget=percent(objective.budget or Decimal()),
        noun=objective.sli.noun if objective.sli else "events",
        felt=[plain(one.title or one.label) for one in objective.use_cases],
        uid=dashboard_uid(objective.service),
        rollback=f" (rollback is {rollback})" if rollback else "",
        owner=plain(objective.owner) or "the owner of the service",
        parts=list(_parts(objective, requirements)),
        watched=objective.sli.watched.replace("\0", "5m") if objective.sli else "",
    )


def _parts(objective: Objective, requirements: Requirements) -> Iterable[str]:
    """Yield what stands on the way of the use cases, each with what is known for an emergency."""
    on_the_way = dict.fromkeys(m.target for one in objective.use_cases for m in one.messages() if m.waits)
    for key in on_the_way:
        component = requirements.components.get(key)
        if component is None:
            continue
        known = (
            [f"health check {component.health_check.path}"]
            if component.health_check and component.health_check.path
            else []
        )
        known += [f"redundancy {component.redundancy}"] if component.redundancy else []
        known += ["run by somebody else"] if component.external else []
        known += [f"owner {component.owner}"] if component.owner else []
        yield plain(f"{component.label}: {', '.join(known)}" if known else component.label)


def agreement(objectives: Sequence[Objective], system: str, own: Mapping[str, str]) -> str:
    """Return the draft of an agreement with customers, a clause for each objective that has an external target."""
    return _render(
        "agreement",
        own,
        system=system,
        clauses=[_clause(one) for one in objectives if one.promise is not None],
    )


def _clause(objective: Objective) -> dict[str, Any]:
    promise, target = objective.promise or Decimal(), objective.target
    level = objective.level
    period = spoken_duration(objective.period)
    margin = (
        spoken_duration((target - promise) * objective.period)
        if target is not None and target > promise
        else ""
    )
    words = objective.sli.words if objective.sli else objective.name
    return {
        "it": objective,
        "words": f"{words[:1].upper()}{words[1:]}",
        "promise": percent(promise),
        "target": percent(target) if target is not None else "",
        "period": period,
        "margin": margin,
        "measured": f"at {objective.measured_at}" if objective.measured_at else "where the parties agree",
        "penalty": (level.penalty if level else "") or "to be agreed",
        "exclusions": "; ".join(level.exclusions)
        if level and level.exclusions
        else "nothing beyond announced maintenance",
    }


def index(objectives: Sequence[Objective], system: str, own: Mapping[str, str]) -> str:
    """Return the page that lists every objective."""
    rows = [
        [
            f"[{plain(one.name)}]({'proposed/' if one.is_proposed else ''}{safe_name(one.id)}.md)",
            cell(one.service_name),
            percent(one.target) if one.target is not None else "–",
            spoken_duration(one.period),
            spoken_duration((one.budget or Decimal()) * one.period),
            cell(one.owner),
            "proposed" if one.is_proposed else ("yes" if one.is_watched else "not yet"),
        ]
        for one in objectives
    ]
    return _render(
        "index", own, system=system, rows=rows, agreement=any(one.promise is not None for one in objectives)
    )
