"""What a step says in ``operation:`` becomes a method and a path in canonical form, and those an operation's id."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archkit.contracts.deeds import deed_of
from archkit.contracts.names import camel, pascal, spoken, words
from archkit.model import is_plural, plural, singular

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_STATED = re.compile(r"\s*(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+(/.*)", re.IGNORECASE | re.DOTALL)
_PROCEDURE = re.compile(r"\s*(?:[A-Za-z_][\w.]*[./])?([A-Za-z_]\w{0,63})\s*(?:\(.*\))?\s*", re.DOTALL)
_CUSTOM = re.compile(r"(\{[^{}]+\}):([A-Za-z][\w-]*)")
"""A custom method as Google writes it, ``{orderId}:cancel``: it becomes the noun for it, which every tool can read."""
_SAFE = re.compile(r"[A-Za-z0-9._~-]+")
_VERSION = re.compile(r"v[0-9]+(?:[.-][0-9]+)*|api|rest", re.IGNORECASE)
_RANKS = frozenset({"latest", "current", "newest", "first", "last", "next", "previous", "default"})
"""Names of one item of a collection that stand behind it: ``/daily-figures/latest``."""


@dataclass(frozen=True, slots=True)
class Address:
    """A method and a path, cut into its segments."""

    method: str
    """In capitals."""
    segments: tuple[str, ...]
    """Names as written, parameters in braces and camelCase."""

    @property
    def path(self) -> str:
        """The template: ``/movies/{movieId}``."""
        return "/" + "/".join(self.segments)

    @property
    def shape(self) -> str:
        """The template as a router sees it: ``/movies/{}``."""
        return "/" + "/".join("{}" if is_parameter(one) else one for one in self.segments)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of its parameters in their order, in camelCase."""
        return tuple(one[1:-1] for one in self.segments if is_parameter(one))

    @property
    def nouns(self) -> tuple[str, ...]:
        """The names in its path, as words joined by hyphens."""
        return tuple(words(one) for one in self.segments if not is_parameter(one))

    @property
    def is_item(self) -> bool:
        """Whether it ends with a parameter: one of a collection."""
        return bool(self.segments) and is_parameter(self.segments[-1])

    def parent(self) -> "Address":
        """Return the address one segment up."""
        return Address(self.method, self.segments[:-1])

    def child(self, *segments: str) -> "Address":
        """Return an address below this one."""
        return Address(self.method, (*self.segments, *segments))

    def using(self, method: str) -> "Address":
        """Return the same path with another method."""
        return Address(method, self.segments)


def is_parameter(segment: str) -> bool:
    """Tell whether a segment of a canonical path stands for a value."""
    return segment.startswith("{")


def read_address(operation: str) -> Address | None:
    """Return the address that a step states, or None where it states no method and path.

    A leading version or ``/api`` is no part of the path: it belongs to the server. A query is no part of it either: what
    is asked for stands in ``data``. Names that are safe in an address stay as they are written.
    """
    match = _STATED.fullmatch(operation)
    if match is None:
        return None
    path = re.split(r"[?#]", match[2])[0]
    written = [one.strip() for one in path.split("/") if one.strip()]
    while len(written) > 1 and _VERSION.fullmatch(written[0]):
        written.pop(0)
    segments: list[str] = []
    for one in written:
        if custom := _CUSTOM.fullmatch(one):
            segments += [_parameter(custom[1], segments), collection(deed_of(spoken(words(custom[2]))))]
        elif one.startswith((":", "{")) or one.endswith("}"):
            segments.append(_parameter(one, segments))
        else:
            segments.append(one if _SAFE.fullmatch(one) and one not in {".", ".."} else words(one))
    return Address(match[1].upper(), tuple(segments)) if segments else None


def _parameter(written: str, before: list[str]) -> str:
    """Name a parameter: as it is written, else after the collection that it stands in, and never twice."""
    name = words(written.strip("{}: "))
    noun = next((singular(words(one)) for one in reversed(before) if not is_parameter(one)), "")
    if name in {"id", "uuid", "key", "unnamed"} and noun:
        name = f"{noun}-id"
    found = f"{{{camel(name)}}}"
    while found in before:
        name = f"other-{name}"
        found = f"{{{camel(name)}}}"
    return found


def read_procedure(operation: str) -> str:
    """Return the name of the remote procedure that a step states, in lowerCamelCase; empty where it states none."""
    match = _PROCEDURE.fullmatch(operation)
    return camel(words(match[1])) if match else ""


def collection(noun: str) -> str:
    """Return the segment for many of a kind; the names of HTTP methods are never one, as they confuse tools."""
    segment = plural(noun)
    return f"{singular(segment)}-sets" if segment.upper() in METHODS else segment


def item(segment: str) -> tuple[str, str]:
    """Return the segments of one item of a collection."""
    return segment, f"{{{camel(singular(words(segment)))}Id}}"


def operation_id(verb: str, address: Address, *, many: bool) -> str:
    """Return lowerCamelCase verb and noun, made of the address alone: ``listMovieReviews``, ``createRideCancellation``.

    Args:
        verb: ``list``, ``get``, ``create``, ``replace``, ``update``, ``delete``.
        address: The path; every noun of it counts, so that two paths differ in their ids whatever others exist.
        many: Whether the answer is a page.
    """
    nouns = list(address.nouns) or ["root"]
    rank = ""
    if len(nouns) > 1 and nouns[-1] in _RANKS:
        rank = nouns.pop()
    *above, last = nouns
    one_of_many = rank or address.is_item or verb == "create"
    if one_of_many:
        last = singular(last)
    elif many and not is_plural(last):
        last = plural(last)
    return verb + pascal("-".join(_said_once([rank, *map(singular, above), last])))


def _said_once(nouns: list[str]) -> Iterator[str]:
    """Leave out a noun that the next one begins with: orders, order-lines."""
    for here, after in zip(nouns, [*nouns[1:], ""], strict=True):
        if here and not after.startswith(f"{here}-"):
            yield here
