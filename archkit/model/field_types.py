"""The type of an entity's field, in words, becomes a small tree: ``optional money``, ``list of ref rider-account``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from archkit.model.misread import MisreadError, quoted
from archkit.model.references import did_you_mean, is_id, suggest_id

SCALARS = MappingProxyType(
    {
        "string": "a short text on one line",
        "text": "a long text",
        "integer": "a whole number",
        "number": "a number with decimals",
        "boolean": "true or false",
        "uuid": "a universally unique identifier",
        "date": "a day of the calendar",
        "datetime": "a moment, with its offset from UTC",
        "duration": "a length of time",
        "money": "an amount and its currency",
        "email": "an e-mail address",
        "phone": "a telephone number",
        "url": "a web address",
        "geo-point": "a place on Earth, by latitude and longitude",
        "blob": "bytes such as a picture or a film",
        "json": "any JSON value",
    }
)
"""The types without parts, and what each holds."""

LONGEST_FIELD_TYPE = 2000
DEEPEST_FIELD_TYPE = 10
"""How many ``optional``, ``list of`` and ``map of`` may stand before one type."""

_OTHER_NAMES = MappingProxyType(
    {
        "str": "string", "varchar": "string", "char": "string", "int": "integer", "long": "integer",
        "bigint": "integer", "float": "number", "double": "number", "decimal": "number", "bool": "boolean",
        "guid": "uuid", "time": "datetime", "timestamp": "datetime", "date-time": "datetime", "currency": "money",
        "amount": "money", "uri": "url", "point": "geo-point", "location": "geo-point", "binary": "blob",
        "bytes": "blob", "file": "blob", "image": "blob", "object": "json", "any": "json",
    }
)  # fmt: skip
"""What other languages call these types."""
_OTHER_NOTATIONS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<mark>list|array|set|map|dict|optional)(?:\[|<|\()(?:[a-z]+, ?)?(?P<of>[a-z-]+)(?:\]|>|\))",
        r"(?P<of>[a-z-]+)(?P<mark>\[\]|\?)",
        r"(?P<mark>array|set|dict) of (?P<of>[a-z-]+)",
        r"(?P<mark>list|map) (?P<of>(?!of )[a-z-]+)",
    )
)
"""``list<text>``, ``text[]``, ``text?``, ``array of text``, ``list text``."""
_WRAPPER_WORDS = MappingProxyType(
    {"map": "map of", "dict": "map of", "optional": "optional", "?": "optional", "list": "list of"}
)
_CHOICE = re.compile(r"[^\W_][\w-]{0,63}")


class FieldTypeError(MisreadError):
    """A text is no field type."""


@dataclass(frozen=True, slots=True)
class ScalarType:
    """A type without parts, one of ``SCALARS``."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class OptionalType:
    """A value that may be missing."""

    of: "FieldType"

    def __str__(self) -> str:
        return f"optional {self.of}"


@dataclass(frozen=True, slots=True)
class ListType:
    """Values in an order."""

    of: "FieldType"

    def __str__(self) -> str:
        return f"list of {self.of}"


@dataclass(frozen=True, slots=True)
class MapType:
    """Values by a text as their key."""

    of: "FieldType"

    def __str__(self) -> str:
        return f"map of {self.of}"


@dataclass(frozen=True, slots=True)
class RefType:
    """The id of another entity's record."""

    entity: str

    def __str__(self) -> str:
        return f"ref {self.entity}"


@dataclass(frozen=True, slots=True)
class EmbeddedType:
    """Another entity, kept inside this one."""

    entity: str

    def __str__(self) -> str:
        return self.entity


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """One of a few words."""

    values: tuple[str, ...]

    def __str__(self) -> str:
        return f"one of {' | '.join(self.values)}"


FieldType = ScalarType | OptionalType | ListType | MapType | RefType | EmbeddedType | ChoiceType
"""Every node prints as archkit writes it: ``str(parse_field_type(text))`` is the text with single blanks."""

_WRAPPERS: tuple[tuple[tuple[str, ...], type[OptionalType | ListType | MapType]], ...] = (
    (("optional",), OptionalType),
    (("list", "of"), ListType),
    (("map", "of"), MapType),
)


@lru_cache(maxsize=4096)  # a workspace says the same few values over and over
def parse_field_type(text: str) -> FieldType:
    """Read a field type.

    An id that is no scalar's name is an entity to embed; whether that entity exists is judged elsewhere.

    Args:
        text: Such as ``uuid``, ``optional money``, ``list of ref ride``, ``map of text``, ``one of open | matched``.

    Raises:
        FieldTypeError: The text is none; its help says what to write.
    """
    if len(text) > LONGEST_FIELD_TYPE:
        raise FieldTypeError(
            f"{quoted(text)} is too long for a field type: {len(text)} characters",
            help="make it an entity of its own, or 'string'",
        )
    words = text.split()
    wrappers: list[type[OptionalType | ListType | MapType]] = []
    while wrapper := _wrapper(words):
        start, node = wrapper
        if node is OptionalType and wrappers[-1:] == [OptionalType]:
            raise FieldTypeError(
                f"{quoted(text)} says 'optional' twice", help="write 'optional' once", words="optional"
            )
        wrappers.append(node)
        words = words[len(start) :]
    if len(wrappers) > DEEPEST_FIELD_TYPE:
        raise FieldTypeError(
            f"{quoted(text)} nests {len(wrappers)} levels deep, at most {DEEPEST_FIELD_TYPE} are read",
            help="make the inner levels an entity of their own and name it",
        )
    found = _innermost(words, text)
    for node in reversed(wrappers):
        found = node(found)
    return found


