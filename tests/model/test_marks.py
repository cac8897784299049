"""A mark changes with what a requirement demands, and with nothing else."""

from archkit.model import mark_of
from archkit.workspace import Workspace


def mark(make_workspace, name: str, text: str) -> str:
    root = make_workspace(f"use_cases:\n  pay:\n{text}", name=name)
    return mark_of(Workspace(root).requirements.use_cases["pay"])


def test_a_mark_changes_with_the_demand_only(make_workspace) -> None:
    first = mark(make_workspace, "a", "    goal: Pay.\n    load: {peak: 400/s}\n")
    again = mark(
        make_workspace, "b", "    load:\n      peak: 400/s # at noon\n    notes: x\n    goal: Pay.\n"
    )
    other = mark(make_workspace, "c", "    goal: Pay.\n    load: {peak: 800/s}\n")
    assert first == again
    assert first != other
