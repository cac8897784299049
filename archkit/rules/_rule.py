"""What a rule is, what it sees, and what it says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from archkit.catalog import Catalog
from archkit.diagnostics import Place, Severity
from archkit.findings import STAGES, RuleCard
from archkit.model import (
    Component,
    Constraint,
    Decision,
    Message,
    QualityAttribute,
    Ref,
    Requirements,
    UseCase,
)
from archkit.rules._flows import Parts
from archkit.rules._operations import Operation, operations_of
from archkit.rules._stores import Stores
from archkit.rules._targets import Target, targets_of
from archkit.source import Fault

if TYPE_CHECKING:
    from archkit.contracts import Call
    from archkit.evaluate import Glance

AREAS: dict[str, str] = {
    "0": "files, shape and archkit itself",
    "1": "actors, use cases and flows",
    "2": "quality attributes",
    "3": "constraints",
    "4": "components and service boundaries",
    "5": "APIs",
    "6": "service levels",
    "7": "decisions, patterns, release and migration",
    "8": "data, messages and resilience",
    "9": "numbers, trade-offs and feasibility",
}
"""The hundred of a code to what its rules are about."""

_ASSUMED_STAGE = "mvp"
"""What a system counts as that does not say its stage."""
_WITH_CONTRACT = frozenset({"rest", "grpc", "graphql"})
"""Interfaces that are a contract of operations."""


@dataclass(frozen=True)
class Subject:
    """All that a rule may look at; nothing of it can be changed."""

    requirements: Requirements
    catalog: Catalog

    @cached_property
    def numbers(self) -> "Glance":
        """What the numbers of the design say at a glance: which measures fail, which components are overloaded."""
        from archkit.evaluate import glance  # noqa: PLC0415 - only rules about numbers pay for it

        return glance(self.requirements, self.catalog)

    @cached_property
    def use_cases(self) -> tuple[UseCase, ...]:
        """Use cases that will be built: all but those of priority ``wont``."""
        return tuple(one for one in self.requirements.use_cases.values() if one.priority != "wont")

    @cached_property
    def qualities(self) -> tuple[QualityAttribute, ...]:
        """Quality attributes of what will be built: none that speaks of ``wont`` use cases only."""
        dropped = {one.ref for one in self.requirements.use_cases.values() if one.priority == "wont"}
        return tuple(
            one
            for one in self.requirements.quality_attributes.values()
            if not one.applies_to or not dropped.issuperset(one.applies_to)
        )

    @cached_property
    def own_constraints(self) -> tuple[Constraint, ...]:
        """Constraints that the team words itself: a law's words are given."""
        return tuple(one for one in self.requirements.constraints.values() if one.kind != "legal")

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Decisions that count or may come to count: none that was rejected, replaced or given up."""
        gone = {"rejected", "superseded", "deprecated"}
        return tuple(one for one in self.requirements.decisions.values() if one.status not in gone)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Every measure of what will be built, of quality attributes and of use cases."""
        owners: tuple[QualityAttribute | UseCase, ...] = (*self.qualities, *self.use_cases)
        return tuple(target for owner in owners for target in targets_of(owner))

    @cached_property
    def addressed(self) -> frozenset[Ref]:
        """What the decisions that count say they address."""
        return frozenset(ref for decision in self.decisions for ref in decision.addresses)

    @cached_property
    def messages(self) -> tuple[tuple[UseCase, Message], ...]:
        """Every message of what will be built, those of extensions too, each with its use case."""
        return tuple((one, message) for one in self.use_cases for message in one.messages())

    @cached_property
    def parts(self) -> Parts:
        """Who is who in the flows."""
        return Parts(self.requirements)

    @cached_property
    def stores(self) -> Stores:
        """The team's stores, and what is kept in them."""
        flows = tuple(message for _, message in self.messages)
        return Stores(self.requirements, self.catalog.words("store_model"), flows)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Every API operation that a step of what will be built names, of components that the team can change."""
        return tuple(operations_of(self.messages, self.requirements))

    @cached_property
    def calls(self) -> "tuple[tuple[Component, tuple[Call, ...]], ...]":
        """The calls to each component with an API: with the address that a step states, or one derived from what it says."""
        if not any(one.interface in _WITH_CONTRACT for one in self.requirements.components.values()):
            return ()
        from archkit.contracts import calls_of  # noqa: PLC0415 - only a system with an API pays for it

        return tuple(calls_of(self.requirements))

    @cached_property
    def chosen(self) -> Mapping[str, Sequence[Decision]]:
        """Pattern to the decisions that choose it, among those that count."""
        found: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            for pattern in decision.patterns:
                found.setdefault(pattern, []).append(decision)
        return found

    @cached_property
    def _choices(self) -> Mapping[Ref, Mapping[str, Decision]]:
        """What a decision addresses to the patterns that are chosen for it, each with the first such decision."""
        found: dict[Ref, dict[str, Decision]] = {}
        for decision in self.decisions:
            for ref in decision.addresses:
                for pattern in decision.patterns:
                    found.setdefault(ref, {}).setdefault(pattern, decision)
        return found

    def choice_for(self, ref: Ref, *patterns: str, by_name: bool = False) -> Decision | None:
        """Return a decision that chooses one of some patterns for an element, or for the whole system.

        Args:
            ref: The element.
            patterns: The patterns, as catalog ids; of several that are chosen the first one counts.
            by_name: Leave out decisions for the whole system.
        """
        for one in (ref,) if by_name else (ref, Ref("system")):
            choices = self._choices.get(one, {})
            for pattern in patterns:
                if pattern in choices:
                    return choices[pattern]
        return None

    def addressed_by(self, decision: Decision) -> Iterator[UseCase]:
        """Yield the use cases that a decision addresses by name, without those that will not be built."""
        for ref in decision.addresses:
            use_case = self.requirements.use_cases.get(ref.id) if ref.kind == "use_case" else None
            if use_case is not None and use_case.priority != "wont":
                yield use_case


class Hit(NamedTuple):
    """A place that a rule objects to, and why; the linter turns it into a Diagnostic."""

    place: Place
    """What is wrong."""
    message: str
    """One line that quotes the user's own words."""
    help: str = ""
    """One line: what to do."""
    words: str = ""
    """Point at these words inside the value."""
    key: bool = False
    """Point at the key instead of the value: for what is missing below it."""
    related: tuple[tuple[Place, str], ...] = ()
    """Other places that belong to it, each with a remark."""


