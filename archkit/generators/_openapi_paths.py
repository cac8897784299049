"""Operations of a contract become path items: what they take, what they answer, and which step of a use case they serve."""

from collections.abc import Callable, Iterator, Mapping

from archkit.contracts import Contract, Operation, Parameter, Schema, pascal, plural, singular, spoken, words
from archkit.generators._openapi_parts import Parts, cache_control
from archkit.generators._openapi_schemas import data_of, plain_type, shown_example
from archkit.generators._openapi_security import required
from archkit.generators._openapi_text import Texts, markdown, plain
from archkit.generators._yaml import Data

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Paths:
    """Writes the operations of one contract."""

    def __init__(
        self, contract: Contract, key: Callable[[str], str], texts: Texts, parts: Parts, base: str
    ) -> None:
        self._contract = contract
        self._base = base
        self._key = key
        self._texts = texts
        self._parts = parts
        self._by_path: dict[str, list[Operation]] = {}
        for one in contract.operations:
            self._by_path.setdefault(one.path, []).append(one)

    def all(self) -> dict[str, Data]:
        """Return every path with its operations."""
        return {self._template(path): self._item(found) for path, found in self._by_path.items()}

    def _template(self, path: str) -> str:
        """Return a path with its parameters in the case of the document."""
        return "/".join(
            f"{{{self._key(words(one[1:-1]))}}}" if one[:1] == "{" else one for one in path.split("/")
        )

    def _item(self, operations: list[Operation]) -> dict[str, Data]:
        found: dict[str, Data] = {}
        in_path = [one for one in operations[0].parameters if one.where == "path"]
        if in_path:
            found["parameters"] = [self._path_parameter(one) for one in in_path]
        for one in sorted(operations, key=lambda one: _METHODS.index(one.method)):
            found[one.method.lower()] = self._operation(one)
        return found

    def _path_parameter(self, one: Parameter) -> Data:
        made = self._parameter(one, f"path parameter {self._key(one.name)}")
        return self._parts.parameter(pascal(one.name), made)

    def _parameter(self, one: Parameter, where: str) -> dict[str, Data]:
        found: dict[str, Data] = {
            "name": self._key(one.name),
            "in": one.where,
            "required": one.required,
            "description": self._texts.own(markdown(one.description), where),
            "schema": {**plain_type(one.type), "examples": [data_of(one.example)]},
        }
        if one.origin is not None and one.origin.field:
            entity = f"{one.origin.entity.id}." if one.origin.entity else ""
            found["x-archkit-field"] = f"{entity}{one.origin.field}"
        return found

    def _operation(self, one: Operation) -> dict[str, Data]:
        found: dict[str, Data] = {
            "operationId": one.id,
            "summary": self._texts.own(plain(one.summary, 80), one.id),
            "description": self._texts.own("\n\n".join(self._paragraphs(one)), one.id),
            "tags": [one.tag],
        }
        if parameters := list(self._parameters(one)):
            found["parameters"] = parameters
        if one.request:
            found["requestBody"] = self._request(one)
        found["responses"] = self._responses(one)
        found["security"] = required(self._contract, one)
        if self._contract.deprecated or self._contract.sunset:
            found["deprecated"] = True
        found["x-archkit"] = _trace(one)
        return found

    def _parameters(self, one: Operation) -> Iterator[Data]:
        for parameter in one.parameters:
            if parameter.where == "query":
                yield self._parameter(parameter, f"{one.id}, query parameter {self._key(parameter.name)}")
        if one.paging:
            yield self._parts.known("PageSize")
            yield self._parts.known("PageToken")
        if one.idempotency.kind == "key":
            yield self._parts.known(
                "RequiredIdempotencyKey" if one.idempotency.required else "IdempotencyKey"
            )
        if one.etag and one.verb in {"replace", "update", "delete"}:
            yield self._parts.known("IfMatch")
        if one.etag and one.method == "GET":
            yield self._parts.known("IfNoneMatch")

    def _paragraphs(self, one: Operation) -> Iterator[str]:
        for trace in one.traces:
            step, title = markdown(trace.step, 120), markdown(trace.title, 120)
            yield (
                f"Step “{step}” of the use case “{title}” (`{trace.use_case.id}`), "
                f"called by {markdown(trace.caller_name, 80)}."
            )
        if not one.stated:
            yield markdown(one.reason)
        if one.long_running:
            yield (
                f"{markdown(one.long_running.reason)} So the work is accepted, and Location leads to its state; "
                f"when it has succeeded, the state says where the outcome is."
            )
        if one.idempotency.kind == "key":
            word = "Needs" if one.idempotency.required else "Takes"
            yield f"{word} an Idempotency-Key. {markdown(one.idempotency.reason)}"
        if one.caching:
            yield f"{_kept(one)} {markdown(one.caching.reason)}"
        if one.timeout:
            yield f"A caller waits {one.timeout} at most."
        if one.anonymous:
            yield "Needs no credentials: whoever registers or logs in has none yet."
        if one.variants:
            yield "\n".join(
                f"* {variant.status} when {markdown(variant.when)} (`{variant.use_case.id}`)"
                for variant in one.variants
            )

    def _request(self, one: Operation) -> dict[str, Data]:
        media = "application/merge-patch+json" if one.method == "PATCH" else "application/json"
        schema = self._contract.schemas[one.request]
        return {
            "description": self._texts.own(self._body(one), one.id),
            "required": any(part.required for part in schema.properties),
            "content": {
                media: {
                    "schema": {"$ref": f"#/components/schemas/{one.request}"},
                    "example": shown_example(self._contract, one.request, self._key, "sent"),
                }
            },
        }

    def _body(self, one: Operation) -> str:
        """Say what a request holds."""
        noun = _noun(self._contract.schemas[one.request])
        match one.verb:
            case "create" if noun:
                return f"The {noun} to be made."
            case "replace" if noun:
                return f"The {noun} as it is to be."
            case "update" if noun:
                return f"What is to change of the {noun}."
        return f"What goes with “{markdown(one.summary, 80)}”."

    def _responses(self, one: Operation) -> dict[str, Data]:
        found: dict[str, Data] = {str(one.status): self._success(one)}
        if one.etag and one.method == "GET":
            found["304"] = self._parts.not_modified()
        for status in one.errors:
            problems = [
                kind
                for kind in self._contract.problems
                if kind.status == status and any(variant in kind.conditions for variant in one.variants)
            ]
            found[str(status)] = (
                self._parts.refusal(status, problems, self._base, one.id)
                if problems
                else self._parts.failure(status)
            )
        found["default"] = self._parts.unexpected()
        return found

    def _success(self, one: Operation) -> dict[str, Data]:
        schema = self._contract.schemas.get(one.response)
        found: dict[str, Data] = {"description": self._texts.own(self._outcome(one, schema), one.id)}
        names = [*self._parts.limits()]
        if one.status in {201, 202} and one.location:
            names.append("Location")
        if one.long_running:
            names.append("Retry-After")
        if one.etag and one.verb != "delete":
            names.append("ETag")
        if self._contract.deprecated or self._contract.sunset:
            names.append("Deprecation")
        if self._contract.sunset:
            names.append("Sunset")
        headers = self._parts.headers(*names)
        if one.caching:
            headers["Cache-Control"] = self._parts.caching(one.caching)
        if headers:
            found["headers"] = headers
        if one.response and one.method != "HEAD":
            found["content"] = {
                "application/json": {
                    "schema": {"$ref": f"#/components/schemas/{one.response}"},
                    "example": shown_example(self._contract, one.response, self._key, "answered"),
                }
            }
        if links := dict(self._links(one, schema)):
            found["links"] = links
        return found

    def _outcome(self, one: Operation, schema: Schema | None) -> str:
        """Say what a caller gets who succeeds."""
        noun = _noun(schema) or spoken(words(one.resource.name))
        asked = f"“{markdown(one.summary, 80)}”"
        if one.long_running:
            return f"{asked} is accepted and goes on; Location leads to its state."
        match one.verb:
            case "list":
                return f"One page of the {spoken(words(plural(one.resource.name)))}."
            case "get":
                return f"The {noun} that is asked for."
            case "create" if one.location:
                return f"The new {noun}; Location says where it is."
            case "replace" | "update":
                return f"The {noun} as it is from now on."
            case "delete":
                return f"The {spoken(singular(words(one.resource.name)))} is gone."
            case "notify":
                return f"{asked} is taken in; nobody waits for what comes of it."
        what = f"The {noun}" if schema and schema.role == "record" else "What comes back"
        return f"{what} after {asked}."

    def _links(self, one: Operation, schema: Schema | None) -> Iterator[tuple[str, Data]]:
        """Yield where a caller can go from an answer: to what was made, and to what belongs to what is shown."""
        if (
            one.verb == "create"
            and one.location
            and not one.long_running
            and schema
            and schema.property("id")
        ):
            path, parameter = one.location, self._key(words(one.location.rpartition("{")[2].rstrip("}")))
            values: dict[str, Data] = {parameter: "$response.body#/id"}
            targets = self._by_path.get(path, [])
        elif one.verb == "get":
            path, values, targets = one.path, {}, self._below(one)
        else:
            return
        for name in self._by_path[one.path][0].parameters:
            if name.where == "path":
                values[self._key(name.name)] = f"$request.path.{self._key(name.name)}"
        for target in targets:
            text = _link(one, target, _noun(schema))
            yield (
                target.id,
                {
                    "operationId": target.id,
                    "parameters": values,
                    "description": self._texts.own(text, f"{one.id}.{target.id}"),
                },
            )

    def _below(self, one: Operation) -> list[Operation]:
        prefix = f"{one.path}/"
        return [
            other
            for path, found in self._by_path.items()
            if path.startswith(prefix) and "{" not in path.removeprefix(prefix)
            for other in found
            if other.method == "GET"
        ]


def _noun(schema: Schema | None) -> str:
    """Return what an entity's schema stands for, in words; empty of one that is no entity's."""
    return spoken(words(schema.entity.id)) if schema is not None and schema.entity is not None else ""


def _link(one: Operation, target: Operation, noun: str) -> str:
    """Say where a link leads."""
    if one.verb == "get":
        return f"On to the {spoken(words(target.path.rpartition('/')[2]))} of the {noun or one.tag}."
    doing = {"get": "Read", "replace": "Replace", "update": "Change", "delete": "Remove"}
    return f"{doing.get(target.verb, 'Go on with')} the new {noun}."


def _kept(one: Operation) -> str:
    """Say what the answer's Cache-Control will be."""
    if one.caching is None or one.caching.scope == "none":
        return "The answer is not kept anywhere (`no-store`)."
    return f"Cache-Control is `{cache_control(one.caching)}`."


def _trace(one: Operation) -> Mapping[str, Data]:
    found: dict[str, Data] = {}
    if one.traces:
        found["steps"] = [
            {"use_case": trace.use_case.id, "step": trace.step, "caller": trace.caller}
            for trace in one.traces
        ]
    if not one.stated:
        found["derived"] = one.reason
    return found