def entities_in(field_type: FieldType) -> Iterator[RefType | EmbeddedType]:
    """Yield the part of a field type that names an entity, if it has one."""
    while isinstance(field_type, OptionalType | ListType | MapType):
        field_type = field_type.of
    if isinstance(field_type, RefType | EmbeddedType):
        yield field_type


def _wrapper(words: list[str]) -> tuple[tuple[str, ...], type[OptionalType | ListType | MapType]] | None:
    return next(
        (row for row in _WRAPPERS if tuple(words[: len(row[0])]) == row[0] and len(words) > len(row[0])), None
    )


def _innermost(words: list[str], text: str) -> FieldType:
    if words[:2] == ["one", "of"]:
        return _choice(" ".join(words[2:]), text)
    if len(words) == 2 and words[0] == "ref" and is_id(words[1]):
        return RefType(words[1])
    if len(words) == 1 and words[0] in SCALARS:
        return ScalarType(words[0])
    if len(words) == 1 and is_id(words[0]):
        return EmbeddedType(words[0])
    raise _fault(words, text)


def _choice(written: str, text: str) -> ChoiceType:
    values = tuple(value.strip() for value in written.split("|"))
    if "|" not in written and re.search(r"[,/]|\bor\b", written):
        better = " | ".join(word for word in re.split(r"[,/\s]+|\bor\b", written) if word)
        raise FieldTypeError(
            f"{quoted(text)} does not separate its values with |", help=f"write 'one of {better}'"
        )
    if not all(values):
        missing = "names no values" if not any(values) else "has a | without a value beside it"
        raise FieldTypeError(f"{quoted(text)} {missing}", help="write 'one of open | matched | finished'")
    wrong = next((value for value in values if not _CHOICE.fullmatch(value)), None)
    if wrong is not None:
        better = re.sub(r"\W+", "-", wrong[:64]).strip("-_") or "open"
        raise FieldTypeError(
            f"{quoted(text)} has a value that is no single word: {quoted(wrong)}",
            help=f"write '{better}'",
            words=wrong,
        )
    twice = next((value for index, value in enumerate(values) if value in values[:index]), None)
    if twice is not None:
        raise FieldTypeError(
            f"{quoted(text)} names '{twice}' twice", help="name each value once", words=twice
        )
    return ChoiceType(values)


def _fault(words: list[str], text: str) -> FieldTypeError:
    """Say what was probably meant by words that are no type."""
    if not words:
        return FieldTypeError("a field type is empty", help="write one such as 'uuid' or 'optional money'")
    written = " ".join(words)
    if words in (["list", "of"], ["map", "of"]):
        return FieldTypeError(
            f"{quoted(text)} does not say of what", help=f"write it as '{written} text'", words=words[0]
        )
    if words[0] == "ref":
        named = words[-1].removeprefix("entity:")
        entity = suggest_id(named) if len(words) > 1 else ""
        return FieldTypeError(
            f"{quoted(text)} does not name one entity", help=f"write it as 'ref {entity or 'ride'}'"
        )
    meant = meant_type(written)
    if not meant and "|" in text:
        return FieldTypeError(f"{quoted(text)} is no field type", help=f"write 'one of {written}'")
    return FieldTypeError(
        f"{quoted(text)} is no field type",
        help=f"did you mean '{meant}'?" if meant else f"write one of {', '.join(SCALARS)}, or an entity's id",
        words=written if written in text else "",
    )


def meant_type(written: str) -> str:
    """Return the field type that a word of another language or a misspelt one stands for.

    Args:
        written: What is neither a type nor the id of an entity: ``int``, ``text[]``, ``list<text>``, ``strng``.

    Returns:
        A text that ``parse_field_type`` takes, or an empty one where nothing comes near.
    """
    plain = written.casefold()
    if plain in _OTHER_NAMES:
        return _OTHER_NAMES[plain]
    if "|" in written and "of" not in plain.split():
        values = [part.strip() for part in written.split("|")]
        return f"one of {' | '.join(values)}" if all(_CHOICE.fullmatch(value) for value in values) else ""
    for pattern in _OTHER_NOTATIONS:
        if match := pattern.fullmatch(plain):
            inner, mark = match["of"], match["mark"]
            return f"{_WRAPPER_WORDS.get(mark, 'list of')} {_OTHER_NAMES.get(inner, inner)}"
    if plain in {"list", "map", "optional"}:
        return f"{_WRAPPER_WORDS[plain]} text"
    if plain != written and re.fullmatch(r"(?:optional|list of|map of|one of|ref) [a-z0-9 |-]+", plain):
        return plain
    return did_you_mean(written, SCALARS)