Check = Callable[[Subject], Iterator[Hit]]


def _made_by_the_reader(subject: Subject) -> Iterator[Hit]:
    """Find nothing: the finding is made while files are read."""
    del subject
    yield from ()


@dataclass(frozen=True, slots=True)
class Rule:
    """The constant ``RULE`` of a rule's file."""

    code: str
    """``AK`` and three digits, never reused."""
    name: str
    """The fault in kebab-case, and the name of the file."""
    severity: Severity
    """How bad it is; a question asks for what is not said yet."""
    source: str
    """Where the demand comes from."""
    whole: bool = False
    """True when what is absent decides: not judged while a file could not be read."""
    stage: str = "prototype"
    """From which stage of the system on it is worth asking."""
    several: str = ""
    """How a question reads when it is asked of several elements at once; ``{names}`` stands for their ids."""
    recommended: bool = True
    """Whether it runs when nothing is selected."""
    ruleset: str = "2026.1"
    """The first set of recommended rules that it belongs to: who pins an older one is not surprised by it."""
    related: tuple[str, ...] = ()
    """Catalog entries worth reading beside it."""
    check: Check = field(default=_made_by_the_reader, compare=False)
    """What finds it; put there when the rule is found."""
    page: str = field(default="", compare=False)
    """The page in Markdown: the docstring of the rule's file."""

    @classmethod
    def of(cls, fault: Fault) -> "Rule":
        """Return the rule that stands for a finding which reading makes."""
        page = f"{fault.summary[:1].upper()}{fault.summary[1:]}.\n\n{fault.page}"
        return cls(fault.code, fault.name, fault.severity, "The requirements format, version 1", page=page)

    def is_worth_asking(self, stage: str | None) -> bool:
        """Tell whether a system of this stage is far enough for the rule; without a stage it counts as an mvp."""
        return STAGES.index(self.stage) <= STAGES.index(stage or _ASSUMED_STAGE)

    def card(self) -> RuleCard:
        """Return what reports may say about the rule."""
        return RuleCard(self.code, self.name, self.severity, self.area, self.source, self.page, self.stage)

    @property
    def area(self) -> str:
        """What the rule is about."""
        return AREAS[self.code[2]]

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.partition("\n")[0]
