"""Operations that steps state become the paths that a reviewer reads, each once."""

from collections.abc import Iterator

from archkit.catalog import WordList
from archkit.rules import Operation, Subject, is_parameter, words_of

READING = frozenset({"GET", "HEAD"})
"""Methods that promise to change nothing."""


def stated(subject: Subject) -> Iterator[Operation]:
    """Yield each operation over HTTP once, where the flows state it first."""
    seen: set[tuple[str, str, str]] = set()
    for one in subject.operations:
        key = (one.message.target, one.method, one.path)
        if one.is_rest and key not in seen:
            seen.add(key)
            yield one


def named_segments(operation: Operation) -> Iterator[tuple[str, bool]]:
    """Yield the segments that are names, each with whether a parameter stands behind it."""
    names = list(operation.names)
    for index, segment in enumerate(operation.segments):
        if segment in names:
            behind = operation.segments[index + 1 : index + 2]
            yield segment, bool(behind) and is_parameter(behind[0])


def verb_in(segment: str, verbs: WordList, nouns: WordList) -> str:
    """Return the verb that a segment is or begins with; empty where it is a noun, or as likely one."""
    words = words_of(segment)
    if not words or words[0] not in verbs.advice or ":" in segment:
        return ""
    several, humped = len(words) > 1, segment != segment.lower()
    return "" if several and not humped and words[0] in nouns.advice else words[0]


def is_action(operation: Operation, verbs: WordList, nouns: WordList) -> bool:
    """Tell whether an operation is a procedure in the clothes of a path: its last name is a verb, or a custom method."""
    last = operation.segments[-1] if operation.segments else ""
    return ":" in last.lstrip(":") or bool(not is_parameter(last) and verb_in(last, verbs, nouns))
