"""Facts and patterns become advice: verdicts in a stated order, with effects, requirements, rivals and conflicts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from archkit.catalog import Catalog, Pattern, QualityTerm
from archkit.diagnostics import Place
from archkit.facts import Facts, Vocabulary, narrow
from archkit.model import METRICS, Decision, QualityAttribute, Ref, Requirements
from archkit.recommend._judge import Outcome, Reason
from archkit.recommend._verdict import Verdict, Weighed, weigh

ORDER = (
    "Order: the verdict; then what is hard to change later (style first, guarantees, algorithms, release and operation "
    "last); then what stands by itself before what another recommended pattern needs first; then the importance of the "
    "qualities that it helps here; then core entries of the catalog before finer ones; then the name."
)
"""The rules of the order, in words."""
_VERDICTS = tuple(Verdict)
_WEIGHT = ("high", "medium", "low")
_HARD_TO_CHANGE = {"style": 0, "guarantee": 2, "algorithm": 2, "deployment": 3, "observability": 3}
"""How late a decision of a category can still be changed; the lowest come first."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a pattern does to a quality that this workspace demands."""

    demand: QualityAttribute
    """The quality attribute of the workspace."""
    quality: str
    """The quality that the pattern changes, in the catalog's word."""
    why: str
    """By which mechanism."""
    direct: bool
    """Whether it is the demanded quality itself, not a facet of it or what it is a facet of."""

    @property
    def importance(self) -> str:
        """What the demand is worth here: high, medium where nobody said, or low."""
        return self.demand.importance or "medium"


