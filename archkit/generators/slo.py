"""Each objective becomes what its owner needs: rules, alerts and their tests, OpenSLO, a dashboard, a page, a runbook."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from archkit.generators._artifact import Artifact, Dossier, Generator, safe_name
from archkit.generators._markdown import plain
from archkit.generators._slo_exchange import (
    inlined_document,
    objective_documents,
    prometheus_rule,
    shared_documents,
    sloth_document,
)
from archkit.generators._slo_grafana import dashboard
from archkit.generators._slo_pages import Link, agreement, index, runbook, service_level_page
from archkit.generators._slo_rules import rule_groups
from archkit.generators._slo_tests import unit_tests
from archkit.generators._yaml import documents, yaml
from archkit.model import Ref, Requirements
from archkit.objectives import Objective, find_objectives, reach_of

FOLDER = "slo"
_WRITTEN = "Written by archkit; the requirements are the source."


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make the files of every objective: those that nobody has agreed to yet stand apart."""
    requirements, own = dossier.requirements, dossier.attached.templates
    objectives = find_objectives(requirements)
    if not objectives:
        return
    system = requirements.system.name or requirements.system.id or "the system"
    yield Artifact.text(f"{FOLDER}/index.md", index(objectives, system, own))
    if any(one.promise is not None for one in objectives):
        yield Artifact.text(f"{FOLDER}/agreement.md", agreement(objectives, system, own))
    for folder, proposed in ((FOLDER, False), (f"{FOLDER}/proposed", True)):
        chosen = [one for one in objectives if one.is_proposed is proposed]
        pages = objective_pages(dossier, chosen, lambda ref: _named(requirements, ref))
        for one in chosen:
            yield Artifact.text(f"{folder}/{safe_name(one.id)}.md", f"# {plain(one.name)}\n\n{pages[one.id]}")
            yield Artifact.text(f"{folder}/runbooks/{safe_name(one.id)}.md", runbook(one, requirements, own))
        watched = [one for one in chosen if one.is_watched]
        for one in watched:
            yield from _of_one(one, folder)
        yield from _of_services(watched, folder)


def objective_pages(dossier: Dossier, objectives: Sequence[Objective], link: Link) -> Mapping[str, str]:
    """Return the page of each objective by its id, as Markdown without a title.

    Args:
        dossier: All that is known; evaluating it tells whether a target can be reached.
        objectives: Those of ``archkit.objectives.find_objectives``.
        link: Returns a link to an element's page from the objective's.
    """
    results = dossier.evaluation.results if objectives else ()
    own = dossier.attached.templates
    return {one.id: service_level_page(one, reach_of(one, results), link, own) for one in objectives}


def _named(requirements: Requirements, ref: Ref) -> str:
    item = requirements.get(ref)
    return plain(item.label) if item else plain(str(ref))


def _of_one(objective: Objective, folder: str) -> Iterator[Artifact]:
    name, head = safe_name(objective.id), _head(objective)
    rules, tests = f"{name}.rules.yaml", f"{name}.test.yaml"
    yield Artifact.text(f"{folder}/prometheus/{rules}", yaml({"groups": rule_groups(objective)}, *head))
    judged = yaml(unit_tests(objective, rules), f"promtool test rules {tests}")
    yield Artifact.text(f"{folder}/prometheus/{tests}", judged)
    yield Artifact.text(f"{folder}/kubernetes/{name}.yaml", yaml(prometheus_rule(objective), *head))
    yield Artifact.text(
        f"{folder}/openslo/{name}.yaml", documents(list(objective_documents(objective)), *head)
    )
    yield Artifact.text(f"{folder}/openslo/inlined/{name}.yaml", yaml(inlined_document(objective), *head))


def _of_services(watched: Sequence[Objective], folder: str) -> Iterator[Artifact]:
    if not watched:
        return
    yield Artifact.text(f"{folder}/openslo/shared.yaml", documents(list(shared_documents(watched)), _WRITTEN))
    by_service = sorted(watched, key=lambda one: one.service)
    for service, group in groupby(by_service, key=lambda one: one.service):
        objectives, name = list(group), safe_name(service)
        yield Artifact.text(f"{folder}/sloth/{name}.yaml", yaml(sloth_document(objectives), _WRITTEN))
        yield Artifact.text(f"{folder}/grafana/{name}.json", dashboard(objectives))


def _head(objective: Objective) -> list[str]:
    lines = [f"{objective.service_name}: {objective.name}. {_WRITTEN}"]
    if objective.is_proposed:
        lines.append(
            "Proposed: no service level states it, and its metric has the usual name, not a confirmed one."
        )
    return [*lines, *(objective.burn.edges if objective.burn else ())]


GENERATOR = Generator(
    "service levels: rules, alerts, tests, dashboards, pages, agreement and runbooks", make, order=60
)
