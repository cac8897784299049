"""What the operations do: yours to write. archkit wrote this file once, as a start, and never touches it again."""

from .generated.memory import InMemory


class Service(InMemory):
    """Answers from memory what has no method here yet.

    Give an operation a life of its own with a method of the same name and signature as in ``generated/operations.py``;
    say what goes wrong with ``raise ProblemError(409, "...")`` of ``generated/problems.py``. When the last one is done,
    derive from ``Operations`` instead: the type checker then names whatever the contract promises and nobody keeps.
    """
