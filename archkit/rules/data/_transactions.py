"""A use case becomes what has to happen as a whole in it: its critical fragments, else all of a local transaction."""

from collections.abc import Iterator

from archkit.diagnostics import Place
from archkit.model import Critical, Message, UseCase, messages, walk


def held_together(use_case: UseCase) -> Iterator[tuple[Place, tuple[Message, ...]]]:
    """Yield each group of steps that must all happen or none, with the place that says so.

    A ``critical`` fragment says which steps are meant. Where a flow has none and its transaction is local, all of its
    steps are.
    """
    fragments = [step for step in walk(use_case.steps) if isinstance(step, Critical)]
    for step in fragments:
        yield step.at("critical"), tuple(messages(step.steps))
    if not fragments and use_case.transaction == "local":
        yield use_case.at("transaction"), tuple(messages(use_case.steps))
