"""The parts of an OpenAPI document that its operations share: headers, parameters, and what each kind of failure says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from archkit.contracts import Caching, Contract, ProblemType, camel, free, pascal
from archkit.generators._openapi_text import Texts, markdown, plain
from archkit.generators._yaml import Data

PROBLEM = "Problem"
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Failure:
    """A kind of failure."""

    status: int
    name: str
    """Of its response among the components."""
    title: str
    """The phrase of its status (RFC 9110)."""
    meaning: str
    """What it tells a caller."""
    detail: str
    """What a problem document may say about it."""


_FAILURES: Mapping[int, Failure] = {
    one.status: one
    for one in (
        Failure(400, "BadRequest", "Bad Request", "What was sent cannot be read as this operation wants it.", "A parameter is not a number."),
        Failure(401, "Unauthorized", "Unauthorized", "Nobody has said who is calling, or the proof does not hold.", "The token has expired."),
        Failure(403, "Forbidden", "Forbidden", "Whoever is calling may not do this.", "The record belongs to somebody else."),
        Failure(404, "NotFound", "Not Found", "Nothing has this address.", "No record has this id."),
        Failure(409, "Conflict", "Conflict", "It contradicts what is there already, or the same call is still under way.", "A record with this value exists."),
        Failure(412, "PreconditionFailed", "Precondition Failed", "The record has changed since its ETag was read.", "If-Match names an older version."),
        Failure(422, "UnprocessableContent", "Unprocessable Content", "It can be read, and what it says cannot be done.", "The end lies before the start."),
        Failure(429, "TooManyRequests", "Too Many Requests", "This caller has used up the quota of the window.", "The quota is full again in 30 s."),
        Failure(503, "ServiceUnavailable", "Service Unavailable", "A part that is needed does not answer; the call may be repeated later.", "The index does not answer."),
    )
}  # fmt: skip
_ANY = Failure(
    500,
    "Unexpected",
    "Internal Server Error",
    "Any other failure.",
    "The cause is in the log of the service.",
)


class Parts:
    """Hands out references to shared parts, and writes those that were asked for: linters refuse what nobody uses."""

    def __init__(self, contract: Contract, key: Callable[[str], str], texts: Texts) -> None:
        self._contract = contract
        self._key = key
        self._texts = texts
        self._headers: dict[str, Data] = {}
        self._parameters: dict[str, Data] = {}
        self._responses: dict[str, Data] = {}

    def header(self, name: str) -> Data:
        """Return a reference to a header."""
        key = name.replace("-", "")
        if key not in self._headers:
            description, schema, example = _HEADERS[name]
            example = self._own_example(name) or example
            self._headers[key] = {
                "description": self._texts.own(description, key),
                "schema": {**schema, "examples": [example]},
            }
        return {"$ref": f"#/components/headers/{key}"}

    def _own_example(self, name: str) -> str:
        """Return the value that a header has in this contract, where the contract decides it."""
        limit = self._contract.rate_limit
        if limit is not None and name == "RateLimit-Policy":
            return f'"default";q={limit.quota};w={limit.window}'
        if limit is not None and name == "RateLimit":
            return f'"default";r={max(0, limit.quota - 1)};t={limit.window}'
        if name == "WWW-Authenticate":
            return _CHALLENGES.get(self._contract.security.scheme, "")
        return ""

    def headers(self, *names: str) -> dict[str, Data]:
        """Return references to headers by their names."""
        return {name: self.header(name) for name in names}

    def caching(self, caching: Caching) -> Data:
        """Return a reference to the header that says who may keep an answer, and for how long."""
        key = f"CacheControl{pascal(caching.scope)}{caching.seconds or ''}"
        if key not in self._headers:
            self._headers[key] = {
                "description": self._texts.own(_kept(caching), key),
                "schema": {**_TEXT, "examples": [cache_control(caching)]},
            }
        return {"$ref": f"#/components/headers/{key}"}

    def limits(self) -> tuple[str, ...]:
        """Return the headers that tell a caller about the quota."""
        return ("RateLimit-Policy", "RateLimit") if self._contract.rate_limit else ()

    def parameter(self, key: str, made: Mapping[str, Data]) -> Data:
        """Return a reference to a parameter that is kept under a name."""
        self._parameters.setdefault(key, dict(made))
        return {"$ref": f"#/components/parameters/{key}"}

    def known(self, name: str) -> Data:
        """Return a reference to a parameter of the conventions: a page's size, a key, a version that is expected."""
        if name not in self._parameters:
            made = dict(_PARAMETERS[name])
            if made["in"] == "query":
                made["name"] = self._key(str(made["name"]))
            made["description"] = self._texts.own(str(made["description"]), name)
            self._parameters[name] = made
        return {"$ref": f"#/components/parameters/{name}"}

    def failure(self, status: int) -> Data:
        """Return a reference to what a status of the conventions answers with."""
        failure = _FAILURES[status]
        if failure.name not in self._responses:
            self._responses[failure.name] = self._problem(failure.name, failure, *self._beside(status))
        return {"$ref": f"#/components/responses/{failure.name}"}

    def _beside(self, status: int) -> tuple[str, ...]:
        """Return the headers that come with a failure."""
        more = {401: ("WWW-Authenticate",), 429: (*self.limits(), "Retry-After"), 503: ("Retry-After",)}
        return more.get(status, ())

    def refusal(self, status: int, problems: Sequence[ProblemType], base: str, where: str) -> Data:
        """Return what a status answers with where the domain has kinds of problems of its own for it.

        Args:
            status: The status.
            problems: Those kinds.
            base: The path of the API, below which they have their addresses.
            where: The operation.
        """
        said = "; ".join(markdown(one.title, 120).rstrip(".") for one in problems)
        examples: dict[str, Data] = {}
        for one in problems:
            name = free(camel(one.name), set(examples))
            examples[name] = {
                "summary": self._texts.own(plain(one.title, 120), f"{where}, {status}"),
                "value": _problem_example(status, one.title, one.title, problem_address(one, base)),
            }
        failure = _FAILURES.get(status)
        if failure is not None:
            said = f"{said}; or {failure.meaning[:1].lower()}{failure.meaning[1:].rstrip('.')}"
            examples[failure.name[:1].lower() + failure.name[1:]] = {
                "summary": self._texts.own(f"{failure.title}, and no more to tell", f"{where}, {status}"),
                "value": _example(failure),
            }
        found: dict[str, Data] = {"description": self._texts.own(f"{said}.", where)}
        if headers := self._beside(status):
            found["headers"] = self.headers(*headers)
        schema: dict[str, Data] = {"$ref": f"#/components/schemas/{PROBLEM}"}
        found["content"] = {MEDIA_TYPE: {"schema": schema, "examples": examples}}
        return found

    def unexpected(self) -> Data:
        """Return a reference to what any other failure answers with."""
        if _ANY.name not in self._responses:
            self._responses[_ANY.name] = self._problem(_ANY.name, _ANY)
        return {"$ref": f"#/components/responses/{_ANY.name}"}

    def not_modified(self) -> Data:
        """Return a reference to the answer that what the caller has is still current."""
        self._responses.setdefault(
            "NotModified",
            {
                "description": self._texts.own("What the caller has kept is still current.", "NotModified"),
                "headers": self.headers("ETag"),
            },
        )
        return {"$ref": "#/components/responses/NotModified"}

    def _problem(self, name: str, failure: Failure, *headers: str) -> dict[str, Data]:
        found: dict[str, Data] = {"description": self._texts.own(failure.meaning, name)}
        if headers:
            found["headers"] = self.headers(*headers)
        found["content"] = {
            MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}, "example": _example(failure)}
        }
        return found

    def written(self) -> dict[str, Data]:
        """Return the parts that were asked for, as they stand below ``components``."""
        groups = {"parameters": self._parameters, "headers": self._headers, "responses": self._responses}
        return {name: dict(sorted(group.items())) for name, group in groups.items() if group}


