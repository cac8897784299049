"""Clauses about facts: what makes a pattern worth weighing, a clear choice, or a mistake."""

from collections.abc import Iterator
from typing import NamedTuple


class FactClause(NamedTuple):
    """One condition on one fact: simply true, one of some words, at least or at most so much."""

    fact: str
    words: tuple[str, ...] = ()
    """Of words: any of them is enough."""
    at_least: float | None = None
    """In the base unit of the fact."""
    at_most: float | None = None
    """In the base unit of the fact."""
    limit: str = ""
    """The limit as it is written."""
    because: str = ""
    """Why it matters for this pattern."""

    def __str__(self) -> str:
        if self.words:
            return f"{self.fact} is {' or '.join(self.words)}"
        if self.at_least is not None:
            return f"{self.fact} at least {self.limit}"
        return f"{self.fact} at most {self.limit}" if self.at_most is not None else self.fact


class Group(NamedTuple):
    """Several conditions taken together."""

    kind: str
    """``all_of``, ``any_of`` or ``none_of``."""
    clauses: "tuple[Clause, ...]"
    because: str = ""
    """Why it matters for this pattern."""

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')} ({'; '.join(map(str, self.clauses))})"


Clause = FactClause | Group


class When(NamedTuple):
    """When a pattern is worth weighing, when it is the clear choice, and when it is a mistake."""

    consider: tuple[Clause, ...] = ()
    """All have to hold before the pattern is worth weighing."""
    adopt: tuple[Clause, ...] = ()
    """All have to hold besides, before the choice is clear."""
    against: tuple[Clause, ...] = ()
    """One that holds speaks against it."""
    always: bool = False
    """Whether it is advised against even where its problem is absent, because people reach for it."""
    yields_to: tuple[str, ...] = ()
    """Patterns that make this one superfluous where they are recommended at least as strongly."""
    ask: str = ""
    """The question that decides where a fact is unknown."""

    def clauses(self) -> Iterator[Clause]:
        """Yield the clauses of all lists."""
        yield from (*self.consider, *self.adopt, *self.against)

    def facts(self) -> Iterator[str]:
        """Yield the names of all facts that are asked."""
        waiting = list(self.clauses())
        while waiting:
            clause = waiting.pop()
            if isinstance(clause, FactClause):
                yield clause.fact
            else:
                waiting += clause.clauses
