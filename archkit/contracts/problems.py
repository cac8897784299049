"""What extensions of use cases say can go wrong becomes problem types (RFC 9457): a status, a name and a title each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from archkit.contracts.calls import Call
from archkit.contracts.contract import Operation, ProblemType, Variant
from archkit.contracts.names import LONGEST, words
from archkit.contracts.promises import CHANGES
from archkit.contracts.trace import Verb
from archkit.model import NO_PROBLEM, Extension, Message, UseCase

_STATUSES = (
    (503, r"\b(?:is|are) (?:down|overloaded|unreachable|unavailable)\b|\bunavailable\b|not (?:answer|reachable)|tim(?:eout|es out|ed out)|no answer|too busy"),
    (401, r"password (?:is )?(?:wrong|incorrect)|wrong (?:password|credentials)|credentials? (?:is|are) (?:wrong|invalid)|not (?:been )?logged in|session (?:has )?(?:expired|ended)|does not match the password"),
    (403, r"somebody else|someone else|another (?:user|customer|viewer|patient)|not allowed|no (?:right|permission)|forbidden|not entitled|not authori[sz]ed|may not"),
    (409, r"\balready\b|\btaken\b|\btwice\b|\bduplicate|in the meantime|meanwhile|at the same (?:time|moment)|\bconflict|sold out|(?:is|are) sold"),
    (404, r"not found|\bunknown\b|no such|does not exist|not exist|has left|is gone|(?:was|been) (?:removed|deleted)|no longer there"),
    (422, r"\bdeclined?\b|\binvalid\b|not valid|\bincomplete\b|not enough|insufficient|too (?:low|high|old|long|many|few|large|small|late)|exceeds|beyond|does not cover|cannot be (?:read|processed|parsed)|unreadable"),
)  # fmt: skip
"""What a condition of an extension says, and the HTTP status that says it to a caller (RFC 9110, section 15)."""
UNSAID = 422
"""The status of a problem that is stated without one, and whose condition tells none."""
_FILLERS = frozenset({"a", "an", "the", "is", "are", "was", "were"})
"""Words that the name of a problem does without: the seat is taken, seat-taken."""
_LONGEST_NAME = 6
"""Words of a name that is made of a condition."""
_URI = re.compile(r"[a-z]+:")
_SAYING = re.compile(r"[a-z]{4}")


def status_of(when: str) -> int:
    """Return the HTTP status for the condition of an extension; 0 where it is no error of a call."""
    text = when.lower()
    return next((status for status, pattern in _STATUSES if re.search(pattern, text)), 0)


def variants_of(calls: Sequence[Call], use_cases: Iterable[UseCase], verb: Verb) -> tuple[Variant, ...]:
    """Return what the extensions of use cases say can go wrong with an operation.

    An extension belongs to the step that its ``at`` names; without one, to the first call of its use case by an actor
    that can fail so: a conflict is one of a change, where nobody states that it is one.
    """
    found: dict[tuple[int, str], Variant] = {}
    for use_case in use_cases:
        mine = [one.message for one in calls if one.trace.use_case == use_case.ref]
        if not mine:
            continue
        for index, extension in enumerate(use_case.extensions):
            stated = extension.problem
            status = _status(extension)
            derived = stated is None or stated.status is None
            if not status or (derived and status in {409, 422} and verb not in CHANGES):
                continue
            if branches_off(use_case, extension, mine):
                place = use_case.at("extensions", index, "when")
                told = Variant(
                    status, extension.when, use_case.ref, place, _name(extension), _title(extension),
                    stated=stated is not None,
                )  # fmt: skip
                found.setdefault((status, extension.when), told)
    return tuple(sorted(found.values(), key=lambda one: one.status))


def branches_off(use_case: UseCase, extension: Extension, messages: Sequence[Message]) -> bool:
    """Tell whether an extension is about one of some messages of its use case."""
    if extension.at:
        names = {_plain(name) for one in messages for name in (one.id, one.action) if name}
        return _plain(extension.at) in names
    first = next((one for one in use_case.messages() if one.operation or one.waits), None)
    return any(one is first for one in messages)


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".")


def _status(extension: Extension) -> int:
    """Return the status that is stated, else the one that the condition tells; 0 where no call fails of it."""
    problem = extension.problem
    if problem is None:
        return status_of(extension.when)
    if problem.status is not None:
        return 0 if problem.status == NO_PROBLEM else problem.status
    return status_of(extension.when) or UNSAID


def _name(extension: Extension) -> str:
    """Return what the kind of problem is called: as stated, as the extension is called, or after its condition."""
    if extension.problem is not None and extension.problem.type:
        return extension.problem.type
    if _SAYING.search(extension.id):
        return words(extension.id)
    kept = [one for one in words(extension.when).split("-") if one not in _FILLERS]
    return "-".join(kept[:_LONGEST_NAME])[:LONGEST].rstrip("-") or words(extension.when)


def _title(extension: Extension) -> str:
    """Return the kind of problem in words."""
    stated = extension.problem.title if extension.problem is not None else ""
    text = stated or extension.when or _name(extension).replace("-", " ")
    return text[:1].upper() + text[1:]


def problem_types(operations: Sequence[Operation], folder: str) -> tuple[ProblemType, ...]:
    """Return the problem types of a contract, in the order of their names.

    Args:
        operations: With their variants.
        folder: The path below which the names have their addresses: ``/problems``.
    """
    found: dict[str, list[Variant]] = {}
    for one in operations:
        for variant in one.variants:
            known = found.setdefault(variant.problem, [])
            if variant not in known:
                known.append(variant)
    return tuple(_type(name, variants, folder) for name, variants in sorted(found.items()))


def _type(name: str, variants: Sequence[Variant], folder: str) -> ProblemType:
    is_uri = bool(_URI.match(name))
    told = next((one for one in variants if one.stated), variants[0])
    return ProblemType(
        words(re.split(r"[/:#?]", name.rstrip("/"))[-1]) if is_uri else name,
        name if is_uri else f"{folder}/{name}",
        told.title,
        told.status,
        tuple(variants),
        is_local=not is_uri,
    )


def with_one_status(operations: Sequence[Operation]) -> Iterator[Operation]:
    """Give a kind of problem a name for each of its statuses, where it has several: a type has one (RFC 9457)."""
    statuses: dict[str, set[int]] = {}
    for one in operations:
        for variant in one.variants:
            statuses.setdefault(variant.problem, set()).add(variant.status)
    for one in operations:
        variants = tuple(
            replace(variant, problem=f"{variant.problem}-{variant.status}")
            if len(statuses[variant.problem]) > 1
            else variant
            for variant in one.variants
        )
        yield replace(one, variants=variants) if variants != one.variants else one