@dataclass(frozen=True, slots=True)
class Relation:
    """Another pattern, and what it has to do with this one."""

    pattern: str
    why: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What advice says of one pattern, and all that can be argued with."""

    weighed: Weighed
    verdict: Verdict
    helps: tuple[Effect, ...]
    hurts: tuple[Effect, ...]
    requires: tuple[Relation, ...]
    """What has to be there first."""
    alternatives: tuple[Relation, ...]
    """What was weighed against it, and why it lost; or how to choose where both are recommended."""
    conflicts: tuple[Relation, ...]
    """Recommended patterns that do not go with it; the choice is the reader's."""
    question: str
    """What to ask where a fact is unknown."""
    decisions: tuple[Decision, ...]
    """Decisions that choose it already, or propose it."""

    @property
    def pattern(self) -> Pattern:
        """The entry of the catalog."""
        return self.weighed.pattern

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The conditions that decided."""
        return self.weighed.reasons

    @property
    def evidence(self) -> Iterator[Place]:
        """The requirements behind the conditions that held."""
        return (place for one in self.reasons if one.outcome is Outcome.HOLDS for place in one.value.evidence)


class Advice:
    """The verdicts on every pattern that a catalog can weigh; each part is made when it is first asked for."""

    def __init__(self, requirements: Requirements, catalog: Catalog, about: Ref | None = None) -> None:
        """Name the requirements; nothing is judged yet.

        Args:
            requirements: All that the team has said.
            catalog: What archkit knows.
            about: The element that is asked about; everything when not given.
        """
        self._whole = requirements
        self._requirements = narrow(requirements, about) if about is not None else requirements
        self._catalog = catalog

    @cached_property
    def facts(self) -> Facts:
        """The facts that the verdicts rest on."""
        return Facts(self._requirements, vocabulary(self._catalog))

    @cached_property
    def weighed(self) -> Mapping[str, Weighed]:
        """Every pattern that can be weighed, judged by its own clauses, by id."""
        proposed = {
            pattern
            for one in self._whole.decisions.values()
            if one.status == "proposed"
            for pattern in one.patterns
        }
        return {
            one.id: weigh(one, self.facts, proposed=one.id in proposed) for one in self._catalog.recommendable
        }

    @cached_property
    def _verdicts(self) -> Mapping[str, Verdict]:
        """Verdicts after simpler answers have won their ties."""
        own = {key: one.verdict for key, one in self.weighed.items() if one.verdict is not None}
        return {key: verdict for key, verdict in own.items() if not self._winner(key, own)}

    def _winner(self, identifier: str, own: Mapping[str, Verdict]) -> str:
        """Return the pattern that makes this one superfluous, or nothing."""
        when = self.weighed[identifier].pattern.when
        verdict = own[identifier]
        if when is None or verdict is Verdict.AGAINST:
            return ""
        stronger = _VERDICTS[: _VERDICTS.index(min(verdict, Verdict.CONSIDER, key=_VERDICTS.index)) + 1]
        return next((one for one in when.yields_to if own.get(one) in stronger), "")

    @cached_property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """All patterns that come up, in the order that ``ORDER`` states."""
        found = [self._recommend(self.weighed[key], verdict) for key, verdict in self._verdicts.items()]
        brought = {
            relation.pattern for one in found if one.verdict.is_recommended for relation in one.requires
        }
        return tuple(sorted(found, key=lambda one: _rank(one, brought)))

    def top(self, count: int) -> tuple[Recommendation, ...]:
        """Return the first so many recommended patterns, and all that are undecided or advised against."""
        chosen = [one for one in self.recommendations if one.verdict.is_recommended][:count]
        others = [one for one in self.recommendations if not one.verdict.is_recommended]
        return (*chosen, *others)

    def get(self, identifier: str) -> Recommendation | None:
        """Return what is said of one pattern; None where it does not come up."""
        return next((one for one in self.recommendations if one.pattern.id == identifier), None)

    def _recommend(self, weighed: Weighed, verdict: Verdict) -> Recommendation:
        pattern = weighed.pattern
        helps, hurts = self._effects(pattern.helps), self._effects(pattern.hurts)
        if verdict is Verdict.ADOPT and _costs_more_than_it_gives(helps, hurts):
            verdict = Verdict.CONSIDER
        shown = verdict.is_recommended
        return Recommendation(
            weighed=weighed,
            verdict=verdict,
            helps=helps,
            hurts=hurts,
            requires=tuple(Relation(key, why) for key, why in pattern.requires.items()),
            alternatives=self._alternatives(pattern) if shown else (),
            conflicts=tuple(self._conflicts(pattern)) if shown else (),
            question=self._question(weighed, verdict),
            decisions=tuple(
                one
                for one in self._whole.decisions.values()
                if pattern.id in one.patterns and one.status in {"accepted", "proposed"}
            ),
        )

    def _question(self, weighed: Weighed, verdict: Verdict) -> str:
        when = weighed.pattern.when
        open_ = verdict is Verdict.UNDECIDED or any(one.outcome is Outcome.UNKNOWN for one in weighed.reasons)
        return when.ask if when is not None and open_ else ""

    def _effects(self, effects: Mapping[str, str]) -> tuple[Effect, ...]:
        found = []
        hits: dict[tuple[str, frozenset[str]], str | None] = {}
        for one, demanded in self._demanded:
            key = demanded.id, _measured(one)
            if key not in hits:
                hits[key] = self._touched(*key, effects)
            hit = hits[key]
            if hit is not None:
                found.append(Effect(one, hit, effects[hit], direct=hit == demanded.id))
        return tuple(sorted(found, key=lambda effect: _WEIGHT.index(effect.importance)))

    @cached_property
    def _demanded(self) -> list[tuple[QualityAttribute, QualityTerm]]:
        """The quality attributes of the workspace with what the vocabulary calls them."""
        named = (
            (one, self._catalog.quality_attribute(one.attribute)) for one in self.facts.subject.qualities
        )
        return [(one, term) for one, term in named if term is not None]

    def _touched(self, demanded: str, measured: frozenset[str], effects: Mapping[str, str]) -> str | None:
        """Return which of the effects is on the demanded quality, on the wider one, or on a facet of it.

        Who demands performance and measures response times is not helped by throughput: of the facets, only those
        count that what is measured can show; all of them where nothing is measured.
        """
        terms = self._catalog.quality_attributes
        facets = [key for key in effects if terms[key].part_of == demanded]
        if measured:
            facets = [key for key in facets if measured.intersection(terms[key].metrics)]
        return next((key for key in (demanded, terms[demanded].part_of, *facets) if key in effects), None)

    def _alternatives(self, pattern: Pattern) -> tuple[Relation, ...]:
        rivals = dict(pattern.alternatives)
        for key, weighed in self.weighed.items():
            when = weighed.pattern.when
            if when is not None and pattern.id in when.yields_to and weighed.verdict is not None:
                rivals.setdefault(key, f"{pattern.name} does the same with less.")
        return tuple(
            Relation(key, self._why_not(self.weighed[key], choice))
            for key, choice in rivals.items()
            if key in self.weighed
        )

    def _why_not(self, rival: Weighed, choice: str) -> str:
        """Return why a rival lost; where it did not lose, how to choose."""
        verdict = self._verdicts.get(rival.pattern.id)
        if verdict is not None and verdict.is_recommended:
            return f"Recommended as well. {choice}"
        against = rival.having(Outcome.HOLDS, "against")
        if verdict is Verdict.AGAINST and against:
            return f"{against[0].because} Here: {against[0].value.text}."
        failed = rival.having(Outcome.FAILS, "consider", "adopt")
        if failed:
            return f"Its condition does not hold ({failed[0].condition}): {failed[0].value.text}."
        unknown = rival.having(Outcome.UNKNOWN, "consider", "adopt")
        return f"Not known yet: {unknown[0].value.text}." if unknown else choice

    def _conflicts(self, pattern: Pattern) -> Iterator[Relation]:
        for key, weighed in self.weighed.items():
            verdict = self._verdicts.get(key)
            if verdict is None or not verdict.is_recommended or key == pattern.id:
                continue
            why = pattern.conflicts.get(key) or weighed.pattern.conflicts.get(pattern.id)
            if why:
                yield Relation(key, why)


def vocabulary(catalog: Catalog) -> Vocabulary:
    """Return how facts ask a catalog what words mean."""

    def quality(word: str) -> str:
        term = catalog.quality_attribute(word)
        return term.id if term else word

    return Vocabulary(quality, catalog.region)


def _measured(demand: QualityAttribute) -> frozenset[str]:
    """Return what a demand is measured by, in metrics that the vocabulary of qualities knows."""
    return frozenset(one.metric for one in demand.measure if one.metric in METRICS)


def _costs_more_than_it_gives(helps: tuple[Effect, ...], hurts: tuple[Effect, ...]) -> bool:
    """Whether a demand of high importance is hurt itself while none of high importance is helped: then it is no clear choice."""
    return any(one.importance == "high" and one.direct for one in hurts) and not any(
        one.importance == "high" for one in helps
    )


def _rank(one: Recommendation, brought: set[str]) -> tuple[int, int, bool, int, bool, str]:
    best = min((_WEIGHT.index(effect.importance) for effect in one.helps), default=len(_WEIGHT))
    late = _HARD_TO_CHANGE.get(one.pattern.category, 1)
    return (
        _VERDICTS.index(one.verdict),
        late,
        one.pattern.id in brought,
        best,
        one.pattern.tier != "core",
        one.pattern.id,
    )
