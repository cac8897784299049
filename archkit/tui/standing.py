"""What the staircase found becomes the state of each step in the rail, and the line at the top."""

from collections import Counter
from collections.abc import Mapping, Sequence

from archkit.diagnostics import Severity
from archkit.session import Judgement, Session
from archkit.tui.steps import Step
from archkit.tui.widgets.rail import Standing

_ORDER = list(Severity)
_STATES = {"waiting": "open", "new": "open", "begun": "begun", "ready": "ready", "done": "done"}


def standings(session: Session, judgement: Judgement | None, steps: Sequence[Step]) -> Mapping[str, Standing]:
    """Return how every step stands."""
    worst = _worst(judgement)
    walked = (
        {one.step.id.replace("-", "_"): one for one in judgement.walk.standings}
        if judgement and judgement.walk
        else {}
    )
    first = (
        judgement.walk.suggestions[0].step.id.replace("-", "_")
        if judgement and judgement.walk and judgement.walk.suggestions
        else ""
    )
    counts = _counts(session)
    found = {}
    for step in steps:
        count = counts[step.section]
        severity = worst.get(step.section) if step.section else None
        severity = severity if severity in {Severity.ERROR, Severity.WARNING} else None
        walk = walked.get(step.id)
        state = _STATES[walk.mood.value] if walk else "done" if count else "open"
        waiting = len(walk.pressing) if walk else 0
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


def _worst(judgement: Judgement | None) -> dict[str, Severity]:
    worst: dict[str, Severity] = {}
    for key, found in judgement.below.items() if judgement else ():
        if len(key) > 1:
            each = min((one.diagnostic.severity for one in found), key=_ORDER.index)
            worst[key[1]] = min(worst.get(key[1], each), each, key=_ORDER.index)
    return worst


def counted(judgement: Judgement | None) -> str:
    """Return how much was found, in signs."""
    if judgement is None:
        return "…"
    if judgement.problem:
        return "✗ cannot be judged"
    counts = [sum(one.diagnostic.severity is each for one in judgement.found) for each in Severity]
    return f"✗{counts[0]} ▲{counts[1]} ?{counts[3]}"


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