def problem_schema(texts: Texts) -> dict[str, Data]:
    """Return the one body of all failures, with the members of RFC 9457."""
    members: dict[str, Data] = {}
    example = _example(_FAILURES[404])
    for name, (schema, description) in _MEMBERS.items():
        text = texts.own(description, f"{PROBLEM}.{name}")
        members[name] = {**schema, "description": text, "examples": [example[name]]}
    text = "What went wrong, as RFC 9457 has it; a caller ignores members that it does not know."
    return {
        "type": "object",
        "description": texts.own(text, PROBLEM),
        "required": ["title", "status"],
        "properties": members,
        "examples": [example],
    }


def problem_address(problem: ProblemType, base: str) -> str:
    """Return the ``type`` of a kind of problem: a path on the server that answers, or the URI that is stated."""
    return f"{base}{problem.address}" if problem.is_local else problem.address


def problem_types(contract: Contract, base: str) -> list[Data]:
    """Return the kinds of problems of a contract, as programs read them: with the conditions and operations of each."""
    return [
        {
            "type": problem_address(one, base),
            "name": one.name,
            "title": plain(one.title, 120),
            "status": one.status,
            "conditions": [
                {"when": plain(variant.when), "use_case": variant.use_case.id} for variant in one.conditions
            ],
            "operations": [
                operation.id
                for operation in contract.operations
                if any(variant in one.conditions for variant in operation.variants)
            ],
        }
        for one in contract.problems
    ]


def _example(failure: Failure) -> dict[str, Data]:
    return _problem_example(failure.status, failure.title, failure.detail)


