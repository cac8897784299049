"""The typed values of a field: text as it was written becomes a flag, a number, a date, a quantity, a reference."""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Literal, NoReturn, TypeVar

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from archkit.model.field_types import FieldType, FieldTypeError, parse_field_type
from archkit.model.measures import Measure, MeasureError, measure_from_map, parse_measure
from archkit.model.quantities import Dimension, Quantity, QuantityError, parse_quantity
from archkit.model.references import KINDS, Ref, RefError, parse_ref

_STATUSES = frozenset(HTTPStatus)
_PROBLEM_TYPE = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*|(?:https?://|urn:|tag:)[!-;=?-\[\]_a-z~]+"
"""A name of one's own, or an absolute URI (RFC 9457, section 3.1.1)."""
_DIGITS = r"(?:[0-9]{1,15}|[0-9]{1,3}(?:[ _][0-9]{3}){1,4})"
"""Digits, with a blank or ``_`` as thousands mark."""

T = TypeVar("T")
Judge = Callable[[Any], T]


class Judged:
    """Marks a field whose value a function of ours makes of the text: pydantic is told the judge and the schema as they are.

    Its own PlainValidator asks for each function's signature and builds what writes values back, which nobody calls:
    half of the time that building a model takes.
    """

    __slots__ = ("judge", "schema")

    def __init__(self, judge: Judge[Any], examples: list[Any], **schema: Any) -> None:
        """Name the judge, and what the JSON Schema says of the field."""
        self.judge = judge
        self.schema = {**schema, "examples": examples} if examples else schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return what pydantic validates by."""
        del source, handler
        return core_schema.no_info_plain_validator_function(self.judge)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the schema; a new one each time, for what reads it fills in patterns."""
        del core, handler
        return deepcopy(self.schema)


def fault(
    message: str,
    help: str = "",  # noqa: A002 - the word that the user sees
    words: str = "",
    name: str = "wrong-value",
) -> NoReturn:
    """Refuse a value with words of our own; the reader turns them into a Diagnostic.

    Args:
        message: What is wrong, quoting the value.
        help: What to write instead.
        words: The part of the value that is wrong, where it is not all of it.
        name: The kind of fault, as the reader knows it.

    Raises:
        PydanticCustomError: Always.
    """
    raise PydanticCustomError(
        "archkit", "{message}", {"message": message, "help": help, "words": words, "fault": name}
    )


def text_of(value: Any, what: str) -> str:
    """Return the value when it is a scalar.

    Raises:
        PydanticCustomError: It is a list or a map.
    """
    if isinstance(value, str):
        return value
    shape = "a list" if isinstance(value, list | tuple) else "a map"
    fault(f"{shape} stands where {what} belongs", f"write {what} here", name="wrong-shape")


def _plain(digits: str) -> str:
    return digits.replace(" ", "").replace("_", "")


def _flag(value: Any) -> bool:
    text = text_of(value, "true or false")
    if text in {"true", "True", "TRUE"}:
        return True
    if text in {"false", "False", "FALSE"}:
        return False
    fault(f"'{text}' is neither true nor false", "write true or false")


HIGHEST_WHOLE = 1_000_000
"""The most that is counted one by one: replicas, retries, parallel calls."""
MOST_RETRIES = 300
"""Each attempt has a distribution of its own; five days of a mail every half an hour are 240."""
HIGHEST_FIELD_NUMBER = 536_870_911
"""The highest number of a field of Protocol Buffers: 2^29 - 1."""
PROTOBUF_NUMBERS = range(19_000, 20_000)
"""Numbers that Protocol Buffers keep for themselves."""
_FIELD_KEY = re.compile(r"[A-Z][A-Za-z0-9]{0,120}\.[A-Za-z][A-Za-z0-9_]{0,120}")


def _whole(value: Any, *, any_size: bool = False) -> int:
    text = text_of(value, "a whole number")
    if not re.fullmatch(_DIGITS, text):
        fault(f"'{text}' is not a whole number", "write digits only, for example 3")
    number = int(_plain(text))
    if number > HIGHEST_WHOLE and not any_size:
        fault(f"'{text}' is more than archkit counts with", f"write at most {HIGHEST_WHOLE}")
    return number


def _retries(value: Any) -> int:
    number = _whole(value)
    if number > MOST_RETRIES:
        fault(f"'{value}' retries are more than archkit counts with", f"write at most {MOST_RETRIES}")
    return number


def _field_numbers(value: Any) -> dict[str, int]:
    if not isinstance(value, dict):
        fault("a map stands here, from Message.field to its number", "write numbers: {Review.rating: 4}")
    found: dict[str, int] = {}
    for key, written in value.items():
        if not _FIELD_KEY.fullmatch(key):
            fault(
                f"'{key}' names no field of a message",
                "write the name of the message or enum, a dot, and its field or value: Review.rating",
                key,
            )
        number = _whole(written, any_size=True)
        if not 1 <= number <= HIGHEST_FIELD_NUMBER or number in PROTOBUF_NUMBERS:
            fault(
                f"{number} is no number for a field",
                f"write one between 1 and {HIGHEST_FIELD_NUMBER}; 19000 to 19999 belong to Protocol Buffers",
                key,
            )
        owner = key.partition(".")[0]
        twin = next((one for one in found if one.partition(".")[0] == owner and found[one] == number), None)
        if twin is not None:
            fault(f"'{twin}' and '{key}' have the same number {number}", "give each a number of its own", key)
        found[key] = number
    return found


NO_PROBLEM = 0
"""What ``status: none`` is kept as."""


def _problem_status(value: Any) -> int:
    text = text_of(value, "an HTTP status, or none")
    if text == "none":
        return NO_PROBLEM
    if not re.fullmatch("[45][0-9][0-9]", text):
        fault(
            f"'{text}' is no status of a failure",
            "write one from 400 to 599, for example 409; or none where no call fails of it",
        )
    if int(text) not in _STATUSES:
        fault(
            f"'{text}' is a status that HTTP does not know",
            "write a registered one (RFC 9110, section 15), for example 409 for a conflict",
        )
    return int(text)


def _problem_type(value: Any) -> str:
    text = text_of(value, "the name of a kind of problem").strip()
    if not re.fullmatch(_PROBLEM_TYPE, text):
        fault(
            f"'{text}' is no name of a kind of problem",
            "write words in small letters joined by hyphens: seat-taken; or the address by which everybody knows it: "
            "https://problems.example.org/seat-taken",
        )
    return text


def _number(value: Any) -> float:
    text = text_of(value, "a number")
    if re.fullmatch(_DIGITS + r"(\.[0-9]{1,15})?", text):
        return float(_plain(text))
    fault(f"'{text}' is not a number", "write it as 0.03")


def _date(value: Any) -> date:
    text = text_of(value, "a date")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            fault(f"'{text}' is no day of the calendar", "write year, month and day, for example 2027-06-30")
    fault(f"'{text}' is not a date", "write year, month and day, for example 2027-06-30")


def _deadline(value: Any) -> date | Quantity:
    text = text_of(value, "a date or a duration")
    return _date(text) if re.match(r"[0-9]{4}-", text) else _quantity(Dimension.DURATION)(text)


def _quantity(*dimensions: Dimension) -> Judge[Quantity]:
    what = " or ".join(f"a {d.value.replace('_', ' ')}" for d in dimensions)

    def judge(value: Any) -> Quantity:
        text = text_of(value, what)
        try:
            return parse_quantity(text, *dimensions)
        except QuantityError as error:
            fault(error.message, error.help, name="bad-quantity")

    return judge


def _reference(kind: str | None) -> Judge[Ref]:
    def judge(value: Any) -> Ref:
        text = text_of(value, "a reference")
        try:
            return parse_ref(text, kind)
        except RefError as error:
            fault(error.message, error.help, name="bad-reference")

    return judge


def _measure(value: Any) -> Measure:
    if not isinstance(value, str | dict):
        text_of(value, "a measure")
    try:
        return parse_measure(value) if isinstance(value, str) else measure_from_map(value)
    except MeasureError as error:
        fault(error.message, error.help, error.words, "bad-measure")


def _one_is_a_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


def _field_type(value: Any) -> FieldType:
    try:
        return parse_field_type(text_of(value, "a field type"))
    except FieldTypeError as error:
        fault(error.message, error.help)


_ID = "[a-z0-9][a-z0-9-]*"
_REFERENCE_PATTERN = f"system|region:[A-Za-z0-9_-]+|(?:{'|'.join(KINDS)}):{_ID}"
_REFERENCE_SCHEMA = {"type": "string", "pattern": f"^(?:{_REFERENCE_PATTERN})$"}
MEASURE_KEY = "x-measure"
"""Marks a measure in the schema until its pattern is filled in."""
_FIELD_TYPE_PATTERN = f"^ *(?:(?:optional|list of|map of) +)*(?:(?:ref +)?{_ID}|one of .+) *$"
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_QUANTITY: dict[str, Any] = {"type": ["string", "number"]}
DIMENSIONS_KEY = "x-dimensions"
"""Marks a quantity in the schema until its pattern is filled in, which only ``archkit schema`` needs."""


def _shown(examples: list[Any], **schema: Any) -> WithJsonSchema:
    return WithJsonSchema({**schema, "examples": examples})


_MEASURE_MAP = {
    "type": "object",
    "additionalProperties": False,
    "required": ["metric"],
    "properties": {
        "metric": {"type": "string", "description": "What is measured."},
        "percentile": {**_SCALAR, "description": "p50, p95, p99, mean or max."},
        "at_most": {**_QUANTITY, "description": "The upper limit."},
        "at_least": {**_QUANTITY, "description": "The lower limit."},
        "equals": {**_QUANTITY, "description": "The exact value."},
        "load": {**_QUANTITY, "description": "The load under which it holds."},
        "window": {**_QUANTITY, "description": "The time over which it is judged."},
    },
}
_MEASURE = {"anyOf": [{"type": "string", MEASURE_KEY: True}, _MEASURE_MAP]}


def _quantity_of(examples: list[Any], *dimensions: Dimension) -> Judged:
    """Return what makes a field a quantity."""
    kind = ["string", "number"] if Dimension.COUNT in dimensions else "string"
    schema = {"type": kind, DIMENSIONS_KEY: list(dimensions)}
    return Judged(_quantity(*dimensions), examples, **schema)


class RefersTo(Judged):
    """Marks a field whose value leads to an element."""

    __slots__ = ("kind",)

    def __init__(self, kind: str | None, example: str) -> None:
        """Name the kind of element, None where several may stand, and a value to show."""
        pattern = f"^(?:{_REFERENCE_PATTERN}{f'|{_ID}' if kind else ''})$"
        super().__init__(_reference(kind), [example], type="string", pattern=pattern)
        self.kind = kind


Flag = Annotated[bool, Judged(_flag, [True], type="boolean")]
Retries = Annotated[int, Judged(_retries, [3], type="integer", minimum=0, maximum=MOST_RETRIES)]
Whole = Annotated[int, Judged(_whole, [3], type="integer", minimum=0, maximum=HIGHEST_WHOLE)]
FieldNumbers = Annotated[
    dict[str, int],
    Judged(
        _field_numbers,
        [{"Review.rating": 4}],
        type="object",
        propertyNames={"pattern": f"^{_FIELD_KEY.pattern}$"},
        additionalProperties={"type": "integer", "minimum": 1, "maximum": HIGHEST_FIELD_NUMBER},
    ),
]
ProblemStatus = Annotated[
    int,
    Judged(
        _problem_status, [409], anyOf=[{"type": "integer", "minimum": 400, "maximum": 599}, {"const": "none"}]
    ),
]
ProblemType = Annotated[
    str, Judged(_problem_type, ["seat-taken"], type="string", pattern=f"^(?:{_PROBLEM_TYPE})$")
]
Number = Annotated[float, Judged(_number, [0.03], type="number")]
Day = Annotated[
    date,
    Judged(_date, ["2026-11-02"], type="string", format="date", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
]
Deadline = Annotated[date | Quantity, Judged(_deadline, ["2027-06-30", "10 weeks"], type="string")]

Duration = Annotated[Quantity, _quantity_of(["300 ms", "5 min"], Dimension.DURATION)]
Share = Annotated[Quantity, _quantity_of(["99.9 %"], Dimension.SHARE)]
Rate = Annotated[Quantity, _quantity_of(["400/s", "2/week"], Dimension.RATE)]
Size = Annotated[Quantity, _quantity_of(["2 KB", "1 KB..500 MB"], Dimension.SIZE)]
Count = Annotated[Quantity, _quantity_of(["2M", 600], Dimension.COUNT)]
Money = Annotated[Quantity, _quantity_of(["900 EUR/month"], Dimension.MONEY, Dimension.MONEY_RATE)]

OneMeasure = Annotated[Measure, Judged(_measure, [], **_MEASURE)]
Measures = Annotated[
    tuple[OneMeasure, ...],
    BeforeValidator(_one_is_a_list),
    _shown(
        ["p95 response_time <= 200 ms at 400/s"],
        anyOf=[*_MEASURE["anyOf"], {"type": "array", "items": _MEASURE}],
    ),
]
EntityFieldType = Annotated[
    FieldType,
    Judged(
        _field_type,
        ["uuid", "list of ref ride", "one of open | done"],
        type="string",
        pattern=_FIELD_TYPE_PATTERN,
    ),
]
Texts = Annotated[
    tuple[str, ...],
    BeforeValidator(_one_is_a_list),
    _shown([], anyOf=[_SCALAR, {"type": "array", "items": _SCALAR}]),
]

Reference = Annotated[Ref, RefersTo(None, "use_case:ride-together")]
References = Annotated[
    tuple[Reference, ...],
    BeforeValidator(_one_is_a_list),
    WithJsonSchema({"anyOf": [_REFERENCE_SCHEMA, {"type": "array", "items": _REFERENCE_SCHEMA}]}),
]
"""One reference, or a list of them."""
ActorId = Annotated[Ref, RefersTo("actor", "rider")]
EntityId = Annotated[Ref, RefersTo("entity", "ride")]
ComponentId = Annotated[Ref, RefersTo("component", "matching")]
QualityAttributeId = Annotated[Ref, RefersTo("quality_attribute", "search-fast")]
DecisionId = Annotated[Ref, RefersTo("decision", "saga-for-payment")]

Level = Literal["high", "medium", "low"]
"""Of importance, of difficulty."""
