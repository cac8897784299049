"""What the staircase found becomes the state of each step in the rail, and the line at the top."""

from collections import Counter
from collections.abc import Mapping, Sequence

from archkit.diagnostics import Severity
from archkit.session import Judgement, Session
from archkit.tui.steps import Step
from archkit.tui.widgets.rail import Standing

_STATES = {"waiting": "open", "new": "open", "begun": "begun", "ready": "ready", "done": "done"}


def standings(session: Session, judgement: Judgement | None, steps: Sequence[Step]) -> Mapping[str, Standing]:
    """Return how every step stands."""
    walk = judgement.walk if judgement else None
    first = walk.suggestions[0].step.id.replace("-", "_") if walk and walk.suggestions else ""
    counts = _counts(session)
    found = {}
    for step in steps:
        count = counts[step.section]
        severity = judgement.worst.get(step.section) if judgement and step.section else None
        severity = severity if severity in {Severity.ERROR, Severity.WARNING} else None
        far = judgement.progress.get(step.id) if judgement else None
        state = _STATES[far.mood] if far else "done" if count else "open"
        waiting = far.waiting if far else 0
        found[step.id] = Standing(state, count, severity, waiting=waiting, is_next=step.id == first)
    return found


def _counts(session: Session) -> Counter[str]:
    """Return how many elements each section has."""
    counts: Counter[str] = Counter()
    for document in session.documents.values():
        if isinstance(document.data, dict):
            for key, items in document.data.items():
                if isinstance(items, dict):
                    counts[key] += len(items)
    return counts


def counted(judgement: Judgement | None) -> str:
    """Return how much was found, in signs."""
    if judgement is None:
        return "…"
    if judgement.problem:
        return "✗ cannot be judged"
    counts = judgement.counts
    return f"✗{counts.get(Severity.ERROR, 0)} ▲{counts.get(Severity.WARNING, 0)} ?{counts.get(Severity.QUESTION, 0)}"


def saved(session: Session, *, asks: bool) -> str:
    """Return how much of it is on the disk."""
    if session.conflicts:
        return f"⚡ {len(session.conflicts)} in conflict"
    if session.refused:
        return "● read-only: kept aside"
    if session.unsaved:
        return "● ^s writes" if asks else "● saving"
    return "✓ saved"


def system_name(session: Session) -> str:
    """Return what the system is called."""
    data = next(iter(session.documents.values())).data if session.documents else None
    system = data.get("system") if isinstance(data, dict) else None
    name = system.get("name") or system.get("id") if isinstance(system, dict) else None
    return name if isinstance(name, str) else session.root.resolve().name