def _problem_example(status: int, title: str, detail: str, kind: str = "about:blank") -> dict[str, Data]:
    return {
        "type": kind,
        "title": plain(title, 120) or HTTPStatus(status).phrase,
        "status": status,
        "detail": plain(detail, 300),
        "instance": "/occurrences/7f3a",
    }


_CHALLENGES = {"basic": 'Basic realm="api"', "api-key": "ApiKey", "mutual-tls": "Mutual"}


def cache_control(caching: Caching) -> str:
    """Return the value of Cache-Control (RFC 9111)."""
    if caching.scope == "none":
        return "no-store"
    return f"{caching.scope}, max-age={caching.seconds}" if caching.seconds else f"{caching.scope}, no-cache"


def _kept(caching: Caching) -> str:
    """Say who may keep an answer, and for how long."""
    if caching.scope == "none":
        return "Nobody may keep the answer."
    who = "Any cache" if caching.scope == "public" else "The caller alone"
    if caching.seconds:
        return f"{who} may keep the answer, for {caching.seconds} s."
    return f"{who} may keep the answer, and asks each time whether it is still current."


_MEMBERS: Mapping[str, tuple[Mapping[str, Data], str]] = {
    "type": ({"type": "string", "format": "uri-reference", "default": "about:blank"}, "Names the kind of problem; about:blank where the status says it all."),
    "title": ({"type": "string", "maxLength": 200}, "The kind of problem in a few words, the same each time."),
    "status": ({"type": "integer", "format": "int32", "minimum": 100, "maximum": 599}, "The HTTP status, repeated for whoever sees the body alone."),
    "detail": ({"type": "string", "maxLength": 10_000}, "What happened this time, for people; no program reads it."),
    "instance": ({"type": "string", "format": "uri-reference"}, "Names this one occurrence, to ask about it."),
}  # fmt: skip
_TEXT: Mapping[str, Data] = {"type": "string", "maxLength": 1000}
_HEADERS: Mapping[str, tuple[str, Mapping[str, Data], Data]] = {
    "Location": ("Where to read what came of the call.", {"type": "string", "format": "uri-reference"}, "/results/7"),
    "ETag": ("The version of what is shown; If-Match and If-None-Match take it.", _TEXT, '"v7"'),
    "Retry-After": ("Seconds after which it makes sense to call again.", {"type": "integer", "format": "int32", "minimum": 0}, 2),
    "RateLimit-Policy": ("The quota of one caller and its window in seconds (IETF draft ratelimit-headers).", _TEXT, '"default";q=100;w=60'),
    "RateLimit": ("What is left of the quota, and in how many seconds it is full again (IETF draft ratelimit-headers).", _TEXT, '"default";r=42;t=30'),
    "WWW-Authenticate": ("How a caller can prove who it is.", _TEXT, "Bearer"),
    "Deprecation": ("Since when callers should move to another version, in seconds of Unix time (RFC 9745).", _TEXT, "@1767225600"),
    "Sunset": ("When this version ends (RFC 8594).", _TEXT, "Fri, 31 Dec 2027 23:59:59 GMT"),
}  # fmt: skip
_PARAMETERS: Mapping[str, Mapping[str, Data]] = {
    "PageSize": {
        "name": "page-size", "in": "query", "required": False,
        "description": "How many items a page has at most; more than 200 are cut to 200.",
        "schema": {"type": "integer", "format": "int32", "minimum": 1, "default": 50, "examples": [20]},
    },
    "PageToken": {
        "name": "page-token", "in": "query", "required": False,
        "description": "The token of the page before; left out, the first page comes. It fits only the same question.",
        "schema": {"type": "string", "maxLength": 512, "examples": ["b2Zmc2V0PTUw"]},
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key", "in": "header", "required": False,
        "description": "A value that the caller makes up for one call and repeats with it, so that it is done once however often it arrives.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 64, "examples": ["8e03978e-40d5-43e8-bc93-6894a57f9324"]},
    },
    "RequiredIdempotencyKey": {
        "name": "Idempotency-Key", "in": "header", "required": True,
        "description": "A value that the caller makes up for one call and repeats with it; without it the call is refused, as doing this twice would harm.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 64, "examples": ["0f8fad5b-d9cb-469f-a165-70867728950e"]},
    },
    "IfMatch": {
        "name": "If-Match", "in": "header", "required": False,
        "description": "The ETag of the version that is to be changed; where another is there by now, the answer is 412.",
        "schema": {"type": "string", "maxLength": 1000, "examples": ['"v7"']},
    },
    "IfNoneMatch": {
        "name": "If-None-Match", "in": "header", "required": False,
        "description": "The ETag of what the caller has kept; where it is still current, the answer is 304 without a body.",
        "schema": {"type": "string", "maxLength": 1000, "examples": ['"v6"']},
    },
}  # fmt: skip
