"""Requirements become named facts, each with its evidence; advice, rules and numbers ask for nothing else.

One function is one fact: its name with hyphens is the fact's name, its docstring is its meaning.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from archkit.facts._fact import FACTS, Fact, FactKind, Value, show
from archkit.facts._narrow import narrow
from archkit.facts._subject import Hop, Subject, Target, Vocabulary
from archkit.model import Requirements

__all__ = [
    "FACTS",
    "Fact",
    "FactKind",
    "Facts",
    "Hop",
    "Subject",
    "Target",
    "Value",
    "Vocabulary",
    "narrow",
    "show",
]

for _path in sorted(Path(__file__).parent.glob("[!_]*.py")):
    import_module(f"{__name__}.{_path.stem}")


class Facts(Mapping[str, Value]):
    """The facts of one workspace by name, each derived when somebody first asks for it."""

    def __init__(self, requirements: Requirements, vocabulary: Vocabulary | None = None) -> None:
        """Name the requirements; nothing is derived yet.

        Args:
            requirements: All that the team has said, or one view of it from ``narrow``.
            vocabulary: How people name qualities and regions, from the catalog.
        """
        self.subject = Subject(requirements, vocabulary or Vocabulary())
        self._values: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._values:
            self._values[name] = FACTS[name].derive(self.subject)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(FACTS)

    def __len__(self) -> int:
        return len(FACTS)
