"""Steps become how often each is tried again, and whether a second time does harm."""

from archkit.model import Message
from archkit.rules import Subject


def retries_of(subject: Subject, message: Message) -> int:
    """Return how often a call is tried again: as the step says, else as the resilience of its caller says."""
    if message.retries is not None:
        return message.retries
    caller = subject.parts.own(message.source) if message.waits else None
    return (caller.resilience.retries or 0) if caller is not None and caller.resilience else 0


def changes_something(subject: Subject, message: Message) -> bool:
    """Tell whether the words of a step show that it changes something."""
    posts = message.operation.upper().startswith(("POST", "PATCH"))
    return (
        bool(message.writes or message.outcome)
        or posts
        or (subject.parts.is_third_party(message.target) and not (message.reads or message.cache))
    )
