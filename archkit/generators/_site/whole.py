"""The dossier becomes what every page may ask: who refers to whom, what the numbers say of an element."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from archkit.contracts import Contract, MessageType, Operation, contracts_of, find_messages
from archkit.diagnostics import Diagnostic
from archkit.evaluate import ComponentState, Evaluation, Result, Verdict
from archkit.generators._artifact import Dossier
from archkit.generators._site.here import Here, Setting
from archkit.generators._site.names import Names, api_page, event_anchor, operation_anchor
from archkit.generators._site.shown import figure
from archkit.generators._site.words import Words
from archkit.generators._structure import Flow, flows, pictures
from archkit.generators.containers import containers
from archkit.generators.decision_graph import decision_graph
from archkit.generators.sequence import file_name, flow_svg
from archkit.model import Extension, Item, Message, Ref, UseCase
from archkit.model.links import PARTICIPANT, links
from archkit.objectives import Objective, find_objectives
from archkit.recommend import Advice
from archkit.render.structure import Graph

SEVERITY = (
    Verdict.INFEASIBLE,
    Verdict.MISSED,
    Verdict.AT_RISK,
    Verdict.CANNOT_TELL,
    Verdict.MET,
)
"""Verdicts, the most pressing first."""


@dataclass(frozen=True, slots=True)
class Referrer:
    """An element that refers to another, and by which fields."""

    ref: Ref
    roles: tuple[str, ...]


class Site:
    """All that the site shows, each part worked out when a page first asks."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.requirements = dossier.requirements
        self.options = self.requirements.config.site
        self._setting = Setting(dossier.reading, Words(self.requirements), self.options.repository)

    def here(self, page: str) -> Here:
        """Return how things are linked from a page."""
        return Here(self._setting, page)

    @property
    def evaluation(self) -> Evaluation:
        """Whether the numbers of the design can be met."""
        return self.dossier.evaluation

    @cached_property
    def advice(self) -> Advice:
        """What speaks for which pattern."""
        return Advice(self.requirements, self.dossier.catalog)

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """Service levels, and what could become one."""
        return tuple(find_objectives(self.requirements))

    @cached_property
    def flows(self) -> Sequence[Flow]:
        """Who speaks to whom."""
        return flows(self.requirements)

    @cached_property
    def containers(self) -> Graph:
        """All participants and what passes between them."""
        return containers(self.requirements)

    @cached_property
    def decision_graph(self) -> Graph:
        """What rests on what, and what replaced what."""
        return decision_graph(self.requirements)

    @cached_property
    def contracts(self) -> Sequence[Contract]:
        """What components offer to those who call them."""
        return [one for one in contracts_of(self.requirements) if one.operations]

    @cached_property
    def _offered(self) -> Mapping[tuple[str, Ref, str], tuple[Contract, Operation]]:
        return {
            (contract.id, trace.use_case, trace.step): (contract, operation)
            for contract in self.contracts
            for operation in contract.operations
            for trace in operation.traces
        }

    def operation_link(self, here: Here, use_case: UseCase, message: Message) -> Markup:
        """Return the operation that a step calls, as a link to its reference where it has one."""
        shown = Markup("<code>{}</code>").format(message.operation)
        steps = (message.id, message.action)
        found = next((self._offered.get((message.target, use_case.ref, one)) for one in steps if one), None)
        if found is None:
            return shown
        contract, operation = found
        href = here.page(api_page(contract.id), operation_anchor(operation.id))
        return Markup('<a href="{}">{}</a>').format(href, shown)

    @cached_property
    def messages(self) -> Sequence[MessageType]:
        """What is told without waiting for an answer."""
        return find_messages(self.requirements)

    def event_link(self, here: Here, message: Message) -> Markup:
        """Return the event of a step, as a link to what is said of it."""
        shown = Markup("<code>{}</code>").format(message.event)
        if all(one.title != message.event for one in self.messages):
            return shown
        return Markup('<a href="{}">{}</a>').format(
            here.page("events.md", event_anchor(message.event)), shown
        )

    @cached_property
    def states(self) -> Mapping[str, ComponentState]:
        """Each component under its load, by id."""
        return {one.component: one for one in self.evaluation.components}

    @cached_property
    def _by_owner(self) -> Mapping[Ref, list[Result]]:
        found: dict[Ref, list[Result]] = defaultdict(list)
        for one in self.evaluation.results:
            found[one.target.owner.ref].append(one)
            if one.target.of != one.target.owner.ref:
                found[one.target.of].append(one)
        return found

    def results(self, ref: Ref) -> Sequence[Result]:
        """Return what the numbers say to the measures that an element states, or that are demanded of it."""
        return self._by_owner.get(ref, ())

    def worst(self, ref: Ref) -> Verdict | None:
        """Return the most pressing verdict on an element; None where there is none."""
        found = {one.verdict for one in self.results(ref)}
        return next((one for one in SEVERITY if one in found), None)

    @cached_property
    def _found(self) -> Mapping[str, list[Diagnostic]]:
        found: dict[str, list[Diagnostic]] = defaultdict(list)
        for one in self.dossier.findings.all():
            found[one.element].append(one)
        return found

    def findings(self, ref: Ref) -> Sequence[Diagnostic]:
        """Return what the linter says of an element, questions included."""
        return self._found.get(str(ref), ())

    def referrers(self, ref: Ref) -> Sequence[Referrer]:
        """Return who refers to an element, in the order of the files."""
        return self._referrers.get(ref, ())

    @cached_property
    def _referrers(self) -> Mapping[Ref, list[Referrer]]:
        found: dict[Ref, dict[Ref, set[str]]] = defaultdict(lambda: defaultdict(set))
        names = Names(self.requirements)
        for link in links(self.requirements):
            item = names.find(link.target)
            if item is not None and item.ref != link.source:
                role = "takes part" if link.target.kind == PARTICIPANT else link.role
                found[item.ref][link.source].add(role)
        return {
            target: [Referrer(source, tuple(sorted(roles))) for source, roles in sources.items()]
            for target, sources in found.items()
        }

    def referring(self, ref: Ref, kind: str, *roles: str) -> Iterator[Item]:
        """Yield the elements of a kind that refer to an element, in some roles or in any."""
        for one in self.referrers(ref):
            item = self.requirements.get(one.ref) if one.ref.kind == kind else None
            if item is not None and (not roles or set(roles) & set(one.roles)):
                yield item

    def flow_figure(self, here: Here, use_case: UseCase, extension: Extension | None = None) -> Markup:
        """Return the sequence diagram of a flow for a page; empty where there are no steps."""
        svg = flow_svg(self.requirements, use_case, extension, here.href)
        number = use_case.extensions.index(extension) + 1 if extension else 0
        words = extension.when if extension else use_case.label
        return figure(svg, f"Sequence diagram: {words}", file_name(use_case, number)) if svg else Markup()

    def figures(self, here: Here, graphs: Iterable[Graph]) -> list[Markup]:
        """Return structure diagrams for a page."""
        return [
            figure(svg, f"{graph.title}: {graph.description}", graph.name.replace("/", "-"))
            for graph, svg in pictures(graphs, here.href)
        ]
