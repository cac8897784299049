"""Fields and enum values get numbers that stay: stated ones as they are, all others made of the name alone.

The order of the YAML means nothing to the numbers, so that adding, removing and moving fields changes no other
field's number; see docs/decisions/numbers-of-protocol-buffers.md.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import count

from archkit.model import PROTOBUF_NUMBERS

FIELDS = range(16, 262_144)
"""Derived numbers of fields take two or three bytes on the wire; those of one byte are the conventions' and the team's."""
VALUES = range(128, 16_384)
"""Derived numbers of enum values: two bytes."""


def numbers(
    owner: str,
    names: Iterable[str],
    stated: Mapping[str, int],
    fixed: Mapping[str, int],
    space: range = FIELDS,
) -> dict[str, int]:
    """Return the number of each field of a message, or of each value of an enum.

    Args:
        owner: The message or enum, by the name that ``stated`` uses.
        names: Its fields or values, without repeats.
        stated: What the team has fixed: ``Owner.name`` to number, removed ones too.
        fixed: What the conventions fix: name to number below 16.
        space: Where derived numbers lie.
    """
    kept = _of(owner, stated)
    found = {name: kept[name] for name in names if name in kept}
    taken = {*kept.values(), *(number for name, number in fixed.items() if name not in found)}
    for name in sorted(names):
        if name not in found and name in fixed and fixed[name] not in kept.values():
            found[name] = fixed[name]
        elif name not in found:
            tries = (_derived(name, attempt, space) for attempt in count())
            found[name] = next(number for number in tries if number not in taken)
            taken.add(found[name])
    return {name: found[name] for name in names}


def removed(owner: str, names: Iterable[str], stated: Mapping[str, int]) -> dict[str, int]:
    """Return what the team still names although it is gone: it stays reserved, so that nobody uses it again."""
    here = set(names)
    return {name: number for name, number in _of(owner, stated).items() if name not in here}


def _of(owner: str, stated: Mapping[str, int]) -> dict[str, int]:
    parts = ((key.partition("."), number) for key, number in stated.items())
    return {name: number for (whose, _, name), number in parts if whose == owner}


def _derived(name: str, attempt: int, space: range) -> int:
    """Return a number of a space, spread evenly; another one at each attempt, and none that Protocol Buffers keep."""
    digest = sha256(f"{name}#{attempt}".encode()).digest()
    number = space[int.from_bytes(digest[:8], "big") % len(space)]
    return number if number not in PROTOBUF_NUMBERS else space[number - PROTOBUF_NUMBERS[0]]
