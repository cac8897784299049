"""The ``when`` of a pattern file becomes clauses; what is wrong with it becomes faults, each with its route."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from archkit.catalog._clauses import Clause, FactClause, Group, When
from archkit.diagnostics import Route
from archkit.facts import FACTS, Fact, FactKind
from archkit.model import Dimension, QuantityError, did_you_mean, parse_quantity

GATES = ("consider", "adopt", "against")
"""The lists of clauses."""
_GROUPS = ("all_of", "any_of", "none_of")
_LIMITS = ("at_least", "at_most")
_FACT_KEYS = ("fact", "is", *_LIMITS, "because")
_KEYS = (*GATES, "weigh", "yields_to", "ask")

Fault = tuple[Route, str, str]
"""A route below ``when``, a message and a help."""


def read_when(data: Any) -> tuple[When | None, tuple[Fault, ...]]:
    """Read the clauses of a pattern.

    Args:
        data: What stands below ``when``: maps, lists, and scalars as text.

    Returns:
        The clauses, without those that could not be understood, and what is wrong; no clauses where there is no map.
    """
    reader = _Reader()
    if not isinstance(data, dict):
        return None, (((), "'when' is a map", "write consider:, adopt: or against: below it"),)
    reader.keys(data, _KEYS, ())
    gates = {gate: reader.gate(data[gate], (gate,)) for gate in GATES if data.get(gate) is not None}
    if not gates:
        reader.note((), "'when' has no clause", "write consider:, adopt: or against: below it")
    ask = data.get("ask")
    if not isinstance(ask, str) or not ask.strip():
        reader.note((), "'when' has no 'ask'", "ask the question that decides when a fact is unknown")
    weigh = data.get("weigh")
    if weigh not in {None, "always"}:
        reader.note(("weigh",), "'weigh' is always, or it is left out", "write weigh: always")
    yields = data.get("yields_to") or []
    if not isinstance(yields, list):
        reader.note(("yields_to",), "'yields_to' is a list of ids", "write yields_to: [modular-monolith]")
        yields = []
    when = When(
        **gates,
        always=weigh == "always",
        yields_to=tuple(word for word in yields if isinstance(word, str)),
        ask=ask.strip() if isinstance(ask, str) else "",
    )
    return when, tuple(reader.found)


def read_clauses(data: Any) -> tuple[tuple[Clause, ...], tuple[Fault, ...]]:
    """Read a list of clauses that need no reason of their own."""
    reader = _Reader()
    return reader.clauses(data, ("when",)), tuple(reader.found)


@dataclass(slots=True)
class _Reader:
    found: list[Fault] = field(default_factory=list)

    def note(self, route: Route, message: str, help_: str) -> None:
        self.found.append((route, message, help_))

    def keys(self, data: Mapping[str, Any], keys: tuple[str, ...], route: Route) -> None:
        for key in data:
            if key not in keys:
                near = did_you_mean(str(key), keys)
                hint = f"did you mean '{near}'?" if near else f"the keys are {', '.join(keys)}"
                self.note((*route, key), f"'{key}' is no key here", hint)

    def gate(self, data: Any, route: Route) -> tuple[Clause, ...]:
        """Read a list of clauses, each with its reason."""
        clauses = self.clauses(data, route)
        for index, clause in enumerate(clauses):
            if not clause.because:
                self.note(
                    (*route, index),
                    f"the clause '{clause}' does not say why",
                    "add because: and the reason in a sentence",
                )
        return clauses

    def clauses(self, data: Any, route: Route) -> tuple[Clause, ...]:
        if not isinstance(data, list):
            self.note(route, f"'{route[-1]}' is a list of clauses", "begin each clause with a dash")
            return ()
        read = (self.clause(one, (*route, index)) for index, one in enumerate(data))
        return tuple(clause for clause in read if clause is not None)

    def clause(self, data: Any, route: Route) -> Clause | None:
        if not isinstance(data, dict):
            self.note(route, "a clause is a map", "write fact: and the name of a fact")
            return None
        because = str(data.get("because") or "").strip()
        kind = next((key for key in _GROUPS if key in data), None)
        if kind is None:
            return self.fact(data, route, because)
        self.keys(data, (kind, "because"), route)
        return Group(kind, self.clauses(data[kind], (*route, kind)), because)

    def fact(self, data: Mapping[str, Any], route: Route, because: str) -> FactClause | None:
        self.keys(data, _FACT_KEYS, route)
        name = data.get("fact")
        fact = FACTS.get(name) if isinstance(name, str) else None
        if fact is None:
            near = did_you_mean(str(name), FACTS)
            hint = f"did you mean '{near}'?" if near else "archkit explain facts lists them"
            place = (*route, "fact") if "fact" in data else route
            self.note(
                place, f"there is no fact '{name}'" if "fact" in data else "the clause names no fact", hint
            )
            return None
        used = [key for key in ("is", *_LIMITS) if key in data]
        wanted = {FactKind.YES_NO: (), FactKind.WORDS: ("is",), FactKind.NUMBER: _LIMITS}[fact.kind]
        if len(used) > 1 or any(key not in wanted for key in used) or (wanted and not used):
            forms = " or ".join(wanted) or "nothing beside it"
            self.note(route, f"the fact '{fact.name}' is {fact.kind.value}", f"a clause on it has {forms}")
            return None
        if fact.kind is FactKind.WORDS:
            return FactClause(fact.name, words=self.words(fact, data["is"], (*route, "is")), because=because)
        if fact.kind is FactKind.NUMBER:
            limit = self.limit(fact, data[used[0]], (*route, used[0]))
            if limit is None:
                return None
            least, most = (limit, None) if used[0] == "at_least" else (None, limit)
            return FactClause(fact.name, at_least=least, at_most=most, limit=data[used[0]], because=because)
        return FactClause(fact.name, because=because)

    def words(self, fact: Fact, data: Any, route: Route) -> tuple[str, ...]:
        every = tuple(str(word) for word in (data if isinstance(data, list) else [data]))
        for word in every:
            if fact.choices and word not in fact.choices:
                near = did_you_mean(word, fact.choices)
                hint = f"did you mean '{near}'?" if near else f"it says {', '.join(fact.choices)}"
                self.note(route, f"the fact '{fact.name}' never says '{word}'", hint)
        return every

    def limit(self, fact: Fact, data: Any, route: Route) -> float | None:
        if fact.dimension is None and isinstance(data, str):
            try:
                return float(data)
            except ValueError:
                self.note(route, f"'{data}' is no number", "write digits, for example 5")
                return None
        try:
            return parse_quantity(str(data), fact.dimension or Dimension.COUNT).low
        except QuantityError as error:
            self.note(route, error.message, error.help)
            return None
