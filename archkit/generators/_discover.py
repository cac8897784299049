"""Files of this room become the kinds of artifact; words of ``--only`` become a choice among them."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

from archkit.errors import UsageError
from archkit.generators._artifact import Artifact, Dossier, Generator
from archkit.model import did_you_mean

GROUPS = {
    "api": ("openapi", "asyncapi", "protobuf", "graphql"),
    "decisions": ("decision_graph", "site"),
    "traceability": ("site",),
}
"""Words that the format has for several kinds, or for what stands on pages of the site."""


def named(words: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds that words name, the members of a group in its place."""
    return tuple(dict.fromkeys(kind for word in words for kind in GROUPS.get(word, (word,))))


@cache
def kinds() -> dict[str, Generator]:
    """Return every kind of artifact by its name.

    Raises:
        TypeError: A file defines no ``GENERATOR``.
    """
    found: dict[str, Generator] = {}
    for path in Path(__file__).parent.glob("*.py"):
        if path.stem.startswith("_"):
            continue
        generator = getattr(import_module(f"archkit.generators.{path.stem}"), "GENERATOR", None)
        if not isinstance(generator, Generator):
            raise TypeError(f"{path}: a generator's file defines GENERATOR")
        found[path.stem] = generator
    return dict(sorted(found.items(), key=lambda pair: (pair[1].order, pair[0])))


def generate(dossier: Dossier, only: Sequence[str] = ()) -> tuple[Artifact, ...]:
    """Make artifacts.

    Args:
        dossier: All that generators may look at.
        only: The kinds or groups of kinds to make; all when not given.

    Raises:
        UsageError: There is no such kind.
    """
    only = named(only)
    for word in only:
        if word not in kinds():
            near = did_you_mean(word, [*kinds(), *GROUPS])
            raise UsageError(
                f"no artifact is called '{word}'",
                help=f"did you mean '{near}'?" if near else f"choose {', '.join([*kinds(), *GROUPS])}",
            )
    return tuple(
        artifact
        for name, generator in kinds().items()
        if not only or name in only
        for artifact in generator.make(dossier)
    )


def folders(only: Iterable[str]) -> tuple[str, ...]:
    """Return the folders below the output folder in which kinds of artifact are alone."""
    return tuple(one.folder for word, one in kinds().items() if word in set(only) and one.folder)
