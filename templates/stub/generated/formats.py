"""Types of values exactly as JSON Schema means them, where Python's own are more generous."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
_TIME = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)?")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TIME_PART = r"T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S)"
_DAY_PART = r"(\d+D|\d+M(\d+D)?|\d+Y(\d+M(\d+D)?)?)"
_DURATION = re.compile(rf"P({_DAY_PART}({_TIME_PART})?|{_TIME_PART}|\d+W)", re.ASCII)
"""Appendix A of RFC 3339, which is what JSON Schema means: no fractions, no unit left out in between."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]*")
_WHOLE = re.compile(r"(-?[0-9]{1,40})(\.0{1,40})?")
"""JSON Schema calls 7.0 a whole number too."""
_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?")


def camel(name: str) -> str:
    """Return ``next_page`` as ``nextPage``."""
    first, *rest = name.split("_")
    return first + "".join(one[:1].upper() + one[1:] for one in rest)


@dataclass(frozen=True, eq=False)
class Arrival:
    """How a model came; it is no part of what the model says, so all are equal."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers of the response, by their names in small letters."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Arrival)

    def __hash__(self) -> int:
        return 0


class Model(BaseModel):
    """What all models share: names in snake_case here, as the contract writes them in JSON."""

    model_config = ConfigDict(
        alias_generator=camel,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        ser_json_inf_nan="null",
        protected_namespaces=(),
    )
    _arrival: Arrival = PrivateAttr(default_factory=Arrival)


def arrived(value: Model, headers: Mapping[str, str]) -> None:
    """Note with which headers a model came."""
    value._arrival = Arrival({name.lower(): text for name, text in headers.items()})  # noqa: SLF001 - one module


def header_of(value: object, name: str) -> str | None:
    """Return a header with which a model came."""
    return value._arrival.headers.get(name) if isinstance(value, Model) else None  # noqa: SLF001 - one module


def absent(value: object) -> bool:
    """Tell whether an optional member is left out."""
    return value is None


def _never_null(value: object, info: ValidationInfo) -> object:
    if value is None and info.context == "wire":
        raise PydanticCustomError("null", "leave it out instead of sending null")
    return value


NeverNull = BeforeValidator(_never_null)
"""A member that may be left out, yet is never null in a request."""


def _parsed(pattern: re.Pattern[str], parse: Callable[[str], object], words: str) -> BeforeValidator:
    def check(value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            found = parse(value.upper()) if pattern.fullmatch(value) else None
        except ValueError:
            found = None
        if found is None:
            raise PydanticCustomError("format", "should be {words}", {"words": words})
        return found

    return BeforeValidator(check)


def _checked(pattern: re.Pattern[str], words: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise PydanticCustomError("format", "should be {words}", {"words": words})
        return value

    return AfterValidator(check)


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _whole_text(value: object) -> object:
    if isinstance(value, str):
        found = _WHOLE.fullmatch(value)
        if found is None:
            raise PydanticCustomError("whole", "should be a whole number")
        return int(found[1])
    return value


def _number_text(value: object) -> object:
    if isinstance(value, str):
        if not _DECIMAL.fullmatch(value):
            raise PydanticCustomError("number", "should be a number")
        return float(value)
    return value


def _truth_text(value: object) -> object:
    if isinstance(value, str):
        if value not in {"true", "false"}:
            raise PydanticCustomError("truth", "should be true or false")
        return value == "true"
    return value


def _unique(value: list[Any]) -> list[Any]:
    if any(one == other for place, one in enumerate(value) for other in value[:place]):
        raise PydanticCustomError("unique", "should hold nothing twice")
    return value


def Matching(pattern: str) -> AfterValidator:  # noqa: N802 - stands among types
    """Return a check for a pattern of the contract, which may match anywhere and means ASCII by digits."""
    python = re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), re.ASCII)

    def check(value: str) -> str:
        if not python.search(value):
            raise PydanticCustomError("pattern", "should match {pattern}", {"pattern": pattern})
        return value

    return AfterValidator(check)


Date = Annotated[date, _parsed(_DATE, date.fromisoformat, "a date such as 2026-01-31")]
DateTime = Annotated[
    AwareDatetime, _parsed(_DATE_TIME, datetime.fromisoformat, "a time such as 2026-01-31T12:00:00Z")
]
Time = Annotated[time, _parsed(_TIME, time.fromisoformat, "a time of day such as 12:00:00")]
Uuid = Annotated[UUID, _parsed(_UUID, UUID, "a UUID with four hyphens")]
Email = Annotated[str, _checked(_EMAIL, "an e-mail address")]
Duration = Annotated[str, _checked(_DURATION, "a duration such as P1DT12H")]
Uri = Annotated[str, _checked(_URI, "an absolute URI")]
Integer = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[float, Field(allow_inf_nan=False)]
IntegerText = Annotated[int, BeforeValidator(_whole_text)]
"""A whole number in a path, a query or a header."""
NumberText = Annotated[float, BeforeValidator(_number_text), Field(allow_inf_nan=False)]
"""A number in a path, a query or a header."""
BooleanText = Annotated[bool, BeforeValidator(_truth_text)]
"""A truth value in a path, a query or a header."""
Unique = AfterValidator(_unique)
"""A list that holds nothing twice."""

__all__ = [
    "BooleanText",
    "Date",
    "DateTime",
    "Duration",
    "Email",
    "Integer",
    "IntegerText",
    "Matching",
    "Model",
    "NeverNull",
    "Number",
    "NumberText",
    "Time",
    "Unique",
    "Uri",
    "Uuid",
    "absent",
]
