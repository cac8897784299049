"""What a catalog holds, typed: patterns and products, each with its relations and the place it was read from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from archkit.diagnostics import Place

if TYPE_CHECKING:
    from archkit.catalog._clauses import When

CATEGORIES: Mapping[str, str] = {
    "style": "Architecture styles",
    "pattern": "Patterns",
    "block": "Building blocks",
    "tactic": "Tactics",
    "strategy": "Strategies",
    "algorithm": "Algorithms and data structures",
    "storage": "Kinds of storage",
    "deployment": "Deployment and release",
    "communication": "Communication",
    "format": "Formats",
    "guarantee": "Guarantees",
    "windowing": "Windowing",
    "api": "API practice",
    "observability": "Observability",
    "principle": "Principles",
    "antipattern": "Antipatterns",
}
"""What an entry can be, to the heading above its kind; in the order of lists."""
TIERS = ("core", "supporting")
"""Core entries are those that an architect meets first."""
STATUSES = ("established", "emerging", "contested", "legacy")
"""How the field stands to an entry."""
VERDICTS = ("adopt", "consider", "undecided", "advise-against", "none")
"""What advice can say of a pattern; ``none``: it does not come up."""


@dataclass(frozen=True, slots=True)
class KnownUse:
    """Who uses it, and for what."""

    text: str
    """A sentence or two."""
    illustration: bool = False
    """True where the story shows the idea and nobody has verified it."""


@dataclass(frozen=True, slots=True)
class Example:
    """Requirements for which a pattern's own clauses have to say what the entry promises."""

    text: str
    """What the requirements show."""
    workspace: str
    """The requirements, as a file of a workspace would hold them."""
    expect: str
    """The verdict: one of ``VERDICTS``."""


@dataclass(frozen=True)
class Pattern:
    """Anything that a decision can choose, name or avoid, apart from products.

    Every id that it names is in the catalog: what is not known was reported when the file was read, and left out.
    """

    id: str
    """The name of its file, without ``.yaml``."""
    name: str
    """What people call it."""
    category: str
    """One of ``CATEGORIES``."""
    tier: str
    """``core`` or ``supporting``."""
    status: str
    """One of ``STATUSES``."""
    also_known_as: tuple[str, ...]
    """Other names of the same idea."""
    summary: str
    """One sentence: what it is and what for."""
    problem: str
    """The situation, and what hurts in it."""
    forces: tuple[str, ...]
    """What makes it hard."""
    solution: str
    """The idea; of an antipattern, what to do instead."""
    how_it_works: tuple[str, ...]
    """Steps or parts."""
    helps: Mapping[str, str]
    """Quality attribute to the mechanism by which it gains."""
    hurts: Mapping[str, str]
    """Quality attribute to the mechanism by which it loses."""
    use_when: tuple[str, ...]
    """Conditions that speak for it."""
    avoid_when: tuple[str, ...]
    """Conditions that speak against it."""
    requires: Mapping[str, str]
    """Pattern that has to be there first, to the reason."""
    conflicts: Mapping[str, str]
    """Pattern that does not go with it, to the reason."""
    alternatives: Mapping[str, str]
    """Pattern that answers the same problem, to how to choose between the two."""
    related: tuple[str, ...]
    """Entries worth reading next."""
    pitfalls: tuple[str, ...]
    """What goes wrong in practice."""
    verify: tuple[str, ...]
    """Checks that show that it works."""
    ask: tuple[str, ...]
    """What to ask the team before choosing it."""
    known_uses: tuple[KnownUse, ...]
    """Public uses, and illustrations marked as such."""
    sources: tuple[str, ...]
    """Where to read more."""
    examples: tuple[Example, ...]
    """Requirements with the verdict that they have to give."""
    replaces: bool
    """True where a team's entry stands in for the built-in one of the same id."""
    place: Place = field(compare=False)
    """The file that it was read from."""
    read_when: Callable[[], "When | None"] = field(compare=False, repr=False)
    """Reads the clauses, which takes as long as the rest: who follows relations only does without."""

    @cached_property
    def when(self) -> "When | None":
        """The clauses by which advice judges it; None where it is a term rather than a choice."""
        return self.read_when()


@dataclass(frozen=True, slots=True)
class Product:
    """A named technology, and what of the catalog it implements."""

    id: str
    """The name of its file, without ``.yaml``."""
    name: str
    """What its makers call it."""
    also_known_as: tuple[str, ...]
    """What people call it for short."""
    vendor: str
    """Who makes it."""
    kind: str
    """What it is, in a few words."""
    implements: tuple[str, ...]
    """The patterns, blocks and kinds of storage that it is one of."""
    summary: str
    """One or two sentences: what it is."""
    strengths: tuple[str, ...]
    """What it is good at."""
    limits: tuple[str, ...]
    """Where it ends."""
    licence: str
    """The open-source licence, ``proprietary``, or nothing where it depends."""
    related: tuple[str, ...]
    """Entries worth reading next."""
    replaces: bool
    """True where a team's entry stands in for the built-in one of the same id."""
    place: Place = field(compare=False)
    """The file that it was read from."""


Entry = Pattern | Product
