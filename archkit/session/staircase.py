"""The staircase beside the screen: one run at a time in a thread of its own, and of several wishes only the newest counts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import TYPE_CHECKING, Literal

from archkit.diagnostics import Diagnostic, Route, Severity
from archkit.errors import ArchkitError
from archkit.session._session import Session
from archkit.session.routes import route_at
from archkit.workspace import Workspace

if TYPE_CHECKING:
    from archkit.recommend import Advice
    from archkit.walk import Walk

Stage = Literal["findings", "evaluation", "advice"]
"""What a screen may wish for: lint, the numbers, the recommendations."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding or question with the address of the field that caused it."""

    diagnostic: Diagnostic
    file: str
    route: Route
    """The smallest value that it points at; lines may move, the route stays."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step of the walk has come."""

    mood: str
    """A word of ``archkit.walk.Mood``."""
    waiting: int
    """How many useful questions are open."""
    lesson: str
    """What there is to know about it, in a few sentences."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the staircase made of one version of the workspace."""

    version: int
    """The session's version that was judged."""
    workspace: Workspace
    """The workspace as it was judged; stages that were wished for are computed, all others would be when asked."""
    stages: frozenset[Stage]
    """What is computed."""
    found: tuple[Found, ...] = ()
    """Findings and questions, by file and place."""
    problem: str = ""
    """Why nothing could be judged; empty while all is well."""
    advice: "Advice | None" = None
    """What is recommended, where that was wished for."""
    walk: "Walk | None" = None
    """How far the walk has come, where there are findings."""
    below: Mapping[tuple[str, ...], tuple[Found, ...]] = field(default_factory=dict)
    """(file, section, id) to what was found in that element."""
    progress: Mapping[str, Progress] = field(default_factory=dict)
    """Step of the walk to how far it has come."""
    worst: Mapping[str, Severity] = field(default_factory=dict)
    """Section to how bad the worst finding in it is."""
    counts: Mapping[Severity, int] = field(default_factory=dict)
    """How many findings there are of each severity."""

    def of(self, file: str, route: Route) -> tuple[Found, ...]:
        """Return what was found at a route of a file, or below it."""
        key = (file, *(str(step) for step in route[:2]))
        pool = self.below.get(key, ()) if len(route) >= 2 else self.found
        return tuple(one for one in pool if one.file == file and one.route[: len(route)] == route)


class Staircase:
    """Judges a session's workspace again and again, away from the screen.

    ``want`` names what is needed and returns at once. When a run is through, ``tell`` is called from the thread of
    the staircase. A wish that comes while a run is under way ends that run at its next stage.
    """

    def __init__(self, session: Session, tell: Callable[[Judgement], None]) -> None:
        self._session = session
        self._tell = tell
        self._wish: frozenset[Stage] | None = None
        self._condition = Condition()
        self._closed = False
        self._thread: Thread | None = None
        self._last = session.workspace
        self.newest: Judgement | None = None
        """The last run that came through."""
        self.busy = False
        """Whether a run is under way or waited for, or has not been told yet."""

    def want(self, stages: Iterable[Stage]) -> None:
        """Judge the workspace as it is now; what was wished before and has not begun is forgotten."""
        with self._condition:
            self._wish = frozenset(stages)
            self.busy = True
            if self._thread is None:
                self._thread = Thread(target=self._work, name="archkit-staircase", daemon=True)
                self._thread.start()
            self._condition.notify()

    def close(self) -> None:
        """Stop after the stage that is under way."""
        with self._condition:
            self._closed = True
            self._condition.notify()

    def _work(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._wish is not None or self._closed)
                if self._closed or self._wish is None:
                    return
                wish, self._wish = self._wish, None
            judgement = self._judged(wish)
            if judgement is not None and not self._is_old():
                self.newest = judgement
                self._tell(judgement)
            with self._condition:
                self.busy = self._wish is not None

    def _is_old(self) -> bool:
        return self._wish is not None or self._closed

    def _judged(self, wish: frozenset[Stage]) -> Judgement | None:
        """Run the stages; None where a newer wish came in between."""
        with self._session.lock:
            version, overlay = self._session.version, self._session.overlay
        newest = self.newest
        if newest and newest.version == version and not newest.problem:
            workspace, advice, wish = newest.workspace, newest.advice, wish | newest.stages
        else:
            workspace, advice = self._anew(overlay), None
        try:
            for stage in sorted(wish, key=("findings", "evaluation", "advice").index):
                if self._is_old():
                    return None
                if stage == "findings":
                    _ = workspace.findings
                elif stage == "evaluation":
                    _ = workspace.evaluation
                else:
                    advice = advice or _advice(workspace)
        except ArchkitError as error:
            return Judgement(version, workspace, frozenset(), problem=f"{error.message}; {error.help}")
        return _judgement(version, workspace, wish, advice)

    def _anew(self, overlay: Mapping[str, str]) -> Workspace:
        """Return the workspace as it is now; files that an edit did not touch are not read again."""
        self._last = self._last.renewed(overlay)
        return self._last


def _judgement(
    version: int, workspace: Workspace, stages: frozenset[Stage], advice: "Advice | None"
) -> Judgement:
    found: list[Found] = []
    below: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    documents = workspace.reading.documents
    for diagnostic in workspace.findings.all() if "findings" in stages else ():
        document = documents.get(diagnostic.span.file)
        route = route_at(document, diagnostic.span) if document else ()
        one = Found(diagnostic, diagnostic.span.file, route)
        found.append(one)
        below[one.file, *(str(step) for step in route[:2])].append(one)
    grouped = {key: tuple(group) for key, group in below.items()}
    walk = _walk(workspace) if "findings" in stages else None
    return Judgement(
        version,
        workspace,
        stages,
        tuple(found),
        advice=advice,
        walk=walk,
        below=grouped,
        progress={
            one.step.id.replace("-", "_"): Progress(one.mood.value, len(one.pressing), one.step.lesson)
            for one in walk.standings
        }
        if walk
        else {},
        worst=_worst(grouped),
        counts=Counter(one.diagnostic.severity for one in found),
    )


def _worst(below: Mapping[tuple[str, ...], tuple[Found, ...]]) -> dict[str, Severity]:
    order = list(Severity)
    worst: dict[str, Severity] = {}
    for key, found in below.items():
        if len(key) > 1:
            each = min((one.diagnostic.severity for one in found), key=order.index)
            worst[key[1]] = min(worst.get(key[1], each), each, key=order.index)
    return worst


def _walk(workspace: Workspace) -> "Walk":
    from archkit.walk import Walk  # noqa: PLC0415 - the first screen does not wait for it

    walk = Walk(workspace.requirements, workspace.findings, workspace.catalog)
    _ = walk.suggestions
    return walk


def _advice(workspace: Workspace) -> "Advice":
    from archkit.recommend import Advice  # noqa: PLC0415 - only the step of advice wishes for it

    return Advice(workspace.requirements, workspace.catalog)
