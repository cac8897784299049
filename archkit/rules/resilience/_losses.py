"""Targets become what must lose nothing."""

from archkit.model import Ref
from archkit.rules import Subject


def keeps_all(subject: Subject) -> frozenset[Ref]:
    """Return what a measure says of that nothing may be lost."""
    return frozenset(
        ref
        for target in subject.targets
        if target.measure.metric == "lost" and target.measure.value.high == 0
        for ref in target.of
    )
