"""A flow becomes the chains of calls in which each caller waits for the next."""

from collections.abc import Iterator

from archkit.model import Message, messages
from archkit.rules import Subject

Chain = tuple[Message, ...]


def chains(subject: Subject) -> Iterator[tuple[str, Chain]]:
    """Yield each chain of calls among participants that nobody enters twice, with the id of its use case."""
    for use_case in subject.use_cases:
        reaching: dict[str, Chain] = {}
        for message in messages(use_case.steps):
            if not message.waits:
                reaching.pop(message.target, None)
                continue
            chain = reaching.get(message.source, ())
            passed = {message.source, *(one.source for one in chain)}
            if message.target in passed:
                continue
            longer = (*chain, message)
            if len(longer) >= len(reaching.get(message.target, ())):
                reaching[message.target] = longer
            yield use_case.id, longer
