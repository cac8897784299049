"""A use case becomes the groups of steps that have to happen as a whole."""

from collections.abc import Iterator

from archkit.diagnostics import Place
from archkit.model import Critical, Message, UseCase, messages, walk
from archkit.rules import Parts


def held_together(use_case: UseCase, parts: Parts) -> Iterator[tuple[Place, tuple[Message, ...]]]:
    """Yield each group of steps that must all happen or none, with the place that says so.

    A ``critical`` fragment says which steps are meant. Where a flow has none, its transaction is local and all of its
    writes go to one store, each interaction is a group: a transaction does not wait for an actor's next step.
    """
    fragments = [step for step in walk(use_case.steps) if isinstance(step, Critical)]
    for step in fragments:
        yield step.at("critical"), tuple(messages(step.steps))
    if fragments or use_case.transaction != "local":
        return
    flow = tuple(messages(use_case.steps))
    if len({one.target for one in flow if one.writes}) > 1:
        return
    since = 0
    for index, message in enumerate(flow):
        if parts.actor(message.source):
            yield use_case.at("transaction"), flow[since:index]
            since = index
    yield use_case.at("transaction"), flow[since:]
